"""Nash's bargaining solution: the agreement with the largest product of gains."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from decision_analysis import _checks, _labelled, _read_rows, _together
from decision_analysis._arrays import FloatArray
from decision_analysis._checks import listed
from decision_analysis._cited import cited, cites
from decision_analysis._named import named, warn
from decision_analysis.core import DecisionTable, Scores, step
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError
from decision_analysis.group._people import one_for_each

Names = tuple[str, ...]


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class NashBargainingResult(Scores):
    """Nash products in `scores`, and what everybody gains over the disagreement.

    Parameters
    ----------
    method, parameters, references, alternatives, scores, higher_is_better
        As in `Scores`.
    people : tuple of str
        Who bargains.
    gains : ndarray of float, shape (..., A, K)
        Utility less that of the disagreement, by alternative and person.
    """

    people: tuple[str, ...]
    gains: FloatArray | None = step("Gains over the disagreement", "u_{ak} - d_k", "AM")


@cites("nash_1950", "kalai_1977")
@named
def nash_bargaining(
    utilities: ArrayLike | DecisionTable | Mapping[str, Any],
    disagreement: ArrayLike | Mapping[str, float],
    *,
    powers: ArrayLike | Mapping[str, float] | None = None,
    alternatives: Sequence[str] | None = None,
) -> NashBargainingResult:
    """Score each alternative by the product of what people gain over their disagreement.

    Parameters
    ----------
    utilities : array_like (..., A, K), DataFrame, DecisionTable, or mapping
        Utilities by alternative and person, each on the person's own scale: a data frame with a
        column for each person; a table whose criteria are the people; a mapping {alternative:
        {person: utility}}.
    disagreement : array_like of float, shape (K,), mapping or Series
        Everybody's utility if nothing is agreed on; by name where the people have names.
    powers : array_like of float, shape (K,), mapping or Series, optional
        Bargaining power of each person, the exponent of the gain, as given: 1 each where None.
    alternatives : sequence of str, optional
        Labels of the alternatives where utilities have none, by default '0', '1', ...

    Returns
    -------
    NashBargainingResult
        Products of the gains, higher is better; 0 where somebody is worse off than without an
        agreement. With `.gains` (A, K).

    Raises
    ------
    InvalidInputError
        If utilities are not finite numbers by alternative and person, a table has criteria that are
        minimized, the disagreement or the powers are not one for each person, a power is negative
        or all are zero, or labels do not fit.

    Warns
    -----
    DegenerateDataWarning
        If no alternative leaves everybody better off, so that all score 0.

    Notes
    -----
    The product of (u_ak - d_k) over the people k, whose largest value the axioms single out in a
    convex set of agreements (Nash 1950), with exponents where people differ in power (Kalai 1977).
    Here the agreements are the alternatives, and lotteries between them are none unless listed.
    Changes of the zero and the unit of a person's utilities change no rank. O(A K) for each sample.

    Examples
    --------
    Nash's own two boys, whose swap with the gains 12 and 5 is the solution, among others:

    >>> from decision_analysis import group
    >>> swaps = {
    ...     "pen, toy": {"Bill": 6, "Jack": 7},
    ...     "pen, toy, ball": {"Bill": 8, "Jack": 6},
    ...     "pen, toy, knife": {"Bill": 12, "Jack": 5},
    ...     "pen, toy, knife, ball": {"Bill": 14, "Jack": 4},
    ...     "everything": {"Bill": 22, "Jack": -6},
    ... }
    >>> group.nash_bargaining(swaps, {"Bill": 0, "Jack": 0})
    Nash bargaining
       alternative            rank  score
       pen, toy, knife           1     60
       pen, toy, knife, ball     2     56
       pen, toy, ball            3     48
       pen, toy                  4     42
       everything                5      0
    """
    array, labels, people = _utilities(utilities)
    if array.ndim < 2 or 0 in array.shape:
        raise InvalidInputError(
            f"utilities must have shape (..., alternatives, people); got {array.shape}"
        )
    size, count = array.shape[-2:]
    if alternatives is not None:
        given = _checks.names("alternatives", alternatives)
        if labels is not None:
            raise InvalidInputError(
                "alternatives must be left out where utilities have labels;"
                f" got {listed(given)} beside {listed(labels)}"
            )
        if len(given) != size:
            raise InvalidInputError(
                f"need {size} alternatives, one for each row of utilities; got {listed(given)}"
            )
        labels = given
    without = _for_each("disagreement", disagreement, people, count)
    exponents = np.ones(count)
    if powers is not None:
        exponents = one_for_each(
            "powers", _for_each("powers", powers, people, count), count, "person"
        )
    with np.errstate(over="ignore", invalid="ignore"):
        gains = _checks.all_finite("utilities less the disagreement", array - without)
        # the product of (u - d)^power; negative gains have no say, as the score is 0 then
        products = np.prod(np.maximum(gains, 0.0) ** exponents, axis=-1)
    scores = np.where((gains < 0).any(axis=-1), 0.0, products)
    _checks.all_finite("products of gains", scores)
    if lost := int(((scores == 0) & (gains > 0).all(axis=-1)).sum()):
        raise InvalidInputError(
            "products of gains must not vanish where everybody gains, but fall below the least"
            f" float in {lost:,} of {scores.size:,}: give utilities in smaller units"
        )
    if nobody := int((scores <= 0).all(axis=-1).sum()):
        where = f" in {nobody:,} samples" if scores.ndim > 1 else ""
        warn(
            f"no alternative leaves everybody better off than the disagreement{where}, so that"
            " all score 0",
            DegenerateDataWarning,
        )
    return NashBargainingResult(
        method="Nash bargaining",
        parameters={} if powers is None else {"powers": tuple(exponents.tolist())},
        references=cited("nash_1950", "kalai_1977"),
        alternatives=labels or tuple(str(i) for i in range(size)),
        scores=scores,
        people=people or tuple(str(k) for k in range(count)),
        gains=gains,
    )


def _utilities(given: Any) -> tuple[FloatArray, Names | None, Names | None]:
    """Return utilities (..., A, K), the alternatives and the people, None where without names."""
    if isinstance(given, DecisionTable):
        if bad := [c.name for c in given.criteria if c.goal != "max"]:
            raise InvalidInputError(
                f"utilities must be the more the better; criteria {listed(bad)} are minimized"
            )
        return given.values, given.alternatives, given.criterion_names
    labels: Names | None = None
    if _checks.is_mapping(given) and given and all(map(_labelled.has_labels, given.values())):
        labels, given = _checks.names("alternatives", list(given)), list(given.values())
    elif _labelled.is_frame(given) and _read_rows.row_labels(given.index) is not None:
        labels = _labelled.frame_labels("alternatives", given.index)
    if not _labelled.has_labels(given):
        return _checks.numeric_array("utilities", given), labels, None
    array, people = _read_rows.row("utilities", given, each="person", one="utility")
    if isinstance(given, list | tuple) and array.ndim > 2:
        array = np.moveaxis(array, 0, -2)
    return array, labels, None if _read_rows.by_place(given) else people


def _for_each(what: str, given: Any, people: Names | None, count: int) -> FloatArray:
    """Return a number for each person (K,), by name where they have names."""
    array = _together.beside(
        what, given, "utilities", people, each="person", rows="people", one="number"
    )
    if array.shape != (count,):
        raise InvalidInputError(
            f"{what} must have shape ({count},), one for each person; got {array.shape}"
        )
    return array
