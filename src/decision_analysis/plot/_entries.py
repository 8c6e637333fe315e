"""`entries`: the scores after each entry of a log, however they are given, and their dates."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import numpy as np

from decision_analysis import _checks, _labelled
from decision_analysis._arrays import FloatArray
from decision_analysis._shown import shown
from decision_analysis.core import Scores
from decision_analysis.errors import InvalidInputError
from decision_analysis.plot import _chart


def entries(results: object) -> tuple[FloatArray, tuple[str, ...], bool, list[object] | None]:
    """Return scores (K, A), alternatives, whether more is better, and the dates known."""
    if _labelled.is_frame(results):
        columns = _labelled.frame_columns("results", results)
        index: list[object] = list(results.index)  # type: ignore[attr-defined]
        array = np.stack(list(columns.values()), axis=-1)
        one = Scores(method="frame", alternatives=tuple(columns), scores=array)
        return one.scores, one.alternatives, True, index
    if isinstance(results, Scores):
        if len(results.sample_shape) != 1:
            raise InvalidInputError(
                "results in one must have one leading axis, of entries; got samples"
                f" {results.sample_shape}"
            )
        return results.scores, results.alternatives, results.higher_is_better, None
    own: list[object] | None = None
    if isinstance(results, Mapping):
        own = [_date(key) for key in results]
        found = list(results.values())
        names = [f"results of {shown(key)}" for key in own]
    else:
        found = _checks.entries("results", results, kind="a sequence of Scores")
        names = [f"entry {place} of results" for place in range(1, len(found) + 1)]
    if not found:
        raise InvalidInputError("results must not be empty")
    return *_stacked(found, names), own


def _stacked(found: list[object], names: list[str]) -> tuple[FloatArray, tuple[str, ...], bool]:
    """Return the scores (K, A) of single results, in the order of the first one's alternatives."""
    rows: list[FloatArray] = []
    first = _checks.instance(names[0], found[0], Scores)
    for name, entry in zip(names, found, strict=True):
        one = _checks.instance(name, entry, Scores)
        if one.sample_shape:
            raise InvalidInputError(f"{name} must be of one table; got samples {one.sample_shape}")
        if one.higher_is_better != first.higher_is_better:
            raise InvalidInputError(
                f"in all results more must be better, or in all less; {name} differ from the first"
            )
        _checks.same_names(
            f"{name} must have the alternatives of the first one",
            one.alternatives,
            first.alternatives,
        )
        rows.append(one.scores[[one.alternatives.index(a) for a in first.alternatives]])
    return np.stack(rows), first.alternatives, first.higher_is_better


def told_dates(dates: object, own: list[object] | None, count: int) -> list[str]:
    """Return what stands at each entry."""
    given = own if dates is None else _checks.entries("dates", dates)
    if given is None:
        return [str(place) for place in range(1, count + 1)]
    if len(given) != count:
        of = "" if own is None else f" {_checks.listed(own)}"
        raise InvalidInputError(
            f"dates must be one for each of {count} entries{of}; got {len(given)}"
        )
    return [_chart.drawable("date", _date(entry)) for entry in given]


def _date(entry: object) -> str:
    """Return a date as text, without a time that says nothing."""
    if isinstance(entry, datetime.date):
        return entry.isoformat().removesuffix("T00:00:00")
    if isinstance(entry, str) and entry:
        return entry
    raise InvalidInputError(f"dates must be text or dates, none empty; got {shown(entry)}")
