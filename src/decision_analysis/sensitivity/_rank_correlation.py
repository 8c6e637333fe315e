"""`rank_correlation`: how far a score rises and falls with each parameter (Spearman, partial)."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Mapping
from typing import Any, Literal

import numpy as np

from decision_analysis import _checks, _render
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._limits import BATCH, MOST_HELD_SAMPLES
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.core import Parameters, Result, Sampler
from decision_analysis.core.parts import (
    Model,
    Score,
    blas_limit,
    chunks,
    is_simulation,
    scramblings_of,
)
from decision_analysis.errors import InvalidInputError
from decision_analysis.sensitivity._by_parameter import ByParameter, checked_level, student
from decision_analysis.sensitivity._resampling import resampling, standard_errors
from decision_analysis.sensitivity._sampled_scores import (
    Of,
    SampledScores,
    constant,
    sampled_scores,
)
from decision_analysis.sensitivity._weighted_ranks import columns, partial

_USUAL = 4096


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class RankCorrelationResult(ByParameter):
    """Rank correlations of parameters and scores, with bootstrap errors.

    Parameters
    ----------
    method, parameters, references, alternatives
        As in `Result`.
    names : tuple of str
        The P parameters that vary, in their order.
    of : tuple of str
        What the K columns are about: the alternatives, one of them, or "a less b".
    units : tuple of str
        The unit of each parameter, empty where it has none.
    spearman : ndarray of float, shape (P, K)
        Spearman's correlations, from -1 to 1.
    partial : ndarray of float, shape (P, K)
        Partial rank correlations: of what the other parameters leave of the ranks of both.
    spearman_standard_error, partial_standard_error : ndarray of float, shape (P, K)
        By bootstrap.
    """

    spearman: FloatArray
    partial: FloatArray
    spearman_standard_error: FloatArray
    partial_standard_error: FloatArray

    @property
    def spearman_interval(self) -> FloatArray:
        """Confidence intervals (P, K, 2) of `spearman`, inside [-1, 1]."""
        return self._bounded(self.spearman, self.spearman_standard_error)

    @property
    def partial_interval(self) -> FloatArray:
        """Confidence intervals (P, K, 2) of `partial`, inside [-1, 1]."""
        return self._bounded(self.partial, self.partial_standard_error)

    def _bounded(self, estimate: FloatArray, error: FloatArray) -> FloatArray:
        said = self.parameters
        reach = student(said["level"], said["n_bootstrap"], said.get("scramblings", 1))
        # Fisher's z = artanh r, whose error is that of r over 1 - r^2; a correlation of 1 is exact
        inside = np.abs(estimate) < 1
        r = np.where(inside, estimate, 0.0)
        z, width = np.arctanh(r), reach * error / (1 - r**2)
        ends = np.tanh(np.stack([z - width, z + width], axis=-1))
        return np.where(inside[..., None], ends, estimate[..., None])

    def _headline(self) -> str:
        count, level = self.parameters["n_samples"], self.parameters["level"]
        return f"{self._title()}: {count:,} samples, {level:.0%} intervals"

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        own, other = self.spearman_interval, self.partial_interval
        shown = {"Spearman": self.spearman, "from": own[..., 0], "to": own[..., 1]}
        shown |= {
            "partial": self.partial,
            "partial from": other[..., 0],
            "partial to": other[..., 1],
        }
        return self._by(np.abs(self.partial), shown)


@dataclasses.dataclass(frozen=True, eq=False)
class _Task:
    """Parameters and scores (rows, P + K) of one chunk; it can be sent to another process."""

    scores: SampledScores
    sampler: Sampler

    def cut(self, chunk: int, rows: int) -> _Task:
        return chunks.cut_parts(self, chunk, rows, "sampler")

    def __call__(self, chunk: int, rows: int) -> FloatArray:
        samples = self.sampler.chunk(chunk, rows)
        kept = [samples[name] for name in self.scores.names]
        return np.column_stack([*kept, self.scores.at(samples)])


@cites("marino_et_al_2008", "archer_saltelli_sobol_1997")
@named
def rank_correlation(
    model: Model | Result,
    parameters: Parameters,
    *,
    n_samples: int = 4096,
    rng: np.random.Generator | int | None = None,
    score: Score | None = None,
    of: Of = None,
    n_bootstrap: int = 100,
    level: float = 0.95,
    design: Literal["sobol", "lhs", "random"] = "sobol",
    correlation: Any = None,
    scramblings: int = 1,
    batch: int = BATCH,
    workers: chunks.Workers = None,
) -> RankCorrelationResult:
    """Correlate the ranks of scores with those of each parameter.

    Parameters
    ----------
    model : callable or SimulationResult
        As in `tornado`; or what `uncertainty.simulate` made of a model, whose samples are taken.
    parameters : Parameters
        The parameters, of which the P that vary are looked at.
    n_samples : int
        How many samples of a model, at least P + 3. A simulation has its own, and another number
        than these is refused.
    rng : numpy.random.Generator or int, optional
        The seed of all streams, those of the bootstrap too; None draws a fresh one.
    score : callable, optional
        As in `tornado`.
    of : str or tuple of str, optional
        The alternative whose score, or the two whose difference (a less b), is looked at; all
        alternatives where None.
    n_bootstrap : int
        How many bootstrap samples, at least 2, standard errors and intervals come from.
    level : float
        With which probability intervals cover, inside (0, 1).
    design : {'sobol', 'lhs', 'random'}
        How samples of a model are drawn, as in `Parameters.sample`.
    correlation : mapping or array_like, optional
        Rank correlations of a model's parameters, as in `Parameters.sample`.
    scramblings : int
        As in `sobol`; a simulation has its own.
    batch : int
        How many rows of a model are in work at once; it does not change the answer.
    workers : None, int, executor or callable
        As in `uncertainty.simulate`; it does not change the answer.

    Returns
    -------
    RankCorrelationResult
        With `.spearman` and `.partial` (P, K), and the standard error and the interval of each.

    Raises
    ------
    InvalidInputError
        If an argument is not allowed, no parameter varies, a simulation is not of these parameters
        or is given samples of its own, there are too few samples or too many to be held, or model
        or score return something of the wrong kind or shape.

    Warns
    -----
    DegenerateDataWarning
        If all scores are the same in all samples. Correlations of a constant score are 0.

    Notes
    -----
    Correlations see what rises or falls throughout: a parameter that a score depends on by a curve
    that goes up and comes down again may have none, and `sobol` sees it. Partial ones (Marino et
    al. 2008) are the correlations of what linear regressions on the ranks of all other parameters
    leave; they are the larger where the others make much noise, and tell parameters that are
    correlated apart.

    The bootstrap ranks every sample anew, by counts of the values in order, which are sorted once.
    Intervals are Student's on the scale of Fisher's z. All samples are held, 8 (P + K) bytes each.

    Examples
    --------
    >>> import decision_analysis as da
    >>> from decision_analysis.sensitivity import rank_correlation
    >>> parameters = da.Parameters(
    ...     [da.Parameter("demand", 5, low=0, high=10), da.Parameter("cost", 2, low=0, high=10)]
    ... )
    >>> def model(x):
    ...     profit = x["demand"] ** 3 - x["cost"]
    ...     return da.DecisionTable(profit[:, None, None], ["profit"], ["go"])
    >>> result = rank_correlation(model, parameters, n_samples=1024, rng=1)
    >>> result.spearman[:, 0].round(2), result.partial[:, 0].round(2)
    (array([ 1.  , -0.02]), array([ 1. , -0.8]))
    """
    covered, entropy = checked_level(level), chunks.entropy(rng)
    if is_simulation(model):
        given = {
            "n_samples": (n_samples, _USUAL),
            "correlation": (correlation, None),
            "scramblings": (scramblings, 1),
        }
        scores, array = _simulated(model, parameters, score, of, given)
        blocks = scramblings_of(model)
    else:
        scores = sampled_scores(model, parameters, score, of)
        count = _checks.integer("n_samples", n_samples, high=MOST_HELD_SAMPLES)
        width = len(scores.names) + len(scores.of)
        _checks.room("the samples and scores", count, each=24 * width)
        sampler = scores.scored.parameters.sampler(
            count, rng=entropy, design=design, correlation=correlation, scramblings=scramblings
        )
        task, blocks = _Task(scores, sampler), int(scramblings)
        with contextlib.closing(chunks.run(task, count, batch=batch, workers=workers)) as parts:
            array = np.concatenate(list(parts))
    size, rows = len(scores.names), len(array)
    if rows < size + 3:
        raise InvalidInputError(
            f"n_samples must be at least {size + 3}, 3 more than the parameters; got {rows}"
        )
    made = array[:, size:]
    fixed = constant(scores.of, made.var(axis=0), np.abs(made).max(axis=0))
    # what differs by rounding only is the same
    array = np.concatenate([array[:, :size], np.where(fixed, 0.0, made)], axis=1)
    own, given_others = _bootstrapped(array, size, n_bootstrap, entropy, blocks)
    units = blocks if blocks > 1 else rows
    return RankCorrelationResult(
        method="rank_correlation",
        parameters={
            "n_samples": rows,
            "n_bootstrap": len(own) - 1,
            "level": covered,
            **({"scramblings": blocks} if blocks > 1 else {}),
        },
        references=cited("marino_et_al_2008", "archer_saltelli_sobol_1997"),
        alternatives=scores.alternatives,
        names=scores.names,
        of=scores.of,
        units=scores.units,
        spearman=own[0],
        partial=given_others[0],
        spearman_standard_error=standard_errors(own, units),
        partial_standard_error=standard_errors(given_others, units),
    )


def _simulated(
    model: Any, parameters: object, score: object, of: object, given: Mapping[str, tuple[Any, Any]]
) -> tuple[SampledScores, FloatArray]:
    """Return the scores of a simulation, and its samples and scores (S, P + K)."""
    for name, (value, usual) in given.items():
        own = len(model.table.values) if name == "n_samples" else usual
        if not (value is usual or (_checks.is_number(value) and value in (own, usual))):
            raise InvalidInputError(
                f"{name} belongs to a model; a simulation has its own; got {shown(value)}"
            )
    table = model.table
    ledger = _checks.instance("parameters", parameters, Parameters)
    for name in ledger:
        _checks.known("parameter of the simulation", name, list(model.samples))
    samples = {name: np.asarray(model.samples[name]) for name in ledger}
    scores = sampled_scores(lambda _: table, ledger, score, of, first=samples)
    values = scores.at(samples)
    return scores, np.column_stack([*(samples[name] for name in scores.names), values])


def _bootstrapped(
    array: FloatArray, size: int, n_bootstrap: object, entropy: int, blocks: int
) -> tuple[FloatArray, FloatArray]:
    """Return Spearman's and partial correlations (1 + R, P, K), the samples' own first."""
    counts = resampling(len(array), n_bootstrap, entropy, "rank bootstrap", blocks)
    in_order = columns(array)
    with blas_limit():
        found = np.stack([in_order.correlation(weight, size) for weight in counts.each()])
        return found[..., size:], partial(found)
