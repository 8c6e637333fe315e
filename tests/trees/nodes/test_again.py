"""`Again`: what it takes, how it looks, that it pickles, and that all but recur, unroll and trace
refuse it."""

import pickle
import re

import numpy as np
import pytest

from decision_analysis import diagrams, export, io, plot, trees
from decision_analysis.errors import InvalidModelError
from decision_analysis.trees import REST, Again, Chance, Decision, from_dict, to_dict

OPEN = Decision("d", {"on": Chance("c", {"x": (0.5, Again("s", 0.9)), "y": (REST, 1)}), "off": 0})


def test_members_and_form():
    leaf = Again("well", {"cost": 0.94, "effect": 1}, {"cost": 3, "effect": 0})
    assert (leaf.stage, leaf.children, leaf.size) == ("well", (), 1)
    assert dict(leaf.discount) == {"cost": 0.94, "effect": 1}
    assert repr(leaf) == "Again 'well'  discount cost 0.94, effect 1  payoff cost 3, effect 0"
    with pytest.raises(TypeError):
        leaf.discount["cost"] = 1
    with pytest.raises(AttributeError, match="frozen"):
        leaf.stage = "ill"
    sampled = Again("well", [0.5, 0.75])
    assert not sampled.discount.flags.writeable


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("",), "stage must be a non-empty string; got ''"),
        ((3,), "stage must be a non-empty string; got 3"),
        (("s", 0), r"discount must be in \(0, 1\]; got 0"),
        (("s", 1.25), r"discount must be in \(0, 1\]; got 1.25"),
        (("s", [0.5, -0.5]), r"discount must be in \(0, 1\]; got -0.5"),
        (("s", {"cost": 2}), r"discount of 'cost' must be in \(0, 1\]; got 2"),
        (("s", {}), "discount must name at least one attribute"),
        (("s", {1: 0.5}), "discount must name attributes by non-empty strings; got 1"),
        (("s", float("nan")), "discount must be finite; got nan"),
        (("s", None), "discount must be a number or an array of samples; got None"),
        (("s", 0.5, "much"), "payoff must be a number or an array of samples; got 'much'"),
    ],
)
def test_faults(arguments, message):
    with pytest.raises(InvalidModelError, match=message):
        Again(*arguments)


def test_all_faults_at_once():
    with pytest.raises(InvalidModelError, match=r"again '': 3 problem\(s\)"):
        Again("", 2, np.inf)


@pytest.mark.parametrize(
    "call",
    [
        trees.rollback,
        trees.to_arrays,
        trees.strategies,
        trees.risk_profile,
        lambda root: trees.clairvoyance(root, "c"),
        lambda root: trees.consequences(root, ["value"]),
        diagrams.from_tree,
        plot.tree,
        export.dot,
    ],
)
def test_what_needs_an_end_refuses_it(call):
    message = (
        "the tree goes on at a stage, at 'on > x': recur() solves stages, and unroll() writes a"
        " number of cycles out"
    )
    with pytest.raises(InvalidModelError, match=re.escape(message)):
        call(OPEN)


def test_plain_data_there_and_back(tmp_path):
    for leaf in (
        Again("s"),
        Again("s", 0.5, -3),
        Again("s", {"cost": 0.9, "time": [0.5, 1]}, {"cost": [1, 2], "time": 0}),
    ):
        root = Chance("c", {"x": (0.5, leaf), "y": (REST, leaf)})
        data = to_dict(root)
        assert to_dict(from_dict(data)) == data
        assert to_dict(pickle.loads(pickle.dumps(root))) == data
        io.save(root, tmp_path / "tree.json")
        assert to_dict(io.load(tmp_path / "tree.json")) == data
    assert to_dict(Again("s")) == {"again": "s"}
    assert to_dict(Again("s", 0.5, -3)) == {"again": "s", "discount": 0.5, "payoff": -3}


def test_plain_data_with_faults():
    data = {
        "decision": "d",
        "options": {"o": {"again": "s", "discont": 0.5}, "p": {"again": "", "discount": 3}},
    }
    with pytest.raises(InvalidModelError) as caught:
        from_dict(data)
    assert caught.value.problems == (
        (
            "again 's' at 'o': unknown key 'discont' (did you mean 'discount'?); an again has "
            "['again', 'discount', 'payoff']"
        ),
        "again '' at 'p': stage must be a non-empty string; got ''",
        "again '' at 'p': discount must be in (0, 1]; got 3",
    )


def test_other_programs_do_not_know_it(tmp_path):
    with pytest.raises(
        InvalidModelError,
        match="again at 'on > x': a tree must end; this one goes on at the stage 's'",
    ):
        io.save(OPEN, tmp_path / "tree.json", format="silver_decisions")
