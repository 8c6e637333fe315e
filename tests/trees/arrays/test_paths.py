"""Mappings by path: what errors say of keys that are no paths, and work that stays in proportion to
the paths."""

import copy
import itertools
import pickle

import numpy as np
import pytest

from decision_analysis import trees, utility
from decision_analysis.errors import InvalidInputError, UnknownKeyError
from decision_analysis.trees import Again, Chance, Decision, TreeArrays, recur, rollback, to_arrays
from decision_analysis.trees.arrays import _structure

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


def test_the_paths_of_a_chain_are_found_from_one_another(monkeypatch):
    steps = []
    taken = _structure._child
    monkeypatch.setattr(_structure, "_child", lambda *given: steps.append(1) or taken(*given))
    result = rollback(chain(1000))
    for view in VIEWS:
        for read in (
            dict,
            lambda m: list(m.items()),
            lambda m: list(m.values()),
            lambda m: [p in m for p in m],
        ):
            steps.clear()
            found = read(getattr(result, view))
            assert len(steps) <= 2 * len(found) + 2
    steps.clear()
    rollback(chain(1000), policy=dict(result.policy))
    assert len(steps) <= 4 * len(result.policy) + 2


def test_the_branches_of_a_wide_node_are_found_from_one_another():
    class Counted(str):
        __hash__ = str.__hash__
        compared = 0

        def __eq__(self, other):
            Counted.compared += 1
            return str.__eq__(self, other)

    labels = ["", *(Counted(i) for i in range(1000))]
    flat = TreeArrays(
        [2, *[0] * 1000], [1000, *[0] * 1000], [1] * 1001, [0, *range(1000)], labels=labels
    )
    Counted.compared = 0
    assert list(rollback(flat).values.values()) == [999, *range(1000)]
    assert Counted.compared < 10_000


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
