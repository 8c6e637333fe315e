"""`frechet_bounds`: how probable several events are together where nobody knows how they depend."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, ClassVar

import numpy as np

from decision_analysis import _checks, _labelled, _read_rows, _render
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import Result, axes
from decision_analysis.errors import InvalidInputError


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class FrechetBoundsResult(Result):
    """Sharp bounds of the probabilities that all of some events happen, and that any of them does.

    Parameters
    ----------
    method, parameters, references, alternatives
        As in `Result`; there are no alternatives.
    conjunction : ndarray of float, shape (..., 2)
        Least and greatest probability that all happen.
    disjunction : ndarray of float, shape (..., 2)
        Least and greatest probability that at least one happens.
    independent : ndarray of float, shape (..., 2)
        Both probabilities where the events are independent: of all, and of at least one.
    """

    conjunction: FloatArray = axes("E")
    disjunction: FloatArray = axes("E")
    independent: FloatArray = axes("E")

    main: ClassVar[str] = "conjunction"

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        if self.sample_shape:
            return [], []
        rows: list[list[_render.Cell]] = [
            [words, *bounds.tolist(), sure]
            for words, bounds, sure in (
                ("all", self.conjunction, float(self.independent[0])),
                ("at least one", self.disjunction, float(self.independent[1])),
            )
        ]
        return ["events", "least", "greatest", "independent"], rows


@cites("frechet_1935")
@named
def frechet_bounds(probability: Mapping[str, Any] | Any) -> FrechetBoundsResult:
    """Return what is known of several events together, however they depend on one another.

    Parameters
    ----------
    probability : mapping of str to float or array_like (...), Series, or array_like (..., E)
        The probability of each event by itself, in [0, 1]; leading axes are samples.

    Returns
    -------
    FrechetBoundsResult
        `.conjunction` and `.disjunction`, each (..., 2) with the least and the greatest
        probability, and `.independent`.

    Raises
    ------
    InvalidInputError
        If there is no event or a probability is outside [0, 1].

    Notes
    -----
    max(0, sum p_i - (n - 1)) <= P(all) <= min p_i and max p_i <= P(any) <= min(1, sum p_i); no
    bound can be improved without a word on dependence (Fréchet 1935).

    Examples
    --------
    >>> from decision_analysis import evidence
    >>> evidence.frechet_bounds({"a": 0.7, "b": 0.6})
    Fréchet bounds
       events        least  greatest  independent
       all             0.3       0.6         0.42
       at least one    0.7       1.0         0.88
    """
    if _labelled.has_labels(probability):
        array, names = _read_rows.row("probability", probability, each="event", one="probability")
    else:
        array, names = _checks.numeric_array("probability", probability), None
    if array.ndim == 0 or not array.size:
        raise InvalidInputError(
            f"probability must have shape (..., E) of at least one event; got {array.shape}"
        )
    outside = np.argwhere((array < 0) | (array > 1))
    if outside.size:
        place = tuple(int(i) for i in outside[0])
        event = names[place[-1]] if names else str(place[-1])
        raise InvalidInputError(f"probability of {event!r} must be in [0, 1]; got {array[place]:g}")
    total, count = array.sum(axis=-1), array.shape[-1]
    # n - 1 from the complements, which keeps the digits of a small sum
    lacking = (1.0 - array).sum(axis=-1)
    with np.errstate(divide="ignore"):
        # 1 - prod (1 - p_i), which keeps the digits of small probabilities
        either = -np.expm1(np.log1p(-array).sum(axis=-1))
    return FrechetBoundsResult(
        method="Fréchet bounds",
        references=cited("frechet_1935"),
        conjunction=np.stack(
            [np.maximum(0.0, 1.0 - lacking) if count > 1 else total, array.min(axis=-1)], axis=-1
        ),
        disjunction=np.stack([array.max(axis=-1), np.minimum(1.0, total)], axis=-1),
        independent=np.stack([array.prod(axis=-1), either], axis=-1),
    )
