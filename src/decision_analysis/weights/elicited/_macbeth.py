"""MACBETH: weights, or values of levels, from judgements in words of differences in attraction."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._cited import cited, cites
from decision_analysis._named import named, warn
from decision_analysis.core import WeightsResult
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError
from decision_analysis.weights.elicited._macbeth_conflicts import refuse_conflicts
from decision_analysis.weights.elicited._macbeth_judgements import Judgement, judged_pairs
from decision_analysis.weights.elicited._macbeth_program import basic_scale, is_consistent


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class MacbethResult(WeightsResult):
    """Weights by MACBETH, and the scale of all that was judged.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, weights : as in WeightsResult
        Inherited; the reference is none of the criteria.
    scale : mapping of str to float
        Of each thing judged, the reference too: 0 for the least attractive and 100 for the most,
        such as `value.discrete` takes over 100.
    basic : mapping of str to float
        The basic scale, in units of the smallest difference.
    """

    scale: Mapping[str, float]
    basic: Mapping[str, float]


@cites("bana_e_costa_de_corte_vansnick_2012", "bana_e_costa_de_corte_vansnick_2004")
@named
def macbeth(
    judgements: Any, *, names: Sequence[str] | None = None, reference: str | None = None
) -> MacbethResult:
    """Return weights, or the values of levels, by MACBETH.

    Parameters
    ----------
    judgements : mapping of pairs of str, or array_like (C, C) or DataFrame
        By how much the first of a pair, or the row, is more attractive than the second, or the
        column: a category from 0 to 6 or its name, 'no', 'very weak', 'weak', 'moderate', 'strong',
        'very strong', 'extreme'; a pair of categories (2, 4) for any from the first to the second;
        or 'positive' where only the order is known. In a matrix only categories, NaN for what was
        not judged, and of two cells across the diagonal one is 0 or NaN. Not all pairs need be
        judged.
    names : sequence of str, optional
        Names of what is judged, in order; of pairs else in the order in which they appear.
    reference : str, optional
        The least attractive of what is judged, worth 0: for weights of criteria a fictitious
        alternative that is at the lower level of all, while that of a criterion is at its upper
        level there; for values of levels the lowest. It is no criterion of the answer.

    Returns
    -------
    MacbethResult
        Weights (C,) in proportion to the basic scale, with the scale from 0 to 100.

    Raises
    ------
    InvalidInputError
        If no scale agrees with the judgements: some that conflict are named, any part of which
        agrees, with single changes that would make all agree, or else the fewest together. If what
        was judged is not connected, the reference is not the least attractive, or a category is
        none.
    ConvergenceError
        If a linear program is not solved.

    Warns
    -----
    DegenerateDataWarning
        If there is no reference: the least attractive then has the weight 0.

    Notes
    -----
    With v the values, differences of a higher category exceed those of a lower one, by at least the
    number of categories between, and the smallest is 1: v(x) - v(y) >= v(w) - v(z) + i - j for (x,
    y) of category i or higher and (w, z) of j or lower, where i > j. Of these scales the one with
    the least greatest value is taken, by a linear program; where it is not unique, the mean of the
    least and the greatest value, one after another from the top (Bana e Costa, De Corte and
    Vansnick 2012). The scale is a proposal for discussion, within the bounds that the judgements
    leave. About 2 C programs.

    Examples
    --------
    >>> from decision_analysis import weights
    >>> result = weights.macbeth(
    ...     {
    ...         ("price", "comfort"): "weak",
    ...         ("price", "space"): "moderate",
    ...         ("price", "nothing"): "very strong",
    ...         ("comfort", "space"): "very weak",
    ...         ("comfort", "nothing"): (3, 4),
    ...         ("space", "nothing"): "moderate",
    ...     },
    ...     reference="nothing",
    ... )
    >>> {name: round(weight, 3) for name, weight in result.as_dict().items()}
    {'price': 0.462, 'comfort': 0.308, 'space': 0.231}
    """
    pairs, called = judged_pairs(judgements, names)
    lowest = None
    if reference is not None:
        lowest = called.index(_checks.known("reference", reference, called))
    _refuse_unconnected(pairs, called)
    if not is_consistent(pairs, len(called)):
        refuse_conflicts(pairs, called)
    values = basic_scale(pairs, len(called), lowest)
    if values is None:
        raise InvalidInputError(
            f"reference must be the least attractive; judgements put others below {reference!r}"
        )
    if lowest is None:
        least = [name for name, value in zip(called, values, strict=True) if value == 0]
        warn(
            f"without a reference the least attractive, {_checks.listed(least)}, has the weight 0",
            DegenerateDataWarning,
        )
    top = values.max()
    if top == 0:
        raise InvalidInputError("judgements must hold a difference; all are 'no'")
    kept = [place for place in range(len(called)) if place != lowest]
    criteria = called if lowest is None else tuple(called[place] for place in kept)
    return MacbethResult(
        method="MACBETH",
        parameters={"reference": None if lowest is None else called[lowest]},
        references=cited("bana_e_costa_de_corte_vansnick_2012"),
        weights=values[kept] / values[kept].sum(),
        criteria=criteria,
        scale=dict(zip(called, (100 * values / top).tolist(), strict=True)),
        basic=dict(zip(called, values.tolist(), strict=True)),
    )


def _refuse_unconnected(pairs: Sequence[Judgement], called: Sequence[str]) -> None:
    """Refuse judgements that leave some things without any comparison with the others."""
    reached = np.arange(len(called)) == 0
    for _ in called:
        for pair in pairs:
            reached[[pair.more, pair.less]] |= reached[pair.more] | reached[pair.less]
    if not reached.all():
        one = [name for name, inside in zip(called, reached, strict=True) if inside]
        other = [name for name, inside in zip(called, reached, strict=True) if not inside]
        raise InvalidInputError(
            f"judgements must connect all that is judged; got none between {one} and {other}"
        )
