"""`sobol`: which share of a score's variance each parameter explains, alone and with others."""

from __future__ import annotations

import contextlib
import dataclasses
from typing import Any, Literal

import numpy as np

from decision_analysis import _checks, _render
from decision_analysis._arrays import FloatArray
from decision_analysis._checks import listed
from decision_analysis._cited import cited, cites
from decision_analysis._limits import BATCH
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.core import Parameters
from decision_analysis.core.parts import DESIGNS, Model, chunks
from decision_analysis.errors import InvalidInputError
from decision_analysis.sensitivity._by_parameter import ByParameter, checked_level
from decision_analysis.sensitivity._resampling import resampling, standard_errors
from decision_analysis.sensitivity._sampled_scores import (
    Of,
    constant,
    normal_correlation,
    sampled_scores,
)
from decision_analysis.sensitivity._scored_model import Score
from decision_analysis.sensitivity._twins import twins
from decision_analysis.sensitivity._variance_shares import Shares, Sums

_SOURCES = ("saltelli_et_al_2010", "jansen_1999", "archer_saltelli_sobol_1997")


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class SobolResult(ByParameter):
    """Sobol' indices of first and total order, and of pairs, with bootstrap errors.

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
    mean, variance : ndarray of float, shape (K,)
        Of the scores, in their unit and its square.
    first : ndarray of float, shape (P, K)
        Share of the variance that a parameter explains by itself. An estimate may be below 0 where
        the index is about 0.
    total : ndarray of float, shape (P, K)
        Share of the variance that would be left if all other parameters were known. The sum over
        parameters exceeds 1 where they interact, as the share of a pair counts for both.
    second : ndarray of float, shape (P, P, K), or None
        Share that a pair explains beyond what its two parameters explain by themselves; 0 on the
        diagonal.
    first_standard_error, total_standard_error : ndarray of float, shape (P, K)
        By bootstrap.
    second_standard_error : ndarray of float, shape (P, P, K), or None
        By bootstrap.
    """

    mean: FloatArray
    variance: FloatArray
    first: FloatArray
    total: FloatArray
    second: FloatArray | None = None
    first_standard_error: FloatArray
    total_standard_error: FloatArray
    second_standard_error: FloatArray | None = None

    @property
    def first_interval(self) -> FloatArray:
        """Confidence intervals (P, K, 2) of `first`; they may reach below 0."""
        return self._interval(self.first, self.first_standard_error)

    @property
    def total_interval(self) -> FloatArray:
        """Confidence intervals (P, K, 2) of `total`."""
        return self._interval(self.total, self.total_standard_error)

    @property
    def second_interval(self) -> FloatArray | None:
        """Confidence intervals (P, P, K, 2) of `second`; None where it was not asked for."""
        if self.second is None or self.second_standard_error is None:
            return None
        return self._interval(self.second, self.second_standard_error)

    def _headline(self) -> str:
        count, level = self.parameters["n_samples"], self.parameters["level"]
        below = int((self.first < 0).sum())
        said = f"; {below} of first order below 0, which is sampling error" if below else ""
        return f"{self._title()}: {count:,} samples, {level:.0%} intervals{said}"

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        first, total = self.first_interval, self.total_interval
        columns = {"first": self.first, "first from": first[..., 0], "first to": first[..., 1]}
        columns |= {"total": self.total, "total from": total[..., 0], "total to": total[..., 1]}
        return self._by(self.total, columns)


@cites(*_SOURCES, "saltelli_2002", "ishigami_homma_1990")
@named
def sobol(
    model: Model,
    parameters: Parameters,
    *,
    n_samples: int = 4096,
    rng: np.random.Generator | int | None = None,
    score: Score | None = None,
    of: Of = None,
    second_order: bool = False,
    n_bootstrap: int = 100,
    level: float = 0.95,
    design: Literal["sobol", "lhs", "random"] = "sobol",
    correlation: Any = None,
    scramblings: int = 1,
    batch: int = BATCH,
    workers: chunks.Workers = None,
) -> SobolResult:
    """Share out the variance of scores among independent parameters: Sobol' indices.

    Parameters
    ----------
    model : callable
        As in `tornado`. It is called with one row of base values, then with the rows of each chunk
        of 2^13 samples, P + 2 times, or 2 P + 2 times for pairs.
    parameters : Parameters
        The P of them that vary are drawn from their distributions, independently; constants stay
        at their base.
    n_samples : int
        How many rows N each of the two samples A and B has, at least 2. Sobol' points lose their
        balance where it is not a power of two.
    rng : numpy.random.Generator or int, optional
        The seed of all streams; None draws a fresh one.
    score : callable, optional
        As in `tornado`.
    of : str or tuple of str, optional
        The alternative whose score, or the two whose difference (a less b), is looked at; all
        alternatives where None.
    second_order : bool
        Whether indices of pairs are computed too. The other indices are then the means of two
        estimates.
    n_bootstrap : int
        How many bootstrap samples, at least 2, standard errors and intervals come from.
    level : float
        With which probability intervals cover, inside (0, 1).
    design : {'sobol', 'lhs', 'random'}
        How samples are drawn, as in `Parameters.sample`.
    correlation : mapping or array_like, optional
        Must say that parameters are independent: correlated ones have no Sobol' indices that add
        up, and `shapley_effects` is for them.
    scramblings : int
        Of how many independent scramblings of Sobol' points, as in `Parameters.sample`; of several
        the bootstrap draws whole ones, and errors are those that Sobol' points really have.
    batch : int
        How many rows of A and B are in work at once; it does not change the answer.
    workers : None, int, executor or callable
        As in `uncertainty.simulate`; it does not change the answer.

    Returns
    -------
    SobolResult
        With `.first`, `.total` (P, K), `.second` (P, P, K) or None, and the standard error and the
        interval of each.

    Raises
    ------
    InvalidInputError
        If an argument is not allowed, no parameter varies, some are correlated, or model or score
        return something of the wrong kind or shape.

    Warns
    -----
    DegenerateDataWarning
        If all scores are the same in all samples. Indices of a constant score are 0.

    Notes
    -----
    With f less its mean, and A_B^i the sample A with the column of parameter i from B, partial
    variances are V_i = mean of f(B) (f(A_B^i) - f(A)) (Saltelli et al. 2010, table 2 b) and T_i =
    mean of (f(A) - f(A_B^i))^2 / 2 (Jansen 1999), and indices are their ratios to the variance. For
    pairs, V_ij is the mean of (f(B_A^i) - f(B)) (f(A_B^j) - f(A)): what Saltelli (2002) computes
    less the two of first order. A and B are the halves of one sequence of dimension 2 P.

    The bootstrap (Archer et al. 1997) draws rows of all samples together, and is one matrix
    product a chunk, of counts and products. It counts rows as independent, so that its errors are
    conservative for Sobol' points, some three times too large, unless there are several
    scramblings. Intervals are Student's and are not cut off at 0 or 1: an index of first order that
    is 0 is estimated below 0 half of the time.

    Examples
    --------
    The function of Ishigami and Homma, of which a part belongs to the first and the third parameter
    together:

    >>> import numpy as np
    >>> from scipy.stats import uniform
    >>> import decision_analysis as da
    >>> from decision_analysis.sensitivity import sobol
    >>> angle = uniform(-np.pi, 2 * np.pi)
    >>> parameters = da.Parameters([da.Parameter(name, 0, angle) for name in ("x1", "x2", "x3")])
    >>> def model(x):
    ...     y = np.sin(x["x1"]) * (1 + 0.1 * x["x3"] ** 4) + 7 * np.sin(x["x2"]) ** 2
    ...     return da.DecisionTable(y[:, None, None], ["y"], ["f"])
    >>> result = sobol(model, parameters, n_samples=2**14, rng=1, second_order=True)
    >>> result.first[:, 0].round(2) + 0, result.total[:, 0].round(2)
    (array([0.31, 0.44, 0.  ]), array([0.56, 0.44, 0.24]))
    >>> result.second[0, 2].round(2)
    array([0.24])
    """
    scores = sampled_scores(model, parameters, score, of)
    _refuse_correlated(scores.scored.parameters, correlation)
    count = _checks.integer("n_samples", n_samples, low=2)
    pairs = _checks.instance("second_order", second_order, bool)
    _checks.one_of("design", design, DESIGNS)
    covered, entropy = checked_level(level), chunks.entropy(rng)
    drawn = twins(
        scores.scored.parameters, count, rng=entropy, design=design, scramblings=scramblings
    )
    blocks = int(scramblings)
    again = resampling(count, n_bootstrap, entropy, "sobol bootstrap", blocks)
    task = Shares(scores, drawn, again, pairs)
    with contextlib.closing(chunks.run(task, count, batch=batch, workers=workers)) as parts:
        total = next(parts)
        for part in parts:
            total.add(part)
    fixed = constant(scores.of, total.variance()[0], total.largest)
    first, whole, second = _indices(total, ~fixed)
    units = blocks if blocks > 1 else count
    return SobolResult(
        method="sobol",
        parameters={
            "n_samples": count,
            "design": design,
            "second_order": pairs,
            "n_bootstrap": len(again.totals),
            "level": covered,
            **({"scramblings": blocks} if blocks > 1 else {}),
        },
        references=cited(*_SOURCES, *(("saltelli_2002",) if pairs else ())),
        alternatives=scores.alternatives,
        names=scores.names,
        of=scores.of,
        units=scores.units,
        mean=total.mean()[0],
        variance=np.where(fixed, 0.0, total.variance()[0]),
        first=first[0],
        total=whole[0],
        second=_square(second[0], len(scores.names)) if pairs else None,
        first_standard_error=standard_errors(first, units),
        total_standard_error=standard_errors(whole, units),
        second_standard_error=(
            _square(standard_errors(second, units), len(scores.names)) if pairs else None
        ),
    )


def _refuse_correlated(parameters: Parameters, correlation: object) -> None:
    normal = normal_correlation(parameters, correlation)
    if normal is not None:
        first, second = np.argwhere(np.triu(normal, 1))[0]
        names = parameters.varying
        raise InvalidInputError(
            f"parameters must be independent; got {shown(names[first])} and"
            f" {shown(names[second])} correlated, among {listed(names)}:"
            " sensitivity.shapley_effects shares out the variance of correlated parameters"
        )


def _indices(sums: Sums, varies: Any) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return indices of first and total order and of pairs (1 + R, ..., K); 0 where none varies."""
    variance = sums.variance()
    # a bootstrap sample may have drawn rows of one score only
    there = (variance > 0) & varies
    divisor = np.where(there, variance, 1.0)[:, None]
    first, total, pairs = (np.where(there[:, None], part / divisor, 0.0) for part in sums.partial())
    return first, total, pairs


def _square(pairs: FloatArray, size: int) -> FloatArray:
    """Return a symmetric array (P, P, K) of pairs (P (P - 1) / 2, K), 0 on the diagonal."""
    whole = np.zeros((size, size, pairs.shape[-1]))
    row, column = np.tril_indices(size, -1)
    whole[row, column] = whole[column, row] = pairs
    return whole
