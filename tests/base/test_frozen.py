"""Read-only mappings: like dicts to read, not to be changed, and kept by pickle and copies."""

import copy
import pickle

import pytest

from decision_analysis._frozen import ReadOnly

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
