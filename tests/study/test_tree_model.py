"""A study's tree that is read once gives what its nodes give, at every call and for any numbers."""

import copy
import pickle

import numpy as np
import pytest

from decision_analysis import Criterion, trees
from decision_analysis import study as studies
from decision_analysis.errors import DecisionAnalysisError
from decision_analysis.study.model import _study_tree, _tree_model
from decision_analysis.study.model._strategies_table import strategies_table
from decision_analysis.study.model._tree_entries import mappings, merged
from decision_analysis.study.model._tree_model import TreeModel
from decision_analysis.study.model._tree_of_data import tree_of_data

CRITERIA = [Criterion("cost", "min"), Criterion("gain")]
CHANCES, AMOUNTS = ("p", "q", "r"), ("x", "y", "delay_cost")
EXPRESSIONS = ("x", "y", "-0.5 * delay_cost", "x * y - 3", " x", "2", 4, -1.5)


def random_data(rng, depth=4):
    """Return a tree whose numbers are expressions, with pieces that stand in several places."""
    pieces = []

    def payoff():
        return {c.name: EXPRESSIONS[rng.integers(len(EXPRESSIONS))] for c in CRITERIA}

    def grown(depth):
        if pieces and rng.random() < 0.3:
            return pieces[rng.integers(len(pieces))]
        if depth == 0 or rng.random() < 0.15:
            found = {"terminal": payoff()} if rng.random() < 0.7 else payoff()
        else:
            labels = [f"way {i}" for i in range(rng.integers(1, 4))]
            name = f"node {rng.integers(3)}"
            if rng.random() < 0.4:
                found = {"decision": name, "options": {w: grown(depth - 1) for w in labels}}
            else:
                chances = [["rest"], ["p", "1 - p"], ["q / 2", "rest", "r / 2"]][len(labels) - 1]
                branches = [{"probability": c, "then": grown(depth - 1)} for c in chances]
                found = {"chance": name, "outcomes": dict(zip(labels, branches, strict=True))}
            if rng.random() < 0.5:
                found["payoff"] = payoff()
        pieces.append(found)
        return found

    return {"decision": "first", "options": {"a": grown(depth), "b": grown(depth)}}


def random_values(rng, shapes=((), (1,), (7,), (3, 1), (3, 7))):
    """Return values of all names, with samples that broadcast together."""
    drawn = {n: rng.random(shapes[rng.integers(len(shapes))]) for n in CHANCES}
    drawn |= {n: rng.normal(size=shapes[rng.integers(len(shapes))]) for n in AMOUNTS}
    return {n: value if np.ndim(value) else float(value) for n, value in drawn.items()}


@pytest.mark.parametrize("seed", range(25))
def test_every_call_equals_the_nodes(seed, monkeypatch):
    rng = np.random.default_rng(seed)
    while True:
        data = random_data(rng)
        flat = trees.to_arrays(tree_of_data(data, random_values(rng, [()])))
        if 2 < len(trees.strategies(flat)) < 100:
            break
    model = TreeModel(data, CRITERIA)
    # pieces of 4 samples, of which the last is shorter
    monkeypatch.setattr(_study_tree, "TREE_BLOCK", 4 * 3 * flat.size)
    for _ in range(4):
        values = random_values(rng)
        flat = trees.to_arrays(tree_of_data(data, values))
        found = model.arrays(values)
        assert found.sample_shape == flat.sample_shape
        assert (found.labels, found.names) == (flat.labels, flat.names)
        np.testing.assert_allclose(found.probability, flat.probability, rtol=0, atol=1e-15)
        assert found.attributes == flat.attributes
        for name in flat.attributes:
            np.testing.assert_array_equal(found.payoff[name], flat.payoff[name])
        for statistic in ("mean", {"cost": "std"}, ("probability_above", 0.5)):
            table = model.strategies(values, statistic)
            expected = strategies_table(flat, CRITERIA, statistic)
            assert table.alternatives == expected.alternatives
            assert table.criteria == expected.criteria
            assert table.values.shape == expected.values.shape
            np.testing.assert_allclose(table.values, expected.values, rtol=1e-12, atol=1e-12)


@pytest.fixture
def built(monkeypatch):
    """Return the list of calls that build nodes."""
    calls = []

    def counted(data, values):
        calls.append(values)
        return tree_of_data(data, values)

    monkeypatch.setattr(_tree_model, "tree_of_data", counted)
    return calls


def test_nodes_are_built_once(document, built):
    study = studies.from_dict(document)
    study.strategies()
    study.strategies(study.parameters.sample(64, rng=0))
    study.chances_above({"taste": 50})
    assert len(built) == 1
    study.tree()
    assert len(built) == 2


def test_data_that_are_changed_are_read_again(document, built):
    study = studies.from_dict(document)
    before = study.strategies().values
    study.tree_data["options"]["home"]["terminal"]["taste"] = 90
    np.testing.assert_allclose(study.strategies().values, np.add(before, [[50, 0], [0, 0]]))
    study.tree_data["options"]["order"] = {"terminal": {"taste": 1, "price": 2}}
    assert study.strategies().alternatives == ("home", "out", "order")
    assert len(built) == 3


@pytest.mark.parametrize(
    "change",
    [
        {"p_open": 1.5},
        {"p_open": np.array([0.5, 1.5])},
        {"walk": np.nan},
        {"walk": np.zeros(2), "p_open": np.full(3, 0.5)},
        {"walk": "far"},
        {"walk": np.zeros((1,) * 25)},
        {"walk": None},
        {"walk": np.zeros(0)},
    ],
)
def test_what_is_wrong_is_said_as_of_the_nodes(document, change):
    study = studies.from_dict(document)
    known = study.values()
    model = study._tree_model
    model.strategies(known)
    values = known | change
    if "p_open" in change:
        # the second outcome does not follow
        values["p_shut"] = 0.2
    with pytest.raises(DecisionAnalysisError) as expected:
        strategies_table(tree_of_data(study.tree_data, values), study.criteria)
    for ask in (model.strategies, model.arrays):
        with pytest.raises(type(expected.value)) as got:
            ask(values)
        assert str(got.value) == str(expected.value)
    # and it goes on as before
    np.testing.assert_array_equal(model.strategies(known).values, study.strategies().values)


def test_a_first_call_that_fails_leaves_nothing_behind(document):
    study = studies.from_dict(document)
    model = TreeModel(study.tree_data, study.criteria)
    with pytest.raises(DecisionAnalysisError, match="'kitchen'"):
        model.strategies(study.values() | {"p_shut": 0.9})
    np.testing.assert_array_equal(
        model.strategies(study.values()).values, study.strategies().values
    )


def test_names_that_expressions_use(document):
    tree = document["tree"]
    assert TreeModel(tree, []).names == ("p_open", "p_shut", "walk")
    tree["options"]["again"] = tree["options"]["out"]
    tree["options"]["bare"] = "2 * walk + other"
    assert TreeModel(tree, []).names == ("p_open", "p_shut", "walk", "other")
    tree["options"]["bare"] = "2 * * 3"
    assert TreeModel(tree, []).names == ("p_open", "p_shut", "walk")


def test_a_name_is_not_mistaken_for_an_expression():
    data = {"decision": "d", "options": {"a": {"gain": "x-1"}, "b": {"gain": "x"}}}
    model = TreeModel(data, [Criterion("gain")])
    for x in (3.0, 5.0):
        found = model.strategies({"x": x, "x-1": 100.0})
        assert found.values.tolist() == [[x - 1], [x]]


def test_strategies_that_few_words_do_not_tell_apart():
    """An outcome of one name is seen after two others: the paths are written out."""
    choice = {"decision": "act", "options": {"go": {"gain": 1}, "stop": {"gain": 2}}}
    seen = {
        "chance": "second",
        "outcomes": {
            "wet": {"probability": 0.5, "then": choice},
            "dry": {"probability": 0.5, "then": {"gain": "x"}},
        },
    }
    data = {
        "chance": "first",
        "outcomes": {way: {"probability": 0.5, "then": seen} for way in ("left", "right")},
    }
    table = TreeModel(data, [Criterion("gain")]).strategies({"x": 0.0})
    assert table.alternatives == (
        "go",
        "act[left > wet]=go, act[right > wet]=stop",
        "act[left > wet]=stop, act[right > wet]=go",
        "stop",
    )
    assert table.values[:, 0].tolist() == [0.5, 0.75, 0.75, 1]


def test_bare_numbers():
    data = {
        "chance": "c",
        "outcomes": {
            "a": {"probability": "p", "then": "x"},
            "b": {"probability": "rest", "then": {"decision": "d", "options": {"u": 1, "v": 2}}},
        },
    }
    model = TreeModel(data, [Criterion("money")])
    for p in (0.25, np.array([0.5, 1.0])):
        table = model.strategies({"p": p, "x": 8.0})
        assert table.alternatives == ("u", "v")
        expected = np.stack([8 * np.asarray(p) + (1 - np.asarray(p)) * n for n in (1, 2)], -1)
        np.testing.assert_allclose(table.values[..., 0], expected)


def test_a_tree_may_be_a_number():
    model = TreeModel("2 * x", [Criterion("money")])
    for x in (1.0, np.array([3.0, 4.0])):
        table = model.strategies({"x": x})
        assert table.alternatives == ("no decision",)
        np.testing.assert_array_equal(table.values[..., 0, 0], 2 * np.asarray(x))


def test_equal_pieces_are_computed_once():
    end = {"terminal": {"gain": "x"}}
    for i in range(10):
        branches = {
            way: {"probability": p, "then": copy.deepcopy(end)}
            for way, p in (("a", "p"), ("b", "rest"))
        }
        end = {"chance": f"c{i}", "outcomes": branches}
    again = merged(end)
    assert again == end
    # ten chance nodes with their outcomes and two branches, and the end
    assert len(mappings(again)) == 10 * 4 + 2
    assert len(mappings(end)) > 2**11
    model = TreeModel(end, [Criterion("gain")])
    np.testing.assert_allclose(model.strategies({"x": 3.0, "p": 0.3}).values, [[3]])


def test_pieces_that_only_look_alike_stay_apart():
    data = {"a": {"x": 1}, "b": {"x": True}, "c": {"x": "1"}, "d": {"x": 1.0}, "e": {"x": 1}}
    again = merged(data)
    assert again["a"] is again["e"]
    assert len({id(again[key]) for key in "abcd"}) == 4
    assert list(map(type, (again[key]["x"] for key in "abcd"))) == [int, bool, str, float]


@pytest.mark.parametrize(
    "duplicate",
    [lambda s: pickle.loads(pickle.dumps(s)), copy.copy, copy.deepcopy],
    ids=["pickle", "copy", "deepcopy"],
)
def test_copies_of_a_study_that_was_asked(document, duplicate):
    study = studies.from_dict(document)
    fresh = studies.from_dict(document)
    table = study.strategies()
    again = duplicate(study)
    assert again.strategies().equals(table)
    assert study.equals(fresh)
    # what was read is no part of what is written
    assert pickle.dumps(study._tree_model) == pickle.dumps(
        TreeModel(study.tree_data, study.criteria)
    )


def test_rounding_of_expectations_is_no_scale():
    """0.1 + 0.2 and 0.3 are one balance, however much it weighs: the effect decides."""
    outcomes = [
        {"probability": p, "then": {"terminal": {"balance": x, "effect": 2}}}
        for p, x in ((0.1, 1), (0.2, 1), ("rest", 0))
    ]
    risky = {"chance": "c", "outcomes": dict(zip("xyz", outcomes, strict=True))}
    data = {
        "kind": "study",
        "title": "Rounding",
        "criteria": ["balance", "effect"],
        "tree": {
            "decision": "d",
            "options": {"risky": risky, "safe": {"terminal": {"balance": 0.3, "effect": 3}}},
        },
        "stakeholders": {"me": {"weights": {"balance": 3, "effect": 1}}},
    }
    study = studies.from_dict(data)
    assert study.ranges == {"balance": (0.3, 1.3), "effect": (2, 3)}
    best = studies.analyze(study).results["joined: weighted value"].best
    assert best == "safe"
