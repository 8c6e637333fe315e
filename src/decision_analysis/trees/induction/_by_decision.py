"""`ByDecision`: the option that a rollback takes at each decision, asked for by path or by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from decision_analysis import _render
from decision_analysis._arrays import FloatArray, IntArray, read_only
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError, UnknownKeyError
from decision_analysis.trees.arrays import ByPath, FoldedArrays, Path, TreeArrays, tied, write
from decision_analysis.trees.nodes import DECISION, Number
from decision_analysis.trees.passes import UNDECIDED, optimal, where_reached

Walk: TypeAlias = "IntArray | list[int]"


class ByDecision:
    """Base of results that take an option at each decision; they are not iterated over."""

    if TYPE_CHECKING:
        method: str
        tree: TreeArrays
        node_equivalents: FloatArray
        fixed: IntArray | None
        sample_shape: tuple[int, ...]

        def _single(self, member: str) -> None: ...
        def written_out(self) -> Any: ...
        @property
        def tolerance(self) -> float | FloatArray: ...

    __iter__ = None

    @property
    def best(self) -> str:
        """The best option of the first decision: the root, or the first that its outcomes lead to.

        The first in the order of the tree, level by level, where outcomes lead to several; the
        first option where several are equally good; for a single sample.
        """
        self._single("best")
        node = _first_decision(self.tree)
        if node is None:
            raise InvalidInputError(
                "best needs a decision, and the tree has none", where=self.method
            )
        return str(self._taken([node]))

    @property
    def policy(self) -> Mapping[Path, str]:
        """By path to a decision, the option to take there; for a single sample."""
        self._single("policy")
        return self._by_path()

    @property
    def choices(self) -> Mapping[Path, Number]:
        """By path to a decision, the position of the option to take, also for a batch."""
        return ByPath("choices", self.tree, self.tree._deciding(), self._position)

    @property
    def ties(self) -> Mapping[Path, tuple[str, ...]]:
        """By path to a decision with several best options, these; for a single sample."""
        self._single("ties")
        # nodes first, so that those of a level are one slice
        rolled = np.moveaxis(self.node_equivalents, -1, 0)
        tolerance = np.asarray(self.tolerance)
        several = np.zeros(len(self.tree), dtype=bool)
        for level in reversed(self.tree._levels):
            # options tie where several are within the tolerance of the largest
            if (part := level.decisions) is not None:
                best = tied(rolled[part.below], tolerance, part).astype(np.intp)
                # the number of best options of each decision
                several[part.nodes] = np.add.reduceat(best, part.starts) > 1
            # other positions of a shared node tie as it does
            if level.twins is not None:
                several[level.twins[0]] = several[level.twins[1]]
        return ByPath("ties", self.tree, np.flatnonzero(several), self._tied)

    def as_dict(self) -> dict[Path, Any]:
        """Return the option to take at each decision, by path.

        Returns
        -------
        dict
            Path, a tuple of labels from the root, to label; to an array of labels (...) where there
            are samples.

        Raises
        ------
        InvalidModelError
            If the tree, with every path written out, has more than ten million nodes.
        """
        return dict(self.written_out()._by_path())

    def __getitem__(self, decision: Path | str) -> Any:
        """Return the option at the decision of a path, or of a name that stands once.

        Labels (...) of a batch; `UnknownKeyError` where there is no such decision, or several.
        """
        named = self._named(decision)
        # a path, or what is neither: the mapping by path says what is wrong with it
        if not len(named):
            return self._by_path()[decision]  # type: ignore[index]
        count = self.tree._paths_to(named)
        if count > 1:
            raise UnknownKeyError(
                f"{shown(decision)} is the name of {_render.count(count)} decisions;"
                " ask by the path to one, a tuple of labels, such as that"
                f" {write(self.tree.path(int(named[0])))}",
                where=self.method,
            )
        return self._taken([int(named[0])])

    def __contains__(self, decision: object) -> bool:
        named = self._named(decision)
        return self.tree._paths_to(named) == 1 if len(named) else decision in self._by_path()

    def __len__(self) -> int:
        return self.tree._paths_to(self.tree._deciding())

    def __bool__(self) -> bool:
        return True

    def _named(self, name: object) -> IntArray:
        """Return the positions of the decisions of a name."""
        tree = self.tree
        nodes = tree._deciding() if isinstance(name, str) else ()
        return np.array([node for node in nodes if tree._name(int(node)) == name], dtype=np.intp)

    def _by_path(self) -> ByPath[Any]:
        return ByPath("policy", self.tree, self.tree._deciding(), self._taken)

    def _taken(self, walk: Walk) -> Any:
        """Return the label of the option taken at the end of a walk; labels (...) of a batch."""
        node = int(walk[-1])
        found = np.array(self._labels(node))[self._option(node)]
        return found if self.sample_shape else str(found)

    def _policy(self) -> IntArray:
        """Return the option's position for each decision that the policy may meet, else -1."""
        rolled = np.moveaxis(self.node_equivalents, -1, 0)
        chosen = optimal(self.tree, rolled, self.fixed)
        return where_reached(self.tree, chosen)

    def _walks(self, policy: IntArray) -> Iterator[list[int]]:
        """Yield the nodes on the first path on which the policy comes to each decision it meets."""
        tree = self.tree
        if not isinstance(tree, FoldedArrays):
            yield from (tree._ancestors(int(node)) for node in tree._decisions[policy != UNDECIDED])
            return
        # breadth first from the root, into the option taken only; a shared node is entered once
        above: dict[int, int] = {}
        queue, seen = [0], {0}
        for node in queue:
            children = list(tree._children(node))
            if tree.kind[node] == DECISION:
                children = [children[int(self._option(node))]]
                walk = [node]
                while walk[-1]:
                    walk.append(above[walk[-1]])
                yield walk[::-1]
            for child in children:
                if tree._first[child] not in seen:
                    seen.add(int(tree._first[child]))
                    above[child] = node
                    queue.append(child)

    def _position(self, walk: Walk) -> Any:
        option = self._option(walk[-1])
        return int(option) if option.ndim == 0 else read_only(option)

    def _option(self, node: int) -> IntArray:
        """Return the position (...) of the option taken: the given one, or the best."""
        if self.fixed is not None:
            given = self.fixed[np.searchsorted(self.tree._decisions, node)]
            if given != UNDECIDED:
                return np.broadcast_to(given, self.sample_shape)
        # all worths are to be maximized here
        children = self.tree._children(node)
        values = self.node_equivalents[..., children.start : children.stop]
        return np.asarray(np.argmax(values, axis=-1))

    def _tied(self, walk: Walk) -> tuple[str, ...]:
        node = int(walk[-1])
        values = self.node_equivalents[self.tree._children(node)]
        near = values >= values.max() - self.tolerance
        labels = zip(self._labels(node), near, strict=True)
        return tuple(label for label, is_near in labels if is_near)

    def _labels(self, node: int) -> list[str]:
        return [self.tree._label(child) for child in self.tree._children(node)]


def _first_decision(tree: TreeArrays) -> int | None:
    """Return the first decision, level by level; a shared node is looked at once."""
    queue, seen = [0], set()
    # the queue grows while it is gone through: breadth first
    for node in queue:
        if tree.kind[node] == DECISION:
            return node
        below = tree._children(node)
        if below and below.start not in seen:
            seen.add(below.start)
            queue.extend(below)
    return None
