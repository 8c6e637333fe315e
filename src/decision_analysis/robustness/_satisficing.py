"""`satisficing`: the share of states in which an alternative meets what is required."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import numpy as np

from decision_analysis import _checks, _labelled, _read_rows
from decision_analysis._arrays import BoolArray, FloatArray, broadcastable, tie_tolerance
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Scores
from decision_analysis.errors import InvalidInputError
from decision_analysis.robustness._payoffs import equal_unless, payoffs, refuse_unpaired


@cites("simon_1956", "herman_et_al_2015")
@named
def satisficing(
    table: DecisionTable,
    thresholds: float | Mapping[str, float] | Sequence[float] | FloatArray,
    probabilities: Mapping[str, float] | Sequence[float] | FloatArray | None = None,
    *,
    over: Literal["columns", "samples"] = "columns",
) -> Scores:
    """Score each alternative by the share of states in which it meets the requirements.

    Parameters
    ----------
    table : DecisionTable
        Payoffs (..., A, C) whose columns are states that share one goal and one unit; or, with
        `over='samples'`, performances (..., S, A, C) whose last sample axis are the states, on
        criteria with goals of their own.
    thresholds : float, mapping of str to float, Series, or array_like of shape (..., C)
        The least payoff, or the greatest cost, that is good enough: one for all columns, or by name
        or in the table's order. With `over='samples'` a mapping may name some of the criteria; all
        that it names must be met at once, and one number is for a table of one criterion.
    probabilities : mapping, Series or array_like of shape (..., C) or (S,), optional
        Of the states: of the columns by name or in the table's order, of samples in their order;
        equal where None.
    over : {'columns', 'samples'}
        Whether the states are the columns of the table or its samples.

    Returns
    -------
    Scores
        Shares from 0 to 1, higher is better, (..., A); without the last sample axis where that is
        what they are shares of.

    Raises
    ------
    InvalidInputError
        If the columns are states and differ in goal or unit, the table has no samples to count, a
        threshold is missing, no finite number or of something unknown, or the probabilities are
        negative, do not sum to 1 or do not fit.

    See Also
    --------
    info_gap : How far things may go wrong before a requirement is not met.

    Notes
    -----
    The satisficing measure of robustness, called domain criterion after Starr by Herman et al.
    (2015): the share, or probability, of the states of the world in which what is required is met.
    Performances within 1e-12 of the largest one meet a threshold. O(A C) for each sample.

    Examples
    --------
    >>> from decision_analysis import DecisionTable, robustness
    >>> payoffs = [[200_000, 100_000, -120_000], [90_000, 50_000, -20_000], [0, 0, 0]]
    >>> table = DecisionTable(payoffs, ["high", "moderate", "low"], ["large", "small", "none"])
    >>> robustness.satisficing(table, 40_000, {"high": 0.3, "moderate": 0.5, "low": 0.2})
    satisficing  (over='columns')
       alternative  rank  score
       large           1    0.8
       small           1    0.8
       none            3    0.0
    """
    table = _checks.instance("table", table, DecisionTable)
    over = _checks.one_of("over", over, ("columns", "samples"))  # type: ignore[assignment]
    if over == "columns":
        payoffs(table)
        asked, columns = _thresholds(table, thresholds, "state")
        chances = equal_unless(table.criterion_names, probabilities)
        refuse_unpaired(chances, table.sample_shape)
        met = _met(table, asked, columns)
        shape = np.broadcast_shapes(met.shape, (*chances.shape[:-1], 1, 1))
        # sum over the states in which it is met
        scores = _shares(np.broadcast_to(met, shape), chances[..., None, :], -1)
    else:
        if not table.sample_shape:
            raise InvalidInputError("table must have samples to count over; got one table")
        asked, columns = _thresholds(table, thresholds, "criterion")
        chances = _of_samples(table.sample_shape[-1], probabilities)
        # all requirements at once, in each sample: (..., S, A)
        every = np.asarray(_met(table, asked, columns).all(axis=-1))
        scores = _shares(every, chances[:, None], -2)
    return Scores(
        method="satisficing",
        parameters={"over": over},
        references=cited("herman_et_al_2015"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        scores=scores,
    )


def _shares(met: BoolArray, chances: FloatArray, axis: int) -> FloatArray:
    """Return the probability of what is met along an axis, exactly 1 where all is."""
    share = np.minimum(np.where(met, chances, 0.0).sum(axis=axis), 1.0)
    return np.where(met.all(axis=axis), 1.0, share)


def _met(table: DecisionTable, asked: FloatArray, columns: list[int]) -> BoolArray:
    """Say where the columns reach their thresholds, (..., A, columns)."""
    values = table.values[..., columns]
    if not broadcastable(asked.shape[:-1], table.sample_shape):
        raise InvalidInputError(
            f"samples of thresholds {asked.shape[:-1]} and table {table.sample_shape} must pair"
        )
    noise = tie_tolerance(values, -2)
    limits, up = asked[..., None, :], table.maximize[columns]
    return np.asarray(np.where(up, values >= limits - noise, values <= limits + noise))


def _thresholds(table: DecisionTable, given: Any, each: str) -> tuple[FloatArray, list[int]]:
    """Return thresholds (..., columns) and the columns that they are of."""
    names = table.criterion_names
    everything = list(range(len(names)))
    if _checks.is_number(given):
        if each == "criterion" and len(names) > 1:
            raise InvalidInputError(
                "thresholds must name the criteria that they are of where there are several;"
                f" got one number for {_checks.listed(names)}"
            )
        return np.full(len(names), _checks.number("thresholds", given)), everything
    if each == "criterion" and (isinstance(given, Mapping) or _labelled.is_series(given)):
        found = _labelled.by_name("thresholds", given, names, partial=True)
        if not found:
            raise InvalidInputError("thresholds must name at least one criterion; got none")
        numbers = [_checks.number(f"threshold of {name!r}", one) for name, one in found.items()]
        return np.array(numbers), [names.index(name) for name in found]
    array, _ = _read_rows.row("thresholds", given, names, each=each, one="threshold")
    if array.ndim == 0 or array.shape[-1] != len(names) or not array.size:
        raise InvalidInputError(
            f"thresholds must be one for each {each}, {len(names)}; got shape {array.shape}"
        )
    if each == "criterion" and array.ndim > 1:
        raise InvalidInputError(f"thresholds must have shape ({len(names)},); got {array.shape}")
    return array, everything


def _of_samples(count: int, given: Any) -> FloatArray:
    """Return probabilities (S,) of samples, which have no labels."""
    if given is None:
        return np.full(count, 1 / count)
    array = _checks.numeric_array("probabilities", given)
    found = _checks.probabilities([f"sample {i}" for i in range(count)], array)
    if found.ndim != 1:
        raise InvalidInputError(f"probabilities must have shape ({count},); got {found.shape}")
    return found
