"""`steps_frame`: the intermediates of a method as pandas data frames with their labels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import optional_import
from decision_analysis.errors import InvalidInputError

if TYPE_CHECKING:
    import pandas

    from decision_analysis.core._results import Result

AXES = {"A": ("alternative", "alternatives"), "C": ("criterion", "criteria"), "P": ("profile", "profiles")}
"""What an axis runs over, and the field that names its entries, by its letter."""


def steps_frame(result: Result, name: str | None = None) -> pandas.DataFrame:
    """Return one intermediate, or those with one number for each row of the answer; see `Result.steps_frame`."""
    where = f"{result.method}: steps_frame()"
    pd = optional_import("pandas", extra="frame", where="steps_frame()")
    letters = result._axes()
    if name is not None:
        kept = [_kept(where, result, _checks.known(where, "step", name, letters))]
    else:
        kept = beside_answer(result)
        if not kept:
            others = _checks.listed([n for n in result.steps() if n != result.main])
            raise InvalidInputError(
                f"{where}: name must be that of a step, as there is none with one number for each row; got None, "
                f"known are {others}"
            )
    axes = letters[kept[0]]
    if len(axes) < 2:
        columns: list[str] = kept
        values = np.stack([_whole(result, step) for step in kept], axis=-1)
    else:
        columns = list(axis_labels(where, result, kept[0], -1))
        values = _whole(result, kept[0])
    levels: dict[str, Any] = {f"sample_{axis}": range(size) for axis, size in enumerate(result.sample_shape)}
    for axis, letter in enumerate(axes[:1] if len(axes) < 2 else axes[:-1]):
        level = AXES[letter][0] if letter in AXES else f"axis_{axis}"
        levels[level] = axis_labels(where, result, kept[0], axis - len(axes))
    return pd.DataFrame(np.array(values).reshape(-1, len(columns)), index=_index(pd, levels), columns=columns)  # type: ignore[no-any-return]


def beside_answer(result: Result) -> list[str]:
    """Return the steps with one number for each row of the answer: alternatives, or criteria of weights."""
    line = result._axes()[result.main][-1:] if result.main else "A"
    declared = type(result).declared_steps()
    return [name for name in result.steps() if declared[name].axes == line]


def axis_labels(where: str, result: Result, name: str, axis: int) -> tuple[str, ...]:
    """Return the labels along one of the declared axes of an array, counted from its last; numbers where none are."""
    letter, size = result._axes()[name][axis], np.shape(getattr(result, name))[axis]
    labels: tuple[str, ...] | None = getattr(result, AXES[letter][1], None) if letter in AXES else None
    if labels is None:
        return tuple(str(i + 1) for i in range(size))
    if len(labels) != size:
        raise InvalidInputError(
            f"{where}: {name} must have {len(labels)} entries, one for each {AXES[letter][0]}; got {size}"
        )
    return labels


def _kept(where: str, result: Result, name: str) -> str:
    if getattr(result, name) is None:
        raise InvalidInputError(f"{where}: {name!r} was not kept; call the method with steps=True")
    return name


def _whole(result: Result, name: str) -> np.ndarray[Any, Any]:
    """Return an array with all sample axes of the result."""
    array, width = np.asarray(getattr(result, name)), len(result._axes()[name])
    return np.broadcast_to(array, result.sample_shape + array.shape[array.ndim - width :])


def _index(pd: Any, levels: dict[str, Any]) -> Any:
    if not levels:
        return pd.RangeIndex(1)
    if len(levels) == 1:
        return pd.Index(*levels.values(), name=next(iter(levels)))
    return pd.MultiIndex.from_product(levels.values(), names=list(levels))
