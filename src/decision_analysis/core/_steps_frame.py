"""`steps_frame`: the intermediates of a method as pandas data frames with their labels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Protocol

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import optional_import
from decision_analysis._labels import Labels, numbered
from decision_analysis.core._index import sampled_index
from decision_analysis.core._step import Step
from decision_analysis.errors import InvalidInputError

if TYPE_CHECKING:
    import pandas

AXES = {
    "A": ("alternative", "alternatives"),
    "C": ("criterion", "criteria"),
    "M": ("person", "people"),
    "P": ("profile", "profiles"),
}
"""What an axis runs over, and the field that names its entries, by its letter."""


class WithSteps(Protocol):
    """What is asked of a result here: its steps, their axes, and its sample axes."""

    main: ClassVar[str]

    @property
    def sample_shape(self) -> tuple[int, ...]: ...
    def steps(self) -> dict[str, np.ndarray[Any, Any]]: ...
    @classmethod
    def declared_steps(cls) -> dict[str, Step]: ...
    @classmethod
    def _axes(cls) -> dict[str, str]: ...


def steps_frame(result: WithSteps, name: str | None = None) -> pandas.DataFrame:
    """Return one intermediate, or all with one number for each row of the answer."""
    pd = optional_import("pandas", extra="frame", what="steps_frame()")
    if name is None:
        kept = beside_answer(result)
        if not kept:
            others = _checks.listed(list(result.steps()))
            raise InvalidInputError(
                "name must be that of a step, none of which has one number for each row;"
                f" known are {others}"
            )
    else:
        kept = [_kept(result, name)]
    axes = result._axes()[kept[0]]
    down = axis_labels(result, kept[0], 0)
    if len(axes) == 1:
        columns: Any = kept
        values = np.stack([_whole(result, step) for step in kept], axis=-1)
    else:
        across = axis_labels(result, kept[0], 1)
        columns = across.origin if isinstance(across, Labels) else list(across)
        values = _whole(result, kept[0])
    index = sampled_index(pd, result.sample_shape, down, _axis(axes[0])[0])
    return pd.DataFrame(np.array(values).reshape(-1, len(columns)), index, columns)  # type: ignore[no-any-return]


def beside_answer(result: WithSteps) -> list[str]:
    """Return the steps with one number for each row of the answer: alternative, or criterion."""
    line = result._axes()[result.main][-1:] if result.main else "A"
    declared = type(result).declared_steps()
    return [name for name in result.steps() if declared[name].axes == line]


def axis_labels(result: WithSteps, name: str, axis: int) -> tuple[str, ...]:
    """Return the labels along a declared axis of an array; numbers from 1 where there are none."""
    axes = result._axes()[name]
    what, field = _axis(axes[axis])
    size = np.shape(getattr(result, name))[axis - len(axes)]
    labels: tuple[str, ...] | None = getattr(result, field, None)
    if labels is None:
        return numbered(size)
    if len(labels) != size:
        raise InvalidInputError(
            f"{name} must have {len(labels)} entries, one for each {what}; got {size}"
        )
    return labels


def _axis(letter: str) -> tuple[str, str]:
    """Return what an axis runs over, and the field with the names of its entries."""
    return AXES.get(letter, ("number", ""))


def _kept(result: WithSteps, name: object) -> str:
    """Return the name of an array by one or two labels that the result holds."""
    labelled = [key for key, axes in result._axes().items() if 1 <= len(axes) <= 2]
    known = _checks.known("step", name, labelled)
    if getattr(result, known) is None:
        raise InvalidInputError(f"{known!r} was not kept; call the method with steps=True")
    return known


def _whole(result: WithSteps, name: str) -> np.ndarray[Any, Any]:
    """Return an array with all sample axes of the result."""
    array, width = np.asarray(getattr(result, name)), len(result._axes()[name])
    return np.broadcast_to(array, result.sample_shape + array.shape[array.ndim - width :])
