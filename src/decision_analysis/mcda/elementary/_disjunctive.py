"""The disjunctive rule: an alternative passes where it meets one threshold at least."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable
from decision_analysis.mcda._door import door_without_weights
from decision_analysis.mcda.elementary._screening import CATEGORIES, ScreeningResult, met


@cites("hwang_yoon_1981")
@named
def disjunctive(table: DecisionTable, *, thresholds: Mapping[str, float]) -> ScreeningResult:
    """Keep the alternatives that are good enough on one criterion at least.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C) in the criteria's own units.
    thresholds : mapping of str to float
        What is good enough by itself (of a cost at most this), in the criterion's unit; a criterion
        that is not named has none.

    Returns
    -------
    ScreeningResult
        'passes' or 'fails' for each alternative, with `.survivors` and `.meets`.

    Raises
    ------
    InvalidInputError
        If no threshold is given, one is not a finite number, or a criterion is unknown.

    See Also
    --------
    conjunctive : Keep those that are good enough everywhere.

    Notes
    -----
    One met threshold suffices, whatever the rest, as when a team needs one excellent specialist.
    Those who pass are not ranked. Performances that fall short by at most 1e-12 of the criterion's
    largest absolute one meet the threshold. O(A C) per sample.

    Examples
    --------
    >>> from decision_analysis import Criterion, DecisionTable, mcda
    >>> flats = DecisionTable(
    ...     [[700, 3, 5], [700, 4, 1], [650, 1, 1]],
    ...     [Criterion("rent", "min"), "rooms", "light"],
    ...     ["a", "b", "c"],
    ... )
    >>> mcda.disjunctive(flats, thresholds={"rent": 650, "light": 5}).survivors
    ('a', 'c')
    """
    asked = door_without_weights(table)
    levels, meets = met(table, thresholds)
    # without a threshold nothing is met
    passes = np.asarray(meets.any(axis=-1))
    return ScreeningResult(
        method="disjunctive",
        parameters=asked.recorded(thresholds=levels),
        references=cited("hwang_yoon_1981"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        categories=CATEGORIES,
        assignment=passes.astype(np.intp),
        meets=meets,
    )
