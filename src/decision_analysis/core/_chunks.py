"""Chunks, random streams and workers: the one loop that every analysis runs through.

Work on n rows is cut into chunks of `CHUNK` rows, whatever `batch` and `workers` are. Each chunk
has its own random stream, and answers come back in chunk order, so that a result does not depend on
who computed it.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Generator, Iterator
from typing import Any, TypeVar

import numpy as np

from decision_analysis import _checks
from decision_analysis._limits import BATCH, CHUNK, LONGEST_SEED, MOST_SAMPLES, MOST_SAMPLES_HERE
from decision_analysis._shown import shown
from decision_analysis.core._blas import blas_limit as blas_limit
from decision_analysis.core._cut import cut_parts as cut_parts
from decision_analysis.core._workers import Task, by_executor, by_map, by_threads
from decision_analysis.errors import InvalidInputError

T = TypeVar("T")
Workers = Any
"""None, a number of threads, an object with `.submit`, or a map-like callable."""
_ALLOWED = (
    "None, a number of threads of at least 1, an executor with .submit() or a function like map(),"
    " such as pool.map"
)


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
    if workers is None and n > MOST_SAMPLES_HERE:
        raise InvalidInputError(
            f"at most {MOST_SAMPLES_HERE:,} samples where workers is None; got {n:,}"
        )
    # what is left before each chunk; the last chunk may be smaller
    left = range(n, 0, -CHUNK)
    sizes = enumerate(min(CHUNK, rows) for rows in left)
    window = max(1, batch // CHUNK)
    if workers is None:
        return _here(task, sizes)
    if callable(getattr(workers, "submit", None)) and not isinstance(workers, type):
        return by_executor(workers, task, sizes, len(left), window)
    if callable(workers) and not hasattr(workers, "submit"):
        return by_map(workers, task, sizes, window)
    try:
        count = _checks.integer("workers", workers)
    except InvalidInputError as error:
        raise InvalidInputError(f"{error.message}; allowed are {_ALLOWED}") from None
    return by_threads(count, task, sizes, len(left), window)


def _here(task: Task[T], sizes: Iterator[tuple[int, int]]) -> Generator[T, None, None]:
    with blas_limit():
        for chunk, size in sizes:
            yield task(chunk, size)
