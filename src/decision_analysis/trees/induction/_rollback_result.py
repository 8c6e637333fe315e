"""`RollbackResult`: values, options and ties by path, read from flat arrays on asking."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias

import numpy as np

from decision_analysis import _render
from decision_analysis._arrays import FloatArray, IntArray, float_or_samples, read_only
from decision_analysis._named import named
from decision_analysis.core import Result, axes
from decision_analysis.trees.arrays import ByPath, FoldedArrays, Path, TreeArrays, tied, written_out
from decision_analysis.trees.by_strategy import Strategy, Words
from decision_analysis.trees.induction._by_decision import ByDecision
from decision_analysis.trees.induction._rollback_frame import frame
from decision_analysis.trees.nodes import DECISION, Number
from decision_analysis.trees.passes import UNDECIDED, planned
from decision_analysis.trees.passes import optimal as optimal_options

if TYPE_CHECKING:
    import pandas

Walk: TypeAlias = "IntArray | list[int]"


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class RollbackResult(ByDecision, Result):
    """What a tree is worth and what to choose, at the root and on every path.

    Members ending in -s are read-only mappings by path, the tuple of labels from the root; they
    read the arrays below when asked. Numbers are floats, or arrays (...) where there are samples.
    `.best` is the option to begin with, `result[path]` that of any decision, as is `result[name]`
    where the name stands once; `len` counts decisions.

    Parameters
    ----------
    method, parameters, references
        As in `Result`.
    alternatives : tuple of str
        Options of the root, where it is a decision.
    tree : TreeArrays
        The tree; where nodes are shared on a large scale, they may stand once.
    node_equivalents : ndarray of float, shape (..., N)
        What was rolled back, to be maximized: at each node the certainty equivalent of what is
        still to come, or, where `whole`, of the total of the path.
    node_expected : ndarray of float, shape (..., N)
        The expected payoff still to come at each node under the same policy, to be maximized.
    node_payoffs : ndarray of float, shape (..., N)
        What is received at each node, to be maximized.
    tolerance : ndarray of float, shape (...)
        The difference up to which options tie.
    fixed : ndarray of int, shape (decisions,), or None
        Options that were given by position, -1 where open; None where the tree was free to choose.
    utility : callable or None
        The utility function.
    rule : str or None
        What was taken over outcomes instead of the expectation.
    sign : float
        1 where the goal is 'max', -1 where it is 'min' and the arrays are negated.
    whole : bool
        Whether `node_equivalents` are of whole paths.
    """

    tree: TreeArrays
    node_equivalents: FloatArray = axes("N")
    node_expected: FloatArray = axes("N")
    node_payoffs: FloatArray = axes("N")
    tolerance: FloatArray = axes("")
    fixed: IntArray | None
    utility: Any
    rule: str | None
    sign: float
    whole: bool

    main: ClassVar[str] = "node_equivalents"

    @property
    def value(self) -> Number:
        """Expected payoff at the root, or expected utility, or what the rule counts.

        It is a utility where there is a utility function.
        """
        return self.values[()]

    @property
    def expected_value(self) -> Number:
        """Expected payoff at the root under the policy, whatever the utility."""
        return self.expected_values[()]

    @property
    def certainty_equivalent(self) -> Number:
        """The sure payoff that is as good as the tree, with the unit and sign of payoffs."""
        return self.certainty_equivalents[()]

    @property
    def risk_premium(self) -> Number:
        """What the decision maker would give up of the expected payoff for certainty."""
        return float_or_samples(
            self.sign * (np.asarray(self.expected_value) - self.certainty_equivalent)
        )

    @property
    def values(self) -> Mapping[Path, Number]:
        """By path, the expected total of the whole path, given that it is reached.

        With a utility function it is expected utility, with a rule what the rule counts.
        """
        by_utility = self._expected if self.utility is None else self._utility
        return ByPath("values", self.tree, None, by_utility if self.rule is None else self._certain)

    @property
    def expected_values(self) -> Mapping[Path, Number]:
        """By path, the expected total payoff of the whole path, given that it is reached."""
        return ByPath("expected_values", self.tree, None, self._expected)

    @property
    def certainty_equivalents(self) -> Mapping[Path, Number]:
        """By path, the certainty equivalent of the whole path's total, given it is reached."""
        return ByPath("certainty_equivalents", self.tree, None, self._certain)

    @property
    def to_go(self) -> Mapping[Path, Number]:
        """By path, the expected payoff from the node on, its own included.

        What was received before is left out. It has the sign of payoffs, with the goal 'min' too.
        """
        return ByPath("to_go", self.tree, None, self._ahead)

    @property
    def to_date(self) -> Mapping[Path, Number]:
        """By path, what has been received up to the node, its own payoff included."""
        return ByPath("to_date", self.tree, None, self._received)

    @property
    def policy(self) -> Mapping[Path, str]:
        """By path to a decision, the option to take there; for a single sample."""
        self._single("policy")
        return ByPath("policy", self.tree, self.tree._deciding(), self._taken)

    @property
    def choices(self) -> Mapping[Path, Number]:
        """By path to a decision, the position of the option to take, also for a batch."""
        return ByPath("choices", self.tree, self.tree._deciding(), self._position)

    @property
    def ties(self) -> Mapping[Path, tuple[str, ...]]:
        """By path to a decision with several best options, these; for a single sample."""
        self._single("ties")
        rolled = np.moveaxis(self.node_equivalents, -1, 0)
        several = np.zeros(len(self.tree), dtype=bool)
        for level in reversed(self.tree._levels):
            if (part := level.decisions) is not None:
                optimal = tied(rolled[part.below], np.asarray(self.tolerance), part).astype(np.intp)
                several[part.nodes] = np.add.reduceat(optimal, part.starts) > 1
            if level.twins is not None:
                several[level.twins[0]] = several[level.twins[1]]
        return ByPath("ties", self.tree, np.flatnonzero(several), self._tied)

    @property
    def strategy(self) -> Strategy:
        """The policy without decisions that its own options rule out; for a single sample."""
        self._single("strategy")
        whole = self.written_out()
        return Strategy(whole.tree, whole._plan())

    @named("{self.method}()")
    def written_out(self) -> RollbackResult:
        """Return the same with every path of the tree written out, where shared nodes stand once.

        Returns
        -------
        RollbackResult
            Itself where nothing is folded.

        Raises
        ------
        InvalidModelError
            If the tree has more than ten million nodes.
        """
        if not isinstance(self.tree, FoldedArrays):
            return self
        tree, origin = written_out(self.tree)
        equivalents, expected, payoffs = (
            array[..., origin]
            for array in (self.node_equivalents, self.node_expected, self.node_payoffs)
        )
        return dataclasses.replace(
            self,
            tree=tree,
            node_equivalents=equivalents,
            node_expected=expected,
            node_payoffs=payoffs,
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the values at the root, the policy and the ties as plain data.

        Returns
        -------
        dict
            Lists, dicts, strings and numbers; paths are joined by " > ". Of a batch, the values
            only.

        Raises
        ------
        InvalidModelError
            If the tree, with every path written out, has more than ten million nodes.
        """
        single = not self.sample_shape
        whole = self.written_out() if single else self
        plain: dict[str, Any] = _render.plain(
            {
                "method": self.method,
                "parameters": self.parameters,
                "references": self.references,
                "alternatives": self.alternatives,
                "value": self.value,
                "expected_value": self.expected_value,
                "certainty_equivalent": self.certainty_equivalent,
                "policy": dict(whole.policy) if single else None,
                "ties": dict(whole.ties) if single else None,
            }
        )
        return plain

    def _plan(self) -> IntArray:
        """Return the position of the option of each decision that the policy may meet, -1 for the
        others."""
        rolled = np.moveaxis(self.node_equivalents, -1, 0)
        chosen = optimal_options(self.tree, rolled, np.asarray(self.tolerance), self.fixed)
        return planned(self.tree, chosen)

    def _walks(self, plan: IntArray) -> Iterator[list[int]]:
        """Yield the nodes on the first path on which the plan comes to each decision it meets."""
        tree = self.tree
        if not isinstance(tree, FoldedArrays):
            yield from (tree._ancestors(int(node)) for node in tree._decisions[plan != UNDECIDED])
            return
        above = {0: -1}
        queue, seen = [0], {0}
        for node in queue:
            children = list(tree._children(node))
            if tree.kind[node] == DECISION:
                children = [children[int(self._option(node))]]
                walk = [node]
                while (before := above[walk[-1]]) >= 0:
                    walk.append(before)
                yield walk[::-1]
            for child in children:
                if tree._first[child] not in seen:
                    seen.add(int(tree._first[child]))
                    above[child] = node
                    queue.append(child)

    def _paid(self, walk: Walk) -> FloatArray:
        return np.asarray(self.node_payoffs[..., walk].sum(axis=-1))

    def _total(self, rolled: FloatArray, walk: Walk) -> FloatArray:
        """Add what was received before the last node of the walk."""
        return np.asarray(rolled[..., walk[-1]] + self._paid(walk[:-1]))

    def _equivalent(self, walk: Walk) -> FloatArray:
        return (
            np.asarray(self.node_equivalents[..., walk[-1]])
            if self.whole
            else self._total(self.node_equivalents, walk)
        )

    def _utility(self, walk: Walk) -> Number:
        return float_or_samples(np.asarray(self.utility(self._equivalent(walk))))

    def _expected(self, walk: Walk) -> Number:
        return self._signed(self._total(self.node_expected, walk))

    def _certain(self, walk: Walk) -> Number:
        return self._signed(self._equivalent(walk))

    def _ahead(self, walk: Walk) -> Number:
        return self._signed(self.node_expected[..., walk[-1]])

    def _received(self, walk: Walk) -> Number:
        return self._signed(self._paid(walk))

    def _signed(self, amount: FloatArray) -> Number:
        return float_or_samples(self.sign * amount)

    def _taken(self, walk: Walk) -> str:
        return self._labels(walk[-1])[int(self._option(walk[-1]))]

    def _position(self, walk: Walk) -> Any:
        option = self._option(walk[-1])
        return int(option) if option.ndim == 0 else read_only(option)

    def _option(self, node: int) -> IntArray:
        if self.fixed is not None:
            given = self.fixed[np.searchsorted(self.tree._decisions, node)]
            if given != UNDECIDED:
                return np.broadcast_to(given, self.sample_shape)
        return np.asarray(np.argmax(self._optimal(node), axis=-1))

    def _optimal(self, node: int) -> np.ndarray:
        children = self.tree._children(node)
        values = self.node_equivalents[..., children.start : children.stop]
        return np.asarray(
            values >= values.max(axis=-1, keepdims=True) - np.asarray(self.tolerance)[..., None]
        )

    def _tied(self, walk: Walk) -> tuple[str, ...]:
        optimal = self._optimal(walk[-1])
        return tuple(
            label for label, is_best in zip(self._labels(walk[-1]), optimal, strict=True) if is_best
        )

    def _labels(self, node: int) -> list[str]:
        return [self.tree._label(child) for child in self.tree._children(node)]

    def _frame(self, pd: Any) -> pandas.DataFrame:
        return frame(pd, self)

    def _frame_of_batch(self, pd: Any) -> pandas.DataFrame:
        return (
            super()._frame_of_batch(pd) if isinstance(self.tree, FoldedArrays) else frame(pd, self)
        )

    def _headline(self) -> str:
        options = _render.options({k: v for k, v in self.parameters.items() if v != "max"})
        if self.sample_shape:
            return (
                f"{self.method}: samples {self.sample_shape}, mean value"
                f" {np.mean(self.value):.6g}{options}"
            )
        if self.utility is None:
            return f"{self.method}: value {self.value:.6g}{options}"
        return (
            f"{self.method}: certainty equivalent {self.certainty_equivalent:.6g}, "
            f"expected value {self.expected_value:.6g}{options}"
        )

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        return self._first(len(self.tree._decisions))[:2]

    def _first(self, most: int) -> tuple[list[str], list[list[_render.Cell]], str]:
        """Return the decisions that the policy can meet, in the order of the tree; what was paid
        before, if any was."""
        if self.sample_shape:
            return [], [], ""
        words, plan = Words(self.tree), self._plan()
        rows: list[list[_render.Cell]] = []
        for walk in itertools.islice(self._walks(plan), most):
            node = walk[-1]
            after, option = (
                words.after(walk[1:], len(walk) - 1),
                self._labels(node)[int(self._option(node))],
            )
            amounts = (self._paid(walk[:-1]), self.node_expected[node], self._equivalent(walk))
            signed = (float(self.sign * amount + 0.0) for amount in amounts)
            rows.append([after, self.tree._name(node), option, *signed])
        heads = ["after", "decision", "option"]
        worth = "value" if self.utility is None else "certainty equivalent"
        rest = _render.more(int((plan != UNDECIDED).sum()) - most)
        if any(row[3] for row in rows):
            return [*heads, "to date", "to go", worth], rows, rest
        return [*heads, worth], [[*row[:3], row[5]] for row in rows], rest
