"""What samples of a study's numbers say of costs and effects at each price."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from functools import partial
from typing import Any

import numpy as np

from decision_analysis import mcda, plot, uncertainty, voi
from decision_analysis.core import DecisionTable, Parameters
from decision_analysis.study.questions._priced import Priced, few, plane
from decision_analysis.study.questions._section import Block, Figure

MOST_PRICED = 2**24
"""Most samples of costs and effects over all alternatives and prices: some seconds."""
SAMPLES = 2**12
"""Most samples from which the value of knowing several numbers is estimated."""
FEWEST = 40
"""Fewest samples that such an estimate takes."""
WIDE = 1.96
"""Standard errors within which a value may be none: 95% of a normal distribution."""
TOGETHER = 30
"""Most numbers that can be known together."""


class PricedSamples:
    """What samples of the numbers say at each price."""

    def __init__(self, asked: Priced) -> None:
        self.asked = asked
        study = asked.study
        each = asked.model().values.size * len(asked.prices)
        rows = max(FEWEST, min(study.n_samples, MOST_PRICED // each))
        self.drawn = uncertainty.simulate(
            asked.model, asked.numbers, n_samples=rows, rng=study.seed
        )
        table = self.drawn.table
        self.found = mcda.cost_effectiveness(table, **asked.roles, willingness_to_pay=asked.prices)
        self.curve = voi.evpi_curve(table, asked.prices, **asked.roles)
        self.top = int(self.curve.evpi.argmax())
        uncertain = bool(self.curve.evpi.any())
        self.parts = moved(asked.model, asked.numbers, asked.roles) if uncertain else {}
        self.known = self._known(table)

    @property
    def price(self) -> float:
        """Where perfect information is worth most."""
        return float(self.asked.prices[self.top])

    def _known(self, table: DecisionTable) -> dict[str, voi.EvppiResult]:
        """Return what it is worth to know some numbers together, at the dearest uncertainty."""
        n = min(len(table.values), SAMPLES)
        costs, effects = (
            table.values[:n, :, table.criterion_names.index(name)]
            for name in self.asked.roles.values()
        )
        benefits = self.price * effects - costs
        samples = {name: column[:n] for name, column in self.drawn.samples.items()}
        return {
            label: dataclasses.replace(voi.evppi(benefits, samples, names), of=label)
            for label, names in self.parts.items()
        }

    @property
    def _telling(self) -> dict[str, voi.EvppiResult]:
        """The values that are more than noise of the samples."""
        return {
            name: one
            for name, one in self.known.items()
            if float(one.value) > WIDE * float(one.standard_error)
        }

    @property
    def results(self) -> dict[str, Any]:
        """The library's results by name."""
        known = {f"cost-effectiveness: evppi: {name}": one for name, one in self.known.items()}
        return {
            "cost-effectiveness: samples": self.found,
            "cost-effectiveness: evpi by threshold": self.curve,
            **known,
        }

    @property
    def text(self) -> list[str]:
        """The answer in sentences."""
        curve, asked = self.curve, self.asked
        shares = self.found.acceptability
        assert shares is not None
        said = (
            f"Over {len(self.drawn.table.values):,} samples of the uncertain numbers, the best on"
            " average is "
        )
        said += "; ".join(self._runs()) + f", in {asked.per}."
        if not curve.evpi.any():
            return [said]
        value = float(curve.evpi[self.top])
        known = (
            f"Not knowing costs most at {asked.price(self.price)}: perfect information would be"
            f" worth {asked.money(value)} a decision."
        )
        if worth := {name: float(one.value) for name, one in self._telling.items()}:
            parts = [
                f"{asked.money(v)} to know the numbers that move {n}"
                for n, v in sorted(worth.items(), key=lambda item: -item[1])
            ]
            known += f" Of it, it is worth {', '.join(parts)}."
        return [said, known]

    def _runs(self) -> list[str]:
        """Say over which prices each alternative is the best on average."""
        runs: list[list[Any]] = []
        for price, best in zip(self.asked.prices, self.curve.best, strict=True):
            if runs and runs[-1][0] == best:
                runs[-1][2] = price
            else:
                runs.append([best, price, price])
        return [
            f"{best} at {low:,.6g}" + (f" to {high:,.6g}" if high > low else "")
            for best, low, high in runs
        ]

    @property
    def blocks(self) -> list[Block]:
        """Acceptability, its frontier and the value of perfect information by price."""
        shares = self.found.acceptability
        assert shares is not None
        # the alternatives that are best somewhere, in the order of the table
        seen = np.flatnonzero(shares.probabilities.max(axis=0) > 0)
        some = sorted(seen, key=lambda i: -shares.probabilities[:, i].max())[:6]
        some.sort()
        names = [self.found.alternatives[i] for i in some]
        rows = [
            [
                price,
                *map(float, shares.probabilities[k, some]),
                self.curve.best[k],
                float(shares.frontier[k]),
                float(self.curve.evpi[k]),
            ]
            for k, price in enumerate(self.asked.prices)
        ]
        unit = f" in {self.asked.cost.unit}" if self.asked.cost.unit else ""
        caption = (
            "Probability that each has the largest net benefit, by price"
            f" ({self.asked.per}); what is best on average, how probably it is the best, and the"
            f" value of perfect information{unit} a decision"
        )
        headers = ["price", *names, "best on average", "its probability", "EVPI"]
        return [Block(caption, headers, rows), *self._groups()]

    def _groups(self) -> list[Block]:
        if not self.known:
            return []
        rows: list[list[Any]] = [
            [name, float(one.value), float(one.standard_error), few(self.parts[name])]
            for name, one in self.known.items()
        ]
        unit = f", {self.asked.cost.unit} a decision" if self.asked.cost.unit else ", a decision"
        caption = (
            "What it is worth to know numbers together, at a price of"
            f" {self.asked.price(self.price)}{unit}"
        )
        return [Block(caption, ["what they move", "EVPPI", "standard error", "numbers"], rows)]

    @property
    def figures(self) -> list[Figure]:
        """The plane, the acceptability curves, and the values of information."""
        asked, unit = self.asked, self.asked.cost.unit
        inside = f", {unit} a decision" if unit else ""
        shares = partial(plot.acceptability, self.found, top=min(12, len(self.found.alternatives)))
        found = [
            plane(asked, self.found, "samples and their means", self.price),
            Figure(
                "acceptability",
                f"Probability of the largest net benefit by price ({asked.per}); bold where best"
                " on average",
                shares,
            ),
        ]
        if self.curve.evpi.any():
            drawn = partial(plot.voi, self.curve, unit=unit)
            caption = f"Value of perfect information by price ({asked.per}){inside}"
            found.append(Figure("evpi_by_threshold", caption, drawn))
        if self.known:
            title = f"At {asked.price(self.price)}"
            bars = partial(plot.voi, *self.known.values(), unit=unit, title=title)
            caption = f"What it is worth to know some numbers{inside}"
            found.append(Figure("evppi_at_threshold", caption, bars))
        return found

    @property
    def summary(self) -> dict[str, str]:
        """How sure the choice is, and what is worth finding out."""
        shares, asked = self.found.acceptability, self.asked
        assert shares is not None
        least = int(np.argmin(shares.frontier))
        said = {
            "How sure": (
                f"The best on average is the best with probability {shares.frontier.min():.0%} to"
                f" {shares.frontier.max():.0%}, least at {asked.price(asked.prices[least])}."
            )
        }
        if self._telling:
            name, one = max(self._telling.items(), key=lambda item: item[1].value)
            said["Worth finding out"] = (
                f"The numbers that move {name} ({few(self.parts[name])}), up to"
                f" {asked.money(float(one.value))} a decision at {asked.price(self.price)}."
            )
        return said


def moved(model: Any, numbers: Parameters, roles: Mapping[str, str]) -> dict[str, list[str]]:
    """Part the uncertain numbers by what they move: cost alone, effect alone, or both."""
    names = list(numbers.varying)
    base = numbers.base()
    # one batch: in row i the number i is away from its base, the last row is the base
    rows = {name: np.full(len(names) + 1, float(base[name])) for name in names}
    for i, name in enumerate(names):
        ends = np.asarray(numbers[name].quantile(np.array([0.25, 0.75])))
        rows[name][i] = ends[np.abs(ends - base[name]).argmax()]
    table = model(rows)
    values = np.broadcast_to(table.values, (len(names) + 1, *table.values.shape[-2:]))
    found: dict[tuple[bool, bool], list[str]] = {}
    columns = [table.criterion_names.index(roles[role]) for role in ("cost", "effect")]
    for i, name in enumerate(names):
        cost, effect = (bool((values[i, :, c] != values[-1, :, c]).any()) for c in columns)
        found.setdefault((cost, effect), []).append(name)
    words = {
        (True, True): "both {cost} and {effect}",
        (True, False): "{cost} alone",
        (False, True): "{effect} alone",
    }
    return {
        text.format(**roles): found[key]
        for key, text in words.items()
        if key in found and len(found[key]) <= TOGETHER
    }
