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

    for place, ask in (
        (
            "mcda.outranking._electre_i.in_blocks",
            lambda: mcda.electre_i(TABLE, [1, 1], concordance=0.6),
        ),
        ("mcda.distance._codas.blocks", lambda: mcda.codas(TABLE, [1, 1])),
    ):
        monkeypatch.setattr(f"decision_analysis.{place}", beyond)
        with pytest.raises(
            InvalidInputError, match=r"\(\): what is asked must fit into memory; Un"
        ):
            ask()
    monkeypatch.setattr(np, "sign", beyond)
    with pytest.raises(InvalidInputError, match=r"^kendall_tau\(\): what is asked must fit"):
        ranking.kendall_tau([1, 2], [2, 1])
