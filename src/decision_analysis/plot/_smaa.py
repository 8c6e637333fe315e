"""Picture of a stochastic acceptability analysis: how often each alternative takes each rank.

Or how often it goes to each category.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import numpy as np

from decision_analysis._arrays import FloatArray, IntArray, optional_import
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError
from decision_analysis.plot import _chart, _rows, _style
from decision_analysis.plot._ruler import Ruler
from decision_analysis.uncertainty import ExactAcceptabilityResult, SmaaResult, SmaaTriResult

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.container import BarContainer

WIDTH = 400.0
"""Points of the horizontal axis of a new figure."""
GROUPS = 10
"""Of more ranks, several share a color."""
ENDS = (1, 2, 3, 5)
"""Last ranks of the first groups; 10, 20, 50, 100, 200, 500 and so on follow."""
RAMP = ("#08306B", "#0072B2", "#5AAFD6", "#A9D8C8", "#F3F0C0")


@dataclasses.dataclass(frozen=True)
class _Stacked:
    """What is stacked: shares (A, n) of ranks or categories, best first, and the words for them.

    `order` is that of the alternatives: by the first share, then by the second, and so on.
    """

    shares: FloatArray
    order: IntArray
    names: list[str]
    title: str
    key: str
    of: str


@named
def smaa(
    result: SmaaResult | ExactAcceptabilityResult | SmaaTriResult,
    *,
    top: int | None = None,
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw acceptabilities of ranks or categories as one stacked bar for each alternative.

    Parameters
    ----------
    result : SmaaResult, ExactAcceptabilityResult or SmaaTriResult
        What `uncertainty.smaa`, `exact_acceptability` or `smaa_tri` returned. Alternatives are
        ordered by their share of first ranks, then of second ranks, and so on, or of the best
        category, then the next; the best is the darkest. Of more than ten ranks the later ones are
        drawn in groups, such as 11 to 20.
    top : int, optional
        How many alternatives are drawn at most, the first in that order, up to 1,000. None draws 60
        of them, or, on a given `ax`, as many as can be read there. The title says so where there
        are more.
    title : str, optional
        What the picture shows, such as whose weights they are.
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
        If `result` is not one of these or another argument is not what it must be.
    MissingDependencyError
        If matplotlib is not installed.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from decision_analysis import DecisionTable, Scores, plot, uncertainty
    >>> def weighted(table, weights):
    ...     scores = (table.values * weights[..., None, :]).sum(axis=-1)
    ...     return Scores(method="sum", alternatives=table.alternatives, scores=scores)
    >>> table = DecisionTable([[1, 0], [0, 1], [0.2, 0.2]], ["p", "q"], ["a", "b", "c"])
    >>> ax = plot.smaa(
    ...     uncertainty.smaa(table, weighted, n_samples=1000, rng=1), ax=Figure().subplots()
    ... )
    >>> ax.get_xlabel()
    'share of 1,000 samples'
    """
    stacked = _stacked(result)
    words, fresh, total = (
        _chart.titled(title, stacked.title),
        ax is None,
        len(result.alternatives),
    )
    ax = _chart.start(ax, (WIDTH, 0.0))
    count = _rows.drawn(top, total, None if fresh else ax)
    order = stacked.order[:count]
    height = _rows.name(ax, tuple(result.alternatives[i] for i in order), fresh=fresh)
    shares = stacked.shares[order]
    bars = stack(ax, shares, stacked.names, thin=height / count)
    ax.set_xlim(0, 1)
    ax.xaxis.set_major_formatter(
        optional_import("matplotlib.ticker", extra="plot").PercentFormatter(1.0)
    )
    told = _chart.Words(words, _rows.note(count, total, "alternatives"), f"share of {stacked.of}")
    _chart.finish(ax, (WIDTH, height) if fresh else None, told, key=_chart.Key(title=stacked.key))
    if not fresh:
        _rows.settle(ax)
    write(ax, bars, shares, WIDTH if fresh else _style.across(ax))
    return ax


def _stacked(result: object) -> _Stacked:
    """Return what is drawn of a result, grouped where there are many ranks."""
    if isinstance(result, SmaaTriResult):
        of = f"{result.parameters['n_samples']:,} samples"
        names = list(result.categories[::-1])
        shares = result.category_acceptability[:, ::-1]
        order = np.lexsort(tuple(-shares.T[::-1]))
        return _Stacked(shares, order, names, "Category acceptability", "category", of)
    if not isinstance(result, SmaaResult | ExactAcceptabilityResult):
        raise InvalidInputError(
            "result must be SmaaResult, ExactAcceptabilityResult or SmaaTriResult; got"
            f" {shown(result)}"
        )
    names, shares = grouped(result.rank_acceptability)
    order = np.lexsort(tuple(-result.rank_acceptability.T[::-1]))
    return _Stacked(shares, order, names, "Rank acceptability", "rank", sampled(result))


def sampled(result: SmaaResult | ExactAcceptabilityResult) -> str:
    """Say what shares are of."""
    if isinstance(result, ExactAcceptabilityResult):
        return "possible weights"
    n_samples = result.parameters.get("n_samples")
    return f"{n_samples:,} samples" if isinstance(n_samples, int) else "samples"


def grouped(shares: FloatArray) -> tuple[list[str], FloatArray]:
    """Return names of the groups of ranks, and sums (..., groups) of shares (..., ranks)."""
    groups = _groups(shares.shape[-1])
    names = [f"{a:,}" if a == b else f"{a:,} to {b:,}" for a, b in groups]
    return names, np.add.reduceat(shares, [first - 1 for first, _ in groups], axis=-1)


def _groups(count: int) -> list[tuple[int, int]]:
    """Return first and last of the ranks that share a color, which only later ones do."""
    if count <= GROUPS:
        return [(rank, rank) for rank in range(1, count + 1)]
    ends = [*ENDS, *(factor * 10**power for power in range(1, 9) for factor in (1, 2, 5))]
    last = [*[end for end in ends if end < count][: GROUPS - 1], count]
    return list(zip([1, *(end + 1 for end in last)], last, strict=False))


def stack(
    ax: Axes,
    shares: FloatArray,
    names: list[str],
    *,
    thin: float,
    rows: IntArray | None = None,
    left: float = 0.0,
) -> list[BarContainer]:
    """Draw a bar for each row of shares (rows, groups), and return them by group.

    They begin at `left`, in the given rows or the first ones.
    """
    start, found = np.full(len(shares), left), []
    rows = np.arange(len(shares)) if rows is None else rows
    for name, color, across in zip(names, shades(len(names)), shares.T, strict=True):
        look: dict[str, Any] = {
            "height": 0.66,
            "edgecolor": "white",
            "linewidth": min(0.8, thin / 20),
            "label": name,
        }
        found.append(ax.barh(rows, across, left=start, color=color, **look))
        start = start + across
    return found


def write(ax: Axes, drawn: list[BarContainer], shares: FloatArray, width: float) -> None:
    """Write the shares into those bars that have room for them, of `width` points for all."""
    ruler, size = Ruler(), _rows.text_size(ax)
    look: dict[str, Any] = {"ha": "center", "va": "center", "fontsize": size}
    for bars, color, across in zip(drawn, shades(shares.shape[1]), shares.T, strict=True):
        # dark colors have white numbers
        ink = "white" if sum(color[:3]) < 1.7 else _style.INK
        for bar, share in zip(bars, across.tolist(), strict=True):
            text = f"{share:.0%}"
            if ruler.width([text], size) + 4 <= share * width:
                middle = bar.get_x() + share / 2, bar.get_y() + bar.get_height() / 2
                ax.text(*middle, text, color=ink, **look)


def shades(count: int) -> list[tuple[float, ...]]:
    """Return so many colors, dark blue to pale yellow, which differ in gray too."""
    colors = optional_import("matplotlib.colors", extra="plot")
    ramp = colors.LinearSegmentedColormap.from_list("ranks", RAMP)
    return [ramp(position) for position in np.linspace(0, 1, count)]
