"""A diagram in utilities: its values replaced by the utility of their total."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis._limits import TIE_TOLERANCE
from decision_analysis._shown import shown
from decision_analysis.diagrams.factors._factor import Factor, table
from decision_analysis.diagrams.factors._possible import possible_cells
from decision_analysis.diagrams.factors._pursued import one_value, total_payoff
from decision_analysis.diagrams.model import InfluenceDiagram
from decision_analysis.errors import InvalidInputError
from decision_analysis.utility.parts import applied

APART = 1e-6  # share of the range of totals: what differs by more must differ in utility
UNDEFINED = (InvalidInputError, ArithmeticError, ValueError)


@dataclass(frozen=True)
class InUtilities:
    """A diagram whose one value is the utility of the total payoff, counted by `sign`.

    Utilities are those of what a total has more than `anchor`, in units of `unit`: 0 and 1 unless
    certainty equivalents move with the one or grow with the other, or payoffs are beside wealth.
    """

    diagram: InfluenceDiagram
    utility: Any
    sign: float
    anchor: float
    unit: float

    def equivalent(self, expected: FloatArray) -> FloatArray:
        """Return certainty equivalents, in the unit of payoffs, of expected utilities (...)."""
        utilities = table(self.diagram, self.diagram.value_nodes[0]).array
        # Rounding cannot carry an expected utility beyond those of the outcomes.
        inside = np.clip(expected, utilities.min(), utilities.max())
        amounts = applied("utility.inverse", self.utility.inverse, inside)
        found = _checks.all_finite("what utility.inverse returns", amounts)
        return self.sign * (found * self.unit + self.anchor) + 0.0


def checked_utility(utility: Any) -> Any:
    """Return the utility function as it is, or refuse what is none."""
    if utility is None or (callable(utility) and callable(getattr(utility, "inverse", None))):
        return utility
    raise InvalidInputError(
        f"utility must be a function with a method .inverse, or None; got {shown(utility)}"
    )


def neutral(utility: Any) -> bool:
    """Say whether only expectations of payoffs matter."""
    return utility is None or getattr(utility, "additive", False) is True


def in_utilities(diagram: InfluenceDiagram, utility: Any, sign: float) -> InUtilities:
    """Return the diagram whose one value is u(total), of all that its values are of.

    The expectation of that is the expected utility of any policy, so that what maximizes an
    expectation maximizes it.
    """
    whole = total_payoff(diagram, "utility")
    there = possible_cells(diagram, whole)
    # Totals that nobody can come to need no utility: a possible one stands for them.
    totals = sign * np.where(there, whole.array, whole.array[there][0])
    try:
        counted, anchor, unit = _counted(utility, totals)
        amounts = (totals - anchor) / unit
        utilities = _utilities(counted, amounts)
    except UNDEFINED:
        _refuse_first(diagram, whole.variables, utility, totals, there)
        raise
    _check_order(utility, amounts, utilities)
    found = one_value("utility", diagram, Factor(whole.variables, utilities))
    return InUtilities(found, counted, sign, anchor, unit)


def _counted(utility: Any, totals: FloatArray) -> tuple[Any, float, float]:
    """Return the utility that is counted, of what totals have more than an anchor, and the unit."""
    if hasattr(utility, "relative_to"):
        # Of wealth only what differs keeps its digits.
        low = float(totals.min())
        relative, unit = utility.relative_to(low)
        return relative, low, unit
    # u(x - c) has the same order of gambles where certainty equivalents move with what is paid,
    # and u(x / c) where they grow with payoffs.
    return utility, _anchor(utility, totals), _unit(utility, totals)


def _anchor(utility: Any, totals: FloatArray) -> float:
    """Return the end of the totals where the utility is flattest, if it may be moved there."""
    if getattr(utility, "delta", False) is not True:
        return 0.0
    # Concave utilities are flattest at the largest total, convex ones at the least.
    low, high = float(totals.min()), float(totals.max())
    less, more = _utilities(utility, np.array([low - high, high - low]))
    return high if less + more < 0 else low


def _unit(utility: Any, totals: FloatArray) -> float:
    """Return the end of the totals where the utility is flattest, if it may be the unit there."""
    low, high = float(totals.min()), float(totals.max())
    if getattr(utility, "homogeneous", False) is not True or low <= 0:
        return 1.0
    # Concave in the logarithm of payoffs or convex, seen at equal steps from 1.
    less, more = _utilities(utility, np.array([low / high, high / low]))
    return high if less + more < 0 else low


def _utilities(utility: Any, amounts: FloatArray) -> FloatArray:
    found = applied("utility", utility, amounts)
    bad = ~np.isfinite(found)
    if bad.any():
        raise InvalidInputError(
            f"utility must be finite; got {found[bad][0]} for the payoff {amounts[bad][0]:.10g}"
        )
    return found


def _refuse_first(
    diagram: InfluenceDiagram,
    variables: Sequence[str],
    utility: Any,
    totals: FloatArray,
    there: BoolArray,
) -> None:
    """Refuse the first possible total for which the utility is not defined, by what it is of."""
    for cell in np.argwhere(there):
        try:
            _utilities(utility, totals[tuple(cell)][None])
        except UNDEFINED as error:
            states = zip(variables, cell, strict=False)
            known = ", ".join(f"{name!r} is {diagram.states(name)[i]!r}" for name, i in states)
            said = error.message if isinstance(error, InvalidInputError) else str(error)
            where = f" where {known}" if known else ""
            raise InvalidInputError(
                f"utility must be defined for the total{where}; {said}"
            ) from error


def _check_order(utility: Any, amounts: FloatArray, utilities: FloatArray) -> None:
    """Refuse a user's own utility function that falls, and one that is too steep for its table."""
    order = np.argsort(amounts, axis=None, kind="stable")
    totals, worth = amounts.reshape(-1)[order], utilities.reshape(-1)[order]
    # Between neighbors among the totals, ascending: how utility rises.
    grain = TIE_TOLERANCE * np.abs(worth).max()
    rises = np.diff(worth)
    falls = np.flatnonzero(rises < -grain)
    if len(falls) and not hasattr(utility, "certainty_equivalent_of"):
        less, more = totals[falls[0] : falls[0] + 2]
        raise InvalidInputError(
            f"utility must not fall; it is less for {more:.10g} than for {less:.10g}"
        )
    # Certainty equivalents of a constant aversion to risk tell apart what its utilities cannot.
    if any(getattr(utility, name, False) is True for name in ("delta", "homogeneous")):
        flat = np.flatnonzero((np.diff(totals) > APART * np.ptp(totals)) & (rises <= grain))
        if len(flat):
            apart = totals[flat[0] + 1] - totals[flat[0]]
            raise InvalidInputError(
                f"utility must tell totals apart to {TIE_TOLERANCE:g} of its largest; it does not"
                f" where they differ by {apart:.6g} in a range of {np.ptp(totals):.6g}:"
                " trees.rollback(to_tree(diagram), ...) does"
            )
