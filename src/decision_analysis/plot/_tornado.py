"""Picture of a tornado: what each parameter's low and high value do, the longest bar on top."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import BoolArray, FloatArray, IntArray, optional_import
from decision_analysis._limits import TIE_TOLERANCE
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError
from decision_analysis.plot import _chart, _rows, _style
from decision_analysis.plot._ruler import Ruler
from decision_analysis.sensitivity import TornadoResult

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Annotation

THICK, THIN = 0.62, 0.34
HATCH = "////"
ZERO: dict[str, Any] = {"color": _style.VERMILION, "linewidth": 1.4, "linestyle": (0, (5, 2))}
WIDTH, WIDER = 430.0, 520.0
"""Points of the horizontal axis of a new figure, and of one with names at the ends of bars."""
ENDS = 0.3
"""Share of the axis that the text at an end of a bar may take, as `_rows.hold` makes room for."""
USUAL = 15


@named
def tornado(
    result: TornadoResult,
    *,
    of: str | tuple[str, str] | None = None,
    top: int | None = None,
    title: str | None = None,
    unit: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw a bar for each parameter, from the score at its low value to that at its high value.

    Parameters
    ----------
    result : TornadoResult
        What `sensitivity.tornado` returned.
    of : str or tuple of str, optional
        The alternative whose score, or the two whose difference, the bars show; None takes that of
        the result. Bars are ordered by its spread.
    top : int, optional
        How many bars are drawn at most, the longest ones, up to 1,000; None draws 15. All others at
        whose end another alternative is the best are drawn too, and bars without length are not.
        The title says how many are left out.
    title : str, optional
        What the picture shows; the alternative, or the two, where None.
    unit : str
        The unit of the scores. Those of the parameters stand behind their names.
    ax : matplotlib.axes.Axes, optional
        Where to draw; texts keep clear of the figure's edges where its layout is 'constrained'.
        None makes a pyplot figure as large as the rows and texts need.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on. The numbers at the ends of a bar are the parameter's values there; a bar
        is hatched on the side where another alternative than at the base is the best, which stands
        behind an arrow. Of a difference a dashed line stands at 0, where neither leads.

    Raises
    ------
    InvalidInputError
        If `result` is not a tornado, an alternative is unknown, or another argument is not what it
        must be.
    MissingDependencyError
        If matplotlib is not installed.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> import decision_analysis as da
    >>> from decision_analysis import plot, sensitivity
    >>> p = da.Parameter("p", 0.5, low=0.3, high=0.8)
    >>> parameters = da.Parameters([p, da.Parameter("prize", 100, low=95, high=110)])
    >>> def model(x):
    ...     return da.DecisionTable.from_rows(
    ...         {"safe": [45], "risky": [x["p"] * x["prize"]]}, ["payoff"]
    ...     )
    >>> result = sensitivity.tornado(model, parameters, quantiles=None)
    >>> ax = plot.tornado(result, ax=Figure().subplots())
    >>> [text.get_text() for text in ax.texts]
    ['0.3\\n→ safe', '0.8', '95', '110']
    """
    result = _checks.instance("result", result, TornadoResult)
    low, high, base, target = _bars(result, of)
    usual = f"Tornado: {target if isinstance(target, str) else ' less '.join(target)}"
    words, unit = _chart.titled(title, usual), _chart.drawable("unit", unit)
    fresh, best = ax is None, np.array([result.best_low, result.best_high])
    # marked are only the ends at which another alternative is best
    changed = result.changes_best & (best != result.best)
    # bars from the base, in the order of their length
    longest = np.maximum(np.maximum(low, high), base) - np.minimum(np.minimum(low, high), base)
    longest[longest <= TIE_TOLERANCE * max(abs(base), np.abs([low, high]).max())] = 0.0
    ax = _chart.start(ax, (WIDTH, 0.0))
    order, note = _drawn(top, longest, changed.any(axis=0), None if fresh else ax)
    low, high, best, changed = (
        low[order] - base,
        high[order] - base,
        best[:, order],
        changed[:, order],
    )
    units = [result.units[p] for p in order] if result.units else None
    height = _rows.name(ax, [result.names[p] for p in order], units, fresh=fresh)
    # both ends on one side of the base: the nearer one is drawn thin, over the other
    together = low * high > 0
    _side(ax, low, together & (np.abs(low) <= np.abs(high)), base, changed[0], _style.ORANGE)
    _side(ax, high, together & (np.abs(high) < np.abs(low)), base, changed[1], _style.BLUE)
    values = np.column_stack([result.low_values, result.high_values])[order]
    usual_width = WIDER if changed.any() else WIDTH
    width = usual_width if fresh else _style.across(ax)
    ends = _Ends(_rows.text_size(ax), ENDS * width, height / len(order))
    notes: list[Annotation] = []
    for row, (to_low, to_high, value) in enumerate(
        zip(low.tolist(), high.tolist(), values.tolist(), strict=True)
    ):
        takers = [str(best[k, row]) if changed[k, row] else "" for k in (0, 1)]
        texts = list(zip(_style.numbers(value, 3), takers, strict=True))
        notes += _write(ax, row, base, (to_low, to_high), texts, ends)
    ax.axvline(base, color=_style.INK, linewidth=1.0, zorder=4)
    for text in notes:
        # over the lines
        text.set_zorder(5)
    _rows.hold(ax, Ruler(), notes, width)
    zero = not isinstance(target, str) and ax.get_xlim()[0] <= 0 <= ax.get_xlim()[1]
    if zero:
        ax.axvline(0.0, zorder=4, **ZERO)
    _chart.plain_ticks(ax.xaxis)
    what = _style.with_unit("score" if isinstance(target, str) else "difference of scores", unit)
    what += "" if result.higher_is_better else "; lower is better"
    at_base = _style.numbers([base, *(base + low).tolist(), *(base + high).tolist()][: _style.FEW])[
        0
    ]
    if "." in at_base and "×" not in at_base:
        at_base = at_base.rstrip("0").rstrip(".")
    what += f"; {at_base} with all parameters at their base"
    told = _chart.Words(words, note, what)
    key = _chart.Key(handles=_key(_ends(result), bool(changed.any()), zero), above=True)
    _chart.finish(ax, (usual_width, height) if fresh else None, told, key=key)
    if not fresh:
        _rows.settle(ax, notes)
    return ax


def _drawn(
    top: object, longest: FloatArray, decisive: BoolArray, ax: Axes | None
) -> tuple[IntArray, str]:
    """Return which bars are drawn, the longest first, and what is said of the others."""
    total, seen = len(longest), (longest > 0) | decisive
    # a picture of nothing but bars without length has them
    seen = seen if seen.any() else np.ones(total, dtype=bool)
    order = np.argsort(-longest, kind="stable")
    order = order[seen[order]]
    count = _rows.drawn(top, len(order), ax, usual=USUAL)
    more = order[count:][decisive[order[count:]]][: _rows.MOST]
    said = []
    if count + len(more) < len(order):
        said.append(_rows.note(count, total, "parameters"))
        if len(more):
            said[0] += f" and {len(more):,} more that change{'s' * (len(more) == 1)} the best"
    if len(order) < total:
        said.append(f"{total - len(order):,} without effect left out")
    return np.concatenate([order[:count], more]), "; ".join(said)


def _bars(
    result: TornadoResult, of: str | tuple[str, str] | None
) -> tuple[FloatArray, FloatArray, float, str | tuple[str, str]]:
    """Return the scores at the low and the high values, that at the base, and whose they are."""
    if of is None:
        bars = result.bars()
        return bars[0], bars[1], float(bars[2]), result.of
    given = (of,) if isinstance(of, str) else of
    wanted = "of must be an alternative, two different alternatives or None"
    if not isinstance(given, tuple | list) or len(given) not in (1, 2):
        raise InvalidInputError(f"{wanted}; got {shown(of)}")
    names = [_checks.known("alternative", label, result.alternatives) for label in given]
    if _checks.repeats(names):
        raise InvalidInputError(f"{wanted}; got {shown(of)}")
    columns = [result.alternatives.index(name) for name in names]
    low, high, base = (_less(scores, columns) for scores in (result.low, result.high, result.base))
    return low, high, float(base), names[0] if len(names) == 1 else (names[0], names[1])


def _less(scores: FloatArray, columns: list[int]) -> FloatArray:
    """Return the scores of the first of one or two alternatives, less those of the second."""
    first: FloatArray = scores[..., columns[0]]
    return first if len(columns) == 1 else np.asarray(first - scores[..., columns[1]])


def _ends(result: TornadoResult) -> tuple[str, str]:
    limits = result.parameters.get("quantiles")
    return (
        ("lowest", "highest")
        if limits is None
        else (f"{limits[0]:.3g} quantile", f"{limits[1]:.3g} quantile")
    )


def _side(
    ax: Axes, mine: FloatArray, thin: BoolArray, base: float, changed: BoolArray, color: str
) -> None:
    """Draw the bars to one end of all parameters, the thin ones in front."""
    height = np.where(thin, THIN, THICK)
    bars = ax.barh(range(len(mine)), mine, left=base, height=height, color=color, linewidth=0)
    for bar, narrow, marked in zip(bars, thin, changed, strict=True):
        bar.set_zorder(3 if narrow else 2)
        if marked:
            bar.set(hatch=HATCH, edgecolor="white")


@dataclasses.dataclass(frozen=True)
class _Ends:
    """How texts at the ends of bars are written: their size, most width, and height of a row."""

    size: float
    width: float
    height: float

    @property
    def two_lines(self) -> bool:
        """Whether a row has room for two lines."""
        return self.height >= 2.4 * _rows.LEADING * self.size

    def text(self, number: str, taker: str) -> str:
        """Return a value of a parameter and who is the best there, below it if there is room."""
        if not taker:
            return number
        ruler, below = Ruler(), self.two_lines
        taken = ruler.width(["→ " if below else f"{number} → "], self.size) + 8.0
        name = ruler.wrapped(taker, self.width - taken, self.size, 1)
        return f"{number}\n→ {name}" if below else f"{number} → {name}"


def _write(
    ax: Axes,
    row: int,
    base: float,
    reach: tuple[float, float],
    told: list[tuple[str, str]],
    ends: _Ends,
) -> list[Annotation]:
    """Write the parameter's values at the ends of its bar, and who is the best there.

    Both are at the far end where both lie there.
    """
    low, high = reach
    # two values on one side would be written over each other
    if low * high > 0:
        far = max(reach, key=abs)
        (first, one), (second, other) = told
        if one == other:
            text = ends.text(f"{first} or {second}", other)
        else:
            # a line each, or half of one
            line = dataclasses.replace(
                ends, width=ends.width if ends.two_lines else ends.width / 2, height=0.0
            )
            space = "\n" if ends.two_lines else " "
            text = f"{line.text(first, one)}, or{space}{line.text(second, other)}"
        places = [(far, text, far > 0)]
    else:
        # each value at the end where its bar lies; of a bar without length, opposite the other
        low_right = low > 0 or high < 0
        at_low, at_high = (ends.text(*each) for each in told)
        places = [(low, at_low, low_right), (high, at_high, not low_right)]
    return [
        _rows.write(ax, base + at, row, text, 4.0 if right else -4.0) for at, text, right in places
    ]


def _key(ends: tuple[str, str], marked: bool, zero: bool) -> list[Any]:
    """Say what the colors of the bars mean, and hatching and a line at 0 where there are any."""
    patch = optional_import("matplotlib.patches", extra="plot").Patch
    handles = [
        patch(color=color, label=f"parameter at its {end}")
        for color, end in zip((_style.ORANGE, _style.BLUE), ends, strict=True)
    ]
    if marked:
        look = {"facecolor": _style.MUTED, "edgecolor": "white", "hatch": HATCH, "linewidth": 0}
        handles.append(patch(label="another alternative is best (→ which)", **look))
    if zero:
        line = optional_import("matplotlib.lines", extra="plot").Line2D
        handles.append(line([], [], label="neither leads", **ZERO))
    return handles
