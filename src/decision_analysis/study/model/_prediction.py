"""`Prediction`: another party's choice, from his own problem over samples of his preferences."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Mapping
from typing import Any

import numpy as np

from decision_analysis import uncertainty
from decision_analysis._arrays import FloatArray, read_only, tie_tolerance
from decision_analysis._cited import cites
from decision_analysis._limits import BLOCK
from decision_analysis.core import Criterion, DecisionTable, Parameters
from decision_analysis.core.parts import stream


@cites("rios_insua_rios_banks_2009")
@dataclasses.dataclass(frozen=True)
class Prediction:
    """What another party will choose, as probabilities (adversarial risk analysis).

    Parameters
    ----------
    name, party : str
        Of which choice, by whom.
    criteria : tuple of Criterion
        What he cares about, on scales from 0 to 100.
    options : tuple of str
        What he can do.
    cells : Parameters
        His options on his criteria as we judge them, named 'prediction: option: criterion'.
    spread : float
        Half-width of a uniform error on each performance, in points: what we do not know of his
        beliefs.
    orders : tuple of str
        What we know of his weights.
    gives : mapping of str to str
        Option to the parameter that receives its probability.
    source, rationale : str
        What the judgement rests on.
    of : str
        The problem that it is about, of which there may be predictions for several types of the
        party; its own name where empty.
    """

    name: str
    party: str
    criteria: tuple[Criterion, ...]
    options: tuple[str, ...]
    cells: Parameters
    spread: float
    orders: tuple[str, ...]
    gives: Mapping[str, str]
    source: str = ""
    rationale: str = ""
    of: str = ""

    @property
    def table(self) -> DecisionTable:
        """His options at the base values of our judgements."""
        rows = {o: [self.cells[self.cell(o, c)].base for c in self.criteria] for o in self.options}
        return DecisionTable.from_rows(rows, list(self.criteria))

    def cell(self, option: str, criterion: Criterion) -> str:
        """Return the name of a judged cell."""
        return f"{self.of or self.name}: {option}: {criterion.name}"

    def probabilities(
        self, *, n_samples: int, seed: int, values: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """Return how often each option is his best, over samples of his weights and performances.

        Parameters
        ----------
        n_samples : int
            Number of samples.
        seed : int
            Seed of the samples; the name of the prediction separates its stream from others'.
        values : mapping of str to float or array, optional
            Values of the cells by name, numbers or samples (...); the base values where it leaves
            them out.

        Returns
        -------
        dict of str to float or ndarray
            Option to probability (...), summing to 1.
        """
        given = {
            **self.cells.base(),
            **{k: v for k, v in (values or {}).items() if k in self.cells},
        }
        names = [[self.cell(option, c) for c in self.criteria] for option in self.options]
        flat = np.broadcast_arrays(*(np.asarray(given[name]) for row in names for name in row))
        shape = flat[0].shape
        cells = np.stack([np.ravel(cell) for cell in flat], axis=-1)
        # samples in which nothing of his differs have one answer
        distinct, where = np.unique(cells, axis=0, return_inverse=True)
        shares = self._shares(distinct, n_samples, seed)[np.ravel(where)]
        return {option: shares[:, i].reshape(shape)[()] for i, option in enumerate(self.options)}

    def _shares(self, cells: FloatArray, n_samples: int, seed: int) -> FloatArray:
        """Return for each row of cells (rows, O C) how often each option is his best (rows, O)."""
        n_options, n_criteria = len(self.options), len(self.criteria)
        goals = tuple((c.name, c.goal) for c in self.criteria)
        weights, unknown = _drawn(
            self.name, goals, self.orders, self.spread, n_options, n_samples, seed
        )
        block = max(1, BLOCK // (n_samples * n_options))
        found = np.empty((len(cells), n_options))
        for start in range(0, len(cells), block):
            known = cells[start : start + block].reshape(-1, n_criteria)
            # additive values (rows, O, samples), less what is the same for all options
            values = (known @ weights.T).reshape(-1, n_options, n_samples) + unknown
            first = values >= values.max(axis=1, keepdims=True) - tie_tolerance(values, axis=1)
            # the share of samples in which an option is his best
            found[start : start + block] = (first / first.sum(axis=1, keepdims=True)).mean(axis=-1)
        return found


# an analysis asks hundreds of times for the same draws, of other judgements
@functools.lru_cache(maxsize=32)
def _drawn(
    name: str,
    goals: tuple[tuple[str, str], ...],
    orders: tuple[str, ...],
    spread: float,
    n_options: int,
    n_samples: int,
    seed: int,
) -> tuple[FloatArray, FloatArray]:
    """Return his signed weights (samples, C), and what the errors add to each value (O, samples).

    The draws are those of a stream by name, so that a prediction stays when others are added.
    """
    # his weights: uniform among those that agree with the orders
    space = uncertainty.WeightSpace(tuple(criterion for criterion, _ in goals))
    for order in orders:
        space = space.order(order)
    rng = stream(seed, f"prediction {name}", 0)
    signs = np.array([1.0 if goal == "max" else -1.0 for _, goal in goals])
    weights = np.asarray(space.sample(n_samples, rng=rng)) * signs
    # his performances: ours, each with an error of its own in every sample
    errors = rng.uniform(-spread, spread, (n_samples, n_options, len(goals)))
    unknown = np.einsum("noc,nc->on", errors, weights)
    return read_only(weights), read_only(unknown)
