"""Trees as plain data, and back again."""

import json

import numpy as np
import pytest

from decision_analysis.errors import InvalidModelError
from decision_analysis.trees import (
    REST,
    Chance,
    Decision,
    from_dict,
    rollback,
    to_dict,
)


def test_the_round_trip_keeps_everything():
    tree = Decision(
        "d",
        {
            "a": Chance(
                "c", {"x": (0.25, {"cost": 1, "QALY": 2}), "y": (REST, {"cost": 3})}, {"QALY": 4}
            ),
            "b": {"cost": np.array([1.0, 2.0]), "QALY": 0},
        },
    )
    data = to_dict(tree)
    assert data["options"]["a"]["outcomes"]["y"]["probability"] == "rest"
    assert data["options"]["b"] == {"terminal": {"cost": [1.0, 2.0], "QALY": 0.0}}
    again = from_dict(json.loads(json.dumps(data)))
    assert to_dict(again) == data
    assert again.options["a"].outcomes["y"][0] is REST


@pytest.mark.parametrize("seed", range(20))
def test_random_trees_survive_the_round_trip(slow, seed):
    tree = slow.tree(seed)
    again = from_dict(json.loads(json.dumps(to_dict(tree))))
    assert rollback(again).value == rollback(tree).value


def test_only_trees_become_plain_data():
    assert to_dict(3) == {"terminal": 3.0}
    with pytest.raises(InvalidModelError, match="root: must be a node"):
        to_dict("tree")
