"""Equal weights."""

from __future__ import annotations

import numpy as np

from decision_analysis import _checks
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, WeightsResult


@cites("dawes_corrigan_1974")
@named
def equal(table: DecisionTable) -> WeightsResult:
    """Return the same weight for every criterion of a table.

    Parameters
    ----------
    table : DecisionTable
        Only its criteria are used.

    Returns
    -------
    WeightsResult
        Weights (C,), each 1 / C; without sample axes, whatever the table has.

    Raises
    ------
    InvalidInputError
        If `table` is not a table.

    Examples
    --------
    >>> from decision_analysis import DecisionTable, weights
    >>> weights.equal(
    ...     DecisionTable([[14, 4.1], [18, 3.9]], ["price", "comfort"], ["city", "estate"])
    ... ).as_dict()
    {'price': 0.5, 'comfort': 0.5}
    """
    table = _checks.instance("table", table, DecisionTable)
    names = table.criterion_names
    return WeightsResult(
        method="equal weights",
        references=cited("dawes_corrigan_1974"),
        weights=np.full(len(names), 1 / len(names)),
        criteria=names,
    )
