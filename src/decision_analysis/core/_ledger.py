"""`Ledger`: the parameters of a model as a data frame, in Markdown and in words, a row for each."""

from __future__ import annotations

from collections.abc import ValuesView
from typing import TYPE_CHECKING, Any

from decision_analysis import _render
from decision_analysis._named import named
from decision_analysis.core._parameter import Parameter
from decision_analysis.core._shown import Headers, Rows, Shown, checked_top
from decision_analysis.core._to_frame import ToFrame

if TYPE_CHECKING:
    import pandas

NUMBERS = 5
"""How many columns `repr` shows; sources and rationales are too long for it."""


class Ledger(ToFrame, Shown):
    """Base of `Parameters`: how they are shown."""

    __slots__ = ()

    if TYPE_CHECKING:

        @property
        def constant(self) -> tuple[str, ...]: ...
        def values(self) -> ValuesView[Parameter]: ...
        def __len__(self) -> int: ...

    def _whole_frame(self, pd: Any) -> pandas.DataFrame:
        headers, rows = self._rows()
        return pd.DataFrame(rows, columns=headers).set_index("parameter")  # type: ignore[no-any-return]

    @named("Parameters.to_markdown()")
    def to_markdown(self, top: int | None = None) -> str:
        """Return the ledger of the parameters in Markdown.

        Parameters
        ----------
        top : int, optional
            How many parameters, the first ones; a last line says how many more there are. All where
            None.

        Returns
        -------
        str
            A Markdown pipe table.

        Raises
        ------
        InvalidInputError
            If `top` is no integer above 0.
        """
        most = checked_top(top)
        headers, rows, rest = (*self._rows(), "") if most is None else self._first(most)
        return _render.markdown_table(headers, rows, rest=rest) + "\n"

    def __repr__(self) -> str:
        headers, rows, rest = self._first(_render.ROWS)
        brief = [row[:NUMBERS] for row in rows]
        return _render.text_glance(self._headline(), headers[:NUMBERS], brief, rest)

    def _headline(self) -> str:
        return f"Parameters: {len(self)}, of which {len(self.constant)} constant"

    def _rows(self) -> tuple[Headers, Rows]:
        headers = ["parameter", "base", "low", "high", "unit", "source", "rationale"]
        return headers, [
            [p.name, p.base, p.low, p.high, p.unit, p.source, p.rationale] for p in self.values()
        ]

    def _in_words(self) -> str:
        return f"a Parameters of {len(self)}"
