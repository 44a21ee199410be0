"""Files of glossaries: our own YAML with its evidence beside it, and those of other tools, read-only through `-g`."""

from codecs import BOM_UTF8
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from cqterm.files import display, read_bytes, read_text, write_bytes
from cqterm.hints import TYPE_CHECKING
from cqterm.model import Glossary

if TYPE_CHECKING:
    from cqterm.glossary.evidence import Row

MAX_IMPORT_SIZE = 40_000_000
"""Bytes of a glossary of another tool: about 35,000 concepts with quotes; what it becomes in memory is far larger."""


def load_glossary(paths: Sequence[Path]) -> Glossary:
    """The glossary that files give together, each with the evidence file beside it; a later one overlays.

    Raises:
        FileError: A file can't be read.
        GlossaryError: A file breaks the rules of glossaries.
        FormatError: A file of another tool is not what it claims to be.
    """
    from cqterm.glossary.overlay import overlay

    glossaries: list[Glossary] = []
    for path in paths:
        # a later one speaks the languages of the first, also where it writes zh_CN for zh-Hans
        languages = (glossaries[0].source_language, glossaries[0].target_language) if glossaries else ("", "")
        glossaries.append(_load(path, languages))
    return overlay(glossaries)


def is_foreign(path: Path) -> bool:
    """Whether a file is a glossary of another tool, or in another format, by its name or its beginning."""
    if path.suffix.lower() in (".yaml", ".yml"):  # nearly always: nothing needs to be loaded to know
        return False
    from cqterm.exchange import reader_of
    from cqterm.exchange.xml import is_xml

    if reader_of(path.name):
        return True
    if not path.is_file():
        return False
    with suppress(OSError), path.open("rb") as file:
        return is_xml(file.read(64))
    return False


def read_glossary(path: Path, *, max_size: int = MAX_IMPORT_SIZE) -> bytes:
    """The content of a glossary file; one of another tool has at most `max_size` bytes.

    Raises:
        FileError: It can't be read, or is larger.
    """
    if not is_foreign(path):
        return read_bytes(path)
    return read_bytes(path, max_size=max_size, otherwise="import it, with a higher --max-file-size")


def evidence_path(glossary: Path) -> Path:
    """Where the machine-written evidence of a glossary lies: `chongqing.yaml` has `chongqing.evidence.jsonl`."""
    return glossary.parent / f"{glossary.stem}.evidence.jsonl"  # with_suffix refuses a folder such as `.`


def evidence_rows(glossary: Path) -> "tuple[Row, ...]":
    """The evidence that lies beside a glossary; none where there is no such file.

    Raises:
        FileError: It can't be read.
        GlossaryError: It is not what cqterm writes.
    """
    beside = evidence_path(glossary)
    if not beside.is_file():
        return ()
    from cqterm.glossary.evidence import load

    return load(read_text(beside), display(beside))


def write_glossary(path: Path, text: str, *, evidence: str | None = None) -> None:
    """Write the text of a glossary, and with `evidence` the file beside it too; a byte order mark stays.

    Raises:
        FileError: One of them can't be written.
    """
    mark = BOM_UTF8 if read_bytes(path).startswith(BOM_UTF8) else b""
    # The file beside goes first: an interrupt between the two leaves quotes twice, never lost.
    if evidence is not None and (evidence or evidence_path(path).is_file()):
        write_bytes(evidence_path(path), evidence.encode("utf-8"))
    write_bytes(path, mark + text.encode("utf-8"))


def attach_evidence(glossary: Glossary, path: Path) -> Glossary:
    """The glossary of a file with the evidence that lies beside it.

    Raises:
        FileError: The evidence can't be read.
        GlossaryError: It is not what cqterm writes.
    """
    rows = evidence_rows(path)
    if not rows:
        return glossary
    from cqterm.glossary.evidence import attach

    return attach(glossary, rows)


def _load(path: Path, languages: tuple[str, str]) -> Glossary:
    if is_foreign(path):
        from cqterm.exchange import read_any
        from cqterm.exchange.languages import Languages

        return read_any(display(path), read_glossary(path), wanted=Languages(*languages)).glossary
    from cqterm.glossary.read import read

    return attach_evidence(read(read_text(path), display(path)), path)
