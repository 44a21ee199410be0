"""The entry of the hook in `.pre-commit-config.yaml`: a new file, or lines added to the list that is there.

The hook runs the cqterm that is installed, so it needs no repository to fetch and no release. What stands in the file
already stays as it is, byte for byte: the new lines go behind the last entry, where the parser says that it ends.
"""

import re
import shlex
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from cqterm.errors import ConfigError

NAME = ".pre-commit-config.yaml"


def with_hook(text: str, *, suffixes: Sequence[str], folder: str = "") -> str:
    """The text of a `.pre-commit-config.yaml` with the hook `cqterm` in it; unchanged where it has one.

    `folder` is where the configuration of cqterm lies, as seen from the top of the repository.

    Raises:
        ConfigError: The file is no configuration of pre-commit, or has its repositories in brackets.
    """
    import yaml

    try:
        root: Any = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        raise ConfigError(f"{NAME}: no YAML: mend it first, or write the hook by hand") from error
    entry = partial(_entry, suffixes=suffixes, folder=folder)
    repos = None if root is None else _value(root, "repos")
    if root is not None and root.id != "mapping":
        raise ConfigError(f"{NAME}: not a configuration of pre-commit: mend it first, or write the hook by hand")
    if repos is None:
        return _joined(text, "repos:\n" + entry(""))
    if not repos.value:  # `repos: []`, or nothing behind the colon
        start, end = repos.start_mark.index, repos.end_mark.index
        return text[:start].rstrip(" ") + "\n" + entry("").rstrip("\n") + (text[end:] or "\n")
    if repos.id != "sequence" or repos.flow_style:
        raise ConfigError(f"{NAME}: its repos are no list with a line for each: make it one, or write the hook by hand")
    if any(_text(hook, "id") == "cqterm" for repo in repos.value for hook in _items(_value(repo, "hooks"))):
        return text
    return _behind(text, repos.value[-1], entry)


def files_pattern(suffixes: Sequence[str], folder: str = "") -> str:
    """The names that the hook looks at: pre-commit knows no type for some of the suffixes."""
    ends = "|".join(re.escape(suffix.removeprefix(".")) for suffix in sorted(suffixes))
    return f"(?i)^{re.escape(folder)}/.*\\.({ends})$" if folder else f"(?i)\\.({ends})$"


def _value(node: Any, key: str) -> Any:
    return next((value for k, value in node.value if k.value == key), None) if node.id == "mapping" else None


def _text(node: Any, key: str) -> str:
    value = _value(node, key)
    return str(value.value) if value is not None and value.id == "scalar" else ""


def _items(node: Any) -> list[Any]:
    return list(node.value) if node is not None and node.id == "sequence" else []


def _behind(text: str, last: Any, entry: Callable[[str], str]) -> str:
    """The text with an entry behind the last one, indented as that is."""
    start = last.start_mark.index
    dash = text.rindex("-", 0, start)
    indent = " " * (dash - (text.rfind("\n", 0, dash) + 1))
    end = len(text[: _end(last)].rstrip())
    at = next((text.index(each, end) for each in ("\r\n", "\n") if each in text[end:]), len(text))
    newline = "\r\n" if "\r\n" in text else "\n"
    return text[:at] + newline + entry(indent).rstrip("\n").replace("\n", newline) + (text[at:] or newline)


def _end(node: Any) -> int:
    """Where a value really ends. The mark of a block lies behind the comments that follow it."""
    if node.id == "scalar" or node.flow_style or not node.value:
        return int(node.end_mark.index)
    return _end(node.value[-1] if node.id == "sequence" else node.value[-1][1])


def _joined(text: str, more: str) -> str:
    return text + ("" if not text or text.endswith("\n") else "\n") + more


def _entry(indent: str, suffixes: Sequence[str], folder: str) -> str:
    settings = f" --config {shlex.quote(folder + '/cqterm.yaml')}" if folder else ""
    lines = [
        "- repo: local",
        "  hooks:",
        "  - id: cqterm",
        "    name: cqterm",
        f"    entry: cqterm lint --force-exclude{settings}",
        "    language: system",
        f"    files: {files_pattern(suffixes, folder)}",
        "    types: [file]",
        "    require_serial: true",
    ]
    return "".join(f"{indent}{line}\n" for line in lines)
