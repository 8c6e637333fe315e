"""`Ranked`: what ranks alternatives knows the best, the order, and each answer by label."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from decision_analysis._arrays import IntArray
from decision_analysis.core._by_label import ByLabel


class Ranked(ByLabel):
    """Base of results with `.ranks` (..., A), 1 for the best."""

    if TYPE_CHECKING:
        alternatives: tuple[str, ...]

        @property
        def ranks(self) -> IntArray: ...

        def _single(self, member: str) -> None: ...

    @property
    def best(self) -> str:
        """The best alternative; the first in table order where several tie."""
        self._single("best")
        return self.tied_best[0]

    @property
    def tied_best(self) -> tuple[str, ...]:
        """All alternatives of rank 1, in table order."""
        self._single("tied_best")
        return tuple(self.alternatives[i] for i in np.flatnonzero(self.ranks == 1))

    @property
    def order(self) -> tuple[str, ...]:
        """All alternatives, best first; equal ones in table order."""
        self._single("order")
        return tuple(self.alternatives[i] for i in self._shown_order())

    def _by_label(self) -> tuple[tuple[str, ...], np.ndarray[Any, Any]]:
        return self.alternatives, self.ranks

    def _shown_order(self) -> IntArray:
        return np.argsort(self.ranks, kind="stable")
