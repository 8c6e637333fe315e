"""Chunks, random streams and workers: the one loop that every analysis runs through.

Work on n rows is cut into chunks of `CHUNK` rows, whatever `batch` and `workers` are. Each chunk
has its own random stream, and answers come back in chunk order, so that a result does not depend on
who computed it.
"""

from __future__ import annotations

import hashlib
import itertools
import pickle
import traceback
import zlib
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any, TypeAlias, TypeVar

import numpy as np

from decision_analysis import _checks
from decision_analysis._limits import BATCH, CHUNK, LONGEST_SEED, MOST_SAMPLES
from decision_analysis._named import called, place
from decision_analysis._shown import shown
from decision_analysis.core._blas import blas_limit as blas_limit
from decision_analysis.errors import InvalidInputError

T = TypeVar("T")
Task: TypeAlias = Callable[[int, int], T]
Workers = Any
"""None, a number of threads, an object with `.submit`, or a map-like callable."""
_ALLOWED = (
    "None, a number of threads of at least 1, an executor with .submit() or a function like map()"
)
_MAP = "workers must answer as map() does, for each chunk in order"


def entropy(rng: object) -> int:
    """Return the entropy of all streams of one call.

    It is an int as given, 128 bits of a Generator, or fresh bits.
    """
    if rng is None:
        # 128 bits, as of a fresh seed of numpy
        return int.from_bytes(np.random.SeedSequence().generate_state(4).tobytes())
    if isinstance(rng, np.random.Generator):
        return int.from_bytes(rng.bytes(16))
    if not isinstance(rng, int | np.integer) or not _checks.is_number(rng) or rng < 0:
        raise InvalidInputError(
            f"rng must be None, a non-negative integer or a numpy Generator; got {shown(rng)}"
        )
    if int(rng).bit_length() > LONGEST_SEED:
        raise InvalidInputError(
            f"rng must be an integer of at most {LONGEST_SEED:,} bits; got {shown(int(rng))}"
        )
    return int(rng)


def stream(entropy: int, tag: str, index: int, *, name: str = "") -> np.random.Generator:
    """Return the random generator of the chunk (or page) `index` of the function named by `tag`.

    With a `name` it is that name's own, whatever other names there are.
    """
    # the spawn key is a path in numpy's tree of seeds, in which different paths are independent:
    # the function's tag, perhaps a name (32-bit words of its hash), and the number of the chunk
    key = [zlib.crc32(tag.encode())]
    if name:
        key += np.frombuffer(hashlib.sha256(name.encode()).digest(), dtype="<u4").tolist()
    sequence = np.random.SeedSequence(entropy, spawn_key=(*key, index))
    return np.random.Generator(np.random.PCG64(sequence))


def run(
    task: Task[T], n: int, *, batch: int = BATCH, workers: Workers = None
) -> Generator[T, None, None]:
    """Yield `task(chunk, rows)` for every chunk of `n` rows, in chunk order.

    `batch` bounds how many rows are held at once (rounded up to a whole chunk). `workers` is None
    (here and now), a number of threads, anything with `.submit`, or a map-like callable. One BLAS
    thread serves each chunk. A task that has `.cut(chunk, rows)` is cut to what the chunk needs
    before it is sent away. Close the iterator where it may not be used up: what waits is canceled
    then, and what runs is waited for.
    """
    batch = _checks.integer("batch", batch)
    if n > MOST_SAMPLES:
        raise InvalidInputError(f"at most {MOST_SAMPLES:,} samples; got {n:,}")
    # what is left before each chunk; the last chunk may be smaller
    left = range(n, 0, -CHUNK)
    window = max(1, batch // CHUNK)
    if workers is None:
        return _here(task, left)
    if callable(getattr(workers, "submit", None)) and not isinstance(workers, type):
        return _submitted(workers, task, left, window)
    if callable(workers) and not hasattr(workers, "submit"):
        return _mapped(workers, task, left, window)
    try:
        count = _checks.integer("workers", workers)
    except InvalidInputError as error:
        raise InvalidInputError(f"{error.message}; allowed are {_ALLOWED}") from None
    return _threads(count, task, left, window)


def _here(task: Task[T], left: range) -> Generator[T, None, None]:
    with blas_limit():
        for chunk, size in _sizes(left):
            yield task(chunk, size)


def _threads(count: int, task: Task[T], left: range, window: int) -> Generator[T, None, None]:
    # more threads than chunks at once would wait for nothing
    pool = ThreadPoolExecutor(min(count, window))
    try:
        yield from _submitted(pool, task, left, window, cut=False)
    finally:
        pool.shutdown(cancel_futures=True)


def _submitted(
    pool: Any, task: Task[T], left: range, window: int, *, cut: bool = True
) -> Generator[T, None, None]:
    waiting: deque[Any] = deque()
    try:
        with blas_limit():
            for chunk, size in _sizes(left):
                # no more chunks are sent away than `batch` allows to be held
                if len(waiting) == window:
                    yield _answer(task, waiting)
                part = _cut(task, chunk, size) if cut else task
                waiting.append(_submit(pool, part, chunk, size))
            while waiting:
                yield _answer(task, waiting)
    finally:
        # `cancel` says False of what runs already
        running = [future for future in waiting if future.cancel() is False]
        wait(future for future in running if isinstance(future, Future))


def _submit(pool: Any, task: Task[T], chunk: int, rows: int) -> Any:
    """Send a task away, or say why the pool does not take it."""
    try:
        if hasattr(pool, "scatter"):
            # Dask warns of large tasks: their data go first
            task = pool.scatter(task, hash=False)
        future = pool.submit(_one_blas_thread, task, chunk, rows, place())
    except (TypeError, RuntimeError) as error:
        raise InvalidInputError(
            f"workers must take tasks by .submit(function, *arguments); got {shown(pool)},"
            f" which raised {type(error).__name__}: {error}"
        ) from error
    if not (hasattr(future, "result") and hasattr(future, "cancel")):
        raise InvalidInputError(
            f"workers must return futures from .submit(); got {shown(future)} from {shown(pool)}"
        )
    return future


def _answer(task: Task[T], waiting: deque[Any]) -> T:
    """Wait for the first answer; a task that cannot be sent to another process is refused."""
    try:
        answer: T = waiting[0].result()
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        _picklable(task, error)
        raise
    # only now, so that a chunk whose answer raised is canceled or waited for like the others
    waiting.popleft()
    return answer


def _mapped(
    over: Callable[..., Any], task: Task[T], left: range, window: int
) -> Generator[T, None, None]:
    _probe(over)
    sizes = _sizes(left)
    with blas_limit():
        while batch := list(itertools.islice(sizes, window)):
            parts = [(_cut(task, chunk, size), chunk, size, place()) for chunk, size in batch]
            try:
                done = over(_numbered, parts)
                answers = list(done) if isinstance(done, Iterable) else []
            except (pickle.PicklingError, AttributeError, TypeError) as error:
                _picklable(task, error)
                raise
            # each answer brings the number of its chunk, so that a lost or moved one is seen
            numbers = [answer[:1] if isinstance(answer, tuple) else None for answer in answers]
            if numbers != [part[:1] for part in batch]:
                raise InvalidInputError(
                    f"{_MAP}; got {len(answers)} answers for {len(batch)} chunks from {shown(over)}"
                )
            yield from (answer for _, answer in answers)


def _probe(over: Callable[..., Any]) -> None:
    """Refuse a function that cannot be called as map() is: what goes wrong later is the task's."""
    try:
        done = over(_numbered, [(_nothing, 0, 2, ""), (_nothing, 1, 3, "")])
        list(done) if isinstance(done, Iterable) else None
    except (TypeError, ValueError, AttributeError) as error:
        raise InvalidInputError(
            f"{_MAP}; got {shown(over)}, which raised {type(error).__name__}: {error}"
        ) from error


def _nothing(chunk: int, rows: int) -> int:
    return rows


def _sizes(left: range) -> Iterator[tuple[int, int]]:
    """Number the chunks, each with its rows; `left` counts what is still to do before each."""
    return enumerate(min(CHUNK, rows) for rows in left)


def _cut(task: Task[T], chunk: int, rows: int) -> Task[T]:
    """Return the task with what one chunk needs, and no other rows."""
    cut: Callable[[int, int], Task[T]] | None = getattr(task, "cut", None)
    return task if cut is None else cut(chunk, rows)


def _picklable(task: object, error: Exception) -> None:
    """Report an error from sending a task to another process; return if it is the task's own."""
    # the traceback of another process comes as the text of the cause
    lines = [*traceback.format_tb(error.__traceback__), str(error.__cause__)]
    if any(f"in {_one_blas_thread.__name__}\n" in line for line in lines):
        return
    # the task's data may be what cannot be sent
    try:
        pickle.dumps(task)
    except Exception as reason:
        raise InvalidInputError(
            "workers in other processes need functions and parameters that can be"
            f" pickled, which those defined in a module are; got {reason}"
        ) from error


def _numbered(part: tuple[Task[T], int, int, str]) -> tuple[int, T]:
    return part[1], _one_blas_thread(*part)


def _one_blas_thread(task: Task[T], chunk: int, rows: int, name: str) -> T:
    with blas_limit(), called(name):
        return task(chunk, rows)
