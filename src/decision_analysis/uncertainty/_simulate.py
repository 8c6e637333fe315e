"""`simulate`: a model's table for sampled parameters, computed chunk by chunk."""

from __future__ import annotations

import contextlib
import dataclasses
import math
from collections.abc import Mapping
from typing import Any, Literal

import numpy as np

from decision_analysis import _checks, _render
from decision_analysis._arrays import FloatArray
from decision_analysis._limits import BATCH, MOST_HELD_SAMPLES
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Parameters, Result, Sampler
from decision_analysis.core.parts import (
    Model,
    Progress,
    checked_model,
    checked_progress,
    chunks,
    same_labels,
    tabulate,
    watched,
)


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class SimulationResult(Result):
    """Sampled parameters and the table that a model makes of them.

    Parameters
    ----------
    method, parameters, references, alternatives
        As in `Result`.
    samples : mapping of str to ndarray, shape (S,)
        The samples of every parameter, by name.
    table : DecisionTable
        The model's performances (S, A, C).
    """

    samples: Mapping[str, FloatArray]
    table: DecisionTable

    def _headline(self) -> str:
        count, names = self.table.sample_shape[0], len(self.samples)
        return (
            f"simulate: {len(self.alternatives)} alternatives, {count:,} samples of {names}"
            " parameter(s)"
        )

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        values = self.table.values
        mean, spread = values.mean(axis=0), values.std(axis=0)
        low, high = np.quantile(values, [0.05, 0.95], axis=0)
        rows: list[list[_render.Cell]] = []
        for a, label in enumerate(self.alternatives):
            for c, name in enumerate(self.table.criterion_names):
                rows.append(
                    [label, name, *(float(part[a, c]) for part in (mean, spread, low, high))]
                )
        return ["alternative", "criterion", "mean", "std", "5%", "95%"], rows


@dataclasses.dataclass(frozen=True, eq=False)
class _Task:
    """One chunk of a simulation; it can be sent to another process."""

    model: Model
    sampler: Sampler

    def cut(self, chunk: int, rows: int) -> _Task:
        return chunks.cut_parts(self, chunk, rows, "sampler")

    def __call__(self, chunk: int, rows: int) -> tuple[dict[str, FloatArray], DecisionTable]:
        samples = self.sampler.chunk(chunk, rows)
        return samples, tabulate(self.model, samples, rows)


@named
def simulate(
    model: Model,
    parameters: Parameters,
    *,
    n_samples: int,
    rng: np.random.Generator | int | None = None,
    design: Literal["sobol", "lhs", "random"] = "sobol",
    correlation: Any = None,
    scramblings: int = 1,
    batch: int = BATCH,
    workers: chunks.Workers = None,
    progress: Progress | None = None,
) -> SimulationResult:
    """Compute a model's table for sampled parameters.

    Parameters
    ----------
    model : callable
        A function of {name: array (rows,)} that returns a `DecisionTable` with the sample axis
        (rows,), or without sample axes where it does not depend on the parameters. It is called
        once for each chunk of 2^13 rows, with read-only arrays, and must treat each row apart from
        the others.
    parameters : Parameters
        What is sampled.
    n_samples : int
        How many samples S. Sobol' points lose their balance where it is not a power of two.
    rng : numpy.random.Generator or int, optional
        The seed of all streams; None draws a fresh one.
    design : {'sobol', 'lhs', 'random'}
        As in `Parameters.sample`.
    correlation : mapping or array_like, optional
        Rank correlations, as in `Parameters.sample`.
    scramblings : int
        How many independent scramblings of Sobol' points, as in `Parameters.sample`.
    batch : int
        How many rows are in work at once; it does not change the answer.
    workers : None, int, executor or callable
        None computes here, an integer starts that many threads, anything with `.submit` (a pool of
        processes, a Dask client) or a map-like callable is used as it is; it does not change the
        answer. What goes to another process must be picklable, as functions of a module are; a task
        has no other rows than those of its chunk.
    progress : callable, optional
        Called as `progress(done, total, what)` with numbers of samples, first and after each chunk.

    Returns
    -------
    SimulationResult
        With `.samples` {name: (S,)} and `.table` (S, A, C).

    Raises
    ------
    InvalidInputError
        If an argument is not allowed, samples or table do not fit into memory, or the model does
        not take a mapping or returns something else than a table of the right samples.

    Notes
    -----
    The samples are those of `parameters.sample(n_samples, rng=rng, ...)`, in chunks of 2^13 rows.
    The table is held whole, 8 S A C bytes.

    Examples
    --------
    >>> import decision_analysis as da
    >>> from decision_analysis.uncertainty import simulate
    >>> parameters = da.Parameters([da.Parameter("p", 0.5, low=0.2, high=0.8)])
    >>> def model(x):
    ...     return da.DecisionTable.from_rows({"safe": [40], "risky": [100 * x["p"]]}, ["payoff"])
    >>> simulate(model, parameters, n_samples=1024, rng=0)
    simulate: 2 alternatives, 1,024 samples of 1 parameter(s)
       alternative  criterion   mean    std     5%    95%
       safe         payoff     40.00   0.00  40.00  40.00
       risky        payoff     50.00  11.34  31.41  68.63
    """
    checked, ledger = checked_model(model, parameters)
    progress = checked_progress(progress)
    count = _checks.integer("n_samples", n_samples, high=MOST_HELD_SAMPLES)
    _checks.room("the samples", count, each=8 * max(1, len(ledger)))
    sampler = ledger.sampler(
        count, rng=rng, design=design, correlation=correlation, scramblings=scramblings
    )
    samples = {name: np.empty(count) for name in ledger}
    first: DecisionTable | None = None
    values, done = np.empty(0), 0
    task = _Task(checked, sampler)
    run = chunks.run(task, count, batch=batch, workers=workers)
    with contextlib.closing(watched(run, count, progress, "samples")) as parts:
        for drawn, table in parts:
            if first is None:
                shape = table.values.shape[1:]
                _checks.room("the table of all samples", count, each=8 * math.prod(shape))
                first, values = table, np.empty((count, *shape))
            same_labels(first, table)
            part = slice(done, done + len(table.values))
            values[part], done = table.values, part.stop
            for name in samples:
                samples[name][part] = drawn[name]
    assert first is not None
    whole = first._with(values)
    return SimulationResult(
        method="simulate",
        parameters={
            "n_samples": count,
            "design": design,
            **({"scramblings": int(scramblings)} if scramblings > 1 else {}),
        },
        alternatives=whole.alternatives,
        samples=samples,
        table=whole,
    )
