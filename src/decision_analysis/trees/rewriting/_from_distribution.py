"""`from_distribution`: a chance node in place of a continuous uncertainty."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray, read_only
from decision_analysis._cited import cites
from decision_analysis._limits import GREATEST_LEVEL, LEAST_LEVEL, MOST_POINTS
from decision_analysis._named import leads_out, named
from decision_analysis._shown import shown
from decision_analysis.beliefs.parts import distribution as checked_distribution
from decision_analysis.beliefs.parts import gauss_points, levels_of, number_of_points, quantiles
from decision_analysis.core.parts import chunks
from decision_analysis.errors import InvalidInputError, InvalidModelError
from decision_analysis.trees.nodes import Chance, NodeLike, Number, name_problems

QUANTILES = ("extended_pearson_tukey", "extended_swanson", "bracket_median")
DRAWS = ("stratified", "random")


@cites("keefer_bodily_1983", "miller_rice_1983", "mckay_beckman_conover_1979")
@named
def from_distribution(
    name: str,
    distribution: Any,
    follows: Callable[[Any], NodeLike] | None = None,
    *,
    method: Literal[
        "extended_pearson_tukey",
        "extended_swanson",
        "bracket_median",
        "gauss",
        "stratified",
        "random",
    ] = "extended_pearson_tukey",
    n_points: int | None = None,
    rng: np.random.Generator | int | None = None,
    labels: Sequence[str] | None = None,
    payoff: Any = None,
) -> Chance:
    """Return a chance node with a few values, or a sample, of a continuous uncertainty.

    Parameters
    ----------
    name : str
        Name of the uncertainty.
    distribution : Distribution
        A frozen `scipy.stats` distribution, or anything else with `.ppf`. Its parameters may be
        arrays (...) of samples, which 'gauss' does not take.
    follows : callable, optional
        What follows a value: a function of the value, a float or an array (...) of samples, that
        returns a node, a number or a mapping {attribute: number}. It may make another chance node
        whose distribution depends on the value. Where None, the value itself is the payoff.
    method : str
        How the values are found: by a rule of `beliefs.discretize` ('extended_pearson_tukey',
        'extended_swanson', 'bracket_median', 'gauss'), or as `n_points` equally likely draws, one
        from each of as many equally likely brackets ('stratified') or all independent ('random').
    n_points : int, optional
        Number of outcomes: of 'bracket_median' (5 where not given), of 'gauss' (3 where not given),
        and of draws, where it must be given. The others have three.
    rng : numpy.random.Generator or int, optional
        Source of the draws, or a seed; fresh randomness where None. Other methods take none.
    labels : sequence of str, optional
        Labels of the outcomes from the least value to the greatest, such as ``("low", "base",
        "high")``. Else each is the quantile or the number of the draw and the value, such as ``"p5
        = 83.5515"``; where there are samples, it does without the value.
    payoff : float, array_like of float, shape (...), or mapping, optional
        What is received on arriving here, whatever the value.

    Returns
    -------
    Chance
        With an outcome for each value, ascending.

    Raises
    ------
    InvalidInputError
        If the distribution has no quantile function or needed quantiles that are not finite, an
        option is not allowed, `n_points` is missing or too small, the moments that 'gauss' needs do
        not exist, or `follows` raises an error.
    InvalidModelError
        If `follows` returns what is no node, number or mapping of numbers, or a number that is not
        finite; all outcomes where it does are listed.
    ConvergenceError
        If the moments that 'gauss' needs cannot be integrated.

    See Also
    --------
    decision_analysis.beliefs.discretize : The values and probabilities of the rules.
    decision_analysis.beliefs.from_quantiles : A distribution from judgements.

    Notes
    -----
    A chance node is what the tree needs where something is decided after the value is known. Where
    nothing is, an uncertain number may also be an array of samples in payoffs and probabilities;
    but `rollback` decides within each sample, as if the number were known from the start, unless
    the policy is held fixed.

    'gauss' with n points is exact for payoffs that are polynomials of the value to degree 2n - 1,
    and poor behind a decision, where the payoff has a kink; there more brackets or draws do better.
    The error of the mean falls as n^(-1/2) for independent draws, and up to n^(-3/2) for stratified
    ones, where the payoff is smooth and tails are light. The same seed in nodes of the same tree
    gives the same quantiles in each, which makes options comparable; a Generator gives new ones.
    Time is that of a call of `follows` for each value.

    Examples
    --------
    A plant of 80 or 120 units meets a demand that nobody knows; what cannot be made is lost:

    >>> import scipy.stats
    >>> from decision_analysis.trees import Decision, from_distribution, rollback
    >>> demand = scipy.stats.norm(100, 10)
    >>> from_distribution("demand", demand, lambda d: 5 * min(d, 120), payoff=-200)
    Chance 'demand'  payoff -200
       p5 = 83.5515 (0.185): Terminal  payoff 417.757
       p50 = 100 (0.63): Terminal  payoff 500
       p95 = 116.449 (0.185): Terminal  payoff 582.243
    >>> def sales(capacity, cost):
    ...     return from_distribution(
    ...         "demand",
    ...         demand,
    ...         lambda d: 5 * min(d, capacity),
    ...         method="stratified",
    ...         n_points=100,
    ...         rng=1,
    ...         payoff=-cost,
    ...     )
    >>> best = rollback(Decision("build", {"80": sales(80, 120), "120": sales(120, 200)}))
    >>> best.policy[()], round(best.value, 1)
    ('120', 299.3)
    """
    if problems := name_problems(name):
        raise InvalidInputError(problems[0])
    checked_distribution("distribution", distribution, needs=("ppf",))
    if follows is not None and not callable(follows):
        raise InvalidInputError(
            f"follows must be a function of the value, or None; got {shown(follows)}"
        )
    _checks.one_of("method", method, (*QUANTILES, "gauss", *DRAWS))
    values, chances, words = _points(distribution, method, n_points, rng)
    given = _labels(labels, words, values)
    # one outcome a value, in the order of the values
    outcomes: dict[str, tuple[float, Any]] = {}
    for i, (label, p) in enumerate(zip(given, chances.tolist(), strict=True)):
        value: Number = float(values[i]) if values.ndim == 1 else read_only(values[..., i])
        outcomes[label] = p, value if follows is None else _next(follows, value, label)
    try:
        return Chance(name, outcomes, payoff)
    except InvalidModelError as error:
        raise InvalidModelError(error.problems, where=f"from_distribution() of {name!r}") from None


def _points(
    distribution: Any, method: str, n_points: object, rng: object
) -> tuple[FloatArray, FloatArray, list[str]]:
    """Return values (..., n), their probabilities (n,), and what to call them."""
    if method in DRAWS:
        levels = _draws(method, n_points, rng)
        size = len(levels)
        words = [f"draw {i + 1}" for i in range(size)]
        return quantiles(distribution, levels), np.full(size, 1 / size), words
    if rng is not None:
        raise InvalidInputError(
            f"method {method!r} draws nothing and takes no rng; got rng={rng!r}"
        )
    size = _few(number_of_points(method, n_points))
    if method == "gauss":
        values, chances = gauss_points(distribution, size)
        return values, chances, [f"point {i + 1}" for i in range(size)]
    levels, chances = levels_of(method, size)
    # digits enough to tell the levels of many brackets apart
    digits = max(4, 2 + len(str(size)))
    words = [f"p{100 * level:.{digits}g}" for level in levels]
    return quantiles(distribution, levels), chances, words


def _draws(method: str, n_points: object, rng: object) -> FloatArray:
    """Return the levels (n,) of a sample, ascending, within (0, 1)."""
    if n_points is None:
        raise InvalidInputError(f"method {method!r} needs n_points, the number of draws")
    size = _few(_checks.integer("n_points", n_points))
    levels = chunks.stream(chunks.entropy(rng), "from_distribution", 0).random(size)
    if method == "stratified":
        # McKay, Beckman and Conover: one uniform draw within each of n equal strata of (0, 1)
        levels = (np.arange(size) + levels) / size
    return np.clip(np.sort(levels), LEAST_LEVEL, GREATEST_LEVEL)


def _few(n_points: int) -> int:
    return _checks.integer("n_points", n_points, high=MOST_POINTS)


def _labels(labels: object, words: list[str], values: FloatArray) -> list[str]:
    if labels is None:
        if values.ndim > 1:
            return words
        return [f"{word} = {value:.6g}" for word, value in zip(words, values, strict=True)]
    given = list(_checks.names("labels", labels))  # type: ignore[arg-type]
    if len(given) != len(words):
        raise InvalidInputError(f"labels must name each of the {len(words)} outcomes; got {given}")
    return given


@leads_out
def _next(follows: Callable[[Any], NodeLike], value: Number, label: str) -> NodeLike:
    try:
        return follows(value)
    except Exception as error:
        raise InvalidInputError(
            f"follows must return a node or a number for every value; at {label!r} it"
            f" raised {type(error).__name__}: {error}"
        ) from error
