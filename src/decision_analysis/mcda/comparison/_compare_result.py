"""`CompareResult`: scores and ranks by method, how much methods agree, and on which pairs not."""

from __future__ import annotations

import dataclasses
from typing import Any, ClassVar

import numpy as np

from decision_analysis import _render
from decision_analysis._arrays import BoolArray, FloatArray, IntArray
from decision_analysis.core import Result, axes
from decision_analysis.core.parts import Headers, Rows, sampled_index


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class CompareResult(Result):
    """What several methods make of one table.

    Parameters
    ----------
    method, parameters, references, alternatives
        As in `Result`.
    methods : tuple of str
        The labels of the M methods.
    scores : ndarray of float, shape (..., M, A)
        Their scores, each on its own scale; of a method that only ranks the ranks, of which less is
        better.
    higher_is_better : ndarray of bool, shape (M,)
        Whether the largest score of a method is its best.
    ranks : ndarray of int, shape (..., M, A)
        Competition ranks: 1 is best, ties share the best rank.
    agreement : ndarray of float, shape (..., M, M)
        Correlation of the ranks by the method of the row, for 'ws' the reference, and that of the
        column.
    shares : ndarray of float, shape (M, A), or None
        Share of all weights asked with which each alternative is first by each method, those that
        tie for it having equal parts; None where no weights were drawn.
    standard_error : ndarray of float, shape (M, A), or None
        Of the shares.
    """

    criteria: tuple[str, ...] = dataclasses.field()  # no default, unlike the base
    methods: tuple[str, ...]
    ranks: IntArray = axes("MA")
    scores: FloatArray = axes("MA")
    agreement: FloatArray = axes("MM")
    higher_is_better: BoolArray
    shares: FloatArray | None
    standard_error: FloatArray | None

    main: ClassVar[str] = "ranks"

    @property
    def best(self) -> dict[str, tuple[str, ...]]:
        """The best alternatives by method, several where they tie."""
        self._single("best")
        return {
            name: tuple(self.alternatives[i] for i in np.flatnonzero(ranks == 1))
            for name, ranks in zip(self.methods, self.ranks, strict=True)
        }

    @property
    def disagreements(
        self,
    ) -> tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...]:
        """Pairs that methods put in opposite orders: two alternatives, and who puts which first.

        The first of a pair stands before in the table; those who put it before the second come
        first, then those who put it behind. Methods by which the two tie are in neither.
        """
        self._single("disagreements")
        ahead = self.ranks[:, :, None] < self.ranks[:, None, :]
        split = np.triu(ahead.any(axis=0) & ahead.any(axis=0).T)
        return tuple(
            (
                self.alternatives[i],
                self.alternatives[j],
                tuple(self.methods[m] for m in np.flatnonzero(ahead[:, i, j])),
                tuple(self.methods[m] for m in np.flatnonzero(ahead[:, j, i])),
            )
            for i, j in np.argwhere(split)
        )

    def _headline(self) -> str:
        size = f"{len(self.methods)} method(s), {len(self.alternatives)} alternatives"
        if self.sample_shape:
            return f"{self.method}: {size}, samples {self.sample_shape}"
        pairs = len(self.disagreements)
        return f"{self.method}: {size}, ordered differently: {pairs} pair(s)"

    def _mean_ranks(self) -> FloatArray:
        return np.asarray(self.ranks.mean(axis=-2))

    def _rows(self) -> tuple[Headers, Rows]:
        if self.sample_shape:
            return [], []
        # by the mean rank, as good as any order that has to be one
        order = np.argsort(self._mean_ranks(), kind="stable")
        rows: list[list[_render.Cell]] = [
            [self.alternatives[i], *(int(rank) for rank in self.ranks[:, i])] for i in order
        ]
        return ["alternative", *self.methods], rows

    def _whole_frame(self, pd: Any) -> Any:
        index = sampled_index(pd, self.sample_shape, self.alternatives, "alternative")
        columns = np.moveaxis(self.ranks, -2, -1).reshape(-1, len(self.methods))
        return pd.DataFrame(columns, index=index, columns=list(self.methods))
