"""`Scores`: a number for each alternative, with ranks, the best and the order."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from decision_analysis import _checks, _render
from decision_analysis._arrays import FloatArray, IntArray, competition_ranks, optional_import, read_only
from decision_analysis.core._results import Result, axes

if TYPE_CHECKING:
    import pandas


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Scores(Result):
    """A score for each alternative, as the source prints it.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria
        As in `Result`.
    scores : ndarray of float, shape (..., A)
        The scores; leading axes are samples.
    higher_is_better : bool
        Whether the largest score is the best.

    Raises
    ------
    InvalidInputError
        If the scores are not finite numbers, one for each alternative.
    """

    scores: FloatArray = axes("A")
    higher_is_better: bool = True

    main: ClassVar[str] = "scores"

    def __post_init__(self) -> None:
        super().__post_init__()
        object.__setattr__(self, "scores", read_only(np.asarray(self.scores, dtype=np.float64)))
        _checks.all_finite(type(self).__name__, "scores", self.scores)
        _checks.instance(type(self).__name__, "higher_is_better", self.higher_is_better, bool)

    @property
    def ranks(self) -> IntArray:
        """Competition ranks (..., A): 1 is best, ties share the best rank."""
        return read_only(competition_ranks(self.scores, higher_is_better=self.higher_is_better))

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
        """All alternatives, best first; ties in table order."""
        self._single("order")
        return tuple(self.alternatives[i] for i in np.argsort(self.ranks, kind="stable"))

    def to_frame(self) -> pandas.DataFrame:
        """Return rank and score of each alternative, or, for a batch, a row of scores for each sample.

        Returns
        -------
        pandas.DataFrame
            Index: alternatives best first; for a batch, the samples, with alternatives as columns.

        Raises
        ------
        MissingDependencyError
            If pandas is not installed.
        """
        if not self.sample_shape:
            return super().to_frame().rename_axis("alternative")[["rank", "score"]]
        pd = optional_import("pandas", extra="frame", where="to_frame()")
        names = [f"sample_{axis}" for axis in range(len(self.sample_shape))]
        index = pd.MultiIndex.from_product([range(size) for size in self.sample_shape], names=names)
        flat = self.scores.reshape(-1, len(self.alternatives))
        return pd.DataFrame(flat, index=index, columns=list(self.alternatives))  # type: ignore[no-any-return]

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        if self.sample_shape:
            return [], []
        ranks = self.ranks
        order = np.argsort(ranks, kind="stable")
        rows = [[self.alternatives[i], int(ranks[i]), float(self.scores[i])] for i in order]
        return ["alternative", "rank", "score"], rows
