"""`InformationResult`: what a tree is worth with and without information or control."""

from __future__ import annotations

import dataclasses
from typing import Any, ClassVar

import numpy as np

from decision_analysis import _render
from decision_analysis._arrays import FloatArray
from decision_analysis.core import axes
from decision_analysis.core.parts import Columns, InformationGain
from decision_analysis.trees.information._price import Gain

WORDS = ["state", "probability", "worth, once known"]


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class InformationResult(InformationGain):
    """What a tree is worth with and without information on uncertainties, in the unit of payoffs.

    Parameters
    ----------
    method, parameters, references, alternatives
        As in `Result`.
    value : float or ndarray of float, shape (...)
        The price, paid on every path, at which the informed decision maker is as well off as
        without information.
    with_information : float or ndarray of float, shape (...)
        Certainty equivalent with free information.
    without : float or ndarray of float, shape (...)
        Certainty equivalent without information.
    states : tuple of str
        What the information may say.
    probabilities : ndarray of float, shape (..., states)
        Probability of each; under control, how often each is set.
    given : ndarray of float, shape (..., states)
        Certainty equivalent once each is known, or where each is set wherever possible.
    """

    states: tuple[str, ...]
    probabilities: FloatArray = axes("K")
    given: FloatArray = axes("K")

    main: ClassVar[str] = "given"

    def _words(self) -> list[str]:
        return ["set to", "how often", "worth, where set"] if self.method == "control" else WORDS

    def _columns(self) -> Columns:
        label, likely, worth = self._words()
        return label, self.states, {likely: self.probabilities, worth: self.given}

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        if self.sample_shape:
            return [], []
        columns = zip(self.states, self.probabilities, self.given, strict=True)
        return self._words(), [[state, float(p), float(ce)] for state, p, ce in columns]


def gained(
    method: str,
    parameters: dict[str, Any],
    references: tuple[str, ...],
    found: Gain,
    sign: float,
    by_state: tuple[tuple[str, ...], FloatArray, FloatArray],
) -> InformationResult:
    """Return a gain in the sign of payoffs, with states, their probabilities and their worth.

    Probabilities and worth are (states, ...).
    """
    states, probabilities, given = by_state
    return InformationResult(
        method=method,
        parameters=parameters,
        references=references,
        value=np.array(found.price)[()],
        with_information=np.array(sign * found.best + 0.0)[()],
        without=np.array(sign * found.without + 0.0)[()],
        states=states,
        probabilities=np.moveaxis(probabilities, 0, -1).copy(),
        given=np.moveaxis(sign * given + 0.0, 0, -1).copy(),
    )
