"""Simos' cards, revised: weights from criteria in order, with white cards between them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import WeightsResult, step
from decision_analysis.errors import InvalidInputError

_SOURCE_DECIMALS = 2  # Figueira and Roy (2002), step 1


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class SimosResult(WeightsResult):
    """Weights by the revised procedure of Simos and the steps to them.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, weights : as in WeightsResult
        Inherited.
    unnormalized : ndarray of float, shape (C,)
        The k(r): how many times as important each criterion is as the least important.
    """

    unnormalized: FloatArray = step("Non-normalized weights", "k(r)", "C")


@cites("figueira_roy_2002")
@named
def simos(
    groups: Sequence[Sequence[str]],
    white_cards: Sequence[int],
    ratio: float,
    *,
    decimals: int | None = _SOURCE_DECIMALS,
) -> SimosResult:
    """Return weights by the revised procedure of Simos (SRF), from cards in order.

    Parameters
    ----------
    groups : sequence of str or of sequences of str
        The criteria in order of importance, the *least* important first; those of one group are
        equally important.
    white_cards : sequence of int
        How many white cards lie between each group and the next: 0 for one unit of difference, one
        unit more for each card. One number less than there are groups.
    ratio : float
        How many times as important the last group is as the first, z; more than 1, and 1 for a
        single group.
    decimals : int or None
        To how many decimals k is rounded before the weights are rescaled: 2 in the source, None for
        not at all.

    Returns
    -------
    SimosResult
        Weights (C,) in the order of the groups, with the non-normalized ones.

    Raises
    ------
    InvalidInputError
        If a group is empty, a criterion stands twice, cards are no counts, their number does not
        fit, or the ratio does not exceed 1 where there are several groups.

    Notes
    -----
    With e_r = 1 + the cards between group r and the next, e their sum and u = (z - 1) / e, k(r) = 1
    + u (e_1 + ... + e_(r-1)). Some textbooks divide z - 1 by the number of groups; the ratio of the
    last to the first is then not the z that was asked for. The last step of the source, which
    rounds percentages to a few decimals so that they still add up to 100, is left to whoever
    prints.

    Examples
    --------
    Twelve criteria in six groups, from Figueira and Roy (2002):

    >>> from decision_analysis import weights
    >>> groups = ["cgl", "d", "bfij", "e", "ah", "k"]
    >>> result = weights.simos([list(group) for group in groups], [0, 1, 0, 0, 0], 6.5)
    >>> result.unnormalized
    array([1.  , 1.  , 1.  , 1.92, 3.75, 3.75, 3.75, 3.75, 4.67, 5.58, 5.58,
           6.5 ])
    >>> result.as_dict()["k"]
    0.15384...
    """
    members = _groups(groups)
    # labels would be of the gaps between groups, which have none
    if _checks.is_labelled(white_cards):
        raise InvalidInputError(
            f"white_cards must be a sequence of counts; got {type(white_cards).__name__}"
        )
    cards = _checks.entries("white_cards", white_cards, kind="a sequence of counts")
    if len(cards) != len(members) - 1:
        raise InvalidInputError(
            f"white_cards must be {len(members) - 1}, one number between each group and the next;"
            f" got {len(cards)}"
        )
    steps = [1 + _checks.integer("white_cards", number, low=0) for number in cards]
    top = _checks.number("ratio", ratio, low=1, open_low=bool(cards))
    if not cards and top != 1:
        raise InvalidInputError(f"ratio must be 1 for a single group; got {top:g}")
    places = None
    if decimals is not None:
        places = _checks.integer("decimals", decimals, low=0, high=15)
    # k(r) = 1 + u (e_1 + ... + e_(r-1)) with u = (z - 1) / e
    units = np.concatenate([[0.0], np.cumsum(np.array(steps, dtype=float))])
    by_group = 1 + (top - 1) * (units / max(units[-1], 1.0))
    with np.errstate(over="ignore"):
        if places is not None:
            by_group = by_group.round(places)
        unnormalized = np.repeat(by_group, [len(group) for group in members])
        total = unnormalized.sum()
    _checks.all_finite("the sum of weights", np.array(total))
    return SimosResult(
        method="Simos, revised",
        parameters={"ratio": top, "decimals": places},
        references=cited("figueira_roy_2002"),
        weights=unnormalized / total,
        criteria=tuple(name for group in members for name in group),
        unnormalized=unnormalized,
    )


def _groups(groups: Any) -> list[tuple[str, ...]]:
    """Return the names of each group, the least important first, none twice."""
    found = []
    for number, group in enumerate(_checks.entries("groups", groups, kind="a sequence"), 1):
        one = isinstance(group, str) or not isinstance(group, Iterable)
        found.append(_checks.names(f"group {number}", [group] if one else group))
    if not found:
        raise InvalidInputError("groups must not be empty")
    if twice := _checks.repeats(name for group in found for name in group):
        raise InvalidInputError(f"groups must hold each criterion once; got {twice} twice")
    return found
