"""A method under test, called in one way whether it takes weights or not."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._shown import shown
from decision_analysis.core import DecisionTable, Result
from decision_analysis.core.parts import call

Options = Mapping[str, Any]
_METHOD = "a function of a table, weights where it takes any, and its options that returns a result"


@dataclasses.dataclass(frozen=True)
class Method:
    """The method under test, called in one way whether it takes weights or not."""

    function: Callable[..., Any]
    options: Callable[[DecisionTable], Options]

    @property
    def weighted(self) -> bool:
        return "weights" in inspect.signature(self.function).parameters

    @property
    def weights_required(self) -> bool:
        # None may stand for a published form without weights, where it is the default
        return inspect.signature(self.function).parameters["weights"].default is not None

    def __call__(self, table: DecisionTable, weights: Any, options: Options | None = None) -> Any:
        asked = self.options(table) if options is None else options
        chosen: Options = _checks.mapping("what options(table) returns", asked, empty=True)
        given = (table, weights) if self.weighted else (table,)
        result = call("method", _METHOD, self.function, *given, **chosen)
        if not isinstance(result, Result | np.ndarray):
            raise AssertionError(
                "a method must return Scores, a Relation, a Sorting or an array; got"
                f" {shown(result)}"
            )
        return result
