"""Calling a model: read-only samples in, a table with one sample axis out, or a message that says what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

import numpy as np

from decision_analysis._arrays import FloatArray, read_only
from decision_analysis._shown import shown
from decision_analysis.core._parameters import Parameters
from decision_analysis.core._table import DecisionTable
from decision_analysis.errors import InvalidInputError

Model: TypeAlias = Callable[[Mapping[str, FloatArray]], DecisionTable]


def checked_model(where: str, model: object, parameters: object) -> tuple[Model, Parameters]:
    """Refuse what is no function or no `Parameters`."""
    if not callable(model):
        raise InvalidInputError(f"{where}: model must be a function of a mapping of samples; got {shown(model)}")
    if not isinstance(parameters, Parameters):
        raise InvalidInputError(f"{where}: parameters must be Parameters; got {type(parameters).__name__}")
    return model, parameters


def tabulate(where: str, model: Model, samples: Mapping[str, FloatArray], rows: int) -> DecisionTable:
    """Return the model's table with the sample axis (rows,); a table without sample axes is the same in every row."""
    table = model({name: read_only(drawn) for name, drawn in samples.items()})
    if not isinstance(table, DecisionTable):
        raise InvalidInputError(f"{where}: model must return a DecisionTable; got {type(table).__name__}")
    if table.sample_shape == (rows,):
        return table
    if table.sample_shape:
        raise InvalidInputError(
            f"{where}: model must return a table with samples ({rows},), those of its arguments, or without; "
            f"got samples {table.sample_shape}"
        )
    values = np.broadcast_to(table.values, (rows, *table.values.shape))
    return DecisionTable._trusted(values, table.criteria, table.alternatives)


def same_labels(where: str, first: DecisionTable, other: DecisionTable) -> None:
    """Refuse a model whose alternatives or criteria differ from call to call."""
    for what, before, after in (
        ("alternatives", first.alternatives, other.alternatives),
        ("criteria", first.criteria, other.criteria),
    ):
        if before != after:
            raise InvalidInputError(
                f"{where}: model must return the same {what} in every call; got {list(before)} and {list(after)}"
            )
