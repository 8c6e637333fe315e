"""A diagram given evidence: what was observed is sure, its causes as probable as that implies."""

from __future__ import annotations

from typing import Any

import numpy as np

from decision_analysis import _checks, _labelled
from decision_analysis._arrays import FloatArray
from decision_analysis.diagrams.factors import (
    Factor,
    TooLargeError,
    ancestors,
    descendants,
    multiplied,
    path,
    table,
    union,
)
from decision_analysis.diagrams.model import InfluenceDiagram, Node, Uncertain
from decision_analysis.errors import InvalidInputError


def given_evidence(diagram: InfluenceDiagram, evidence: Any) -> InfluenceDiagram:
    """Return the diagram in which the states of evidence are sure, and probabilities are given it.

    Uncertainties behind the evidence are turned round one by one, the last first, as Shachter
    (1986) reverses arcs: the product of all tables that hold one is its own table, given the others
    in them, times the sum over it, which is left to the others. Other tables stay as they are.
    """
    found = _checked(diagram, evidence)
    behind = ancestors(diagram, found)
    # Tables of all that precedes the evidence, at the observed states.
    left = [table(diagram, name).at(found) for name in diagram.topological if name in behind]
    nodes: dict[str, Node] = dict(diagram.nodes)
    try:
        # Reverse the arcs to it: last cause first.
        for name in reversed(diagram.topological):
            if name in behind and name not in found:
                left, nodes[name] = _turned(diagram, name, left)
    except TooLargeError as error:
        raise TooLargeError(
            f"what evidence makes dependent must be few; {error.message}"
        ) from error
    # What is left multiplies to the probability of the evidence, up to its scale.
    likely = np.ones(diagram.sample_shape, dtype=bool)
    for factor in left:
        likely &= factor.array > 0
    if not likely.all():
        first = tuple(int(i) for i in np.argwhere(~likely)[0])
        sample = f" in sample {first}" if first else ""
        raise InvalidInputError(
            f"evidence must be possible; {dict(evidence)} has the probability 0{sample}"
        )
    for name, state in found.items():
        labels = diagram.states(name)
        sure = np.broadcast_to(
            np.arange(len(labels)) == state, (*diagram.sample_shape, len(labels))
        )
        nodes[name] = Uncertain(name, labels, sure.astype(np.float64))
    return InfluenceDiagram(list(nodes.values()))


def _checked(diagram: InfluenceDiagram, evidence: Any) -> dict[str, int]:
    """Return the positions of the observed states."""
    found: dict[str, int] = {}
    given: dict[Any, Any] = _labelled.entries("evidence", evidence, empty=True)
    for name, state in given.items():
        if isinstance(name, str) and name in diagram.choices:
            raise InvalidInputError(
                f"evidence must be of uncertainties; got the choice {name!r}: policy="
                " fixes what is chosen"
            )
        _checks.known("uncertainty in evidence", name, diagram.uncertainties)
        labels = diagram.states(name)
        found[name] = labels.index(_checks.known(f"state of {name!r} in evidence", state, labels))
    for choice in diagram.choices:
        later = descendants(diagram, [choice])
        for name in later.intersection(found):
            raise InvalidInputError(
                "evidence must not depend on a choice, as its probability would be that"
                f" of a policy; got {path(diagram, choice, name)}"
            )
    return found


def _turned(diagram: InfluenceDiagram, name: str, left: list[Factor]) -> tuple[list[Factor], Node]:
    """Return tables without an uncertainty, and it given what else stands in those that held it."""
    mine = [factor for factor in left if name in factor.variables]
    held = union(mine)
    given = [n for n in diagram.topological if n in held and n != name]
    # p(x, rest), its sum over x that goes on, and p(x | rest) that stays.
    joint = multiplied(mine, [*given, name])
    mass = joint.sum(axis=len(given))
    share = _distribution(joint, mass, len(given))
    samples = joint.ndim - len(given) - 1
    array = np.moveaxis(share, range(-samples, 0), range(samples)) if samples else share
    others = [factor for factor in left if name not in factor.variables]
    return [*others, Factor(tuple(given), mass)], Uncertain(
        name, diagram.states(name), array, given
    )


def _distribution(joint: FloatArray, mass: FloatArray, axis: int) -> FloatArray:
    """Return joint over mass along an axis; where that is zero, the first state is sure.

    There any distribution will do.
    """
    whole = np.expand_dims(mass, axis)
    states = np.arange(joint.shape[axis]).reshape(-1, *(1,) * (joint.ndim - axis - 1))
    return np.where(
        whole > 0, joint / np.where(whole > 0, whole, 1.0), (states == 0).astype(np.float64)
    )
