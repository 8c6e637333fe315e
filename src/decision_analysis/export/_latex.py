"""`latex`: what a result shows, as a LaTeX table."""

from __future__ import annotations

from collections.abc import Sequence

from decision_analysis import _checks, _render
from decision_analysis.core import DecisionTable, Result
from decision_analysis.errors import InvalidInputError
from decision_analysis.export._escape import escaped, on_one_line


def latex(result: Result | DecisionTable, *, steps: bool = False) -> str:
    r"""Write a result, or a table of performances, as a LaTeX tabular.

    Parameters
    ----------
    result : Result or DecisionTable
        What to write: the rows that `repr` shows.
    steps : bool
        Whether a second tabular follows with the intermediates that have one number for each alternative, under the
        symbols of the source.

    Returns
    -------
    str
        A `tabular` with rules by ``\hline``; numbers to the right, words to the left, special characters escaped. It
        needs no package.

    Raises
    ------
    InvalidInputError
        If `result` is neither, shows no rows (a batch: pick one with ``result.at(i)``), or `steps` are asked for and
        there are none.

    References
    ----------
    Lamport L. (1994) LaTeX: A Document Preparation System, 2nd edition. Addison-Wesley.

    Examples
    --------
    >>> from decision_analysis import DecisionTable, export, mcda
    >>> table = DecisionTable.from_rows({"city": [14, 4.1], "R&D": [18, 3.9]}, ["price", "comfort"])
    >>> print(export.latex(mcda.weighted_sum(table, {"price": 0.5, "comfort": 0.5})))
    \begin{tabular}{lrr}
    \hline
    alternative & rank & score \\
    \hline
    R\&D & 1 & 0.9756 \\
    city & 2 & 0.8889 \\
    \hline
    \end{tabular}
    """
    where = "latex()"
    if not isinstance(result, Result | DecisionTable):
        raise InvalidInputError(f"{where}: result must be a Result or a DecisionTable; got {type(result).__name__}")
    _checks.instance(where, "steps", steps, bool)
    headers, rows = result._rows()
    if not rows:
        raise InvalidInputError(f"{where}: result must show rows; {result._headline()} shows none")
    found = _tabular([escaped(head) for head in headers], rows)
    return f"{found}\n\n{_steps(where, result)}" if steps else found


def _steps(where: str, result: Result | DecisionTable) -> str:
    """Return the table of the intermediates that have one number for each alternative."""
    declared = type(result).declared_steps() if isinstance(result, Result) else {}
    kept = result.steps() if isinstance(result, Result) else {}
    shown = {name: step for name, step in declared.items() if step.axes == "A" and name in kept}
    if not shown:
        raise InvalidInputError(f"{where}: steps must be False for {result._headline()}: it has none by alternative")
    columns = [kept[name].tolist() for name in shown]
    rows = [list(row) for row in zip(result.alternatives, *columns, strict=True)]
    return _tabular(["alternative", *(f"${step.symbol}$" for step in shown.values())], rows)


def _tabular(headers: Sequence[str], rows: Sequence[Sequence[_render.Cell]]) -> str:
    """Return a tabular; headers are TeX already."""
    count = len(rows[0])
    numeric = [_render._numeric(rows, column) for column in range(count)]
    spaced = [[on_one_line(c) if isinstance(c, str) else c for c in row] for row in rows]
    body = [" & ".join(map(escaped, row)) + r" \\" for row in _render._written(spaced)]
    head = [" & ".join(headers) + r" \\", r"\hline"] if any(headers) else []
    begin = r"\begin{tabular}{" + "".join("r" if right else "l" for right in numeric) + "}"
    return "\n".join([begin, r"\hline", *head, *body, r"\hline", r"\end{tabular}"])
