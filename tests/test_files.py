"""Files: what a folder stands for, reading with limits, and writing that is never half done."""

import errno
import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from cqterm.errors import FileError
from cqterm.files import Exclude, Found, find, read_bytes, read_text, write_bytes

SUFFIXES = (".txt", ".md")

needs_links = pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def make(tree: dict[str, str]) -> None:
    for name, text in tree.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def names(found: Found) -> list[str]:
    return [document.name for document in found.documents]


# what .gitignore files say, the empty files beside them, what the folder d stands for
TREES = {
    "only suffixes that a reader claims": ({}, "d/a.txt d/b.md d/c.yaml d/e", "d/a.txt d/b.md"),
    "no locks of Word": ({}, "d/a.md d/~$b.md d/~c.md", "d/a.md d/~c.md"),
    "suffixes in any case": ({}, "d/a.TXT", "d/a.TXT"),
    "folders below, sorted as a whole": ({}, "d/z.txt d/b/y.txt d/b/a/x.txt", "d/b/a/x.txt d/b/y.txt d/z.txt"),
    "never version control": ({}, "d/.git/a.txt d/.hg/b.txt d/.github/c.md", "d/.github/c.md"),
    "not what is ignored": ({"d": "*.tmp.md\nout/"}, "d/a.tmp.md d/out/b.md d/c.md", "d/c.md"),
    "the deeper word is the last": ({"d": "*.md", "d/e": "!b.md"}, "d/a.md d/e/b.md", "d/e/b.md"),
    "an ignored folder is closed": ({"d": "e/", "d/e": "!b.md"}, "d/a.md d/e/b.md", "d/a.md"),
    "an anchored pattern holds in its folder": ({"d": "/a.md"}, "d/a.md d/e/a.md", "d/e/a.md"),
    "rules of the repository above": ({".": "skip.md"}, ".git/HEAD d/skip.md d/a.md", "d/a.md"),
    "no rules from above without a repository": ({".": "skip.md"}, "d/skip.md", "d/skip.md"),
    "a folder that is named on purpose": ({".": "d/"}, ".git/HEAD d/a.md", "d/a.md"),
}


@pytest.mark.parametrize(("ignored", "given", "expected"), TREES.values(), ids=TREES)
def test_a_folder_stands_for(ignored: dict[str, str], given: str, expected: str) -> None:
    make({f"{folder}/.gitignore": lines for folder, lines in ignored.items()})
    make(dict.fromkeys(given.split(), ""))
    found = find([Path("d")], suffixes=SUFFIXES)
    assert names(found) == expected.split()
    assert not found.troubles


def test_the_current_folder_needs_no_name() -> None:
    make({"a.txt": "", "d/b.txt": ""})
    assert names(find([Path()], suffixes=SUFFIXES)) == ["a.txt", "d/b.txt"]


def test_a_missing_path_is_a_trouble_and_the_rest_is_found() -> None:
    make({"a.txt": ""})
    found = find([Path("a.txt"), Path("nowhere/b.txt")], suffixes=SUFFIXES)
    assert names(found) == ["a.txt"]
    assert [(t.path, t.message) for t in found.troubles] == [("nowhere/b.txt", "not found: check the path")]


def test_a_named_file_counts_whatever_its_suffix_and_whoever_ignores_it() -> None:
    make({".git/HEAD": "", ".gitignore": "*.log\n", "a.log": ""})
    exclude = (Exclude(Path(), ("*.log",)),)
    assert names(find([Path("a.log")], suffixes=SUFFIXES, exclude=exclude)) == ["a.log"]
    assert names(find([Path("a.log")], suffixes=SUFFIXES, exclude=exclude, force_exclude=True)) == []


def test_exclude_is_relative_to_its_folder() -> None:
    make({"d/a.md": "", "d/e/a.md": "", "d/old/b.md": ""})
    exclude = (Exclude(Path("d"), ("/a.md", "old/")),)
    assert names(find([Path("d")], suffixes=SUFFIXES, exclude=exclude)) == ["d/e/a.md"]


def test_a_file_given_twice_counts_once() -> None:
    make({"d/a.md": ""})
    assert names(find([Path("d"), Path("d/a.md"), Path("d/../d/a.md")], suffixes=SUFFIXES)) == ["d/a.md"]


def test_glossaries_in_use_are_no_documents() -> None:
    make({"d/terms.md": "", "d/a.md": ""})
    assert names(find([Path("d")], suffixes=SUFFIXES, skip=[Path("d/terms.md")])) == ["d/a.md"]


@needs_links
def test_a_glossary_in_use_is_no_document_by_any_name() -> None:
    make({"d/terms.md": "", "d/a.md": ""})
    Path("d/other.md").symlink_to("terms.md")
    Path("e").symlink_to("d")
    found = find([Path("d"), Path("e")], suffixes=SUFFIXES, skip=[Path("e/terms.md")])
    assert names(found) == ["d/a.md", "e/a.md"]


@needs_links
def test_links_neither_trap_nor_break_the_search() -> None:
    make({"d/a.md": ""})
    Path("d/loop").symlink_to(Path("d").resolve())
    Path("d/self.md").symlink_to("self.md")
    Path("d/.#lock.md").symlink_to("nobody@nowhere")
    Path("d/link.md").symlink_to("a.md")
    found = find([Path("d")], suffixes=SUFFIXES)
    assert names(found) == ["d/a.md", "d/link.md"]
    assert not found.troubles


@pytest.mark.usefixtures("as_nobody")
def test_a_folder_that_cannot_be_listed_is_a_trouble() -> None:
    make({"d/a.md": "", "d/e/b.md": ""})
    Path("d/e").chmod(0)
    try:
        found = find([Path("d")], suffixes=SUFFIXES)
    finally:
        Path("d/e").chmod(0o700)
    assert names(found) == ["d/a.md"]
    assert [t.path for t in found.troubles] == ["d/e"]


@pytest.mark.usefixtures("as_nobody")
def test_what_may_not_be_looked_at_is_a_trouble() -> None:
    make({"d/a.md": "", "d/e/b.md": "", "shut/c.md": ""})
    Path("d/e").chmod(0o400)  # its names can be listed, no more
    Path("d/link.md").symlink_to(Path("shut/c.md").resolve())
    Path("shut").chmod(0)
    try:
        found = find([Path("d"), Path("shut/c.md")], suffixes=SUFFIXES)
    finally:
        Path("d/e").chmod(0o700)
        Path("shut").chmod(0o700)
    assert names(found) == ["d/a.md", "shut/c.md"]
    assert [t.path for t in found.troubles] == ["d/link.md", "d/e"]
    assert all("no permission" in t.message for t in found.troubles)


@pytest.mark.usefixtures("as_nobody")
def test_a_folder_that_may_not_be_looked_into_is_a_trouble_and_the_rest_is_found() -> None:
    make({"a.md": "", "shut/b.md": ""})
    Path("shut").chmod(0)
    try:
        found = find([Path("a.md"), Path("shut")], suffixes=SUFFIXES)
    finally:
        Path("shut").chmod(0o700)
    assert names(found) == ["a.md"]
    assert [(t.path, "no permission" in t.message) for t in found.troubles] == [("shut", True)]


# --- manifests --------------------------------------------------------------------------------------------------

MANIFEST = """\
publishers:
  scio: {name: State Council Information Office, tier: 1}
sources:
- {id: brief, file: a.txt, publisher: scio, title: A briefing, date: 2024-06-05, language: en}
"""


@pytest.mark.parametrize("given", [["d"], ["d/a.txt"], ["d/../d/a.txt"]], ids=" ".join)
def test_a_manifest_describes_the_documents_beside_it(given: list[str]) -> None:
    make({"d/sources.yaml": MANIFEST, "d/a.txt": "", "d/b.txt": ""})
    found = find([Path(path) for path in given], suffixes=(*SUFFIXES, ".yaml"))
    assert not found.troubles
    sources = {Path(document.name).name: document.source for document in found.documents}
    assert "sources.yaml" not in sources
    source = sources["a.txt"]
    assert source is not None
    assert (source.publisher, source.tier, source.date) == ("scio", 1, "2024-06-05")
    assert source.publisher_name == "State Council Information Office"
    assert sources.get("b.txt") is None


def test_data_is_a_document_where_it_is_named_or_a_manifest_lists_it() -> None:
    make({"d/sources.yaml": MANIFEST.replace("a.txt", "a.csv"), "d/a.csv": "", "d/b.md": ""})
    make({"d/c.csv": "", "d/e/f.jsonl": "", "d/g.jsonl": "", "d/.gitignore": "g*", "d/used.jsonl": "", "d/h.csv": ""})
    given = [Path("d"), Path("d/h.csv")]
    found = find(given, suffixes=SUFFIXES, data=(".csv", ".jsonl"), skip=[Path("d/used.jsonl")])
    assert names(found) == ["d/a.csv", "d/b.md", "d/h.csv"]
    assert found.passed_by == ("d/c.csv", "d/e/f.jsonl")
    assert names(find([Path("d")], suffixes=SUFFIXES)) == ["d/b.md"]


def test_a_manifest_that_names_a_missing_file_is_a_trouble_of_the_folder_not_of_a_file() -> None:
    make({"d/sources.yaml": MANIFEST, "d/b.txt": ""})
    found = find([Path("d")], suffixes=SUFFIXES)
    assert names(found) == ["d/b.txt"]
    assert [t.path for t in found.troubles] == ["d/sources.yaml"]
    assert "a.txt" in found.troubles[0].message
    assert not find([Path("d/b.txt")], suffixes=SUFFIXES).troubles


def test_a_broken_manifest_is_a_trouble_once_and_the_rest_is_found() -> None:
    make({"d/sources.yaml": "sources: [", "d/a.txt": "", "d/b.txt": ""})
    found = find([Path("d")], suffixes=SUFFIXES)
    assert names(found) == ["d/a.txt", "d/b.txt"]
    assert [t.path for t in found.troubles] == ["d/sources.yaml"]


# --- reading ----------------------------------------------------------------------------------------------------


def test_a_file_as_large_as_the_limit_is_read_and_a_larger_one_is_not() -> None:
    make({"a.txt": "12345"})
    assert read_bytes(Path("a.txt"), max_size=5) == b"12345"
    with pytest.raises(FileError, match=r"^a\.txt: larger than 4 bytes: raise --max-file-size"):
        read_bytes(Path("a.txt"), max_size=4)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no device without end here")
def test_a_device_without_end_is_too_large() -> None:
    with pytest.raises(FileError, match="larger than 4 bytes"):
        read_bytes(Path("/dev/zero"), max_size=4)


@pytest.mark.parametrize(("path", "said"), [("none.txt", "not found"), (".", "is a folder")])
def test_what_cannot_be_read_says_why(path: str, said: str) -> None:
    with pytest.raises(FileError, match=said):
        read_bytes(Path(path))


def test_text_of_our_own_is_utf8_with_or_without_a_mark() -> None:
    Path("a").write_bytes(b"\xef\xbb\xbfname: x\n")
    assert read_text(Path("a")) == "name: x\n"
    Path("b").write_bytes(b"name: x\n\xff\n")
    with pytest.raises(FileError, match=r"^b:2: not UTF-8: save the file as UTF-8"):
        read_text(Path("b"))


# --- writing ----------------------------------------------------------------------------------------------------


@pytest.fixture
def no_trace(tmp_path: Path) -> Iterator[None]:
    """No temporary file may stay, whatever happens."""
    yield
    assert not [path.name for path in tmp_path.rglob("*") if path.name.startswith(".cqterm")]


@pytest.fixture
def as_nobody(no_trace: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Permissions hold for the test: root, whom none binds, becomes the user nobody, in a folder of its own."""
    if sys.platform == "win32":
        pytest.skip("permissions work otherwise there")
    if os.geteuid():
        yield
        return
    nobody = 65534
    with tempfile.TemporaryDirectory() as folder:
        os.chown(folder, nobody, nobody)
        monkeypatch.chdir(folder)
        os.setresuid(nobody, nobody, 0)  # the saved 0 is the way back
        try:
            yield
        finally:
            os.setresuid(0, 0, 0)
            os.chdir("/")
            assert not list(Path(folder).rglob(".cqterm*"))


pytestmark = pytest.mark.usefixtures("no_trace")


def test_a_new_file_has_the_rights_that_the_user_wants() -> None:
    Path("other.txt").write_bytes(b"")
    write_bytes(Path("a.txt"), b"new\r\n")
    assert Path("a.txt").read_bytes() == b"new\r\n"
    assert Path("a.txt").stat().st_mode == Path("other.txt").stat().st_mode


@needs_links
def test_permissions_and_links_stay() -> None:
    make({"real/a.sh": "old"})
    Path("real/a.sh").chmod(0o751)
    Path("link.sh").symlink_to("real/a.sh")
    write_bytes(Path("link.sh"), b"new")
    assert Path("link.sh").is_symlink()
    assert Path("real/a.sh").read_bytes() == b"new"
    assert stat.S_IMODE(Path("real/a.sh").stat().st_mode) == 0o751


@needs_links
def test_a_device_is_written_to_and_not_replaced() -> None:
    write_bytes(Path(os.devnull), b"gone")
    assert not Path(os.devnull).is_file()


STOPS = {
    KeyboardInterrupt(): None,
    MemoryError(): None,
    OSError(errno.ENOSPC, "No space left on device"): r"^a\.txt: can't be written, the disk is full: free some space",
    PermissionError(errno.EACCES, "Permission denied"): r"^a\.txt: can't be written, no permission",
    OSError(errno.EROFS, "Read-only file system"): r"^a\.txt: can't be written, the file system is read-only",
    OSError(errno.EIO, "Input/output error"): r"^a\.txt: can't be written \(Input/output error\)",
}


@pytest.mark.parametrize(("error", "said"), STOPS.items(), ids=map(repr, STOPS))
def test_what_stops_the_writing_leaves_the_old_file(
    error: BaseException, said: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    make({"a.txt": "old"})

    def fail(descriptor: int) -> None:
        raise error

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(FileError if said else type(error), match=said):
        write_bytes(Path("a.txt"), b"new")
    assert Path("a.txt").read_bytes() == b"old"


def test_a_file_that_may_not_be_written_is_not_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    make({"a.txt": "old"})
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(FileError, match=r"^a\.txt: can't be written, no permission"):
        write_bytes(Path("a.txt"), b"new")
    assert Path("a.txt").read_bytes() == b"old"


def test_a_missing_folder_is_named() -> None:
    with pytest.raises(FileError, match=r"^no/a\.txt: its folder is not there"):
        write_bytes(Path("no/a.txt"), b"")


@pytest.mark.skipif(not Path("/dev/fd").is_dir(), reason="this system names no open files")
def test_a_pipe_that_has_a_name_is_written_to() -> None:
    reading, writing = os.pipe()
    write_bytes(Path(f"/dev/fd/{writing}"), b"report")
    os.close(writing)
    with open(reading, "rb") as pipe:  # noqa: PTH123 - a number, no path
        assert pipe.read() == b"report"


@needs_links
def test_a_loop_of_links_is_named() -> None:
    Path("a.txt").symlink_to("a.txt")
    with pytest.raises(FileError, match="loop"):
        write_bytes(Path("a.txt"), b"")
    with pytest.raises(FileError, match="loop"):
        read_bytes(Path("a.txt"))


@pytest.mark.usefixtures("as_nobody")
def test_a_read_only_file_or_folder_is_respected() -> None:
    make({"d/a.txt": "old", "b.txt": "old"})
    Path("b.txt").chmod(0o444)
    Path("d").chmod(0o555)
    try:
        for path in (Path("b.txt"), Path("d/a.txt")):
            with pytest.raises(FileError, match="no permission"):
                write_bytes(path, b"new")
            assert path.read_bytes() == b"old"
    finally:
        Path("d").chmod(0o755)
