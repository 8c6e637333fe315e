"""Read-only mappings: like dicts to read, not to be changed, and kept by pickle and copies."""

import collections
import copy
import dataclasses
import pickle

import numpy as np
import pandas as pd
import pytest

from decision_analysis._frozen import ReadOnly, Sealed, copied, frozen

ENTRIES = {"b": 1, "a": [2]}


def test_it_reads_like_a_dict():
    found = ReadOnly(ENTRIES)
    assert list(found) == ["b", "a"]
    assert list(reversed(found)) == ["a", "b"]
    assert found == ENTRIES
    assert repr(found) == repr(ENTRIES)
    assert found | {"c": 3} == {**ENTRIES, "c": 3}
    assert {"c": 3} | found == {"c": 3, **ENTRIES}
    assert found.copy() == ENTRIES
    with pytest.raises(TypeError):
        found | 3


def test_it_cannot_be_changed():
    entries = dict(ENTRIES)
    found = ReadOnly(entries)
    entries["c"] = 3
    assert "c" not in found
    with pytest.raises(TypeError):
        found["c"] = 3
    with pytest.raises(AttributeError, match="no attribute"):
        found.entries = {}


@pytest.mark.parametrize(
    "again", [copy.copy, copy.deepcopy, lambda m: pickle.loads(pickle.dumps(m))]
)
def test_it_is_copied_and_pickled(again):
    found = again(ReadOnly(ENTRIES))
    assert type(found) is ReadOnly
    assert found == ENTRIES


def test_what_a_result_holds_is_read_only_at_any_depth():
    names = ("a", "b")
    given = {"x": [np.zeros(2), {"y": {1}}], "n": np.float32(0.5), "t": np.str_("t"), "k": names}
    found = frozen(given)
    assert found == {"x": found["x"], "n": 0.5, "t": "t", "k": names}
    assert [type(found[key]) for key in "xntk"] == [tuple, float, str, tuple]
    assert found["x"][1] == {"y": frozenset({1})}
    assert type(found["x"][1]) is ReadOnly
    assert not found["x"][0].flags.writeable
    assert frozen(3.5) == 3.5


def test_a_copy_does_not_follow_and_keeps_its_kind():
    point = collections.namedtuple("point", "x")([1])
    given = {"a": np.zeros(2), "l": [1, [2]], "t": (1, [2]), "f": pd.Series([1.0]), "p": point}
    found = copied(given)
    given["a"][0] = given["f"][0] = 9.0
    given["l"].append(3)
    given["l"][1].append(3)
    given["t"][1].append(3)
    assert found["a"].tolist() == [0, 0]
    assert found["l"] == [1, [2]]
    assert found["t"] == (1, [2])
    assert found["f"].tolist() == [1.0]
    assert found["p"] is point


@dataclasses.dataclass(frozen=True, eq=False)
class Box(Sealed):
    values: np.ndarray
    options: dict


def test_sealed_fields_stay_read_only_after_a_pickle():
    box = Box(np.zeros(2), {"a": [1]})
    for found in (box, pickle.loads(pickle.dumps(box)), copy.deepcopy(box), copy.copy(box)):
        assert found.options == {"a": (1,)}
        with pytest.raises(ValueError, match="read-only"):
            found.values[0] = 1
