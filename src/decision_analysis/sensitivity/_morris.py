"""`morris`: which parameters matter at all, by what scores do when each jumps (screening)."""

from __future__ import annotations

import contextlib
import dataclasses
from typing import Literal

import numpy as np

from decision_analysis import _checks, _render
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._limits import BATCH
from decision_analysis._named import named, warn
from decision_analysis._shown import shown
from decision_analysis.core import Parameters
from decision_analysis.core.parts import DESIGNS, Model, Score, chunks
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError
from decision_analysis.sensitivity._by_parameter import ByParameter, checked_level
from decision_analysis.sensitivity._elementary_effects import Effects, EffectSums, Jumps
from decision_analysis.sensitivity._points_along import checked_quantiles
from decision_analysis.sensitivity._resampling import resampling, standard_errors
from decision_analysis.sensitivity._sampled_scores import Of, SampledScores, sampled_scores
from decision_analysis.sensitivity._twins import unit_twins

_SOURCES = ("morris_1991", "campolongo_cariboni_saltelli_2007", "campolongo_saltelli_cariboni_2011")
_HIDDEN, _SURE = 0.5, 3.0
"""Share of another jump's change below which a jump hides something, and by how many errors."""


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class MorrisResult(ByParameter):
    """Means and standard deviations of elementary effects, with bootstrap errors.

    An effect is the change of a score divided by the jump, a share of the way between the two
    quantiles, so that it is in the unit of the score and says what the whole way would do.

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
    mu : ndarray of float, shape (P, K)
        Mean effect; effects of both signs cancel.
    mu_star : ndarray of float, shape (P, K)
        Mean absolute effect: how much the parameter matters.
    sigma : ndarray of float, shape (P, K)
        Standard deviation of the effects: 0 where the score is linear in the parameter and it does
        not interact.
    mu_standard_error, mu_star_standard_error, sigma_standard_error : ndarray of float, shape (P, K)
        By bootstrap.
    """

    mu: FloatArray
    mu_star: FloatArray
    sigma: FloatArray
    mu_standard_error: FloatArray
    mu_star_standard_error: FloatArray
    sigma_standard_error: FloatArray

    @property
    def mu_interval(self) -> FloatArray:
        """Confidence intervals (P, K, 2) of `mu`."""
        return self._interval(self.mu, self.mu_standard_error)

    @property
    def mu_star_interval(self) -> FloatArray:
        """Confidence intervals (P, K, 2) of `mu_star`."""
        return self._interval(self.mu_star, self.mu_star_standard_error)

    @property
    def sigma_interval(self) -> FloatArray:
        """Confidence intervals (P, K, 2) of `sigma`."""
        return self._interval(self.sigma, self.sigma_standard_error)

    def _headline(self) -> str:
        count, level = self.parameters["n_samples"], self.parameters["level"]
        return f"{self._title()}: {count:,} effects of each parameter, {level:.0%} intervals"

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        star = self.mu_star_interval
        columns = {"mu*": self.mu_star, "mu* from": star[..., 0], "mu* to": star[..., 1]}
        return self._by(self.mu_star, columns | {"mu": self.mu, "sigma": self.sigma})


@cites(*_SOURCES, "ishigami_homma_1990")
@named
def morris(
    model: Model,
    parameters: Parameters,
    *,
    n_samples: int = 256,
    rng: np.random.Generator | int | None = None,
    levels: int | None = None,
    quantiles: tuple[float, float] | None = None,
    score: Score | None = None,
    of: Of = None,
    n_bootstrap: int = 100,
    level: float = 0.95,
    design: Literal["sobol", "lhs", "random"] = "sobol",
    scramblings: int = 1,
    batch: int = BATCH,
    workers: chunks.Workers = None,
) -> MorrisResult:
    """Screen parameters by elementary effects: what scores do when one parameter jumps.

    Parameters
    ----------
    model : callable
        As in `tornado`. It is called with one row of base values, then with the rows of each chunk
        of 2^13 samples, P + 1 times.
    parameters : Parameters
        The P of them that vary jump; constants stay at their base.
    n_samples : int
        From how many points every parameter jumps, at least 2.
    rng : numpy.random.Generator or int, optional
        The seed of all streams; None draws a fresh one.
    levels : int, optional
        The levels p of Morris's grid, even: each parameter is at one of p equally spaced levels
        and its one jump is p / (2 (p - 1)) of the way. None takes jumps of many lengths, from any
        point.
    quantiles : tuple of float, optional
        Between which quantiles of their distributions parameters lie; None takes the ends, 0 and 1.
        A grid has points at both ends, which must be finite.
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
        How points are drawn, as in `Parameters.sample`.
    scramblings : int
        As in `sobol`.
    batch : int
        How many points are in work at once; it does not change the answer.
    workers : None, int, executor or callable
        As in `uncertainty.simulate`; it does not change the answer.

    Returns
    -------
    MorrisResult
        With `.mu`, `.mu_star` and `.sigma` (P, K), and the standard error and the interval of each.

    Raises
    ------
    InvalidInputError
        If an argument is not allowed, no parameter varies, a grid's end is infinite, or model or
        score return something of the wrong kind or shape.

    Warns
    -----
    DegenerateDataWarning
        If the one jump of a grid changes a score by less than half as much as jumps to its other
        levels do: it falls on a period of the score, and the parameter matters more than it seems.

    Notes
    -----
    An elementary effect is (f(b) - f(a)) / (b - a), with a and b the places of one parameter, 0 at
    the lower quantile and 1 at the upper one (Morris 1991); `mu_star` is by Campolongo et al.
    (2007). Points are radial (Campolongo et al. 2011): from each one every parameter jumps, at a
    cost of P + 1 rows of the model. Without `levels` b is a + h, or a + h - 1 beyond the end, with
    h uniform on [1/4, 3/4] and drawn with a from one sequence of dimension 2 P.

    A single jump is blind to what has its period. A grid of many levels has a jump of little more
    than half of the way, and x2 of the example below then seems idle, with `mu_star` .43, though it
    explains .44 of the variance; many jumps are the default for that reason. With `levels` the
    first points, 128 at most, jump to another level too, which costs P rows each.

    Examples
    --------
    >>> import numpy as np
    >>> from scipy.stats import uniform
    >>> import decision_analysis as da
    >>> from decision_analysis.sensitivity import morris
    >>> angle = uniform(-np.pi, 2 * np.pi)
    >>> parameters = da.Parameters([da.Parameter(name, 0, angle) for name in ("x1", "x2", "x3")])
    >>> def model(x):
    ...     y = np.sin(x["x1"]) * (1 + 0.1 * x["x3"] ** 4) + 7 * np.sin(x["x2"]) ** 2
    ...     return da.DecisionTable(y[:, None, None], ["y"], ["f"])
    >>> morris(model, parameters, rng=1, levels=4).mu_star[:, 0].round(4)
    array([7.7041, 7.875 , 6.2488])
    """
    scores = sampled_scores(model, parameters, score, of)
    count = _checks.integer("n_samples", n_samples, low=2)
    jumps = Jumps(_checked_levels(levels), checked_quantiles(quantiles) or (0.0, 1.0))
    _checks.one_of("design", design, DESIGNS)
    covered, entropy = checked_level(level), chunks.entropy(rng)
    drawn = unit_twins(scores.names, count, rng=entropy, design=design, scramblings=scramblings)
    blocks = int(scramblings)
    again = resampling(count, n_bootstrap, entropy, "morris bootstrap", blocks)
    _check_ends(scores, jumps)
    task = Effects(scores, drawn, again, jumps)
    with contextlib.closing(chunks.run(task, count, batch=batch, workers=workers)) as parts:
        total = next(parts)
        for part in parts:
            total.add(part)
    _warn_of_hidden(scores, total)
    mu, star, sigma = total.moments(count)
    units = blocks if blocks > 1 else count
    return MorrisResult(
        method="morris",
        parameters={
            "n_samples": count,
            "levels": jumps.levels,
            "quantiles": jumps.quantiles,
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
        mu=mu[0],
        mu_star=star[0],
        sigma=sigma[0],
        mu_standard_error=standard_errors(mu, units),
        mu_star_standard_error=standard_errors(star, units),
        sigma_standard_error=standard_errors(sigma, units),
    )


def _checked_levels(levels: object) -> int | None:
    if levels is None:
        return None
    count = _checks.integer("levels", levels, low=2)
    if count % 2:
        raise InvalidInputError(
            f"levels must be even, as the jump is half of them; got {shown(levels)}"
        )
    return count


def _check_ends(scores: SampledScores, jumps: Jumps) -> None:
    """Refuse a grid that would have a point at an infinite end of a distribution."""
    if jumps.levels is None:
        return
    for name in scores.names:
        try:
            jumps.value(scores.scored.parameters, name, np.array([0.0, 1.0]))
        except InvalidInputError as error:
            raise InvalidInputError(
                f"levels need finite ends; {error.message}: give quantiles=, such as (0.01, 0.99)"
            ) from error


def _warn_of_hidden(scores: SampledScores, sums: EffectSums) -> None:
    """Warn of parameters that the grid's jump moves far less than other jumps do."""
    if sums.tested is None or len(sums.tested) < 2:
        return
    jump, other = sums.tested[:, 0], sums.tested[:, 1]
    # how far the jump's change falls short of half of the other's, in standard errors
    short = _HIDDEN * other - jump
    error = short.std(axis=0, ddof=1) / np.sqrt(len(short))
    hidden = np.argwhere(short.mean(axis=0) > _SURE * error)
    if len(hidden):
        p, k = hidden[0]
        others = f", and {len(hidden) - 1} more" if len(hidden) > 1 else ""
        warn(
            f"the one jump of this grid changes the score of {scores.of[k]!r} by"
            f" {jump[:, p, k].mean():.3g} on average along {scores.names[p]!r}, and jumps to other"
            f" levels by {other[:, p, k].mean():.3g}{others}: the parameter matters more than it"
            " seems; levels=None has jumps of many lengths",
            DegenerateDataWarning,
        )
