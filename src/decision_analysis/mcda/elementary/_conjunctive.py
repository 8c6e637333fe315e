"""The conjunctive rule: an alternative passes where it meets every threshold."""

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
def conjunctive(table: DecisionTable, *, thresholds: Mapping[str, float]) -> ScreeningResult:
    """Keep the alternatives that are good enough on every criterion that has a threshold.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C) in the criteria's own units.
    thresholds : mapping of str to float
        The least that is accepted (of a cost the most), in the criterion's unit; a criterion that
        is not named has none.

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
    disjunctive : Keep those that excel somewhere.

    Notes
    -----
    One unmet threshold excludes, whatever the rest: no trade-offs, and no ranking of those who
    pass. A threshold that is moved by little can drop the best alternative; ask what it is for.
    Performances that fall short by at most 1e-12 of the criterion's largest absolute one meet the
    threshold. O(A C) per sample.

    Examples
    --------
    >>> from decision_analysis import Criterion, DecisionTable, mcda
    >>> flats = DecisionTable(
    ...     [[700, 3, 5], [700, 4, 1], [650, 1, 1]],
    ...     [Criterion("rent", "min"), "rooms", "light"],
    ...     ["a", "b", "c"],
    ... )
    >>> mcda.conjunctive(flats, thresholds={"rent": 700, "rooms": 3}).survivors
    ('a', 'b')
    """
    asked = door_without_weights(table)
    levels, meets = met(table, thresholds)
    # of each criterion that has a threshold
    asks = [name in levels for name in table.criterion_names]
    passes = np.asarray(meets[..., asks].all(axis=-1))
    return ScreeningResult(
        method="conjunctive",
        parameters=asked.recorded(thresholds=levels),
        references=cited("hwang_yoon_1981"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        categories=CATEGORIES,
        assignment=passes.astype(np.intp),
        meets=meets,
    )
