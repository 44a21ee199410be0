"""The original of a translation: `draft.zh.md` beside `draft.en.md`."""

from cqterm.discovery import Input
from cqterm.files import display
from cqterm.text.patterns import late
from cqterm.text.phrases import primary


def original_beside(document: Input, *, source: str, target: str) -> Input | None:
    """What a translation was made from: `draft.zh.md` beside `draft.en.md`, with the languages of a glossary.

    Any tag of a language will do, behind a full stop, a hyphen or an underscore; of several the shortest counts.
    """
    stem, tag, suffix = _translation(document.path.name)
    if not source or primary(tag) != primary(target):
        return None
    try:
        beside = [path.name for path in document.path.parent.iterdir()]
    except OSError:
        return None
    fitting = [
        name
        for name, (start, other, end) in ((name, _translation(name)) for name in beside)
        if (start, end) == (stem, suffix) and primary(other) == primary(source)
    ]
    if not fitting:
        return None
    path = document.path.with_name(min(fitting, key=lambda name: (len(name), name)))
    return Input(path, display(path))


_TRANSLATION = late(r"(.+\.)([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)(\.\w+)|(.+[_-])([A-Za-z]{2,3})(\.\w+)")


def _translation(name: str) -> tuple[str, str, str]:
    """What a name says before the tag of a language, the tag, and what it says behind; empty where it has no tag."""
    parts = name.count(".") + name.count("_") + name.count("-")
    found = _TRANSLATION.fullmatch(name) if parts > 1 else None
    start, tag, end = [part for part in found.groups() if part] if found else ("", "", "")
    return start, tag, end
