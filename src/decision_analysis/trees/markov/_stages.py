"""`Stages`: trees that lead to one another by `Again`, checked and laid out in one flat tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from decision_analysis import _checks, _labelled
from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis._frozen import Sealed
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError, InvalidModelError
from decision_analysis.trees.arrays import TreeArrays, as_tree, write
from decision_analysis.trees.by_strategy import resolve
from decision_analysis.trees.nodes import (
    Again,
    Chance,
    Node,
    Payoff,
    agains,
    as_node,
    graft,
    post_order,
    terminal,
)
from decision_analysis.trees.passes import UNDECIDED

ROOT = "stage"


@dataclass(frozen=True, eq=False)
class Stages(Sealed):
    """Stages by name, and `tree`: the roots of the stages are its root's children 1..S, in order.

    Its root is a node without meaning. In the tree every `Again` is a terminal: `leaves` (L,) are
    their positions, `owners` the stages (0..S-1) that they stand in, `targets` those at which they
    go on. `owner` (N,) says to which stage each node belongs.
    """

    names: tuple[str, ...]
    roots: tuple[Node, ...]
    attributes: tuple[str, ...]
    tree: TreeArrays
    again: tuple[Again, ...]
    leaves: IntArray
    owner: IntArray
    targets: IntArray

    @property
    def owners(self) -> IntArray:
        """For each leaf (L,) the stage that it stands in."""
        return self.owner[self.leaves]

    @property
    def tops(self) -> slice:
        """The roots of the stages in the tree."""
        return slice(1, 1 + len(self.names))


def read(stages: object) -> Stages:
    """Return stages given as {name: node}; all faults are raised together."""
    given: Mapping[str, Any] = _checks.mapping("stages", stages)
    names = _checks.keys("names of stages", given)
    problems: list[str] = []
    roots = [as_node(f"stage {name!r}", given[name], problems) for name in names]
    found = {name: root for name, root in zip(names, roots, strict=True) if root is not None}
    attributes = _attributes(found)
    onward = {name: agains(root) for name, root in found.items()}
    known = dict.fromkeys(names)
    for name, leaves in onward.items():
        problems += [
            f"stage {name!r}: {text}"
            for again in leaves
            for text in _faults(again, known, attributes)
        ]
    # one flat tree of all, where each could be read
    tree: TreeArrays | None = None
    if len(found) == len(names):
        try:
            tree = as_tree(_forest(found, attributes))
            problems += _sample_faults(
                tree, [again for leaves in onward.values() for again in leaves]
            )
        except InvalidModelError as error:
            problems += error.problems
    if problems or tree is None:
        raise InvalidModelError(problems)
    return _laid_out(names, tuple(found.values()), attributes, tree)


def start_of(stages: Stages, start: object) -> int:
    """Return the stage to begin with, the first where none is named."""
    if start is None:
        return 0
    return stages.names.index(_checks.known("stage", start, stages.names))


def fixed_of(stages: Stages, policy: object) -> IntArray:
    """Return the options (decisions,) that a policy {stage: {path: option}} fixes, else -1."""
    if policy is None:
        return np.full(len(stages.tree._decisions), UNDECIDED, dtype=np.intp)
    by_path = {}
    given: Mapping[str, Any] = _checks.mapping("policy", policy, empty=True)
    for name, options in given.items():
        _checks.known("stage", name, stages.names)
        if not isinstance(options, Mapping):
            raise InvalidInputError(
                f"policy of {name!r} must be a mapping {{path: option}}; got {shown(options)}"
            )
        for path, option in options.items():
            by_path[(name, *path) if isinstance(path, tuple) else path] = option
    return resolve(stages.tree, by_path)


def discounts(stages: Stages, attribute: Any) -> FloatArray:
    """Return how many times what follows each leaf counts (L, ...).

    It is given for the attributes that count together.
    """
    wanted = _wanted(stages, attribute)
    entries = []
    for leaf, again in zip(stages.leaves, stages.again, strict=True):
        given = again.discount
        by_name = [given[name] for name in wanted] if isinstance(given, Mapping) else [given]
        if any(not np.array_equal(entry, by_name[0]) for entry in by_name):
            raise InvalidInputError(
                "attributes that count together must have the same discount; those of"
                f" {wanted} differ {write(stages.tree.path(int(leaf)))}: ask for one attribute at a"
                " time, or roll back unroll()"
            )
        entries.append(np.asarray(by_name[0]))
    if not entries:
        return np.ones(0)
    return np.stack(np.broadcast_arrays(*entries))


def sample_shape(**shapes: tuple[int, ...]) -> tuple[int, ...]:
    """Return the shape of samples together."""
    try:
        return np.broadcast_shapes(*shapes.values())
    except ValueError:
        listed = ", ".join(f"{name} {shape}" for name, shape in shapes.items())
        raise InvalidInputError(f"samples must broadcast together; {listed}") from None


def _wanted(stages: Stages, attribute: Any) -> list[str]:
    if isinstance(attribute, str):
        return [attribute]
    if isinstance(attribute, Mapping) or _labelled.is_series(attribute):
        return [
            name for name, coefficient in attribute.items() if np.any(np.asarray(coefficient) != 0)
        ]
    return list(stages.attributes)


def _attributes(roots: Mapping[str, Node]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for root in roots.values():
        for node in post_order(root):
            if isinstance(node._payoff, Mapping):
                found |= dict.fromkeys(node._payoff)
    return tuple(found)


def _faults(again: Again, names: Mapping[str, None], attributes: tuple[str, ...]) -> list[str]:
    found = []
    if again.stage not in names:
        near = _checks.nearest(again.stage, names)
        hint = f" (did you mean {near!r}?)" if near else ""
        found.append(
            f"goes on at the unknown stage {again.stage!r}{hint}; known are {_checks.listed(names)}"
        )
    if isinstance(again.discount, Mapping):
        missing = [name for name in attributes if name not in again.discount]
        unknown = [name for name in again.discount if name not in attributes]
        if missing or unknown:
            parts = [f"missing {missing}"] * bool(missing) + [f"unknown {unknown}"] * bool(unknown)
            found.append(
                f"the discount to {again.stage!r} must name each attribute once; {', '.join(parts)}"
            )
    return found


def _sample_faults(tree: TreeArrays, leaves: list[Again]) -> list[str]:
    return apart(
        [(tree.sample_shape, f"the trees have {tree.sample_shape}"), *sampled_discounts(leaves)]
    )


def sampled_discounts(leaves: Iterable[Again]) -> Iterator[tuple[tuple[int, ...], str]]:
    """Yield the shape of each sampled discount, and what has it."""
    for again in leaves:
        for shape in shapes_of(again.discount):
            yield shape, f"the discount to {again.stage!r} has {shape}"


def apart(shapes: Iterable[tuple[tuple[int, ...], str]]) -> list[str]:
    """Say that samples of shapes, each with what has it, do not broadcast, if that is so."""
    found: dict[tuple[int, ...], str] = {}
    for shape, words in shapes:
        found.setdefault(shape, words)
    try:
        np.broadcast_shapes(*found)
    except ValueError:
        return [f"samples must broadcast together; {', '.join(found.values())}"]
    return []


def shapes_of(*numbers: Payoff | None) -> Iterator[tuple[int, ...]]:
    """Yield the shapes of samples among payoffs or discounts."""
    for given in numbers:
        for number in given.values() if isinstance(given, Mapping) else [given]:
            if isinstance(number, np.ndarray):
                yield number.shape


def whole(payoff: Payoff | None, attributes: tuple[str, ...]) -> Payoff:
    """Return a payoff with 0 for what it does not name."""
    if payoff is None:
        return dict.fromkeys(attributes, 0.0) if attributes else 0.0
    return {**dict.fromkeys(attributes, 0.0), **payoff} if isinstance(payoff, Mapping) else payoff


def _forest(roots: Mapping[str, Node], attributes: tuple[str, ...]) -> Node:
    def stands_in(again: Again) -> Node:
        return terminal(whole(again.payoff, attributes))

    planted = {name: graft(root, stands_in, lambda payoff: payoff) for name, root in roots.items()}
    return Chance(ROOT, {name: (1 / len(planted), root) for name, root in planted.items()})


def _laid_out(
    names: tuple[str, ...], roots: tuple[Node, ...], attributes: tuple[str, ...], tree: TreeArrays
) -> Stages:
    # the objects in the order of the flat tree, level by level
    nodes = list(roots)
    for node in nodes:
        nodes.extend(node.children)
    places = [i for i, node in enumerate(nodes, start=1) if isinstance(node, Again)]
    again = tuple(nodes[i - 1] for i in places)
    # every node belongs to the stage of its parent
    owner = np.zeros(len(tree), dtype=np.intp)
    owner[1 : 1 + len(names)] = np.arange(len(names))
    for level in tree._levels[1:]:
        owner[level.children] = level.spread(owner)
    # stages are no outcomes of the node that holds them together
    sure = tree._probability.copy()
    sure[1 : 1 + len(names)] = 1.0
    number = {name: i for i, name in enumerate(names)}
    targets = np.array([number[leaf.stage] for leaf in again], dtype=np.intp)  # type: ignore[attr-defined]
    laid = tree._with(sure, tree._payoffs, tree._single)
    leaves = np.array(places, dtype=np.intp)
    return Stages(names, roots, attributes, laid, again, leaves, owner, targets)  # type: ignore[arg-type]
