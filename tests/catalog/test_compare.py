"""What makes a comparison with the figures of a case fail."""

import math
from types import SimpleNamespace

import numpy as np
import pytest

from decision_analysis.catalog._compare import mismatches


@pytest.mark.parametrize(
    ("got", "want", "tolerance", "fits"),
    [
        (0.50004, 0.5, 5e-5, True),
        (0.50006, 0.5, 5e-5, False),
        (0.15, 0.1, 0.05, True),
        (math.nan, 0.5, 5e-5, False),
        (None, 0.5, 5e-5, False),
        ("0.5", 0.5, 5e-5, False),
        (True, 1, "exact", False),
        (1, True, "exact", False),
        (np.True_, True, "exact", True),
        (1 + 1e-14, 1, "exact", True),
        (1 + 1e-9, 1, "exact", False),
        ("a", "a", "exact", True),
        ("a", "b", "exact", False),
        (None, None, "exact", True),
        ("a", None, "exact", False),
        (("a", "b"), ["a", "b"], "exact", True),
        (("b", "a"), ["a", "b"], "exact", False),
        (np.array([1.0, 2.0]), [1, None], "exact", True),
        (np.array([1.0, 2.0]), [1], "exact", False),
        (np.array([[1.0, 2.0], [3.0, 4.0]]), [None, [3, 4]], "exact", True),
        (np.array([1.0, 2.0]), 1, "exact", False),
        ({"a": 1.0, "b": 2.0}, {"a": 1}, "exact", True),
        ({"a": 1.0}, {"a": 1, "b": 2}, "exact", False),
        (
            {("test", "dry"): "drill", (): "test"},
            {"test > dry": "drill", "": "test"},
            "exact",
            True,
        ),
        ([1.0], {"a": 1}, "exact", False),
        (lambda: ("a",), ["a"], "exact", True),
        (lambda x: 2 * x, {"1.5": 3}, "exact", True),
        (lambda x: 2 * x, {"1.5": 3.5}, "exact", False),
    ],
)
def test_comparison(got, want, tolerance, fits):
    for result, key in ((SimpleNamespace(member=got), "member"), (got, "result")):
        problems = mismatches(result, {key: want}, {key: tolerance})
        assert (problems == []) == fits, problems
        assert all(problem.startswith(key) for problem in problems)
