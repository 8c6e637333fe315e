"""`Method`: a scoring method with the options that a study gives it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from decision_analysis import mcda
from decision_analysis.core import DecisionTable


@dataclasses.dataclass(frozen=True)
class Method:
    """A scoring method of `mcda` by name, with options.

    Parameters
    ----------
    label : str
        As tables call it.
    function : str
        Its name in `mcda`.
    options : mapping of str to object
        Arguments by name.
    """

    label: str
    function: str
    options: Mapping[str, Any] = dataclasses.field(default_factory=dict)

    @property
    def has_veto(self) -> bool:
        """Whether a veto is among its options."""
        return self.options.get("veto") is not None

    def __call__(self, table: DecisionTable, weights: Any) -> Any:
        """Return the method's result for a table and weights."""
        return getattr(mcda, self.function)(table, weights, **self.options)
