"""Chunks, random streams and workers: the one loop that every analysis runs through.

Work on n rows is cut into chunks of `CHUNK` rows, whatever `batch` and `workers` are. Each chunk has its own random
stream, and answers come back in chunk order, so that a result does not depend on who computed it.
"""

from __future__ import annotations

import functools
import itertools
import threading
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

import numpy as np

from decision_analysis import _checks
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError

T = TypeVar("T")

CHUNK = 2**13
BATCH = 2**16
LARGEST = 10**12

Workers = Any
"""None, a number of threads, an object with `.submit`, or a map-like callable."""


def entropy(where: str, rng: object) -> int:
    """Return the entropy of all streams of one call: an int as it is, 128 bits of a Generator, or fresh bits."""
    if rng is None:
        return int.from_bytes(np.random.SeedSequence().generate_state(4).tobytes())
    if isinstance(rng, np.random.Generator):
        return int.from_bytes(rng.bytes(16))
    if not isinstance(rng, int | np.integer) or not _checks.is_number(rng) or rng < 0:
        raise InvalidInputError(
            f"{where}: rng must be None, a non-negative integer or a numpy Generator; got {shown(rng)}"
        )
    return int(rng)


def stream(entropy: int, tag: str, index: int) -> np.random.Generator:
    """Return the random generator of the chunk (or page) `index` of the function named by `tag`."""
    sequence = np.random.SeedSequence(entropy, spawn_key=(zlib.crc32(tag.encode()), index))
    return np.random.Generator(np.random.PCG64(sequence))


def run(
    where: str, task: Callable[[int, int], T], n: int, *, batch: int = BATCH, workers: Workers = None
) -> Iterator[T]:
    """Yield `task(chunk, rows)` for every chunk of `n` rows, in chunk order.

    `batch` bounds how many rows are held at once (rounded up to a whole chunk). `workers` is None (here and now), a
    number of threads, anything with `.submit`, or a map-like callable. One BLAS thread serves each chunk.
    """
    batch = _checks.integer(where, "batch", batch)
    if n > LARGEST:
        raise InvalidInputError(f"{where}: at most {LARGEST:,} samples; got {n:,}")
    left = range(n, 0, -CHUNK)
    window = max(1, batch // CHUNK)
    limited = functools.partial(_one_blas_thread, task)
    if workers is None:
        return _here(limited, left)
    if hasattr(workers, "submit"):
        return _submitted(workers, limited, left, window)
    if callable(workers):
        return _mapped(where, workers, limited, left, window)
    return _threads(_checks.integer(where, "workers", workers), limited, left, window)


def _here(task: Callable[[int, int], T], left: range) -> Iterator[T]:
    with blas_limit():
        for chunk, size in _sizes(left):
            yield task(chunk, size)


def _threads(count: int, task: Callable[[int, int], T], left: range, window: int) -> Iterator[T]:
    with ThreadPoolExecutor(count) as pool:
        yield from _submitted(pool, task, left, window)


def _submitted(pool: Any, task: Callable[[int, int], T], left: range, window: int) -> Iterator[T]:
    waiting: deque[Any] = deque()
    with blas_limit():
        for chunk, size in _sizes(left):
            if len(waiting) == window:
                yield waiting.popleft().result()
            waiting.append(pool.submit(task, chunk, size))
        while waiting:
            yield waiting.popleft().result()


def _mapped(
    where: str, over: Callable[..., Any], task: Callable[[int, int], T], left: range, window: int
) -> Iterator[T]:
    sizes = _sizes(left)
    with blas_limit():
        while batch := list(itertools.islice(sizes, window)):
            done = over(functools.partial(_numbered, task), batch)
            answers = list(done) if isinstance(done, Iterable) else []
            if [answer[:1] if isinstance(answer, tuple) else None for answer in answers] != [c[:1] for c in batch]:
                raise InvalidInputError(
                    f"{where}: workers must answer as map() does, for each chunk in order; got {len(answers)} answers "
                    f"for {len(batch)} chunks from {over!r}"
                )
            yield from (answer for _, answer in answers)


def _sizes(left: range) -> Iterator[tuple[int, int]]:
    """Number the chunks, each with its rows; `left` counts what is still to do before each."""
    return enumerate(min(CHUNK, rows) for rows in left)


def _numbered(task: Callable[[int, int], T], chunk_and_rows: tuple[int, int]) -> tuple[int, T]:
    return chunk_and_rows[0], task(*chunk_and_rows)


def _one_blas_thread(task: Callable[[int, int], T], chunk: int, rows: int) -> T:
    with blas_limit():
        return task(chunk, rows)


_lock = threading.Lock()
_held = 0
_limiter: Any = None


@contextmanager
def blas_limit() -> Iterator[None]:
    """Hold this process at one BLAS thread; nested and concurrent uses share one limit, lifted by the last."""
    global _held, _limiter
    from threadpoolctl import threadpool_limits

    with _lock:
        _held += 1
        if _held == 1:
            _limiter = threadpool_limits(limits=1, user_api="blas")
    try:
        yield
    finally:
        with _lock:
            _held -= 1
            if _held == 0:
                _limiter.restore_original_limits()
                _limiter = None
