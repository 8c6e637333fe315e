"""What experts said of questions, by label: quantiles of each question from each expert."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

import numpy as np

from decision_analysis import _checks, _labelled
from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis._labels import written
from decision_analysis.errors import InvalidInputError

BACKGROUNDS = ("uniform", "loguniform")


@dataclasses.dataclass(frozen=True, eq=False)
class Assessments:
    """Quantiles (K, N, Q) of N questions from K experts, and what is known of the questions.

    `realizations` (N,) is NaN for questions that are not seeds; `logarithmic` (N,) says which have
    a background measure that is uniform in the logarithm.
    """

    experts: tuple[str, ...]
    questions: tuple[str, ...]
    probabilities: FloatArray
    quantiles: FloatArray
    realizations: FloatArray
    logarithmic: BoolArray

    @property
    def seeds(self) -> BoolArray:
        """Which questions (N,) have a realization."""
        return np.isfinite(self.realizations)


def read_assessments(
    assessments: Any, probabilities: Any, realizations: Any, background: Any
) -> Assessments:
    """Read {expert: {question: {probability: level}}}, or a frame by expert and question.

    Levels may be lists, at `probabilities`.
    """
    levels = None if probabilities is None else _probabilities(probabilities)
    by_expert = _of_frame(assessments) if _labelled.is_frame(assessments) else assessments
    found = _labelled.entries("assessments", by_expert)
    experts = _checks.names("experts of assessments", list(found))
    questions: tuple[str, ...] | None = None
    tables = []
    for expert, given in zip(experts, found.values(), strict=True):
        what = f"assessments of {expert!r}"
        if questions is None:
            questions = _checks.names(f"questions of {what}", list(_labelled.entries(what, given)))
        answers = _labelled.by_name(what, given, questions, each="question")
        rows = []
        for question, quantiles in answers.items():
            p, row = _quantiles(f"quantiles of {question!r} by {expert!r}", quantiles, levels)
            if levels is not None and not np.array_equal(p, levels):
                raise InvalidInputError(
                    f"quantiles must be at the same probabilities everywhere; got {levels.tolist()}"
                    f" and {p.tolist()} for {question!r} by {expert!r}"
                )
            levels = p
            rows.append(row)
        tables.append(rows)
    assert questions is not None
    assert levels is not None
    values = np.array(tables)
    known = _realizations(questions, realizations)
    logarithmic = _backgrounds(questions, background)
    _refuse_not_positive(experts, questions, values, known, logarithmic)
    return Assessments(experts, questions, levels, values, known, logarithmic)


def _of_frame(frame: Any) -> dict[Any, Any]:
    """Return the rows of a frame, by expert and question, as mappings by probability."""
    if getattr(frame.index, "nlevels", 1) != 2:
        raise InvalidInputError(
            "assessments must have two index levels, expert and question; got"
            f" {getattr(frame.index, 'nlevels', 1)}"
        )
    if not frame.index.is_unique:
        twice = _checks.listed(list(dict.fromkeys(frame.index[frame.index.duplicated()])))
        raise InvalidInputError(f"labels of assessments must not repeat; got {twice}")
    found: dict[Any, Any] = {}
    for (expert, question), row in zip(frame.index, frame.to_numpy(), strict=True):
        found.setdefault(written(expert), {})[written(question)] = dict(
            zip(frame.columns, row, strict=True)
        )
    return found


def _probabilities(given: Any) -> FloatArray:
    array = _checks.numeric_array("probabilities", given)
    if array.ndim != 1 or not array.size:
        raise InvalidInputError(f"probabilities must have one axis; got shape {array.shape}")
    for p in array.tolist():
        _checks.number("probability", p, low=0, high=1, open_low=True, open_high=True)
    _refuse_descending("probabilities", array, [f"place {i}" for i in range(array.size)])
    return array


def _quantiles(
    what: str, given: Any, probabilities: FloatArray | None
) -> tuple[FloatArray, FloatArray]:
    if isinstance(given, list | tuple | np.ndarray):
        if probabilities is None:
            raise InvalidInputError(
                f"{what} are without their probabilities; give {{probability: level}}, or the"
                " argument probabilities"
            )
        row = _checks.numeric_array(what, given)
        if row.shape != probabilities.shape:
            raise InvalidInputError(
                f"{what} must be {probabilities.size}, one for each probability; got shape"
                f" {row.shape}"
            )
        p = probabilities
    else:
        pairs = []
        for probability, level in _labelled.entries(what, given).items():
            at = _checks.number(
                f"probability of {what}", probability, low=0, high=1, open_low=True, open_high=True
            )
            pairs.append((at, _checks.number(f"{what} at {at:g}", level)))
        pairs.sort()
        p, row = (np.array(column) for column in zip(*pairs, strict=True))
    _refuse_descending(what, row, [f"{at:g}" for at in p.tolist()])
    return p, row


def _refuse_descending(what: str, row: FloatArray, places: list[str]) -> None:
    if (down := np.flatnonzero(row[1:] <= row[:-1])).size:
        at = int(down[0])
        raise InvalidInputError(
            f"{what} must strictly ascend; got {row[at]:.10g} at {places[at]} and"
            f" {row[at + 1]:.10g} at {places[at + 1]}"
        )


def _realizations(questions: tuple[str, ...], given: Any) -> FloatArray:
    found = _labelled.by_name("realizations", given, questions, each="question", partial=True)
    if not found:
        raise InvalidInputError(
            "realizations must hold at least one question, whose answer is known"
        )
    known = np.full(len(questions), np.nan)
    for question, value in found.items():
        known[questions.index(question)] = _checks.number(f"realization of {question!r}", value)
    return known


def _backgrounds(questions: tuple[str, ...], background: Any) -> BoolArray:
    if isinstance(background, Mapping) or _labelled.is_series(background):
        named = _labelled.by_name(
            "background", background, questions, each="question", partial=True
        )
    else:
        named = dict.fromkeys(questions, background)
    for question, word in named.items():
        what = f"background of {question!r}" if named is not background else "background"
        _checks.one_of(what, word, BACKGROUNDS)
    return np.array([named.get(question) == "loguniform" for question in questions])


def _refuse_not_positive(
    experts: tuple[str, ...],
    questions: tuple[str, ...],
    values: FloatArray,
    known: FloatArray,
    logarithmic: BoolArray,
) -> None:
    bad = np.argwhere((values <= 0) & logarithmic[:, None])
    if len(bad):
        k, i, q = bad[0]
        raise InvalidInputError(
            f"background 'loguniform' of {questions[i]!r} needs positive levels; got"
            f" {values[k, i, q]:.10g} by {experts[k]!r}"
        )
    lost = np.flatnonzero(logarithmic & (known <= 0))
    if lost.size:
        raise InvalidInputError(
            f"background 'loguniform' of {questions[lost[0]]!r} needs a positive realization; got"
            f" {known[lost[0]]:.10g}"
        )
