"""From the data of a case file to what methods take: tables, trees, functions, distributions."""

from __future__ import annotations

import functools
import importlib
import math
import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import numpy as np

from decision_analysis.core import Criterion, DecisionTable

_FRACTION = re.compile(r"-?\d+(\.\d+)?/\d+(\.\d+)?")


def resolve(data: Any, *, missing: float | None = math.nan) -> Any:
    """Turn plain data into arguments, inside out.

    Lists and mappings are walked; `missing` replaces null in a list; a string such as "1/3" is a
    number. A mapping is

    - the result of another method where it has the key "method", written like a case, of which
      "take" picks a member;
    - a method as a function of a table where it has the key "function", with its weights and
      options;
    - a `DecisionTable` where its only key is "table";
    - an array whose last axis runs over the given ones where its only key is "columns";
    - a mapping by set of names where its only key is "sets", a list of [names, entry];
    - the function r ** exponent where its only key is "power", the exponent;
    - a mapping by pair of names where its only key is "pairs", a list of [one, other, entry];
    - a frozen `scipy.stats` distribution where it has the key "distribution".
    """
    if isinstance(data, list):
        # null in a list of data is a missing number, as JSON has no NaN
        return [missing if entry is None else resolve(entry, missing=missing) for entry in data]
    if isinstance(data, str) and _FRACTION.fullmatch(data):
        above, _, below = data.partition("/")
        return float(Fraction(above) / Fraction(below))
    if not isinstance(data, dict):
        return data
    if "method" in data:
        return _nested(data)
    if "function" in data:
        weights = {"weights": resolve(data["weights"])} if "weights" in data else {}
        method = _public(data["function"])
        return functools.partial(method, **weights, **arguments(data.get("options", {})))
    if set(data) == {"table"}:
        return table_of(data["table"])
    if set(data) == {"columns"}:
        return np.stack(
            [np.asarray(resolve(column), dtype=float) for column in data["columns"]], axis=-1
        )
    if set(data) == {"sets"}:
        return {frozenset(names): resolve(entry) for names, entry in data["sets"]}
    if set(data) == {"power"}:
        return functools.partial(_power, exponent=resolve(data["power"]))
    if set(data) == {"pairs"}:
        return {(one, other): resolve(entry) for one, other, entry in data["pairs"]}
    if "distribution" in data:
        from scipy import stats

        return getattr(stats, data["distribution"])(**resolve(data["parameters"]))
    return {key: resolve(entry, missing=missing) for key, entry in data.items()}


def _power(r: Any, exponent: float) -> Any:
    return r**exponent


def arguments(data: Mapping[str, Any]) -> dict[str, Any]:
    """Turn arguments by name into objects, each on its own."""
    return {name: resolve(value) for name, value in data.items()}


def table_of(data: Mapping[str, Any]) -> DecisionTable:
    """Build a table from its criteria, alternatives and values."""
    criteria = [Criterion(**criterion) for criterion in data["criteria"]]
    return DecisionTable(resolve(data["values"]), criteria, data["alternatives"])


def call(
    method: str,
    table: DecisionTable | None,
    weights: Any,
    inputs: Mapping[str, Any],
    options: Mapping[str, Any],
) -> Any:
    """Call a public function of the library by its dotted name."""
    function = _public(method)
    # table and weights come first where the method takes them
    leading = [argument for argument in (table, weights) if argument is not None]
    return function(*leading, **inputs, **options)


def _public(method: str) -> Any:
    """Return a public function of the library by its dotted name."""
    package, _, path = method.partition(".")
    function: Any = importlib.import_module(f"decision_analysis.{package}")
    for name in path.split("."):
        function = getattr(function, name)
    return function


def _nested(data: Mapping[str, Any]) -> Any:
    result = call(
        data["method"],
        table_of(data["table"]) if "table" in data else None,
        resolve(data["weights"]) if "weights" in data else None,
        arguments(data.get("inputs", {})),
        arguments(data.get("options", {})),
    )
    # members one inside the other, by key of a mapping or as an attribute
    for member in data.get("take", []):
        result = result[member] if isinstance(result, Mapping) else getattr(result, member)
    return result
