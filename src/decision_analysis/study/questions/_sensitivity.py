"""Which judgements matter: what they do to the lead, where they change the choice, with whom."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from decision_analysis import plot
from decision_analysis._limits import MOST_VARIED_CELLS
from decision_analysis.core import Parameters
from decision_analysis.study.questions._changes import (
    Nearest,
    apart,
    nearest_change,
    nearness,
)
from decision_analysis.study.questions._lead import WIDEST, indices_of_lead, moving
from decision_analysis.study.questions._method_thresholds import method_thresholds
from decision_analysis.study.questions._other_parties import other_parties
from decision_analysis.study.questions._question import asks
from decision_analysis.study.questions._section import Block, Figure, Section
from decision_analysis.study.questions._setting import Setting
from decision_analysis.study.questions._side import Side, ends
from decision_analysis.study.questions._spoken import spoken

TITLE = "Which judgements matter"
SHOWN = 20
"""Most bars in the text that change nothing by themselves."""
LINES = 6
"""Alternatives in the picture of a change."""
NAMED = 3
"""Judgements that the summary names."""


@asks(
    "sensitivity",
    TITLE,
    "uncertain",
    "choice",
    pictures=tuple(
        f"{what}_{side}"
        for side in ("table", "tree")
        for what in ("tornado", "threshold", "variance")
    ),
)
def sensitivity(setting: Setting) -> Section | None:
    """Vary the judged numbers one at a time, together, and the picture of other parties."""
    text: list[str] = []
    blocks: list[Block] = []
    figures: list[Figure] = []
    results: dict[str, Any] = {}
    # with who takes over
    nearest: list[tuple[str, Nearest]] = []
    longest: list[str] = []
    for what, count in setting.very_many.items():
        text.append(_left_out(setting.sides[what], count))
    for what, tornado in setting.tornados.items():
        side = setting.sides[what]
        found = setting.decisive[what]
        text.append(_told(setting, side, found))
        results[f"tornado: {side.key}"] = tornado
        results |= {f"threshold: {name}": result for name, result in found.items()}
        if bars := _bars(side, tornado, found):
            blocks.append(bars)
            figures.append(_picture(side, tornado))
        if found:
            blocks.append(_thresholds(side, found))
            name = min(found, key=lambda n: nearness(side.numbers[n], found[n].changes))
            figures.append(_line(side, name, found[name]))
        indices = indices_of_lead(side, tornado, setting.study.seed)
        if indices is not None:
            results[f"{indices.method.split('_')[0]}: {side.key}"] = indices
            text.append(_together(side, indices))
            blocks.append(_indices(side, indices))
            figures.append(_shares(side, indices))
        for name, result in found.items():
            number = side.numbers[name]
            change = nearest_change(number, result.changes)
            where = "in the tree " if what == "tree" and setting.study.alternatives else ""
            nearest.append((f"{where}{apart(change.taker)}", change))
        longest += moving(tornado)[:NAMED]
    for said, block, own in (method_thresholds(setting), other_parties(setting)):
        text += said
        blocks += block
        results |= own
    if not text:
        return None
    return Section(
        "sensitivity",
        TITLE,
        tuple(text),
        tuple(blocks),
        results,
        tuple(figures),
        _summary(setting, nearest, longest),
    )


def _left_out(side: Side, count: int) -> str:
    """Say that numbers are not varied one at a time, and why."""
    can = "" if side.slopes is None else " that could alone change who is best"
    return (
        f"The {count:,} uncertain numbers of the {side.what}{can} are not varied one at a time:"
        f" with {len(side.base.alternatives):,} {side.words} there are"
        f" {count * len(side.base.alternatives):,} combinations, more than"
        f" {MOST_VARIED_CELLS:,}."
    )


def _told(setting: Setting, side: Side, found: dict[str, Any]) -> str:
    """Say who leads, and how many judgements can change that."""
    ahead = f"{abs(side.ahead):.4g} {side.unit}".strip()
    whose = "" if setting.study.plain_tree and side.what == "tree" else f" by {setting.whose}"
    said = f"{side.best} is {ahead} ahead of {side.runner_up} at the base values{whose}."
    if side.ahead < 0:
        said = (
            f"{side.best} is the best at the base values{whose}: {side.runner_up} is worth {ahead}"
            " more and breaks a limit."
        )
    number = len(side.numbers)
    of = "of the table" if side.what == "table" else "of the tree"
    if found:
        can = (
            f" {len(found)} of the {number} uncertain numbers {of} can alone, within what is held"
            f" possible, make another of the {side.words} the best."
        )
    elif number == 1:
        can = f" The one uncertain number {of} cannot change that anywhere in its range."
    else:
        can = (
            f" None of the {number} uncertain numbers {of} can alone change that anywhere in its"
            " range."
        )
    limits = (
        f" Who is best counts the limits of {setting.decider.name}; the lead does not."
        if side.limited
        else ""
    )
    return said + can + limits


def _bars(side: Side, tornado: Any, found: dict[str, Any]) -> Block | None:
    """Return the bars that are no zeros: all that change the best, and the longest others."""
    low, high, _ = tornado.bars()
    moved = moving(tornado)
    long = set(moved[:SHOWN])
    units = any(tornado.units)
    unit_head = ["unit"] if units else []
    rows: list[list[Any]] = []
    for i, name in enumerate(tornado.names):
        if name not in long and name not in found and not tornado.changes_best[i]:
            continue
        takers = zip((tornado.best_low[i], tornado.best_high[i]), ("10%", "90%"), strict=True)
        others = (f"{who} at {end}" for who, end in takers if who != tornado.best)
        row: list[Any] = [name, *([tornado.units[i]] if units else [])]
        row += [float(tornado.low_values[i]), float(tornado.high_values[i])]
        row += [float(low[i]), float(high[i]), ", ".join(others)]
        rows.append(row)
    if not rows:
        return None
    rest = len(moved) - sum(row[0] in moved for row in rows)
    unit = f", {side.unit}" if side.unit else ""
    return Block(
        f"Lead of {side.best} over {side.runner_up}{unit}, one number at a time at its 10% and its"
        " 90% quantile" + (f" (the longest bars; {rest} shorter ones left out)" if rest else ""),
        ["number", *unit_head, "10%", "90%", "lead at 10%", "lead at 90%", "takes over"],
        rows,
    )


def _thresholds(side: Side, found: dict[str, Any]) -> Block:
    """Return where the best changes, the nearest change first."""
    units = any(result.unit for result in found.values())
    unit_head = ["unit"] if units else []
    rows: list[list[Any]] = []
    for name in sorted(found, key=lambda n: nearness(side.numbers[n], found[n].changes)):
        number = side.numbers[name]
        low, high = ends(number)
        for at, before, after in found[name].changes:
            row: list[Any] = [name, *([number.unit] if units else []), low, number.base, high]
            rows.append([*row, float(at), before, after])
    return Block(
        f"Where one number alone changes the best of the {side.words}, in its whole range",
        ["number", *unit_head, "low", "base", "high", "changes at", "best below", "best above"],
        rows,
    )


def _together(side: Side, indices: Any) -> str:
    """Say among how many numbers the variance was shared out, and what they do together."""
    count, lead = len(indices.names), f"the lead of {side.best} over {side.runner_up}"
    several = (
        f"the {count} numbers with the longest bars vary together, and the others keep their base"
        if count == WIDEST
        else f"{count} numbers vary together"
    )
    if indices.method == "shapley_effects":
        return f"For the shares of the variance of {lead}, {several}; some are drawn together."
    alone = float(np.clip(indices.first.sum(), 0, 1))
    by_itself = (
        "each acts by itself"
        if alone > 0.98
        else f"{1 - alone:.0%} of its variance is due to numbers acting together"
    )
    return f"For the shares of the variance of {lead}, {several}: {by_itself}."


def _indices(side: Side, indices: Any) -> Block:
    columns: dict[str, Any] = (
        {"share": indices.effects[:, 0], "±": _reach(indices.interval)}
        if indices.method == "shapley_effects"
        else {
            "alone": indices.first[:, 0],
            "± alone": _reach(indices.first_interval),
            "with others": indices.total[:, 0],
            "± with others": _reach(indices.total_interval),
        }
    )
    largest = indices.effects if indices.method == "shapley_effects" else indices.total
    rows = [
        [indices.names[p], *(float(column[p]) for column in columns.values())]
        for p in np.argsort(-largest[:, 0], kind="stable")
    ]
    what = "Shapley effects" if indices.method == "shapley_effects" else "Sobol' indices"
    return Block(
        f"{what}: shares of the variance of the lead of {side.best} over {side.runner_up}, with"
        " the half-width of their 95% intervals",
        ["number", *columns],
        rows,
    )


def _reach(interval: Any) -> Any:
    return (interval[:, 0, 1] - interval[:, 0, 0]) / 2


def _picture(side: Side, tornado: Any) -> Figure:
    shown = Parameters([side.numbers[name] for name in moving(tornado)])
    title = f"Lead of {side.best} over {side.runner_up}"
    draw = partial(plot.tornado, tornado, title=title, unit=side.unit, top=min(15, len(shown)) or 1)
    unit = f", {side.unit}" if side.unit else ""
    caption = f"{title}{unit}: one number at a time from its 10% to its 90% quantile"
    return Figure(f"tornado_{side.what}", caption, draw)


def _line(side: Side, name: str, result: Any) -> Figure:
    title = f"Where {name} changes the choice"
    draw = partial(plot.threshold, result, title=title, unit=side.unit, top=LINES)
    unit = f", {side.unit}" if side.unit else ""
    caption = f"Worth of the {side.words}{unit}, along {name}, which changes the best soonest"
    return Figure(f"threshold_{side.what}", caption, draw)


def _shares(side: Side, indices: Any) -> Figure:
    title = f"Variance of the lead of {side.best} over {side.runner_up}"
    caption = f"Shares of the variance of the lead of {side.best} over {side.runner_up}"
    name = f"variance_{side.what}"
    if indices.method == "sobol":
        return Figure(name, caption, partial(plot.sobol, indices, title=title))
    return Figure(name, caption, partial(plot.scores, _as_scores(indices), title=title))


def _as_scores(indices: Any) -> Any:
    from decision_analysis.core import Scores

    return Scores(
        method="shapley_effects", alternatives=indices.names, scores=indices.effects[:, 0].copy()
    )


def _summary(
    setting: Setting, nearest: list[tuple[str, Nearest]], longest: list[str]
) -> dict[str, str]:
    """Name the judgements that change the choice soonest, or those that move the lead most."""
    if nearest:
        # stable: of two as near, the first stays first
        takers: dict[str, list[str]] = {}
        # of the table and of the tree a number may be decisive: it is named once
        first: dict[str, tuple[str, Nearest]] = {}
        for taker, change in sorted(nearest, key=lambda entry: entry[1].share):
            first.setdefault(change.parameter.name, (taker, change))
        for taker, change in list(first.values())[:NAMED]:
            takers.setdefault(taker, []).append(change.words(setting.study))
        words = [f"{taker} is best with {' or '.join(them)}" for taker, them in takers.items()]
        return {"What matters most": f"{'; '.join(words)}."}
    if longest:
        few = [spoken(setting.study, name) for name in longest[:NAMED]]
        move = "moves" if len(few) == 1 else "move"
        told = f"{', '.join(few)} {move} the lead most; no number alone changes the best."
        return {"What matters most": told}
    return {}
