"""`Prediction`: another party's choice, from his own problem over samples of his preferences."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

import numpy as np

from decision_analysis import mcda, uncertainty, value
from decision_analysis._cited import cites
from decision_analysis.core import Criterion, DecisionTable
from decision_analysis.core.parts import stream


@cites("rios_insua_rios_banks_2009")
@dataclasses.dataclass(frozen=True)
class Prediction:
    """What another party will choose, as probabilities (adversarial risk analysis).

    Parameters
    ----------
    name, party : str
        Of which choice, by whom.
    table : DecisionTable
        His options on his criteria, in points from 0 to 100.
    spread : float
        Half-width of a uniform error on each performance, in points: what we do not know of his
        beliefs.
    orders : tuple of str
        What we know of his weights.
    gives : mapping of str to str
        Option to the parameter that receives its probability.
    source, rationale : str
        What the judgement rests on.
    """

    name: str
    party: str
    table: DecisionTable
    spread: float
    orders: tuple[str, ...]
    gives: Mapping[str, str]
    source: str = ""
    rationale: str = ""

    def probabilities(self, *, n_samples: int, seed: int) -> dict[str, float]:
        """Return how often each option is his best, over samples of his weights and performances.

        Parameters
        ----------
        n_samples : int
            Number of samples.
        seed : int
            Seed of the samples; the name of the prediction separates its stream from others'.

        Returns
        -------
        dict of str to float
            Option to probability, summing to 1.
        """
        # his weights: uniform among those that agree with the orders
        space = uncertainty.WeightSpace(self.table.criterion_names)
        for order in self.orders:
            space = space.order(order)
        # a stream by name, so that a prediction stays when others are added
        rng = stream(seed, f"prediction {self.name}", 0)
        weights = space.sample(n_samples, rng=rng)
        # his performances: ours, each with an error of its own in every sample
        errors = rng.uniform(-self.spread, self.spread, (n_samples, *self.table.values.shape))
        values = {c.name: _linear(c) for c in self.table.criteria}
        scores = mcda.additive_value(
            self.table.with_values(self.table.values + errors), weights, values=values
        )
        # the share of samples in which an option is his best
        shares = uncertainty.choice_probabilities(scores)
        return dict(zip(self.table.alternatives, np.asarray(shares).tolist(), strict=True))


def _linear(criterion: Criterion) -> Any:
    # the scale of the performances, extended where an error leads beyond its ends
    worst, best = (0, 100) if criterion.goal == "max" else (100, 0)
    return value.linear(worst, best, outside="extend")


def prediction(name: str, data: Mapping[str, Any]) -> Prediction:
    """Build a prediction from the entry of a study document."""
    criteria = [Criterion(criterion, goal) for criterion, goal in data["criteria"].items()]
    rows = {option: [row[c.name] for c in criteria] for option, row in data["alternatives"].items()}
    orders = data["weights"]
    return Prediction(
        name,
        data["party"],
        DecisionTable.from_rows(rows, criteria),
        float(data.get("spread", 0)),
        (orders,) if isinstance(orders, str) else tuple(orders),
        dict(data["gives"]),
        ", ".join(data.get("source", [])),
        data.get("rationale", ""),
    )
