"""Picture of info-gap robustness: what each alternative guarantees over the horizon."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from decision_analysis import _checks
from decision_analysis._named import named
from decision_analysis.errors import InvalidInputError
from decision_analysis.plot import _chart, _curves, _rows, _style
from decision_analysis.robustness import InfoGapResult

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@named
def info_gap(
    result: InfoGapResult,
    *,
    top: int | None = None,
    title: str | None = None,
    unit: str = "",
    ax: Axes | None = None,
) -> Axes:
    r"""Draw the performance that each alternative guarantees over the horizon of uncertainty.

    Parameters
    ----------
    result : InfoGapResult
        What `robustness.info_gap` returned, of a single sample. A dotted line stands at the
        requirement; where a curve meets it, the alternative's robustness is read. Where two curves
        cross, the preference between their alternatives reverses.
    top : int, optional
        How many alternatives are drawn at most, the most robust ones, up to 24; None draws 12 of
        them, or fewer on a small `ax`. The title says so where there are more.
    title : str, optional
        What the picture shows.
    unit : str
        The unit of the performance.
    ax : matplotlib.axes.Axes, optional
        Where to draw; texts keep clear of the figure's edges where its layout is 'constrained'.
        None makes a pyplot figure as large as the key needs.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on.

    Raises
    ------
    InvalidInputError
        If `result` is not of `info_gap` or a batch, or another argument is not what it must be.
    MissingDependencyError
        If matplotlib is not installed.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from decision_analysis import DecisionTable, plot, robustness
    >>> table = DecisionTable([[100], [60]], ["profit"], ["bold", "safe"])
    >>> scale = DecisionTable([[80], [20]], ["profit"], ["bold", "safe"])
    >>> result = robustness.info_gap(table, 40, scale=scale)
    >>> ax = plot.info_gap(result, unit="EUR", ax=Figure().subplots())
    >>> [text.get_text() for text in ax.get_legend().get_texts()]
    ['safe\nrobustness 1.00', 'bold\nrobustness 0.75', 'requirement 40']
    """
    result = _checks.instance("result", result, InfoGapResult)
    if result.guaranteed is None or result.horizons is None:
        raise InvalidInputError(
            f"result must be of one sample; got a batch {result.sample_shape}, which has no curves"
        )
    words, unit = _chart.titled(title, "Info-gap robustness"), _chart.drawable("unit", unit)
    fresh, total = ax is None, len(result.alternatives)
    ax = _chart.start(ax, _curves.SIZE)
    count = _curves.count_of(top, total, None if fresh else ax, lines=2)
    places = [result.alternatives.index(name) for name in result.order[:count]]
    numbers = _style.numbers([float(result.scores[i]) for i in places], 3)
    told = [
        f"{_style.key(result.alternatives[i])}\nrobustness {'at least ' * bool(result.unbroken[i])}"
        f"{number}"
        for i, number in zip(places, numbers, strict=True)
    ]
    _curves.curves(ax, result.horizons, result.guaranteed[:, places].T, told)
    asked = float(result.parameters["requirement"])
    look: dict[str, Any] = {"color": _style.INK, "linestyle": ":", "linewidth": 1.4}
    ax.axhline(asked, label=f"requirement {_style.number(asked)}", **look)
    note = _rows.note(count, total, "alternatives")
    what = _style.with_unit("worst performance within the horizon", unit)
    _chart.plain_ticks(ax.xaxis)
    around = _chart.Words(words, note, "horizon of uncertainty", what)
    ends = (0.0, float(result.horizons[-1]))
    return _curves.settle(ax, around, fresh=fresh, ends=ends)
