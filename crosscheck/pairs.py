"""Which of our methods are compared with which peer on whole batches of problems: one `Pair` each.

What takes options that differ from problem to problem, such as thresholds or profiles, is compared
in a test of its own; `peers.against(..., ours=)` enters it into the same matrix.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import numpy as np

from crosscheck import peers
from decision_analysis import mcda, weights


@dataclasses.dataclass(frozen=True)
class Pair:
    """`ours(table, weights)` of a batch and `theirs(problem)` of each of its problems are equal.

    `takes` says what both take besides positive numbers: 'c' constant columns, 'b' zeros on
    benefits, 'z' zeros on any criterion. `costs` is the share of minimized criteria, and `where`
    says which problems are compared.
    """

    name: str
    peer: Callable[..., Any]
    ours: Callable[[Any, Any], Any]
    theirs: Callable[[Any], Any]
    takes: str = ""
    costs: float = 0.4
    tolerance: float = 1e-9
    where: Callable[[Any], bool] = lambda problem: True
    option: str = ""

    @property
    def label(self) -> str:
        """The method, its option and the peer."""
        return "-".join(filter(None, [self.name, self.option, self.peer.package]))


WIDE = (0.0, 200.0)
"""Bounds that no performance reaches."""


def scores(name: str, **options: Any) -> Callable[[Any, Any], Any]:
    """Return our scores by name."""
    return lambda table, shares: getattr(mcda, name)(table, shares, **options).scores


def shares(name: str, **options: Any) -> Callable[[Any, Any], Any]:
    """Return our weights from data by name."""
    return lambda table, _: getattr(weights, name)(table, **options).weights


def ratios(problem: Any) -> Any:
    """Return x / max x for a benefit and min x / x for a cost."""
    values, up = problem.values, problem.signs > 0
    return np.where(up, values / values.max(axis=0), values.min(axis=0) / np.where(up, 1, values))


def minmax(problem: Any) -> Any:
    """Return 0 for the worst and 1 for the best of a column."""
    values = problem.oriented
    return (values - values.min(axis=0)) / np.ptp(values, axis=0)


def unit(problem: Any) -> Any:
    """Return columns of length 1."""
    return problem.values / np.sqrt(np.square(problem.values).sum(axis=0))


def added(problem: Any) -> Any:
    """Return columns that sum to 1."""
    return problem.values / problem.values.sum(axis=0)


def aras_parts(problem: Any) -> Any:
    """Return shares of the sum of each column, inverted for costs, with the optimal row first."""
    best = np.where(problem.signs > 0, problem.values.max(axis=0), problem.values.min(axis=0))
    rows = np.vstack([best, problem.values])
    rows = np.where(problem.signs > 0, rows, 1 / np.where(problem.signs > 0, 1, rows))
    return rows / rows.sum(axis=0)


def any_better(problem: Any) -> bool:
    """Say whether nobody is worst on all criteria."""
    return bool((minmax(problem) > 0).any(axis=1).all())


def some_cost(problem: Any) -> bool:
    """Say whether some criterion is minimized."""
    return bool((problem.signs < 0).any())


def curves(table: Any) -> dict[str, Callable[[Any], Any]]:
    """Return a curved value function for each criterion, from 0 to 1 on the wide bounds."""
    rising = lambda x: (x / WIDE[1]) ** 2  # noqa: E731
    falling = lambda x: 1 - np.sqrt(x / WIDE[1])  # noqa: E731
    return {c.name: rising if c.goal == "max" else falling for c in table.criteria}


def several_best(problem: Any) -> bool:
    """Say whether each criterion has one best alternative, and not all the same."""
    best = minmax(problem) == 1
    return bool((best.sum(axis=0) == 1).all()) and len(set(best.argmax(axis=0))) > 1


def more_than_three(problem: Any) -> bool:
    """Say whether twins leave more than two alternatives, between which correlations are not 1."""
    return len(problem.values) > 3


def of_pymcdm(ours: str, theirs: str, takes: str = "", **more: Any) -> Pair:
    """Return a pair with a method of pymcdm by name."""
    return Pair(ours, peers.pymcdm, scores(ours), lambda p: peers.pymcdm(theirs, p), takes, **more)


def of_pyrepo(ours: str, theirs: str, takes: str = "", times: float = 1, **more: Any) -> Pair:
    """Return a pair with a method of pyrepo-mcda by name."""

    def found(problem: Any) -> Any:
        return times * peers.pyrepo(theirs, problem)

    return Pair(ours, peers.pyrepo, scores(ours), found, takes, **more)


def of_pydecision(
    ours: str, takes: str = "", theirs: str = "", times: float = 1, **more: Any
) -> Pair:
    """Return a pair with a method of pyDecision by name."""

    def found(problem: Any) -> Any:
        return times * peers.pydecision(theirs or ours, problem)

    return Pair(ours, peers.pydecision, scores(ours), found, takes, **more)


def of_skcriteria(
    ours: str, place: int, given: Callable[[Any], tuple], takes: str = "", **more: Any
) -> Pair:
    """Return a pair with a function of scikit-criteria, and the place of scores in its answer."""
    module, name = {
        "weighted_sum": ("simple", "wsm"),
        "weighted_product": ("simple", "wpm"),
        "moora": ("moora", "ratio"),
        "ocra": ("ocra", "ocra_performance"),
    }.get(ours, (ours, ours))

    def found(problem: Any) -> Any:
        return peers.skcriteria(module, name, place, *given(problem))

    return Pair(ours, peers.skcriteria, scores(ours), found, takes, **more)


def spotis(table: Any, shares: Any) -> Any:
    """Return our SPOTIS between the same wide bounds for all criteria."""
    return mcda.spotis(table, shares, bounds=dict.fromkeys(table.criterion_names, WIDE)).scores


def bounds(problem: Any) -> Any:
    """Return the same bounds as rows (2, C)."""
    return np.tile(np.array(WIDE)[:, None], len(problem.weights))


def multimoora(part: str, *, scaled: bool = False) -> Callable[[Any, Any], Any]:
    """Return one assessment of our MULTIMOORA without weights, as a share of the largest if
    `scaled`."""

    def found(table: Any, _: Any) -> Any:
        assessed = getattr(mcda.multimoora(table), part)
        return assessed / assessed.max(axis=-1, keepdims=True) if scaled else assessed

    return found


def of_weights(ours: str, peer: Any, theirs: str = "", takes: str = "", **more: Any) -> Pair:
    """Return a pair of weights from data."""
    return Pair(ours, peer, shares(ours), lambda p: peer(theirs or ours, p), takes, **more)


PAIRS = [
    of_pymcdm("aras", "ARAS", "c"),
    of_pymcdm("aroman", "AROMAN", "z"),
    of_pymcdm("cocoso", "COCOSO", "z", where=any_better),
    of_pymcdm("codas", "CODAS", "c"),
    of_pymcdm("edas", "EDAS", "cz"),
    of_pymcdm("lmaw", "LMAW", "c"),
    of_pymcdm("mabac", "MABAC", "cz"),
    of_pymcdm("mairca", "MAIRCA", "cz"),
    of_pymcdm("marcos", "MARCOS", "c"),
    of_pymcdm("moora", "MOORA", "cz", where=some_cost),
    of_pymcdm("ocra", "OCRA", "c"),
    of_pymcdm("ram", "RAM", "c"),
    of_pymcdm("waspas", "WASPAS", "c"),
    of_pyrepo("aras", "ARAS", "cb"),
    of_pyrepo("cocoso", "COCOSO", "z", where=any_better),
    of_pyrepo("codas", "CODAS", "cb"),
    of_pyrepo("copras", "COPRAS", "cb", times=100, where=some_cost),
    of_pyrepo("cradis", "CRADIS", "cb"),
    of_pyrepo("edas", "EDAS", "cz"),
    of_pyrepo("mabac", "MABAC", "cz"),
    of_pyrepo("marcos", "MARCOS", "c"),
    of_pyrepo("moora", "MULTIMOORA_RS", "cz"),
    of_pyrepo("waspas", "WASPAS", "cb"),
    of_pydecision("aras", "cb"),
    of_pydecision("cocoso", "z", where=any_better),
    of_pydecision("copras", "cb", times=100, where=some_cost),
    of_pydecision("edas", "cz"),
    Pair(
        "gra",
        peers.pydecision,
        scores("gra"),
        # the peer divides by the number of alternatives: see the known disagreements
        lambda p: len(p.values) * peers.pydecision("gra", p),
        "z",
    ),
    of_pydecision("lmaw", "c"),
    of_pydecision("mairca", "z"),
    of_pydecision("marcos", "c"),
    of_pydecision("moora", "cz"),
    of_pydecision("ocra", "c"),
    of_pydecision("piv", "cz"),
    of_pydecision("rov", "cz", times=0.5),
    of_pydecision("topsis", "cz"),
    of_pydecision("weighted_sum", "cb", theirs="saw"),
    of_skcriteria("aras", 2, lambda p: (aras_parts(p)[1:], p.weights, aras_parts(p)[0]), "cb"),
    of_skcriteria("cocoso", 1, lambda p: (minmax(p), p.weights, 0.5), "z", where=any_better),
    of_skcriteria("codas", 1, lambda p: (ratios(p), p.weights, 0.02), "cb"),
    of_skcriteria("copras", 1, lambda p: (added(p), p.weights, p.signs), "cb", where=some_cost),
    of_skcriteria("edas", 1, lambda p: (p.values, p.weights, p.signs), "cz"),
    of_skcriteria("mabac", 1, lambda p: (minmax(p), p.weights), "z"),
    of_skcriteria("moora", 1, lambda p: (unit(p), p.signs, p.weights), "cz"),
    of_skcriteria("ocra", 1, lambda p: (p.values, p.signs, p.weights), "c"),
    of_skcriteria("ram", 3, lambda p: (added(p), p.signs, p.weights), "cz"),
    of_skcriteria(
        "topsis", 3, lambda p: (unit(p) * p.weights, p.signs, np.ones(len(p.weights))), "cz"
    ),
    of_skcriteria("waspas", 3, lambda p: (ratios(p), p.weights, 0.5), "cb"),
    of_skcriteria("weighted_sum", 1, lambda p: (ratios(p), p.weights), "cb"),
    of_weights("angle", peers.pymcdm_weights),
    of_weights("cilos", peers.pymcdm_weights, where=several_best),
    of_weights("critic", peers.pymcdm_weights, costs=0, where=more_than_three),
    of_weights("entropy", peers.pymcdm_weights, takes="c"),
    of_weights("equal", peers.pymcdm_weights, takes="cz"),
    of_weights("gini", peers.pymcdm_weights, takes="cz"),
    of_weights("idocriw", peers.pymcdm_weights, where=several_best),
    of_weights("lopcow", peers.pymcdm_weights, takes="z"),
    of_weights("merec", peers.pymcdm_weights, takes="c"),
    of_weights("standard_deviation", peers.pymcdm_weights, takes="cz"),
    of_weights("angle", peers.pyrepo_weights, costs=0),
    of_weights("cilos", peers.pyrepo_weights, takes="b", where=several_best),
    of_weights("coefficient_of_variation", peers.pyrepo_weights, "coeff_var", "cz"),
    of_weights("critic", peers.pyrepo_weights, costs=0, takes="z", where=more_than_three),
    of_weights("entropy", peers.pyrepo_weights, takes="cz"),
    of_weights("equal", peers.pyrepo_weights, takes="cz"),
    of_weights("gini", peers.pyrepo_weights, takes="cz"),
    of_weights("idocriw", peers.pyrepo_weights, takes="b", where=several_best),
    of_weights("merec", peers.pyrepo_weights, takes="c"),
    of_weights("standard_deviation", peers.pyrepo_weights, "std", "cz"),
    of_weights("critic", peers.skcriteria_weights, takes="z", where=more_than_three),
    of_weights("entropy", peers.skcriteria_weights, takes="cz"),
    of_weights("equal", peers.skcriteria_weights, takes="cz"),
    of_weights("gini", peers.skcriteria_weights, takes="cz"),
    of_weights("merec", peers.skcriteria_weights, takes="c"),
    of_weights("standard_deviation", peers.skcriteria_weights, "std", "cz"),
    # these two add 1e-9 and 1e-10 where they divide
    of_weights("merec", peers.pydecision, takes="c", tolerance=1e-6),
    of_weights("critic", peers.pydecision, takes="z", tolerance=1e-6, where=more_than_three),
    of_weights("cilos", peers.pydecision, costs=0, where=several_best),
    Pair(
        "spotis",
        peers.pyrepo,
        spotis,
        lambda p: peers.pyrepo("SPOTIS", p, given=[bounds(p)]),
        "cz",
    ),
    Pair(
        "spotis",
        peers.pydecision,
        spotis,
        lambda p: peers.pydecision("spotis", p, s_min=bounds(p)[0], s_max=bounds(p)[1]),
        "cz",
    ),
    Pair(
        "spotis",
        peers.skcriteria,
        spotis,
        lambda p: peers.skcriteria(
            "spotis",
            "spotis",
            1,
            p.values,
            p.weights,
            bounds(p).T,
            np.where(p.signs > 0, *bounds(p)[::-1]),
        ),
        "cz",
    ),
    Pair(
        "topsis",
        peers.mcda_topsis,
        scores("topsis"),
        peers.mcda_topsis,
        "cz",
    ),
    *(
        Pair(
            "multimoora",
            peers.pydecision_multimoora,
            multimoora(part, scaled=True),
            lambda p, place=place: peers.pydecision_multimoora(p)[place],
            "cb",
            option=part,
        )
        for place, part in enumerate(["ratio", "reference", "multiplicative"])
    ),
    Pair(
        "multimoora",
        peers.pyrepo,
        multimoora("reference"),
        lambda p: peers.pyrepo("MULTIMOORA_RP", p, unweighted=True),
        "cb",
        option="reference",
    ),
    Pair(
        "weighted_product",
        peers.skcriteria,
        scores("weighted_product"),
        lambda p: 10 ** peers.skcriteria("simple", "wpm", 1, ratios(p), p.weights),
        "c",
    ),
    Pair(
        "dominance",
        peers.skcriteria_dominance,
        lambda table, _: mcda.dominance(table).matrix,
        peers.skcriteria_dominance,
        "cz",
    ),
    Pair(
        "weighted_sum",
        peers.mcda_weighted_sum,
        scores("weighted_sum", normalization="minmax"),
        lambda p: peers.mcda_weighted_sum(p, minmax(p)),
        "z",
    ),
    Pair(
        "additive_value",
        peers.mcda_additive_value,
        lambda table, shares: mcda.additive_value(table, shares, values=curves(table)).scores,
        lambda p: peers.mcda_additive_value(p, list(curves(p.table).values())),
        "cz",
    ),
]
