"""Vale: a style with substitutions, and a vocabulary of names, as the folders that Vale looks for, or in a ZIP file.

Write it to the StylesPath, or unpack it there, and put `BasedOnStyles = cqterm` and `Vocab = cqterm` into `.vale.ini`.
The vocabulary holds names alone, since Vale asks for the capitals of a vocabulary entry everywhere, also at the start
of a sentence.
"""

import io
import zipfile

from cqterm.exchange import Export
from cqterm.exchange.losses import Losses, told
from cqterm.exchange.substitutions import pattern, substitutions
from cqterm.glossary.render import scalar
from cqterm.model import Concept, Glossary

NAME = "vale"
SUFFIXES = (".zip",)
SUMMARY = "a style and a vocabulary for Vale"
MARKS = (b"Vale style exported by cqterm",)


def write(glossary: Glossary) -> Export:
    """The style and the vocabulary in a ZIP file. Raises GlossaryError for malformed ids and language tags."""
    losses: Losses = Losses()
    clean, rules = substitutions(glossary, losses)
    lines = [
        f"# {MARKS[0].decode()}",
        "extends: substitution",
        "message: Use '%s' instead of '%s'.",
        "level: warning",
        "ignorecase: true",
        "action: {name: replace}",
        "swap:",
        # a pipe would offer two replacements
        *(f"  {_quoted(pattern(rule.wrong))}: {_quoted(rule.right.replace('|', chr(92) + '|'))}" for rule in rules),
    ]
    names = [term for concept in clean.concepts for term in _names(concept, clean.target_language)]
    contents = {
        "cqterm/Terms.yml": lines if rules else [*lines[:-1], "swap: {}"],
        "config/vocabularies/cqterm/accept.txt": list(dict.fromkeys(names)),
    }
    files = {name: "".join(f"{line}\n" for line in content).encode() for name, content in contents.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = MARKS[0]
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return Export(data=out.getvalue(), files=files, losses=told(losses))


def _quoted(text: str) -> str:
    """A text as YAML, in single quotation marks, where a backslash is a backslash."""
    return "'" + text.replace("'", "''") + "'" if "\n" not in text else scalar(text)


def _names(concept: Concept, language: str) -> list[str]:
    if concept.state != "approved" or concept.case == "common":
        return []
    right = [t for t in concept.terms if t.language == language and t.status in ("preferred", "admitted")]
    return [pattern(term.text, space=" ") for term in right]
