"""`discretize`: a few values and probabilities in place of a continuous distribution."""

from __future__ import annotations

import dataclasses
from typing import Any, Literal

import numpy as np

from decision_analysis import _checks, _render
from decision_analysis._arrays import FloatArray
from decision_analysis.beliefs._distribution import distribution as checked_distribution
from decision_analysis.beliefs._gauss import gauss
from decision_analysis.core import Result
from decision_analysis.errors import InvalidInputError

_THREE_POINTS = {
    "extended_pearson_tukey": ((0.05, 0.5, 0.95), (0.185, 0.63, 0.185)),
    "extended_swanson": ((0.1, 0.5, 0.9), (0.3, 0.4, 0.3)),
}
_POINTS = {"bracket_median": 5, "gauss": 3}
_REFERENCES = {
    "extended_pearson_tukey": "Keefer D.L., Bodily S.E. (1983) Three-point approximations for continuous random "
    "variables. Management Science 29(5) 595-609. https://doi.org/10.1287/mnsc.29.5.595",
    "extended_swanson": "Keefer D.L., Bodily S.E. (1983) Three-point approximations for continuous random variables. "
    "Management Science 29(5) 595-609. https://doi.org/10.1287/mnsc.29.5.595",
    "bracket_median": "McNamee P., Celona J. (2001) Decision Analysis for the Professional, 3rd edition. SmartOrg.",
    "gauss": "Miller A.C., Rice T.R. (1983) Discrete approximations of probability distributions. Management Science "
    "29(3) 352-362. https://doi.org/10.1287/mnsc.29.3.352",
}


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Discretization(Result):
    """A few values and their probabilities, in place of a distribution.

    Parameters
    ----------
    method, parameters, references, alternatives : see `Result`
        As in `Result`; there are no alternatives.
    values : ndarray of float, shape (n,)
        Levels of the quantity, ascending.
    probabilities : ndarray of float, shape (n,)
        Their probabilities, summing to 1.

    See Also
    --------
    discretize : The function that returns it.

    Examples
    --------
    >>> import scipy.stats
    >>> from decision_analysis import beliefs
    >>> beliefs.discretize(scipy.stats.norm(100, 10))
    discretize  (method='extended_pearson_tukey')
        value  probability
        83.55       0.1850
       100.00       0.6300
       116.45       0.1850
    """

    values: FloatArray
    probabilities: FloatArray

    @property
    def mean(self) -> float:
        """Expected value of the discrete distribution."""
        return float(np.dot(self.probabilities, self.values))

    @property
    def variance(self) -> float:
        """Variance of the discrete distribution."""
        return float(np.dot(self.probabilities, (self.values - self.mean) ** 2))

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        pairs = zip(self.values.tolist(), self.probabilities.tolist(), strict=True)
        return ["value", "probability"], [list(pair) for pair in pairs]


def discretize(
    distribution: Any,
    method: Literal["extended_pearson_tukey", "extended_swanson", "bracket_median", "gauss"] = "extended_pearson_tukey",
    n: int | None = None,
) -> Discretization:
    """Return a few values and probabilities that stand for a continuous distribution.

    Parameters
    ----------
    distribution : Distribution
        A frozen `scipy.stats` distribution, or anything else with `.ppf`.
    method : {'extended_pearson_tukey', 'extended_swanson', 'bracket_median', 'gauss'}
        How: the quantiles at .05, .5, .95 with probabilities .185, .63, .185; those at .1, .5, .9 with .3, .4, .3; the
        medians of `n` equally likely brackets; or the `n` points that have the first 2n - 1 moments of the
        distribution.
    n : int, optional
        Number of points of 'bracket_median' (5 where not given) and 'gauss' (3 where not given); the others have three.

    Returns
    -------
    Discretization
        With `.values`, `.probabilities`, `.mean`, `.variance`.

    Raises
    ------
    InvalidInputError
        If the distribution has no quantile function or infinite quantiles where they are needed, the method is unknown,
        `n` is not allowed, or the moments that 'gauss' needs do not exist.
    ConvergenceError
        If the moments that 'gauss' needs cannot be integrated.

    Notes
    -----
    The two three-point rules keep mean and variance of many unimodal distributions to within a percent or so; bracket
    medians understate the variance. 'gauss' takes O(10^3 n) operations, and more where the quantile function has kinks.

    References
    ----------
    Keefer D.L., Bodily S.E. (1983) Three-point approximations for continuous random variables. Management Science 29(5)
    595-609. https://doi.org/10.1287/mnsc.29.5.595
    Miller A.C., Rice T.R. (1983) Discrete approximations of probability distributions. Management Science 29(3)
    352-362. https://doi.org/10.1287/mnsc.29.3.352
    Golub G.H., Welsch J.H. (1969) Calculation of Gauss quadrature rules. Mathematics of Computation 23 221-230.
    https://doi.org/10.1090/S0025-5718-69-99647-1
    Gautschi W. (1982) On generating orthogonal polynomials. SIAM Journal on Scientific and Statistical Computing 3(3)
    289-317. https://doi.org/10.1137/0903018

    Examples
    --------
    >>> import scipy.stats
    >>> from decision_analysis import beliefs
    >>> beliefs.discretize(scipy.stats.norm(100, 10), "extended_swanson").values.round(2)
    array([ 87.18, 100.  , 112.82])
    >>> three = beliefs.discretize(scipy.stats.norm(), "gauss", n=3)
    >>> three.values.round(4) + 0.0, three.probabilities.round(4)
    (array([-1.7321,  0.    ,  1.7321]), array([0.1667, 0.6667, 0.1667]))
    """
    where = "discretize()"
    checked_distribution(where, "distribution", distribution, needs=("ppf",))
    name = _checks.one_of(where, "method", method, (*_THREE_POINTS, *_POINTS))
    options: dict[str, Any] = {"method": name}
    if name in _THREE_POINTS:
        if n is not None:
            raise InvalidInputError(f"{where}: method {name!r} has three points and takes no n; got n={n!r}")
        levels, weights = (np.array(part) for part in _THREE_POINTS[name])
        values = np.asarray(distribution.ppf(levels), dtype=np.float64)
    else:
        options["n"] = size = _POINTS[name] if n is None else _checks.integer(where, "n", n)
        if name == "gauss":
            values, weights = gauss(where, distribution, size)
        else:
            levels, weights = (np.arange(size) + 0.5) / size, np.full(size, 1 / size)
            values = np.asarray(distribution.ppf(levels), dtype=np.float64)
    if not np.isfinite(values).all():
        raise InvalidInputError(f"{where}: the distribution must have finite quantiles; got {values.tolist()}")
    return Discretization(
        method="discretize", parameters=options, references=(_REFERENCES[name],), values=values, probabilities=weights
    )
