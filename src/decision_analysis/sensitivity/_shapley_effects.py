"""`shapley_effects`: a score's variance shared out among parameters, correlated ones too."""

from __future__ import annotations

import contextlib
import dataclasses
from typing import Any, Literal

import numpy as np

from decision_analysis import _checks, _render
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._limits import BATCH, MOST_BY_ALL_SUBSETS, MOST_SUBSETS_OF
from decision_analysis._named import named
from decision_analysis.core import Parameters
from decision_analysis.core.parts import DESIGNS, Model, chunks
from decision_analysis.sensitivity._by_parameter import ByParameter, checked_level
from decision_analysis.sensitivity._coalitions import Coalitions, drawing
from decision_analysis.sensitivity._resampling import resampling, standard_errors
from decision_analysis.sensitivity._sampled_scores import (
    Of,
    constant,
    normal_correlation,
    sampled_scores,
)
from decision_analysis.sensitivity._scored_model import Score
from decision_analysis.sensitivity._twins import unit_twins

_SOURCES = ("owen_2014", "song_nelson_staum_2016", "broto_bachoc_depecker_2020")


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class ShapleyEffectsResult(ByParameter):
    """Shapley effects, which add up to 1, with bootstrap errors.

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
    variance : ndarray of float, shape (K,)
        Of the scores, in the square of their unit.
    effects : ndarray of float, shape (P, K)
        Each parameter's share of the variance; they sum to 1 over the parameters.
    standard_error : ndarray of float, shape (P, K)
        Of the effects, by bootstrap.
    """

    variance: FloatArray
    effects: FloatArray
    standard_error: FloatArray

    @property
    def interval(self) -> FloatArray:
        """Confidence intervals (P, K, 2) of the effects."""
        return self._interval(self.effects, self.standard_error)

    def _headline(self) -> str:
        count, level = self.parameters["n_samples"], self.parameters["level"]
        return f"{self._title()}: {count:,} samples, {level:.0%} intervals"

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        ends = self.interval
        columns = {"effect": self.effects, "from": ends[..., 0], "to": ends[..., 1]}
        return self._by(self.effects, columns)


@cites(*_SOURCES, "kucherenko_tarantola_annoni_2012", "iooss_prieur_2019")
@named
def shapley_effects(
    model: Model,
    parameters: Parameters,
    *,
    n_samples: int = 4096,
    rng: np.random.Generator | int | None = None,
    correlation: Any = None,
    subsets: Literal["all", "sampled"] | None = None,
    score: Score | None = None,
    of: Of = None,
    n_bootstrap: int = 100,
    level: float = 0.95,
    design: Literal["sobol", "lhs", "random"] = "sobol",
    scramblings: int = 1,
    batch: int = BATCH,
    workers: chunks.Workers = None,
) -> ShapleyEffectsResult:
    """Share out the variance of scores among parameters that may be correlated.

    Parameters
    ----------
    model : callable
        As in `tornado`. It is called with one row of base values, then with the rows of each chunk
        of 2^13 samples, 2^P times by all subsets and P + 1 times by sampled ones.
    parameters : Parameters
        The P of them that vary are drawn from their distributions; constants stay at their base.
    n_samples : int
        How many samples, at least 2.
    rng : numpy.random.Generator or int, optional
        The seed of all streams; None draws a fresh one.
    correlation : mapping or array_like, optional
        Rank correlations of the parameters, which a Gaussian copula joins, as in
        `Parameters.sample`; None where they are independent.
    subsets : {'all', 'sampled'}, optional
        Whether each sample goes through all subsets of the parameters, or through those of one
        random order; None takes all of them up to 8 parameters.
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
        How samples are drawn, as in `Parameters.sample`.
    scramblings : int
        As in `sobol`.
    batch : int
        How many samples are in work at once; it does not change the answer.
    workers : None, int, executor or callable
        As in `uncertainty.simulate`; it does not change the answer.

    Returns
    -------
    ShapleyEffectsResult
        With `.effects`, `.standard_error` (P, K) and `.interval` (P, K, 2).

    Raises
    ------
    InvalidInputError
        If an argument is not allowed, no parameter varies, correlations contradict one another, all
        subsets of too many parameters are asked for, or model or score return something of the
        wrong kind or shape.

    Warns
    -----
    DegenerateDataWarning
        If all scores are the same in all samples. Effects on a constant score are 0.

    Notes
    -----
    The effect of parameter i is its Shapley value (Owen 2014) in the game whose worth for a set u
    is c(u) = E[Var(Y | all but u)] (Song et al. 2016, who show that Var(E[Y | u]) gives the same
    effects): the mean over all orders of what i adds to those before it, over Var(Y). With u drawn
    anew given all others, by the conditional distribution of the Gaussian copula, c(u) is the mean
    of (Y - Y')^2 / 2 (Kucherenko et al. 2012). By all subsets each c(u) serves every parameter
    (Broto et al. 2020); by sampled ones each sample has its own order, whose conditional draws come
    from one Cholesky factor. A sample's shares add up to its (Y - Y')^2 / 2 for all parameters
    drawn anew, so that effects sum to 1 exactly.

    Effects of independent parameters lie between the Sobol' indices of first and of total order.
    Those of correlated ones share what they explain together: a parameter that the model does not
    use has an effect if it is correlated with one that it does. Standard errors are by bootstrap,
    conservative for Sobol' points unless there are several scramblings, as in `sobol`.

    Examples
    --------
    Iooss and Prieur's linear model of two normal parameters with correlation .6, whose effects are
    .3703 and .6297:

    >>> import numpy as np
    >>> from scipy.stats import norm
    >>> import decision_analysis as da
    >>> from decision_analysis.sensitivity import shapley_effects
    >>> parameters = da.Parameters([da.Parameter(name, 0, norm()) for name in ("x1", "x2")])
    >>> def model(x):
    ...     return da.DecisionTable.from_rows({"f": [x["x1"] + 2 * x["x2"]]}, ["y"])
    >>> rank = 6 / np.pi * np.arcsin(0.6 / 2)
    >>> result = shapley_effects(model, parameters, correlation={("x1", "x2"): rank}, rng=1)
    >>> result.effects[:, 0].round(2)
    array([0.37, 0.63])
    """
    scores = sampled_scores(model, parameters, score, of)
    count = _checks.integer("n_samples", n_samples, low=2)
    _checks.one_of("design", design, DESIGNS)
    by_order = _sampled(subsets, len(scores.names))
    covered, entropy = checked_level(level), chunks.entropy(rng)
    normal = normal_correlation(scores.scored.parameters, correlation)
    drawn = unit_twins(scores.names, count, rng=entropy, design=design, scramblings=scramblings)
    blocks = int(scramblings)
    again = resampling(count, n_bootstrap, entropy, "shapley bootstrap", blocks)
    # by name, so that the order in which parameters stand makes no difference to random designs
    order = np.argsort(scores.names)
    if normal is not None:
        normal = normal[np.ix_(order, order)]
    made = drawing(scores, tuple(scores.names[p] for p in order), normal)
    task = Coalitions(made, drawn, again, entropy, by_order)
    with contextlib.closing(chunks.run(task, count, batch=batch, workers=workers)) as parts:
        total = next(parts)
        for part in parts:
            total.add(part)
    # shares add up to the variance, in each bootstrap sample too
    variance = total.sums.sum(axis=1, keepdims=True)
    spread = (variance / total.weight)[0, 0]
    fixed = constant(scores.of, spread, total.largest)
    there = (variance > 0) & ~fixed
    effects = np.where(there, total.sums / np.where(there, variance, 1.0), 0.0)
    effects = effects[:, np.argsort(order)]
    return ShapleyEffectsResult(
        method="shapley_effects",
        parameters={
            "n_samples": count,
            "subsets": "sampled" if by_order else "all",
            "correlated": normal is not None,
            "design": design,
            "n_bootstrap": len(again.totals),
            "level": covered,
            **({"scramblings": blocks} if blocks > 1 else {}),
        },
        references=cited(*_SOURCES),
        alternatives=scores.alternatives,
        names=scores.names,
        of=scores.of,
        units=scores.units,
        variance=np.where(fixed, 0.0, spread),
        effects=effects[0],
        standard_error=standard_errors(effects, blocks if blocks > 1 else count),
    )


def _sampled(subsets: object, size: int) -> bool:
    """Say whether subsets are sampled."""
    if subsets is None:
        return size > MOST_BY_ALL_SUBSETS
    sampled = _checks.one_of("subsets", subsets, ("all", "sampled")) == "sampled"
    if not sampled:
        _checks.integer("parameters of subsets='all'", size, high=MOST_SUBSETS_OF)
    return sampled
