"""Word files on the command line, as an editor uses them."""

import json
import stat
from io import BytesIO
from pathlib import Path

import docx as python_docx
import pytest

from tests.docx_example import docx, p, packed, r, unpacked
from tests.test_cli import Run, run  # noqa: F401 - a fixture

SLIP = docx(p(r("We saw the mega"), r("-port and the Port-Lund economic circel.")))


@pytest.fixture(autouse=True)
def _draft(run: Run) -> None:
    Path("draft.docx").write_bytes(SLIP)


def text(name: str) -> str:
    return "\n".join(paragraph.text for paragraph in python_docx.Document(name).paragraphs)


def test_a_folder_holds_word_files_and_a_finding_says_where(run: Run) -> None:
    done = run("lint", "-g", "terms.yaml", "-f", "json", ".")

    findings = json.loads(done.out)["findings"]
    assert [(f["path"], f["part"], f["where"], f["line"], f["text"]) for f in findings] == [
        ("draft.docx", "word/document.xml", "paragraph 1", None, "mega-port"),
        ("draft.docx", "word/document.xml", "paragraph 1", None, "Port-Lund economic circel"),
    ]
    assert b"draft.docx: paragraph 1" in run("lint", "-g", "terms.yaml", "-f", "concise", ".").out


def test_a_fix_writes_the_file_and_keeps_what_was_there(run: Run) -> None:
    Path("draft.docx").chmod(0o640)
    done = run("lint", "-g", "terms.yaml", "--fix", "--backup", "draft.docx")

    assert done.code == 0, done
    assert text("draft.docx") == "We saw the megaport and the Port-Lund economic circle."
    assert Path("draft.docx.bak").read_bytes() == SLIP
    assert stat.S_IMODE(Path("draft.docx.bak").stat().st_mode) == 0o640
    Path("draft.docx").write_bytes(SLIP)
    run("lint", "-g", "terms.yaml", "--fix", "--backup", "draft.docx")
    assert Path("draft.docx.bak2").read_bytes() == SLIP
    assert not run("lint", "-g", "terms.yaml", "--fix", "--backup", "draft.docx").code
    assert not Path("draft.docx.bak3").exists(), "nothing to fix, nothing to keep"


def test_fixes_are_proposed_as_tracked_changes(run: Run) -> None:
    done = run("lint", "-g", "terms.yaml", "--fix", "--track-changes", "draft.docx")

    assert done.code == 0, done
    source = unpacked(Path("draft.docx").read_bytes())["word/document.xml"].decode()
    assert source.count('<w:ins w:id="') == source.count("<w:ins ") == 1
    assert source.count('<w:del w:id="') == source.count("<w:del ") == 2
    assert ">-</w:delText>" in source, "of a word in two runs only the letters that change"
    assert ">circel</w:delText>" in source
    assert ">circle</w:t>" in source


def test_findings_become_comments_of_a_copy(run: Run) -> None:
    done = run("lint", "-g", "terms.yaml", "--comments", "out.docx", "draft.docx")

    assert done.code == 1
    assert b"mega-port" in done.out, "the report is as always"
    assert Path("draft.docx").read_bytes() == SLIP
    told = [c.text.splitlines()[0] for c in python_docx.Document("out.docx").comments]
    assert [line.split("”")[0] for line in told] == ["“mega-port", "“Port-Lund economic circel"]
    again = run("lint", "-g", "terms.yaml", "--comments", "out.docx", "draft.docx")
    assert again.code == 2
    assert "out.docx: is there and a document: --force overwrites it" in again.err
    assert run("lint", "-g", "terms.yaml", "--comments", "out.docx", "--force", "draft.docx").code == 1


def test_standard_input_may_be_a_word_file(run: Run) -> None:
    done = run("lint", "-g", "terms.yaml", "--fix", "--stdin-filename", "a.docx", "-", stdin=SLIP)
    assert [each.text for each in python_docx.Document(BytesIO(done.out)).paragraphs] == [
        "We saw the megaport and the Port-Lund economic circle."
    ]
    run("lint", "-g", "terms.yaml", "--comments", "out.docx", "--stdin-filename", "a.docx", "-", stdin=SLIP)
    assert len(list(python_docx.Document("out.docx").comments)) == 2


# arguments, what is said
REFUSED = {
    "tracking without fixing": ("--track-changes draft.docx", "--track-changes says how fixes are written: add --fix"),
    "a backup of nothing": ("--backup draft.docx", "--backup keeps what --fix writes over: add --fix"),
    "comments and fixes": ("--comments out.docx --fix draft.docx", "--comments makes a copy with remarks: leave --fix, --diff and"),
    "comments in a text": ("--comments out.txt draft.docx", "--comments writes a Word file: name a .docx file, not out.txt"),
    "comments on many": ("--comments out.docx draft.docx a.md", "--comments puts findings into a copy of one Word file"),
    "comments over the draft": ("--comments draft.docx draft.docx", "draft.docx: this run reads it: name another file"),
    "comments on Markdown": ("--comments out.docx a.md", "a.md: its format has no comments: leave --comments out, or give"),
    "tracking Markdown": ("--fix --track-changes a.md", "a.md: its format has no tracked changes: leave --track-changes"),
    "a diff": ("--diff draft.docx", "draft.docx: a Word file has no lines, so --diff can't show its fixes: see them with"),
}  # fmt: skip


@pytest.mark.parametrize(("arguments", "said"), REFUSED.values(), ids=REFUSED)
def test_what_can_not_be_is_said_and_nothing_written(arguments: str, said: str, run: Run) -> None:
    Path("a.md").write_text("A mega-port.\n", encoding="utf-8")
    before = {path.name: path.read_bytes() for path in Path().iterdir()}

    done = run("lint", "-g", "terms.yaml", *arguments.split())

    assert done.code == 2
    assert said in done.err
    assert {path.name: path.read_bytes() for path in Path().iterdir()} == before


def test_a_broken_file_is_an_error_and_the_others_are_linted(run: Run) -> None:
    Path("broken.docx").write_bytes(SLIP[:-40])
    Path("bomb.docx").write_bytes(packed({"word/document.xml": " " * 40_000_000}))
    Path("part.docx").write_bytes(docx("<w:p><w:r>", styles=""))

    done = run("lint", "-g", "terms.yaml", "--fix", ".")

    assert done.code == 2
    bomb, broken, part = done.err.splitlines()
    assert bomb.startswith("cqterm: bomb.docx:word/document.xml: would unpack to 40,000,000 bytes from ")
    assert broken.startswith("cqterm: broken.docx: is no zip archive, or a damaged one (")
    assert part.startswith("cqterm: part.docx:word/document.xml: broken XML at line 2, column ")
    assert text("draft.docx") == "We saw the megaport and the Port-Lund economic circle."
