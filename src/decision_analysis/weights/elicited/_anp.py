"""The analytic network process: priorities from a supermatrix of influences with feedback."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._labels import numbered
from decision_analysis._named import named, warn
from decision_analysis.core import WeightsResult, axes, step
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError
from decision_analysis.weights.elicited._limit_of_powers import limit_of_powers
from decision_analysis.weights.elicited._square import refuse_cells, square_matrix

_SUM_TOLERANCE = 0.005  # of columns printed with two decimals: .33 .33 .33 and .167 .333 .5


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class AnpResult(WeightsResult):
    """Limit priorities of all elements of a network, and the matrices behind them.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, weights : as in WeightsResult
        Inherited; `criteria` are the elements of the network, of all its clusters.
    limit : ndarray of float, shape (..., C, C)
        The limit supermatrix: in each column, how priority that starts in this element is spread
        in the long run.
    weighted : ndarray of float, shape (..., C, C)
        The weighted supermatrix, whose columns sum to 1.
    local : ndarray of float, shape (..., C)
        Priorities rescaled to sum to 1 within each cluster; without clusters they are `weights`.
    """

    limit: FloatArray = axes("CC")
    weighted: FloatArray = step("Weighted supermatrix", "W", "CC")
    local: FloatArray = step("Priorities within the cluster", "", "C")


@cites("saaty_1996", "kemeny_snell_1960", "grassmann_taksar_heyman_1985")
@named
def anp(
    supermatrix: Any,
    *,
    names: Sequence[str] | None = None,
    clusters: Mapping[str, Sequence[str]] | None = None,
    cluster_weights: Any = None,
    element: str | None = None,
) -> AnpResult:
    """Return priorities of the elements of a network by the analytic network process (ANP).

    Parameters
    ----------
    supermatrix : array_like (..., C, C), DataFrame or list of DataFrames
        In each column the local priorities of the elements in the rows with respect to the element
        of the column; non-negative. Columns sum to 1, or, where `cluster_weights` are given, the
        part of each cluster does or is 0. What an element is not influenced by is 0. Leading axes
        are respondents or samples.
    names : sequence of str, optional
        Names of the elements, in order; a DataFrame is brought into that order.
    clusters : mapping of str to sequence of str, optional
        The elements of each cluster; each element is in one of them.
    cluster_weights : array_like (..., K, K), or DataFrame with the names of the clusters, optional
        How much the cluster of each column is influenced by that of each row. They multiply the
        blocks of an unweighted supermatrix, whose columns are then rescaled to sum to 1.
    element : str, optional
        The element whose column of the limit is the answer, where columns differ: the goal of a
        hierarchy. Where None and one element alone is influenced by none, it is this one.

    Returns
    -------
    AnpResult
        Priorities (..., C) of all elements, within their clusters too, and the limit supermatrix.

    Raises
    ------
    InvalidInputError
        If the supermatrix is not square, has a negative entry or a column that sums neither to 1
        within .005 nor, with clusters, is rescaled; if the clusters do not hold each element once,
        or a name is unknown.

    Warns
    -----
    DegenerateDataWarning
        If the columns of the limit differ and no element tells which to read: the answer is their
        mean, the limit from equal priorities.

    Notes
    -----
    The limit is that of the mean of the powers W, W^2, ..., W^n (Cesaro). It exists for every
    supermatrix whose columns sum to 1, also where the powers themselves go round in a cycle, as
    they do wherever clusters influence each other by turns. No power is taken: in each class of
    elements that influence only each other it is the one vector with W v = v, and the columns of
    elements outside are these vectors times the probabilities of ending in each class. So cycles
    and slow convergence leave no trace. Columns that sum to 1 within .005 are rescaled. O(C^3) for
    each sample.

    Examples
    --------
    Criteria and cars influence each other, from Saaty (1996):

    >>> from decision_analysis import weights
    >>> elements = ["cost", "repair", "durability", "American", "European", "Japanese"]
    >>> result = weights.anp(
    ...     [
    ...         [0, 0, 0, 0.634, 0.250, 0.400],
    ...         [0, 0, 0, 0.192, 0.250, 0.200],
    ...         [0, 0, 0, 0.174, 0.500, 0.400],
    ...         [0.637, 0.582, 0.105, 0, 0, 0],
    ...         [0.105, 0.109, 0.637, 0, 0, 0],
    ...         [0.258, 0.309, 0.258, 0, 0, 0],
    ...     ],
    ...     names=elements,
    ...     clusters={"criteria": elements[:3], "cars": elements[3:]},
    ... )
    >>> result.local.round(3)
    array([0.464, 0.21 , 0.326, 0.452, 0.279, 0.269])
    """
    given, labels = square_matrix("supermatrix", supermatrix, names, each="element")
    refuse_cells("supermatrix", given, labels, given < 0, "must not be negative")
    called = labels or numbered(given.shape[-1])
    groups = None if clusters is None else _clusters(clusters, called)
    weighted = _weighted(given, called, groups, cluster_weights)
    # the limit of the mean of W^k, and its column or columns that are the answer
    limit = limit_of_powers(weighted)
    priorities = _read(limit, weighted, called, element)
    local = priorities
    if groups is not None:
        local = _within(priorities, groups)
    return AnpResult(
        method="ANP",
        parameters={} if element is None else {"element": str(element)},
        references=cited("saaty_1996"),
        weights=priorities,
        criteria=labels,
        limit=limit,
        weighted=weighted,
        local=np.array(local),
    )


def _clusters(clusters: Any, elements: Sequence[str]) -> dict[str, list[int]]:
    """Return the places of the elements of each cluster."""
    found: dict[str, list[int]] = {}
    holder: dict[str, str] = {}
    names = _checks.keys("clusters", _checks.mapping("clusters", clusters))
    for name, members in zip(names, clusters.values(), strict=True):
        inside = _checks.names(f"cluster {name!r}", members)
        for member in inside:
            _checks.known(f"element in cluster {name!r}", member, elements)
            if member in holder:
                raise InvalidInputError(
                    f"clusters must hold each element once; {member!r} is in {holder[member]!r} and"
                    f" {name!r}"
                )
            holder[member] = name
        found[name] = [elements.index(member) for member in inside]
    if outside := [element for element in elements if element not in holder]:
        raise InvalidInputError(
            f"clusters must hold each element; {_checks.listed(names)} do not hold"
            f" {_checks.listed(outside)}"
        )
    return found


def _weighted(
    given: FloatArray,
    elements: Sequence[str],
    groups: Mapping[str, list[int]] | None,
    cluster_weights: Any,
) -> FloatArray:
    """Return the weighted supermatrix (..., C, C), whose columns sum to 1."""
    if cluster_weights is None:
        sums = _down(given)
        off = np.argwhere(~(np.abs(sums - 1) <= _SUM_TOLERANCE))
        if len(off):
            *sample, column = off[0]
            hint = (
                ": an element that nothing influences has 1 on the diagonal"
                if sums[tuple(off[0])] == 0
                else ": an unweighted supermatrix needs clusters and cluster_weights"
            )
            raise InvalidInputError(
                f"columns of supermatrix must sum to 1; got {sums[tuple(off[0])]:g} for"
                f" {elements[column]!r}{_checks.at(sample)}{hint}"
            )
        return given / sums[..., None, :]
    if groups is None:
        raise InvalidInputError("cluster_weights need clusters, which say what is in which")
    names = tuple(groups)
    shares, _ = square_matrix("cluster_weights", cluster_weights, names, each="cluster")
    refuse_cells("cluster_weights", shares, names, shares < 0, "must not be negative")
    _checks.all_finite("sums of columns of cluster_weights", _down(shares))
    for name, inside in groups.items():
        sums = _down(given[..., inside, :])
        off = np.argwhere((sums != 0) & ~(np.abs(sums - 1) <= _SUM_TOLERANCE))
        if len(off):
            *sample, column = off[0]
            raise InvalidInputError(
                f"the part of cluster {name!r} in a column of supermatrix must sum to 1 or be 0;"
                f" got {sums[tuple(off[0])]:g} for {elements[column]!r}{_checks.at(sample)}"
            )
    # w_ij of the block times the weight of its cluster; empty blocks leave their share to others
    cluster = np.empty(len(elements), dtype=int)
    for number, inside in enumerate(groups.values()):
        cluster[inside] = number
    weighted = given * shares[..., cluster[:, None], cluster]
    sums = _checks.all_finite("sums of columns of the weighted supermatrix", _down(weighted))
    empty = np.argwhere(sums == 0)
    if len(empty):
        *sample, column = empty[0]
        raise InvalidInputError(
            f"columns of supermatrix must not be 0 once weighted; got 0 for {elements[column]!r}"
            f"{_checks.at(sample)}: an element that nothing influences has 1 on the diagonal"
        )
    return np.asarray(weighted / sums[..., None, :])


def _down(matrix: FloatArray) -> FloatArray:
    """Return the sums of columns (..., C), infinite where they are too large."""
    with np.errstate(over="ignore"):
        return np.asarray(matrix.sum(axis=-2))


def _read(
    limit: FloatArray, weighted: FloatArray, elements: Sequence[str], element: str | None
) -> FloatArray:
    """Return the priorities (..., C): the column of an element, or that which all columns are."""
    if element is not None:
        return limit[..., elements.index(_checks.known("element", element, elements))].copy()
    differ = (np.ptp(limit, axis=-1) > 1e-9).any(axis=-1)
    if not differ.any():
        return limit[..., 0].copy()
    # the goal of a hierarchy, which nothing gives any priority
    goals = ~(weighted.reshape(-1, *weighted.shape[-2:]) > 0).any(axis=(0, 2))
    if goals.sum() == 1:
        return limit[..., int(np.flatnonzero(goals)[0])].copy()
    warn(
        "columns of the limit differ, as priority ends in classes of elements that do not influence"
        " each other; the weights are the mean of the columns: name the one to read by element=",
        DegenerateDataWarning,
    )
    return np.asarray(limit.mean(axis=-1))


def _within(priorities: FloatArray, groups: Mapping[str, list[int]]) -> FloatArray:
    """Return priorities (..., C) that sum to 1 in each cluster; 0 where the cluster has none."""
    local = np.zeros_like(priorities)
    for inside in groups.values():
        totals = priorities[..., inside].sum(axis=-1, keepdims=True)
        local[..., inside] = priorities[..., inside] / np.where(totals > 0, totals, 1.0)
    return local
