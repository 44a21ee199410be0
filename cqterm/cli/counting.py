"""The map step of `cqterm mine`: read files, count what their documents hold, say what could not be read."""

from collections.abc import Iterator, MutableMapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from cqterm.cli.terminal import read_stdin, say, with_progress
from cqterm.discovery import Input
from cqterm.errors import CqtermError
from cqterm.files import read_bytes, without_place
from cqterm.model import Document, Source, Trouble
from cqterm.run import each
from cqterm.text.tokens import tokens
from cqterm.values import NamedTuple

if TYPE_CHECKING:
    from cqterm.mine import Counts
    from cqterm.mine.counts import Store


class Counting(NamedTuple):
    """How to count: the largest file in bytes, and in how many processes."""

    max_size: int
    jobs: int


class Counted(NamedTuple):
    """What one document gave: the document and its counts, or what is wrong with it."""

    source: Source
    document: Document | None
    counts: "Counts"
    trouble: Trouble | None = None


class Tally(NamedTuple):
    """How many documents were skipped, and how many count as undated because the date that they give is none."""

    skipped: int
    undated: int


def count_all(
    files: Sequence[Input], how: Counting, counts: "Store", documents: MutableMapping[str, Document]
) -> Tally:
    """Count the documents of files into two stores as they come, and say what is wrong."""
    from cqterm.mine import add

    skipped = undated = 0
    for counted in with_progress(_count(files, how), len(files), sizes=[_size(file) for file in files]):
        for one in counted:
            _complain(one)
            if one.document is None:
                skipped += 1
                continue
            undated += not one.source.date and one.document.misdated
            add(counts, one.counts)
            documents[one.source.id] = one.document
    return Tally(skipped, undated)


def count_file(given: Input, *, max_size: int) -> list[Counted]:
    """Read the documents of a file and count their candidates: the map step, a function of picklable values."""
    from cqterm.mine.counts import count
    from cqterm.mine.reading import readings

    source = given.source or Source(id=given.name, file=given.name)
    try:
        data = read_stdin(max_size) if given.name == "-" else read_bytes(given.path, max_size=max_size)
    except CqtermError as error:
        return [Counted(source, None, {}, Trouble(path=given.name, message=without_place(error, given.name)))]
    counted = []
    for own, document, trouble in readings(given.name, data, source):
        if document is None:
            place, _, what = trouble.partition(": ")
            counted.append(Counted(own, None, {}, Trouble(path=place, message=what)))
        else:
            counted.append(Counted(own, document, count(own, document)))
    return counted


def _count(files: Sequence[Input], how: Counting) -> Iterator[list[Counted]]:
    count = partial(count_file, max_size=how.max_size)
    if how.jobs == 1 or len(files) <= 1:
        yield from map(count, files)
    else:
        yield from each(count, files, min(how.jobs, len(files)))


def _size(file: Input) -> int:
    try:
        return file.path.stat().st_size
    except OSError:
        return 0


def _complain(one: Counted) -> None:
    """Say how a document was read and what is wrong with it."""
    if one.trouble is not None:
        say(f"{one.trouble.path}: {one.trouble.message}")
    if one.document is not None:
        for note in one.document.notes:
            say(f"{one.source.file}: note: {note}")
        if _is_foreign(one.document):
            say(f"{one.source.file}: no English words in it: mining reads English running text")


def _is_foreign(document: Document) -> bool:
    """Whether there are letters, but none of English."""
    texts = [segment.text for segment in document.segments]
    if any(token.norm.isascii() and token.norm.isalpha() for text in texts for token in tokens(text)):
        return False
    return any(character.isalpha() for text in texts for character in text)
