"""Shared nodes stand once: a folded rollback equals that of the tree written out, path by path."""

import pickle

import numpy as np
import pytest

from decision_analysis import utility
from decision_analysis.errors import InvalidInputError, InvalidModelError
from decision_analysis.trees import Chance, Decision, Terminal, risk_profile, rollback, to_arrays
from decision_analysis.trees.arrays._folded_arrays import FoldedArrays


@pytest.fixture
def fold_all(monkeypatch):
    monkeypatch.setattr("decision_analysis.trees.arrays._to_arrays.WORTH_FOLDING", 0)


def shared(seed, *, attributes=None, samples=None):
    """Return a random tree whose nodes are drawn from a few of each height, so that most are
    shared."""
    rng = np.random.default_rng(seed)

    def number():
        return (
            rng.integers(-3, 4, size=samples).astype(float)
            if samples
            else float(rng.integers(-3, 4))
        )

    def amount():
        return {a: number() for a in attributes} if attributes else number()

    pool = [Terminal(amount()) for _ in range(3)]
    for height in range(1, 5):
        fresh = []
        for k in range(2):
            below = [pool[i] for i in rng.integers(0, len(pool), size=rng.integers(1, 4))]
            paid = amount() if rng.random() < 0.5 else None
            if rng.random() < 0.5:
                fresh.append(
                    Decision(f"d{height}{k}", {f"o{i}": node for i, node in enumerate(below)}, paid)
                )
            else:
                p = rng.dirichlet(np.ones(len(below)), size=samples).T
                fresh.append(
                    Chance(
                        f"c{height}", {f"s{i}": (p[i], node) for i, node in enumerate(below)}, paid
                    )
                )
        pool = pool[-4:] + fresh
    return Decision("root", {"a": pool[-1], "b": pool[-2], "again": pool[-1]})


OPTIONS = [
    {},
    {"goal": "min"},
    {"utility": utility.exponential(3.0)},
    {"utility": utility.exponential(3.0), "goal": "min"},
    {"utility": utility.linear()},
]


@pytest.mark.parametrize("options", OPTIONS)
@pytest.mark.parametrize("samples", [None, 4])
def test_every_path_reads_as_in_the_tree_written_out(fold_all, options, samples):
    folded_ones = 0
    for seed in range(12):
        tree = shared(seed, samples=samples)
        folded, whole = rollback(tree, **options), rollback(to_arrays(tree), **options)
        folded_ones += isinstance(folded.tree, FoldedArrays)
        for name in ("values", "certainty_equivalents", "to_go", "to_date", "choices"):
            mine, expected = getattr(folded, name), getattr(whole, name)
            assert list(mine) == list(expected)
            assert len(mine) == len(expected)
            np.testing.assert_allclose(
                [mine[path] for path in mine], list(expected.values()), atol=1e-12
            )
        if samples is None:
            assert dict(folded.policy) == dict(whole.policy)
            assert dict(folded.ties) == dict(whole.ties)
            assert len(folded.ties) == len(whole.ties)
            assert folded.strategy.label == whole.strategy.label
        assert folded.written_out().tree.labels == whole.tree.labels
        np.testing.assert_allclose(
            folded.written_out().node_expected, whole.node_expected, atol=1e-12
        )
        assert folded.tree.size == tree.size == len(whole.tree)
    assert folded_ones > 4


def test_what_needs_whole_paths_is_written_out(fold_all):
    for seed in range(30):
        tree = shared(seed)
        for options in (
            {"utility": utility.logarithmic(100)},
            {"policy": dict(rollback(tree).policy)},
        ):
            result = rollback(tree, **options)
            assert not isinstance(result.tree, FoldedArrays)
            assert result.certainty_equivalent == pytest.approx(
                rollback(to_arrays(tree), **options).certainty_equivalent
            )


def test_attributes_are_rolled_back_folded_and_totals_written_out(fold_all):
    folded_ones = 0
    for seed in range(20):
        tree = shared(seed, attributes=("cost", "time"))
        result = rollback(tree, attribute={"cost": -1.0, "time": 0.5})
        folded_ones += isinstance(result.tree, FoldedArrays)
        by_totals = rollback(tree, attribute=lambda t: 0.5 * t["time"] - t["cost"])
        assert result.value == pytest.approx(by_totals.value, abs=1e-12)
    assert folded_ones > 5


def lattice(steps):
    """Return an option to stop or go on in a recombining random walk."""
    row = [Terminal(float(i)) for i in range(steps + 1)]
    for t in range(steps - 1, -1, -1):
        row = [
            Decision(
                f"day {t}",
                {
                    "go": Chance(
                        "move", {"up": (0.5, row[i + 1]), "down": (0.5, row[i])}, payoff=-0.1
                    ),
                    "stop": float(i),
                },
            )
            for i in range(t + 1)
        ]
    return row[0]


@pytest.mark.slow
def test_ten_to_the_forty_fifth_nodes_take_no_time():
    tree = lattice(150)
    result = rollback(tree)
    assert result.tree.size == tree.size > 10**45
    assert len(result.tree) < 50_000
    values = np.arange(151.0)
    for t in range(149, -1, -1):
        values = np.maximum((values[1:] + values[:-1]) / 2 - 0.1, np.arange(t + 1.0))
    assert result.value == pytest.approx(values[0], abs=1e-9)
    path = ("go", "up") * 40
    assert result.policy[path] in ("go", "stop")
    assert result.to_date[path] == pytest.approx(-4.0)
    assert result.policy.__len__() > 10**40
    assert repr(result).startswith("rollback: value")
    assert "standing for" in repr(result.tree)
    assert repr(result.policy).startswith("{(): 'go'")


def test_what_cannot_be_folded_says_so():
    tree = lattice(60)
    with pytest.raises(InvalidModelError, match="10,000,000 nodes; got about 10"):
        risk_profile(tree)
    with pytest.raises(InvalidModelError, match="linear or exponential"):
        rollback(tree, utility=utility.logarithmic(100))
    with pytest.raises(InvalidModelError, match="10,000,000 nodes"):
        _ = rollback(tree).strategy


def test_the_path_that_lacks_an_attribute_is_named_whichever_leads_to_a_shared_node(fold_all):
    end = Terminal({"time": 1})
    stay = Decision("stay", {"x": end, "y": end})
    tree = Decision(
        "go",
        {
            "paid": Chance("c", {"p": (0.5, stay), "q": (0.5, stay)}, payoff={"cost": 3}),
            "free": Chance("f", {"r": (1.0, stay)}),
            "also paid": Decision("e", {"z": stay}, payoff={"cost": 1}),
        },
    )
    with pytest.raises(InvalidModelError) as folded:
        rollback(tree, attribute="cost")
    assert (
        "'cost' must be on some node of every path (write 0); the path that ends at 'free > r > "
        in str(folded.value)
    )
    assert "'paid" not in str(folded.value).replace("'also paid", "")


def test_a_folded_result_can_be_pickled(fold_all):
    result = rollback(shared(3))
    again = pickle.loads(pickle.dumps(result))
    assert dict(again.policy) == dict(result.policy)
    assert repr(again) == repr(result)


def test_the_table_shows_paths_that_the_policy_takes(fold_all):
    rows = 0
    for seed in range(60):
        tree = shared(seed)
        folded, whole = rollback(tree), rollback(to_arrays(tree))
        taken = {(" > ".join(path), option) for path, option in whole.strategy.items()}
        for state, _, option, *numbers in folded._rows()[1]:
            assert (state, option) in taken
            assert numbers[-1] == pytest.approx(
                whole.values[tuple(state.split(" > ")) if state else ()]
            )
            rows += isinstance(folded.tree, FoldedArrays)
    assert rows > 60


def test_payoffs_that_overflow_on_any_path_to_a_shared_node_are_refused(fold_all):
    end = Decision("end", {"x": 1.7e308, "y": 0.0})
    small = {f"small {i}": (0.25, end) for i in range(3)}

    def tree(paid):
        return Chance("c", {**small, "large": (0.25, Decision("d", {"go": end}, payoff=paid))})

    assert isinstance(rollback(tree(1.0)).tree, FoldedArrays)
    with pytest.raises(InvalidInputError, match=r"add up to at most .* not so at 'large > go > x'"):
        rollback(tree(1.7e308))
