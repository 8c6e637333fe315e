"""Value trees of any depth, with results and samples for weights, and what is refused."""

import numpy as np
import pytest

from decision_analysis import weights
from decision_analysis.errors import InvalidInputError

TREE = {
    "cost": {"price": 3, "upkeep": 1},
    "comfort": {"seats": 1, "noise": {"engine": 1, "road": 3}},
    "image": 5,
}


def test_weights_multiply_down_to_any_depth():
    result = weights.hierarchy(TREE, {"comfort": 2, "cost": 3, "noise": 1})
    assert result.as_dict() == pytest.approx(
        {
            "price": 0.225,
            "upkeep": 0.075,
            "seats": 0.1,
            "engine": 0.025,
            "road": 0.075,
            "image": 0.5,
        }
    )
    assert dict(zip(result.groups, result.of_groups, strict=True)) == pytest.approx(
        {"cost": 0.3, "comfort": 0.2, "noise": 0.1}
    )


def test_a_hundred_levels_are_read_and_one_more_is_not():
    tree, groups = {"x": 1.0}, {f"g{k}": 1 for k in range(99)}
    for name in groups:
        tree = {name: tree}
    assert weights.hierarchy(tree, groups).as_dict() == {"x": 1}
    with pytest.raises(InvalidInputError, match="'g0' must not be deeper than 100 levels"):
        weights.hierarchy({"top": tree}, {"top": 1, **groups})


def test_results_and_samples_stand_for_weights():
    cost = weights.ahp({("price", "upkeep"): 3})
    groups = weights.swing({"cost": 60, "comfort": 40})
    tree = {"cost": cost, "comfort": {"seats": [1, 3], "noise": 1}}
    result = weights.hierarchy(tree, groups)
    np.testing.assert_allclose(
        result.weights, [[0.45, 0.15, 0.2, 0.2], [0.45, 0.15, 0.3, 0.1]], rtol=1e-12
    )
    assert result.of_groups.shape == (2, 2)


@pytest.mark.parametrize(
    ("tree", "groups", "message"),
    [
        ({"a": 1}, {}, "local_weights must hold a group"),
        ({"g": {"a": -1, "b": 2}}, {"g": 1}, "group 'g': the weight of 'a' must not be negative"),
        ({"g": {"a": 0}}, {"g": 1}, r"group 'g': weights must not all be 0; got \['a'\]"),
        ({"g": {}}, {"g": 1}, "group 'g' must not be empty"),
        ({"g": {"a": 1}, "h": {"a": 1}}, {"g": 1, "h": 1}, "each criterion once; 'a' twice"),
        ({"g": {"g": 1}}, {"g": 1}, r"must have different names; got \['g'\]"),
        ({"g": {"a": 1}}, {"h": 1}, r"group_weights must name each group.*missing \['g'\]"),
        ({"g": {"a": 1}}, [1], "group_weights must be a mapping"),
        ({"g": {"a": "x"}}, {"g": 1}, "group 'g': 'a' must be a number"),
        ({"g": weights.rank_order_centroid(2)}, {"g": 1}, "group 'g' must have names"),
        ({"g": {"a": [1, 2], "b": [1, 2, 3]}}, {"g": 1}, "samples of weights must broadcast"),
    ],
)
def test_what_is_refused(tree, groups, message):
    with pytest.raises(InvalidInputError, match=r"^hierarchy\(\): .*" + message):
        weights.hierarchy(tree, groups)
