"""Stability: published and closed-form figures, brute force over extreme points, ties between
nodes, refusals."""

import json
import pickle

import numpy as np
import pytest

import oracles.strategies_at_extreme_points as slow
from decision_analysis import utility
from decision_analysis.errors import (
    InconsistentJudgementsWarning,
    InvalidInputError,
    InvalidModelError,
)
from decision_analysis.trees import (
    REST,
    Chance,
    Decision,
    TreeArrays,
    rollback,
    stability,
    strategies,
)


def figure_5():
    return Decision(
        "choice",
        {
            "c1": Chance("c1", {"first": (0.6, 60), "second": (0.4, 30)}),
            "c2": Chance("c2", {"first": (0.7, 20), "second": (0.3, 100)}),
            "c3": Chance("c3", {"first": (0.8, 40), "second": (0.2, 60)}),
        },
    )


def demand(p=0.6):
    """One uncertainty on both sides; large is ahead by 100 p - 50 of 50."""
    large = Chance("demand", {"high": (p, 100), "low": (REST, 0)})
    small = Chance("demand", {"high": (p, 50), "low": (REST, 50)})
    return Decision("plant", {"large": large, "small": small})


def test_figure_5_of_kaminski():
    result = stability(figure_5())
    assert result.epsilon == pytest.approx(2 / 55, abs=1e-14)
    assert (result.strategy.label, result.rival.label, result.decision) == (
        "choice=c1",
        "choice=c2",
        (),
    )
    starts, labels = zip(*result.max_min, strict=True)
    assert labels == ("choice=c1", "choice=c3")
    assert starts == pytest.approx((0, 4 / 15), abs=1e-11)
    starts, labels = zip(*result.max_max, strict=True)
    assert labels == ("choice=c1", "choice=c2")
    assert starts == pytest.approx((0, 2 / 25), abs=1e-11)
    assert result.mode == ((0.0, "choice=c1"),)
    assert result.alternatives == ("c1", "c2", "c3")
    np.testing.assert_allclose(result.worst[10], [48 - 3, 44 - 8, 44 - 2])
    np.testing.assert_allclose(result.best[10], [48 + 3, 44 + 8, 44 + 2])


def test_what_was_asked_is_recorded_and_no_more():
    assert "utility" not in stability(figure_5()).parameters
    averse = utility.exponential(50)
    assert stability(figure_5(), utility=averse).parameters["utility"] == averse


def test_repr_plain_data_and_pickle():
    result = stability(figure_5())
    assert repr(result).startswith("stability: 0.0363636, choice=c1 up to there, then choice=c2\n")
    plain = json.loads(json.dumps(result.to_dict()))
    assert plain["regimes"]["max_min"][1] == [pytest.approx(4 / 15), "choice=c3"]
    assert plain["probabilities"]["c1"]["first"] == pytest.approx(0.6 - 2 / 55)
    assert pickle.loads(pickle.dumps(result)).max_max == result.max_max
    assert len(result.to_frame()) == 5
    with pytest.raises(ValueError, match="read-only"):
        result.worst[0, 0] = 1


def units_of(root, names):
    unit = slow.by_path if names == "own" else slow.by_name
    return unit, {unit(path, node): node for path, node in slow.chances_of(root)}


def small_enough(root, names):
    sets = [
        len(slow.extremes(*slow.within(0.1)((), node)))
        for node in units_of(root, names)[1].values()
    ]
    return np.prod(sets) <= 300


CASES = [
    (seed, names)
    for seed in range(36)
    for names in ("own", "shared")
    if small_enough(slow.random_tree(seed, names=names, zeros=seed % 3 == 0), names)
]


def lead(root, strategy, epsilon, unit, *, keep_impossible=False, of=lambda x: x):
    """Return the least lead of a strategy over all others, at all extreme points."""
    listed, values, _ = slow.table(
        root, slow.within(epsilon, keep_impossible=keep_impossible), unit, of
    )
    return (values[listed.index(strategy)] - values).min()


@pytest.mark.parametrize(("seed", "names"), CASES)
def test_epsilon_is_where_some_extreme_point_first_prefers_another_strategy(seed, names):
    root = slow.random_tree(seed, names=names, zeros=seed % 3 == 0)
    unit, keep = units_of(root, names)[0], seed % 2 == 0
    result = stability(
        root, tied="name" if names == "shared" else None, keep_impossible=keep, rules=(), n_parts=1
    )
    strategy = dict(result.strategy)
    assert strategy == dict(rollback(root).strategy)
    if result.rival is None:
        assert result.epsilon == 1
        assert lead(root, strategy, 1.0, unit, keep_impossible=keep) > -1e-9
        return
    assert lead(root, strategy, result.epsilon, unit, keep_impossible=keep) > -1e-9
    assert lead(root, strategy, min(1.0, result.epsilon + 1e-3), unit, keep_impossible=keep) < -1e-9


def at_witness(root, strategy, probabilities):
    """Return what a strategy is worth at the decision-free paths of a witness."""

    def p(path, node):
        given = probabilities.get(path, node.probabilities)
        point = np.array(list(given.values()))
        return point, point

    listed, values, _ = slow.table(root, p)
    return values[listed.index(strategy), 0]


@pytest.mark.parametrize(("seed", "names"), CASES[:30])
def test_the_witness_is_within_epsilon_and_makes_both_equally_good(seed, names):
    root = slow.random_tree(seed, names=names)
    result = stability(root, tied="name" if names == "shared" else None, rules=(), n_parts=1)
    if result.rival is None:
        assert not result.probabilities
        return
    chances = dict(slow.chances_of(root))
    for path, given in result.probabilities.items():
        base = chances[path].probabilities
        assert sum(given.values()) == pytest.approx(1)
        assert max(abs(given[k] - base[k]) for k in base) <= result.epsilon + 1e-12
    if names == "shared":
        for path, node in chances.items():
            alike = [p for p, other in chances.items() if other.name == node.name]
            assert (
                all(result.probabilities.get(p) == result.probabilities.get(path) for p in alike)
                or len(alike) == 1
            )
    mine, theirs = (
        at_witness(root, dict(s), result.probabilities) for s in (result.strategy, result.rival)
    )
    assert mine == pytest.approx(theirs, abs=1e-9)
    shared = [k for k in result.strategy if result.rival.get(k) != result.strategy[k]]
    assert result.decision in shared


@pytest.mark.parametrize(("seed", "names"), CASES[::3])
def test_the_rules_take_the_best_worst_and_the_best_best_case(seed, names):
    root = slow.random_tree(seed, names=names, zeros=seed % 3 == 0)
    unit = units_of(root, names)[0]
    result = stability(root, tied="name" if names == "shared" else None, n_parts=20)
    for rule, end in (("max_min", np.min), ("max_max", np.max)):
        for epsilon in (0.0, 0.04, 0.21, 0.66):
            listed, values, _ = slow.table(root, slow.within(epsilon), unit)
            taken = [label for start, label in getattr(result, rule) if start <= epsilon][-1]
            worth = end(values, axis=1)
            assert worth[listed.index(dict(strategies(root)[taken]))] == pytest.approx(
                worth.max(), abs=1e-9
            )
    row = 4
    listed, values, _ = slow.table(root, slow.within(result.epsilons[row]), unit)
    for k, option in enumerate(result.alternatives):
        mine = [i for i, strategy in enumerate(listed) if strategy[()] == option]
        assert result.worst[row, k] == pytest.approx(values[mine].min(axis=1).max(), abs=1e-9)
        assert result.best[row, k] == pytest.approx(values[mine].max(), abs=1e-9)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("names", ["own", "shared"])
@pytest.mark.parametrize("rule", [utility.exponential(10), utility.logarithmic(60)])
def test_expected_utility(seed, names, rule):
    root = slow.random_tree(seed, names=names, depth=2)
    unit = units_of(root, names)[0]
    result = stability(root, utility=rule, tied="name" if names == "shared" else None, n_parts=1)
    strategy = dict(result.strategy)
    assert lead(root, strategy, result.epsilon, unit, of=rule) > -1e-9
    if result.rival is not None:
        assert lead(root, strategy, min(1.0, result.epsilon + 1e-2), unit, of=rule) < 0


def mirrored(node):
    """Return the tree with the payoffs negated."""
    paid = None if node.payoff is None else -node.payoff
    if isinstance(node, Decision):
        return Decision(node.name, {k: mirrored(child) for k, child in node.options.items()}, paid)
    if isinstance(node, Chance):
        return Chance(
            node.name, {k: (p, mirrored(child)) for k, (p, child) in node.outcomes.items()}, paid
        )
    return paid


def test_minimizing_is_maximizing_the_negative():
    root = slow.random_tree(3)
    high, low = stability(root), stability(mirrored(root), goal="min")
    assert low.epsilon == pytest.approx(high.epsilon, abs=1e-14)
    assert low.max_min == high.max_min
    np.testing.assert_allclose(low.worst, -high.worst)
    assert "goal='min'" in repr(low)


def test_one_uncertainty_on_both_sides_moves_once():
    assert stability(demand()).epsilon == pytest.approx(0.1, abs=1e-14)
    assert stability(demand(), tied=None).epsilon == pytest.approx(0.1, abs=1e-14)
    better = Decision(
        "plant",
        {
            "large": Chance("demand", {"high": (0.6, 100), "low": (0.4, 10)}),
            "small": Chance("demand", {"high": (0.6, 90), "low": (0.4, 0)}),
        },
    )
    result = stability(better)
    assert (result.epsilon, result.rival, result.probabilities) == (1.0, None, {})
    assert repr(result).startswith("stability: plant=large whatever the probabilities")
    apart = stability(better, tied=None)
    # 64 - 90 e = 54 + 90 e
    assert apart.epsilon == pytest.approx(10 / 180, abs=1e-14)
    assert apart.probabilities["large",]["high"] == pytest.approx(0.6 - 10 / 180)
    assert apart.probabilities["small",]["high"] == pytest.approx(0.6 + 10 / 180)


def test_other_probabilities_are_another_uncertainty():
    root = Decision(
        "bet",
        {
            "a": Chance("coin", {"h": (0.5, 10), "t": (0.5, 0)}),
            "b": Chance("coin", {"h": (0.4, 10), "t": (0.6, 0)}),
        },
    )
    assert stability(root).epsilon == stability(root, tied=None).epsilon == pytest.approx(0.05)


def test_max_min_of_one_uncertainty_is_no_backward_induction():
    """Nature cannot be bad after heads in one branch and after tails in the other."""

    def coin(h, t):
        return Chance("coin", {"h": (0.5, h), "t": (0.5, t)})

    later = Chance("when", {"early": (0.5, coin(10, 0)), "late": (0.5, coin(0, 10))})
    root = Decision("go", {"hedge": later, "safe": 4.9})
    assert stability(root, scale={"when": 0}).max_min == ((0.0, "go=hedge"),)
    starts, _ = zip(*stability(root).max_min, strict=True)
    assert starts[1] == pytest.approx(np.sqrt(0.1 / 20), abs=1e-11)
    starts, labels = zip(*stability(root, tied=None, scale={"when": 0}).max_min, strict=True)
    assert labels == ("go=hedge", "go=safe")
    assert starts[1] == pytest.approx(0.01, abs=1e-11)


def test_an_uncertainty_met_twice_on_a_path():
    twice = Chance(
        "coin", {"h": (0.5, Chance("coin", {"h": (0.5, 4), "t": (0.5, 0)})), "t": (0.5, 0)}
    )
    root = Decision("toss", {"twice": twice, "no": 0.5})
    with pytest.raises(
        InvalidInputError,
        match="chance 'coin' must occur once on a path where tied='name'; it is at",
    ):
        stability(root)
    # (1/2 - e)^2 4 = 1/2
    assert stability(root, tied=None).epsilon == pytest.approx(0.5 - np.sqrt(1 / 8), abs=1e-14)


def test_scale_by_name_and_path():
    root = figure_5()
    assert stability(root, scale={"c1": 0}).epsilon == pytest.approx(4 / 80, abs=1e-14)
    assert stability(root, scale={"c2": 0, "c3": 0.5}).epsilon == pytest.approx(4 / 40, abs=1e-14)
    assert stability(root, scale={"c1": 0, ("c1",): 1}).epsilon == pytest.approx(2 / 55, abs=1e-14)
    held = stability(root, scale={"c1": 0, "c2": 0, "c3": 0})
    assert (held.epsilon, held.rival) == (1.0, None)


def test_impossible_outcomes():
    root = Decision("go", {"yes": Chance("luck", {"good": (1, 10), "ruin": (0, -90)}), "no": 0})
    assert stability(root).epsilon == pytest.approx(0.1)
    assert stability(root, keep_impossible=True).rival is None
    later = Chance(
        "first",
        {
            "usual": (1, 5),
            "never": (
                0,
                Decision("then", {"a": 3, "b": Chance("c", {"x": (0.5, 4), "y": (0.5, 0)})}),
            ),
        },
    )
    found = stability(Decision("go", {"yes": later, "no": 0}))
    assert found.decision == ("yes", "never")
    assert found.epsilon == pytest.approx(0.25)
    assert found.probabilities["yes",]["never"] == pytest.approx(0.25)
    assert stability(Decision("go", {"yes": later, "no": 0}), keep_impossible=True).rival is None


def test_ties_at_the_base():
    root = Decision("go", {"a": 5, "b": Chance("c", {"x": (0.5, 10), "y": (0.5, 0)})})
    result = stability(root)
    assert (result.epsilon, result.strategy.label, result.rival.label) == (0.0, "go=a", "go=b")
    same = Decision(
        "go",
        {
            "a": Chance("c", {"x": (0.5, 10), "y": (0.5, 0)}),
            "b": Chance("c", {"x": (0.5, 10), "y": (0.5, 0)}),
        },
    )
    assert stability(same).rival is None
    assert stability(same, tied=None).epsilon == 0


def test_the_mode_rule_makes_likely_outcomes_likelier():
    p = np.array([0.5, 0.3, 0.2])
    worth = np.array([0.0, 10.0, 4.0])
    gamble = Chance("c", {k: (float(q), float(w)) for k, q, w in zip("xyz", p, worth, strict=True)})
    root = Decision("go", {"gamble": gamble, "safe": 3.0})
    starts, labels = zip(*stability(root).mode, strict=True)
    assert labels == ("go=gamble", "go=safe")
    powers = np.linspace(1, 5, 400_001)[:, None]
    shares = p**powers / (p**powers).sum(axis=1, keepdims=True)
    at = shares[np.argmax(shares @ worth < 3.0)]
    assert starts[1] == pytest.approx(np.abs(at - p).max(), abs=1e-4)


def test_a_root_without_a_choice_compares_the_two_strategies():
    inner = Decision(
        "then", {"stay": 4, "go": Chance("luck", {"good": (0.5, 10), "bad": (0.5, 0)})}
    )
    result = stability(Chance("first", {"a": (0.5, inner), "b": (0.5, 0)}))
    assert result.alternatives == ("then=go", "then=stay")
    assert result.epsilon == pytest.approx(0.1)
    np.testing.assert_allclose(result.worst[10], [0.4 * 4, 0.4 * 4])
    np.testing.assert_allclose(result.best[10], [0.6 * 6, 0.6 * 4])


def test_without_max_min_tied_strategies_are_not_listed():
    stages = 8
    tree = 0.0
    for k in range(stages):
        tree = Decision(
            f"d{k}", {"stop": float(k), "on": Chance(f"c{k}", {"a": (0.5, tree), "b": (0.5, tree)})}
        )
    shared = Decision("first", {"x": tree, "y": Chance("c7", {"a": (0.5, 9), "b": (0.5, 3)})})
    with pytest.raises(
        InvalidInputError, match=r"max_min lists all strategies.*got about 10\^\d+ times \d+"
    ):
        stability(shared, scale={f"c{k}": 0 for k in range(7)})
    result = stability(
        shared, scale={f"c{k}": 0 for k in range(7)}, rules=["max_max", "mode"], n_parts=2
    )
    assert result.max_min == ()
    assert set(result.regimes) == {"max_max", "mode"}


def test_too_many_tied_extreme_points():
    outcomes = {str(i): (1 / 12, float(i)) for i in range(12)}
    root = Decision("bet", {"a": Chance("dozen", outcomes), "b": Chance("dozen", outcomes)})
    with pytest.raises(
        InvalidInputError,
        match=r"few extreme points together, at most 4,096.*'dozen' have up to 5,544",
    ):
        stability(root)
    assert stability(root, tied=None).epsilon == 0


def flat(levels, width=4, seed=0):
    """A tree of alternating decisions and chance nodes, as arrays without names."""
    rng = np.random.default_rng(seed)
    kind, counts, p, n = [], [], [np.ones(1)], 1
    for level in range(levels):
        kind += [2 - level % 2] * n
        counts += [width] * n
        p.append(
            np.ones(n * width) if level % 2 == 0 else rng.dirichlet(np.ones(width), size=n).ravel()
        )
        n *= width
    payoff = np.zeros(len(kind) + n)
    payoff[-n:] = rng.normal(size=n) * 10
    return TreeArrays(kind + [0] * n, counts + [0] * n, np.concatenate(p), payoff)


def test_a_large_flat_tree_without_names_is_separable():
    tree = flat(6)
    assert len(tree) == 5461
    result = stability(tree, rules=(), n_parts=2)
    assert 0 < result.epsilon < 0.01
    assert result.decision is not None
    from decision_analysis.trees.passes._backward import roll_back

    amounts = tree.payoff
    p = tree.probability.copy()
    for path, given in result.probabilities.items():
        node = tree.find(path)
        first = int(tree.first_child[node])
        p[first : first + len(given)] = list(given.values())
    chosen = [s._chosen for s in (result.strategy, result.rival)]
    values = [
        roll_back(tree, amounts, chosen=c, ways=[p])[tree.find(result.decision)] for c in chosen
    ]
    assert values[0] == pytest.approx(values[1], abs=1e-10)


@pytest.mark.slow
def test_a_deep_chain():
    tree = 1.0
    for k in range(600):
        tree = Chance(
            f"c{k}",
            {"go": (0.999, Decision(f"d{k}", {"stop": 0.95, "on": tree})), "end": (REST, 0.9)},
        )
    result = stability(Decision("start", {"in": tree, "out": 0.0}), n_parts=1, rules=())
    assert 0 < result.epsilon < 1


def test_samples_are_refused():
    batch = Decision("go", {"a": np.array([1.0, 2.0]), "b": 0})
    with pytest.raises(
        InvalidInputError, match=r"every number of the tree must be single; got samples \(2,\)"
    ):
        stability(batch)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"tied": "names"}, "tied must be one of 'name'"),
        ({"scale": {"c9": 1}}, "unknown chance node 'c9'"),
        ({"scale": {"c1": 1.5}}, r"scale of 'c1' must be in \[0, 1\]; got 1.5"),
        (
            {"scale": {("c1", "first"): 1}},
            "scale names a node that is no chance node, at 'c1 > first'",
        ),
        ({"scale": {("x",): 1}}, r"scale names a path that is not in the tree, \('x',\)"),
        ({"rules": ["max_min", "mod"]}, "unknown rule 'mod'"),
        ({"rules": "mode"}, "rules must be a sequence"),
        ({"n_parts": 0}, "n_parts must be at least 1|n_parts must be"),
        ({"keep_impossible": 1}, "keep_impossible must be a bool"),
        ({"goal": "most"}, "goal must be one of"),
    ],
)
def test_refusals(options, message):
    with pytest.raises(InvalidInputError, match=message):
        stability(figure_5(), **options)


def test_a_tree_without_a_choice():
    with pytest.raises(
        InvalidInputError,
        match="the tree must have a decision between several options; it has none",
    ):
        stability(Decision("go", {"only": 1}))
    with pytest.raises(InvalidModelError):
        stability(Decision("go", {"a": {"cost": 1}, "b": 2}))


BET = Chance("y", {"win": (0.1, 10), "loss": (0.9, -10)})


@pytest.mark.parametrize(
    "others",
    [
        {"lose": Chance("x", {"loss": (0.01, -10), "nothing": (0.99, 0)})},
        {"b": 0},
        {"b": Chance("l", {"l": (1.0, 0), "z": (0.0, -5)})},
        {"lose": Chance("x", {"loss": (0.3, -10), "nothing": (0.7, 0)}), "b": 0},
        {},
    ],
)
def test_a_rival_that_only_draws_level_does_not_overtake(others):
    result = stability(Decision("d", {"sure": 0, **others, "bet": BET}))
    assert result.epsilon == pytest.approx(0.4, abs=1e-12)
    assert result.rival.label == "d=bet"
    assert result.max_max[1] == (pytest.approx(0.4, abs=1e-9), "d=bet")
    assert result.probabilities["bet",] == pytest.approx({"win": 0.5, "loss": 0.5})


def test_tied_gambles_of_one_uncertainty_stay_level():
    def gamble():
        return Chance("x", {"h": (0.5, 1), "t": (0.5, -1)})

    result = stability(Decision("d", {"a": gamble(), "a2": gamble(), "bet": BET}))
    low, high = 0.0, 1.0
    for _ in range(60):  # the worst of the gamble against the best of the bet
        middle = (low + high) / 2
        level = -2 * min(middle, 0.5) >= -8 + 20 * min(middle, 0.9)
        low, high = (middle, high) if level else (low, middle)
    assert result.epsilon == pytest.approx(low, abs=1e-12)
    assert result.rival.label == "d=bet"


def test_the_rival_keeps_what_is_chosen_elsewhere():
    """The other branch has an option with a better best case, which the rival does not take."""
    elsewhere = Decision("e", {"keep": 5, "risk": Chance("r", {"up": (0.1, 30), "down": (0.9, 0)})})
    here = Decision("h", {"sure": 0, "bet": Chance("y", {"win": (0.45, 10), "loss": (0.55, -10)})})
    tree = Chance("c", {"here": (0.5, here), "there": (0.5, elsewhere)})
    result = stability(tree)
    assert dict(result.strategy) == {("here",): "sure", ("there",): "keep"}
    assert dict(result.rival) == {("here",): "bet", ("there",): "keep"}
    assert result.decision == ("here",)
    assert result.epsilon == pytest.approx(0.05, abs=1e-12)


def bets(second):
    first = Chance("m", {"h": (0.3, 100), "l": (0.7, 0)})
    return Decision("d", {"A": first, "B": Chance("m", second), "C": 22})


SAME = [
    {"h": (0.3, 60), "l": (0.7, 10)},
    {"h": (REST, 60), "l": (0.7, 10)},
    {"l": (0.7, 10), "h": (0.3, 60)},
    {"l": (REST, 10), "h": (0.1 + 0.2, 60)},
    {"l": (0.7 - 5e-9, 10), "h": (0.3 + 5e-9, 60)},
]


@pytest.mark.slow
@pytest.mark.parametrize("second", SAME)
def test_one_uncertainty_is_one_however_it_is_written(second):
    """A and B move together, so that A is lost to C where 100 p = 22, before B can come up."""
    result = stability(bets(second))
    assert result.epsilon == pytest.approx(0.08)
    assert str(result.rival) == "d=C"
    for node in result.probabilities.values():
        assert dict(node) == pytest.approx({"h": 0.22, "l": 0.78})
    assert stability(bets(second), tied=None).epsilon == pytest.approx(1 / 30)
    named = stability(bets(second), scale={"m": 0.5}, keep_impossible=True)
    assert named.epsilon == pytest.approx(0.16)


def test_outcomes_that_cannot_happen_do_not_part_an_uncertainty():
    second = {"never": (0.0, 10_000), "l": (0.7, 10), "h": (0.3, 60)}
    assert stability(bets(second), keep_impossible=True).epsilon == pytest.approx(0.08)


@pytest.mark.parametrize(
    "second", [{"h": (0.304, 60), "l": (REST, 10)}, {"l": (0.69, 10), "h": (0.31, 60)}]
)
def test_what_looks_like_one_number_rounded_moves_by_itself_with_a_warning(second):
    with pytest.warns(
        InconsistentJudgementsWarning, match=r"stability\(\): .*'m' looks like .* at 'A' and .*'B'"
    ):
        found = stability(bets(second))
    assert found.epsilon < 0.04
    assert stability(bets(second), tied=None).epsilon == pytest.approx(found.epsilon)
