"""`RollbackResult`: values, options and ties by path, read from flat arrays on asking."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from decision_analysis import _render
from decision_analysis._arrays import BoolArray, FloatArray, IntArray, float_or_samples
from decision_analysis._limits import TIE_TOLERANCE
from decision_analysis._named import named
from decision_analysis.core import Result, axes
from decision_analysis.core.parts import long_frame, words
from decision_analysis.trees.arrays import ByPath, FoldedArrays, Path, TreeArrays, written_out
from decision_analysis.trees.by_strategy import Strategy, Words
from decision_analysis.trees.induction._by_decision import ByDecision, Walk
from decision_analysis.trees.nodes import DECISION, TERMINAL, Number
from decision_analysis.trees.passes import UNDECIDED

if TYPE_CHECKING:
    import pandas

AMOUNTS = ("to date", "to go")


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
        # of costs the sign is turned: one pays more for certainty, and not less
        premium = np.asarray(self.expected_value) - self.certainty_equivalent
        return float_or_samples(self.sign * premium)

    @property
    def tolerance(self) -> Number:
        """The difference up to which options tie: 1e-12 of the largest absolute payoff."""
        return float_or_samples(TIE_TOLERANCE * np.abs(self.node_payoffs).max(axis=-1))

    @property
    def values(self) -> Mapping[Path, Number]:
        """By path, the expected total of the whole path, given that it is reached.

        With a utility function it is expected utility, with a rule what the rule counts.
        """
        read = self._expected if self.utility is None else self._utility
        if self.rule is not None:
            read = self._certain
        return ByPath("values", self.tree, None, read)

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
    def strategy(self) -> Strategy:
        """The policy without decisions that its own options rule out; for a single sample."""
        self._single("strategy")
        whole = self.written_out()
        return Strategy(whole.tree, whole._policy())

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
            # `origin` is the place of each written-out node in the folded tree
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

    def _paid(self, walk: Walk) -> FloatArray:
        return np.asarray(self.node_payoffs[..., walk].sum(axis=-1))

    def _total(self, rolled: FloatArray, walk: Walk) -> FloatArray:
        """Add what was received before the last node of the walk."""
        return np.asarray(rolled[..., walk[-1]] + self._paid(walk[:-1]))

    def _equivalent(self, walk: Walk) -> FloatArray:
        # those of whole paths hold what was paid before; others only what is to come
        if self.whole:
            return np.asarray(self.node_equivalents[..., walk[-1]])
        return self._total(self.node_equivalents, walk)

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

    def _frame(self, pd: Any) -> pandas.DataFrame:
        """Return the option and the value of each decision that the policy can meet.

        The index is the path, below a level for each sample axis. A sample has no row for a
        decision that its policy rules out; a tree without decisions has a row for the root. What
        was paid before a decision, and what is still to come, has columns where anything is paid
        before the ends.
        """
        tree, paths = self.tree, Words(self.tree)
        names = ("decision", "option", *AMOUNTS, self._worth())
        columns: dict[str, list[Any]] = {name: [] for name in names}
        met: list[BoolArray] = []
        after: list[str] = []
        for walk, there in self._met():
            node = walk[-1]
            decides = bool(tree.kind[node] == DECISION)
            met.append(there)
            after.append(paths.after(walk[1:], len(walk) - 1))
            option = words(self._labels(node))[self._option(node)] if decides else ""
            row = (tree._name(node) if decides else "", option, *self._amounts(walk))
            for column, entry in zip(columns.values(), row, strict=True):
                column.append(entry)
        found = long_frame(pd, self.sample_shape, "after", after, columns, met)
        # columns of payments only where anything is paid before the end
        paid_underway = self.node_payoffs[..., tree.kind != TERMINAL].any()
        return found if paid_underway else found.drop(columns=list(AMOUNTS))

    def _frame_of_batch(self, pd: Any) -> pandas.DataFrame:
        folded = isinstance(self.tree, FoldedArrays)
        return super()._frame_of_batch(pd) if folded else self._frame(pd)

    def _met(self) -> Iterator[tuple[list[int], BoolArray]]:
        """Yield the path to each decision that the policy can meet, and in which samples (...)."""
        policy = self._policy()
        met = policy != UNDECIDED
        if not len(policy):
            yield [0], np.array(True)
        elif isinstance(self.tree, FoldedArrays):
            yield from ((walk, np.array(True)) for walk in self._walks(policy))
        else:
            for row in np.flatnonzero(met.reshape(len(met), -1).any(axis=1)):
                yield self.tree._ancestors(int(self.tree._decisions[row])), met[row]

    def _amounts(self, walk: list[int]) -> list[FloatArray]:
        """Return what was paid before the end of a walk, what is to come, and what it is worth."""
        ahead = self.node_expected[..., walk[-1]]
        amounts = (self._paid(walk[:-1]), ahead, self._equivalent(walk))
        return [self.sign * amount + 0.0 for amount in amounts]

    def _worth(self) -> str:
        return "value" if self.utility is None else "certainty equivalent"

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
        """Return the decisions that the policy can meet, in the order of the tree.

        What was paid before is shown if anything was.
        """
        if self.sample_shape:
            return [], [], ""
        policy, paths = self._policy(), Words(self.tree)
        rows: list[list[_render.Cell]] = []
        for walk in itertools.islice(self._walks(policy), most):
            after = paths.after(walk[1:], len(walk) - 1)
            amounts = map(float, self._amounts(walk))
            rows.append([after, self.tree._name(walk[-1]), self._taken(walk), *amounts])
        heads, worth = ["after", "decision", "option"], self._worth()
        rest = _render.more(int((policy != UNDECIDED).sum()) - most)
        if any(row[3] for row in rows):
            return [*heads, *AMOUNTS, worth], rows, rest
        return [*heads, worth], [[*row[:3], row[5]] for row in rows], rest
