"""The aggregated preference index: the matrix of the source, batches, refusals."""

import tracemalloc

import numpy as np
import pytest

from decision_analysis import DecisionTable, mcda
from decision_analysis.errors import InvalidInputError

# Brans, Vincke and Mareschal (1986), as recalled in a collection of cases; agrees within .001.
RECALLED = [
    [0, 0.296, 0.25, 0.268, 0.1, 0.185],
    [0.462, 0, 0.389, 0.333, 0.296, 0.5],
    [0.236, 0.18, 0, 0.333, 0.056, 0.429],
    [0.399, 0.505, 0.305, 0, 0.223, 0.212],
    [0.444, 0.515, 0.487, 0.38, 0, 0.448],
    [0.286, 0.399, 0.25, 0.431, 0.133, 0],
]


def test_published(stations, functions):
    degrees = mcda.preference_degrees(stations, [1] * 6, preference=functions)
    np.testing.assert_allclose(degrees, RECALLED, atol=0.001)


def test_batches_equal_single_calls(stations, functions, samples):
    tables, weights = samples
    whole = mcda.preference_degrees(tables, weights, preference=functions)
    one_table = mcda.preference_degrees(stations, weights, preference=functions)
    assert whole.shape == (4, 3, 6, 6)
    assert one_table.shape == (3, 6, 6)
    for k, w in enumerate(weights):
        alone = mcda.preference_degrees(stations, w, preference=functions)
        np.testing.assert_allclose(one_table[k], alone, rtol=0, atol=1e-12)
        for s in range(4):
            alone = mcda.preference_degrees(tables.at((s, 0)), w, preference=functions)
            np.testing.assert_allclose(whole[s, k], alone, rtol=0, atol=1e-12)


def test_blocks_do_not_matter(samples, functions, monkeypatch):
    tables, weights = samples
    whole = mcda.preference_degrees(tables, weights, preference=functions)
    monkeypatch.setattr("decision_analysis.mcda._blocks.CACHE_BLOCK", 36 * 5)
    assert np.array_equal(mcda.preference_degrees(tables, weights, preference=functions), whole)


def test_answer_is_read_only(stations):
    degrees = mcda.preference_degrees(stations, [1] * 6, preference=mcda.preference.usual())
    with pytest.raises(ValueError, match="read-only"):
        degrees[0, 0] = 1


def test_functions_of_the_users_own(stations):
    mine = mcda.preference_degrees(stations, [1] * 6, preference=lambda d: np.clip(d / 30, 0, 1))
    ours = mcda.preference_degrees(stations, [1] * 6, preference=mcda.preference.v_shape(30))
    np.testing.assert_allclose(mine, ours, atol=1e-15)


USUAL = mcda.preference.usual()


@pytest.mark.parametrize(
    ("preference", "message"),
    [
        (
            "usual",
            (
                "preference of 'price' must be a function of mcda.preference or another callable;"
                " got 'usual'"
            ),
        ),
        (None, "preference of 'price' must be a function .* got None"),
        (
            mcda.preference.usual,
            r"preference of 'price' must take an array of differences; usual\(\) takes 0",
        ),
        ({"price": USUAL}, r"preference must name each criterion once; missing \['space'\]"),
        ({"price": USUAL, "spce": USUAL}, r"missing \['space'\], unknown \['spce'\]"),
        (
            {"price": USUAL, "space": "V-shape"},
            "preference of 'space' must be a function .* got 'V-shape'",
        ),
        (lambda d: d + 0.5, "preference of 'price' must be 0 for equal performances; got 0.5"),
        (lambda d: np.abs(d), r"preference of 'price' must be in \[0, 1\]; got 0 to 10"),
        (lambda d: 0.0, r"preference of 'price' must keep the shape"),
        (lambda d: np.full(d.shape, np.nan), "preference of 'price': degrees must be finite"),
    ],
)
def test_refusals(preference, message):
    table = DecisionTable([[10, 100], [20, 120]], ["price", "space"], ["a", "b"])
    with pytest.raises(InvalidInputError, match=message):
        mcda.preference_degrees(table, [1, 1], preference=preference)


def test_samples_that_do_not_pair_are_refused(stations, functions):
    tables = stations.with_values(np.stack([stations.values] * 3))
    with pytest.raises(
        InvalidInputError,
        match=r"sample axes must broadcast together; got table \(3,\), weights \(2,",
    ):
        mcda.preference_degrees(tables, np.ones((2, 6)), preference=functions)


def test_anything_but_a_table_is_refused(functions):
    with pytest.raises(InvalidInputError, match="table must be a DecisionTable; got list"):
        mcda.preference_degrees([[1, 2]], [1, 1], preference=functions)


def test_memory_for_one_set_of_weights_does_not_grow_with_criteria():
    values = np.random.default_rng(0).uniform(size=(200, 40))
    table = DecisionTable(
        values, [f"c{j}" for j in range(40)], [f"a{i}" for i in range(len(values))]
    )
    tracemalloc.start()
    mcda.preference_degrees(table, np.ones(40), preference=mcda.preference.v_shape(0.5))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10 * 8 * len(values) ** 2
