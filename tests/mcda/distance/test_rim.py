"""RIM: intervals as ideals, ends of ranges, no rank reversal, what does not fit."""

import numpy as np
import pytest

from decision_analysis import DecisionTable, catalog, mcda, value
from decision_analysis.errors import InvalidInputError

AGES = DecisionTable([[23], [26.5], [30], [33], [40], [60]], ["age"], list("abcdef"))
RANGE, IDEAL = {"age": (23, 60)}, {"age": (30, 35)}


def test_performances_fall_from_the_ideal_to_both_ends():
    result = mcda.rim(AGES, [1], ranges=RANGE, reference_ideals=IDEAL)
    np.testing.assert_allclose(result.normalized[:, 0], [0, 0.5, 1, 1, 0.8, 0])
    np.testing.assert_allclose(result.scores, [0, 0.5, 1, 1, 0.8, 0])
    assert result.parameters["reference_ideals"] == {"age": (30, 35)}


@pytest.mark.parametrize("ideal", [30, (23, 30), (23, 23), (60, 60), (30, 60), (23, 60), (41, 41)])
def test_the_scale_is_that_of_the_value_function_of_a_target(ideal):
    result = mcda.rim(AGES, [1], ranges=RANGE, reference_ideals={"age": ideal})
    wanted = value.target(23, ideal, 60)(AGES.values)
    np.testing.assert_allclose(result.normalized, wanted, atol=1e-15)


def test_goals_say_nothing_and_alternatives_do_not_depend_on_one_another():
    rng = np.random.default_rng(0)
    values = rng.uniform(0, 10, (6, 3))
    ranges = dict.fromkeys("xyz", (0, 10))
    ideals = {"x": (2, 3), "y": 10, "z": (0, 10)}
    options = {"ranges": ranges, "reference_ideals": ideals}
    table = DecisionTable(values, ["x", "y", "z"], list("abcdef"))
    turned = DecisionTable(values, dict.fromkeys("xyz", "min"), list("abcdef"))
    whole = mcda.rim(table, [1, 2, 3], **options)
    np.testing.assert_array_equal(mcda.rim(turned, [1, 2, 3], **options).scores, whole.scores)
    alone = mcda.rim(table.select(alternatives=["d"]), [1, 2, 3], **options)
    np.testing.assert_allclose(alone.scores[0], whole["d"], rtol=1e-14)
    y, w = whole.normalized, np.array([1, 2, 3]) / 6
    plus, minus = np.sqrt(((y * w - w) ** 2).sum(1)), np.sqrt(((y * w) ** 2).sum(1))
    np.testing.assert_allclose(whole.scores, minus / (plus + minus))


def test_a_batch_equals_the_loop():
    rng = np.random.default_rng(2)
    tables = AGES.with_values(rng.uniform(23, 60, (4, 6, 1)))
    whole = mcda.rim(tables, rng.uniform(size=(3, 1, 1)), ranges=RANGE, reference_ideals=IDEAL)
    assert (whole.scores.shape, whole.normalized) == ((3, 4, 6), None)
    one = mcda.rim(tables.at(1), [1], ranges=RANGE, reference_ideals=IDEAL)
    np.testing.assert_allclose(whole.scores[2, 1], one.scores, rtol=1e-14)


@pytest.mark.parametrize(
    ("ranges", "ideal", "says"),
    [
        ({"age": (23, 50)}, IDEAL, "'f' on 'age' must be within its range"),
        (RANGE, {"age": (20, 30)}, "reference_ideals of 'age' must be within its range"),
        (RANGE, {"age": (35, 30)}, "reference_ideals of 'age' must have low <= high"),
        (RANGE, {"age": (30, 31, 32)}, r"must be a number or \(low, high\); got"),
        (RANGE, {"size": 30}, "reference_ideals must name each criterion once"),
    ],
)
def test_what_does_not_fit_is_refused(ranges, ideal, says):
    with pytest.raises(InvalidInputError, match=rf"rim\(\): .*{says}"):
        mcda.rim(AGES, [1], ranges=ranges, reference_ideals=ideal)


def test_the_figures_of_the_paper_that_do_not_follow_from_its_equations():
    """The case has those that do; of the paper's own only those of the first alternative do."""
    result = catalog.load("cables_2016/rim").run()
    paper = [0.58663, 0.51883, 0.10031, 0.17556, 0.49475]
    differ = np.abs(result.scores - paper) > 5e-6
    assert differ.tolist() == [False, True, True, True, True]
    y, w = result.normalized, np.array([0.2262, 0.2143, 0.1786, 0.1429, 0.119, 0.119])
    minus = np.sqrt(((y * w / w.sum()) ** 2).sum(axis=1))
    np.testing.assert_allclose(result.distance_to_anti_ideal, minus)
