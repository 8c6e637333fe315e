"""Costs and effects of a study, the prices that it names, and their plane."""

from __future__ import annotations

from functools import partial
from typing import Any

from decision_analysis import _render, mcda, plot
from decision_analysis.core import Parameters
from decision_analysis.study.questions._section import Figure
from decision_analysis.study.questions._setting import Setting


class Priced:
    """The model of costs and effects, its numbers, and the prices that a study names."""

    def __init__(self, setting: Setting) -> None:
        self.study = study = setting.study
        given = study.cost_effectiveness
        self.roles = {"cost": given["cost"], "effect": given["effect"]}
        self.prices = list(given.get("thresholds", []))
        named = {criterion.name: criterion for criterion in study.criteria}
        self.cost, self.effect = (named[name] for name in self.roles.values())
        of_table = bool(study.alternatives)
        self.model = study.table if of_table else study.strategies
        self.numbers: Parameters = study.judgements if of_table else study.tree_numbers

    @property
    def per(self) -> str:
        """The unit of a price."""
        cost, effect = self.cost.unit or self.cost.name, self.effect.unit or self.effect.name
        return f"{cost} per {effect}"

    @property
    def middle(self) -> float | None:
        """The middle one of the prices; None without prices."""
        return self.prices[len(self.prices) // 2] if self.prices else None

    def price(self, number: float) -> str:
        """Write a price with its unit."""
        return f"{number:,.5g} {self.per}"

    def money(self, number: float) -> str:
        """Write an amount with the unit of cost."""
        return f"{_render.short(number)} {self.cost.unit}".strip()


def few(names: Any) -> str:
    """Name the first of several, and say how many more there are."""
    shown = list(names)[:6]
    more = len(list(names)) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more > 0 else "")


def plane(
    asked: Priced, found: mcda.CostEffectivenessResult, where: str, price: float | None
) -> Figure:
    """Return the cost-effectiveness plane with a line at a price."""
    drawn = partial(
        plot.cost_effectiveness_plane,
        found,
        willingness_to_pay=price,
        top=min(12, max(1, len(found.alternatives) - 1)),
        title=f"Cost and {asked.effect.name}, {where}",
    )
    line = "" if price is None else f"; the line is a price of {asked.price(price)}"
    return Figure("cost_effectiveness", f"More cost and more {asked.effect.name}{line}", drawn)
