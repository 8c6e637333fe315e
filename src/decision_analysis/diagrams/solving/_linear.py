"""A linear program with binaries, put together block by block and solved by HiGHS."""

from __future__ import annotations

from typing import Any

import numpy as np

from decision_analysis._arrays import FloatArray, IntArray


class Linear:
    """Variables between 0 and an upper bound, and rows low <= sum <= high over them."""

    def __init__(self) -> None:
        self.size = 0
        self.rows = 0
        self._upper: list[FloatArray] = []
        self._integral: list[IntArray] = []
        self._entries: list[tuple[IntArray, IntArray, FloatArray]] = []
        self._low: list[FloatArray] = []
        self._high: list[FloatArray] = []

    def variables(self, n: int, *, upper: float = 1.0, binary: bool = False) -> IntArray:
        """Add variables and return their columns."""
        self._upper.append(np.full(n, upper))
        self._integral.append(np.full(n, int(binary)))
        self.size += n
        return np.arange(self.size - n, self.size)

    def constrain(self, row: Any, column: Any, entry: Any, low: Any, high: Any, n: int) -> None:
        """Add `n` rows, their entries given by row (0 to n-1) and column."""
        row, column, entry = np.broadcast_arrays(row, column, np.asarray(entry, dtype=np.float64))
        self._entries.append((row.ravel() + self.rows, column.ravel(), entry.ravel()))
        self._low.append(np.broadcast_to(np.asarray(low, dtype=np.float64), n))
        self._high.append(np.broadcast_to(np.asarray(high, dtype=np.float64), n))
        self.rows += n

    def maximize(self, objective: FloatArray) -> Any:
        """Return scipy's result of maximizing a sum over the variables, to a gap of zero."""
        from scipy import optimize, sparse

        row, column, entry = (np.concatenate(part) for part in zip(*self._entries, strict=True))
        matrix = sparse.csr_array((entry, (row, column)), shape=(self.rows, self.size))
        limits = optimize.LinearConstraint(
            matrix, np.concatenate(self._low), np.concatenate(self._high)
        )
        return optimize.milp(
            -objective,
            constraints=limits,
            bounds=optimize.Bounds(0.0, np.concatenate(self._upper)),
            integrality=np.concatenate(self._integral),
            options={"mip_rel_gap": 0.0},
        )
