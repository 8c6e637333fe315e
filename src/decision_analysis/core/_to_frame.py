"""`ToFrame`: what has a pandas DataFrame of itself, whole or its first rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from decision_analysis._arrays import optional_import
from decision_analysis._named import named
from decision_analysis.core._shown import checked_top

if TYPE_CHECKING:
    import pandas


class ToFrame:
    """Base of results, tables and parameters: their `_whole_frame` has all rows."""

    __slots__ = ()

    if TYPE_CHECKING:

        def _whole_frame(self, pd: Any) -> pandas.DataFrame: ...

    @named("{self.__class__.__name__}.to_frame()")
    def to_frame(self, top: int | None = None) -> pandas.DataFrame:
        """Return what `repr` shows as a pandas DataFrame, with all rows and digits.

        Parameters
        ----------
        top : int, optional
            How many rows, the first ones; all where None.

        Returns
        -------
        pandas.DataFrame
            The index are the labels, as in the frame that a table came from, and so are the columns
            where they are criteria; a batch has a level for each sample axis before the labels.

        Raises
        ------
        InvalidInputError
            If `top` is not a positive integer.
        MissingDependencyError
            If pandas is not installed.
        """
        pd = optional_import("pandas", extra="frame")
        return self._whole_frame(pd).iloc[: checked_top(top)]
