"""AHP: published matrices, prioritizations, random indices, missing comparisons, batches and
refusals."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from decision_analysis import weights
from decision_analysis.errors import (
    ConvergenceError,
    InconsistentJudgementsWarning,
    InvalidInputError,
)
from decision_analysis.weights.elicited import _completion

HOUSE = [
    [1, 5, 3, 7, 6, 6, 1 / 3, 1 / 4],
    [1 / 5, 1, 1 / 3, 5, 3, 3, 1 / 5, 1 / 7],
    [1 / 3, 3, 1, 6, 3, 4, 6, 1 / 5],
    [1 / 7, 1 / 5, 1 / 6, 1, 1 / 3, 1 / 4, 1 / 7, 1 / 8],
    [1 / 6, 1 / 3, 1 / 3, 3, 1, 1 / 2, 1 / 5, 1 / 6],
    [1 / 6, 1 / 3, 1 / 4, 4, 2, 1, 1 / 5, 1 / 6],
    [3, 5, 1 / 6, 7, 5, 5, 1, 1 / 2],
    [4, 7, 5, 8, 6, 6, 2, 1],
]
BOZOKI = [[1, 1, 5, 2], [1, 1, 3, 4], [1 / 5, 1 / 3, 1, np.nan], [1 / 2, 1 / 4, np.nan, 1]]


def reciprocal(logs):
    """Return reciprocal comparisons (..., n, n) whose logarithms above the diagonal are those of
    `logs`."""
    upper = np.triu(logs, 1)
    return np.exp(upper - np.swapaxes(upper, -1, -2))


def test_house_of_saaty_1990_is_inconsistent():
    with pytest.warns(
        InconsistentJudgementsWarning,
        match=r"^ahp\(\): consistency ratio should be at most 0.1; got 0.169",
    ):
        result = weights.ahp(HOUSE)
    np.testing.assert_allclose(
        result.weights, [0.173, 0.054, 0.188, 0.018, 0.031, 0.036, 0.167, 0.333], atol=5e-4
    )
    assert result.lambda_max == pytest.approx(9.669, abs=5e-4)
    assert result.consistency_index == pytest.approx(0.238, abs=5e-4)
    assert result.consistency_ratio == pytest.approx(0.169, abs=5e-4)


def test_column_means_estimate_the_eigenvalue():
    upper = [
        7,
        1 / 5,
        1 / 8,
        1 / 2,
        1 / 3,
        1 / 5,
        1,
        1 / 8,
        1 / 9,
        1 / 4,
        1 / 5,
        1 / 9,
        1 / 8,
        1 / 3,
        4,
        2,
        1,
        1,
    ]
    upper += [7, 5, 3, 3, 1 / 2, 1 / 5, 1 / 5, 1 / 3, 1 / 3, 1]
    logs = np.zeros((8, 8))
    logs[np.triu_indices(8, 1)] = np.log(upper)
    result = weights.ahp(reciprocal(logs), prioritization="column_mean")
    assert result.lambda_max == pytest.approx(8.72642777, abs=5e-9)
    assert result.consistency_index == pytest.approx(0.1037754, abs=5e-8)
    assert result.consistency_ratio == pytest.approx(0.07359957, abs=5e-9)


def test_missing_comparison_of_bozoki_fulop_and_ronyai():
    result = weights.ahp(BOZOKI, names=list("abcd"))
    assert result.completed[2, 3] == pytest.approx(0.730297, abs=5e-7)
    assert result.completed[3, 2] == pytest.approx(1 / 0.730297, abs=5e-6)
    np.testing.assert_allclose(result.weights, [0.3738, 0.3920, 0.0985, 0.1357], atol=5e-5)
    assert any("Bozóki" in source for source in result.references)


@pytest.mark.parametrize(
    ("options", "second"),
    [
        ({}, []),
        ({"prioritization": "column_mean"}, []),
        ({"prioritization": "geometric_mean"}, ["Crawford"]),
        ({"random_index": "alonso_lamata"}, ["Alonso"]),
        ({"random_index": {4: 0.9}}, []),
    ],
)
def test_the_sources_are_of_what_was_asked(options, second):
    cited = weights.ahp(reciprocal(np.zeros((4, 4))), **options).references
    assert [source.split()[0] for source in cited] == ["Saaty", *second]


@pytest.mark.parametrize("prioritization", ["eigenvector", "geometric_mean", "column_mean"])
def test_consistent_comparisons_give_their_weights_back(prioritization):
    true = np.array([0.4, 0.3, 0.2, 0.1])
    result = weights.ahp(true[:, None] / true, names=list("abcd"), prioritization=prioritization)
    np.testing.assert_allclose(result.weights, true, rtol=1e-13)
    assert result.lambda_max == pytest.approx(4, abs=1e-13)
    assert 0 <= result.consistency_ratio < 1e-13
    assert list(result.as_dict()) == list("abcd")


def test_geometric_means_and_eigenvector_differ_where_judgments_do():
    matrix = reciprocal(np.log([[1, 2, 3], [1, 1, 2.5], [1, 1, 1]]))
    by_mean = weights.ahp(matrix, prioritization="geometric_mean")
    means = np.prod(matrix, axis=1) ** (1 / 3)
    np.testing.assert_allclose(by_mean.weights, means / means.sum(), rtol=1e-14)
    by_column = weights.ahp(matrix, prioritization="column_mean")
    assert np.abs(by_column.weights - weights.ahp(matrix).weights).max() > 1e-5
    assert by_mean.lambda_max == weights.ahp(matrix).lambda_max


@pytest.mark.parametrize("matrix", [[[1]], [[1, 3], [1 / 3, 1]]])
def test_one_and_two_criteria_are_always_consistent(matrix):
    result = weights.ahp(matrix)
    np.testing.assert_allclose(result.weights, [1] if len(matrix) == 1 else [0.75, 0.25])
    assert (result.consistency_index, result.consistency_ratio) == (0, 0)


@pytest.mark.parametrize(
    ("name", "n", "index"),
    [
        ("saaty", n, ri)
        for n, ri in zip(range(3, 11), [0.58, 0.9, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49], strict=True)
    ]
    + [("alonso_lamata", n, (2.7699 * n - 4.3513 - n) / (n - 1)) for n in (3, 8, 20)],
)
def test_random_indices(name, n, index):
    matrix = reciprocal(0.2 * np.random.default_rng(n).normal(size=(n, n)))
    result = weights.ahp(matrix, random_index=name)
    assert result.consistency_index / result.consistency_ratio == pytest.approx(index, rel=1e-12)


@given(arrays(float, (5, 5), elements=st.floats(-2.0, 2.0)))
@pytest.mark.filterwarnings("ignore::decision_analysis.errors.InconsistentJudgementsWarning")
def test_the_eigenvector_is_one_and_reciprocals_turn_it_for_no_estimate_below_n(logs):
    matrix = reciprocal(logs)
    result = weights.ahp(matrix)
    np.testing.assert_allclose(
        matrix @ result.weights, result.lambda_max * result.weights, rtol=1e-10
    )
    assert result.weights.sum() == pytest.approx(1, abs=1e-14)
    assert result.consistency_index >= 0
    assert weights.ahp(matrix, prioritization="column_mean").lambda_max >= 5


def sampled(gaps=()):
    matrix = reciprocal(np.random.default_rng(7).normal(size=(2, 6, 5, 5)))
    for i, j in gaps:
        matrix[..., i, j] = matrix[..., j, i] = np.nan
    return matrix


@pytest.mark.filterwarnings("ignore::decision_analysis.errors.InconsistentJudgementsWarning")
@pytest.mark.parametrize("prioritization", ["eigenvector", "geometric_mean", "column_mean"])
def test_a_batch_with_various_gaps_equals_the_loop(prioritization):
    batch = sampled(gaps=[(0, 3), (2, 4)])
    batch[0] = sampled()[0]
    batch[1, :3, 1, 2] = batch[1, :3, 2, 1] = np.nan
    whole = weights.ahp(batch, prioritization=prioritization)
    assert whole.weights.shape == (2, 6, 5)
    assert whole.lambda_max.shape == (2, 6)
    for index in np.ndindex(2, 6):
        alone = weights.ahp(batch[index], prioritization=prioritization)
        picked = whole.at(index)
        np.testing.assert_allclose(picked.weights, alone.weights, rtol=0, atol=1e-12)
        np.testing.assert_allclose(picked.completed, alone.completed, rtol=1e-9)
        for name in ("lambda_max", "consistency_index", "consistency_ratio"):
            assert getattr(picked, name) == pytest.approx(getattr(alone, name), abs=1e-12)


@pytest.mark.filterwarnings("ignore::decision_analysis.errors.InconsistentJudgementsWarning")
def test_completion_finds_the_least_eigenvalue_as_a_general_minimizer_does():
    from scipy.optimize import minimize

    gaps = [(0, 3), (2, 4), (1, 4), (0, 1)]
    batch = sampled(gaps)[0]
    completed = weights.ahp(batch).completed
    known = ~np.isnan(batch)
    np.testing.assert_array_equal(completed[known], batch[known])
    first, second = np.array(gaps).T
    for matrix, found in zip(batch, completed, strict=True):

        def largest(logs, matrix=matrix):
            trial = matrix.copy()
            trial[first, second], trial[second, first] = np.exp(logs), np.exp(-logs)
            return np.linalg.eigvals(trial).real.max()

        general = minimize(largest, np.zeros(4), method="BFGS", options={"gtol": 1e-7})
        assert largest(np.log(found[first, second])) <= general.fun + 1e-12
        np.testing.assert_allclose(np.log(found[first, second]), general.x, atol=1e-4)


def test_a_tree_of_comparisons_is_consistent():
    nan = np.nan
    result = weights.ahp(
        [[1, 2, nan, nan], [1 / 2, 1, 3, nan], [nan, 1 / 3, 1, 4], [nan, nan, 1 / 4, 1]]
    )
    np.testing.assert_allclose(result.completed[0], [1, 2, 6, 24], rtol=1e-12)
    assert result.consistency_index == pytest.approx(0, abs=1e-13)


@pytest.mark.filterwarnings("ignore::decision_analysis.errors.InconsistentJudgementsWarning")
def test_an_iteration_that_does_not_end_is_said(monkeypatch):
    monkeypatch.setattr(_completion, "COMPLETION_STEPS", 1)
    with pytest.raises(
        ConvergenceError, match=r"^ahp\(\): missing comparisons must converge in 1 steps"
    ) as caught:
        weights.ahp(sampled(gaps=[(0, 3), (2, 4)]))
    assert np.isfinite(caught.value.partial).all()


def test_the_warning_of_a_batch_counts_samples():
    calm = np.ones((8, 8))
    with pytest.warns(
        InconsistentJudgementsWarning, match=r"got in 1 of 2 samples, at most 0\.169"
    ) as caught:
        weights.ahp([HOUSE, calm])
    assert caught[0].filename == __file__


def test_the_input_is_neither_shared_nor_changed():
    given_ = np.array(BOZOKI)
    result = weights.ahp(given_)
    assert np.isnan(given_[2, 3])
    assert not np.shares_memory(result.completed, given_)
    assert not result.completed.flags.writeable
    plain = np.ones((3, 3))
    assert not np.shares_memory(weights.ahp(plain).completed, plain)


@pytest.mark.parametrize(
    ("matrix", "options", "message"),
    [
        (
            [[1, 2], [2, 1]],
            {"names": ["x", "y"]},
            "'x' to 'y' must be the reciprocal of the turned comparison; got 2 and 2",
        ),
        ([[1, 3], [0.33, 1]], {}, "'1' to '2' must be the reciprocal.*got 3 and 0.33 turned"),
        ([[1, 0], [0, 1]], {}, "'1' to '2' must be positive; got 0"),
        ([[1, -2], [-0.5, 1]], {}, "must be positive; got -2"),
        ([[1, np.inf], [0, 1]], {}, "must be finite; got inf"),
        ([[2, 1], [1, 1]], {}, "'1' to '1' must be 1; got 2"),
        ([[1, 2, 3]], {}, r"must have shape \(..., n, n\); got \(1, 3\)"),
        ([1, 2], {}, r"must have shape \(..., n, n\)"),
        (np.ones((0, 3, 3)), {}, r"must have shape"),
        ([["1", "two"], ["0.5", "1"]], {}, r"comparisons must be numbers; got 'two' at \(0, 1\)"),
        ([[1, 2], [0.5]], {}, "rectangular"),
        ([[[1, 1], [1, 1]], [[1, 2], [1, 1]]], {}, r"'1' to '2' at \(1,\) must be the reciprocal"),
        (
            [[1, np.nan], [np.nan, 1]],
            {"names": ["x", "y"]},
            r"must connect all items; got none between \['x'\] and \['y'\]",
        ),
        (np.ones((3, 3)), {"names": ["x", "y"]}, "names must be 3, one for each row; got 2"),
        (np.ones((2, 2)), {"names": ["x", "x"]}, r"names must not repeat; got \['x'\]"),
        (
            np.ones((2, 2)),
            {"prioritization": "mean"},
            "prioritization must be one of 'eigenvector'",
        ),
        (
            np.ones((2, 2)),
            {"random_index": "golden"},
            "random_index must be one of 'saaty', 'alonso_lamata'",
        ),
        (
            np.ones((11, 11)),
            {},
            "random_index 'saaty' needs at most 10 criteria; got 11; 'alonso_lamata' takes any",
        ),
    ],
)
def test_what_is_refused(matrix, options, message):
    with pytest.raises(InvalidInputError, match=r"^ahp\(\): .*" + message):
        weights.ahp(matrix, **options)


def test_rounded_reciprocals_pass():
    weights.ahp([[1, 3], [0.3333333, 1]])


def test_no_random_index_leaves_the_ratio_out():
    result = weights.ahp(np.ones((12, 12)), random_index=None)
    np.testing.assert_allclose(result.weights, 1 / 12)
    assert result.consistency_ratio is None
    assert result.consistency_index == pytest.approx(0, abs=1e-14)
    assert result.to_dict()["consistency_ratio"] is None
    batch = weights.ahp([HOUSE, HOUSE], random_index=None)
    assert batch.at(0).consistency_ratio is None
    assert batch.at(0).lambda_max == pytest.approx(9.669, abs=5e-4)


def test_a_random_index_of_ones_own():
    matrix = reciprocal(0.2 * np.random.default_rng(3).normal(size=(12, 12)))
    for table in ({11: 1.51, 12: 1.54}, pd.Series({11: 1.51, 12: 1.54})):
        result = weights.ahp(matrix, random_index=table)
        assert result.consistency_index / result.consistency_ratio == pytest.approx(1.54, rel=1e-12)
        assert result.parameters["random_index"] == {11: 1.51, 12: 1.54}
    assert (
        weights.ahp([[1, 3], [1 / 3, 1]], random_index={1: 0, 2: 0, 3: 0.58}).consistency_ratio == 0
    )


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({4: 0.9}, r"random_index must have a value for 3 criteria; got \[4\]"),
        ({3: 0}, "random_index of 3 criteria must be greater than 0"),
        ({3: "0.58"}, "random_index of 3 criteria must be a number"),
        ({"3": 0.58}, "number of criteria in random_index must be an integer; got '3'"),
        ({}, "random_index must not be empty"),
        (
            0.58,
            (
                r"random_index must be one of 'saaty', 'alonso_lamata', or None, or a mapping such"
                r" as \{3: 0\.58\}"
            ),
        ),
    ],
)
def test_what_is_no_random_index(table, message):
    with pytest.raises(InvalidInputError, match=r"^ahp\(\): .*" + message):
        weights.ahp(np.ones((3, 3)), random_index=table)
