"""What people's judgements share: weights of people, their numbers by label, and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from decision_analysis import _checks, _labelled, _read_rows, _together
from decision_analysis._arrays import FloatArray, optional_import
from decision_analysis.core import Scores, WeightsResult
from decision_analysis.core.parts import sampled_index
from decision_analysis.errors import InvalidInputError
from decision_analysis.group._people import one_for_each

Names = tuple[str, ...]


def importance(weights: Any, people: int, names: Names | None) -> FloatArray:
    """Return the weights (K,) of the people, which sum to 1; equal where None.

    Where the people have names the weights go by them.
    """
    if weights is None:
        return np.full(people, 1 / people)
    array = _together.beside(
        "weights", weights, "judgements", names, each="person", rows="people", one="weight"
    )
    array = one_for_each("weights", array, people, "person")
    with np.errstate(over="ignore"):
        total = array.sum()
    scaled: FloatArray = array / _checks.all_finite("the sum of weights", total)
    return scaled


def people_of(given: Any) -> tuple[Any, Names | None]:
    """Return judgements, and the names of the people where keys or the rows of a frame are such."""
    if _checks.is_mapping(given) and given and all(map(_labelled.has_labels, given.values())):
        return list(given.values()), _checks.names("people", list(given))
    if _labelled.is_frame(given) and _checks.is_labelled(given.iloc[:, :1].set_axis([0], axis=1)):
        return given, _labelled.frame_labels("people", given.index)
    return given, None


def is_bare(given: Any) -> bool:
    """Say whether there are no labels, or such that count places: arrays, lists, a plain frame."""
    if _labelled.is_frame(given):
        return not _checks.is_labelled(given)
    return not _labelled.has_labels(given)


def rows_of_people(what: str, given: Any) -> tuple[FloatArray, Names | None]:
    """Return numbers (..., K, n), a row for each person, with their labels if there are any.

    People are the entries of a list, the rows of a frame, and the last sample axis of a result or a
    mapping.
    """
    if is_bare(given):
        return _checks.numeric_array(what, given, labels_matter=False), None
    if isinstance(given, list | tuple) and any(map(_labelled.is_frame, given)):
        raise InvalidInputError(
            f"{what} must be one frame with a row for each person; got a list of them"
        )
    array, labels = _read_rows.row(what, given, each="item")
    return (np.moveaxis(array, 0, -2) if isinstance(given, list | tuple) else array), labels


def like_first(given: Any, numbers: FloatArray, labels: Names | None, method: str) -> Any:
    """Return numbers (..., n) as one person's were given: a result, a Series, a dict, an array."""
    first = given[0] if isinstance(given, list | tuple) and given else given
    common: dict[str, Any] = {"method": method}
    if isinstance(first, Scores | WeightsResult):
        common["references"] = first.references
        if first is given:
            common["parameters"] = first.parameters
    if isinstance(first, Scores):
        direction = first.higher_is_better
        return Scores(
            **common, alternatives=first.alternatives, scores=numbers, higher_is_better=direction
        )
    if isinstance(first, WeightsResult):
        return WeightsResult(**common, weights=numbers, criteria=labels)
    if labels is None:
        return numbers
    if isinstance(first, Mapping):
        columns = np.moveaxis(numbers, -1, 0)
        return dict(zip(labels, columns.tolist() if numbers.ndim == 1 else columns, strict=True))
    pd = optional_import("pandas", extra="frame", what="a Series")
    index = sampled_index(pd, numbers.shape[:-1], labels, "item")
    return pd.Series(numbers.reshape(-1), index=index, name=method)
