"""The pandas index of what has labels and sample axes, with the labels of the user's frame."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np

from decision_analysis._labels import Labels


def own_index(pd: Any, labels: tuple[str, ...], name: str | None) -> Any:
    """Return the index that labels came from, or a new one of text."""
    return labels.origin if isinstance(labels, Labels) else pd.Index(list(labels), name=name)


def sampled_index(pd: Any, shape: tuple[int, ...], labels: tuple[str, ...], name: str) -> Any:
    """Return a level for each sample axis, then the labels; just the labels without samples."""
    index = own_index(pd, labels, name)
    if not shape:
        return index
    # row i of `samples` has the position on sample axis i, samples in the order of the array
    samples = np.indices(shape).reshape(len(shape), -1)
    repeated = index.take(np.tile(np.arange(len(index)), samples.shape[1]))
    own = [repeated.get_level_values(level) for level in range(index.nlevels)]
    names = [own_name or (name if index.nlevels == 1 else None) for own_name in index.names]
    return pd.MultiIndex.from_arrays(
        [*(np.repeat(axis, len(index)) for axis in samples), *own],
        names=[*sample_names(shape), *names],
    )


def sample_names(shape: tuple[int, ...]) -> list[str]:
    """Return what the levels of the sample axes are called."""
    return [f"sample_{axis}" for axis, _ in enumerate(shape)]


def relabeled(frame: Any, labels: tuple[str, ...]) -> Any:
    """Return a frame indexed by some labels, each at most once, with the index they came from."""
    if not isinstance(labels, Labels):
        return frame
    place = dict(zip(labels, itertools.count()))
    rows = frame.index.tolist()
    if rows == list(labels):
        return frame.set_axis(labels.origin, axis=0)
    if not all(row in place for row in rows):
        return frame
    return frame.set_axis(labels.origin.take([place[row] for row in rows]), axis=0)
