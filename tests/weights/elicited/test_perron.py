"""Powers of many matrices give what LAPACK gives, and what does not converge goes to it."""

import numpy as np
import pytest

from decision_analysis.weights.elicited import _perron


def reciprocal(spread, samples=300, n=9):
    upper = np.triu(np.random.default_rng(1).normal(size=(samples, n, n)) * spread, 1)
    return np.exp(upper - np.swapaxes(upper, -1, -2))


@pytest.mark.parametrize("spread", [0.0, 0.3, 1.0, 4.0])
def test_powers_equal_lapack(spread):
    matrix = reciprocal(spread)
    largest, vector = _perron.perron(matrix)
    wanted, exact = _perron._by_lapack(matrix)
    np.testing.assert_allclose(largest, wanted, rtol=1e-12)
    np.testing.assert_allclose(vector, exact, rtol=0, atol=1e-12)
    np.testing.assert_allclose(vector.sum(axis=-1), 1, atol=1e-15)


def test_a_matrix_has_the_same_answer_whoever_stands_beside_it():
    calm, wild = reciprocal(0.3), reciprocal(4.0)
    alone = _perron.perron(calm)
    beside = _perron.perron(np.concatenate([wild, calm]))
    np.testing.assert_array_equal(beside[0][300:], alone[0])
    np.testing.assert_array_equal(beside[1][300:], alone[1])


def test_what_does_not_converge_goes_to_lapack(monkeypatch):
    monkeypatch.setattr(_perron, "_PHASES", (3,))
    matrix = reciprocal(1.0)
    np.testing.assert_allclose(_perron.perron(matrix)[1], _perron._by_lapack(matrix)[1], atol=1e-15)
