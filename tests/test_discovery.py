"""Discovery: what a path, a folder and a pattern stand for, and what manifests say of it."""

import sys
from pathlib import Path

import pytest

from cqterm.discovery import Exclude, Found, find, spelled_out
from tests.trees import make

SUFFIXES = (".txt", ".md")

needs_links = pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


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
    assert names(found) == ["d/a.md"]
    assert not found.troubles


@needs_links
@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["d"], ["d/a.md", "d/far.md", "d/told.md"]),
        (["d/e", "d"], ["d/a.md", "d/far.md", "d/told.md"]),
        (["d/e"], ["d/e/0.md"]),
        (["d", "far"], ["d/a.md", "d/told.md", "far/b.md"]),
        (["d/e/0.md", "d"], ["d/a.md", "d/e/0.md", "d/far.md", "d/told.md"]),
        (["d", "d/e/0.md"], ["d/a.md", "d/e/0.md", "d/far.md", "d/told.md"]),
    ],
)
def test_a_file_of_a_folder_counts_once_whatever_links_to_it(paths: list[str], expected: list[str]) -> None:
    make({"d/a.md": "", "d/e/none": "", "far/b.md": "", "d/sources.yaml": MANIFEST.replace("a.txt", "told.md")})
    Path("d/e/0.md").symlink_to("../a.md")
    Path("d/told.md").symlink_to("a.md")  # a manifest describes it
    Path("d/far.md").symlink_to("../far/b.md")
    Path("d/far2.md").symlink_to("../far/b.md")
    assert names(find([Path(path) for path in paths], suffixes=SUFFIXES)) == expected


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


# --- patterns ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "stands_for"),
    [
        ("press/*.md", ["press/a.md", "press/b.md"]),
        ("press/**/*.txt", ["press/deep/c.txt", "press/d.txt"]),
        ("press/?.md", ["press/a.md", "press/b.md"]),
        ("press/*.docx", ["press/*.docx"]),
        ("press/a.md", ["press/a.md"]),
        ("none.md", ["none.md"]),
        ("[x]/*.md", ["[x]/e.md"]),
        ("[p]ress", ["[p]ress"]),
        ("-", ["-"]),
    ],
)
def test_a_pattern_stands_for_the_files_that_fit_it(given: str, stands_for: list[str]) -> None:
    make({"press/a.md": "", "press/b.md": "", "press/deep/c.txt": "", "press/d.txt": "", "[x]/e.md": ""})
    assert [path.as_posix() for path in spelled_out([Path(given)])] == sorted(stands_for)
