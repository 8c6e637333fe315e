"""Cost-effectiveness: published league tables, an exact count by brute force, ties, batches and
what is refused."""

import itertools
from fractions import Fraction

import numpy as np
import pytest

from decision_analysis import Criterion, DecisionTable, mcda, uncertainty
from decision_analysis.errors import InvalidInputError

CRITERIA = [Criterion("cost", "min"), Criterion("effect", "max")]


def league(costs, effects, labels=None):
    costs, effects = np.asarray(costs, dtype=float), np.asarray(effects, dtype=float)
    labels = labels or [f"a{i}" for i in range(costs.shape[-1])]
    table = DecisionTable(np.stack([costs, effects], axis=-1), CRITERIA, labels)
    return mcda.cost_effectiveness(table, cost="cost", effect="effect")


def exact_status(costs, effects):
    """Return 0 for dominated, 1 for extended dominated, 2 for the rest, by all pairs and exact
    fractions."""
    c, e = [Fraction(x) for x in costs], [Fraction(x) for x in effects]
    everyone = range(len(c))
    found = []
    for i in everyone:
        beaten = any(
            c[j] <= c[i] and e[j] >= e[i] and (c[j] < c[i] or e[j] > e[i]) for j in everyone
        )
        mixed = any(
            e[j] < e[i] < e[k] and (c[i] - c[j]) * (e[k] - e[j]) > (c[k] - c[j]) * (e[i] - e[j])
            for j in everyone
            for k in everyone
        )
        found.append(0 if beaten else 1 if mixed else 2)
    return found


def test_a_chain_of_extended_dominated_alternatives():
    """SilverDecisions issue #200: among its neighbors C is found only once B and D are gone."""
    result = league([0, 3.5, 5.2, 8.5, 10], [0, 2, 4.8, 7, 10], list("ABCDE"))
    assert result.extended_dominated == ("B", "C", "D")
    assert result.frontier == ("A", "E")
    assert result.icer == {"E": 1}
    assert result.dominated == ()


def test_between_which_two_an_alternative_is_mixed():
    """SilverDecisions fixture mcdm: alternative 5 costs more than a mixture of 4 and 6, its
    neighbors there."""
    values = [(5, -5), (6, -5), (6, -5), (1, -1), (4, 0), (5, 3), (9, 5), (20, 6), (19, 7)]
    result = league(*zip(*values, strict=True), [str(i) for i in range(1, 10)])
    assert result.extended_dominated == ("5",)
    on = result.frontier
    effect = dict(zip(result.alternatives, result.effects, strict=True))
    below = max((a for a in on if effect[a] < 0), key=effect.get)
    above = min((a for a in on if effect[a] > 0), key=effect.get)
    assert (below, above) == ("4", "6")


@pytest.mark.parametrize(
    ("scale", "shift"), [(1, 0), (0.1, 1234.7)], ids=["whole numbers", "rounded numbers"]
)
def test_all_pairs_in_exact_arithmetic_agree(scale, shift):
    rng = np.random.default_rng(1)
    for _ in range(500):
        costs, effects = rng.integers(-4, 9, (2, rng.integers(1, 9))).tolist()
        result = league(np.array(costs) * scale + shift, np.array(effects) * 3 / 7)
        status = exact_status(costs, effects)
        assert result.status.tolist() == status, (costs, effects)
        places = sorted({(c, e) for c, e, s in zip(costs, effects, status, strict=True) if s == 2})
        ratio = {
            b: (b[0] - a[0]) * scale / ((b[1] - a[1]) * 3 / 7)
            for a, b in itertools.pairwise(places)
        }
        expected = {
            f"a{i}": ratio[place]
            for i, place in enumerate(zip(costs, effects, strict=True))
            if status[i] == 2 and place in ratio
        }
        assert result.icer == pytest.approx(expected, rel=1e-9)
        assert list(ratio.values()) == sorted(ratio.values())


def test_a_batch_is_its_samples_one_by_one():
    rng = np.random.default_rng(2)
    costs, effects = rng.integers(0, 7, (2, 3, 40, 6)).astype(float)
    whole = league(costs, effects)
    for index in np.ndindex(3, 40):
        alone = league(costs[index], effects[index])
        for name in (
            "status",
            "costs",
            "effects",
            "more_cost",
            "more_effect",
            "ratios",
            "on_frontier",
        ):
            np.testing.assert_array_equal(getattr(whole, name)[index], getattr(alone, name))
        assert whole.at(index).icer == alone.icer


@pytest.mark.parametrize("member", ["icer", "frontier", "dominated", "extended_dominated"])
def test_labels_need_one_sample(member):
    with pytest.raises(
        InvalidInputError, match=rf"{member} needs one sample, got a batch \(2,\); pick one with"
    ):
        getattr(league([[1, 2], [2, 1]], [[1, 2], [1, 2]]), member)


def test_identical_alternatives_share_a_place():
    result = league([3, 1, 3, 1, 5], [2, 1, 2, 1, 1])
    assert result.frontier == ("a0", "a1", "a2", "a3")
    assert result.icer == {"a0": 2, "a2": 2}
    assert result.dominated == ("a4",)


def test_the_same_up_to_rounding_is_identical():
    result = league([0.1 + 0.2, 0.3, 0.1], [1, 1, 0])
    assert result.frontier == ("a0", "a1", "a2")
    assert result.icer == pytest.approx({"a0": 0.2, "a1": 0.2})


def test_on_the_line_between_two_is_on_the_frontier():
    result = league([0.1, 0.2, 0.3, 0.7], [1, 2, 3, 7])
    assert result.extended_dominated == ()
    assert result.icer == pytest.approx({"a1": 0.1, "a2": 0.1, "a3": 0.1})
    assert league([0.1, 0.2 + 1e-9, 0.3], [1, 2, 3]).extended_dominated == ("a1",)


@pytest.mark.parametrize(
    ("costs", "effects", "frontier"),
    [
        ([4], [7], ("a0",)),
        ([2, 2, 2], [1, 3, 2], ("a1",)),
        ([2, 1, 3], [5, 5, 5], ("a1",)),
        ([0, 0], [0, 0], ("a0", "a1")),
        ([1, 2], [2, 1], ("a0",)),
    ],
    ids=["alone", "one cost", "one effect", "all zero", "dominated"],
)
def test_no_ratio_where_there_is_one_place(costs, effects, frontier):
    result = league(costs, effects)
    assert result.frontier == frontier
    assert result.icer == {}
    assert not result.ratios.any()


def test_savings_are_negative_costs():
    """The cheapest is the reference, whatever the sign of its cost."""
    assert league([-500, -100, 300], [1, 2, 3]).icer == {"a1": 400, "a2": 400}


def test_other_criteria_are_left_aside_and_names_are_the_table_s():
    table = DecisionTable(
        [[1, 9, 10], [1, 1, 30]],
        ["QALY", Criterion("toxicity", "min"), Criterion("USD", "min")],
        ["old", "new"],
    )
    result = mcda.cost_effectiveness(table, cost="USD", effect="QALY")
    assert result.dominated == ("new",)
    assert result.parameters == {"cost": "USD", "effect": "QALY"}
    assert repr(result).splitlines()[1].split()[:3] == ["alternative", "USD", "QALY"]


def test_net_benefit_changes_hands_at_the_ratios():
    result = league([0, 10, 40, 41], [0, 2, 4, 3])
    assert result.icer == {"a1": 5, "a2": 15}
    benefit = result.net_benefit([4.9, 5, 5.1, 14.9, 15, 15.1])
    assert [benefit.at(i).tied_best for i in range(6)] == [
        ("a0",),
        ("a0", "a1"),
        ("a1",),
        ("a1",),
        ("a1", "a2"),
        ("a2",),
    ]
    assert result.net_benefit(5).scores.tolist() == [0, 0, -20, -26]
    assert result.net_benefit(0).best == "a0"


def test_net_benefit_over_samples_gives_the_chance_of_being_best():
    batch = league([[0, 10], [0, 10], [0, 10], [0, 10]], [[0, 1], [0, 2], [0, 4], [0, -1]])
    prices = np.array([3, 6, 11])
    scores = batch.net_benefit(prices[:, None])
    assert scores.sample_shape == (3, 4)
    best = [uncertainty.choice_probabilities(scores.scores[i])[1] for i in range(3)]
    assert best == [0.25, 0.5, 0.75]


@pytest.mark.parametrize(
    ("price", "message"),
    [
        (-1, "must be at least 0; got -1"),
        (np.nan, "must be finite; got nan"),
        ("dear", "must be numbers; got strings"),
        ([1.0, 2.0, 3.0], r"must broadcast with the samples \(2,\); got \(3,\)"),
        (1e308, None),
    ],
)
def test_a_bad_price_is_refused(price, message):
    with pytest.raises(
        InvalidInputError,
        match=rf"net_benefit\(\): willingness_to_pay {message}" if message else "unit",
    ):
        league([[1, 2], [2, 1]], [[1, 20], [1, 2]]).net_benefit(price)


@pytest.mark.parametrize(
    ("criteria", "asked", "message"),
    [
        (CRITERIA, {"cost": "costs"}, r"unknown criterion 'costs' \(did you mean 'cost'\?\)"),
        (CRITERIA, {"effect": "cost"}, "cost and effect must be two criteria; got 'cost' for both"),
        (
            ["cost", "effect"],
            {},
            (
                r"cost must be a criterion to minimize; 'cost' has goal 'max' \(write"
                r" Criterion\('cost', 'min'\)\)"
            ),
        ),
        (
            [Criterion("cost", "min"), Criterion("effect", "min")],
            {},
            (
                r"effect must be a criterion to maximize; 'effect' has goal 'min' \(of what is"
                r" averted, enter how much"
            ),
        ),
        (
            CRITERIA,
            {"cost": "effect", "effect": "cost"},
            "cost must be .* 'effect' has goal 'max' .*; effect must be",
        ),
    ],
)
def test_criteria_must_have_their_goals(criteria, asked, message):
    table = DecisionTable([[1, 2], [3, 4]], criteria, ["a", "b"])
    with pytest.raises(InvalidInputError, match=rf"cost_effectiveness\(\): {message}"):
        mcda.cost_effectiveness(table, **{"cost": "cost", "effect": "effect"} | asked)


def test_a_ratio_beyond_numbers_is_refused():
    with pytest.raises(
        InvalidInputError, match=r"the incremental ratio of 'a1' is beyond the range of numbers"
    ):
        league([0, 1e300], [0, 1e-300])
    with pytest.raises(
        InvalidInputError, match=r"the incremental ratio of 'a1' of sample \(1,\) is beyond"
    ):
        league([[0, 1], [0, 1e300]], [[0, 1], [0, 1e-300]])
    assert league([-1e300, 0, 1e300], [0, 1, 2]).icer == {"a1": 1e300, "a2": 1e300}


def test_many_alternatives():
    """Ten thousand on a convex curve are all on the frontier, and twice as many above it are
    not."""
    effects = np.linspace(0, 1, 2001)
    result = league(
        np.concatenate([effects**2, effects**2 + 0.01]), np.concatenate([effects, effects])
    )
    assert result.on_frontier[:2001].all()
    assert not result.on_frontier[2001:].any()
    np.testing.assert_allclose(result.ratios[1:2001], effects[1:] + effects[:-1], rtol=1e-9)
