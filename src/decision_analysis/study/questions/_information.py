"""What it is worth to find out: judged numbers, chances, signals, and one more observation."""

from __future__ import annotations

from functools import partial
from typing import Any

from decision_analysis import _render, plot
from decision_analysis.study.questions._known_chances import KnownChances, known_chances
from decision_analysis.study.questions._known_numbers import (
    Known,
    beyond_noise,
    breaking,
    known_numbers,
)
from decision_analysis.study.questions._question import asks
from decision_analysis.study.questions._section import Block, Figure, Section
from decision_analysis.study.questions._setting import Setting
from decision_analysis.study.questions._side import Side
from decision_analysis.study.questions._spoken import spoken

TITLE = "What it is worth to find out"
WORTH = 1e-9
"""What is less is rounding."""
NOTHING = "nothing: no finding is worth anything beyond noise."


@asks(
    "information",
    TITLE,
    "choice",
    "something unknown",
    pictures=("information_table", "information_tree"),
)
def information(setting: Setting) -> Section | None:
    """Value what could be learnt of numbers and chances before deciding."""
    text: list[str] = []
    blocks: list[Block] = []
    results: dict[str, Any] = {}
    figures: list[Figure] = []
    # whether limits leave the worth of numbers unsaid
    unpriced = False
    # what could be found out, with what it is worth, by unit
    worth: list[tuple[float, str, str]] = []
    for what, side in setting.sides.items():
        known = known_numbers(setting, what)
        if known is None:
            said = _unpriced(setting, side)
            unpriced |= bool(said)
            text += said
            continue
        text.append(_told(setting, side, known))
        results |= _named(side, known)
        if beyond_noise(known.everything):
            blocks.append(_numbers(side, known))
            figures += _picture(side, known)
        worth += [(r.value, name, side.unit) for name, r in known.single.items()]
        if beyond_noise(known.everything) and not known.single:
            every = f"all uncertain numbers of the {what} together"
            worth.append((known.everything.value, every, side.unit))
    if setting.study.tree_data is not None and "tree" in setting.sides:
        chances = known_chances(setting)
        if chances is not None:
            side = setting.sides["tree"]
            text += _chances_told(setting, side, chances)
            blocks += _chances(side, chances)
            results |= {f"clairvoyance: {name}": r for name, r in chances.known.items()}
            results |= {f"control: {name}": r for name, r in chances.controlled.items()}
            results |= {f"clairvoyance: {name}": r for name, r in chances.reports.items()}
            worth += [(float(r.value), name, side.unit) for name, r in chances.known.items()]
    if not text:
        return None
    told = _summary(setting, worth)
    summary = {} if unpriced and told == NOTHING else {"Worth finding out": told}
    return Section(
        "information", TITLE, tuple(text), tuple(blocks), results, tuple(figures), summary
    )


def _unpriced(setting: Setting, side: Side) -> list[str]:
    """Say why numbers have no price where limits leave nothing to choose from."""
    if not len(side.numbers):
        return []
    left = len(side.base.alternatives) - len(breaking(setting, side))
    some = f"only {side.best} keeps" if left else "nothing keeps"
    return [
        f"Of the {side.words} {some} the limits of {setting.decider.name} at the base values. What"
        " it is worth to know whether a limit will be kept no points can say; which judgements"
        " change what is best, limits counted, is said where judgements are varied."
    ]


def _told(setting: Setting, side: Side, known: Known) -> str:
    """Say what it would be worth to know all numbers of a side, and of which it was asked."""
    of = "of the table" if side.what == "table" else "of the tree"
    said = ""
    if known.left_out:
        few = ", ".join(known.left_out) if len(known.left_out) < 6 else f"{len(known.left_out)}"
        said = (
            f"Left out is what breaks a limit of {setting.decider.name} at the base values: {few};"
            " in samples limits do not count. "
        )
    if not beyond_noise(known.everything):
        return f"{said}To know all uncertain numbers {of} would be worth nothing beyond noise."
    best = known.everything.best
    among = side.passed_over if side.what == "tree" else ""
    costs = side.worth.criterion.goal == "min"
    more = f"so much less than {best} costs" if costs else f"more than {best} gives"
    said += (
        f"To know all uncertain numbers {of} before choosing would be worth"
        f" {_amount(known.everything.value, side.unit)}, {more} on average.{among}"
    )
    if not known.single and side.what in setting.very_many:
        among = setting.among if side.what == "table" else ""
        return f"{said} Numbers are too many to ask about each.{among}"
    if not known.single:
        return f"{said} No number alone is worth anything beyond noise."
    asked = (
        "Of single numbers, those that move the choice most were asked about; t"
        if (known.screened)
        else "T"
    )
    top = max(known.single, key=lambda name: known.single[name].value)
    value = _amount(known.single[top].value, side.unit)
    return f"{said} {asked}he one most worth knowing is {top}: {value}."


def _amount(value: float, unit: str) -> str:
    # three digits, and all before the point
    return f"{_render.short(float(f'{value:.3g}'))} {unit}".strip()


def _in(side: Side) -> str:
    return f", {side.unit}" if side.unit else ""


def _named(side: Side, known: Known) -> dict[str, Any]:
    found: dict[str, Any] = {f"evpi: {side.key}": known.everything}
    found |= {f"evppi: {name}": result for name, result in known.single.items()}
    found |= {f"evppi: {name} ({side.key})": result for name, result in known.groups.items()}
    return found | {f"evsi: {name}": result for name, result in known.again.items()}


def _numbers(side: Side, known: Known) -> Block:
    rows: list[list[Any]] = [["everything", *_value(known.everything)]]
    for found in (known.groups, known.single):
        for name in sorted(found, key=lambda n: -found[n].value):
            rows.append([name, *_value(found[name])])
    for name, result in known.again.items():
        rows.append([f"{result.data[0]} on {name}", *_value(result)])
    notes = []
    if any(result.data == ("second opinion",) for result in known.again.values()):
        notes.append("a second opinion is as uncertain as the first")
    if any(result.data == ("one more case",) for result in known.again.values()):
        notes.append("one more case shows whether it happens")
    more = f" ({'; '.join(notes)})" if notes else ""
    return Block(
        f"What it is worth to know numbers of the {side.what} before choosing{_in(side)}, with"
        f" standard errors{more}",
        ["known", "worth", "±"],
        rows,
    )


def _value(result: Any) -> list[float]:
    return [float(result.value), float(result.standard_error)]


def _picture(side: Side, known: Known) -> list[Figure]:
    bars: list[Any] = [*known.groups.values(), *known.single.values(), *known.again.values()]
    if not bars:
        return []
    title = f"Worth of knowing numbers of the {side.what}"
    draw = partial(
        plot.voi, known.everything, *bars, title=title, unit=side.unit, top=min(15, 1 + len(bars))
    )
    return [Figure(f"information_{side.what}", f"{title} before choosing{_in(side)}", draw)]


def _chances_told(setting: Setting, side: Side, chances: KnownChances) -> list[str]:
    text = []
    worth = {name: float(result.value) for name, result in chances.known.items()}
    useful = {name: value for name, value in worth.items() if value > WORTH}
    if useful:
        top = max(useful, key=lambda name: useful[name])
        text.append(
            f"To know {top} before deciding would be worth {_amount(useful[top], side.unit)}."
        )
    elif worth:
        names = " or ".join(worth)
        text.append(f"To know {names} before deciding would not change the choice.")
    apart = [name for name in chances.apart if name in worth]
    if apart:
        text.append(
            f"The probabilities of {', '.join(apart)} depend on the option: what is known is what"
            " would happen after each."
        )
    if side.limited:
        text.append(
            f"For the chances of the tree the limits of {setting.decider.name} do not count."
        )
    for where, value in chances.signals.items():
        told = (
            f"worth {_amount(value, side.unit)} before what it costs to wait for it: by that much"
            " the best that uses it beats the best that ignores it"
            if value > WORTH
            else "worth nothing: what is best does not depend on it"
        )
        text.append(f"The signal '{where}' is {told}.")
    for what, result in chances.reports.items():
        value = float(result.value)
        told = f"worth {_amount(value, side.unit)}" if value > WORTH else "worth nothing by itself"
        text.append(f"Heard before deciding, {what} is {told}.")
    return text


def _chances(side: Side, chances: KnownChances) -> list[Block]:
    names = list(dict.fromkeys([*chances.known, *chances.controlled]))
    rows: list[list[Any]] = []
    for name in names:
        known, controlled = chances.known.get(name), chances.controlled.get(name)
        row = [name, "" if known is None else float(known.value)]
        rows.append([*row, "" if controlled is None else float(controlled.value)])
    if not rows:
        return []
    return [
        Block(
            f"What it is worth to know the outcome of a chance before deciding, or to set it"
            f"{_in(side)}",
            ["chance", "worth knowing", "worth setting"],
            rows,
        )
    ]


def _summary(setting: Setting, worth: list[tuple[float, str, str]]) -> str:
    """Name the one or two things most worth finding out."""
    useful = sorted((entry for entry in worth if entry[0] > WORTH), key=lambda entry: -entry[0])
    if not useful:
        return NOTHING
    told = [
        f"{spoken(setting.study, name)}, worth up to {_amount(value, unit)}"
        for value, name, unit in useful[:2]
    ]
    return f"{'; '.join(told)}."
