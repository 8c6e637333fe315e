"""`ByDecision`: the option that a rollback takes at each decision, asked for by path or by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from decision_analysis import _render
from decision_analysis._arrays import IntArray
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError, UnknownKeyError
from decision_analysis.trees.arrays import ByPath, Path, TreeArrays, write
from decision_analysis.trees.nodes import DECISION


class ByDecision:
    """Base of results that take an option at each decision; they are not iterated over."""

    if TYPE_CHECKING:
        method: str
        tree: TreeArrays
        sample_shape: tuple[int, ...]

        def _single(self, member: str) -> None: ...
        def _option(self, node: int) -> IntArray: ...
        def _labels(self, node: int) -> list[str]: ...
        def written_out(self) -> Any: ...

    __iter__ = None

    @property
    def best(self) -> str:
        """The best option of the first decision: the root, or the first that its outcomes lead to.

        The first in the order of the tree, level by level, where outcomes lead to several; the
        first option where several tie; for a single sample.
        """
        self._single("best")
        node = _first_decision(self.tree)
        if node is None:
            raise InvalidInputError(
                "best needs a decision, and the tree has none", where=self.method
            )
        return str(self._words([node]))

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
        if not len(named):
            return self._by_path()[decision]  # type: ignore[index]
        if (count := self.tree._paths_to(named)) > 1:
            raise UnknownKeyError(
                f"{shown(decision)} is the name of {_render.count(count)} decisions;"
                " ask by the path to one, a tuple of labels, such as that"
                f" {write(self.tree.path(int(named[0])))}",
                where=self.method,
            )
        return self._words([int(named[0])])

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
        return ByPath("policy", self.tree, self.tree._deciding(), self._words)

    def _words(self, walk: Any) -> Any:
        """Return the label of the option taken at the end of a walk; labels (...) of a batch."""
        node = int(walk[-1])
        found = np.array(self._labels(node))[self._option(node)]
        return found if self.sample_shape else str(found)


def _first_decision(tree: TreeArrays) -> int | None:
    """Return the first decision, level by level; a shared node is looked at once."""
    queue, seen = [0], set()
    for node in queue:
        if tree.kind[node] == DECISION:
            return node
        below = tree._children(node)
        if below and below.start not in seen:
            seen.add(below.start)
            queue.extend(below)
    return None
