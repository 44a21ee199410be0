"""The two languages of a foreign file: what its names of languages mean, and which are source and target.

Users, the file itself and its entries may each say so, and are believed in this order. Every liberty is told, in the
words of `losses`.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from cqterm.errors import FormatError
from cqterm.exchange.losses import Losses, lose
from cqterm.exchange.vocabulary import tag
from cqterm.glossary import shape
from cqterm.values import NamedTuple

UNKNOWN = "und"
"""The tag of a language that nobody named (ISO 639-2: undetermined)."""


class Languages(NamedTuple):
    """A pair of tags; an empty one is open."""

    source: str = ""
    target: str = ""


Named = Sequence[Sequence[str]]
"""For each entry of a file, the languages of its terms in the file's own words."""


def settle(named: Named, *, stated: Languages, wanted: Languages, losses: Losses) -> tuple[Languages, dict[str, str]]:
    """Source and target (BCP 47 tags, `UNKNOWN` where nobody knows), and the tag for each name in the file.

    `stated` are the languages that the file names itself. Those that are `wanted` win, and take over terms of the same
    language with another region or script. Without either, the first and the second language of most entries are meant.
    """
    counts = Counter(language for entry in named for language in entry)
    tags = _tags(counts, losses)
    source = wanted.source or tag(stated.source)
    target = wanted.target or tag(stated.target)
    guessed = Languages() if source and target else _guessed([[tags[each] for each in entry] for entry in named])
    if not target:
        target = next((t for t in (guessed.target, guessed.source) if t and not _same(t, source)), "")
    if not source:
        source = next((t for t in (guessed.source, guessed.target) if t and not _same(t, target)), UNKNOWN)
    target = target or UNKNOWN
    if source in shape.CONCEPT:  # such as `id`, Indonesian, which the file would take for a key of concepts
        lose(losses, "language", f"{source} written as {source}-Latn, since «{source}» is a key of glossaries", "file")
        tags |= {said: f"{source}-Latn" for said, each in tags.items() if each == source}
        source = f"{source}-Latn"
    by_tag: Counter[str] = Counter()
    for said, count in counts.items():
        by_tag[tags[said]] += count
    for language in (source, target):
        _take_over(language, (source, target), by_tag, tags, losses)
    return Languages(source, target), tags


def refuse_wrong(name: str, pair: Languages, here: set[str], *, wanted: Sequence[str]) -> None:
    """Refuse a pair that is none, and wanted languages of which a file has nothing; `here` are the tags in it.

    Raises:
        FormatError: It is such a pair; `name` is what messages call the file.
    """
    if _same(*pair):
        unknown = pair.source == UNKNOWN
        what = "no language of its terms is known" if unknown else f"source and target are both {pair.source}"
        raise FormatError(f"{name}: {what}: give --source-language and --target-language")
    for asked in filter(None, wanted):
        if here and asked not in here and not here & set(pair):
            listed = ", ".join(sorted(here))
            raise FormatError(f"{name}: no term in {asked}: its languages are {listed}: name two of these")


def _tags(counts: Mapping[str, int], losses: Losses) -> dict[str, str]:
    tags = {}
    for said, count in counts.items():
        known = tag(said)
        tags[said] = known or UNKNOWN
        if not known:
            lose(losses, "language", f"«{said[:40]}» is no language tag, read as {UNKNOWN}", "term", count)
    return tags


def _guessed(entries: Named) -> Languages:
    """The first and second language of most entries; of a file in one language that is what drafts are written in."""
    pairs: Counter[tuple[str, str]] = Counter()
    singles: Counter[str] = Counter()
    for entry in entries:
        languages = list(dict.fromkeys(entry))
        singles.update(languages)
        if len(languages) > 1:
            pairs[languages[0], languages[1]] += 1
    if pairs:
        return Languages(*pairs.most_common(1)[0][0])
    return Languages("", singles.most_common(1)[0][0] if singles else "")


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def _take_over(
    language: str, pair: tuple[str, str], counts: Mapping[str, int], tags: dict[str, str], losses: Losses
) -> None:
    """Let a language of the pair stand for the file's own tag of it, where no doubt is possible."""
    if counts.get(language):
        return
    primary = language.split("-", maxsplit=1)[0].lower()
    other = [t for t in pair if t != language and t.split("-")[0].lower() == primary]
    alike = [each for each in counts if each.split("-")[0].lower() == primary and each not in pair]
    if len(alike) == 1 and not other:
        if not _same(alike[0], language):
            lose(losses, "language", f"{alike[0]} read as {language}", "term", counts[alike[0]])
        for said, each in tags.items():
            if each == alike[0]:
                tags[said] = language
