"""Equal weights."""

import numpy as np
import pytest

from decision_analysis import DecisionTable, weights
from decision_analysis.errors import InvalidInputError


def test_one_share_each_whatever_the_samples():
    result = weights.equal(DecisionTable(np.zeros((5, 2, 4)), list("abcd"), ["x", "y"]))
    assert result.as_dict() == dict.fromkeys("abcd", 0.25)


def test_what_is_no_table_is_refused():
    with pytest.raises(
        InvalidInputError, match=r"^equal\(\): table must be a DecisionTable; got int"
    ):
        weights.equal(3)
