"""`latex`: a result and its steps, or a table of performances, as LaTeX tables."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import numpy as np

from decision_analysis import _checks, _render
from decision_analysis._cited import cites
from decision_analysis._limits import MOST_DIGITS
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.core import DecisionTable, Result
from decision_analysis.core.parts import axis_labels, beside_answer, checked_top
from decision_analysis.errors import InvalidInputError
from decision_analysis.export._escape import escaped
from decision_analysis.export._tabular import checked_caption, checked_label, floated, tabular


@cites("lamport_1994", "fear_2020")
@named
def latex(
    result: Result | DecisionTable,
    *,
    steps: bool | Sequence[str] = False,
    caption: str = "",
    label: str = "",
    digits: int | None = None,
    top: int | None = None,
    booktabs: bool = True,
) -> str:
    r"""Write a result, with its steps where asked, or a table of performances, as LaTeX tables.

    Parameters
    ----------
    result : Result or DecisionTable
        What to write: the rows that `repr` shows.
    steps : bool or sequence of str
        Whether the intermediates of the method are written too, under the symbols of the source; or
        the names of some. Those with one number for each row of the answer are columns beside it;
        those with one for each criterion are the rows of a tabular; each of those by alternative
        and criterion, or by pairs of alternatives, has its own.
    caption : str
        Caption, as TeX. With one, each tabular stands in a ``table``; those of steps say which
        after the caption.
    label : str
        Name for references to the table, ``\ref{label}``; those of steps are ``label-step``. Needs
        a caption.
    digits : int, optional
        How many decimals all numbers have; as `repr` writes them where None.
    top : int, optional
        How many rows of the answer are written, the first ones, which are the best of `Scores`;
        steps are of the same alternatives. All where None.
    booktabs : bool
        Whether rules are those of the package booktabs, ``\usepackage{booktabs}``; else ``\hline``,
        which needs none.

    Returns
    -------
    str
        One `tabular`, or several with an empty line between; numbers to the right, words to the
        left, special characters of labels escaped.

    Raises
    ------
    InvalidInputError
        If `result` is neither, is a batch (pick one with ``result.at(i)``) or shows no rows,
        `steps` are asked for that it does not have, or the caption is no TeX that stays within its
        braces.

    Examples
    --------
    >>> from decision_analysis import DecisionTable, export, mcda
    >>> table = DecisionTable.from_rows({"city": [14, 4.1], "R&D": [18, 3.9]}, ["price", "comfort"])
    >>> result = mcda.topsis(table, {"price": 0.5, "comfort": 0.5})
    >>> print(export.latex(result, steps=["distance_to_ideal", "ideal"], digits=3))
    \begin{tabular}{lrrr}
    \toprule
    alternative & rank & score & $S_i^+$ \\
    \midrule
    R\&D & 1 & 0.832 & 0.018 \\
    city & 2 & 0.168 & 0.088 \\
    \bottomrule
    \end{tabular}
    <BLANKLINE>
    \begin{tabular}{lrr}
    \toprule
     & price & comfort \\
    \midrule
    $v_j^+$ & 0.395 & 0.362 \\
    \bottomrule
    \end{tabular}
    """
    if not isinstance(result, Result | DecisionTable):
        raise InvalidInputError(
            f"result must be a Result or a DecisionTable; got {type(result).__name__}"
        )
    chosen = _chosen(result, steps)
    caption, label = checked_caption(caption), checked_label(label)
    if label and not caption:
        raise InvalidInputError("label must stand with a caption, which has the number")
    if digits is not None:
        digits = _checks.integer("digits", digits, low=0, high=MOST_DIGITS)
    count = checked_top(top)
    booktabs = _checks.instance("booktabs", booktabs, bool)
    if result.sample_shape:
        raise InvalidInputError(
            f"result must be that of one sample, got a batch {result.sample_shape}; pick"
            " one with .at(i)"
        )
    headers, rows = result._rows()
    if not rows:
        raise InvalidInputError(f"result must show rows; {result._headline()} shows none")
    # a square table, such as that of an outranking: the first alternatives on both sides
    if isinstance(result, Result) and count and tuple(headers[1:]) == result.alternatives:
        headers, rows = headers[: count + 1], [row[: count + 1] for row in rows]  # on both sides
    tables = [_answer(result, headers, rows[:count], chosen)]
    if isinstance(result, Result) and chosen:
        tables += _steps(
            result, [str(row[0]) for row in rows[:count]], chosen, cut=count is not None
        )
    found = []
    for table in tables:
        text = tabular(
            table.headers, table.rows, digits=digits, booktabs=booktabs, stub_is_tex=table.of_steps
        )
        if caption:
            title = f"{caption}: {table.title}" if table.title else caption
            text = floated(text, title, f"{label}-{table.name}" if label and table.name else label)
        found.append(text)
    return "\n\n".join(found)


@dataclasses.dataclass(frozen=True)
class _Table:
    """One tabular: heads in TeX, rows, and what steps have after the caption and the label."""

    headers: list[str]
    rows: list[list[_render.Cell]]
    title: str = ""
    name: str = ""
    of_steps: bool = False  # the first column holds their symbols


def _chosen(result: Result | DecisionTable, steps: object) -> list[str]:
    """Return the names of the steps to write, in the method's order."""
    kept = result.steps() if isinstance(result, Result) else {}
    if isinstance(steps, bool):
        if steps and not kept:
            raise InvalidInputError(f"steps must be False for {result._headline()}: it has none")
        return list(kept) if steps else []
    if isinstance(steps, str) or not isinstance(steps, Sequence):
        raise InvalidInputError(f"steps must be True, False or names of steps; got {shown(steps)}")
    names = [_checks.known("step", name, list(kept)) for name in _checks.names("steps", steps)]
    return [name for name in kept if name in names]


def _answer(
    result: Result | DecisionTable,
    headers: Sequence[str],
    rows: Sequence[Sequence[_render.Cell]],
    chosen: Sequence[str],
) -> _Table:
    """Return the rows of the answer, and beside them the steps with one number for each."""
    heads, whole = [escaped(head) for head in headers], [list(row) for row in rows]
    if isinstance(result, Result):
        declared = type(result).declared_steps()
        for name in beside_answer(result):
            if name in chosen:
                # a further column, by label, as the rows may be ranked and cut
                heads.append(f"${declared[name].symbol}$")
                cells = dict(
                    zip(
                        axis_labels(result, name, 0),
                        getattr(result, name).tolist(),
                        strict=True,
                    )
                )
                for row in whole:
                    row.append(cells[str(row[0])])
    return _Table(heads, whole)


def _steps(
    result: Result, alternatives: list[str], chosen: Sequence[str], *, cut: bool
) -> list[_Table]:
    """Return tables of the other steps: one of those by criterion, one of each with two axes."""
    declared, beside = type(result).declared_steps(), beside_answer(result)
    others = [name for name in chosen if name not in beside]
    lines = [name for name in others if len(declared[name].axes) == 1]
    tables = []
    # steps of the same axis share a table, a row for each, in the order of the method
    for axes in dict.fromkeys(declared[name].axes for name in lines):
        names = [name for name in lines if declared[name].axes == axes]
        heads = ["", *map(escaped, axis_labels(result, names[0], 0))]
        rows = [[f"${declared[name].symbol}$", *getattr(result, name).tolist()] for name in names]
        title = ", ".join(
            f"{_lower(declared[name].caption)} (${declared[name].symbol}$)" for name in names
        )
        tables.append(_Table(heads, rows, title, "-".join(names), of_steps=True))
    for name in others:
        if name in lines:
            continue
        step = declared[name]
        if len(step.axes) != 2:
            raise InvalidInputError(
                f"step {name!r} must have one or two axes to be written; got {step.axes!r}"
            )
        array = np.asarray(getattr(result, name))
        labels = [axis_labels(result, name, axis) for axis in (0, 1)]
        # alternatives come in the order of the answer; in columns only where the table is cut
        for axis, letter in enumerate(step.axes):
            if letter == "A" and set(alternatives) <= set(labels[axis]):
                order = alternatives if cut or not axis else labels[axis]
                array = array.take([labels[axis].index(label) for label in order], axis=axis)
                labels[axis] = tuple(order)
        heads = [f"${step.symbol}$", *map(escaped, labels[1])]
        rows = [[label, *cells] for label, cells in zip(labels[0], array.tolist(), strict=True)]
        tables.append(_Table(heads, rows, f"{_lower(step.caption)} (${step.symbol}$)", name))
    return tables


def _lower(caption: str) -> str:
    """Return a caption as it stands after a colon."""
    return escaped(caption[:1].lower() + caption[1:])
