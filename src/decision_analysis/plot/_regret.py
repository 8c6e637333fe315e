"""Picture of regrets: the worst one of each alternative, and those in all other states."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from decision_analysis._arrays import FloatArray, competition_ranks
from decision_analysis._named import named
from decision_analysis.core import DecisionTable
from decision_analysis.errors import InvalidInputError
from decision_analysis.plot import _chart, _rows, _style
from decision_analysis.plot._ruler import Ruler
from decision_analysis.robustness import MinimaxRegretResult

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDTH = 340.0
"""Points of the horizontal axis of a new figure."""
STATE = 24
"""Letters of a state's name at the end of a bar."""


@named
def regret(
    result: MinimaxRegretResult | DecisionTable,
    *,
    top: int | None = None,
    title: str | None = None,
    unit: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw the regrets of each alternative: a bar to the worst one, and a dot for each state.

    Parameters
    ----------
    result : MinimaxRegretResult or DecisionTable
        What `robustness.minimax_regret` or `robustness.savage_matrix` returned, of a single sample.
        Alternatives are ordered by their worst regret, the least first, which is in color; at the
        end of each bar stand the worst regret and the state in which it is felt, the first of
        several.
    top : int, optional
        How many alternatives are drawn at most, the least regretted ones, up to 1,000. None draws
        60 of them, or, on a given `ax`, as many as can be read there. The title says so where there
        are more.
    title : str, optional
        What the picture shows.
    unit : str
        The unit of payoffs; that of a table where it is empty.
    ax : matplotlib.axes.Axes, optional
        Where to draw; texts keep clear of the figure's edges where its layout is 'constrained'.
        None makes a pyplot figure as large as the rows and texts need.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on.

    Raises
    ------
    InvalidInputError
        If `result` has no regrets, is a batch, or another argument is not what it must be.
    MissingDependencyError
        If matplotlib is not installed.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from decision_analysis import DecisionTable, plot, robustness
    >>> table = DecisionTable([[200, -120], [90, -20], [0, 0]], ["high", "low"], list("abc"))
    >>> ax = plot.regret(robustness.savage_matrix(table), ax=Figure().subplots())
    >>> [text.get_text() for text in ax.texts]
    ['110 in high', '120 in low', '200 in high']
    """
    states, labels, values, own = _regrets(result)
    words = _chart.titled(title, "Regret")
    unit = _chart.drawable("unit", unit) or own
    fresh, total = ax is None, len(labels)
    ax = _chart.start(ax, (WIDTH, 0.0))
    count = _rows.drawn(top, total, None if fresh else ax)
    worst = values.max(axis=1)
    ranks = competition_ranks(worst, higher_is_better=False)
    order = np.argsort(ranks, kind="stable")[:count]
    height = _rows.name(ax, tuple(labels[i] for i in order), fresh=fresh)
    colors = np.where(ranks[order] == 1, _style.BLUE, _style.PALE)
    ax.barh(range(count), worst[order], color=colors, height=0.62)
    dots = values[order].ravel()
    ax.scatter(
        dots,
        np.repeat(np.arange(count), values.shape[1]),
        s=14,
        color="white",
        edgecolors=_style.INK,
        linewidths=0.7,
        zorder=3,
        clip_on=False,
    )
    felt = [states[i] for i in values[order].argmax(axis=1)]
    notes = [
        _rows.write(ax, end, row, f"{number} in {_short(state)}" if end > 0 else number, 6.0)
        for row, (end, number, state) in enumerate(
            zip(worst[order].tolist(), _style.numbers(worst[order].tolist()), felt, strict=True)
        )
    ]
    # a table without any regret still needs some width; dots at 0 keep clear of the names
    width = float(worst[order].max()) or 1.0
    ax.set_xlim(-0.02 * width, 1.02 * width)
    _rows.hold(ax, Ruler(), notes, WIDTH if fresh else _style.across(ax))
    _chart.plain_ticks(ax.xaxis)
    what = _style.with_unit("regret, a dot for each state", unit) + "; lower is better"
    told = _chart.Words(words, _rows.note(count, total, "alternatives"), what)
    _chart.finish(ax, (WIDTH, height) if fresh else None, told)
    if not fresh:
        _rows.settle(ax, notes)
    return ax


def _short(state: str) -> str:
    """Write the name of a state in one line."""
    return _style.wrap(state, STATE, 1, STATE)[0].replace("$", r"\$")


def _regrets(result: object) -> tuple[tuple[str, ...], tuple[str, ...], FloatArray, str]:
    """Return states, alternatives, regrets (A, C) and their unit."""
    if isinstance(result, MinimaxRegretResult):
        if result.regret is None or result.sample_shape:
            raise InvalidInputError(
                "result must hold the regrets of one sample; give minimax_regret(table) of a"
                " single table"
            )
        return result.criteria or (), result.alternatives, result.regret, ""
    if not isinstance(result, DecisionTable):
        raise InvalidInputError(
            "result must be what minimax_regret() or savage_matrix() returned; got"
            f" {type(result).__name__}"
        )
    if result.sample_shape:
        raise InvalidInputError(f"result must be one table; got samples {result.sample_shape}")
    if result.maximize.any() or (result.values < 0).any():
        raise InvalidInputError(
            "result must be a table of regrets, at least 0 with the goal 'min', as"
            " savage_matrix(table) gives"
        )
    units = {criterion.unit for criterion in result.criteria}
    own = units.pop() if len(units) == 1 else ""
    return result.criterion_names, result.alternatives, result.values, own
