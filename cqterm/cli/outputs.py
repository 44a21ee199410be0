"""What `-o` may name: never what the same run reads, and nobody's work unless `--force` says so.

Both are checked before anything is linted, mined or written.
"""

import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from cqterm.discovery import CONFIGURATION, MANIFEST, Found
from cqterm.errors import FileError, UsageError
from cqterm.files import display, read_bytes, reason
from cqterm.glossaries import evidence_path
from cqterm.text.patterns import late


def read_by_run(
    *,
    paths: Iterable[Path] = (),
    found: Found | None = None,
    glossaries: Iterable[Path] = (),
    config: Path | None = None,
) -> Iterator[Path]:
    """All that a run reads: what was named, what was found, what describes it, glossaries and configuration."""
    yield from paths
    for glossary in glossaries:
        yield from (glossary, evidence_path(glossary))
    if config is not None:
        yield config
    documents = [document.path for document in found.documents] if found else []
    yield from documents
    yield from {path.parent / MANIFEST for path in documents}


def refuse_inputs(output: Path | None, inputs: Iterable[Path]) -> None:
    """Refuse an output that the run reads, by whatever name. Devices and pipes are nobody's input.

    Raises:
        UsageError: It is one of the inputs.
    """
    if output is None or _is_regular(output) is False:
        return
    place = os.path.realpath(output)
    if any(_is(path, output, place) for path in inputs):
        raise UsageError(f"{display(output)}: this run reads it: name another file")


def refuse_work(output: Path | None, *, force: bool) -> None:
    """Refuse to put a report where somebody's document, glossary or configuration is.

    Raises:
        FileError: There is one, and nobody said `force`.
    """
    refuse(output, _kind_of_work, force=force)


def refuse(output: Path | None, objection: Callable[[Path, bytes], str], *, force: bool) -> None:
    """Refuse to overwrite a file about whose content there is an objection, «is there and no …». Empty ones hold none.

    Raises:
        FileError: There is one, and nobody said `force`.
    """
    if output is None or force or not _is_regular(output):
        return
    there = read_bytes(output)
    if there and (said := objection(output, there)):
        raise FileError(f"{display(output)}: {said}: --force overwrites it")


def begins_as_report(path: Path) -> bool:
    """Whether a file is what an earlier run reported, a page or a text full of quoted errors.

    Only its beginning is looked at. What can't be read is none.
    """
    try:
        with path.open("rb") as file:
            beginning = file.read(1_000)
    except OSError:
        return False
    return bool(_PAGE.match(beginning) or _TEXT.match(beginning))


def is_earlier_report(path: Path) -> bool:
    """Whether a file that is there holds what an earlier run reported, and nothing of anybody's."""
    return bool(_is_regular(path)) and _is_report(read_bytes(path))


def no_glossary(path: Path, content: bytes) -> str:  # noqa: ARG001 - the content says it
    """What is no glossary of ours may be somebody's work."""
    return "" if _GLOSSARY.search(content) else "is there and no glossary"


def make_folder(path: Path) -> None:
    """Make a folder, and those above it, where they are not there.

    Raises:
        FileError: It can't be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise FileError(f"{display(path)}: is a file, not a folder: name another folder") from error
    except OSError as error:
        raise FileError(f"{display(path)}: {reason(error, doing='written')}") from error


def _is_regular(output: Path) -> bool | None:
    """Whether it is a file and no folder or device; None where it can't be told: writing will say what is wrong."""
    try:
        return stat.S_ISREG(output.stat().st_mode)
    except (OSError, ValueError):
        return None


def _is(path: Path, output: Path, place: str) -> bool:
    try:
        return path.samefile(output)
    except (OSError, ValueError):  # one of them is not there, or no name of a file at all
        return os.path.realpath(path) == place


# a key at the top of a YAML file, or the first of one in brackets
_GLOSSARY = late(rb"^(?:\xef\xbb\xbf)?[{]?\s*[\"']?cqterm[\"']?\s*:", re.MULTILINE)


def _kind_of_work(path: Path, content: bytes) -> str:
    from cqterm.exchange import exchanges, is_export
    from cqterm.formats import format_of

    if path.name in CONFIGURATION:
        return "is there and a configuration"
    if path.name == MANIFEST:
        return "is there and describes sources"
    if format_of(path.name) and not _is_report(content):
        return "is there and a document"
    is_exported = any(is_export(exchange, content) for exchange in exchanges().values())
    if _GLOSSARY.search(content) or is_exported or path.name.endswith(".evidence.jsonl"):
        return "is there and a glossary"
    return ""


_SUM = late(rb"^[\d,]+ files? checked: ", re.MULTILINE)
_CONCISE = late(rb"(?:[^\n]+: (?:error|warning|info) [a-z-]+  \"[^\n]*\n)+")
_ANNOTATIONS = late(rb"(?:::(?:error|warning|notice) [^\n]*\n)+")
_TEXT = late(
    rb"glossary: [^\n]+, shipped with cqterm \([\d,]+ concepts?\); -g FILE takes another\n"
    rb"|[^\n]+\n  (?:[^\n]+: )?(?:error|warning|info) [a-z-]+  \""
    rb"|[^\n]+: (?:error|warning|info) [a-z-]+  \"|::(?:error|warning|notice) file="
)
_PAGE = late(
    rb'<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<meta name="generator" content="cqterm lint '
)


def _is_report(content: bytes) -> bool:
    """Whether a file is what an earlier `lint -o` wrote there: its sum, nothing but lines of it, or its page."""
    lines = _CONCISE.fullmatch(content) or _ANNOTATIONS.fullmatch(content)
    return bool(lines or _SUM.search(content) or _PAGE.match(content))
