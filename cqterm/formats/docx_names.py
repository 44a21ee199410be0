"""The names of WordprocessingML (ECMA-376 part 1, section 17) in short, whichever of its two namespaces they are in."""

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

_PREFIXES = {
    WORD: "",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp:",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp:",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
}
_OFF = frozenset(("0", "false", "off", "none"))


class Names(dict[str, str]):
    """A name as `scan` tells it to a short one: `t` for Word's own, `mc:Choice`, `wp:inline`, `m:oMath`; else empty."""

    def __missing__(self, name: str) -> str:
        """Work a name out once."""
        namespace, _, local = name.rpartition(" ")
        prefix = _PREFIXES.get(namespace)
        self[name] = short = "" if prefix is None else prefix + local
        return short


def value(attributes: dict[str, str], name: str = "val") -> str:
    """An attribute in Word's namespace; empty where it is missing."""
    return next((each for key, each in attributes.items() if key.endswith(f" {name}")), "")


def is_on(attributes: dict[str, str]) -> bool:
    """Whether a property that may be switched off (`w:val="0"`) is on."""
    return value(attributes) not in _OFF
