"""Pareto dominance between the alternatives of a table."""

from __future__ import annotations

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import settled
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core._call import within_memory
from decision_analysis.core._relation import Relation
from decision_analysis.core._table import DecisionTable


@cites("ehrgott_2005, section 2.1")
@named
@within_memory
def dominance(table: DecisionTable) -> Relation:
    """Return which alternative dominates which: nowhere worse, and better on one criterion.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C).

    Returns
    -------
    Relation
        `matrix[..., a, b]` is True where a dominates b. The kernel of a single relation are the
        efficient alternatives.

    Raises
    ------
    InvalidInputError
        If `table` is no `DecisionTable`.

    Notes
    -----
    Performances on a criterion are equal where, in sorted order, neighbors differ by at most 1e-12
    of its largest absolute performance. O(A^2 C) per sample, one criterion at a time, so that
    memory stays at (..., A, A).

    Examples
    --------
    >>> import decision_analysis as da
    >>> table = da.DecisionTable(
    ...     [[1, 5], [2, 4], [3, 6]], [da.Criterion("price", "min"), "comfort"], list("abc")
    ... )
    >>> da.core.dominance(table).kernel()
    ('a', 'c')
    """
    table = _checks.instance("table", table, DecisionTable)
    values = settled(table.values, -2)
    oriented = np.where(table.maximize, values, -values)
    shape = (*table.sample_shape, len(table.alternatives), len(table.alternatives))
    # nowhere worse and somewhere better, one criterion at a time
    at_least, better = np.ones(shape, dtype=bool), np.zeros(shape, dtype=bool)
    for column in np.moveaxis(oriented, -1, 0):
        row, other = column[..., :, None], column[..., None, :]
        at_least &= row >= other
        better |= row > other
    return Relation(
        method="dominance",
        references=cited("ehrgott_2005"),
        alternatives=table.alternatives,
        matrix=at_least & better,
    )
