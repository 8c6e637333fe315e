"""`logistic_normal`: shares that sum to 1, whose logarithms vary and correlate as one says."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

import numpy as np

from decision_analysis import _checks, _labelled, _render
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._limits import GREATEST_LEVEL, LEAST_LEVEL, MOST_HELD_SAMPLES
from decision_analysis._named import named
from decision_analysis.beliefs._distribution import Distribution
from decision_analysis.beliefs._logit_normal import LogitNormalMixture
from decision_analysis.beliefs._share import parameters_of
from decision_analysis.beliefs._states import sizes_by_state
from decision_analysis.core import Parameter, Result
from decision_analysis.core.parts import Joint, chunks, normal_correlation
from decision_analysis.errors import InvalidInputError

_POINTS = 2**12  # Sobol' points over which marginals are averaged: errors of some 1e-4
_LARGEST_SD = 20.0  # of a logarithm: e^20 is a factor of 5 10^8


@dataclasses.dataclass(frozen=True)
class LogisticNormalShares(Joint):
    """Shares of a logistic-normal distribution."""

    members: tuple[str, ...]
    center: tuple[float, ...]
    factor: tuple[tuple[float, ...], ...]

    def transform(self, points: FloatArray) -> FloatArray:
        """Return shares (n, K) of points (n, K): normal logarithms, divided by their sum."""
        from scipy.special import ndtri

        levels = np.clip(points, LEAST_LEVEL, GREATEST_LEVEL)
        # einsum and not BLAS, whose last digits may depend on how many rows there are
        logs = np.einsum("np,qp->nq", ndtri(levels), np.array(self.factor), optimize=False)
        weights = np.array(self.center) * np.exp(logs - logs.max(axis=1, keepdims=True))
        return np.asarray(weights / weights.sum(axis=1, keepdims=True))

    def in_words(self) -> str:
        """Return what it is, for messages."""
        return f"a logistic-normal belief of {len(self.members)} states"


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class LogisticNormalBelief(Result):
    """Belief about shares of states: their logarithms are normal, up to the common sum.

    Parameters
    ----------
    method, parameters, references, alternatives : see `Result`
        As in `Result`; there are no alternatives.
    states : tuple of str
        The K states.
    center : ndarray of float, shape (K,)
        Center of each share, summing to 1: ratios of centers are medians of the ratios of shares.
    sd : ndarray of float, shape (K,)
        Standard deviations of the logarithms.
    correlation : ndarray of float, shape (K, K)
        Correlations of the logarithms.

    See Also
    --------
    logistic_normal : The function that returns it.

    Examples
    --------
    >>> from decision_analysis import beliefs
    >>> belief = beliefs.logistic_normal({"a": 0.5, "b": 0.3, "c": 0.2}, sd=0.4)
    >>> drawn = belief.sample(1000, rng=0)
    >>> bool(abs(sum(drawn.values()) - 1).max() < 1e-12)
    True
    """

    states: tuple[str, ...]
    center: FloatArray
    sd: FloatArray
    correlation: FloatArray

    @named
    def marginal(self, state: str) -> Distribution:
        """Return the distribution of one share.

        Parameters
        ----------
        state : str
            Which state.

        Returns
        -------
        Distribution
            Exact for two states; for more, averages over 2^12 fixed Sobol' points of the others,
            with errors of some 10^-4 in probabilities.

        Raises
        ------
        InvalidInputError
            If the state is unknown or the only one.
        """
        name = _checks.known("state", state, self.states)
        if len(self.states) < 2:
            raise InvalidInputError(f"marginal needs at least two states; got {name!r} alone")
        place = self.states.index(name)
        return _marginal(self, place)

    @named
    def sample(
        self, n: int, *, rng: np.random.Generator | int | None = None
    ) -> dict[str, FloatArray]:
        """Draw samples of the shares; in each sample they sum to 1.

        Parameters
        ----------
        n : int
            How many.
        rng : numpy.random.Generator or int, optional
            Generator or seed; 0 is a seed like any other, None draws a fresh one.

        Returns
        -------
        dict of str to ndarray of float, shape (n,)
            Samples by state.

        Raises
        ------
        InvalidInputError
            If `n` or the seed is not allowed.
        """
        size = _checks.integer("n", n, high=MOST_HELD_SAMPLES)
        _checks.room("the samples", size, each=32 * len(self.states))
        own = isinstance(rng, np.random.Generator)
        generator: Any = rng if own else np.random.default_rng(chunks.entropy(rng))
        drawn = _joint(self).transform(generator.random((size, len(self.states))))
        return {state: drawn[:, i].copy() for i, state in enumerate(self.states)}

    @named
    def to_parameters(self, *, prefix: str = "") -> list[Parameter]:
        """Return a parameter for each share, which `Parameters.sample` draws together.

        Parameters
        ----------
        prefix : str
            What their names begin with, before the state.

        Returns
        -------
        list of Parameter
            With the center as base.

        Raises
        ------
        InvalidInputError
            If the prefix is no text, or there is one state only.
        """
        base = dict(zip(self.states, self.center.tolist(), strict=True))
        marginals = [self.marginal(state) for state in self.states]
        return parameters_of(_joint(self), base, marginals, prefix)

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        pairs = zip(self.states, self.center.tolist(), self.sd.tolist(), strict=True)
        return ["state", "center", "sd of log"], [list(row) for row in pairs]


@cites("aitchison_shen_1980")
@named
def logistic_normal(
    shares: Mapping[str, float], sd: float | Mapping[str, float], *, correlation: Any = None
) -> LogisticNormalBelief:
    """Return a belief about shares that sum to 1 and depend on one another as one says.

    Parameters
    ----------
    shares : mapping of str to float, or Series
        Center of the share of each state, positive; rescaled to sum to 1. The ratio of two centers
        is the median of the ratio of these shares.
    sd : float, mapping of str to float, or Series
        Standard deviation of the logarithm of each share before all are divided by their sum,
        positive: 0.1 is about 10% up or down. One number for all, or by state.
    correlation : mapping or array_like, optional
        Spearman's rank correlations of the logarithms, as in `Parameters.sample`: {(state, state):
        rho}, or a matrix in the order of the states.

    Returns
    -------
    LogisticNormalBelief
        With `.marginal(state)`, `.sample(n, rng=...)` and `.to_parameters()`.

    Raises
    ------
    InvalidInputError
        If a share or a standard deviation is not positive, or that above 20, states are unknown or
        missing, or the correlations contradict one another.

    Notes
    -----
    The logistic-normal distribution (Aitchison and Shen 1980): p_k = c_k exp(z_k) / sum of c_j
    exp(z_j) with z normal. A Dirichlet distribution (`from_counts`) has one number that says how
    sure all shares are, and any two shares fall when a third one rises; here each share has its
    own, and two may rise together. The expected shares are not the centers, but near them for small
    standard deviations.

    Examples
    --------
    Two techniques that rise together at the cost of a third:

    >>> from decision_analysis import Parameters, beliefs
    >>> mix = beliefs.logistic_normal(
    ...     {"wind": 0.3, "sun": 0.2, "gas": 0.5},
    ...     sd={"wind": 0.3, "sun": 0.4, "gas": 0.1},
    ...     correlation={("wind", "sun"): 0.8},
    ... )
    >>> drawn = Parameters(mix.to_parameters(prefix="share of ")).sample(4096, rng=0)
    >>> round(float(sum(drawn.values()).max()), 12)
    1.0
    """
    states, sizes = sizes_by_state("shares", "share", shares)
    centers = [
        _checks.number(f"share of {state!r}", value, low=0, open_low=True)
        for state, value in zip(states, sizes, strict=True)
    ]
    # as shares of the largest, whose sum does not overflow
    parts = np.array(centers) / max(centers)
    if parts.min() == 0:
        raise InvalidInputError(
            f"shares must not be that far apart; got {min(centers):.3g} and {max(centers):.3g}"
        )
    given = (
        _labelled.by_name("sd", sd, states, each="state")
        if _labelled.has_labels(sd)
        else dict.fromkeys(states, sd)
    )
    spread = [
        _checks.number(f"sd of {state!r}", value, low=0, high=_LARGEST_SD, open_low=True)
        for state, value in given.items()
    ]
    matrix = np.eye(len(states)) if correlation is None else normal_correlation(states, correlation)
    options = {} if _labelled.has_labels(sd) else {"sd": spread[0]}
    return LogisticNormalBelief(
        method="logistic-normal belief",
        parameters=options,
        references=cited("aitchison_shen_1980"),
        states=states,
        center=parts / parts.sum(),
        sd=np.array(spread),
        correlation=matrix,
    )


def _joint(belief: LogisticNormalBelief) -> LogisticNormalShares:
    factor = belief.sd[:, None] * np.linalg.cholesky(belief.correlation)
    rows = tuple(tuple(row) for row in factor.tolist())
    return LogisticNormalShares(belief.states, tuple(belief.center.tolist()), rows)


def _marginal(belief: LogisticNormalBelief, place: int) -> LogitNormalMixture:
    """Return the distribution of one share.

    Its log-odds are ln c_i + z_i - ln sum of c_j exp(z_j): normal given the others' z_j, over which
    fixed Sobol' points average.
    """
    covariance = belief.sd[:, None] * belief.correlation * belief.sd
    logs = np.log(belief.center)
    others = np.delete(np.arange(len(logs)), place)
    if others.size == 1:
        # the log-odds of two shares are normal
        sign = np.where(np.arange(2) == place, 1.0, -1.0)
        return LogitNormalMixture(
            np.atleast_1d(sign @ logs), float(np.sqrt(sign @ covariance @ sign))
        )
    from scipy.special import logsumexp, ndtri
    from scipy.stats import qmc

    points = qmc.Sobol(others.size, scramble=True, bits=30, rng=np.random.default_rng(0))
    u = points.random(_POINTS) + 2.0**-31
    among = covariance[np.ix_(others, others)]
    z = ndtri(u) @ np.linalg.cholesky(among).T
    # z_i given the others: its regression on them, and what that leaves
    slopes = np.linalg.solve(among, covariance[others, place])
    left = covariance[place, place] - slopes @ covariance[others, place]
    locations = logs[place] + z @ slopes - logsumexp(logs[others] + z, axis=1)
    return LogitNormalMixture(locations, float(np.sqrt(left)))
