"""`trace`: the printed table, powers of the matrix, samples, policies, what it refuses."""

import numpy as np
import pytest

from decision_analysis import catalog
from decision_analysis.errors import InvalidInputError, InvalidModelError
from decision_analysis.trees import REST, Again, Chance, Decision, recur, trace


def chain(matrix):
    names = [f"s{i}" for i in range(len(matrix))]
    return {
        name: Chance(
            "next",
            {other: (p, Again(other, 0.9, payoff=1)) for other, p in zip(names, row, strict=True)},
        )
        for name, row in zip(names, matrix.tolist(), strict=True)
    }


def test_valve():
    """Sonnenberg and Beck (1993): 3600 well, 2400 disabled, 4000 dead after two cycles."""
    stages = catalog.load("sonnenberg_1993/trace_valve").inputs["stages"]
    found = trace(stages, cycles=25, start={"well": 10_000})
    np.testing.assert_allclose(found[2], [3600, 2400, 4000])
    np.testing.assert_allclose(found.sum(axis=1), 10_000)
    assert not found.flags.writeable
    utilities = found @ [1, 0.7, 0]
    np.testing.assert_allclose(utilities[1:3], [7400, 5280])
    assert utilities[1:24].sum() == pytest.approx(23752, abs=5)


def test_powers_of_the_matrix():
    rng = np.random.default_rng(3)
    matrix = rng.dirichlet(np.ones(4), size=4)
    begin = dict(zip([f"s{i}" for i in range(4)], [1.0, 2.0, 0.0, 3.0], strict=True))
    found = trace(chain(matrix), cycles=6, start=begin)
    for cycle in range(7):
        np.testing.assert_allclose(
            found[cycle], [1, 2, 0, 3] @ np.linalg.matrix_power(matrix, cycle)
        )
    np.testing.assert_allclose(trace(chain(matrix), cycles=1, start="s2")[1], matrix[2])


def test_what_ends_is_no_longer_counted():
    stages = {"s": Chance("c", {"on": (0.5, Again("s")), "off": (0.5, 0)})}
    assert trace(stages, cycles=3).tolist() == [[1], [0.5], [0.25], [0.125]]
    assert trace({"s": Chance("c", {"x": (1, 0)})}, cycles=2).tolist() == [[1], [0], [0]]


def test_samples():
    p = np.array([0.25, 0.5])
    stages = {"s": Chance("c", {"on": (p, Again("s")), "off": (REST, Again("t"))}), "t": Again("t")}
    found = trace(stages, cycles=2, start={"s": np.array([[1.0], [10.0]])})
    assert found.shape == (2, 2, 3, 2)
    np.testing.assert_allclose(found[1, 0], [[10, 0], [2.5, 7.5], [0.625, 9.375]])
    assert trace(stages, cycles=1).shape == (2, 2, 2)


def test_under_a_policy():
    stages = catalog.load("chades_2014/recur_forest").inputs["stages"]
    found = trace(stages, cycles=2, policy=recur(stages).policy)
    np.testing.assert_allclose(found[2], [0.1, 0.09, 0.81])
    with pytest.raises(
        InvalidInputError,
        match="policy must have an option for each decision; missing decision 'forest'",
    ):
        trace(stages, cycles=2)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"cycles": 0}, "cycles must be at least 1"),
        ({"cycles": 1, "start": "t"}, "unknown stage 't'"),
        ({"cycles": 1, "start": {}}, "start must not be empty"),
        ({"cycles": 1, "start": {"t": 1}}, "unknown stage of start 't'"),
        ({"cycles": 1, "start": {"s": -1}}, "start in 's' must not be negative; got -1"),
        ({"cycles": 1, "start": {"s": [1, np.nan]}}, "start in 's' must be finite; got nan"),
        ({"cycles": 1, "start": {"s": []}}, "start in 's' must hold at least one sample"),
        (
            {"cycles": 1, "start": {"s": [1, 2, 3]}},
            r"samples must broadcast together; tree \(2,\), start \(3,\)",
        ),
        (
            {"cycles": 1, "policy": {"s": {("x",): "y"}}},
            "the policy names a path that is not in the tree",
        ),
    ],
)
def test_bad_input(options, message):
    stages = {"s": Chance("c", {"on": (np.array([0.5, 0.6]), Again("s")), "off": (REST, 0)})}
    with pytest.raises(InvalidInputError, match=message):
        trace(stages, **options)


def test_bad_stages():
    with pytest.raises(
        InvalidModelError,
        match=r"trace\(\): 1 problem\(s\)\n  - stage 's': goes on at the unknown stage",
    ):
        trace({"s": Decision("d", {"x": Again("t")})}, cycles=1)
