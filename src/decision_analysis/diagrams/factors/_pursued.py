"""What is pursued in a diagram: the values that `attribute` asks for, or one made of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from decision_analysis import _checks, _labelled
from decision_analysis._limits import MOST_PARENTS, MOST_SAMPLE_AXES
from decision_analysis._shown import few, shown
from decision_analysis.core.parts import call
from decision_analysis.diagrams.factors._factor import Factor, TooLargeError, add, table, union
from decision_analysis.diagrams.factors._possible import possible_cells
from decision_analysis.diagrams.model import InfluenceDiagram, Value, free
from decision_analysis.errors import InvalidInputError


def pursued(diagram: InfluenceDiagram, attribute: Any) -> InfluenceDiagram:
    """Return the diagram with just the values that `attribute` asks for; all, where it is None."""
    if attribute is None:
        return diagram
    if isinstance(attribute, str):
        name = _checks.known("attribute", attribute, diagram.value_nodes)
        return with_values(diagram, [_node(diagram, name)])
    if isinstance(attribute, Mapping) or _labelled.is_series(attribute):
        given = _labelled.entries("attribute", attribute)
        return with_values(diagram, [_weighted(diagram, *entry) for entry in given.items()])
    if callable(attribute):
        return _of_totals(diagram, attribute)
    raise InvalidInputError(
        f"attribute must be a name, a mapping or a function; got {shown(attribute)}"
    )


def with_values(diagram: InfluenceDiagram, values: Sequence[Value]) -> InfluenceDiagram:
    """Return the diagram with other values, and the samples that it had."""
    others = [node for node in diagram.nodes.values() if not isinstance(node, Value)]
    found = InfluenceDiagram([*others, *values])
    # Samples of values that do not count are kept, so that answers have them.
    shape = np.broadcast_shapes(found.sample_shape, diagram.sample_shape)
    if shape == found.sample_shape:
        return found
    first = _node(found, found.value_nodes[0])
    sizes = first.payoffs.shape[first.payoffs.ndim - len(first.of) :]
    whole = replace(first, payoffs=np.broadcast_to(first.payoffs, (*shape, *sizes)))
    return InfluenceDiagram([*others, whole, *values[1:]])


def one_value(name: str, diagram: InfluenceDiagram, factor: Factor) -> InfluenceDiagram:
    """Return the diagram with the numbers of a factor as its one value."""
    own = len(factor.variables)
    samples = range(own, factor.array.ndim)
    payoffs = np.moveaxis(factor.array, samples, range(len(samples)))
    return with_values(diagram, [Value(free(name, diagram.nodes), payoffs, factor.variables)])


def total_payoff(diagram: InfluenceDiagram, what: str) -> Factor:
    """Return the sum of all values over all that they are of, for which `what` needs one table."""
    tables = [table(diagram, name) for name in diagram.value_nodes]
    variables = union(tables)
    try:
        if len(variables) > MOST_PARENTS:
            said = f"a table must depend on at most {MOST_PARENTS} nodes; got {few(variables)}"
            raise TooLargeError(said)
        return add(tables)
    except TooLargeError as error:
        raise TooLargeError(
            f"{what} needs one table of all that values are of; {error.message}:"
            " trees.rollback(to_tree(diagram)) needs none"
        ) from error


def _node(diagram: InfluenceDiagram, name: str) -> Value:
    node = diagram.nodes[name]
    assert isinstance(node, Value)
    return node


def _weighted(diagram: InfluenceDiagram, key: Any, given: Any) -> Value:
    """Return a value times its coefficient, a number or samples."""
    node = _node(diagram, _checks.known("attribute", key, diagram.value_nodes))
    what = f"coefficient of {node.name!r}"
    coefficient = _checks.numeric_array(what, given)
    if coefficient.ndim > MOST_SAMPLE_AXES:
        raise InvalidInputError(
            f"{what} must have at most {MOST_SAMPLE_AXES} axes; got {coefficient.ndim}"
        )
    if not coefficient.size:
        raise InvalidInputError(f"{what} must hold at least one number; got none")
    try:
        np.broadcast_shapes(coefficient.shape, diagram.sample_shape)
    except ValueError:
        raise InvalidInputError(
            f"{what} must broadcast with the samples {diagram.sample_shape}; got"
            f" {coefficient.shape}"
        ) from None
    with np.errstate(over="ignore"):
        payoffs = node.payoffs * np.reshape(coefficient, (*coefficient.shape, *(1,) * len(node.of)))
    _checks.all_finite("payoffs times the coefficients of attribute", payoffs)
    return replace(node, payoffs=payoffs)


def _of_totals(diagram: InfluenceDiagram, function: Callable[[Any], Any]) -> InfluenceDiagram:
    """Return the diagram whose one value is what a function makes of the payoffs by value."""
    whole = total_payoff(diagram, "attribute, a function,")
    variables, shape = whole.variables, whole.array.shape
    # The function is not asked of what nobody can come to: something possible stands for it.
    there = possible_cells(diagram, whole)
    some = tuple(np.argwhere(there)[0])
    given = {}
    for name in diagram.value_nodes:
        payoffs = np.broadcast_to(table(diagram, name).aligned(variables), shape)
        given[name] = np.where(there, payoffs, payoffs[some])
    got = call("attribute", "a function of the totals by attribute", function, given)
    result = _checks.numeric_array("attribute (a function of totals)", got)
    try:
        found = np.broadcast_to(result, shape)
    except ValueError:
        raise InvalidInputError(
            f"attribute, a function of totals, must return numbers of shape {shape}; got"
            f" {result.shape}"
        ) from None
    return one_value("payoff", diagram, Factor(variables, found))
