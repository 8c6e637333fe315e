"""`Result`: what every function returns, a frozen record that knows how it was made and can show itself."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Self

import numpy as np

from decision_analysis import _checks, _labelled, _render
from decision_analysis._arrays import optional_import, read_only
from decision_analysis._equal import equal_fields
from decision_analysis._frozen import ReadOnly
from decision_analysis.core._index import relabeled, sample_names, sampled_index
from decision_analysis.core._shown import Shown, checked_top
from decision_analysis.core._steps_frame import steps_frame
from decision_analysis.errors import InvalidInputError

if TYPE_CHECKING:
    import pandas

Columns = tuple[str, tuple[str, ...], dict[str, np.ndarray[Any, Any]]]
"""What the labels of a frame are, the labels, and arrays (..., n) by column."""


@dataclasses.dataclass(frozen=True)
class Step:
    """One declared intermediate of a method: its caption, the source's symbol and its axes.

    Parameters
    ----------
    caption : str
        What the array holds, in words.
    symbol : str
        The source's symbol, in LaTeX.
    axes : str
        A letter for each trailing axis: A alternatives, C criteria; leading sample axes come before.
    """

    caption: str
    symbol: str
    axes: str


def step(caption: str, symbol: str, axes: str) -> Any:
    """Declare a dataclass field that holds an intermediate of the method; it is None where it was not computed.

    Parameters
    ----------
    caption : str
        What the array holds, in words.
    symbol : str
        The source's symbol, in LaTeX.
    axes : str
        A letter for each trailing axis: A alternatives, C criteria.

    Returns
    -------
    dataclasses.Field
        The declaration; completion, `repr`, tables, LaTeX and reports read it.

    Examples
    --------
    >>> from decision_analysis.core import step
    >>> step("Positive ideal solution", "v_j^+", "C").metadata["step"].symbol
    'v_j^+'
    """
    return dataclasses.field(default=None, metadata={"step": Step(caption, symbol, axes)})


def axes(letters: str) -> Any:
    """Declare a required array field that may carry leading sample axes.

    Parameters
    ----------
    letters : str
        A letter for each trailing axis: A alternatives, C criteria.

    Returns
    -------
    dataclasses.Field
        The declaration.

    Examples
    --------
    >>> from decision_analysis.core import axes
    >>> axes("AC").metadata["axes"]
    'AC'
    """
    return dataclasses.field(metadata={"axes": letters})


def _thawed(value: Any) -> Any:
    """Return the mapping proxies of users as dicts, at any depth, since they cannot be pickled."""
    if isinstance(value, dict | MappingProxyType):
        kind = type(value) if isinstance(value, ReadOnly) else dict
        return kind({key: _thawed(entry) for key, entry in value.items()})
    return value


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Result(Shown):
    """What every function of the library returns: frozen, with read-only arrays and a readable form.

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

    def __post_init__(self) -> None:
        _checks.instance(type(self).__name__, "method", self.method, str)
        if not (isinstance(self.alternatives, tuple) and self.alternatives == ()):
            labels = _checks.names(type(self).__name__, "alternatives", self.alternatives)
            object.__setattr__(self, "alternatives", labels)
        if self.criteria is not None:
            object.__setattr__(self, "criteria", _checks.names(type(self).__name__, "criteria", self.criteria))
        if self.main:
            object.__setattr__(self, self.main, self._fitting(self._aligned(getattr(self, self.main))))
        for field in dataclasses.fields(self):
            value = getattr(self, field.name)
            if isinstance(value, np.floating) or (
                isinstance(value, np.ndarray) and not value.ndim and value.dtype != object
            ):
                object.__setattr__(self, field.name, value.item())
            elif isinstance(value, np.ndarray):
                object.__setattr__(self, field.name, read_only(value))
            elif isinstance(value, dict):
                frozen = {
                    _checks.plain(k): read_only(v) if isinstance(v, np.ndarray) else _checks.plain(v)
                    for k, v in value.items()
                }
                kind = type(value) if isinstance(value, ReadOnly) else ReadOnly
                object.__setattr__(self, field.name, kind(frozen))
            elif isinstance(value, str):
                object.__setattr__(self, field.name, _checks.plain(value))

    def __getstate__(self) -> dict[str, Any]:
        return {k: _thawed(v) for k, v in self.__dict__.items()}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self.__post_init__()

    @property
    def sample_shape(self) -> tuple[int, ...]:
        """Shape of the leading sample axes; `()` for a single result."""
        if not self.main:
            return ()
        shape: tuple[int, ...] = np.shape(getattr(self, self.main))
        return shape[: len(shape) - len(self._axes()[self.main])]

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
        shape, where = self.sample_shape, f"{self.method}: at()"
        place = _checks.sample_index(where, index, shape)
        picked = {}
        for name, letters in self._axes().items():
            value = getattr(self, name)
            if isinstance(value, np.ndarray):
                trailing = value.shape[value.ndim - len(letters) :]
                picked[name] = np.broadcast_to(value, shape + trailing)[place].copy()
        return dataclasses.replace(self, **picked)

    def steps(self) -> dict[str, np.ndarray[Any, Any]]:
        """Return the intermediates that the method declares and computed, by field name, in the source's order."""
        declared = type(self).declared_steps()
        return {name: getattr(self, name) for name in declared if getattr(self, name) is not None}

    @classmethod
    def declared_steps(cls) -> dict[str, Step]:
        """Return caption, symbol and axes of every intermediate that the method declares, by field name."""
        return {f.name: f.metadata["step"] for f in dataclasses.fields(cls) if "step" in f.metadata}

    def to_dict(self) -> dict[str, Any]:
        """Return all fields as plain lists, dicts, strings and numbers (NaN becomes None)."""
        plain: dict[str, Any] = _render.plain({f.name: getattr(self, f.name) for f in dataclasses.fields(self)})
        return plain

    def equals(self, other: object) -> bool:
        """Say whether `other` is a result of the same kind with the same labels, options and numbers.

        Parameters
        ----------
        other : object
            Anything.

        Returns
        -------
        bool
            Whether all fields are the same.
        """
        return type(other) is type(self) and equal_fields(self, other)

    def to_frame(self, top: int | None = None) -> pandas.DataFrame:
        """Return the result as a pandas DataFrame: what `repr` shows, with all rows and digits.

        Parameters
        ----------
        top : int, optional
            How many rows, the first ones; all where None.

        Returns
        -------
        pandas.DataFrame
            The index are the labels, as in the frame that the table came from; those of a batch
            have a level for each sample axis before them.

        Raises
        ------
        InvalidInputError
            If `top` is not a positive integer.
        MissingDependencyError
            If pandas is not installed.
        """
        pd = optional_import("pandas", extra="frame", where="to_frame()")
        most = checked_top("to_frame()", top)
        frame = self._frame_of_batch(pd) if self.sample_shape else self._frame(pd)
        return frame.iloc[:most]

    def _columns(self) -> Columns | None:
        """Return what the labels are, the labels, and arrays (..., n) by column; None where there are no such."""
        return None

    def _frame(self, pd: Any) -> pandas.DataFrame:
        headers, rows = self._rows()
        if not headers:
            return pd.DataFrame(rows)  # type: ignore[no-any-return]
        frame = pd.DataFrame([list(row) for row in rows], columns=list(headers)).set_index(headers[0])
        known = {"alternative": self.alternatives, "criterion": getattr(self, "criteria", None) or ()}
        return relabeled(frame, known.get(headers[0], ()))  # type: ignore[no-any-return]

    def _frame_of_batch(self, pd: Any) -> pandas.DataFrame:
        """Return a row for each sample and label; sample by sample where there are no columns (..., n)."""
        shape = self.sample_shape
        if (found := self._columns()) is not None:
            name, labels, columns = found
            flat = {key: np.broadcast_to(array, (*shape, len(labels))).reshape(-1) for key, array in columns.items()}
            return pd.DataFrame(flat, index=sampled_index(pd, shape, labels, name))  # type: ignore[no-any-return]
        places = list(np.ndindex(shape))
        frames = [self.at(place)._frame(pd) for place in places]
        keys = [place if len(shape) > 1 else place[0] for place in places]
        return pd.concat(frames, keys=keys, names=sample_names(shape))  # type: ignore[no-any-return]

    def _labelled(self, of: str = "") -> tuple[np.ndarray[Any, Any], tuple[str, ...]] | None:
        """Return numbers (..., n) and their labels, the main ones or those of a member; None where there are none."""
        letters = self._axes().get(self.main, "")
        labels = {"A": self.alternatives, "C": getattr(self, "criteria", None) or ()}.get(letters, ())
        if of:
            return (np.asarray(getattr(self, of)), self.alternatives) if hasattr(self, of) else None
        return (np.asarray(getattr(self, self.main)), labels) if letters in ("A", "C") else None

    def steps_frame(self, name: str | None = None) -> pandas.DataFrame:
        """Return an intermediate of the method as a pandas DataFrame with its labels.

        Parameters
        ----------
        name : str, optional
            A step, as `steps` names it, or another array of the result. None puts side by side all
            steps that have one number for each row of the answer: for each alternative, or each
            criterion of weights.

        Returns
        -------
        pandas.DataFrame
            Alternatives down, criteria across, where it has both; one column where it has one
            number for each alternative, or criterion. Of a batch the index has a level for each
            sample axis before the labels.

        Raises
        ------
        InvalidInputError
            If there is no such step, or the method did not keep it: it does with ``steps=True``.
        MissingDependencyError
            If pandas is not installed.
        """
        return steps_frame(self, name)

    def _headline(self) -> str:
        if self.sample_shape:
            size = f"{len(self.alternatives)} alternatives, " if self.alternatives else ""
            return f"{self.method}: {size}samples {self.sample_shape}"
        return self.method + _render.options(self.parameters)

    def _aligned(self, main: Any) -> Any:
        """Return labelled numbers in the order of the result's labels, which are theirs where it has none."""
        where, letters = type(self).__name__, self._axes()[self.main]
        if letters not in ("A", "AA", "C") or not _labelled.has_labels(main):
            return main
        what, each = ("criteria", "criterion") if letters == "C" else ("alternatives", "alternative")
        names = getattr(self, what, None) or None
        read = _labelled.square if letters == "AA" else _labelled.row
        main, labels = read(where, self.main, main, names, each=each)
        object.__setattr__(self, what, names or labels)
        return main

    def _fitting(self, main: Any) -> np.ndarray[Any, Any]:
        """Return the main array; refuse what is no array of numbers or does not fit the alternatives."""
        where, letters = type(self).__name__, self._axes()[self.main]
        kept = isinstance(main, np.ndarray | np.generic) and main.dtype.kind in ("biuf" if letters == "AA" else "iuf")
        kept = kept and main.ndim <= _checks.MOST_AXES and _checks.masked(main) is None
        array = np.asarray(main) if kept else _checks.numeric_array(where, self.main, main)
        shape, count = array.shape[array.ndim - len(letters) :], len(self.alternatives)
        sizes = {size for letter, size in zip(letters, shape, strict=False) if letter == "A"}
        if array.ndim < len(letters) or sizes - {count}:
            form = ", ".join(["...", *(str(count) if letter == "A" else letter for letter in letters)])
            raise InvalidInputError(f"{where}: {self.main} must have shape ({form}); got {array.shape}")
        return array

    def _single(self, member: str) -> None:
        """Refuse a member made of labels where there are sample axes."""
        if self.sample_shape:
            raise InvalidInputError(
                f"{self.method}: {member} needs one sample, got a batch {self.sample_shape}; pick one with result.at(i)"
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
