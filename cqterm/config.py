"""What a project says once instead of on every command line: `cqterm.yaml`, or `[tool.cqterm]` in pyproject.toml.

The nearest one, from a folder upward, counts alone. Command-line options win over it. A wrong key or value is an
error with its place, and the right key is suggested.
"""

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

from cqterm.cache import Cache, entry_name
from cqterm.discovery import CONFIGURATION
from cqterm.errors import ConfigError
from cqterm.files import MAX_FILE_SIZE, display, read_bytes, read_text
from cqterm.hints import Any
from cqterm.match.columns import Columns, pack
from cqterm.model import Severity
from cqterm.settings import Entry, PathConfig, checked
from cqterm.silence.citations import Quotations
from cqterm.values import field, frozen


@frozen
class Config:
    """The settings of a project. `path` is None where there is no configuration; glossaries, baseline are full paths.

    `publisher` and `date` stand for documents about which no manifest says more.
    """

    path: Path | None = None
    glossary: tuple[Path, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    include_proposed: bool = False
    unconfirmed: bool = False
    quotations: Quotations = "lint"
    publisher: str = ""
    date: str = ""
    paths: tuple[PathConfig, ...] = ()
    baseline: Path | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    fail_level: Severity = "warning"
    max_file_size: int = MAX_FILE_SIZE

    @property
    def folder(self) -> Path:
        """The folder that patterns are relative to."""
        return self.path.parent if self.path else Path()


def load_config(path: Path | None = None, *, start: Path | None = None, cache: Cache | None = None) -> Config:
    """The configuration in a file; without one the nearest from the folder `start` upward, if there is any.

    Raises:
        ConfigError: A key or value is wrong, or a folder holds two configurations.
        FileError: The file can't be read.
    """
    path = path or _nearest(start or Path())
    if path is None:
        return Config()
    entries = _from_toml(path) if path.suffix == ".toml" else _from_yaml(path, cache or Cache())
    values = checked(entries)
    glossary = tuple(path.parent / each for each in values.pop("glossary", ()))
    if "baseline" in values:
        values["baseline"] = path.parent / values["baseline"]
    return Config(path=path, glossary=glossary, **values)


# --- finding the file -------------------------------------------------------------------------------------------


def _nearest(start: Path) -> Path | None:
    for folder in (start, *start.absolute().parents):
        there = [path for name in CONFIGURATION if (path := folder / name).is_file() and _configures(path)]
        if len(there) > 1:
            raise ConfigError(f"{display(folder)}: cqterm.yaml and [tool.cqterm] in pyproject.toml: keep one of them")
        if there:
            return there[0]
    return None


def _configures(path: Path) -> bool:
    """A pyproject.toml without a word on cqterm is not ours, be it whole or broken."""
    return path.suffix != ".toml" or b"tool.cqterm" in read_bytes(path)


# --- reading values with their places ---------------------------------------------------------------------------


def _from_toml(path: Path) -> dict[str, Entry]:
    import tomllib

    name = display(path)
    try:
        table = tomllib.loads(read_text(path)).get("tool", {}).get("cqterm", {})
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{name}: {error}: mend the TOML") from error
    entries: dict[str, Entry] = _of_toml(table, f"{name}: [tool.cqterm]").value
    return entries


def _of_toml(value: object, place: str) -> Entry:
    if isinstance(value, list):
        return Entry([_of_toml(item, place) for item in value], place)
    if isinstance(value, dict):
        return Entry({key: _of_toml(item, f"{place} {key}") for key, item in value.items()}, place)
    return Entry(str(value).lower() if isinstance(value, bool) else str(value), place)


_Raw = tuple[Any, int, int]
"""A text, list or mapping of such, its line and its column: plain values, which a cache can keep."""


def _from_yaml(path: Path, cache: Cache) -> dict[str, Entry]:
    name, text = display(path), read_text(path)
    kept = entry_name("configuration", [text.encode("utf-8", "surrogatepass")])
    settings = _remembered(cache.get(kept))
    if settings is None:
        settings = _composed(name, text)
        cache.put(kept, _packed(settings))
    entries: dict[str, Entry] = _placed(settings, name).value
    return entries


def _placed(raw: _Raw, name: str) -> Entry:
    value, line, column = raw
    if isinstance(value, list):
        value = [_placed(item, name) for item in value]
    elif isinstance(value, dict):
        value = {key: _placed(item, name) for key, item in value.items()}
    return Entry(value, f"{name}:{line}:{column}")


def _packed(settings: _Raw) -> bytes:
    """Settings as columns: of each node its kind, place and size, and the keys and texts in their order."""
    numbers: list[int] = []
    texts: list[str] = []

    def add(raw: _Raw) -> None:
        value, line, column = raw
        numbers.extend((_KINDS.index(type(value)), line, column, len(value)))
        if isinstance(value, str):
            texts.append(value.replace("\n", _LINE))
            return
        for item in value.values() if isinstance(value, dict) else value:
            add(item)
        if isinstance(value, dict):
            texts.extend(key.replace("\n", _LINE) for key in value)

    add(settings)
    return pack(texts={"texts": texts}, numbers={"nodes": numbers})


def _remembered(data: bytes | None) -> _Raw | None:
    if data is None:
        return None
    try:
        columns = Columns(data)
        value, line, column = _unpacked(iter(columns.numbers("nodes")), iter(columns.texts("texts")))
    except (ValueError, KeyError, IndexError, StopIteration, RuntimeError):
        return None
    return (value, line, column) if isinstance(value, dict) else None


def _unpacked(numbers: Iterator[int], texts: Iterator[str]) -> _Raw:
    kind, line, column, size = islice(numbers, 4)
    value: Any
    if _KINDS[kind] is str:
        value = next(texts).replace(_LINE, "\n")
    else:
        value = [_unpacked(numbers, texts) for _ in range(size)]
        if _KINDS[kind] is dict:
            value = dict(zip([key.replace(_LINE, "\n") for key in islice(texts, size)], value, strict=True))
    return value, line, column


_KINDS = (str, list, dict)
_LINE = "\x1d"  # for a line break inside a text; YAML allows no such character


def _composed(name: str, text: str) -> _Raw:
    import yaml

    try:
        # BaseLoader: every scalar stays a text, so that `date: 2024-06` and `no` are what was written
        root = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{name}:{mark.line + 1}:{mark.column + 1}" if mark else name
        raise ConfigError(f"{place}: {getattr(error, 'problem', None) or error}: mend the YAML") from error
    if root is None:
        return {}, 1, 1
    if not isinstance(root, yaml.MappingNode):
        raise ConfigError(f"{name}:1: not a list of settings: write lines like `glossary: terms.yaml`")
    return _raw(root, root.start_mark, name)


def _raw(node: Any, mark: Any, name: str) -> _Raw:
    """A node of YAML; the mark is that of its key, if it has one."""
    line, column = mark.line + 1, mark.column + 1
    if node.id == "scalar":
        return node.value, line, column
    if node.id == "sequence":
        return [_raw(item, item.start_mark, name) for item in node.value], line, column
    values: dict[str, _Raw] = {}
    for key, value in node.value:
        if key.value in values:
            mark = key.start_mark
            raise ConfigError(f"{name}:{mark.line + 1}:{mark.column + 1}: '{key.value}' stands twice: keep one")
        values[str(key.value)] = _raw(value, key.start_mark, name)
    return values, line, column
