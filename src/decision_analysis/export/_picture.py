"""`Picture`: nodes and arcs with their texts, from which all text formats are written."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis.diagrams import Choice, InfluenceDiagram, Solution, Value
from decision_analysis.diagrams.answers import expected, solved
from decision_analysis.errors import InvalidInputError
from decision_analysis.trees import Node, RollbackResult, TreeArrays
from decision_analysis.trees.induction import tree_and_rollback
from decision_analysis.trees.passes import optimal, reached

KINDS = ("terminal", "chance", "decision")


@dataclasses.dataclass(frozen=True, slots=True)
class Shape:
    """A node: its kind, and the lines written at it."""

    kind: str
    lines: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Arc:
    """An arc between nodes by position: lines, if the best strategy takes it, if it informs."""

    tail: int
    head: int
    lines: tuple[str, ...] = ()
    best: bool = False
    informs: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn; of a tree the arcs from a node keep their order."""

    name: str
    shapes: list[Shape]
    arcs: list[Arc]
    ordered: bool


def picture(model: object, result: object) -> Picture:
    """Return the picture of a tree, of a diagram, or of the result of one."""
    if isinstance(model, InfluenceDiagram | Solution):
        return _of_diagram(*solved(model, result))
    return _of_tree(*tree_given(model, result))


def tree_given(model: object, result: object) -> tuple[TreeArrays, RollbackResult | None]:
    """Return the flat tree and, where there is one, its rollback; other models are refused."""
    if not isinstance(model, Node | TreeArrays | RollbackResult):
        raise InvalidInputError(
            "model must be a tree, an influence diagram, or what rollback() or solve()"
            f" returned for one; got {type(model).__name__}"
        )
    return tree_and_rollback(model, result)


def worths(tree: TreeArrays, result: RollbackResult) -> FloatArray:
    """Return each node's (N,) certainty equivalent of the whole path, given that it is reached."""
    rolled: FloatArray = np.asarray(result.node_equivalents, dtype=np.float64)
    # only what follows a node was rolled back: what the path has paid before comes on top
    if not result.whole:
        before = np.zeros(len(tree))
        for level in tree._levels:
            before[level.children] = level.spread(before + result.node_payoffs)
        rolled = rolled + before
    return result.sign * rolled + 0.0


def taken(tree: TreeArrays, result: RollbackResult) -> BoolArray:
    """Say for each node (N,) whether the best strategy leaves it possible."""
    rolled = np.asarray(result.node_equivalents)
    return reached(tree, optimal(tree, rolled, result.fixed))


def amount(value: Any) -> str:
    """Write a number shortly, the range of samples, or these by attribute."""
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {amount(entry)}" for name, entry in value.items())
    # adding 0.0 turns -0.0 into 0.0
    low, high = (f"{float(end(value)) + 0.0:.6g}" for end in (np.min, np.max))
    return low if low == high else f"{low} to {high}"


def paid(payoff: FloatArray | Mapping[str, FloatArray], node: int) -> Any:
    """Return what a node pays, of a tree's payoffs: a number or samples (...), or by attribute."""
    if isinstance(payoff, Mapping):
        return {name: _plain(array[..., node]) for name, array in payoff.items()}
    return _plain(payoff[..., node])


def follows_chance(tree: TreeArrays) -> BoolArray:
    """Say for each node (N,) whether it follows a chance node.

    Only then does its probability say something.
    """
    # the kind of each node's parent, in breadth-first order; the root has none
    found: BoolArray = np.repeat(tree.kind, tree.n_children) == 1
    return np.concatenate([[False], found])


def _plain(array: FloatArray) -> float | FloatArray:
    return float(array) if np.ndim(array) == 0 else array


def _of_tree(tree: TreeArrays, result: RollbackResult | None) -> Picture:
    names, labels, chances, payoff = tree.names, tree.labels, tree.probability, tree.payoff
    by_chance = follows_chance(tree).tolist()
    worth = worths(tree, result) if result is not None else None
    best = taken(tree, result).tolist() if result is not None else [False] * len(tree)
    parents = np.repeat(np.arange(len(tree)), tree.n_children).tolist()
    shapes, arcs = [], []
    for i, kind in enumerate(tree.kind.tolist()):
        pays = paid(payoff, i)
        nothing = not any(
            np.any(v) for v in (pays.values() if isinstance(pays, Mapping) else [pays])
        )
        lines = [names[i]] if kind else []
        if kind == 0 or not nothing:
            lines.append(amount(pays) if kind == 0 else f"pays {amount(pays)}")
        if worth is not None:
            lines.append(f"value {amount(worth[i])}")
        shapes.append(Shape(KINDS[kind], tuple(lines)))
        if i:
            chance = (f"p = {amount(chances[..., i])}",) if by_chance[i] else ()
            arcs.append(Arc(parents[i - 1], i, (labels[i], *chance), best[i]))
    return Picture(names[0] if tree.kind[0] else "tree", shapes, arcs, ordered=True)


def _of_diagram(diagram: InfluenceDiagram, solution: Solution | None) -> Picture:
    position = {name: i for i, name in enumerate(diagram.nodes)}
    shapes = []
    arcs = []
    for name, node in diagram.nodes.items():
        kind = (
            "value"
            if isinstance(node, Value)
            else "choice"
            if isinstance(node, Choice)
            else "uncertain"
        )
        shapes.append(
            Shape(kind, (name, *_found(solution, name, kind)) if solution is not None else (name,))
        )
        informs = kind == "choice"
        arcs += [
            Arc(position[above], position[name], informs=informs) for above in diagram.parents(name)
        ]
    return Picture("diagram", shapes, arcs, ordered=False)


def _found(solution: Solution, name: str, kind: str) -> list[str]:
    """Return what a solution says at a node.

    That is the mean of a value, and how often a choice falls on which option.
    """
    if kind == "value":
        return [f"value {amount(expected(solution, name))}"]
    if kind == "uncertain":
        return []
    # what never happens under the best policy is left out
    likely = {option: float(p) for option, p in solution.marginal(name).items() if p > 0}
    if len(likely) == 1:
        return list(likely)
    return [f"{option}  p = {amount(p)}" for option, p in likely.items()]
