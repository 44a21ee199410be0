r"""The baseline: findings that are known and stay silent, as a file that people read and git merges.

The first line is `# cqterm baseline 1`; lines that begin with `#` are remarks. Each other line is one finding: path,
rule, concept, fingerprint and the words found, with a tab between. Paths are relative to the folder of the baseline,
with `/` on every system; in them a backslash, a tab and a line end are written `\\`, `\t`, `\n` and `\r`, and a byte
that is no UTF-8 `\xff`. The words are for people and are not read. Lines are sorted by code points, so that the same
findings give the same file and two branches that add findings merge.
"""

import re
from collections.abc import Iterable

from cqterm.errors import BaselineError
from cqterm.reports import visible
from cqterm.text.patterns import late
from cqterm.values import NamedTuple

VERSION = 1
MARK = "# cqterm baseline "
"""What each baseline begins with; the version of its format follows."""

_REMARK = (
    "# Known findings, which stay silent. --write-baseline writes this file; a line that is taken out speaks again.\n"
)


class Entry(NamedTuple):
    """A finding that is known. `path` is relative to the baseline's folder."""

    path: str
    rule: str
    concept: str
    fingerprint: str
    text: str


def render(entries: Iterable[Entry]) -> str:
    """The file that holds the entries, each once."""
    unique = {entry[:4]: entry for entry in entries}.values()
    lines = ("\t".join((_escaped(e.path), e.rule, e.concept, e.fingerprint, visible(e.text))) for e in unique)
    return f"{MARK}{VERSION}\n{_REMARK}" + "".join(f"{line}\n" for line in sorted(lines))


def parse(text: str, name: str) -> tuple[Entry, ...]:
    """The entries of a file; `name` serves messages only.

    Raises:
        BaselineError: It is no baseline, one of another version, or a line is broken.
    """
    first, *lines = text.split("\n")
    version = first.removeprefix(MARK).strip()
    if not first.startswith(MARK):
        raise BaselineError(f"{name}:1: no baseline: name another file, or make one with --write-baseline")
    if version != str(VERSION):
        what = f"a baseline of version {version}, and this cqterm reads version {VERSION}"
        raise BaselineError(f"{name}:1: {what}: upgrade cqterm, or write it anew with --write-baseline --force")
    return tuple(
        _entry(line.removesuffix("\r"), name, number)
        for number, line in enumerate(lines, start=2)
        if line[:1] not in _NOTHING or (line.strip() and line[0] != "#")
    )


_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
_FINGERPRINT = late(r"[0-9a-f]{16}(?:-[1-9][0-9]*)?")


_NOTHING = ("", "#", " ", "\t", "\r")


def _entry(line: str, name: str, number: int) -> Entry:
    fields = line.split("\t")
    if len(fields) == len(Entry._fields) and fields[0] and _FINGERPRINT.fullmatch(fields[3]):
        path = _unescaped(fields[0]) if "\\" in fields[0] else fields[0]
        return Entry(path, *fields[1:])
    if line.startswith(_CONFLICT):
        what = "a merge that was not finished: keep the lines of both sides and take this one out"
        raise BaselineError(f"{name}:{number}: {what}")
    what = "not path, rule, concept, fingerprint and words with tabs between"
    raise BaselineError(f"{name}:{number}: {what}: take the line out, or write it anew with --write-baseline --force")


_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_ESCAPES |= {chr(0xDC00 + byte): f"\\x{byte:02x}" for byte in range(0x80, 0x100)}  # as os.fsdecode reads such a byte
_MEANT = {escape: character for character, escape in _ESCAPES.items()}


def _escaped(path: str) -> str:
    return "".join(_ESCAPES.get(character, character) for character in path)


def _unescaped(path: str) -> str:
    return re.sub(r"\\(?:[\\tnr]|x[89a-f][0-9a-f])", lambda found: _MEANT[found.group()], path)
