"""PROMETHEE GDSS: proportional to the mean of net flows, other tables, order of alternatives."""

import numpy as np
import pytest

from decision_analysis import mcda
from decision_analysis.errors import InvalidInputError


@pytest.fixture
def views(stations, functions):
    mine = mcda.promethee_ii(stations, [1, 1, 1, 2, 4, 2], preference=functions)
    return {"Ann": mcda.promethee_ii(stations, [1] * 6, preference=functions), "Bob": mine}


def test_net_flows_are_proportional_to_the_mean(views):
    result = mcda.promethee_group(views, {"Bob": 3, "Ann": 1})
    mean = (views["Ann"].scores + 3 * views["Bob"].scores) / 4
    np.testing.assert_allclose(result.scores, mean * 6 / 10, atol=1e-12)
    assert result.criteria == ("Ann", "Bob")
    np.testing.assert_allclose(result.criterion_flows, result.table.values * 0.6, atol=1e-12)
    equal = mcda.promethee_group(views)
    np.testing.assert_allclose(equal.scores, 0.3 * sum(v.scores for v in views.values()))


def test_people_may_have_tables_of_their_own_in_any_order(views, stations, functions):
    turned = stations.select(alternatives=stations.alternatives[::-1])
    other = mcda.promethee_ii(turned, [1, 1, 1, 2, 4, 2], preference=functions)
    result = mcda.promethee_group({"Ann": views["Ann"], "Bob": other})
    np.testing.assert_allclose(result.scores, mcda.promethee_group(views).scores, atol=1e-12)
    plane = mcda.gaia(result.table, [1, 1], preference=mcda.preference.v_shape(2))
    assert plane.delta == pytest.approx(1)


def test_samples_of_one_person_broadcast(views, stations, functions):
    many = mcda.promethee_ii(stations, np.ones((3, 6)), preference=functions)
    result = mcda.promethee_group({"Ann": many, "Bob": views["Bob"]})
    assert result.sample_shape == (3,)
    np.testing.assert_allclose(result.scores[2], mcda.promethee_group(views).scores, atol=1e-12)


def test_bad_views_are_refused(views, stations, functions):
    few = stations.select(alternatives=stations.alternatives[:3])
    fewer = mcda.promethee_ii(few, [1] * 6, preference=functions)
    two, three = (
        mcda.promethee_ii(stations, np.ones((n, 6)), preference=functions) for n in (2, 3)
    )
    for given, message in (
        ({"Ann": fewer, "Bob": views["Bob"]}, "view of 'Bob' must have the alternatives of the f"),
        ({"Ann": 3}, "view of 'Ann' must be what promethee_ii returned; got 3"),
        ({"Ann": two, "Bob": three}, r"broadcast together; got Ann \(2,\), Bob \(3,\)"),
    ):
        with pytest.raises(InvalidInputError, match=message):
            mcda.promethee_group(given)
