"""Trade-offs: an additive model with the weights is indifferent, as was said; and refusals."""

import numpy as np
import pytest

from decision_analysis import value, weights
from decision_analysis.errors import InvalidInputError

VALUES = {
    "range": value.linear(300, 700),
    "price": value.linear(30_000, 10_000),
    "space": value.piecewise([1, 2, 5], [0, 0.6, 1]),
}
SAID = [
    ({"price": 20_000, "space": 3}, {"price": 24_000, "space": 5}),
    ({"space": 2, "range": 500}, {"space": 3, "range": 400}),
]


def test_the_additive_model_is_indifferent_where_the_person_is():
    result = weights.trade_off(SAID, values=VALUES)
    assert result.criteria == ("range", "price", "space")
    w = result.as_dict()
    for one, other in SAID:
        totals = [sum(w[c] * VALUES[c](x) for c, x in part.items()) for part in (one, other)]
        assert totals[0] == pytest.approx(totals[1], abs=1e-14)
    assert result.inconsistency == 0


def test_more_pairs_than_needed_check_one_another():
    ratios = [(0, 1, 2.0), (1, 2, 3.0), (0, 2, 6.0)]
    names = "abc"

    def said(pairs):
        return [
            ({names[i]: 1.0, names[j]: 0.0}, {names[i]: 1 - 0.1, names[j]: 0.1 * ratio})
            for i, j, ratio in pairs
        ]

    exact = weights.trade_off(said(ratios))
    np.testing.assert_allclose(exact.weights, [0.6, 0.3, 0.1])
    np.testing.assert_allclose(exact.ratios, [2, 3, 6])
    off = weights.trade_off(said([*ratios[:2], (0, 2, 6 * 1.331)]))
    # three comparisons in a ring: each takes a third of the difference
    assert off.inconsistency == pytest.approx(0.1)


def test_samples_broadcast():
    batch = weights.trade_off([({"a": [0.5, 0.25], "b": 0.0}, {"a": 0.0, "b": 0.5})])
    np.testing.assert_allclose(batch.weights, [[0.5, 0.5], [2 / 3, 1 / 3]])
    assert batch.ratios.shape == (2, 1)


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ([], "indifferences must hold one pair at least"),
        ([{"a": 1}], "indifference 1 must be a pair of alternatives"),
        ([({"a": 1}, {"a": 0})], r"indifference 1 must differ on two criteria; got \['a'\]"),
        ([({"a": 1, "b": 0}, {"a": 0, "c": 1})], "the second of indifference 1 must name"),
        ([({"a": 1, "b": 1}, {"a": 0, "b": 0})], "each of which is better on one of 'a' and 'b'"),
        ([({"a": 1, "b": 1}, {"a": 1, "b": 0})], "that differ in value on 'a'"),
        (
            [({"a": 1, "b": 0}, {"a": 0, "b": 1}), ({"c": 1, "d": 0}, {"c": 0, "d": 1})],
            r"none between \['a', 'b'\] and \['c', 'd'\]",
        ),
    ],
)
def test_what_is_refused(said, message):
    with pytest.raises(InvalidInputError, match=r"^trade_off\(\): .*" + message):
        weights.trade_off(said)


def test_value_functions_are_asked_of_each_criterion():
    with pytest.raises(InvalidInputError, match="values of 'price' must be a function"):
        weights.trade_off(SAID, values={**VALUES, "price": 3})
    with pytest.raises(InvalidInputError, match="criterion in indifferences"):
        weights.trade_off(SAID, values={"price": VALUES["price"]})
