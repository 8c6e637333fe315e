"""`Result`: what every function returns, a frozen record that knows how it was made."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Self

import numpy as np

from decision_analysis import _checks, _labelled, _read_rows, _render
from decision_analysis._equal import Comparable, equal_fields
from decision_analysis._frozen import copied, frozen
from decision_analysis._limits import MOST_AXES
from decision_analysis._named import named
from decision_analysis.core._call import NAME as CALL
from decision_analysis.core._call import call_of
from decision_analysis.core._framed import Framed
from decision_analysis.core._shown import Shown
from decision_analysis.core._step import Step
from decision_analysis.errors import InvalidInputError


def _held(what: str, kept: Callable[[Any], Any], value: Any) -> Any:
    """Return a value as it is kept, but for lists that are deep without end, or hold themselves."""
    try:
        return kept(value)
    except RecursionError:
        raise InvalidInputError(f"{what} must not be nested without end") from None


def _all_truth(frame: Any) -> bool:
    return all(dtype.kind == "b" for dtype in frame.dtypes)


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Result(Framed, Comparable, Shown):
    """What every function of the library returns: frozen, readable, with read-only arrays.

    Parameters
    ----------
    method : str
        The name of the method.
    parameters : mapping
        The options of the call.
    references : tuple of str
        Sources, with DOI where there is one.
    alternatives : tuple of str
        Labels of the alternatives; empty where the result has none.
    criteria : tuple of str or None
        Names of the criteria; None where the result has none or knows only their number.
    """

    method: str
    parameters: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    references: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    criteria: tuple[str, ...] | None = None

    main: ClassVar[str] = ""

    @named("{self.__class__.__name__}")
    def __post_init__(self) -> None:
        _checks.instance("method", self.method, str)
        if not (isinstance(self.alternatives, tuple) and self.alternatives == ()):
            labels = _checks.names("alternatives", self.alternatives)
            object.__setattr__(self, "alternatives", labels)
        if self.criteria is not None:
            object.__setattr__(self, "criteria", _checks.names("criteria", self.criteria))
        # labels of a frame given as the main array become those of the result
        if self.main:
            object.__setattr__(
                self, self.main, self._fitting(self._aligned(getattr(self, self.main)))
            )
        # options are the caller's, who may go on changing what was given
        options: Mapping[str, Any] = _checks.mapping("parameters", self.parameters, empty=True)
        if options:
            _checks.keys("parameters", options)
        object.__setattr__(self, "parameters", _held("parameters", copied, dict(options)))
        for field in dataclasses.fields(self):
            value = getattr(self, field.name)
            kinds = (np.floating, np.bool_) if "axes" in field.metadata else np.floating
            if isinstance(value, kinds) or (
                # a single number is a plain float, and prints as one
                isinstance(value, np.ndarray) and not value.ndim and value.dtype != object
            ):
                object.__setattr__(self, field.name, value.item())
            elif not isinstance(value, np.number | np.bool_):
                object.__setattr__(self, field.name, _held(field.name, frozen, value))

    def __getstate__(self) -> dict[str, Any]:
        # the call may hold functions that cannot be pickled, and tables that are large
        return {k: v for k, v in self.__dict__.items() if k != CALL}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        # arrays come writeable from a pickle, and are made read-only again
        self.__post_init__()

    @property
    def sample_shape(self) -> tuple[int, ...]:
        """Shape of the leading sample axes; `()` for a single result."""
        if not self.main:
            return ()
        shape: tuple[int, ...] = np.shape(getattr(self, self.main))
        return shape[: len(shape) - len(self._axes()[self.main])]

    @named("{self.method}: at()")
    def at(self, index: int | tuple[int, ...]) -> Self:
        """Return the result of one sample.

        Parameters
        ----------
        index : int or tuple of int
            Which sample, one integer for each sample axis.

        Returns
        -------
        Result
            The same kind of result without sample axes.

        Raises
        ------
        InvalidInputError
            If there are no sample axes or the index does not point to one sample.
        """
        shape = self.sample_shape
        place = _checks.sample_index(index, shape)
        picked = {}
        for name, letters in self._axes().items():
            value = getattr(self, name)
            if isinstance(value, np.ndarray):
                # fields may have fewer samples than the main one, to which they broadcast
                trailing = value.shape[value.ndim - len(letters) :]
                picked[name] = np.broadcast_to(value, shape + trailing)[place].copy()
        single = dataclasses.replace(self, **picked)
        if (call := call_of(self)) is not None:
            object.__setattr__(single, CALL, dataclasses.replace(call, place=place))
        return single

    def steps(self) -> dict[str, np.ndarray[Any, Any]]:
        """Return the intermediates declared and computed, by field, in the source's order."""
        declared = type(self).declared_steps()
        return {name: getattr(self, name) for name in declared if getattr(self, name) is not None}

    @classmethod
    def declared_steps(cls) -> dict[str, Step]:
        """Return caption, symbol and axes of every intermediate declared, by field name."""
        return {f.name: f.metadata["step"] for f in dataclasses.fields(cls) if "step" in f.metadata}

    def to_dict(self) -> dict[str, Any]:
        """Return all fields as plain lists, dicts, strings and numbers (NaN becomes None)."""
        plain: dict[str, Any] = _render.plain(
            {f.name: getattr(self, f.name) for f in dataclasses.fields(self)}
        )
        return plain

    def _same_as(self, other: object) -> bool:
        return type(other) is type(self) and equal_fields(self, other)

    def _headline(self) -> str:
        if self.sample_shape:
            size = f"{len(self.alternatives)} alternatives, " if self.alternatives else ""
            return f"{self.method}: {size}samples {self.sample_shape}"
        return self.method + _render.options(self.parameters)

    def _aligned(self, main: Any) -> Any:
        """Return labelled numbers in the order of the result's labels, or theirs if it has none."""
        letters = self._axes()[self.main]
        if letters not in ("A", "AA", "C") or not _labelled.has_labels(main):
            return main
        what, each = "alternatives", "alternative"
        if letters == "C":
            what, each = "criteria", "criterion"
        names = getattr(self, what, None) or None
        square = letters == "AA"
        read = _labelled.square if square else _read_rows.row
        boolean = square and _labelled.is_frame(main) and _all_truth(main)
        array, labels = read(self.main, main.astype(float) if boolean else main, names, each=each)
        object.__setattr__(self, what, names or labels)
        return array.astype(bool) if boolean else array

    def _fitting(self, main: Any) -> np.ndarray[Any, Any]:
        """Return the main array if it is of numbers that fit the alternatives; else refuse it."""
        letters = self._axes()[self.main]
        # ranks are kept as integers; what is no float of ours is read and checked
        kept = isinstance(main, np.ndarray | np.generic) and (
            main.dtype.kind in ("biu" if letters == "AA" else "iu") or main.dtype == np.float64
        )
        kept = kept and main.ndim <= MOST_AXES and _checks.masked(main) is None
        # fresh memory either way: the array given is the caller's
        array = np.array(main) if kept else _checks.numeric_array(self.main, main)
        shape, count = array.shape[array.ndim - len(letters) :], len(self.alternatives)
        sizes = {size for letter, size in zip(letters, shape, strict=False) if letter == "A"}
        if array.ndim < len(letters) or sizes - {count}:
            axes = [str(count) if letter == "A" else letter for letter in letters]
            form = ", ".join(["...", *axes])
            raise InvalidInputError(f"{self.main} must have shape ({form}); got {array.shape}")
        return array

    def _single(self, member: str) -> None:
        """Refuse a member made of labels where there are sample axes."""
        if self.sample_shape:
            raise InvalidInputError(
                f"{member} needs one sample, got a batch {self.sample_shape}; pick one with"
                " result.at(i)",
                where=self.method,
            )

    @classmethod
    def _axes(cls) -> dict[str, str]:
        """Return the trailing axes of every array field that may carry sample axes."""
        found = {}
        for field in dataclasses.fields(cls):
            if "axes" in field.metadata:
                found[field.name] = field.metadata["axes"]
            elif "step" in field.metadata:
                found[field.name] = field.metadata["step"].axes
        return found
