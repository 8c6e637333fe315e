"""Picture of a log of evidence: what is believed after each entry, over dates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import optional_import
from decision_analysis._named import named
from decision_analysis.evidence import UpdateLogResult
from decision_analysis.plot import _chart, _curves, _rows, _style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis


@named
def evidence(
    result: UpdateLogResult,
    *,
    top: int | None = None,
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw the probability of each state before and after each entry of a log of evidence.

    Parameters
    ----------
    result : UpdateLogResult
        What `evidence.update_log` returned. Entries stand side by side in order of time, whatever
        lies between them, and are told by their dates. Of a batch the mean is drawn, in a band from
        the 5% to the 95% quantile.
    top : int, optional
        How many states are drawn at most, the most probable ones at the end, up to 24; None draws
        12 of them, or fewer on a small `ax`. The title says so where there are more.
    title : str, optional
        What the picture shows.
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
        If `result` is not of `update_log` or another argument is not what it must be.
    MissingDependencyError
        If matplotlib is not installed.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from decision_analysis import evidence, plot
    >>> log = [
    ...     evidence.Entry(f"witness {i}", f"2024-03-0{i}", {"blue": 0.8, "green": 0.2})
    ...     for i in (1, 2)
    ... ]
    >>> result = evidence.update_log({"blue": 0.15, "green": 0.85}, log)
    >>> ax = plot.evidence(result, ax=Figure().subplots())
    >>> [text.get_text() for text in ax.get_legend().get_texts()]
    ['blue', 'green']
    """
    result = _checks.instance("result", result, UpdateLogResult)
    words = _chart.titled(title, "Beliefs over the log of evidence")
    fresh, total = ax is None, len(result.states)
    ax = _chart.start(ax, _curves.SIZE)
    count = _curves.count_of(top, total, None if fresh else ax)
    # the prior first, then after each entry: (samples, 1 + K, N)
    begin = np.broadcast_to(result.prior, (*result.sample_shape, total))[..., None, :]
    flat = np.concatenate([begin, result.posterior], axis=-2)
    flat = flat.reshape(-1, *flat.shape[-2:])
    means = flat.mean(axis=0)
    places = np.argsort(-means[-1], kind="stable")[:count]
    # a step beyond the last entry, so that what is believed after it is seen
    x = np.arange(len(means) + 1.0)
    told = [_style.key(result.states[i]) for i in places]
    lines = np.concatenate([means, means[-1:]])[:, places].T
    _curves.curves(ax, x, lines, told, steps=True)
    if result.sample_shape:
        for place, state in enumerate(places.tolist()):
            low, high = np.quantile(flat[..., state], [0.05, 0.95], axis=0)
            low, high = (np.append(end, end[-1]) for end in (low, high))
            paint = _curves.look(place)["color"]
            ax.fill_between(x, low, high, step="post", color=paint, alpha=0.15, linewidth=0)
    ax.set_ylim(0.0, 1.02)
    _dated(ax.xaxis, result.dates)
    note = _rows.note(count, total, "states")
    band = "; bands from 5% to 95% of samples" if result.sample_shape else ""
    around = _chart.Words(
        words, note, f"entries by date, each from its own step on{band}", "probability"
    )
    return _curves.settle(ax, around, fresh=fresh, ends=(0.0, float(len(means))))


def _dated(axis: Axis, dates: Sequence[str]) -> None:
    """Write the date of an entry at its place, and nothing where none stands."""
    ticker = optional_import("matplotlib.ticker", extra="plot")
    short = [date.split("T")[0] for date in dates]
    shown = short if len(set(short)) > 1 or len(dates) == 1 else list(dates)

    class Dates(ticker.Formatter):  # type: ignore[misc,name-defined]
        """The dates of entries 1, 2, ...; the prior stands at 0."""

        def __call__(self, x: float, pos: int | None = None) -> str:
            place = round(x)
            if abs(x - place) > 1e-9 or not 0 <= place <= len(shown):
                return ""
            return "prior" if place == 0 else shown[place - 1]

    axis.set_major_formatter(Dates())
