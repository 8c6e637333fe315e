"""`distill`: the pre-orders that ELECTRE III draws from a credibility matrix."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from decision_analysis import _checks, _labelled, _render
from decision_analysis._arrays import BoolArray, IntArray, competition_ranks, read_only
from decision_analysis._cited import cited, cites
from decision_analysis._elementwise import bare
from decision_analysis._named import named
from decision_analysis.core import Relation, Result, axes
from decision_analysis.core.parts import Columns, Ranked, within_memory
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda.outranking._distillation import discrimination, preorders


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class DistillationResult(Ranked, Relation):
    """Two pre-orders drawn from a credibility matrix, and the partial order in which they agree.

    Parameters
    ----------
    method, parameters, references, alternatives
        As in `Result`.
    matrix : ndarray of bool, shape (..., A, A)
        True in row a and column b where a is at least as good as b in both pre-orders; the diagonal
        is False.
    descending_ranks : ndarray of int, shape (..., A)
        Class of each alternative in the descending distillation, 1 for the best; classes are
        numbered through.
    ascending_ranks : ndarray of int, shape (..., A)
        Class of each alternative in the ascending distillation, 1 for the best; classes are
        numbered through.
    """

    descending_ranks: IntArray = axes("A")
    ascending_ranks: IntArray = axes("A")

    @property
    def ranks(self) -> IntArray:
        """Competition ranks (..., A) of the sum of both pre-order ranks; ties share the best."""
        total = (self.descending_ranks + self.ascending_ranks).astype(np.float64)
        return read_only(competition_ranks(total, higher_is_better=False))

    @property
    def descending(self) -> tuple[tuple[str, ...], ...]:
        """Classes of the descending distillation, best first, each in table order."""
        self._single("descending")
        return self._classes(self.descending_ranks)

    @property
    def ascending(self) -> tuple[tuple[str, ...], ...]:
        """Classes of the ascending distillation, best first, each in table order."""
        self._single("ascending")
        return self._classes(self.ascending_ranks)

    def _classes(self, ranks: IntArray) -> tuple[tuple[str, ...], ...]:
        return tuple(
            tuple(self.alternatives[i] for i in np.flatnonzero(ranks == number))
            for number in range(1, int(ranks.max()) + 1)
        )

    def _columns(self) -> Columns:
        ranks = {
            "rank": self.ranks,
            "descending": self.descending_ranks,
            "ascending": self.ascending_ranks,
        }
        return "alternative", self.alternatives, ranks

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        if self.sample_shape:
            return [], []
        columns = [self.ranks, self.descending_ranks, self.ascending_ranks]
        rows: list[list[_render.Cell]] = [
            [self.alternatives[i], *(int(column[i]) for column in columns)]
            for i in self._shown_order()
        ]
        return ["alternative", "rank", "descending", "ascending"], rows

    def _first(self, most: int) -> tuple[list[str], list[list[_render.Cell]], str]:
        """Return the first by rank: the ranks, unlike a matrix, have few columns."""
        return Result._first(self, most)


@cites("roy_1978", "roy_bouyssou_1993")
@named
@within_memory
def distill(
    credibility: ArrayLike,
    alternatives: Sequence[str] | None = None,
    *,
    distillation: tuple[float, float] = (-0.15, 0.30),
) -> DistillationResult:
    """Rank alternatives from a credibility matrix by the descending and the ascending distillation.

    Parameters
    ----------
    credibility : array_like of float, shape (..., A, A), or DataFrame
        In row a and column b how credible it is, in [0, 1], that a is at least as good as b; the
        diagonal is not used. A data frame, or a list of them, has the same labels for rows and
        columns, in any order.
    alternatives : sequence of str, optional
        Labels; those of the data frame, else '0', '1', ... where None.
    distillation : tuple of float
        Slope and intercept of the discrimination threshold s(lambda) = slope * lambda + intercept.

    Returns
    -------
    DistillationResult
        With `.descending` and `.ascending`, tuples of classes of labels, best first, and `.ranks`.

    Raises
    ------
    InvalidInputError
        If the matrix is not square, an entry is not in [0, 1], labels do not fit, or s(lambda) is
        negative somewhere on [0, 1].

    Notes
    -----
    Within the alternatives left, lambda_0 is the largest degree and lambda_(k+1) the largest one
    below lambda_k - s(lambda_k). At that level a outranks b where its degree is above the level and
    above that of b over a by more than s of it. The best (or worst) by number of alternatives
    outranked less number of those that outrank are kept, until one is left or the level is 0; these
    are the next class. Degrees count as different where they differ by more than 1e-9. O(A^3) per
    sample in the usual case, all samples of a batch together.

    Examples
    --------
    The credibilities of the projects of Buchanan, Sheppard and Vanderpooten (1999), rounded:

    >>> from decision_analysis import mcda
    >>> credibility = [
    ...     [1, 0, 1, 0.8, 1],
    ...     [0, 1, 0, 0.9, 0.67],
    ...     [0.6, 0, 1, 0.6, 0.8],
    ...     [0.25, 0.8, 0.67, 1, 0.85],
    ...     [0.67, 0, 0.8, 0.8, 1],
    ... ]
    >>> result = mcda.distill(credibility, ["P1", "P2", "P3", "P4", "P5"])
    >>> result.descending
    (('P1',), ('P2',), ('P3', 'P4', 'P5'))
    >>> result.ascending
    (('P1', 'P2'), ('P4',), ('P3', 'P5'))
    """
    line = discrimination(distillation)
    # labels: those given, else those of a data frame, else numbers
    labels = None if alternatives is None else _checks.names("alternatives", alternatives)
    plain = _labelled.is_frame(credibility) and not _checks.is_labelled(credibility)
    given: Any = bare(credibility) if plain else credibility
    degrees, own = _labelled.square("credibility", given, labels, each="alternative")
    if degrees.ndim < 2 or degrees.shape[-1] != degrees.shape[-2] or not degrees.shape[-1]:
        raise InvalidInputError(f"credibility must have shape (..., A, A); got {degrees.shape}")
    size = degrees.shape[-1]
    labels = labels or own or tuple(map(str, range(size)))
    if len(labels) != size:
        raise InvalidInputError(f"need {size} alternatives, one for each row; got {list(labels)}")
    outside = np.argwhere((degrees < 0) | (degrees > 1))
    if outside.size:
        index = tuple(outside[0])
        raise InvalidInputError(
            f"credibility must be in [0, 1]; got {degrees[index]:g} of"
            f" {labels[index[-2]]!r} over {labels[index[-1]]!r}{_checks.at(index[:-2])}"
        )
    # both distillations, and the order in which they agree
    numbers = preorders(degrees.reshape(-1, size, size), line)
    return DistillationResult(
        method="Distillation",
        parameters={"distillation": line},
        references=cited("roy_1978", "roy_bouyssou_1993"),
        alternatives=labels,
        **preorder_fields(numbers, degrees.shape[:-2]),
    )


def preorder_fields(numbers: IntArray, shape: tuple[int, ...]) -> dict[str, Any]:
    """Return a `DistillationResult`'s arrays for class numbers (2, samples, A).

    The descending distillation comes first.
    """
    descending, ascending = numbers.reshape(2, *shape, numbers.shape[-1])
    both = _at_least_as_good(descending) & _at_least_as_good(ascending)
    return {
        "matrix": both & ~np.eye(numbers.shape[-1], dtype=bool),
        "descending_ranks": descending,
        "ascending_ranks": ascending,
    }


def _at_least_as_good(ranks: IntArray) -> BoolArray:
    return np.asarray(ranks[..., :, None] <= ranks[..., None, :])
