"""Weights of stakeholders, from orders, points and bounds."""

import pytest

from decision_analysis import study as studies


def test_weights_of_orders_and_points(document):
    study = studies.from_dict(document)
    assert study.decider.weights() == pytest.approx({"taste": 0.75, "price": 0.25})
    you = study.stakeholders["you"]
    assert you.weights() == pytest.approx({"taste": 40 / 140, "price": 100 / 140})
    assert you.exact
    assert you.allows(study.table()).tolist() == [True, False]
    # points are weights, in every section: none others are possible
    assert you.possible_weights() == you.weights()


def test_bounds_move_the_centroid(document):
    document["stakeholders"]["me"]["weights"]["bounds"] = {"taste": [0.5, 0.6]}
    weights = studies.from_dict(document).decider.weights()
    assert weights["taste"] == pytest.approx(0.55, abs=0.003)
