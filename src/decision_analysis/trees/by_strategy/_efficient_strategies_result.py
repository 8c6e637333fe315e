"""`EfficientStrategiesResult`: the efficient strategies as plans and as rows of a table."""

from __future__ import annotations

import dataclasses

from decision_analysis import _render
from decision_analysis.core import DecisionTable, Result
from decision_analysis.trees.by_strategy._strategies import Strategy


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class EfficientStrategiesResult(Result):
    """The strategies that no other dominates in expectation.

    Parameters
    ----------
    method, parameters, references
        As in `Result`.
    alternatives : tuple of str
        Labels of the strategies.
    table : DecisionTable
        Expected totals (strategies, criteria), in the attributes' own units.
    strategies : tuple of Strategy
        The plan of each row.
    counts : tuple of int
        For each row how many strategies have its expected totals, itself included.
    of : int
        How many strategies the tree has.
    """

    table: DecisionTable
    strategies: tuple[Strategy, ...]
    counts: tuple[int, ...]
    of: int

    def _headline(self) -> str:
        size = f"{self.of:,}" if self.of < 10**15 else f"about 10^{len(str(self.of)) - 1}"
        return f"{self.method}: {len(self.strategies):,} of {size} strategies"

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        headers, rows = self.table._rows()
        return [*headers, "equal"], [
            [*row, count] for row, count in zip(rows, self.counts, strict=True)
        ]
