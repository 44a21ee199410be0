"""Many files: read each, lint it, keep the order. In this process, in several, or through any other map.

`lint_batch` is a function of picklable values, so that a cluster's map serves as well as a process pool. No exception
crosses a process border: a file that can't be read, and a mistake of our own, become a `Trouble` of that file. The
result does not depend on the number of processes.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from cqterm.discovery import Input
from cqterm.engine import Job, Lines, Original, Settings, Work, lint_all, lint_bytes
from cqterm.errors import CqtermError, FileError
from cqterm.files import MAX_FILE_SIZE, back_up, limited, read_bytes, without_place, write_bytes
from cqterm.hints import Any, TypeVar
from cqterm.model import FileResult, Meta, Trouble
from cqterm.text.digest import digest_of
from cqterm.values import NamedTuple, Protocol, collector_paused, replace

_In = TypeVar("_In")
_Out = TypeVar("_Out")

BATCH = 1_000_000
"""Bytes that go to a worker at once: enough to outweigh the journey, little enough to share out evenly."""

WORTH = 4_000_000
"""Bytes below which further processes cost more time to start than they save."""

FILE = 1_500
"""Bytes of text that take as long as a file does by itself, whatever it holds; so many more count for each."""

TOGETHER = 1_000_000
"""Bytes, times the fourth root of the number of terms, from which on it pays to load what searches many texts at once:
400 KB with 50 terms, 180 KB with 1,000 and 100 KB with 10,000, as measured."""


class Task(NamedTuple):
    """A document to lint, what is known of it, and how large it may be.

    `lines` are those on which findings matter (None: all), `content` is what it holds where that is not its file's,
    `settings` are its own, in place of the job's; `original` is what it was translated from.
    """

    document: Input
    meta: Meta
    max_size: int = MAX_FILE_SIZE
    lines: Lines | None = None
    settings: Settings | None = None
    content: bytes | None = None
    original: Input | None = None


class Batch(NamedTuple):
    """Documents to lint together, and how many bytes they have."""

    tasks: Sequence[Task]
    size: int


class Map(Protocol):
    """`map(function, items)`, results in the order of the items: the builtin, a pool's, a cluster's."""

    def __call__(self, function: Callable[[Batch], list[_Out]], items: Iterable[Batch], /) -> Iterable[list[_Out]]:
        """Apply the function to each item."""


def lint_files(job: Job, tasks: Sequence[Task], *, jobs: int = 0, map: Map | None = None) -> Iterator[FileResult]:  # noqa: A002 - it is one
    """The result of each file, in the order of the tasks, as soon as it is there.

    `jobs` is the number of processes; 0 takes as many as the machine has and the work is worth. `map` replaces them.

    Raises:
        CqtermError: A worker process died, for example of too little memory.
    """
    return lint_packed(job, tasks, _as_it_is, jobs=jobs, map=map)


def lint_packed(
    job: Job,
    tasks: Sequence[Task],
    pack: Callable[[FileResult], _Out],
    *,
    jobs: int = 0,
    map: Map | None = None,  # noqa: A002 - it is one
) -> Iterator[FileResult | _Out]:
    """The same; a result that comes from another process was packed there, so that it travels light.

    Raises:
        CqtermError: A worker process died, for example of too little memory.
    """
    batches = _batches(tasks, [_size(task) for task in tasks])
    workers = min(jobs or _worthwhile(sum(_weight(batch) for batch in batches)), len(batches))
    work = partial(_packed_batch, job, pack)
    if map is not None:
        for results in map(work, batches):
            yield from results
    elif workers > 1:
        # the job travels once per worker, not once per batch
        for results in each(_work, batches, workers, initializer=partial(_start, work)):
            yield from results
    else:
        for batch in batches:
            yield from lint_batch(job, batch)


def lint_batch(job: Job, batch: Batch) -> list[FileResult]:
    """The results of some files. In much text terms are sought in all files at once, which changes no result."""
    if batch.size * len(job.lexicon.patterns) ** 0.25 >= TOGETHER:
        try:
            return _together(job, batch.tasks)
        except Exception:  # one after the other they tell which of them it was
            if _debugging():
                raise
    return [lint_task(job, task) for task in batch.tasks]


def _as_it_is(result: FileResult) -> FileResult:
    return result


def _packed_batch(job: Job, pack: Callable[[FileResult], _Out], batch: Batch) -> list[_Out]:
    return [pack(result) for result in lint_batch(job, batch)]


def _together(job: Job, tasks: Sequence[Task]) -> list[FileResult]:
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy's threads have nothing to do here and cost 0.1 s
    results: dict[int, FileResult] = {}
    works: dict[int, Work] = {}
    for number, task in enumerate(tasks):
        name = task.document.name
        try:
            works[number] = Work(name, _read(task), task.meta, task.lines, original_of(task), task.settings)
        except FileError as error:
            results[number] = _failed(name, without_place(error, name))
    with collector_paused():
        done = lint_all(job, list(works.values()))
    for (number, work), result in zip(works.items(), done, strict=True):
        results[number] = _seen(result, work.data)
    return [results[number] for number in range(len(tasks))]


def lint_task(job: Job, task: Task) -> FileResult:
    """Read a file and lint it."""
    name = task.document.name
    job = replace(job, settings=task.settings or job.settings)
    try:
        data = _read(task)
    except FileError as error:
        return _failed(name, without_place(error, name))
    return _seen(lint_data(job, name, data, task.meta, task.lines, original_of(task)), data)


def _seen(result: FileResult, data: bytes) -> FileResult:
    """The result, with what the file held if it is to be written anew."""
    return result if result.fixed is None else replace(result, seen=digest_of(data))


def _read(task: Task) -> bytes:
    if task.content is None:
        return read_bytes(task.document.path, max_size=task.max_size)
    return limited(task.content, task.document.path, task.max_size)


def original_of(task: Task) -> Original | None:
    """What a translation is to be compared with; whoever lints it as well is told why it can't be read."""
    if task.original is None:
        return None
    with suppress(FileError):
        return Original(task.original.name, read_bytes(task.original.path, max_size=task.max_size))
    return None


def lint_data(
    job: Job, name: str, data: bytes, meta: Meta, lines: Lines | None = None, original: Original | None = None
) -> FileResult:
    """Lint bytes; a mistake of our own stops this file only."""
    try:
        with collector_paused():  # there are no cycles in what a file gives, and looking for them takes a tenth
            return lint_bytes(job, name, data, meta, lines, original)
    except CqtermError as error:
        return _failed(name, without_place(error, name))
    except Exception as error:  # the other files must not pay for it
        if _debugging():
            raise
        what = f"cqterm itself failed here ({type(error).__name__}: {error})"
        return _failed(name, f"{what}: please report it with the output of CQTERM_DEBUG=1")


def write_fixed(job: Job, task: Task, result: FileResult, *, backup: bool = False) -> FileResult:
    """Write the fixed content, if there is any; with `backup` the file as it was is kept beside it.

    Where it can't be written, or somebody else has changed the file since it was read, it stays as it is: the result
    then tells what is in it, and the trouble.
    """
    if result.fixed is None:
        return result
    name, path = task.document.name, task.document.path
    try:
        _refuse_changed(path, name, result.seen)
        if backup:
            back_up(path)
        write_bytes(path, result.fixed)
    except FileError as error:
        as_it_is = lint_task(replace(job, fix=None), task)
        told = (*as_it_is.errors, *_failed(name, without_place(error, name)).errors)
        return replace(as_it_is, errors=tuple(dict.fromkeys(told)))
    return replace(result, fixed=None)


def _refuse_changed(path: Path, name: str, seen: str) -> None:
    """What somebody has saved in the meantime must not be lost."""
    if digest_of(read_bytes(path)) != seen:
        raise FileError(f"{name}: was changed by another program while it was being fixed: run --fix again")


def _debugging() -> bool:
    """Does somebody look for a mistake of our own?"""
    return bool(os.environ.get("CQTERM_DEBUG"))


def _failed(name: str, message: str) -> FileResult:
    return FileResult(path=name, errors=(Trouble(path=name, message=message),))


# --- batches ----------------------------------------------------------------------------------------------------


def _batches(tasks: Sequence[Task], sizes: Sequence[int]) -> list[Batch]:
    """Neighbours together, about `BATCH` bytes each, the last ones no fewer than the others."""
    total = sum(sizes) + FILE * len(sizes)
    share = total / max(1, -(-total // BATCH))
    batches: list[Batch] = []
    begun, filled = 0, 0
    for end, size in enumerate(sizes, start=1):
        filled += size
        if filled + FILE * (end - begun) >= share or end == len(sizes):
            batches.append(Batch(tasks[begun:end], filled))
            begun, filled = end, 0
    return batches


def _weight(batch: Batch) -> int:
    return batch.size + FILE * len(batch.tasks)


def _size(task: Task) -> int:
    if task.content is not None:
        return len(task.content)
    try:
        return task.document.path.stat().st_size
    except OSError:
        return 0  # the worker will say what is wrong with it


def _worthwhile(total: int) -> int:
    return 1 if total < WORTH else min(_processors(), total // (WORTH // 2))


def _processors() -> int:
    """Those that this process may use, which in a container are fewer than the machine has."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


# --- processes --------------------------------------------------------------------------------------------------


def each(
    function: Callable[[_In], _Out],
    items: Sequence[_In],
    workers: int,
    *,
    initializer: Callable[[], None] | None = None,
) -> Iterator[_Out]:
    """What a function gives for each item, in their order, worked out in several processes.

    Raises:
        CqtermError: A worker process died, for example of too little memory.
    """
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import active_children, get_context

    others = set(active_children())
    context = get_context(_start_method())
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=initializer or _serve_parent)
    try:
        with _undisturbed():
            everything = pool.map(function, items)
        yield from everything
    except BrokenProcessPool as error:
        raise CqtermError("a worker process died: too little memory?: try again with --jobs 1") from error
    except BaseException:
        # whoever interrupts should not have to wait for the batches that are under way
        for worker in set(active_children()) - others:
            worker.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _start_method() -> str:
    """Fork where it is safe, since workers then have everything at once; else spawn, which every system has.

    macOS may not fork, because of its own libraries, and nobody may beside other threads, whose locks would stay shut.
    """
    import sys
    import threading

    return "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Hold Ctrl-C back while workers start: half-started ones would answer it with tracebacks; they inherit this."""
    import signal

    try:
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    except ValueError:  # not the main thread, which alone is interrupted
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


_worker: Callable[[Batch], list[Any]] | None = None


def _start(work: Callable[[Batch], list[Any]]) -> None:
    global _worker  # noqa: PLW0603 - a worker's only state, set once before its first batch
    _worker = work
    _serve_parent()


def _serve_parent() -> None:
    """Do what a worker does at its start: leave signals to the parent, and end when it does."""
    from threading import Thread

    _leave_signals_to_parent()
    Thread(target=_end_with_parent, daemon=True).start()


def _leave_signals_to_parent() -> None:
    """Ctrl-C and a closed terminal reach the whole group: the parent alone answers, and ends its workers by SIGTERM.

    A forked worker has the parent's answer to that one too: it would end its batch with an error and begin the next.
    """
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "SIGHUP"):  # Windows has none
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _end_with_parent() -> None:
    """A parent that is killed tells nobody, and its workers would wait for ever for what to do next.

    Forked ones hold each other's pipes open: the last one sees it first, and then the others do.
    """
    from multiprocessing import parent_process

    parent = parent_process()
    assert parent is not None, "only workers run this"  # noqa: S101
    parent.join()
    os._exit(1)


def _work(batch: Batch) -> list[Any]:
    assert _worker is not None, "the pool runs _start first"  # noqa: S101
    return _worker(batch)
