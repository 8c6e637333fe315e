"""`Shown`: what shows itself as a headline over a small table, in text, Markdown and HTML."""

from __future__ import annotations

from decision_analysis import _render


class Shown:
    """Base of results and tables: their `_headline` and `_rows` say what is shown."""

    __slots__ = ()

    def _headline(self) -> str:
        return type(self).__name__

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        """Return headers and rows; no rows for a batch."""
        return [], []

    def to_markdown(self) -> str:
        """Return what `repr` shows as a Markdown table under its headline."""
        headers, rows = self._rows()
        title = f"**{_render.one_line(self._headline())}**\n"
        return f"{title}\n{_render.markdown_table(headers, rows)}\n" if rows else title

    def __repr__(self) -> str:
        headers, rows = self._rows()
        title = _render.one_line(self._headline())
        return f"{title}\n{_render.text_table(headers, rows)}" if rows else title

    def _repr_html_(self) -> str:
        headers, rows = self._rows()
        return _render.html_table(headers, rows, caption=self._headline())
