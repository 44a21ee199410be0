"""Baselines as their users meet them: adopt many files, edit them, work from other folders, prune, and break things."""

import errno
import json
import random
from pathlib import Path
from typing import Any

import pytest

from tests.test_cli import Run, run  # noqa: F401 - a fixture

WORDS = "the ferry sails north while gulls cry above a quiet harbor and children wave from the old pier".split()


def report(run: Run, *arguments: str) -> Any:
    return json.loads(run("lint", "-f", "json", *arguments).out)


def draft(rng: random.Random) -> str:
    """Paragraphs of which about one in three holds an error."""
    errors = (
        "Two Peirs and Two Lighthouses",
        "a big port",
        "the Two Piers and Two Towers",
        "Port–Lund economic circle",
    )
    return "\n\n".join(
        " ".join(
            [*rng.choices(WORDS, k=12), *rng.choices((rng.choice(errors), "here"), (1, 2)), *rng.choices(WORDS, k=12)]
        )
        for _ in range(4)
    )


def edited(text: str, rng: random.Random) -> str:
    """A text with an edit that leaves the words next to errors alone: elsewhere in a paragraph, or between them."""
    paragraphs = text.split("\n\n")
    at = rng.randrange(len(paragraphs))
    words = paragraphs[at].split(" ")
    edits = (
        [*paragraphs[:at], "A new paragraph of seven quiet words.", *paragraphs[at:]],
        [*paragraphs[:at], " ".join(["Yesterday", *words]), *paragraphs[at + 1 :]],
        [*paragraphs[:at], " ".join([*words[:-2], "slowly", *words[-1:]]), *paragraphs[at + 1 :]],
        [*paragraphs[:at], "\n".join((" ".join(words[:9]), " ".join(words[9:]))), *paragraphs[at + 1 :]],
        paragraphs[::-1],
    )
    return "\n\n".join(rng.choice(edits))


def test_adopted_errors_stay_silent_through_edits_and_a_new_one_speaks(run: Run) -> None:
    rng = random.Random(7)  # noqa: S311 - the same drafts each time
    for number in range(250):
        path = Path(f"drafts/{number % 10}/{number}.md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(draft(rng), encoding="utf-8")
    arguments = ("-g", "terms.yaml", "drafts")
    before = report(run, *arguments)["summary"]["findings"]
    assert before > 150

    assert run("lint", *arguments, "--write-baseline", "base.tsv").code == 0
    assert report(run, *arguments, "--baseline", "base.tsv")["summary"]["silenced"] == before

    paths = sorted(Path("drafts").rglob("*.md"))
    for path in rng.sample(paths, 100):
        path.write_text(edited(path.read_text(encoding="utf-8"), rng), encoding="utf-8")
    after = report(run, *arguments, "--baseline", "base.tsv", "--jobs", "2")
    assert after["findings"] == []
    assert after["summary"]["silenced"] == before

    victim = paths[42]
    victim.write_text(victim.read_text(encoding="utf-8") + "\n\nNow the New Harber Law.\n", encoding="utf-8")
    (new,) = report(run, *arguments, "--baseline", "base.tsv")["findings"]
    assert (new["path"], new["text"]) == (victim.as_posix(), "New Harber Law")


@pytest.fixture
def adopted(run: Run) -> Run:
    """Two drafts with an error each, and a baseline that knows both."""
    for name in ("a.md", "sub/b.md"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text("A big port opens.\n", encoding="utf-8")
    assert run("lint", "-g", "terms.yaml", ".", "--write-baseline", "base.tsv").code == 0
    return run


def test_a_baseline_means_the_same_from_every_folder(adopted: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    top = Path.cwd()
    monkeypatch.chdir("sub")
    assert adopted("lint", "-g", "../terms.yaml", "--baseline", "../base.tsv").code == 0
    assert adopted("lint", "-g", "../terms.yaml", "--baseline", "../base.tsv", str(top)).code == 0
    assert adopted("lint", "-g", "../terms.yaml", "b.md").code == 1


def test_the_setting_is_relative_to_the_configuration(adopted: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("cqterm.yaml").write_text("baseline: base.tsv\nglossary: terms.yaml\n", encoding="utf-8")
    monkeypatch.chdir("sub")
    assert adopted("lint", "b.md").code == 0
    assert adopted("lint", "--isolated", "-g", "../terms.yaml", "b.md").code == 1
    standard_input = adopted("lint", "--stdin-filename", "b.md", "-", stdin=b"A big port opens.\n")
    assert standard_input.code == 0


def test_one_more_of_the_same_speaks(adopted: Run) -> None:
    Path("a.md").write_text("A big port opens.\n\nA big port opens.\n", encoding="utf-8")
    (new,) = report(adopted, "-g", "terms.yaml", "--baseline", "base.tsv", "a.md")["findings"]
    assert new["line"] == 3


def test_stale_entries_are_counted_and_pruned_and_nothing_is_adopted(adopted: Run) -> None:
    Path("a.md").write_text("Two Peirs and Two Lighthouses.\n", encoding="utf-8")
    done = adopted("lint", "-g", "terms.yaml", "--baseline", "base.tsv", ".")
    assert done.err == (
        "cqterm: base.tsv: 1 stale entry, not found any more: "
        "--baseline base.tsv --write-baseline base.tsv takes them out\n"
    )
    done = adopted("lint", "-g", "terms.yaml", "--baseline", "base.tsv", "--write-baseline", "base.tsv", ".")
    assert (done.code, done.err) == (1, "cqterm: base.tsv: 1 finding known, 1 that were gone taken out\n")
    assert [line.split("\t")[0] for line in lines()] == ["sub/b.md"]


def lines() -> list[str]:
    return [line for line in Path("base.tsv").read_text(encoding="utf-8").splitlines() if line[0] != "#"]


def test_what_a_run_does_not_look_at_stays(adopted: Run) -> None:
    Path("a.md").write_text("Fine.\n", encoding="utf-8")
    assert adopted("lint", "-g", "terms.yaml", "--baseline", "base.tsv", "sub/b.md").err == ""
    assert (
        adopted("lint", "-g", "terms.yaml", "--baseline", "base.tsv", "--ignore", "deprecated-term", "a.md").err == ""
    )
    Path("c.md").write_text("A big port opens.\n", encoding="utf-8")
    assert adopted("lint", "-g", "terms.yaml", "--write-baseline", "base.tsv", "c.md").code == 0
    assert [line.split("\t")[0] for line in lines()] == ["a.md", "c.md", "sub/b.md"]
    Path("sub/b.md").write_bytes(b"\x00\xff\x00\x01MZ\x90")
    assert adopted("lint", "-g", "terms.yaml", "--write-baseline", "base.tsv", ".").code == 2
    assert [line.split("\t")[0] for line in lines()] == ["c.md", "sub/b.md"]


def test_entries_of_files_that_are_gone_are_stale(adopted: Run) -> None:
    Path("a.md").unlink()
    lint = ("lint", "-g", "terms.yaml", "--baseline", "base.tsv")
    assert "1 stale entry" in adopted(*lint, ".").err
    assert "1 stale entry" in adopted(*lint, str(Path.cwd())).err
    assert adopted(*lint, "sub").err == ""  # nobody looked where it was
    assert adopted(*lint, "sub", "--write-baseline", "base.tsv").err == "cqterm: base.tsv: 2 findings known\n"
    assert adopted(*lint, "--write-baseline", "base.tsv").err.endswith("1 finding known, 1 that were gone taken out\n")


def test_what_is_known_of_a_renamed_folder_stays_known_where_only_a_part_is_looked_at(run: Run) -> None:
    for name in ("old/a/a.md", "old/b/b.md"):
        Path(name).parent.mkdir(parents=True)
        Path(name).write_text(LONGER, encoding="utf-8")
    lint = ("lint", "-g", "terms.yaml")
    assert run(*lint, ".", "--write-baseline", "base.tsv").code == 0
    Path("old").rename("new")
    both = ("--baseline", "base.tsv", "--write-baseline", "base.tsv")
    assert run(*lint, "new/a", *both).err == "cqterm: base.tsv: 6 findings known, 3 under new names\n"
    assert [line.split("\t")[0] for line in lines()] == ["new/a/a.md"] * 3 + ["old/b/b.md"] * 3
    assert run(*lint, ".", *both).err == "cqterm: base.tsv: 6 findings known, 3 under new names\n"
    assert [line.split("\t")[0] for line in lines()] == ["new/a/a.md"] * 3 + ["new/b/b.md"] * 3


def states(run: Run, *arguments: str) -> list[tuple[str, str]]:
    results = json.loads(run("lint", "-f", "sarif", "-g", "terms.yaml", "--baseline", "base.tsv", *arguments).out)
    return [
        (r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], r["baselineState"])
        for r in results["runs"][0]["results"]
    ]


def test_sarif_tells_what_of_the_baseline_is_gone(adopted: Run) -> None:
    Path("a.md").write_text("Two Peirs and Two Lighthouses.\n", encoding="utf-8")
    Path("sub/b.md").unlink()
    assert states(adopted, ".") == [("a.md", "new"), ("a.md", "absent"), ("sub/b.md", "absent")]
    assert states(adopted, "sub") == [("sub/b.md", "absent")]
    assert states(adopted, "--select", "term-case", ".") == [("sub/b.md", "absent")]


LONGER = "A big port opens. The Two Piers and Two Towers shine. A big port opens.\n"


@pytest.mark.parametrize(
    ("before", "after"), [("a.md", "new name.md"), ("a.md", "c/a.md"), ("old/a.md", "港/b.md"), ("sub", "moved/to")]
)
def test_what_is_known_of_a_file_is_known_under_its_new_name(run: Run, before: str, after: str) -> None:
    for name in ("a.md", "old/a.md", "sub/a.md", "sub/c/d.md"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(LONGER.replace("opens", f"opens for {name}"), encoding="utf-8")
    lint = ("lint", "-g", "terms.yaml", ".")
    assert run(*lint, "--write-baseline", "base.tsv").code == 0
    Path(after).parent.mkdir(parents=True, exist_ok=True)
    Path(before).rename(after)
    done = run(*lint, "--baseline", "base.tsv")
    assert done.code == 0
    first = after if after.endswith(".md") else f"{after}/a.md and 1 more"
    count = 3 if after.endswith(".md") else 6
    both = "--baseline base.tsv --write-baseline base.tsv"
    assert done.err == f"cqterm: base.tsv: {count} entries of renamed files ({first}): {both} writes their new names\n"
    assert {state for _, state in states(run, ".")} == {"unchanged"}

    victim = Path(after) if after.endswith(".md") else Path(after) / "c/d.md"
    victim.write_text(victim.read_text(encoding="utf-8") + "\nTwo Peirs and Two Lighthouses.\n", encoding="utf-8")
    (new,) = report(run, "-g", "terms.yaml", "--baseline", "base.tsv", ".", "--jobs", "2")["findings"]
    assert new["text"] == "Two Peirs and Two Lighthouses"

    done = run(*lint, "--baseline", "base.tsv", "--write-baseline", "base.tsv")
    assert (done.code, done.err) == (1, f"cqterm: base.tsv: 12 findings known, {count} under new names\n")
    assert not [line for line in lines() if line.startswith(before)]
    assert run(*lint, "--baseline", "base.tsv").err == ""


def test_a_renamed_file_is_not_fixed_where_it_is_known(adopted: Run) -> None:
    Path("a.md").rename("c.md")
    before = Path("c.md").read_bytes()
    lint = ("lint", "-g", "terms.yaml", "--baseline", "base.tsv", "--fix", "--unsafe-fixes")
    assert adopted(*lint, "c.md").code == 0
    assert Path("c.md").read_bytes() == before


def test_a_copy_of_what_is_still_there_is_new(adopted: Run) -> None:
    Path("c.md").write_bytes(Path("a.md").read_bytes())
    assert [f["path"] for f in report(adopted, "-g", "terms.yaml", "--baseline", "base.tsv", ".")["findings"]] == [
        "c.md"
    ]


def test_known_findings_are_not_fixed(adopted: Run) -> None:
    Path("a.md").write_text("A big port opens.\n\nAnother big port.\n", encoding="utf-8")
    done = adopted("lint", "-g", "terms.yaml", "--baseline", "base.tsv", "--fix", "--unsafe-fixes", "a.md")
    assert done.code == 0
    assert Path("a.md").read_text(encoding="utf-8") == "A big port opens.\n\nAnother megaport.\n"


def test_a_second_run_writes_the_same_file(adopted: Run) -> None:
    before = Path("base.tsv").read_bytes()
    for jobs in ("1", "2"):
        assert (
            adopted("lint", "-g", "terms.yaml", "sub", "a.md", "--jobs", jobs, "--write-baseline", "base.tsv").code == 0
        )
        assert Path("base.tsv").read_bytes() == before


def test_a_baseline_that_can_not_be_written_stays_whole(adopted: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EROFS, "read-only")

    before = Path("base.tsv").read_bytes()
    Path("a.md").write_text("Two Peirs and Two Lighthouses.\n", encoding="utf-8")
    monkeypatch.setattr(Path, "replace", refuse)
    done = adopted("lint", "-g", "terms.yaml", ".", "--write-baseline", "base.tsv")
    assert (done.code, done.out) == (2, b"")
    assert done.err == "cqterm: base.tsv: can't be written, the file system is read-only: copy it elsewhere\n"
    assert Path("base.tsv").read_bytes() == before
    assert sorted(path.name for path in Path().iterdir()) == ["a.md", "base.tsv", "sub", "terms.yaml"]


def test_a_baseline_among_the_drafts_is_no_draft(run: Run) -> None:
    Path("known.txt").write_text("# cqterm baseline 1\n", encoding="utf-8")
    assert report(run, "-g", "terms.yaml", "--baseline", "known.txt", ".")["summary"]["files"] == 0
    done = run("lint", "-g", "terms.yaml", "--baseline", "known.txt", "-o", "known.txt", ".")
    assert done.code == 2
    assert "this run reads it" in done.err
