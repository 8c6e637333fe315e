"""What is rolled back: the payoff to pursue, the goal, and the attitude to risk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from decision_analysis import _checks, _labelled
from decision_analysis._arrays import FloatArray
from decision_analysis._limits import MOST_SAMPLE_AXES, TIE_TOLERANCE
from decision_analysis._named import leads_out, place
from decision_analysis.core.parts import call
from decision_analysis.errors import DecisionAnalysisError, InvalidInputError
from decision_analysis.trees.arrays import TreeArrays, along, reduce, write
from decision_analysis.trees.nodes import LARGEST, TERMINAL, shown
from decision_analysis.utility.parts import applied, through_utilities

Attribute: TypeAlias = str | Mapping[str, Any] | Callable[[Mapping[str, FloatArray]], Any]

GOALS = ("max", "min")
MOST_TOTAL = LARGEST / 8  # differences and sums of a few totals stay below `LARGEST`
RULES = {"maximin": (np.minimum, np.inf), "maximax": (np.maximum, -np.inf)}


@dataclass(frozen=True)
class Preference:
    """Payoffs to maximize and what gambles of them are worth.

    `amounts` (N, ...) are the payoffs at each node, negated for the goal 'min'; `sign` undoes that.
    With `delta`, certainty equivalents of what is still to come add to what was paid; else those of
    whole paths are rolled back. With a `rule` the worst or the best possible outcome counts instead
    of the expectation.
    """

    amounts: FloatArray
    sign: float
    utility: Any
    delta: bool
    rule: str | None = None

    @property
    def neutral(self) -> bool:
        """Whether only expectations matter."""
        return self.rule is None and (
            self.utility is None or getattr(self.utility, "additive", False) is True
        )

    @property
    def extreme(self) -> tuple[np.ufunc, float]:
        """A rule's operation over possible outcomes, and what it makes of impossible ones."""
        return RULES[self.rule or ""]

    @leads_out
    def equivalent(self, values: FloatArray, probabilities: FloatArray) -> FloatArray:
        """Return certainty equivalents over axis 1 of values and probabilities.

        Both are (nodes, children, ...).
        """
        if self.neutral:
            return np.asarray((probabilities * values).sum(axis=1))
        if self.rule is not None:
            operation, impossible = self.extreme
            possible = np.where(probabilities > 0, values, impossible)
            return np.asarray(operation.reduce(possible, axis=1))
        if hasattr(self.utility, "certainty_equivalent_of"):
            return np.asarray(self.utility.certainty_equivalent_of(values, probabilities, axis=1))
        found = np.asarray(through_utilities(self.utility, values, probabilities, 1))
        return _checks.all_finite("what utility.inverse returns", found)

    def utilities(self, values: FloatArray) -> FloatArray:
        """Return the utilities of amounts, or the amounts where there is no utility function."""
        if self.utility is None:
            return values
        found = applied("utility", self.utility, values)
        if not np.isfinite(found).all():
            bad = ~np.isfinite(found)
            raise InvalidInputError(
                f"utility must be finite; got {found[bad][0]} for the payoff {values[bad][0]:.10g}"
            )
        return found


def preference(
    tree: TreeArrays, utility: Any, goal: Any, attribute: Any, *, most: float = LARGEST
) -> Preference:
    """Check what the user wants, and return it with the payoffs of the tree.

    On no path these may add up to more than `most`.
    """
    sign = 1.0 if _checks.one_of("goal", goal, GOALS) == "max" else -1.0
    if utility is not None and not (
        callable(utility) and callable(getattr(utility, "inverse", None))
    ):
        raise InvalidInputError(
            f"utility must be a function with a method .inverse, or None; got {shown(utility)}"
        )
    amounts = payoffs(tree, attribute)
    _check_totals(tree, amounts, most)
    found = Preference(amounts if sign > 0 else -amounts, sign, utility, additive(utility))
    if not found.delta:
        _check_domain(tree, found)
    return found


def ruled(rule: Any, utility: Any) -> str | None:
    """Check a rule for chance nodes that takes the place of the expectation."""
    if rule is None:
        return None
    if not isinstance(rule, str) or rule not in RULES:
        raise InvalidInputError(
            f"rule must be None, {' or '.join(map(repr, RULES))}, which hold for a whole"
            f" tree where they hold for its parts; got {shown(rule)}: score_strategies() applies"
            " other rules to the whole of each strategy"
        )
    if utility is not None:
        raise InvalidInputError(
            f"utility must be None with the rule {rule!r}; got {shown(utility)}"
        )
    return _checks.one_of("rule", rule, tuple(RULES))


def additive(utility: Any) -> bool:
    """Say whether certainty equivalents move with what is paid before.

    They do for linear and exponential utility.
    """
    return utility is None or getattr(utility, "delta", getattr(utility, "additive", False)) is True


def payoffs(tree: TreeArrays, attribute: Any) -> FloatArray:
    """Return the payoffs (N, ...) of `attribute`; a function of path totals stands at terminals.

    They have the sample axes of the whole tree, whether or not just this attribute is sampled.
    """
    asked = _asked(tree, attribute)
    shape = tree.sample_shape
    asked = along(asked, 1 + max(len(shape), asked.ndim - 1))
    return np.broadcast_to(asked, np.broadcast_shapes(asked.shape, (1, *shape)))


def _asked(tree: TreeArrays, attribute: Any) -> FloatArray:
    known = tree.attributes
    if not known:
        if attribute is not None:
            raise InvalidInputError(
                f"attribute must be None, as payoffs are bare numbers; got {shown(attribute)}"
            )
        return tree._payoffs["payoff"]
    if attribute is None:
        if len(known) > 1:
            raise InvalidInputError(
                f"payoffs have the attributes {list(known)}; say by attribute= which one,"
                " or how to weigh them"
            )
        return tree._payoffs[known[0]]
    if isinstance(attribute, str):
        return tree._payoffs[_checks.known("attribute", attribute, known)]
    if isinstance(attribute, Mapping) or _labelled.is_series(attribute):
        return _weighted(tree, attribute)
    if callable(attribute):
        return _of_totals(tree, attribute)
    raise InvalidInputError(
        f"attribute must be a name, a mapping or a function; got {shown(attribute)}"
    )


def totals(tree: TreeArrays, amounts: FloatArray) -> FloatArray:
    """Return what has been received from the root to each node, itself included, (N, ...)."""
    found = amounts.copy()
    # from the root down: the total before a node is that of its parent
    for level in tree._levels:
        found[level.children] += level.spread(found)
    return found


def _weighted(tree: TreeArrays, coefficients: Mapping[str, Any]) -> FloatArray:
    found: FloatArray = np.zeros(len(tree))
    for key, given in _labelled.entries("attribute", coefficients).items():
        name = _checks.known("attribute", key, tree.attributes)
        column = tree._payoffs[name]
        coefficient = _checks.numeric_array(f"coefficient of {name!r}", given)
        if coefficient.ndim > MOST_SAMPLE_AXES:
            raise InvalidInputError(
                f"coefficient of {name!r} must have at most {MOST_SAMPLE_AXES} axes; got"
                f" {coefficient.ndim}"
            )
        if not coefficient.size:
            raise InvalidInputError(
                f"coefficient of {name!r} must hold at least one number; got none"
            )
        try:
            # a coefficient has sample axes only, which pair up with those of the column (N, ...)
            with np.errstate(over="ignore", invalid="ignore"):
                term = along(column, 1 + max(column.ndim - 1, coefficient.ndim)) * coefficient
                ndim = max(found.ndim, term.ndim)
                found = along(found, ndim) + along(term, ndim)
        except ValueError:
            raise InvalidInputError(
                f"coefficient of {name!r} must broadcast with the samples"
                f" {tree.sample_shape}; got {coefficient.shape}"
            ) from None
    return _checks.all_finite("payoffs times the coefficients of attribute", found)


def _of_totals(tree: TreeArrays, function: Callable[[Mapping[str, FloatArray]], Any]) -> FloatArray:
    ends = tree.kind == TERMINAL
    ndim = 1 + max(array.ndim - 1 for array in tree._payoffs.values())
    given = {name: along(totals(tree, array)[ends], ndim) for name, array in tree._payoffs.items()}
    shape = np.broadcast_shapes(*(array.shape for array in given.values()))
    got = call("attribute", "a function of the totals by attribute", function, given)
    result = _checks.numeric_array("attribute (a function of totals)", got, finite=False)
    try:
        at_ends = np.broadcast_to(result, shape)
    except ValueError:
        raise InvalidInputError(
            f"attribute, a function of totals, must return numbers of shape {shape}; got"
            f" {result.shape}"
        ) from None
    if not np.isfinite(at_ends).all():
        i = int(np.argwhere(~np.isfinite(at_ends))[0][0])
        path = write(tree.path(int(np.flatnonzero(ends)[i])))
        raise InvalidInputError(
            f"attribute, a function of totals, must be finite; it is not {path}"
        )
    found = np.zeros((len(tree), *shape[1:]))
    found[ends] = at_ends
    return found


def _check_totals(tree: TreeArrays, amounts: FloatArray, most: float) -> None:
    """Refuse payoffs that add up to more than a number can hold, by path."""
    largest = max(float(amounts.max()), -float(amounts.min()))
    # so many of the largest payoff can be on a path: most trees need no closer look
    if largest <= most / (1 + len(tree._levels)):
        return
    # the largest sum of absolute payoffs over the paths below each node
    below = np.abs(amounts)
    with np.errstate(over="ignore"):
        for level in reversed(tree._levels):
            for part in (level.chances, level.decisions):
                if part is not None:
                    below[part.nodes] += reduce(np.maximum, below[part.below], part)
            if level.twins is not None:
                below[level.twins[0]] = below[level.twins[1]]
    if (below[0] <= most).all():
        return
    # down the largest sums, to the path that is told
    worst = below.reshape(len(tree), -1).max(axis=1)
    node, labels = 0, []
    while children := tree._children(node):
        node = children[int(np.argmax(worst[children.start : children.stop]))]
        labels.append(tree._label(node))
    path = write(tuple(labels))
    raise InvalidInputError(
        f"payoffs must add up to at most {most:.3g} on every path; not so {path}"
    )


def _check_domain(tree: TreeArrays, found: Preference) -> None:
    """Refuse totals of paths for which the utility is not defined, by path."""
    ends = np.flatnonzero(tree.kind == TERMINAL)
    values = totals(tree, found.amounts)[ends]
    try:
        utilities = found.utilities(values)
    except TypeError as error:
        raise InvalidInputError(f"utility must take arrays of payoffs; {error}") from error
    except (InvalidInputError, ArithmeticError, ValueError):
        # one total at a time, to say on which path the utility fails
        for node, value in zip(ends, values, strict=True):
            try:
                found.utilities(value)
            except (InvalidInputError, ArithmeticError, ValueError, TypeError) as error:
                path = write(tree.path(int(node)))
                raise InvalidInputError(
                    f"utility must be defined for the total {path}; {said(error)}"
                ) from error
        raise
    if not hasattr(found.utility, "certainty_equivalent_of"):
        _check_increase(values.reshape(-1), utilities.reshape(-1))


def said(error: Exception | None) -> str:
    """Return what an error says, without the name of the function that is being called."""
    if isinstance(error, DecisionAnalysisError) and error.where == place():
        return error.message
    return str(error)


def _check_increase(values: FloatArray, utilities: FloatArray) -> None:
    """Refuse a user's own utility function that falls between two totals of the tree."""
    order = np.argsort(values, kind="stable")
    least = -TIE_TOLERANCE * np.abs(utilities).max()  # a fall that rounding does not explain
    falls = np.flatnonzero(np.diff(utilities[order]) < least)
    if len(falls):
        less, more = values[order[falls[0] : falls[0] + 2]]
        raise InvalidInputError(
            f"utility must not fall; it is less for {more:.10g} than for {less:.10g}"
        )
