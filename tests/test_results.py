"""Results that wait packed are the results: read, counted and told alike, however many and whoever packed them."""

import pickle
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cqterm import reports, results, run
from cqterm.cli import linting, main, publish
from cqterm.model import SEVERITIES, FileResult, Finding, Silenced, Trouble
from cqterm.results import Results, Telling, Waiting, packed
from cqterm.values import replace
from tests.reports_example import MISSPELLED, RESULTS


def told(result: FileResult, view: str) -> str:
    """What a report might say of a file: by a path that is no UTF-8, and nothing of some."""
    return f"{view}{result.path} {len(result.findings)}\n" if result.findings[0].severity != "info" else ""


SHORT, LONG = Telling(told, ""), Telling(told, "the file ")

FINDINGS: st.SearchStrategy[Finding] = st.builds(
    lambda severity, fix: replace(MISSPELLED, severity=severity, fix=MISSPELLED.fix if fix else None),
    st.sampled_from(SEVERITIES),
    st.booleans(),
)
FILES: st.SearchStrategy[FileResult] = st.builds(
    lambda path, findings, silenced, errors, notes, fixes: FileResult(
        path=path,
        findings=tuple(findings),
        silenced=tuple(Silenced(finding, "comment") for finding in silenced),
        errors=tuple(Trouble(path=path, message="broken", part=part) for part in errors),
        notes=tuple(notes),
        excerpts={1: "a line"} if findings else {},
        fixes=fixes,
    ),
    st.sampled_from(["b.md", "a.md", "a/b.md", "caf\udce9.md", "重.md"]),
    st.lists(FINDINGS, max_size=2),
    st.lists(FINDINGS, max_size=1),
    st.lists(st.sampled_from(["", "part"]), max_size=2),
    st.lists(st.just("assumed"), max_size=1),
    st.integers(0, 2),
)


def essence(given: Results) -> tuple[object, ...]:
    remarked = [(result.path, result.errors, result.notes) for result in given.remarked()]
    return [*given], given.summary(), remarked, [*given.texts(*SHORT)], [*given.texts(*LONG)]


@given(st.lists(st.tuples(FILES, st.booleans())), st.integers(0, 4))
def test_packed_or_not_they_are_the_same(files: list[tuple[FileResult, bool]], room: int) -> None:
    plain = Results([result for result, _ in files])
    assert [*plain] == sorted([result for result, _ in files], key=lambda result: result.path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(results, "ROOM", room)
        given = [packed([SHORT], result) if travels else result for result, travels in files]
        waiting = Results(given, tellings=[SHORT])
    assert essence(waiting) == essence(plain)
    assert essence(waiting) == essence(plain), "they can be read again"


def test_what_waits_is_bytes_and_few_results_need_no_store() -> None:
    store: dict[str, Waiting] = {}
    made: list[str] = []

    def make() -> dict[str, Waiting]:
        made.append("one")
        return store

    few = Results(RESULTS[:2], store=make)
    assert not [*few.empty()]
    many = replace(RESULTS[2], document=None, findings=(MISSPELLED,) * results.ROOM)
    waiting = Results([], tellings=[SHORT], store=make)
    waiting.add(many)
    assert made == ["one"] * 2, "a draft is large"
    waiting.add(many)
    assert made == ["one"] * 2
    assert all(isinstance(each, bytes) for value in store.values() for each in (value.content, *value.texts))
    assert [*waiting] == [many, many]


def test_what_is_still_to_be_written_stays_open() -> None:
    result = replace(RESULTS[2], fixed=b"new")
    assert packed([], result) is result
    clean = FileResult(path="a.md", notes=("assumed",))
    assert packed([], clean) is clean


def test_who_packs_elsewhere_takes_no_results_along() -> None:
    results = Results(RESULTS, tellings=[SHORT])
    pack = pickle.loads(pickle.dumps(results.packing()))  # noqa: S301 - as it travels to a worker
    assert pack(RESULTS[2]) == packed([SHORT], RESULTS[2])


def test_the_counts_of_the_example() -> None:
    counts = Results(RESULTS).summary()
    assert (counts.files, counts.skipped, counts.fixed) == (4, 1, 2)
    assert dict(counts.severities) == {"error": 1, "warning": 2, "info": 1}
    assert dict(counts.fixable) == {"safe": 1, "unsafe": 1}
    assert dict(counts.silenced) == {"comment": 1, "baseline": 1}


# --- on the command line ----------------------------------------------------------------------------------------

TERMS = """cqterm: 1
name: Ports
languages: {source: zh-Hans, target: en}
concepts:
- {id: piers, term: Two Piers and Two Lighthouses, state: approved, not: [two piers]}
"""


@pytest.fixture
def drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Drafts of each kind: with findings and without, kept quiet, broken."""
    monkeypatch.chdir(tmp_path)
    Path("terms.yaml").write_text(TERMS, encoding="utf-8")
    slip = "Two Peirs and Two Lighthouses, <!-- cqterm: skip-next-line -->\nthe two piers\nand the two piers.\n"
    for number in range(12):
        Path(f"{number}.md").write_text(slip * (number % 3), encoding="utf-8")
    Path("bad.xliff").write_bytes(b"<xliff")
    return tmp_path


def output(arguments: Iterable[str], capfd: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    code = main(["lint", "-g", "terms.yaml", *arguments])
    return code, *capfd.readouterr()


@pytest.mark.parametrize("name", reports.names())
def test_reports_are_the_same_of_results_that_waited_on_disk(
    name: str, drafts: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    asked = ("-f", name, "--level", "info", str(drafts))
    plain = output([*asked, "--jobs", "1"], capfd)
    monkeypatch.setattr(results, "ROOM", 0)
    monkeypatch.setattr(linting, "_BOUND", 0)
    monkeypatch.setattr(run, "BATCH", 100)
    assert "Peirs" in plain[1]
    assert output([*asked, "--jobs", "1"], capfd) == plain
    assert output([*asked, "--jobs", "2"], capfd) == plain


def test_results_travel_where_workers_can_not_be_forked(
    drafts: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    asked = ("-f", "concise", "-f", "sarif=a.sarif", "--force", str(drafts))
    plain = output([*asked, "--jobs", "1"], capfd), Path("a.sarif").read_bytes()
    monkeypatch.setattr(run, "_start_method", lambda: "spawn")
    monkeypatch.setattr(run, "BATCH", 10_000)
    assert "Peirs" in plain[0][1]
    assert (output([*asked, "--jobs", "2"], capfd), Path("a.sarif").read_bytes()) == plain


@pytest.mark.parametrize("does", [["--fix"], ["--diff"], ["--fix", "--across-files"], ["--write-baseline", "b.tsv"]])
def test_what_else_walks_over_results_walks_over_packed_ones(
    does: list[str], drafts: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in drafts.iterdir()}
    gave = []
    for jobs in ("1", "2"):
        gave.append(
            (output([*does, "-f", "json", "--jobs", jobs, "."], capfd), {p: p.read_bytes() for p in drafts.iterdir()})
        )
        for path in drafts.iterdir():
            path.unlink()
        for path, content in before.items():
            path.write_bytes(content)
        monkeypatch.setattr(results, "ROOM", 0)
        monkeypatch.setattr(linting, "_BOUND", 0)
        monkeypatch.setattr(run, "BATCH", 100)
    assert gave[0] == gave[1]


@pytest.mark.parametrize("more", [("--across-files",), ("-f", "html=page"), ("--write-baseline", "known"), ("--diff",)])
def test_what_is_read_again_is_kept_beside_what_reports_say_of_it(
    more: tuple[str, ...], drafts: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    written = drafts / more[-1].removeprefix("html=")
    asked = ("-f", "json", *more, "2.md", "4.md")
    plain, first = output(asked, capfd), written.exists() and written.read_bytes()
    written.unlink(missing_ok=True)
    monkeypatch.setattr(results, "ROOM", 0)
    assert output(asked, capfd) == plain
    assert (written.exists() and written.read_bytes()) == first


def test_a_terminal_may_change_its_size_while_a_run_lasts(
    drafts: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    plain = output(["1.md"], capfd)
    widths = iter([100, *[60] * 9])
    monkeypatch.setattr(publish, "screen_width", lambda _: next(widths))
    monkeypatch.setattr(results, "ROOM", 0)
    assert output(["1.md"], capfd) == plain


def test_what_nobody_reads_again_is_not_kept() -> None:
    store: dict[str, Waiting] = {}
    waiting = Results([packed([SHORT], RESULTS[0], again=False)], tellings=[SHORT], again=False, store=lambda: store)
    assert [*waiting.texts(*SHORT)] == [told(RESULTS[0], "")]
    assert waiting.summary() == Results(RESULTS[:1]).summary()
    with pytest.raises(AssertionError):
        list(waiting)
