"""`Shown`: what shows itself as a headline over a small table, in text, Markdown and HTML."""

from __future__ import annotations

from typing import ClassVar

from decision_analysis import _checks, _render
from decision_analysis._named import named
from decision_analysis._shown import article

Headers = list[str]
Rows = list[list[_render.Cell]]


class Shown:
    """Base of results and tables: their `_headline` and `_rows` say what is shown.

    Where there are many rows, only the first are shown (`_first`), and how many more there are.
    """

    __slots__ = ()

    _most_columns: ClassVar[int] = _render.COLUMNS

    def _headline(self) -> str:
        return type(self).__name__

    def _rows(self) -> tuple[Headers, Rows]:
        """Return headers and all rows; no rows for a batch."""
        return [], []

    def _first(self, most: int) -> tuple[Headers, Rows, str]:
        """Return headers, at most so many rows, and what is said of the others."""
        headers, rows = self._rows()
        return headers, rows[:most], _render.more(len(rows) - most)

    def _in_words(self) -> str:
        """Return what a message calls it: its type and size."""
        parts = {
            word: len(getattr(self, word, None) or ()) for word in ("alternatives", "criteria")
        }
        sizes = " and ".join(f"{size} {word}" for word, size in parts.items() if size)
        shape = getattr(self, "sample_shape", ())
        samples = f", samples {shape}" if shape else ""
        return article(type(self).__name__) + (f" of {sizes}" if sizes else "") + samples

    @named("{self.__class__.__name__}.to_markdown()")
    def to_markdown(self, top: int | None = None) -> str:
        """Return the headline and the table below it in Markdown.

        Parameters
        ----------
        top : int, optional
            How many rows, the first ones; a last line says how many more there are. All where None.

        Returns
        -------
        str
            A Markdown pipe table under the headline; the headline alone for a batch.

        Raises
        ------
        InvalidInputError
            If `top` is no integer above 0.
        """
        most = checked_top(top)
        headers, rows, rest = (*self._rows(), "") if most is None else self._first(most)
        title = f"**{_render.markdown(_render.one_line(self._headline()))}**\n"
        return f"{title}\n{_render.markdown_table(headers, rows, rest=rest)}\n" if rows else title

    def __repr__(self) -> str:
        headers, rows, rest = self._first(_render.ROWS)
        return _render.text_glance(self._headline(), headers, rows, rest, self._most_columns)

    def _repr_html_(self) -> str:
        headers, rows, rest = self._first(_render.ROWS)
        return _render.html_glance(self._headline(), headers, rows, rest, self._most_columns)


def checked_top(top: int | None) -> int | None:
    """Return a valid number of rows to write, None for all."""
    return None if top is None else _checks.integer("top", top, low=1)
