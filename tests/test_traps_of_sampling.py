"""Inputs on which other libraries go wrong, of sampling and trees: each test asserts the right
answer."""

import numpy as np
import pytest

from decision_analysis import (
    Criterion,
    DecisionTable,
    Parameter,
    Parameters,
    beliefs,
    io,
    mcda,
    uncertainty,
    voi,
    weights,
)
from decision_analysis.errors import InvalidModelError
from decision_analysis.trees import (
    REST,
    Chance,
    Decision,
    Terminal,
    consequences,
    from_dict,
    rollback,
)
from decision_analysis.uncertainty import WeightSpace

GOALS = [Criterion("c1"), Criterion("c2"), Criterion("c3"), Criterion("c4", "min")]
P0 = DecisionTable(
    [[8, 7, 2, 1], [5, 3, 7, 5], [7, 5, 6, 4], [9, 9, 7, 3], [11, 10, 3, 7], [6, 9, 5, 4]],
    GOALS,
    ["a1", "a2", "a3", "a4", "a5", "a6"],
)

# Random numbers

UNCERTAIN = Parameters([Parameter("x", 1, low=0, high=3), Parameter("y", 2, low=1, high=4)])


def model(samples):
    x, y = samples["x"], samples["y"]
    return DecisionTable(np.stack([x * y, x + y], axis=-1)[..., None, :], ["c1", "c2"], ["a"])


def drawn(seed):
    """Return random answers of everything that draws, with one seed."""
    box = (
        WeightSpace([f"c{i}" for i in range(5)])
        .order("c0 > c1")
        .bounds("c2", 0.1, 0.3)
        .ratio("c3", "c4", 0.9, 1.1)
    )
    samples = UNCERTAIN.sample(200, rng=seed)
    return [
        *(
            UNCERTAIN.sample(64, rng=seed, design=design)["x"]
            for design in ("sobol", "lhs", "random")
        ),
        UNCERTAIN.sample(64, rng=seed, correlation={("x", "y"): 0.5})["y"],
        box.sample(64, rng=seed),
        uncertainty.simulate(model, UNCERTAIN, n_samples=64, rng=seed).table.values,
        uncertainty.smaa(P0, mcda.topsis, n_samples=64, rng=seed).rank_acceptability,
        np.array(voi.evppi(np.column_stack([samples["x"], samples["y"]]), samples, "x").value),
    ]


def test_the_global_generator_is_neither_used_nor_seeded():
    np.random.seed(20)  # noqa: NPY002
    before = np.random.get_state()[1:]  # noqa: NPY002
    first = drawn(0)
    after = np.random.get_state()[1:]  # noqa: NPY002
    assert all(np.array_equal(one, other) for one, other in zip(before, after, strict=True))
    np.random.seed(21)  # noqa: NPY002
    assert all(np.array_equal(one, other) for one, other in zip(first, drawn(0), strict=True))


def test_zero_is_a_seed_like_another():
    for zero, one in zip(drawn(0), drawn(1), strict=True):
        assert not np.array_equal(zero, one)


@pytest.mark.filterwarnings("ignore::decision_analysis.errors.DegenerateDataWarning")
def test_acceptabilities_of_twins_sum_to_1():
    twins = DecisionTable([[1, 2], [1, 2], [3, 1]], ["c1", "c2"], ["a", "twin", "b"])
    for method in (mcda.vikor, mcda.topsis):
        result = uncertainty.smaa(twins, method, n_samples=1000, rng=0)
        np.testing.assert_allclose(result.rank_acceptability.sum(axis=0), 1)
        np.testing.assert_allclose(result.rank_acceptability.sum(axis=1), 1)
        assert np.array_equal(result.rank_acceptability[0], result.rank_acceptability[1])


def test_ten_ordered_weights_have_their_centroid():
    # 5 standard errors: false alarm below 1e-5
    names = [f"c{i}" for i in range(10)]
    draws = WeightSpace(names).order(" > ".join(names)).sample(20_000, rng=3)
    error = draws.std(axis=0) / np.sqrt(len(draws))
    assert (np.abs(draws.mean(axis=0) - weights.rank_order_centroid(10).weights) / error).max() < 5


def test_sobol_parameters_of_one_sample_are_uncorrelated_over_seeds():
    # Paired scrambled sets have correlations with a standard deviation of .77 over seeds
    found = []
    for seed in range(20):
        samples = UNCERTAIN.sample(256, rng=seed)
        found.append(np.corrcoef(samples["x"], samples["y"])[0, 1])
    assert np.abs(found).max() < 0.05


def test_answers_do_not_depend_on_workers_or_batch():
    alone = uncertainty.smaa(P0, mcda.topsis, n_samples=20_000, rng=5)
    many = uncertainty.smaa(P0, mcda.topsis, n_samples=20_000, rng=5, workers=3, batch=8192)
    assert np.array_equal(alone.rank_acceptability, many.rank_acceptability)
    assert np.array_equal(alone.central_weights, many.central_weights, equal_nan=True)


def test_evppi_lies_between_0_and_evpi():
    rng = np.random.default_rng(6)
    x, y = rng.normal(size=(2, 4000))
    values = np.column_stack([x * y, np.zeros(4000), 0.2 * x])
    evpi = voi.evpi(values).value
    for name in ("x", "y"):
        assert 0 <= voi.evppi(values, {"x": x, "y": y}, name).value <= evpi


def test_thompson_lumber_with_exact_posteriors():
    # Books round the posteriors to .78 and .27 and print 19.2
    survey = beliefs.update(
        {"good": 0.5, "bad": 0.5},
        {"good": {"positive": 0.7, "negative": 0.3}, "bad": {"positive": 0.2, "negative": 0.8}},
    )
    payoffs = {"large": (200, -180), "small": (100, -20), "none": (0, 0)}

    def market(p):
        outcomes = {
            k: Chance("market", {"good": (p, a), "bad": (REST, b)}) for k, (a, b) in payoffs.items()
        }
        return Decision("plant", outcomes)

    informed = Chance(
        "survey", {k: (p, market(survey.posterior[k]["good"])) for k, p in survey.signals.items()}
    )
    assert rollback(informed).value - rollback(market(0.5)).value == pytest.approx(19.0)


# Trees


@pytest.mark.parametrize(
    ("probabilities", "message"),
    [
        ((0.5, 0.55), r"must sum to 1; got 1\.05 \('dry' 0\.5, 'wet' 0\.55\)"),
        ((0.6, 0.6), r"must sum to 1; got 1\.2 "),
        ((0.5, 0.4), r"must sum to 1; got 0\.9 "),
        ((-0.5, 1.5), "probability of 'dry' must not be negative; got -0.5"),
        ((np.nan, 0.5), "probability of 'dry' must be finite; got nan"),
    ],
)
def test_probabilities_that_are_none_are_refused(probabilities, message):
    dry, wet = probabilities
    with pytest.raises(InvalidModelError, match=message):
        rollback(
            Decision(
                "drill", {"yes": Chance("oil", {"dry": (dry, -70), "wet": (wet, 50)}), "no": 0}
            )
        )


def test_payoffs_that_are_none_are_refused():
    for payoff, message in (
        (np.nan, "finite"),
        (np.inf, "finite"),
        (None, "missing"),
        ("100", "a number"),
    ):
        with pytest.raises(InvalidModelError, match=f"payoff .*{message}"):
            Decision("d", {"a": Terminal(payoff), "b": 0})


def test_a_decision_without_options_is_refused():
    with pytest.raises(InvalidModelError, match="must have at least one option"):
        Decision("d", {})
    with pytest.raises(InvalidModelError, match="must have at least one option"):
        from_dict({"decision": "d", "options": {}})


def test_labels_repeat_on_several_nodes_but_not_on_one(tmp_path):
    coin = Chance("coin", {"heads": (0.5, 1), "tails": (0.5, 0)})
    tree = Chance(
        "first", {"heads": (0.5, Decision("go", {"on": coin, "off": 0.4})), "tails": (0.5, coin)}
    )
    assert rollback(tree).value == 0.5
    path = tmp_path / "tree.json"
    path.write_text(
        '{"format": 1, "kind": "tree", "tree": {"decision": "d", "options": {"a": 1, "a": 2}}}'
    )
    with pytest.raises(InvalidModelError, match="key 'a' is given twice"):
        io.load(path)


def test_a_tree_three_thousand_deep():
    node = Terminal(1.0)
    for i in range(3_000):
        node = (
            Decision("go", {"on": node, "off": 0})
            if i % 2
            else Chance("luck", {"on": (0.9999, node), "end": (REST, 0)})
        )
    assert rollback(node).value == pytest.approx(0.9999**1500)


def test_the_mean_of_sampled_rollbacks_is_not_the_value_of_a_plan():
    gain = np.random.default_rng(7).normal(size=2000)
    gain -= gain.mean()
    tree = Decision("go", {"yes": gain, "no": 0.0})
    assert rollback(tree).value.mean() == pytest.approx(np.maximum(gain, 0).mean())
    for policy in ("yes", "no"):
        assert rollback(tree, policy={(): policy}).value.mean() == pytest.approx(0, abs=1e-12)
    assert consequences(tree, "gain").values[..., 0].mean(axis=0) == pytest.approx(
        [0, 0], abs=1e-12
    )
