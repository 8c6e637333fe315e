"""Functions whose answer may be far larger than their input: where memory ends, they say so."""

import numpy as np
import pytest

from decision_analysis import DecisionTable, mcda, ranking
from decision_analysis.errors import InvalidInputError

# no machine has memory for the pairs of so many
MANY = 2**27
TABLE = DecisionTable([[1.0, 2.0], [2.0, 1.0]], ["a", "b"], ["x", "y"])


def test_memory_that_ends_is_an_error_of_ours(monkeypatch):
    def beyond(*given, **options):
        return np.empty((MANY, MANY))

    said = r"\(\): what is asked must fit into memory; Unable to allocate 128"
    monkeypatch.setattr("decision_analysis.mcda.distance._codas.blocks", beyond)
    with pytest.raises(InvalidInputError, match=f"^codas{said}"):
        mcda.codas(TABLE, [1, 1])
    monkeypatch.setattr(np, "sign", beyond)
    with pytest.raises(InvalidInputError, match=f"^kendall_tau{said}"):
        ranking.kendall_tau([1, 2], [2, 1])
