"""`apply`: value functions in place of performances, for methods that have no place for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from decision_analysis import _checks, _labelled
from decision_analysis._cited import cites
from decision_analysis._named import named
from decision_analysis.core import Criterion, DecisionTable
from decision_analysis.value._valued import valued


@cites("keeney_raiffa_1976, chapter 3")
@named("value.apply()")
def apply(table: DecisionTable, values: Mapping[str, Callable[[Any], Any]]) -> DecisionTable:
    """Return a table with values in place of performances, on some or all criteria.

    Any method then takes what only a value function can say: that 22 degrees are best, that nothing
    counts beyond a threshold.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C).
    values : mapping of str to callable
        By criterion a value function, vectorized, such as `target(15, 22, 30)`. Criteria without
        one stay as they are.

    Returns
    -------
    DecisionTable
        The same alternatives and criteria; those of `values` have values, without a unit, of which
        more is better.

    Raises
    ------
    InvalidInputError
        If a name is unknown, a value function contradicts its criterion's goal (its `increasing` is
        False for 'max' or True for 'min'), or it gives no finite value for a performance.

    Warns
    -----
    DegenerateDataWarning
        If a scale is so wide that performances which differ count as equal on it.

    See Also
    --------
    target : The value function of a criterion with a best level inside its range.
    decision_analysis.mcda.additive_value : Takes value functions itself.

    Notes
    -----
    A method that normalizes columns by their own range, length or sum stretches the values again:
    a value of 0.9 that is the best of its column may count as much as 1. Methods on a fixed scale,
    such as `weighted_sum` with ``normalization=None``, leave them as they are.

    Examples
    --------
    >>> from decision_analysis import Criterion, DecisionTable, mcda, value
    >>> rooms = DecisionTable.from_rows(
    ...     {"attic": [27, 40], "cellar": [17, 20], "study": [21, 60]},
    ...     [Criterion("temperature", unit="C"), Criterion("rent", "min")],
    ... )
    >>> valued = value.apply(rooms, {"temperature": value.target(15, 22, 30)})
    >>> valued
    DecisionTable: 3 alternatives, 2 criteria
                temperature (max)  rent (min)
       attic               0.3750          40
       cellar              0.2857          20
       study               0.8571          60
    >>> mcda.topsis(valued, {"temperature": 2, "rent": 1}).order
    ('study', 'cellar', 'attic')
    """
    table = _checks.instance("table", table, DecisionTable)
    given = _labelled.by_name("values", values, table.criterion_names, partial=True)
    if not given:
        return table
    found = np.array(table.values)
    columns = [place for place, name in enumerate(table.criterion_names) if name in given]
    found[..., columns] = valued(table.select(criteria=list(given)), given)
    criteria = [
        Criterion(criterion.name, "max", "", criterion.description)
        if criterion.name in given
        else criterion
        for criterion in table.criteria
    ]
    return table._trusted(found, tuple(criteria), table.criterion_names, table.alternatives)
