"""Mappings by path: views that agree, and what errors say of keys that are no paths."""

import copy
import itertools
import pickle

import numpy as np
import pytest

from decision_analysis import trees, utility
from decision_analysis.errors import InvalidInputError, UnknownKeyError
from decision_analysis.trees import Again, Chance, Decision, recur, rollback, to_arrays

SMALL = Decision(
    "d",
    {"no": Decision("e", {"x": 1, "y": 1}), "yes": Chance("c", {"up": (0.5, 3), "down": (0.5, 0)})},
)
VIEWS = (
    "values",
    "expected_values",
    "certainty_equivalents",
    "to_go",
    "to_date",
    "policy",
    "choices",
    "ties",
    "strategy",
)
IS_A_TUPLE = "path must be a tuple of option and outcome labels from the root"


def chain(n):
    """Alternate decisions and chance nodes, so many deep, with an end beside each."""
    node = trees.Terminal(1.0)
    for i in range(n):
        stop = {"stop": 0} if i % 2 else {"stop": (0.1, -1)}
        node = (
            Decision("d", {"on": node, **stop})
            if i % 2
            else Chance("c", {"on": (0.9, node), **stop})
        )
    return node


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(
    ("key", "ending"),
    [
        ("no", r"got 'no': write \('no',\)$"),
        ("no > x", r"got 'no > x': write \('no', 'x'\)$"),
        (["no", "x"], r"got \['no', 'x'\]: write \('no', 'x'\)$"),
        ("nowhere", "got 'nowhere'$"),
        (3, "got 3$"),
        (None, "got None$"),
        (("no", "z"), "got 'z' where decision 'e' at 'no' has 'x', 'y'$"),
        (("no", 3), "got 3 where decision 'e' at 'no' has 'x', 'y'$"),
        (("no", np.arange(2)), r"got array\(\[0, 1\]\) where decision 'e' at 'no' has 'x', 'y'$"),
        (("yes", "up", "x"), "got 'x' where terminal at 'yes > up' has nothing below it$"),
    ],
    ids=repr,
)
def test_a_key_that_is_no_path_is_told_what_a_path_is(view, key, ending):
    mapping = getattr(rollback(SMALL), view)
    with pytest.raises(UnknownKeyError, match=f"^{view}: {IS_A_TUPLE}; {ending}") as error:
        mapping[key]
    assert isinstance(error.value, KeyError)
    assert isinstance(error.value, InvalidInputError)
    assert key not in mapping
    assert mapping.get(key, "nothing") == "nothing"


def test_a_path_to_something_else_names_what_is_there():
    with pytest.raises(
        UnknownKeyError, match="policy: must be a path that is listed here; got chance 'c' at 'yes'"
    ):
        rollback(SMALL).policy["yes",]
    with pytest.raises(
        UnknownKeyError, match="its own options must not rule the decision out; got decision 'e' at"
    ):
        rollback(SMALL).strategy["no",]
    assert ("yes",) not in rollback(SMALL).policy
    assert ("no",) not in rollback(SMALL).strategy


def test_stages_and_arguments_by_path_say_the_same():
    well = Decision(
        "treat", {"yes": Decision("how", {"x": 1, "y": 2}), "no": Again("well", 0.5, payoff=0.25)}
    )
    with pytest.raises(UnknownKeyError, match=rf"{IS_A_TUPLE}, one of \(\), \('yes',\); got 'yes'"):
        recur({"well": well}).policy["well"]["yes"]
    with pytest.raises(
        UnknownKeyError, match=r"visits: must be one of the stages \['well'\]; got 'ill'"
    ):
        recur({"well": well}).visits["ill"]
    with pytest.raises(
        InvalidInputError, match=rf"not in the tree, 'no'; {IS_A_TUPLE}; got 'no': write \('no',\)"
    ):
        rollback(SMALL, policy={(): "no", "no": "x"})
    with pytest.raises(
        UnknownKeyError, match=r"strategies\(\): must be the label of a strategy; got 'x'"
    ):
        trees.strategies(SMALL)["x"]


@pytest.mark.parametrize("shared", [False, True])
def test_all_ways_to_go_through_a_mapping_agree(shared):
    below = SMALL if shared else None
    tree = Decision("top", {c: below or copy.copy(SMALL) for c in "abc"}, payoff=1)
    result = rollback(tree)
    flat = to_arrays(tree)
    for view in VIEWS:
        mapping = getattr(result, view)
        paths = list(mapping)
        assert len(set(paths)) == len(paths) == len(mapping)
        assert (
            dict(mapping)
            == dict(mapping.items())
            == dict(zip(paths, mapping.values(), strict=True))
        )
        assert all(path in mapping for path in paths)
        assert paths == sorted(paths, key=flat.find)
    backward = list(result.values)[::-1]
    assert [result.values[path] for path in backward] == list(result.values.values())[::-1]


def lattice(n):
    """Share the nodes of a tree with 2^n paths."""
    ends = [trees.Terminal(float(k)) for k in range(n + 1)]
    while len(ends) > 1:
        ends = [Decision("d", {"u": a, "v": b}) for a, b in itertools.pairwise(ends)]
    return ends[0]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("rule", [None, utility.exponential(3), utility.logarithmic(10)], ids=repr)
def test_views_are_pickled_and_copied(view, rule):
    mapping = getattr(rollback(SMALL, utility=rule), view)
    for again in (pickle.loads(pickle.dumps(mapping)), copy.copy(mapping), copy.deepcopy(mapping)):
        assert again == mapping
        assert list(again) == list(mapping)


def test_views_of_shared_nodes_are_pickled():
    result = rollback(lattice(40))
    assert len(result.tree) < 2000
    path = ("u", "v", "u")
    assert pickle.loads(pickle.dumps(result.values))[path] == result.values[path] == 38.0
    assert pickle.loads(pickle.dumps(result.policy))[path] == result.policy[path] == "v"


def test_repr_shows_the_first_paths():
    assert repr(rollback(SMALL).policy) == "{(): 'yes', ('no',): 'x'}"
    assert repr(rollback(chain(50)).values).endswith(", ...}")
