"""Read-only mappings: what a dict is, without a way to change it, and with copies."""

import copy
import pickle

import pytest

from decision_analysis._frozen import FrozenDict


def test_it_is_the_mapping_that_it_was_made_of():
    given = {"b": 1, "a": 2}
    frozen = FrozenDict(given)
    given["c"] = 3
    assert frozen == {"b": 1, "a": 2}
    assert list(frozen) == ["b", "a"]
    assert (len(frozen), frozen["a"], repr(frozen)) == (2, 2, "{'b': 1, 'a': 2}")


def test_it_cannot_be_changed():
    frozen = FrozenDict({"a": 1})
    with pytest.raises(TypeError):
        frozen["a"] = 2
    with pytest.raises(AttributeError, match="a read-only mapping; cannot set '_entries'"):
        frozen._entries = {}


@pytest.mark.parametrize("again", [lambda x: pickle.loads(pickle.dumps(x)), copy.copy, copy.deepcopy])
def test_it_can_be_pickled_and_copied(again):
    frozen = FrozenDict({"a": FrozenDict({"b": 1})})
    assert again(frozen) == frozen
    assert type(again(frozen)["a"]) is FrozenDict
