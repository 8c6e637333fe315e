"""The option `values`: performances as value functions by criterion make of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from decision_analysis import _labelled
from decision_analysis.core import DecisionTable
from decision_analysis.value.parts import valued

__all__ = ["Values", "recorded_values", "valued"]

Values: TypeAlias = Mapping[str, Callable[[Any], Any]]


def recorded_values(table: DecisionTable, values: Values | None) -> dict[str, Any]:
    """Return the option for a result, in words by name; nothing where it was not given."""
    if values is None:
        return {}
    functions = _labelled.by_name("values", values, table.criterion_names)
    return {"values": {name: repr(functions[name]) for name in table.criterion_names}}
