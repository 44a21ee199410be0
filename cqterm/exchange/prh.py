"""prh: rules of expected words with the patterns that are wrong, each with a spec that prh checks when it starts.

Every pattern is a regular expression between slashes with word boundaries; prh would look for a plain text inside of
longer words too.
"""

from cqterm.exchange import Export
from cqterm.exchange.losses import Losses, told
from cqterm.exchange.substitutions import Substitution, pattern, substitutions
from cqterm.model import Glossary

NAME = "prh"
SUFFIXES = (".yml", ".yaml")
SUMMARY = "rules with specs for prh"
MARKS = (b"# Rules for prh, exported by cqterm\n",)


def write(glossary: Glossary) -> Export:
    """The rules as YAML. Raises GlossaryError for malformed ids and language tags."""
    losses: Losses = Losses()
    _, rules = substitutions(glossary, losses)
    by_right: dict[str, list[Substitution]] = {}
    for rule in rules:
        by_right.setdefault(rule.right, []).append(rule)
    lines = ["# Rules for prh, exported by cqterm", "version: 1", "rules:" if by_right else "rules: []"]
    for right, wrong in by_right.items():
        lines += [f"- expected: {_quoted(right)}", "  patterns:"]
        lines += [f"  - {_quoted(f'/{chr(92)}b{pattern(each.wrong)}{chr(92)}b/i')}" for each in wrong]
        lines.append("  specs:")
        lines += [f"  - {{from: {_quoted(each.wrong)}, to: {_quoted(right)}}}" for each in wrong]
    return Export(data="".join(f"{line}\n" for line in lines).encode(), losses=told(losses))


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
