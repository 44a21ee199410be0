"""textlint: a configuration of its rule `terminology`, which replaces what a regular expression matches.

The rule puts its own word boundaries around each expression and matches without regard to case. Its own terms are
switched off: they are about computers.
"""

import json

from cqterm.exchange import Export
from cqterm.exchange.losses import Losses, told
from cqterm.exchange.substitutions import pattern, substitutions
from cqterm.model import Glossary

NAME = "textlint"
SUFFIXES = (".json",)
SUMMARY = "a configuration of textlint's rule terminology"
MARKS = (b'"terminology": {\n      "defaultTerms": false',)


def write(glossary: Glossary) -> Export:
    """The configuration as JSON. Raises GlossaryError for malformed ids and language tags."""
    losses: Losses = Losses()
    _, rules = substitutions(glossary, losses)
    terms = [[pattern(rule.wrong), rule.right.replace("$", "$$")] for rule in rules]
    value = {"rules": {"terminology": {"defaultTerms": False, "terms": terms}}}
    return Export(data=(json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode(), losses=told(losses))
