"""Nodes: what may be written, what is refused and how, immutability, depth."""

import copy
import pickle
import sys

import numpy as np
import pytest

from decision_analysis.errors import InvalidModelError
from decision_analysis.trees import (
    REST,
    Chance,
    Decision,
    Node,
    Terminal,
    clairvoyance,
    consequences,
    efficient_strategies,
    risk_profile,
    rollback,
    score_strategies,
    stability,
    strategies,
    to_dict,
)


def chain(depth, payoff=1.0):
    """Alternate decisions and chance nodes, so many deep."""
    node = Terminal(payoff)
    for i in range(depth):
        node = (
            Decision("d", {"on": node})
            if i % 2
            else Chance("c", {"on": (0.5, node), "stop": (REST, 0)})
        )
    return node


def test_numbers_and_mappings_stand_for_terminals():
    tree = Decision("d", {"a": 1, "b": np.float64(2), "c": np.arange(3), "d": Terminal(4)})
    assert all(isinstance(node, Terminal) for node in tree.options.values())
    assert [np.mean(node.payoff) for node in tree.options.values()] == [1, 2, 1, 4]
    assert dict(Decision("d", {"a": {"cost": 3, "QALY": 1}}).options["a"].payoff) == {
        "cost": 3.0,
        "QALY": 1.0,
    }


def test_rest_is_what_the_others_leave():
    node = Chance("c", {"a": (0.5, 1), "b": (REST, 2), "c": (0.2, 3)})
    assert node.outcomes["b"][0] is REST
    assert node.probabilities["b"] == pytest.approx(0.3)
    sampled = Chance("c", {"a": (np.array([0.2, 0.4]), 1), "b": (REST, 2)})
    np.testing.assert_allclose(sampled.probabilities["b"], [0.8, 0.6])
    assert repr(REST) == "REST"
    assert pickle.loads(pickle.dumps(REST)) is REST
    assert copy.deepcopy(REST) is REST
    assert (
        Chance(
            "c", {"a": (1 / 3, 0), "b": (1 / 3, 0), "c": (1 / 3, 0), "d": (REST, 0)}
        ).probabilities["d"]
        >= 0
    )


@pytest.mark.parametrize(
    ("outcomes", "message"),
    [
        (
            {"dry": (0.5, 1), "wet": (0.4, 2)},
            r"probabilities must sum to 1; got 0.9 \('dry' 0.5, 'wet' 0.4\)",
        ),
        ({"dry": (0.7, 1), "wet": (0.5, 2)}, r"must sum to 1; got 1.2"),
        (
            {"dry": (1.05, 1), "wet": (REST, 2)},
            r"beside REST must not exceed 1 in sum; got 1.05 \('dry' 1.05\)",
        ),
        ({"dry": (1e308, 1), "wet": (1e308, 2)}, r"must sum to 1; got inf"),
        (
            {"dry": (1e308, 1), "wet": (1e308, 2), "x": (REST, 3)},
            r"must not exceed 1 in sum; got inf",
        ),
        (
            {"dry": (-0.5, 1), "wet": (1.5, 2)},
            r"probability of 'dry' must not be negative; got -0.5",
        ),
        (
            {"dry": (-0.5, 1), "wet": (REST, 2)},
            r"probability of 'dry' must not be negative; got -0.5",
        ),
        ({"dry": (np.nan, 1), "wet": (REST, 2)}, r"probability of 'dry' must be finite; got nan"),
        (
            {"dry": ("0.5", 1), "wet": (0.5, 2)},
            r"probability of 'dry' must be a number or an array of samples; got '0.5'",
        ),
        ({"dry": (True, 1)}, r"probability of 'dry' must be a number"),
        (
            {"dry": (REST, 1), "wet": (REST, 2)},
            r"only one probability may be REST; got it for \['dry', 'wet'\]",
        ),
        ({"dry": (None, 1)}, r"probability of 'dry' must be a number"),
        ({"dry": 0.5}, r"outcome 'dry' must be a pair \(probability, node\); got 0.5"),
        (
            {"dry": (1.0, None)},
            r"outcome 'dry': must be a node, a number or \{attribute: number\}; got None",
        ),
        (
            {"dry": (1.0, "x")},
            r"outcome 'dry': must be a node, a number or \{attribute: number\}; got 'x'",
        ),
        ({"dry": (1.0, np.inf)}, r"outcome 'dry': payoff must be finite; got inf"),
        (
            {"dry": (1.0, {"cost": np.nan})},
            r"outcome 'dry': payoff of 'cost' must be finite; got nan",
        ),
        ({"dry": (1.0, {})}, r"outcome 'dry': payoff must name at least one attribute"),
        (
            {"dry": (1.0, {3: 1})},
            r"outcome 'dry': payoff must name its attributes by non-empty strings; got 3",
        ),
        ({"": (1.0, 1)}, r"outcome labels must be non-empty strings; got ''"),
        ({3: (1.0, 1)}, r"outcome labels must be non-empty strings; got 3"),
        ({}, r"must have at least one outcome; got none"),
        (
            [("dry", 1.0, 1)],
            r"outcomes must be a mapping \{outcome: \(probability, node\)\}; got list",
        ),
        (
            {"dry": (np.array([0.5, 0.6]), 1), "wet": (np.array([0.5, 0.5]), 2)},
            r"must sum to 1; got 1.1",
        ),
        (
            {"dry": (np.array([0.5, 1.2]), 1), "wet": (REST, 2)},
            r"must not exceed 1 in sum; got 1.2",
        ),
        (
            {"dry": (np.array([0.5, -0.1]), 1), "wet": (REST, 2)},
            r"'dry' must not be negative; got -0.1",
        ),
        (
            {"dry": (np.ones(3) / 2, 1), "wet": (np.ones(2) / 2, 2)},
            r"probabilities must broadcast together; .*\(3,\)",
        ),
        (
            {"dry": (np.array([0.5, np.nan]), 1), "wet": (REST, 2)},
            r"probability of 'dry': samples must be finite; got nan",
        ),
        (
            {"dry": (np.empty(0), 1), "wet": (REST, 2)},
            r"probability of 'dry' must hold at least one sample",
        ),
    ],
)
def test_a_chance_node_refuses(outcomes, message):
    with pytest.raises(InvalidModelError, match="chance 'oil': 1 problem") as error:
        Chance("oil", outcomes)
    with pytest.raises(InvalidModelError, match=message):
        raise error.value


def test_printed_and_single_precision_probabilities_are_rescaled_where_that_is_asked():
    thirds = dict.fromkeys("abc", (0.33, 3))
    with pytest.raises(
        InvalidModelError, match=r"sum to 1; got 0\.99 .*; rescale=True divides them by their sum"
    ):
        Chance("c", thirds)
    assert Chance("c", thirds, rescale=True).probabilities["a"] == pytest.approx(1 / 3, rel=1e-15)
    single = dict(zip("abc", ((p, 1) for p in np.array([0.1, 0.2, 0.7], np.float32)), strict=True))
    with pytest.raises(InvalidModelError, match=r"single \(float32\) precision; rescale=True"):
        Chance("c", single)
    assert sum(Chance("c", single, rescale=True).probabilities.values()) == pytest.approx(
        1, abs=1e-15
    )
    sampled = Chance("c", {"a": (np.array([0.5, 0.5, 0.49]), 1), "b": (0.5, 2)}, rescale=True)
    np.testing.assert_allclose(sampled.probabilities["a"], [0.5, 0.5, 49 / 99], rtol=1e-15)
    np.testing.assert_allclose(sampled.probabilities["b"], [0.5, 0.5, 50 / 99], rtol=1e-15)


def test_rescaling_leaves_alone_what_is_right_and_refuses_what_is_far_off():
    exact = {"a": (0.1, 1), "b": (0.2, 2), "c": (0.7, 3)}
    assert Chance("c", exact, rescale=True).probabilities == Chance("c", exact).probabilities
    with pytest.raises(
        InvalidModelError,
        match=r"got 0\.9 \('a' 0\.4, 'b' 0\.5\); rescale=True is for sums within 0\.02",
    ):
        Chance("c", {"a": (0.4, 1), "b": (0.5, 2)}, rescale=True)
    with pytest.raises(InvalidModelError, match=r"got 0\.9 \('a' 0\.4, 'b' 0\.5\)$"):
        Chance("c", {"a": (0.4, 1), "b": (0.5, 2)})
    with pytest.raises(InvalidModelError, match="rescale must be True or False; got 'yes'"):
        Chance("c", exact, rescale="yes")


def test_beside_rest_only_a_sum_above_one_is_rescaled():
    assert (
        Chance("c", {"a": (0.33, 1), "b": (REST, 2)}, rescale=True).probabilities["b"] == 1 - 0.33
    )
    over = {"a": (0.34, 1), "b": (0.67, 2), "c": (REST, 3)}
    with pytest.raises(
        InvalidModelError, match=r"in sum; got 1\.01 \('a' 0\.34, 'b' 0\.67\); rescale=True"
    ):
        Chance("c", over)
    assert list(Chance("c", over, rescale=True).probabilities.values()) == [
        0.34 / 1.01,
        0.67 / 1.01,
        0,
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("d", {}), r"decision 'd': 1 problem\(s\)\n  - must have at least one option; got none"),
        (("d", ["a"]), r"options must be a mapping \{option: node\}; got list"),
        (("d", None), r"options must be a mapping \{option: node\}; got NoneType"),
        (("", {"a": 1}), r"name must be a non-empty string; got ''"),
        ((7, {"a": 1}), r"decision 7: 1 problem"),
        (
            ("d", {"a": None}),
            r"option 'a': must be a node, a number or \{attribute: number\}; got None",
        ),
        (("d", {"a": "REST"}), r"option 'a': must be a node"),
        (("d", {"a": [1, 2]}), r"option 'a': must be a node"),
        (("d", {"a": True}), r"option 'a': must be a node"),
        (
            ("d", {"a": REST}),
            r"option 'a': must be a node, a number or {attribute: number}; got REST",
        ),
        (
            ("d", {"a": np.array(["x"])}),
            r"option 'a': payoff: samples must be numbers; got strings",
        ),
        (("d", {"": 1}), r"option labels must be non-empty strings"),
        (("d", {"a": 1}, "x"), r"payoff must be a number or an array of samples; got 'x'"),
        (("d", {"a": 1}, np.nan), r"payoff must be finite; got nan"),
        (
            ("d", {"a": 1}, {"cost": "3"}),
            r"payoff of 'cost' must be a number or an array of samples; got '3'",
        ),
    ],
)
def test_a_decision_refuses(arguments, message):
    with pytest.raises(InvalidModelError, match=message):
        Decision(*arguments)


def test_a_terminal_refuses_what_is_no_payoff():
    for value, message in (
        (10**400, "payoff must be finite"),
        (None, "payoff is missing"),
        (np.inf, "finite"),
        ("1", "number"),
        ({}, "attribute"),
    ):
        with pytest.raises(InvalidModelError, match=message):
            Terminal(value)
    with pytest.raises(
        InvalidModelError, match="payoff: samples must be finite; got inf at \\(1,\\)"
    ):
        Terminal([1.0, np.inf])


def test_all_faults_of_a_node_are_listed():
    with pytest.raises(InvalidModelError) as error:
        Chance("", {"a": (0.5, None), "b": ("x", 2), "": (0.1, 3)}, payoff=np.nan)
    assert len(error.value.problems) == 5


def test_nodes_are_frozen_and_take_copies():
    outcomes, samples = {"a": (1.0, 1)}, np.array([1.0, 2.0])
    node = Chance("c", outcomes, samples)
    outcomes["b"] = (0.0, 2)
    samples[0] = 9
    assert list(node.outcomes) == ["a"]
    np.testing.assert_array_equal(node.payoff, [1, 2])
    with pytest.raises(TypeError):
        node.outcomes["b"] = 1
    with pytest.raises(ValueError, match="read-only"):
        node.payoff[0] = 3
    with pytest.raises(AttributeError, match="Chance is frozen; cannot set 'name'"):
        node.name = "x"
    with pytest.raises(AttributeError, match="Chance is frozen; cannot delete '_name'"):
        del node._name
    assert copy.copy(node) is node
    assert copy.deepcopy(node) is node


def test_a_shared_node_counts_wherever_it_stands_and_stays_shared():
    leaf = Chance("c", {"a": (0.5, 1), "b": (0.5, 2)})
    tree = Decision("d", {"x": leaf, "y": leaf})
    assert tree.size == 7
    again = pickle.loads(pickle.dumps(tree))
    assert again.options["x"] is again.options["y"]
    assert rollback(again).value == 1.5


def test_repr_is_an_outline_that_is_cut_where_it_gets_long():
    tree = Decision(
        "test",
        {"yes": Chance("c", {"a": (np.array([0.2, 0.4]), 1), "b": (REST, {"x": 2})}, -10), "no": 0},
    )
    assert repr(tree).splitlines() == [
        "Decision 'test'",
        "   yes: Chance 'c'  payoff -10",
        "      a (0.2 to 0.4 in samples (2,)): Terminal  payoff 1",
        "      b (REST): Terminal  payoff x 2",
        "   no: Terminal  payoff 0",
    ]
    wide = repr(Decision("d", {f"o{i}": i for i in range(100)}))
    assert wide.splitlines()[-1] == "... 101 nodes in all"
    assert len(wide.splitlines()) == 41
    assert "nodes below" in repr(chain(20))


def test_names_with_line_breaks_are_shown_on_one_line():
    tree = Decision(
        "a\nb", {"yes\nno": Chance("c\td", {"u\r\nv": (1, {"co\nst": 1})}), "x": {"co\nst": 0}}
    )
    assert repr(tree).splitlines() == [
        r"Decision 'a\nb'",
        r"   yes\nno: Chance 'c\td'",
        r"      u\r\nv (1): Terminal  payoff co\nst 1",
        r"   x: Terminal  payoff co\nst 0",
    ]
    assert r"a\nb=yes\nno" in repr(strategies(tree))
    results = [
        rollback(tree),
        strategies(tree),
        consequences(tree, ["co\nst"]),
        risk_profile(tree),
        stability(tree),
        score_strategies(tree, "maximin"),
        efficient_strategies(tree, ["co\nst"]),
        clairvoyance(tree, "c\td"),
    ]
    for result in results:
        shown = repr(result)
        assert not {"b=yes", "b", "st", "no", "d"} & {
            word for line in shown.splitlines() for word in line.split()[:1]
        }


@pytest.mark.parametrize("depth", [10_000])
def test_depth_does_not_matter(depth):
    assert depth > sys.getrecursionlimit()
    tree = chain(depth)
    assert len(repr(tree)) < 5000
    again = pickle.loads(pickle.dumps(tree))
    assert again.size == tree.size == 1 + depth + depth // 2
    data = to_dict(tree)
    del tree, again
    assert isinstance(data, dict)


def test_samples_may_be_lists_inside_terminals():
    assert isinstance(Terminal([1, 2]), Node)
    np.testing.assert_array_equal(Terminal([1, 2]).payoff, [1.0, 2.0])
    assert Terminal(np.array(3)).payoff == 3.0
