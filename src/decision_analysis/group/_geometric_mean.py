"""The geometric mean over people of pairwise comparisons or of priorities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, overload

import numpy as np
from numpy.typing import ArrayLike

from decision_analysis import _checks, _labelled
from decision_analysis._arrays import FloatArray, optional_import
from decision_analysis._cited import cited, cites
from decision_analysis._limits import RECIPROCAL_ROUNDING, RECIPROCAL_TOLERANCE
from decision_analysis._named import named
from decision_analysis.core import WeightsResult
from decision_analysis.core.parts import holds_pairs, own_index, pairwise_comparisons, typed_array
from decision_analysis.errors import InvalidInputError
from decision_analysis.group._judgements import importance, is_bare, people_of, rows_of_people

_SHAPE = "comparisons must have shape (..., people, n, n), or priorities (people, n)"


@overload
def geometric_mean(
    comparisons: Sequence[WeightsResult] | Sequence[Mapping[str, float]],
    weights: ArrayLike | None = None,
    *,
    tolerance: float = RECIPROCAL_TOLERANCE,
) -> WeightsResult: ...
@overload
def geometric_mean(
    comparisons: ArrayLike,
    weights: ArrayLike | None = None,
    *,
    tolerance: float = RECIPROCAL_TOLERANCE,
) -> FloatArray: ...
@overload
def geometric_mean(
    comparisons: Any, weights: ArrayLike | None = None, *, tolerance: float = RECIPROCAL_TOLERANCE
) -> Any: ...
@cites("aczel_saaty_1983", "forman_peniwati_1998")
@named
def geometric_mean(
    comparisons: Any, weights: ArrayLike | None = None, *, tolerance: float = RECIPROCAL_TOLERANCE
) -> Any:
    """Return the consensus of several people's pairwise comparisons, or of their priorities.

    Parameters
    ----------
    comparisons : array_like of float, shape (..., K, n, n) or (K, n), or list of what has labels
        For each person a reciprocal matrix on a ratio scale, how many times the row is preferred to
        the column, in any form that `weights.ahp` takes: or, shape (K, n), a row of priorities.
        Lists of DataFrames, with the same names for rows and columns, and of pairs such as
        {("a", "b"): 3} are comparisons; mappings, Series, results and the rows of one DataFrame are
        priorities. Instead of a list, a mapping by person names the people. What has labels is
        aligned by them to the first person's. A pair that a person did not compare is NaN in both
        cells, or no pair.
    weights : array_like of float, shape (K,), optional
        Importance of each person, rescaled to sum to 1; equal where None. By name where the people
        have names.
    tolerance : float
        By how much the product of a pair of comparisons may differ from 1; the larger of the two
        counts.

    Returns
    -------
    ndarray of float, shape (..., n, n) or (n,), DataFrame, dict of pairs, or WeightsResult
        Of comparisons the geometric means, which are reciprocal again: a DataFrame or a dict of
        pairs where those came, which `weights.ahp` takes. Of priorities the geometric means
        rescaled to sum to 1: a `WeightsResult` where they came with labels. A pair that nobody
        compared is NaN, which `weights.ahp` completes.

    Raises
    ------
    InvalidInputError
        If a matrix is not square, positive and reciprocal, a priority is not positive, labels
        differ between people, or the weights are negative, all zero, or not one for each
        person.

    Notes
    -----
    Of the averages that treat each person's judgement separately and agree with a unanimous group,
    the only one that keeps both reciprocity and the ratio scale; the arithmetic mean is not
    reciprocal. A group that acts as one joins comparisons, people who act as individuals their
    priorities (Forman and Peniwati 1998): these by this mean or, as it is also done, by `mean`.
    Geometric means of the rows of comparisons are the same whether people are averaged before or
    after. The mean of a pair is over those who compared it, with their weights rescaled to sum to
    1: of few people it says little of the group. O(K n^2) for each sample.

    Examples
    --------
    One says 8 times better, the other half as good: together twice as good.

    >>> from decision_analysis import group
    >>> group.geometric_mean([[[1, 8], [1 / 8, 1]], [[1, 1 / 2], [2, 1]]])
    array([[1. , 2. ],
           [0.5, 1. ]])
    >>> group.geometric_mean(
    ...     [{"price": 0.2, "comfort": 0.8}, {"comfort": 0.5, "price": 0.5}]
    ... ).as_dict()
    {'price': 0.333..., 'comfort': 0.666...}
    """
    comparisons, people = _people(comparisons)
    if _are_priorities(comparisons):
        return _of_priorities(comparisons, weights, people)
    array, labels = pairwise_comparisons(comparisons, tolerance=tolerance)
    if array.ndim < 3:
        raise InvalidInputError(f"{_SHAPE}; got {array.shape}, the comparisons of one person")
    # prod_k a_ij^(w_k), by logarithms: reciprocal, as the inputs are
    shares = importance(weights, array.shape[-3], people)
    consensus = _of_those_who_compared(array, shares)
    return consensus if labels is None else _labelled_as(comparisons, consensus, labels)


def _people(given: Any) -> tuple[Any, tuple[str, ...] | None]:
    """Return judgements and the names of the people, whose matrices may be without labels."""
    if _checks.is_mapping(given) and given and all(map(_is_matrix, given.values())):
        return list(given.values()), _checks.names("people", list(given))
    return people_of(given)


def _is_matrix(entry: Any) -> bool:
    """Say whether rows are one person's comparisons, none of them labelled."""
    if not isinstance(entry, np.ndarray | list | tuple):
        return False
    rows = [row for row in entry if isinstance(row, np.ndarray | list | tuple)]
    return len(rows) == len(entry) >= 2 and _is_reciprocal(typed_array("comparisons", entry))


def _of_those_who_compared(array: FloatArray, shares: FloatArray) -> FloatArray:
    """Return geometric means (..., n, n) of comparisons (..., K, n, n), NaN where there is none."""
    logs, compared = np.log(array), ~np.isnan(array)
    if compared.all():
        return np.asarray(np.exp(np.einsum("k,...kij->...ij", shares, logs)))
    total = np.einsum("k,...kij->...ij", shares, compared.astype(float))
    sums = np.einsum("k,...kij->...ij", shares, np.where(compared, logs, 0.0))
    # who compared a pair shares the weight of the others; nobody leaves it empty
    means = np.exp(sums / np.where(total > 0, total, 1.0))
    return np.where(total > 0, means, np.nan)


def _are_priorities(given: Any) -> bool:
    """Say whether what is given are priorities; a single person's comparisons are refused later."""
    if is_bare(given):
        array = typed_array("comparisons", given.to_numpy() if _labelled.is_frame(given) else given)
        if array.ndim != 2 and (array.ndim < 2 or array.shape[-1] != array.shape[-2]):
            raise InvalidInputError(f"{_SHAPE}; got {array.shape}")
        return array.ndim == 2 and not _is_reciprocal(array)
    if isinstance(given, list | tuple):
        return not any(holds_pairs(entry) or _labelled.is_frame(entry) for entry in given)
    if _labelled.is_frame(given):
        return set(given.index) != set(given.columns)
    return not holds_pairs(given)


def _is_reciprocal(array: FloatArray) -> bool:
    """Say whether rows (K, n) look like the comparisons of one person."""
    if array.ndim != 2 or array.shape[0] != array.shape[1] or array.shape[0] < 2:
        return False
    with np.errstate(over="ignore"):
        off = np.abs(array * array.T - 1)
    return bool((off[~np.isnan(off)] <= RECIPROCAL_ROUNDING).all())


def _of_priorities(given: Any, weights: Any, people: tuple[str, ...] | None) -> Any:
    array, labels = rows_of_people("priorities", given)
    if array.ndim < 2 or 0 in array.shape:
        raise InvalidInputError(f"{_SHAPE}; got {array.shape}")
    bad = np.argwhere(array <= 0)
    if bad.size:
        *sample, column = bad[0]
        name = f" of {labels[column]!r}" if labels else ""
        raise InvalidInputError(
            f"priorities must be positive; got {array[tuple(bad[0])]:g}{name}{_checks.at(sample)}"
        )
    shares = importance(weights, array.shape[-2], people)
    logs = np.einsum("k,...kn->...n", shares, np.log(array))
    # the greatest is taken as 1 before they are rescaled, so that none overflows
    means = np.exp(logs - logs.max(axis=-1, keepdims=True))
    consensus: FloatArray = means / means.sum(axis=-1, keepdims=True)
    if is_bare(given):
        return consensus
    return WeightsResult(
        method="geometric mean",
        references=cited("aczel_saaty_1983"),
        weights=consensus,
        criteria=labels,
    )


def _labelled_as(given: Any, consensus: FloatArray, labels: tuple[str, ...]) -> Any:
    """Return consensus (..., n, n) like the comparisons given: a frame, or numbers by pair."""
    if isinstance(given, list | tuple) and _labelled.is_frame(given[0]):
        pd = optional_import("pandas", extra="frame")
        index = own_index(pd, labels, "item")
        return pd.DataFrame(consensus, index=index, columns=index)
    pairs = zip(*np.triu_indices(len(labels), 1), strict=True)
    cells = {(labels[i], labels[j]): consensus[..., i, j] for i, j in pairs}
    return {pair: cell.item() if cell.ndim == 0 else cell for pair, cell in cells.items()}
