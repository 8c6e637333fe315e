"""The aggregated preference index of PROMETHEE, for every pair of alternatives."""

from __future__ import annotations

from decision_analysis._arrays import FloatArray, read_only
from decision_analysis._cited import cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Weights
from decision_analysis.core.parts import within_memory
from decision_analysis.mcda._door import door
from decision_analysis.mcda._preference_functions import (
    Preference,
    preference_functions,
)
from decision_analysis.mcda._preference_index import preference_index


@cites("brans_vincke_mareschal_1986")
@named
@within_memory
def preference_degrees(
    table: DecisionTable, weights: Weights, *, preference: Preference
) -> FloatArray:
    """Return the aggregated preference index: the weighted mean of degrees over the criteria.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C) in the criteria's own units.
    weights : mapping, WeightsResult or array_like, shape (..., C)
        Weights of the criteria; only their ratios matter.
    preference : callable or mapping of str to callable
        A preference function for all criteria, or one for each criterion by name; see
        `mcda.preference`. Its thresholds are absolute differences in the criterion's unit.

    Returns
    -------
    ndarray of float, shape (..., A, A)
        The index pi(a, b) in [0, 1] in row a and column b, 0 on the diagonal; read-only.

    Raises
    ------
    InvalidInputError
        If the weights do not fit, sample axes do not broadcast together, or a preference function
        is missing, unknown or returns no degrees.

    Notes
    -----
    Performances that differ by at most 1e-12 of the criterion's largest absolute one are equal.
    O(A^2 C) per sample; beyond the answer memory stays at C A^2 for one table and at a block of
    samples for a batch.

    Examples
    --------
    The six power stations of the source, whose criteria weigh the same:

    >>> from decision_analysis import Criterion, DecisionTable, mcda
    >>> criteria = [
    ...     Criterion("manpower", "min"),
    ...     Criterion("power"),
    ...     Criterion("cost", "min"),
    ...     Criterion("maintenance", "min"),
    ...     Criterion("villages", "min"),
    ...     Criterion("security"),
    ... ]
    >>> table = DecisionTable.from_rows(
    ...     {
    ...         "Italy": [80, 90, 600, 54, 8, 5],
    ...         "Belgium": [65, 58, 200, 97, 1, 1],
    ...         "Germany": [83, 60, 400, 72, 4, 7],
    ...         "Sweden": [40, 80, 1000, 75, 7, 10],
    ...         "Austria": [52, 72, 600, 20, 3, 8],
    ...         "France": [94, 96, 700, 36, 5, 6],
    ...     },
    ...     criteria,
    ... )
    >>> f = mcda.preference
    >>> functions = {
    ...     "manpower": f.u_shape(10),
    ...     "power": f.v_shape(30),
    ...     "cost": f.linear(50, 500),
    ...     "maintenance": f.level(10, 60),
    ...     "villages": f.usual(),
    ...     "security": f.gaussian(5),
    ... }
    >>> mcda.preference_degrees(table, [1] * 6, preference=functions).round(3)
    array([[0.   , 0.296, 0.25 , 0.269, 0.1  , 0.185],
           [0.463, 0.   , 0.389, 0.333, 0.296, 0.5  ],
           [0.235, 0.18 , 0.   , 0.333, 0.056, 0.429],
           [0.399, 0.506, 0.305, 0.   , 0.224, 0.212],
           [0.444, 0.515, 0.487, 0.38 , 0.   , 0.448],
           [0.287, 0.399, 0.25 , 0.431, 0.133, 0.   ]])
    """
    asked = door(table, weights)
    functions = preference_functions(table.criterion_names, preference)
    return read_only(preference_index(asked, functions))
