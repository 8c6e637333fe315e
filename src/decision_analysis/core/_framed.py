"""`Framed`: results as pandas data frames, indexed by the labels, of a batch after its samples."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from decision_analysis._arrays import IntArray
from decision_analysis._named import named
from decision_analysis.core._index import own_index, relabeled, sample_names, sampled_index
from decision_analysis.core._shown import Headers, Rows
from decision_analysis.core._step import Step
from decision_analysis.core._steps_frame import steps_frame
from decision_analysis.core._to_frame import ToFrame

if TYPE_CHECKING:
    from typing import Self

    import pandas

Columns = tuple[str, tuple[str, ...], dict[str, np.ndarray[Any, Any]]]
"""What the labels of a frame are, the labels, and arrays (..., n) by column."""


class Framed(ToFrame):
    """Base of `Result`: `to_frame` and `steps_frame`."""

    if TYPE_CHECKING:
        main: ClassVar[str]
        alternatives: tuple[str, ...]
        criteria: tuple[str, ...] | None

        @property
        def sample_shape(self) -> tuple[int, ...]: ...
        def at(self, index: int | tuple[int, ...]) -> Self: ...
        def _rows(self) -> tuple[Headers, Rows]: ...
        @classmethod
        def _axes(cls) -> dict[str, str]: ...
        def steps(self) -> dict[str, np.ndarray[Any, Any]]: ...
        @classmethod
        def declared_steps(cls) -> dict[str, Step]: ...

    def _whole_frame(self, pd: Any) -> pandas.DataFrame:
        return self._frame_of_batch(pd) if self.sample_shape else self._frame(pd)

    def _columns(self) -> Columns | None:
        """Return what the labels are, the labels, and columns (..., n); None if there are none."""
        return None

    def _shown_order(self) -> IntArray | None:
        """Return the order in which a single result shows its labels; None for their own."""
        return None

    def _frame(self, pd: Any) -> pandas.DataFrame:
        found = self._columns()
        if found is not None:
            name, labels, columns = found
            frame = pd.DataFrame(columns, index=own_index(pd, labels, name))
            order = self._shown_order()
            # in the order in which a single result shows its labels, the best first
            return frame if order is None else frame.iloc[order]  # type: ignore[no-any-return]
        headers, rows = self._rows()
        if not headers:
            return pd.DataFrame(rows)  # type: ignore[no-any-return]
        frame = pd.DataFrame([list(row) for row in rows], columns=list(headers))
        frame = frame.set_index(headers[0])
        known = {"alternative": self.alternatives, "criterion": self.criteria or ()}
        return relabeled(frame, known.get(headers[0], ()))  # type: ignore[no-any-return]

    def _frame_of_batch(self, pd: Any) -> pandas.DataFrame:
        """Return a row for each sample and label; by sample where no columns (..., n) exist."""
        shape = self.sample_shape
        found = self._columns()
        if found is not None:
            name, labels, columns = found
            flat = {
                key: np.broadcast_to(array, (*shape, len(labels))).reshape(-1)
                for key, array in columns.items()
            }
            return pd.DataFrame(flat, index=sampled_index(pd, shape, labels, name))  # type: ignore[no-any-return]
        places = list(np.ndindex(shape))
        frames = [self.at(place)._frame(pd) for place in places]
        keys = [place if len(shape) > 1 else place[0] for place in places]
        return pd.concat(frames, keys=keys, names=sample_names(shape))  # type: ignore[no-any-return]

    def _labelled(self, of: str = "") -> tuple[np.ndarray[Any, Any], tuple[str, ...]] | None:
        """Return numbers (..., n) and their labels, main or a member's; None if there are none."""
        letters = self._axes().get(self.main, "")
        labels = {"A": self.alternatives, "C": self.criteria or ()}.get(letters, ())
        if of:
            return (np.asarray(getattr(self, of)), self.alternatives) if hasattr(self, of) else None
        return (np.asarray(getattr(self, self.main)), labels) if letters in ("A", "C") else None

    @named("{self.method}: steps_frame()")
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
