"""Scales so wide that performances which differ count as equal on them: told by name, once."""

import warnings

import numpy as np
import pytest

from decision_analysis import DecisionTable, mcda, value
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError

TABLE = DecisionTable([[1.0, 5.0], [2.0, 5.0], [3.0, 4.0]], ["wide", "usual"], ["a", "b", "c"])
EVEN = [0.5, 0.5]
LOW, HIGH = -1e300, 1e300


def given(low, high):
    return {"wide": (low, high), "usual": (0, 10)}


def functions(wide):
    return {"wide": wide, "usual": value.linear(0, 10)}


def by_values(function):
    return lambda low, high: mcda.additive_value(TABLE, EVEN, values=functions(function(low, high)))


DOORS = {
    "weighted_sum": lambda *ends: mcda.weighted_sum(
        TABLE, EVEN, normalization="minmax", ranges=given(*ends)
    ),
    "topsis": lambda *ends: mcda.topsis(TABLE, EVEN, normalization="minmax", ranges=given(*ends)),
    "vikor": lambda *ends: mcda.vikor(TABLE, EVEN, ranges=given(*ends)),
    "spotis": lambda *ends: mcda.spotis(TABLE, EVEN, bounds=given(*ends)),
    "balanced_spotis": lambda *ends: mcda.balanced_spotis(
        TABLE, EVEN, bounds=given(*ends), expected_solution={"wide": 2, "usual": 5}
    ),
    "rim": lambda *ends: mcda.rim(
        TABLE, EVEN, ranges=given(*ends), reference_ideals={"wide": 1.5, "usual": 5}
    ),
    "rafsi": lambda low, high: mcda.rafsi(TABLE, EVEN, ideal=[high, 10], anti_ideal=[low, 0]),
    "aras": lambda low, high: mcda.aras(TABLE, EVEN, optimal=[high, 5]),
    "ervd": lambda low, high: mcda.ervd(TABLE, EVEN, reference_point=[high, 4.5]),
    "comet": lambda *ends: mcda.comet(
        TABLE, characteristic_values=given(*ends), expert=lambda objects: objects.values.sum(1)
    ),
    "uta": lambda *ends: mcda.uta(TABLE, ranking=["b", "c"], breakpoints=2, ranges=given(*ends)),
    "utastar": lambda *ends: mcda.utastar(
        TABLE, ranking=["b", "c"], breakpoints=2, ranges=given(*ends)
    ),
    "robust_ordinal_regression": lambda *ends: mcda.robust_ordinal_regression(
        TABLE, preferences=[("b", "c")], breakpoints=2, ranges=given(*ends)
    ),
    "linear": by_values(value.linear),
    "exponential": by_values(lambda low, high: value.exponential(low, high, 2)),
    "logistic": by_values(lambda low, high: value.logistic(low, high, 5)),
    "piecewise": by_values(lambda low, high: value.piecewise([low, 1.5, high], [0, 0.5, 1])),
    "target": by_values(lambda low, high: value.target(low, 2.5, high)),
    "apply": lambda *ends: value.apply(TABLE, {"wide": value.linear(*ends)}),
    "multiplicative_utility": lambda *ends: mcda.multiplicative_utility(
        TABLE, EVEN, values=functions(value.linear(*ends))
    ),
    "owa": lambda *ends: mcda.owa(TABLE, order_weights=EVEN, values=functions(value.linear(*ends))),
}


@pytest.mark.parametrize("door", DOORS)
def test_a_scale_too_wide_for_what_it_meets_is_told_by_name(door):
    with pytest.warns(DegenerateDataWarning) as told:
        DOORS[door](LOW, HIGH)
    wide = [str(warning.message) for warning in told if "scale" in str(warning.message)]
    assert len(wide) == 1
    assert "criterion 'wide' is constant on its scale: performances must differ" in wide[0]


@pytest.mark.parametrize("door", DOORS)
def test_one_that_tells_them_apart_is_not_told(door):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        DOORS[door](-1e11, 1e11)


@pytest.mark.parametrize("door", ["weighted_sum", "topsis", "vikor", "spotis", "rim", "rafsi"])
def test_a_scale_without_a_finite_width_is_refused(door):
    with pytest.raises(InvalidInputError, match=r"'wide' must (have|be at) a finite"):
        DOORS[door](-1e308, 1e308)


@pytest.mark.parametrize(
    "function",
    [
        value.piecewise([LOW, 0, 10, HIGH], [0, 0.1, 0.9, 1]),  # a narrow piece within a wide scale
        value.piecewise([LOW, 1.5, 2.5, HIGH], [0, 0.1, 0.9, 1]),  # on either side of one
        value.piecewise([LOW, 0, HIGH], [0, 1, 1]),  # flat where they are
        value.target(LOW, 0, 10),
        value.target(LOW, (1, 3), HIGH),  # all are ideal
        value.step([LOW, HIGH], [0, 0.5, 1]),
        lambda levels: levels / 1e300,
    ],
)
def test_of_a_function_in_pieces_only_the_piece_counts(function):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        mcda.additive_value(TABLE, EVEN, values=functions(function))


def test_rim_is_told_of_the_side_of_the_ideal_that_is_too_wide():
    def asked(least, ideal, most):
        ideals = {"wide": ideal, "usual": 5}
        return mcda.rim(TABLE, EVEN, ranges=given(least, most), reference_ideals=ideals)

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        asked(LOW, 0, 10)
        asked(LOW, (1, 3), HIGH)
    with pytest.warns(DegenerateDataWarning, match=r"width 1e\+300; got 2$"):
        asked(0, 0, HIGH)


def test_what_sums_leave_where_they_cancel_is_not_told():
    left = DecisionTable([[0.1 + 0.2 - 0.3], [0.0]], ["c"], ["a", "b"])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        mcda.weighted_sum(left, [1], normalization="minmax", ranges={"c": (0, 1)})


def test_samples_that_it_concerns_are_counted():
    # of the first only the ends are alike, the second is constant by itself
    columns = [[0.0, 1e290, 0.0], [7.0, 7.0, 7.0], [0.0, 9.0, 4.0]]
    samples = DecisionTable(np.array(columns)[..., None], ["wide"], ["a", "b", "c"])
    with pytest.warns(DegenerateDataWarning, match=r"in 1 of 3 samples: .* 2e\+300; got 9$"):
        mcda.spotis(samples, [1], bounds={"wide": (LOW, HIGH)})
