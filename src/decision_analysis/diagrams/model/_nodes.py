"""`Uncertain`, `Choice` and `Value`: the nodes of a diagram, frozen records that it checks."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any, TypeAlias

from decision_analysis import _checks


@dataclasses.dataclass(frozen=True, eq=False)
class Uncertain:
    """An uncertainty: what may be the case, and how probable that is given other nodes.

    Parameters
    ----------
    name : str
        Name of the uncertainty.
    states : sequence of str
        What may be the case.
    probabilities : array_like (..., sizes of given, states), mapping, Series or DataFrame
        Probability of each state, for each combination of states (and options) of `given`, in their
        order; leading axes are samples. They sum to 1 within 1e-9. Or nested mappings by label in
        the same order, states innermost, which may end in lists: {label: [probabilities]}. Or a
        pandas object with a level of labels for each of `given` and for the states, in the index
        and the columns; it is read by labels, and levels by their names where they bear those of
        nodes.
    given : sequence of str, optional
        Names of the uncertainties and choices that the probabilities depend on.
    rescale : bool
        Whether probabilities that were rounded, in print or to single precision, are divided by
        their sum, where that is within 0.02 of 1.

    Notes
    -----
    A node checks nothing by itself: `InfluenceDiagram` reports the faults of all nodes at once.

    Examples
    --------
    >>> from decision_analysis.diagrams import Uncertain
    >>> Uncertain("test", ["positive", "negative"], [[0.8, 0.2], [0.1, 0.9]], given=["ill"])
    Uncertain(name='test', states=('positive', 'negative'),
              probabilities=[[0.8, 0.2], [0.1, 0.9]], given=('ill',))
    >>> by_label = {"yes": [0.8, 0.2], "no": [0.1, 0.9]}
    >>> Uncertain("test", ["positive", "negative"], by_label, given=["ill"]).probabilities["no"]
    [0.1, 0.9]
    """

    name: str
    states: Sequence[str]
    probabilities: Any
    given: Sequence[str] = ()
    rescale: bool = dataclasses.field(default=False, kw_only=True, repr=False)

    def __post_init__(self) -> None:
        _freeze(self, "name", "states", "given")


@dataclasses.dataclass(frozen=True, eq=False)
class Choice:
    """A choice of the decision maker: the options, and what is known when it is made.

    Parameters
    ----------
    name : str
        Name of the choice.
    options : sequence of str
        What can be chosen.
    knows : sequence of str, optional
        Names of the uncertainties and earlier choices that are known when this one is made. With
        perfect recall, what was known before stays known and need not be named again.

    Examples
    --------
    >>> from decision_analysis.diagrams import Choice
    >>> Choice("treat", ["treat", "pass"], knows=["test"])
    Choice(name='treat', options=('treat', 'pass'), knows=('test',))
    """

    name: str
    options: Sequence[str]
    knows: Sequence[str] = ()

    def __post_init__(self) -> None:
        _freeze(self, "name", "options", "knows")


@dataclasses.dataclass(frozen=True, eq=False)
class Value:
    """A payoff that depends on other nodes; several of them add up.

    Parameters
    ----------
    name : str
        Name of the value.
    payoffs : array_like of float, shape (..., sizes of of), mapping, Series or DataFrame
        The payoff for each combination of states and options of `of`, in their order; leading axes
        are samples. Or nested mappings by label in the same order, or a pandas object, as for
        `Uncertain`.
    of : sequence of str, optional
        Names of the uncertainties and choices that the payoff depends on.

    Examples
    --------
    >>> from decision_analysis.diagrams import Value
    >>> Value("price", [300, 1000], of=["ill"])
    Value(name='price', payoffs=[300, 1000], of=('ill',))
    """

    name: str
    payoffs: Any
    of: Sequence[str] = ()

    def __post_init__(self) -> None:
        _freeze(self, "name", "of")


Node: TypeAlias = Uncertain | Choice | Value


def _freeze(node: Node, *fields: str) -> None:
    """Make tuples of lists, so that the caller's lists do not change a node; labels are `str`."""
    for field in fields:
        value = getattr(node, field)
        if isinstance(value, str):
            object.__setattr__(node, field, _checks.plain(value))
        # An array of labels has an order too; a set or a mapping has none.
        ordered = isinstance(value, Iterable) and not isinstance(value, str | bytes | Set | Mapping)
        if ordered and getattr(value, "ndim", 1) == 1:
            object.__setattr__(node, field, tuple(map(_checks.plain, value)))
