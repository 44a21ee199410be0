"""Results of many files, kept small until somebody reads them.

A finding takes 3 KB as a value and 0.5 KB as bytes. So the results of many files wait as bytes, wherever there is room
for them, and are opened one after the other. With them waits what reports say of each file by itself: whoever packs a
result, a worker for example, has it at hand.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, MutableMapping
from functools import partial

from cqterm.hints import Any, cast
from cqterm.model import SEVERITIES, FileResult, Safety, Severity, Silence
from cqterm.values import NamedTuple, frozen, replace

ROOM = 1_000
"""Findings that stay as they are; a short run does not pay for packing."""


@frozen
class Summary:
    """The counts of a run.

    `files` were checked, `skipped` could not be; `fixed` counts fixes, not files; `silenced` are in no other count.
    `fixable` are the findings with a fix of each kind.
    """

    files: int
    findings: int
    severities: Mapping[Severity, int]
    fixable: Counter[Safety]
    fixed: int
    skipped: int
    silenced: Counter[Silence]


class Telling(NamedTuple):
    """What a report says of a file with findings, whatever other files hold; `view` is how it is to be seen."""

    of_file: Callable[[FileResult, Any], str]
    view: Hashable


class Waiting(NamedTuple):
    """What lies in a store of a packed result: the result as bytes, and what reports say of it."""

    content: bytes
    texts: tuple[bytes, ...]


class Packed(NamedTuple):
    """A result as bytes, what reports say of it, and what can be known of it without opening it.

    `bare` is the result without findings; `found` and `silenced` count them. `content` is empty where it is not wanted.
    """

    bare: FileResult
    found: Counter[tuple[Severity, Safety | None]]
    silenced: Counter[Silence]
    content: bytes
    texts: tuple[bytes, ...]


def packed(tellings: Iterable[Telling], result: FileResult, *, again: bool = True) -> FileResult | Packed:
    """A result packed, if that makes it smaller, and what the tellings say of it. What is to be written stays open.

    Unless somebody reads it `again`, the tellings and counts are all.
    """
    if result.fixed is not None or not _is_large(result):
        return result
    import pickle

    return Packed(
        bare=replace(result, findings=(), silenced=(), excerpts={}, passages={}, document=None),
        found=_found(result),
        silenced=_silenced(result),
        content=pickle.dumps(result, pickle.HIGHEST_PROTOCOL) if again else b"",
        # a path that is no UTF-8 has surrogates in it
        texts=tuple(_text(result, each).encode("utf-8", "surrogatepass") for each in tellings),
    )


class Results:
    """Results in the order of their paths, which may be read again and again.

    What is packed lies in the `store`, which is made when it is needed. The `tellings` are those that `texts` will be
    asked for; of others it reads each result anew. Results that are never to be read `again` are kept as what the
    tellings say of them, if they are packed.
    """

    def __init__(
        self,
        given: Iterable[FileResult | Packed] = (),
        *,
        tellings: Iterable[Telling] = (),
        again: bool = True,
        store: Callable[[], MutableMapping[str, Waiting]] = dict,
    ) -> None:
        self._tellings = tuple(dict.fromkeys(tellings))
        self._again = again
        self._make = store
        self._store: MutableMapping[str, Waiting] | None = None
        self._all: list[tuple[str, int, FileResult | None]] = []  # by path and number; None: it is in the store
        self._remarked: list[tuple[str, int, FileResult]] = []
        self._room = ROOM
        self._found: Counter[tuple[Severity, Safety | None]] = Counter()
        self._silenced: Counter[Silence] = Counter()
        self._fixed = self._skipped = 0
        for each in given:
            self.add(each)

    def add(self, result: FileResult | Packed) -> None:
        """Take in one more."""
        number = len(self._all)
        if isinstance(result, FileResult) and not self._fits(result):
            result = self.packing()(result)
        if isinstance(result, FileResult):
            bare, found, silenced, here = result, _found(result), _silenced(result), result
        else:
            bare, found, silenced, here = *result[:3], None
            self._keep(number, result)
        self._all.append((bare.path, number, here))
        if bare.errors or bare.notes:
            self._remarked.append((bare.path, number, bare))
        self._found.update(found)
        self._silenced.update(silenced)
        self._fixed += bare.fixes
        self._skipped += any(not error.part for error in bare.errors)

    def packing(self) -> Callable[[FileResult], FileResult | Packed]:
        """What another process makes of a result before it hands it over to `add`."""
        return partial(packed, self._tellings, again=self._again)

    def empty(self) -> "Results":
        """Others of the same kind, none yet."""
        return Results(tellings=self._tellings, again=self._again, store=self._make)

    def __iter__(self) -> Iterator[FileResult]:
        for _, number, result in sorted(self._all):
            yield result or self._opened(number)

    def texts(self, of_file: Callable[[FileResult, Any], str], view: Hashable) -> Iterator[str]:
        """What a telling says of each file with findings."""
        telling = Telling(of_file, view)
        place = self._tellings.index(telling) if telling in self._tellings else None
        for _, number, here in sorted(self._all):
            if here is None and place is not None:
                text = self._taken(number).texts[place].decode("utf-8", "surrogatepass")
            else:
                result = here or self._opened(number)
                text = _text(result, telling)
            if text:
                yield text

    def remarked(self) -> Iterator[FileResult]:
        """Those with errors or notes; their findings may be left out."""
        return (result for _, _, result in sorted(self._remarked))

    def summary(self) -> Summary:
        """Count them. A file of which only a part could not be read counts as checked."""
        severities, fixable = Counter[Severity](), Counter[Safety]()
        for (severity, safety), count in self._found.items():
            severities[severity] += count
            if safety:
                fixable[safety] += count
        return Summary(
            files=len(self._all) - self._skipped,
            findings=severities.total(),
            severities={severity: severities[severity] for severity in reversed(SEVERITIES)},
            fixable=fixable,
            fixed=self._fixed,
            skipped=self._skipped,
            silenced=self._silenced,
        )

    def _fits(self, result: FileResult) -> bool:
        """Is there room for it as it is? A draft may be large."""
        self._room -= len(result.findings) + len(result.silenced)
        return self._room >= 0 and result.document is None

    def _keep(self, number: int, result: Packed) -> None:
        if self._store is None:
            self._store = self._make()
        self._store[str(number)] = Waiting(result.content, result.texts)

    def _taken(self, number: int) -> Waiting:
        assert self._store is not None  # noqa: S101 - it was put there
        return self._store[str(number)]

    def _opened(self, number: int) -> FileResult:
        import pickle

        assert self._again, "nobody was to read it"  # noqa: S101
        return cast(FileResult, pickle.loads(self._taken(number).content))  # noqa: S301 - our own bytes


def _text(result: FileResult, telling: Telling) -> str:
    return telling.of_file(result, telling.view) if result.findings else ""


def _is_large(result: FileResult) -> bool:
    return bool(result.findings or result.silenced or result.document)


def _found(result: FileResult) -> Counter[tuple[Severity, Safety | None]]:
    return Counter((finding.severity, finding.fix.safety if finding.fix else None) for finding in result.findings)


def _silenced(result: FileResult) -> Counter[Silence]:
    return Counter(each.by for each in result.silenced)
