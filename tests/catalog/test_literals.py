"""What the data of a case file stand for."""

import math

import numpy as np

from decision_analysis.catalog._literals import resolve


def test_literals():
    assert resolve("1/3") == 1 / 3
    assert resolve("-1/2.5") == -0.4
    assert resolve("1/3 of it") == "1/3 of it"
    assert resolve({"a": [1, "1/2"], "b": None}) == {"a": [1, 0.5], "b": None}
    assert math.isnan(resolve([None])[0])
    assert resolve([None], missing=None) == [None]
    assert resolve({"pairs": [["a", "b", "1/2"]]}) == {("a", "b"): 0.5}
    np.testing.assert_array_equal(resolve({"columns": [[1, 2], [3, "1/4"]]}), [[1, 3], [2, 0.25]])
    table = {"criteria": [{"name": "c", "goal": "min"}], "alternatives": ["a"], "values": [["1/2"]]}
    assert resolve({"table": table}).values == 0.5
    assert resolve({"distribution": "norm", "parameters": {"loc": 3, "scale": 2}}).mean() == 3
    nested = {"method": "robustness.laplace", "table": table, "take": ["scores"]}
    np.testing.assert_array_equal(resolve({"deep": [nested]})["deep"][0], [0.5])
    assert resolve({"sets": [[["a", "b"], "1/2"]]}) == {frozenset("ab"): 0.5}
    assert resolve({"power": 2})(3) == 9


def test_a_method_as_a_function_of_a_table():
    table = resolve(
        {
            "table": {
                "criteria": [{"name": "c", "goal": "max"}],
                "alternatives": ["a"],
                "values": [[2]],
            }
        }
    )
    options = {"normalization": None}
    function = resolve({"function": "mcda.weighted_sum", "weights": [1], "options": options})
    assert function(table).scores == 2
