"""The additive value model: weighted partial values from value functions."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from decision_analysis import _checks, _labelled
from decision_analysis._arrays import FloatArray, settled
from decision_analysis._cited import cited, cites
from decision_analysis._named import leads_out, named
from decision_analysis._shown import shown
from decision_analysis.core import Criterion, DecisionTable, Scores, Weights, step
from decision_analysis.core.parts import call, remembered
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda._door import door
from decision_analysis.mcda._scaling import total
from decision_analysis.value import ValueFunction


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class AdditiveValueResult(Scores):
    """Overall values in `scores` and the partial values that they are made of.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, scores, higher_is_better : as in Scores
        Inherited.
    partial : ndarray of float, shape (..., A, C)
        Value of each performance on its own criterion.
    weighted : ndarray of float, shape (..., A, C)
        What each criterion adds to the overall value.
    """

    partial: FloatArray | None = step("Partial values", "v_j(x_{ij})", "AC")
    weighted: FloatArray | None = step("Weighted partial values", "w_j v_j(x_{ij})", "AC")


@cites("keeney_raiffa_1993", "dyer_sarin_1979")
@named
@remembered
def additive_value(
    table: DecisionTable,
    weights: Weights,
    *,
    values: Mapping[str, Callable[[Any], Any]],
    steps: bool | None = None,
) -> AdditiveValueResult:
    """Score alternatives by the weighted sum of the values of their performances.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C).
    weights : mapping, WeightsResult or array_like, shape (..., C)
        Weights of the criteria: of the swings from value 0 to value 1. Rescaled to sum to 1.
    values : mapping of str to callable
        For every criterion its value function, vectorized, such as
        `decision_analysis.value.linear(worst, best)`.
    steps : bool, optional
        Whether to keep the intermediates; None keeps them for a single table, not for a batch.

    Returns
    -------
    AdditiveValueResult
        Overall values (..., A), higher is better; in [0, 1] where the value functions are.

    Raises
    ------
    InvalidInputError
        If weights or value functions do not name each criterion, a value function contradicts its
        criterion's goal (its `increasing` is False for 'max' or True for 'min'), or it gives no
        finite value for a performance.

    Notes
    -----
    V(a) = sum_j w_j v_j(x_aj), which represents preferences that are mutually preferentially
    independent, and strengths of preference under difference independence (Dyer and Sarin 1979,
    Theorem 3). The scale is anchored by the value functions, so that scores of different samples
    are comparable. Performances that differ by at most 1e-12 of the criterion's largest absolute
    one have the same value. O(S A C) time for S samples.

    Examples
    --------
    >>> from decision_analysis import Criterion, DecisionTable, mcda, value
    >>> flats = {"city": [1400, 10], "estate": [900, 45]}
    >>> table = DecisionTable.from_rows(
    ...     flats, [Criterion("rent", "min", "EUR"), Criterion("way", "min", "min")]
    ... )
    >>> scored = mcda.additive_value(
    ...     table,
    ...     {"rent": 3, "way": 1},
    ...     values={
    ...         "rent": value.linear(worst=1500, best=700),
    ...         "way": value.linear(worst=60, best=0),
    ...     },
    ... )
    >>> scored
    additive value
       alternative  rank   score
       estate          1  0.6250
       city            2  0.3021
    >>> scored.partial
    array([[0.125     , 0.83333333],
           [0.75      , 0.25      ]])
    """
    asked = door(table, weights, steps=steps)
    functions = _labelled.by_name("values", values, table.criterion_names)
    for criterion in table.criteria:
        _check_direction(criterion, functions[criterion.name])
    # v_j(x_aj), one criterion at a time
    columns = [
        _column(table, column, functions[name]) for column, name in enumerate(table.criterion_names)
    ]
    partial = np.stack(columns, axis=-1)
    # V(a) is the sum of w_j v_j(x_aj); single terms are kept where they are asked for
    weighted = partial * asked.weights[..., None, :] if asked.keep else None
    return AdditiveValueResult(
        method="additive value",
        parameters={"values": {name: repr(functions[name]) for name in table.criterion_names}},
        references=cited("keeney_raiffa_1993", "dyer_sarin_1979"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        scores=total(partial, asked.weights),
        partial=partial if asked.keep else None,
        weighted=weighted,
    )


def _check_direction(criterion: Criterion, function: object) -> None:
    """Refuse what is no function, or rises where less is better."""
    if not callable(function):
        raise InvalidInputError(
            f"value function of {criterion.name!r} must be callable; got {shown(function)}"
        )
    increasing = getattr(function, "increasing", None)
    if increasing is not None and increasing != (criterion.goal == "max"):
        raise InvalidInputError(
            f"value function of {criterion.name!r} must agree with its goal"
            f" {criterion.goal!r}; it is {'increasing' if increasing else 'decreasing'}"
        )


@leads_out
def _column(table: DecisionTable, column: int, function: Callable[[Any], Any]) -> FloatArray:
    """Return the values (..., A) of one column; name what the function refuses by its labels."""
    levels, name = table.values[..., column], table.criterion_names[column]
    valued = function
    if isinstance(function, ValueFunction):
        valued = function._of_column
    # another function may jump anywhere, so that equal performances must be the same number
    else:
        levels = settled(levels, -1)
    what, wanted = f"value function of {name!r}", "a function of an array of performances"
    try:
        return _checked(what, call(what, wanted, valued, levels), levels.shape)
    except InvalidInputError as error:
        # the first performance that is refused alone is the one to name
        for index in np.ndindex(levels.shape):
            cell = f"{table.alternatives[index[-1]]!r} on {name!r}{_checks.at(index[:-1])}"
            try:
                _checked(what, function(levels[index]), ())
            except InvalidInputError as reason:
                raise InvalidInputError(f"{cell} must have a value; {reason}") from error
            except Exception:  # it takes arrays only: what it made of one is said
                break
        raise


def _checked(what: str, values: object, shape: tuple[int, ...]) -> FloatArray:
    """Return what a value function gave, as numbers in the shape of the performances."""
    array = _checks.numeric_array(f"{what}: values", values)
    if array.shape != shape:
        raise InvalidInputError(
            f"{what}: values must have the shape {shape} of the performances; got {array.shape}"
        )
    return array
