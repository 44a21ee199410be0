"""`cqterm check`: is a glossary sound, do its examples hold, do its sources say what it quotes?"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cqterm.cli.commands import Command
from cqterm.cli.in_use import configuration, unsearchable
from cqterm.cli.options import PathType, config_options
from cqterm.cli.terminal import put, say
from cqterm.engine import Job, lint_bytes
from cqterm.errors import CqtermError
from cqterm.files import display, read_text, shipped_glossary
from cqterm.glossaries import attach_evidence, is_foreign, load_glossary
from cqterm.glossary.fields import GlossaryProblem, located
from cqterm.match.compiling import compile_lexicon
from cqterm.model import Concept, Glossary
from cqterm.text.phrases import number
from cqterm.text.tokens import tokens
from cqterm.values import replace

if TYPE_CHECKING:
    from cqterm.glossary.read import Parsed

_EPILOG = """\b
Examples:
  cqterm check
  cqterm check terms.yaml --sources seeds/

Exit code: 0 valid, 1 problems, 2 unreadable.
"""


@click.command(cls=Command, epilog=_EPILOG, short_help="Validate glossaries, examples and quotes.")
@click.argument("paths", nargs=-1, type=PathType(), metavar="[GLOSSARY...]")
@click.option(
    "--sources",
    type=PathType(),
    metavar="FOLDER",
    help="Documents with a sources.yaml, or JSON Lines: find every quote of the evidence in them.",
)
@click.option("--schema", is_flag=True, help="Print the JSON Schema of glossaries, for an editor, and check nothing.")
@config_options
def command(
    paths: tuple[Path, ...], sources: Path | None, schema: bool, config_path: Path | None, isolated: bool
) -> int:
    """Validate glossaries: those given, those of the configuration, or the shipped one."""
    if schema:
        put(_schema())
        return 0
    paths = paths or configuration(config_path, isolated=isolated).glossary or (shipped_glossary(),)
    texts = None if sources is None else _texts(sources)
    return max([_told(path, texts) for path in paths])


def _schema() -> str:
    import json

    from cqterm.glossary.schema import schema

    return json.dumps(schema(), indent=1) + "\n"


def _texts(sources: Path) -> Mapping[str, str]:
    from cqterm.cli.sources import source_texts

    return source_texts(sources)


def _told(path: Path, texts: Mapping[str, str] | None) -> int:
    """Check one file; one that can't be read does not stop the others."""
    try:
        return _check(path, texts)
    except CqtermError as error:
        say(str(error))
        return 2


def _check(path: Path, texts: Mapping[str, str] | None) -> int:
    """Check one file and tell what is wrong with it; 0 valid, 1 problems, 2 unreadable."""
    from cqterm.glossary.read import parse

    name = display(path)
    parsed = _foreign(path) if is_foreign(path) else parse(read_text(path), name)
    if not parsed.readable:
        for problem in parsed.problems:
            say(located(name, problem))
        return 2
    # where the file itself is wrong, its examples and quotes would only say so again
    problems, remarks = list(parsed.problems), _counts(parsed.glossary)
    if not problems:
        problems += _broken_examples(parsed)
        glossary = attach_evidence(parsed.glossary, path)
        if texts is not None:
            unsaid, remark = _unsaid(glossary, parsed, texts)
            problems += unsaid
            remarks += remark
    unsearched = _not_to_be_found(parsed.glossary)
    if unsearched:
        say(f"{name}: {unsearchable(parsed.glossary.target_language, unsearched)}")
    put("".join(f"{located(name, problem)}\n" for problem in problems))
    put(f"{name}: {number(len(problems), 'problem') if problems else 'valid'} ({remarks})\n")
    return int(bool(problems))


def _not_to_be_found(glossary: Glossary) -> int:
    """How many approved terms there are for drafts, where not one of them consists of words with spaces between."""
    approved = [concept for concept in glossary.concepts if concept.state == "approved"]
    terms = [t.text for concept in approved for t in concept.terms if t.language == glossary.target_language]
    return 0 if any(tokens(text) for text in terms) else len(terms)


def _foreign(path: Path) -> "Parsed":
    """A file of another tool as the glossary that reading it gives; problems have no place in the file."""
    from cqterm.glossary.read import parse
    from cqterm.glossary.render import render_glossary

    parsed = parse(render_glossary(load_glossary([path])), display(path))
    return replace(parsed, problems=tuple(p._replace(line=0, column=0) for p in parsed.problems), places={})


def _counts(glossary: Glossary) -> str:
    states = [concept.state for concept in glossary.concepts]
    counts = ", ".join(f"{states.count(state):,} {state}" for state in ("approved", "proposed", "rejected"))
    return f"{number(len(states), 'concept')}: {counts}"


# --- examples ---------------------------------------------------------------------------------------------------


def _broken_examples(parsed: "Parsed") -> Iterator[GlossaryProblem]:
    """Each `ok` has to be silent about its concept, each `bad` has to become its `fix`."""
    for proposed in (False, True):
        state = "proposed" if proposed else "approved"
        concepts = [c for c in parsed.glossary.concepts if c.state == state and (c.ok or c.bad)]
        if concepts:
            # a proposed concept is judged among all; an approved one as drafts meet it
            job = Job(lexicon=compile_lexicon(parsed.glossary, include_proposed=proposed), fix="unsafe")
            for concept in concepts:
                line, column = parsed.places.get((concept.id, ""), (0, 0))
                for message in _broken(job, concept):
                    yield GlossaryProblem(line, column, concept.id, message)


def _broken(job: Job, concept: Concept) -> Iterator[str]:
    for text in concept.ok:
        found = [
            f for f in lint_bytes(replace(job, fix=None), "ok.txt", text.encode()).findings if f.concept == concept.id
        ]
        if found:
            yield f"ok «{text}» is not silent ({found[0].rule}: {found[0].message}): mend the example or the terms"
    for example in concept.bad:
        result = lint_bytes(job, "bad.txt", example.text.encode())
        fixed = example.text if result.fixed is None else result.fixed.decode()
        if fixed != example.fix:
            yield f"bad «{example.text}» becomes «{fixed}», not «{example.fix}»: mend the example or the terms"


# --- evidence ---------------------------------------------------------------------------------------------------


def _unsaid(glossary: Glossary, parsed: "Parsed", texts: Mapping[str, str]) -> tuple[list[GlossaryProblem], str]:
    """Quotes that don't stand in their sources, and how many were looked up."""
    from cqterm.glossary.evidence import verify

    verified = verify(glossary, texts, places=parsed.places)
    quotes = sum(evidence.source in texts for concept in glossary.concepts for evidence in concept.evidence)
    remark = f"; {number(quotes, 'quote')} looked up in {number(len(texts), 'source')}"
    if verified.missing:
        remark += f", {number(len(verified.missing), 'source')} not at hand: {', '.join(verified.missing)}"
    return verified.problems, remark
