"""`pool`: several opinions about one quantity or one set of states made into one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, overload

import numpy as np
from numpy.typing import ArrayLike

from decision_analysis import _checks, _labelled
from decision_analysis._arrays import FloatArray
from decision_analysis._checks import listed
from decision_analysis._cited import cites
from decision_analysis._elementwise import bare
from decision_analysis._labels import numbered
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.beliefs._distribution import Distribution, distribution
from decision_analysis.beliefs._log_pool import logarithmic_pool
from decision_analysis.beliefs._own_distribution import OwnDistribution
from decision_analysis.beliefs._pooled import LinearPool
from decision_analysis.beliefs._states import by_name, state_probabilities
from decision_analysis.core import WeightsResult, weights_array
from decision_analysis.errors import InvalidInputError


@overload
def pool(
    opinions: Sequence[Distribution] | Mapping[str, Distribution],
    weights: ArrayLike | Mapping[str, float],
    rule: Literal["linear", "logarithmic"] = "linear",
) -> Distribution: ...


@overload
def pool(
    opinions: Sequence[Mapping[str, Any]] | Mapping[str, Mapping[str, Any]],
    weights: ArrayLike | Mapping[str, float],
    rule: Literal["linear", "logarithmic"] = "linear",
) -> dict[str, Any]: ...


@cites(
    "stone_1961",
    "genest_zidek_1986",
    "chandrupatla_1997",
    "figures: tests of the R package SHELF, https://github.com/OakleyJ/SHELF"
    " (tests/testthat/test-linearpool.R)",
)
@named
def pool(
    opinions: Sequence[Any] | Mapping[str, Any],
    weights: ArrayLike | Mapping[str, float],
    rule: Literal["linear", "logarithmic"] = "linear",
) -> Distribution | dict[str, Any]:
    """Return the pooled opinion of several people.

    Parameters
    ----------
    opinions : sequence or mapping of Distribution, or of mapping of str to float
        One for each person, in a sequence or by name: distributions of a quantity, or probabilities
        of the same states, {state: p} or a Series, taken by name; p may be an array of samples.
    weights : array_like of float, shape (K,), or mapping of str to float
        Weight of each opinion, by name if they have names, not negative; rescaled to sum to 1. For
        states there may be leading sample axes. Labels that opinions do not have are refused.
    rule : {'linear', 'logarithmic'}
        Weighted arithmetic mean of probabilities (a mixture), or their normalized weighted
        geometric mean.

    Returns
    -------
    Distribution or dict
        Distributions in, a frozen distribution out, with `.ppf .cdf .pdf .mean .var .std .median`;
        probabilities in, a mapping {state: p} out, in the order of the first opinion.

    Raises
    ------
    InvalidInputError
        If there is no opinion, opinions are of different kinds or about different states, a weight
        is not allowed, or nothing is possible under every opinion that the logarithmic pool weighs.
    ConvergenceError
        If the logarithmic pool of distributions cannot be integrated.

    Notes
    -----
    The linear pool keeps what any opinion holds possible, and is wider than the opinions; the
    logarithmic pool keeps what all hold possible, is narrower, and gives the same answer whether
    opinions are pooled before or after new evidence. Opinions of weight 0 are left out. Quantiles
    are solved for to relative precision 1e-15 (Chandrupatla 1997); logarithmic pools of
    distributions need their `.pdf`, are integrated to 1e-12, and need no normal form.

    Examples
    --------
    The linear pool of the R package SHELF's tests:

    >>> import scipy.stats as st
    >>> from decision_analysis import beliefs
    >>> experts = [st.gamma(10, scale=1 / 4), st.norm(3, 2), st.lognorm(2, scale=3)]
    >>> pooled = beliefs.pool(experts, [1, 2, 3])
    >>> round(float(pooled.cdf(1.5)), 4), round(float(pooled.ppf(0.95)), 2)
    (0.2718, 38.93)
    >>> beliefs.pool([{"rain": 0.2, "dry": 0.8}, {"rain": 0.5, "dry": 0.5}], [1, 1], rule="linear")[
    ...     "rain"
    ... ]
    0.35
    """
    _checks.one_of("rule", rule, ("linear", "logarithmic"))
    people, given = _by_person(opinions)
    # weights, in the order of the opinions or by the names of those whose opinions they are
    numbers = people or numbered(len(given))
    labelled = _checks.is_labelled(weights) and not isinstance(weights, WeightsResult)
    if labelled and people is None:
        raise InvalidInputError(
            "weights must be in the order of the opinions, which have no names; got a"
            f" labelled {type(weights).__name__}: give a list in their order"
        )
    if people and not _checks.is_labelled(weights):
        raise InvalidInputError(
            "opinions must be a sequence of at least one where weights have no names; got opinions"
            f" of {listed(people)}: give their weights by name too"
        )
    given_weights: Any = weights if people else bare(weights)
    shares = weights_array(numbers, given_weights)
    # a distribution that was fitted is a result, which has labels of its own
    kinds = {
        _labelled.has_labels(opinion) and not isinstance(opinion, OwnDistribution)
        for opinion in given
    }
    if len(kinds) > 1:
        raise InvalidInputError("opinions must be all distributions or all mappings; got both")
    if kinds == {True}:
        return _pool_states(given, shares, rule)
    if shares.ndim > 1:
        raise InvalidInputError(
            f"weights of distributions must have one axis; got shape {shares.shape}"
        )
    needs = ("ppf", "cdf", "mean") if rule == "linear" else ("ppf", "cdf", "mean", "pdf")
    for number, opinion in zip(numbers, given, strict=True):
        distribution(f"opinion {number}", opinion, needs=needs)
    # opinions that do not count are left out
    counting = np.flatnonzero(shares > 0)
    components, parts = tuple(given[i] for i in counting), tuple(shares[counting].tolist())
    if rule == "linear":
        return LinearPool(components, parts)
    return logarithmic_pool(components, parts)


def _by_person(opinions: Any) -> tuple[tuple[str, ...] | None, list[Any]]:
    """Return the names of those whose opinions they are, None if they have none, and opinions."""
    if isinstance(opinions, Mapping) and not any(map(_checks.is_number, opinions.values())):
        found = _labelled.entries("opinions", opinions)
        return _checks.names("people of opinions", list(found)), list(found.values())
    given = list(opinions) if isinstance(opinions, Sequence) else []
    if not given or isinstance(opinions, str):
        raise InvalidInputError(
            "opinions must be a sequence of at least one, or a mapping by person; got"
            f" {shown(opinions)}"
        )
    return None, given


def _pool_states(
    opinions: list[Mapping[str, Any]], weights: FloatArray, rule: str
) -> dict[str, Any]:
    states: tuple[str, ...] | None = None
    tables = []
    for number, opinion in enumerate(opinions, start=1):
        states, table = state_probabilities(
            f"opinion {number}", opinion, states, each="state of opinion 1"
        )
        tables.append(table)
    assert states is not None
    # opinions (..., K, states), with the samples of the weights too
    samples = np.zeros((*weights.shape[:-1], 1))
    try:
        stacked = np.stack(np.broadcast_arrays(*tables, samples)[:-1], axis=-2)
    except ValueError:
        shapes = [table.shape[:-1] for table in tables] + [weights.shape[:-1]]
        raise InvalidInputError(
            f"samples of opinions and weights must have shapes that broadcast; got {shapes}"
        ) from None
    # linear: the weighted arithmetic mean
    shares = weights[..., :, None]
    if rule == "linear":
        return by_name(states, (shares * stacked).sum(axis=-2))
    # logarithmic: the weighted geometric mean, by logarithms less their largest, normalized
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.where(shares > 0, shares * np.log(stacked), 0.0).sum(axis=-2)
    peak = logs.max(axis=-1, keepdims=True)
    if not np.isfinite(peak).all():
        raise InvalidInputError(
            f"no state is possible under every opinion; states are {listed(states)}"
        )
    parts = np.exp(logs - peak)
    return by_name(states, parts / parts.sum(axis=-1, keepdims=True))
