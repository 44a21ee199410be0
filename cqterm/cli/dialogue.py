"""The dialogue of `cqterm review`: one proposal after the other, one letter decides, everything can be undone."""

import sys
from collections.abc import Iterator
from pathlib import Path

from cqterm.cli.card import card
from cqterm.cli.desk import Desk
from cqterm.cli.terminal import put, say, tell
from cqterm.errors import CqtermError
from cqterm.glossary.rulings import EDITABLE, Kept, Ruling
from cqterm.glossary.waiting import Waiting, waiting
from cqterm.model import Evidence, Glossary
from cqterm.values import replace

_CONCEPT_HELP = """\
  a [TERM]    accept, with TERM as the preferred form if one is given
  p [TERM]    pin: accept for good; mining says that it stands
  r           reject: it will not be proposed again
  e FIELD TEXT  edit term, source, domain, definition or note
  m ID|TERM   merge into another concept
  s FORM      split a form off as a proposal of its own
"""
_FORM_HELP = """\
  a           admit the form as a term
  d           deprecate it: drafts that use it are corrected
  f           prefer it to the present preferred term
  r           reject: it is no form of this concept
  s           split it off as a proposal of its own
"""
_COMMON_HELP = """\
  v           view the evidence in its documents (needs --sources)
  k or Enter  skip for now        u  undo the last decision
  q           quit; what was decided is written
"""


def converse(desk: Desk, sources: Path | None) -> None:
    """Walk the proposals until there are none left or the person quits."""
    texts = _texts(sources) if sources else {}
    skipped: set[tuple[str, str]] = set()
    undo: list[tuple[Kept, set[tuple[str, str]]]] = []
    shown = None
    put(f"{desk.name}: {desk.under_review()} to decide on; decisions are dated {desk.day} (--date takes another day)\n")
    # what a decision leaves to decide on, such as a form split off, is under review too
    others = {w.key for w in waiting(desk.glossary())} - {w.key for w in desk.waiting()}
    while left := [w for w in waiting(desk.glossary()) if w.key not in skipped | others]:
        each = left[0]
        if each.key != shown:
            _show(desk, each, len(left))
            shown = each.key
        said = _ask("> ")
        if said is None or said in ("q", "quit"):
            break
        letter, _, rest = said.strip().partition(" ")
        if letter in ("", "k", "skip"):
            undo.append((desk.kept, set(skipped)))
            skipped.add(each.key)
        elif letter in ("u", "undo"):
            skipped = _undone(desk, undo, skipped)
            shown = None
        elif letter in ("v", "view"):
            put(_context(each, desk.glossary(), texts))
        elif (ruling := _ruling(letter, rest.strip(), each)) is not None:
            before = desk.kept
            if _decided(desk, ruling):
                undo.append((before, set(skipped)))
                shown = None
        else:
            put((_CONCEPT_HELP if each.seen is None else _FORM_HELP) + _COMMON_HELP)
    put(f"{desk.name}: {desk.said()}\n")


def _ask(prompt: str) -> str | None:
    """A line from the person; None where there is none any more."""
    tell(prompt)
    line = sys.stdin.readline()
    if not line:
        tell("\n")
        return None
    return line.strip()


def _show(desk: Desk, each: Waiting, left: int) -> None:
    glossary = desk.glossary()
    term = each.concept.preferred(glossary.target_language) or each.concept.terms[0]
    put(f"\n[{left:,} left] " + card(glossary, each.concept, term, ""))
    if each.seen is not None:
        kind = f" ({each.seen.kind})" if each.seen.kind else ""
        put(f"  seen in the sources: “{each.seen.text}”{kind}\n")
    what = "accept pin reject edit merge split" if each.seen is None else "admit deprecate prefer(f) reject split"
    put(f"  {what} · skip(k) undo view quit ? help\n")


def _ruling(letter: str, rest: str, each: Waiting) -> Ruling | None:
    """What a line decides; None for a line that decides nothing."""
    identifier = each.concept.id
    if each.seen is not None:
        form = each.seen.text
        if letter in ("a", "admit", "d", "deprecate", "f", "prefer"):
            status = {"a": "admitted", "d": "deprecated"}.get(letter[0], "preferred")
            return Ruling(verb="accept", concept=identifier, form=form, status=status, why=rest)  # type: ignore[arg-type]
        if letter in ("r", "reject"):
            return Ruling(verb="reject", concept=identifier, form=form, why=rest)
        return Ruling(verb="split", concept=identifier, form=form) if letter in ("s", "split") else None
    if letter in ("a", "accept", "p", "pin"):
        return Ruling(verb="accept" if letter[0] == "a" else "pin", concept=identifier, term=rest)
    if letter in ("r", "reject"):
        return Ruling(verb="reject", concept=identifier, why=rest)
    if letter in ("m", "merge") and rest:
        return Ruling(verb="merge", concept=identifier, into=rest)
    if letter in ("s", "split") and rest:
        return Ruling(verb="split", concept=identifier, form=rest)
    key, _, text = rest.partition(" ")
    if letter in ("e", "edit") and key in EDITABLE:
        return Ruling(verb="edit", concept=identifier, fields={key: text})
    return None


def _decided(desk: Desk, ruling: Ruling) -> bool:
    """Ask for the reason where one is kept, and write the decision; a slip is said and nothing is lost."""
    if ruling.verb in ("accept", "pin", "reject") and not (ruling.why or desk.why):
        ruling = replace(ruling, why=_ask("why (Enter for none): ") or "")
    try:
        desk.decide([ruling])
    except CqtermError as error:
        say(str(error))
        return False
    return True


def _undone(
    desk: Desk, undo: list[tuple[Kept, set[tuple[str, str]]]], skipped: set[tuple[str, str]]
) -> set[tuple[str, str]]:
    if not undo:
        say("nothing to undo")
        return skipped
    kept, before = undo.pop()
    if kept != desk.kept:
        desk.put_back(kept)
        desk.made -= 1
    return before


# --- evidence in its documents ----------------------------------------------------------------------------------

_AROUND = 300


def _texts(folder: Path) -> dict[str, str]:
    from cqterm.cli.sources import source_texts

    return source_texts(folder)


def _context(each: Waiting, glossary: Glossary, texts: dict[str, str]) -> str:
    """The evidence of a proposal with the text around it, the form itself marked."""
    term = each.concept.preferred(glossary.target_language)
    said = (replace(e, form=e.form or (term.text if term else "")) for e in each.concept.evidence)
    wanted = [e for e in said if each.seen is None or e.form == each.seen.text]
    return "".join(_passages(wanted, texts)) or "  no document is at hand: name their folder with --sources\n"


def _passages(evidence: list[Evidence], texts: dict[str, str]) -> Iterator[str]:
    from cqterm.glossary.evidence import locate

    for e in evidence:
        text = texts.get(e.source)
        quote = locate(e.quote, text, hint=e.span.start if e.span else None) if text else None
        if text and quote:
            inside = locate(e.form, text[quote.start : quote.end])
            start, end = (quote.start + inside.start, quote.start + inside.end) if inside else quote
            before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
            around = f"{before}»{text[start:end]}«{after}"
            yield f"  {e.source}, at {start}\n    …{' '.join(around.split())}…\n"
