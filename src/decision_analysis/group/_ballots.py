"""Rankings as users give them, ranks or ballots, read into one array with counts and labels."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis._checks import listed
from decision_analysis._labelled import has_labels, is_frame
from decision_analysis._labels import is_missing
from decision_analysis._limits import (
    BALLOT_BLOCK,
    EXACT_INTEGERS,
    MOST_VOTED_ON,
    TIE_TOLERANCE,
)
from decision_analysis._read_rows import Rows, by_place, read_rows
from decision_analysis._shown import shown
from decision_analysis.core import Result
from decision_analysis.errors import InvalidInputError
from decision_analysis.group._orders import holds_orders, plain_ballots, ranks_of_orders
from decision_analysis.group._people import by_person, counts_of, named

if TYPE_CHECKING:
    import pandas

Rankings: TypeAlias = (
    "ArrayLike | Sequence[Any] | Mapping[Any, Any] | pandas.DataFrame | pandas.Series[Any] | Result"
)
Counts: TypeAlias = "ArrayLike | Mapping[Any, float] | pandas.Series[Any] | None"

_LIMB = 2.0**25  # both halves of a count up to 1e15 are below it: sums of 2^28 such are exact


@dataclasses.dataclass(frozen=True)
class Ballots:
    """Ranks (..., K, A), 1 the best, with the number of people behind each and the labels.

    People are a pandas index, labels, or None where they have no names.
    """

    ranks: FloatArray
    counts: FloatArray
    alternatives: tuple[str, ...]
    people: Any = None

    def pairwise(self) -> FloatArray:
        """Return (..., A, A): how many put the row above the column."""
        size = self.ranks.shape[-1]
        refuse_many(size)
        total = np.zeros((*self.ranks.shape[:-2], size, size))
        block = max(1, BALLOT_BLOCK // max(1, total.size))
        for start in range(0, len(self.counts), block):
            people = slice(start, start + block)
            ranks, counts = self.ranks[..., people, :], self.counts[people]
            row, column = ranks[..., :, None], ranks[..., None, :]
            total += np.einsum("k,...kij->...ij", counts, row < column)
        return total

    def margins(self) -> tuple[FloatArray, NDArray[Any], float]:
        """Return margins, how many more prefer the row (..., A, A), and up to where one is a tie.

        Margins of whole counts are exact whatever their size, as integers where floats would round,
        and only 0 is a tie; those of other weights are sums of rounded numbers and tie within 1e-12
        of the total weight.
        """
        pairwise, exact, tie = self.counted()
        return pairwise, _against(exact), tie

    def counted(self) -> tuple[FloatArray, NDArray[Any], float]:
        """Return `pairwise`, the same as exactly as `margins`, and what is a tie."""
        pairwise = self.pairwise()
        if (self.counts != np.floor(self.counts)).any():
            return pairwise, pairwise, TIE_TOLERANCE * float(self.counts.sum())
        if sum(map(int, self.counts)) < EXACT_INTEGERS:
            return pairwise, pairwise, 0.0
        # each count as upper * 2^25 + lower, whose sums are exact as floats and joined as integers
        upper = np.floor(self.counts / _LIMB)
        parts = [
            dataclasses.replace(self, counts=part).pairwise().astype(np.int64).astype(object)
            for part in (upper, self.counts - upper * _LIMB)
        ]
        return pairwise, parts[0] * int(_LIMB) + parts[1], 0.0

    def majorities(self) -> tuple[FloatArray, IntArray]:
        """Return `pairwise`, and 1, 0 or -1 (..., A, A) for who wins.

        They stand where the row wins, ties or loses.
        """
        pairwise, margin, tie = self.margins()
        return pairwise, (margin > tie).astype(np.intp) - (margin < -tie).astype(np.intp)


def refuse_many(size: int) -> None:
    """Refuse alternatives that are too many for their pairs to be counted."""
    if size > MOST_VOTED_ON:
        raise InvalidInputError(
            f"pairs of at most {MOST_VOTED_ON:,} alternatives are counted; got {size:,}"
        )


def _against(pairwise: NDArray[Any]) -> NDArray[Any]:
    margins: NDArray[Any] = pairwise - np.swapaxes(pairwise, -1, -2)
    return margins


def ballots(rankings: Rankings, counts: Counts, alternatives: Sequence[str] | None) -> Ballots:
    """Return ranks, counts and labels of rankings.

    Rankings are ranks (..., K, A), ranks by label, or ballots of labels.
    """
    labels = None if alternatives is None else _checks.names("alternatives", alternatives)
    given, people = by_person(rankings)
    given = plain_ballots(given)
    if holds_orders(given):
        ranks, labels = ranks_of_orders(given, labels, people if named(people) else None)
    else:
        read = _ranks(given, labels)
        ranks, people = read.values, read.index if people is None else people
        if ranks.ndim < 2 or 0 in ranks.shape:
            raise InvalidInputError(
                f"rankings must have shape (..., people, alternatives); got {ranks.shape}"
            )
        labels = _labels(ranks, read.names, labels)
    each = counts_of(counts, people, ranks.shape[-2], labels, rankings)
    return Ballots(ranks, each, labels, people)


def _ranks(given: Any, labels: tuple[str, ...] | None) -> Rows:
    """Return ranks (..., K, A) by label, or by place where labels are missing or just count."""
    if not has_labels(given):
        return Rows(_checks.numeric_array("rankings", given), None)
    _refuse_choices(given)
    read = read_rows("rankings", given, None if by_place(given) else labels, of="ranks", one="rank")
    if not isinstance(given, list | tuple) or read.values.ndim < 3:
        return read
    # what is given for each person has samples of its own
    return Rows(np.moveaxis(read.values, 0, -2), read.names)


def _refuse_choices(given: Any) -> None:
    """Refuse a data frame of first choices, second choices and so on, whose cells are labels."""
    if not is_frame(given) or any(dtype.kind in "iuf" for dtype in given.dtypes):
        return
    cells = [cell for cell in given.to_numpy().flat if not is_missing(cell)]
    if cells and all(isinstance(cell, str) for cell in cells):
        raise InvalidInputError(
            "rankings must be ranks, with a column for each alternative; got labels as"
            f" cells, such as {shown(cells[0])}: give ballots as {{person: (first, second, ...)}}"
        )


def _labels(
    ranks: FloatArray, own: tuple[str, ...] | None, known: tuple[str, ...] | None
) -> tuple[str, ...]:
    """Return the labels of ranks (..., A), all of which must lie in 1 to A."""
    size = ranks.shape[-1]
    if known is not None and len(known) != size:
        raise InvalidInputError(f"need {size} alternatives, one for each rank; got {listed(known)}")
    labels = known or own or tuple(str(i) for i in range(size))
    bad = np.argwhere((ranks < 1) | (ranks > size))
    if bad.size:
        index = tuple(bad[0])
        raise InvalidInputError(
            f"ranks must lie in 1 (best) to {size}; got {ranks[index]:g} for"
            f" {shown(labels[index[-1]])}{_checks.at(index[:-1])}"
        )
    return labels
