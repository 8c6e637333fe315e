"""`Scores`: a number for each alternative, with ranks, the best and the order."""

from __future__ import annotations

import dataclasses
from typing import Any, ClassVar

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import (
    FloatArray,
    IntArray,
    competition_ranks,
    leading,
    read_only,
)
from decision_analysis._named import named
from decision_analysis._render import more
from decision_analysis.core._axes import axes
from decision_analysis.core._framed import Columns
from decision_analysis.core._ranked import Ranked
from decision_analysis.core._results import Result
from decision_analysis.core._shown import Headers, Rows


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Scores(Ranked, Result):
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

    @named("{self.__class__.__name__}")
    def __post_init__(self) -> None:
        super().__post_init__()
        # floats and finite, whatever was given: ranks and means rely on it
        object.__setattr__(self, "scores", read_only(np.asarray(self.scores, dtype=np.float64)))
        _checks.all_finite("scores", self.scores)
        _checks.instance("higher_is_better", self.higher_is_better, bool)

    @property
    def ranks(self) -> IntArray:
        """Competition ranks (..., A): 1 is best, ties share the best rank."""
        return read_only(competition_ranks(self.scores, higher_is_better=self.higher_is_better))

    @property
    def best(self) -> str:
        """The alternative with the best score, the first in table order of those that have it.

        Scores alike but for their last bits are one. `tied_best` lists those beside it that tie
        with it, by 1e-12 of the largest score of all.
        """
        self._single("best")
        return str(self.alternatives[int(self._shown_order()[0])])

    def _by_label(self) -> tuple[tuple[str, ...], np.ndarray[Any, Any]]:
        return self.alternatives, self.scores

    def _shown_order(self) -> IntArray:
        # of those that tie the best score goes first
        worths = self.scores if self.higher_is_better else -self.scores
        first = leading(self.scores, higher_is_better=self.higher_is_better)
        return np.lexsort((-np.where(first, worths.max(), worths), self.ranks))

    def _columns(self) -> Columns:
        return "alternative", self.alternatives, {"rank": self.ranks, "score": self.scores}

    def _rows(self) -> tuple[Headers, Rows]:
        return self._ranked(None)

    def _first(self, most: int) -> tuple[Headers, Rows, str]:
        """Return the best, without rows for all the others."""
        return *self._ranked(most), "" if self.sample_shape else more(len(self.alternatives) - most)

    def _ranked(self, most: int | None) -> tuple[Headers, Rows]:
        if self.sample_shape:
            return [], []
        ranks, order = self.ranks, self._shown_order()[:most]
        rows: Rows = [[self.alternatives[i], int(ranks[i]), float(self.scores[i])] for i in order]
        return ["alternative", "rank", "score"], rows
