"""What a configuration may say: its keys, the values that they take, and what is wrong with others, with the place."""

import re
from collections.abc import Callable, Mapping

from cqterm.errors import ConfigError
from cqterm.hints import Any, cast
from cqterm.model import SEVERITIES, Severity
from cqterm.silence.citations import Quotations
from cqterm.text.phrases import advice
from cqterm.values import NamedTuple, field, frozen


class Entry(NamedTuple):
    """A value as text, list of entries or mapping of entries, and where it stands: at its key, if it has one."""

    value: Any
    place: str


@frozen
class PathConfig:
    """Settings of the files that `match` names, in the manner of .gitignore; empty ones leave the project's alone."""

    match: tuple[str, ...]
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    quotations: Quotations | None = None
    publisher: str = ""
    date: str = ""


def checked(entries: Mapping[str, Entry]) -> dict[str, Any]:
    """The values of settings by the names of the fields of a configuration; names of files as they stand there.

    Raises:
        ConfigError: A key is none, or a value is not what its key takes.
    """
    return _values(entries, _KEYS)


def parse_size(text: str) -> int:
    """Bytes from `20000000`, `500k`, `20MB` or `1.5 GB`; a k is 1,000.

    Raises:
        ValueError: It is no size.
    """
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([kmg]?)b?", text.strip().lower(), re.ASCII)
    if not found:
        raise ValueError(f"'{text}' is no size: write it like 500k or 20MB")
    number, unit = found.groups()
    return int(float(number) * {"": 1, "k": 1000, "m": 1000**2, "g": 1000**3}[unit])


def parse_date(text: str) -> str:
    """A date as it stands: YYYY, YYYY-MM or YYYY-MM-DD.

    Raises:
        ValueError: It is none, or no day of the calendar.
    """
    from cqterm.text.dates import is_date  # few runs are given one

    if is_date(text):
        return text
    raise ValueError(f"'{text}' is no date: write YYYY, YYYY-MM or YYYY-MM-DD")


# --- what each key takes ----------------------------------------------------------------------------------------


_Check = Callable[[Entry], Any]


def _values(entries: Mapping[str, Entry], keys: Mapping[str, _Check]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, entry in entries.items():
        if key not in keys:
            raise ConfigError(f"{entry.place}: unknown key '{key}': {advice(key.replace('_', '-'), keys)}")
        values[key.replace("-", "_")] = keys[key](entry)
    return values


def _text(entry: Entry) -> str:
    if not isinstance(entry.value, str):
        raise ConfigError(f"{entry.place}: one value belongs here: write a single word or text")
    return entry.value


def _name(entry: Entry) -> str:
    """A text that names a file."""
    if not (name := _text(entry)):
        raise ConfigError(f"{entry.place}: nothing stands here: name a file, or take the key out")
    return name


def _names(entry: Entry) -> tuple[str, ...]:
    return tuple(_name(each) for each in _list(entry))


def _texts(entry: Entry) -> tuple[str, ...]:
    """One text, or a list of them."""
    return tuple(_text(each) for each in _list(entry))


def _list(entry: Entry) -> list[Entry]:
    items = [entry] if isinstance(entry.value, str) else entry.value
    if not isinstance(items, list) or not all(isinstance(item.value, str) for item in items):
        raise ConfigError(f"{entry.place}: a list belongs here: write [first, second]")
    return items


def _rules(entry: Entry) -> tuple[str, ...]:
    """Rules by their ids, a list of them or with commas between."""
    named = [(name.strip(), item) for item in _list(entry) for name in item.value.split(",") if name.strip()]
    return tuple(_rule(name, item) for name, item in named)


def _rule(name: str, entry: Entry) -> str:
    from cqterm.rules import rules

    if name not in rules():
        raise ConfigError(f"{entry.place}: unknown rule '{name}': {advice(name, rules())}")
    return name


def _yes_or_no(entry: Entry) -> bool:
    return _one_of("true", "false")(entry) == "true"


def _one_of(*allowed: str) -> Callable[[Entry], str]:
    def check(entry: Entry) -> str:
        value = _text(entry)
        if value not in allowed:
            raise ConfigError(f"{entry.place}: '{value}' is not allowed: choose {' | '.join(allowed)}")
        return value

    return check


_SILENCE = frozenset(("off", "none", "never", "no", "false", "0", "ignore", "disabled"))


def _severities(entry: Entry) -> dict[str, Severity]:
    if not isinstance(entry.value, dict):
        raise ConfigError(f"{entry.place}: rules and their levels belong here: write {{term-case: info}}")
    return {_rule(rule, each): _severity(rule, each) for rule, each in entry.value.items()}


def _severity(rule: str, entry: Entry) -> Severity:
    if isinstance(entry.value, str) and entry.value.lower() in _SILENCE:
        what = f"'{entry.value}' is no level: to switch the rule off, write `ignore: [{rule}]`"
        raise ConfigError(f"{entry.place}: {what}")
    return cast(Severity, _one_of(*SEVERITIES)(entry))


def _checked(parse: Callable[[str], Any]) -> Callable[[Entry], Any]:
    def check(entry: Entry) -> Any:
        try:
            return parse(_text(entry))
        except ValueError as error:
            raise ConfigError(f"{entry.place}: {error}") from error

    return check


def _paths(entry: Entry) -> tuple[PathConfig, ...]:
    items = entry.value
    if not isinstance(items, list) or not all(isinstance(item.value, dict) for item in items):
        raise ConfigError(
            f"{entry.place}: settings of files belong here: write [{{match: press/, ignore: [term-case]}}]"
        )
    return tuple(_path(item) for item in items)


def _path(entry: Entry) -> PathConfig:
    values = _values(entry.value, _PATH_KEYS)
    if "match" not in values:
        raise ConfigError(f"{entry.place}: nothing says which files: add `match: press/`")
    return PathConfig(**values)


_PATH_KEYS: dict[str, _Check] = {
    "match": _texts,
    "select": _rules,
    "ignore": _rules,
    "severity": _severities,
    "quotations": _one_of("lint", "lower", "skip"),
    "publisher": _text,
    "date": _checked(parse_date),
}

_KEYS: dict[str, _Check] = {
    "glossary": _names,
    **{key: check for key, check in _PATH_KEYS.items() if key != "match"},
    "include-proposed": _yes_or_no,
    "unconfirmed": _yes_or_no,
    "paths": _paths,
    "baseline": _name,
    "include": _texts,
    "exclude": _texts,
    "fail-level": _one_of(*SEVERITIES),
    "max-file-size": _checked(parse_size),
}

SETTINGS = tuple(_KEYS)
"""The keys of a configuration, in the order of the README."""
