"""What more effect costs, what is worth its price, and what it is worth to know more."""

from __future__ import annotations

from typing import Any

from decision_analysis import mcda
from decision_analysis.study.questions._priced import Priced, few, plane
from decision_analysis.study.questions._priced_samples import PricedSamples
from decision_analysis.study.questions._question import asks
from decision_analysis.study.questions._section import Block, Figure, Section
from decision_analysis.study.questions._setting import Setting

TITLE = "What is worth its cost"
TOP = 30
"""Most alternatives that are written."""
MOST_SAID = 5
"""Most of them in the summary."""
PICTURES = ("cost_effectiveness", "acceptability", "evpi_by_threshold", "evppi_at_threshold")


@asks("cost_effectiveness", TITLE, "cost and effect", pictures=PICTURES)
def cost_effectiveness(setting: Setting) -> Section:
    """Compare ratios at the base values, and net benefits in samples of the numbers."""
    asked = Priced(setting)
    base = mcda.cost_effectiveness(asked.model(), **asked.roles)
    results: dict[str, Any] = {"cost-effectiveness: base": base}
    text, blocks = [_frontier(asked, base)], [_league(base)]
    summary: dict[str, str] = {}
    figures: list[Figure] = []
    if asked.prices:
        blocks += _best_by_price(asked, base)
        summary["Best"] = _best(asked, base)
    if asked.prices and asked.numbers.varying and len(base.alternatives) > 1:
        sampled = PricedSamples(asked)
        results |= sampled.results
        text += sampled.text
        blocks += sampled.blocks
        figures += sampled.figures
        summary |= sampled.summary
    elif len(base.alternatives) > 1:
        figures.append(plane(asked, base, "at the base values", asked.middle))
    return Section(
        "cost_effectiveness", TITLE, tuple(text), tuple(blocks), results, tuple(figures), summary
    )


def _frontier(asked: Priced, base: mcda.CostEffectivenessResult) -> str:
    """Say who is on the frontier at which ratio, and who is dominated."""
    steps = sorted(base.icer.items(), key=lambda item: item[1])
    cheapest = [name for name in base.frontier if name not in base.icer]
    said = [f"{few(cheapest)} {'cost' if len(cheapest) > 1 else 'costs'} least."]
    before = cheapest[0]
    for name, ratio in steps[:6]:
        said.append(f"Instead of {before}, {name} costs {asked.price(ratio)}.")
        before = name
    if base.dominated:
        said.append(f"Dominated, as another costs no more and does as much: {few(base.dominated)}.")
    if base.extended_dominated:
        said.append(
            "Dominated by a mixture of two others, which costs less and does as much:"
            f" {few(base.extended_dominated)}."
        )
    return f"At the base values {said[0]} {' '.join(said[1:])}".strip()


def _league(base: mcda.CostEffectivenessResult) -> Block:
    headers, rows = base._rows()
    some = "" if len(rows) <= TOP else f", the first {TOP} of {len(rows):,}"
    cost, effect = base.units
    units = f" ({cost or 'its unit'}; {effect or 'its unit'})" if cost or effect else ""
    return Block(
        f"Cost, effect and incremental ratio at the base values{units}, cheapest first{some}",
        headers,
        rows[:TOP],
    )


def _best_by_price(asked: Priced, base: mcda.CostEffectivenessResult) -> list[Block]:
    if asked.numbers.varying and len(base.alternatives) > 1:
        return []  # the samples say it, with how sure it is
    rows: list[list[Any]] = []
    for price in asked.prices:
        net = base.net_benefit(price)
        rows.append([price, str(net.best), float(net[net.best])])
    caption = f"The largest net benefit at each price ({asked.per})"
    return [Block(caption, ["price", "best", "net benefit"], rows)]


def _best(asked: Priced, base: mcda.CostEffectivenessResult) -> str:
    """Say what is best between which prices: the ratios part them."""
    steps = sorted(base.icer.items(), key=lambda item: item[1])
    cheapest = [name for name in base.frontier if name not in base.icer]
    if not steps:
        return f"{few(cheapest)}, whatever {asked.effect.name} is worth."
    said = [f"{cheapest[0]} below {asked.price(steps[0][1])}"]
    ends = [f" to {ratio:,.5g}" for _, ratio in steps[1:]] + [""]
    for (name, ratio), end in zip(steps, ends, strict=True):
        said.append(f"{name} {'from' if end else 'above'} {ratio:,.5g}{end}")
    if len(said) > MOST_SAID:
        said[1:-1] = [f"in between {len(said) - 2} others, one after the other"]
    return f"{', '.join(said)}."
