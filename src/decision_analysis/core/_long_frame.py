"""`long_frame`: rows that not every sample has, as of a policy's decisions, in one data frame."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike

from decision_analysis.core._index import sample_names

if TYPE_CHECKING:
    import pandas


def long_frame(
    pd: Any,
    shape: tuple[int, ...],
    name: str,
    labels: Sequence[str],
    columns: Mapping[str, Sequence[ArrayLike]],
    there: Sequence[ArrayLike],
) -> pandas.DataFrame:
    """Return a row for each label and each sample in which it is there, sample by sample.

    `columns` have an entry for each label, and so has `there`, which says in which samples it is:
    numbers, words or truth values (...) that broadcast to the samples. The index are the labels,
    called `name`, below a level for each sample axis.
    """
    *samples, row = np.nonzero(_side_by_side(there, shape))
    flat = {
        column: _side_by_side(entries, shape)[(*samples, row)]
        for column, entries in columns.items()
    }
    index = pd.Index([labels[i] for i in row.tolist()], name=name)
    if shape:
        index = pd.MultiIndex.from_arrays([*samples, index], names=[*sample_names(shape), name])
    return pd.DataFrame(flat, index=index)  # type: ignore[no-any-return]


def _side_by_side(entries: Sequence[ArrayLike], shape: tuple[int, ...]) -> np.ndarray[Any, Any]:
    """Return entries (...) with all samples, one behind the other along a last axis."""
    return np.stack([np.broadcast_to(np.asarray(entry), shape) for entry in entries], axis=-1)


def words(labels: Sequence[str]) -> np.ndarray[Any, Any]:
    """Return labels as an array of objects, from which positions of any shape pick."""
    # with a None beside them numpy keeps objects; alone it would make fixed-width text of them
    return np.array([*labels, None], dtype=object)[:-1]
