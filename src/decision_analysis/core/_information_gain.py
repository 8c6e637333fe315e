"""`InformationGain`: what a decision is worth with and without information, or control."""

from __future__ import annotations

import dataclasses
from typing import Any, ClassVar

import numpy as np

from decision_analysis import _render
from decision_analysis._arrays import FloatArray
from decision_analysis.core._axes import axes
from decision_analysis.core._results import Result


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class InformationGain(Result):
    """What a decision is worth with and without information or control, in the unit of payoffs.

    Parameters
    ----------
    method, parameters, references, alternatives
        As in `Result`.
    value : float or ndarray of float, shape (...)
        What the information, or the control, is worth.
    with_information : float or ndarray of float, shape (...)
        What the decision is worth with it, for free.
    without : float or ndarray of float, shape (...)
        What the decision is worth as it is.
    """

    value: float | FloatArray = axes("")
    with_information: float | FloatArray = axes("")
    without: float | FloatArray = axes("")

    main: ClassVar[str] = "value"

    def _kind(self) -> str:
        """Return what is gained by: 'control' or 'information'."""
        return "control" if self.method == "control" else "information"

    def _options(self) -> dict[str, Any]:
        """Return the options that are worth a word: those that differ from the usual."""
        given = self.parameters.items()
        return {
            name: ", ".join(option) if isinstance(option, tuple) else option
            for name, option in given
            if option != "max"
        }

    def _headline(self) -> str:
        options = _render.options(self._options())
        if self.sample_shape:
            samples, mean = self.sample_shape, np.mean(self.value)
            return f"{self.method}: samples {samples}, mean value {mean:.6g}{options}"
        worth = f"with {self._kind()} {self.with_information:.6g}, without {self.without:.6g}"
        return f"{self.method}: value {self.value:.6g} ({worth}){options}"
