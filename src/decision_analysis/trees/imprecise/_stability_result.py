"""`StabilityResult`: when another strategy becomes better, and what robust rules choose."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from decision_analysis import _render
from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis.core import Result
from decision_analysis.trees.arrays import Path
from decision_analysis.trees.by_strategy import Strategy
from decision_analysis.trees.nodes import DECISION

if TYPE_CHECKING:
    import pandas

Regimes: TypeAlias = tuple[tuple[float, str], ...]

HEADERS = ["rule", "from epsilon", "strategy"]


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class StabilityResult(Result):
    """How far probabilities may move before another strategy is better; what robust rules choose.

    Parameters
    ----------
    method, parameters, references
        As in `Result`.
    alternatives : tuple of str
        What the curves are of: the options of the root; where it is no decision, or strategies
        cannot be listed, the best strategy and its rival.
    epsilon : float
        The largest movement of probabilities up to which the strategy stays optimal in any case, in
        [0, 1].
    strategy : Strategy
        The best strategy at the given probabilities.
    rival : Strategy or None
        The strategy that is better just beyond `epsilon`, for some probabilities; None where none
        is.
    decision : tuple of str or None
        Path to the decision at which the two part.
    probabilities : mapping
        Probabilities at `epsilon` for which the two are equally good: by path to each chance node
        that they change, {outcome: probability}.
    regimes : mapping
        By rule, the epsilons (regimes,) from which on it takes each of its strategies, and the
        position of the option (decisions, regimes) that these take at each decision, -1 where it is
        ruled out.
    epsilons : ndarray of float, shape (E,)
        Where the curves are known.
    worst : ndarray of float, shape (E, A)
        The least favorable certainty equivalent of each alternative within epsilon, in the unit of
        payoffs.
    best : ndarray of float, shape (E, A)
        The most favorable one.
    """

    epsilon: float
    strategy: Strategy
    rival: Strategy | None
    decision: Path | None
    probabilities: Mapping[Path, Mapping[str, float]]
    regimes: Mapping[str, tuple[FloatArray, IntArray]]
    epsilons: FloatArray
    worst: FloatArray
    best: FloatArray

    @property
    def value(self) -> float:
        """The stability: `epsilon`, by the name that single answers have elsewhere."""
        return self.epsilon

    @property
    def max_min(self) -> Regimes:
        """Pairs (epsilon, label): from which epsilon on which strategy has the best worst case."""
        return self._regimes("max_min")

    @property
    def max_max(self) -> Regimes:
        """Pairs (epsilon, label): from which epsilon on which strategy has the best best case."""
        return self._regimes("max_max")

    @property
    def mode(self) -> Regimes:
        """Pairs (epsilon, label): from where on which strategy is best.

        Likely outcomes become likelier as epsilon grows.
        """
        return self._regimes("mode")

    def to_dict(self) -> dict[str, Any]:
        """Return all that the result shows as plain lists, dicts, strings and numbers."""
        plain: dict[str, Any] = _render.plain(
            {
                "method": self.method,
                "parameters": self.parameters,
                "references": self.references,
                "alternatives": self.alternatives,
                "epsilon": self.epsilon,
                "strategy": self.strategy.label,
                "rival": None if self.rival is None else self.rival.label,
                "decision": self.decision,
                "probabilities": self.probabilities,
                "regimes": {rule: self._regimes(rule) for rule in self.regimes},
                "epsilons": self.epsilons,
                "worst": self.worst,
                "best": self.best,
            }
        )
        return plain

    def _regimes(self, rule: str) -> Regimes:
        if rule not in self.regimes:
            return ()
        epsilons, chosen = self.regimes[rule]
        tree = self.strategy._tree
        labels = (Strategy(tree, column).label for column in chosen.T)
        return tuple((float(e), label) for e, label in zip(epsilons, labels, strict=True))

    def _followed(self, rule: str) -> Regimes:
        """Return pairs (epsilon, alternative): whose curve a rule follows from epsilon on.

        The alternative is given by name.
        """
        tree = self.strategy._tree
        options = [tree._label(child) for child in tree._children(0)]
        listed = tree.kind[0] == DECISION and self.alternatives == tuple(options)
        if not listed or rule not in self.regimes:
            return self._regimes(rule)
        epsilons, chosen = self.regimes[rule]
        return tuple(
            (float(e), options[option]) for e, option in zip(epsilons, chosen[0], strict=True)
        )

    def _headline(self) -> str:
        skipped = ("goal", "tied")
        options = _render.options(
            {k: v for k, v in self.parameters.items() if k not in skipped or v == "min"}
        )
        if self.rival is None:
            return f"{self.method}: {self.strategy} whatever the probabilities{options}"
        return (
            f"{self.method}: {self.epsilon:.6g}, {self.strategy} up to there, then"
            f" {self.rival}{options}"
        )

    def _frame(self, pd: Any) -> pandas.DataFrame:
        """Return the regimes of the rules, or, without any, the best strategy and its rival.

        The rival is what overtakes it.
        """
        if self.regimes:
            return super()._frame(pd)
        found = [("best", 0.0, self.strategy.label)]
        found += [] if self.rival is None else [("best", self.epsilon, self.rival.label)]
        return pd.DataFrame(found, columns=HEADERS).set_index(HEADERS[0])  # type: ignore[no-any-return]

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        rows: list[list[_render.Cell]] = []
        for rule in self.regimes:
            rows += [
                [rule.replace("_", "-"), epsilon, label] for epsilon, label in self._regimes(rule)
            ]
        return HEADERS, rows
