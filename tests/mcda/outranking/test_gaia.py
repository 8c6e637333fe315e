"""The GAIA plane: a published case, an eigenvalue oracle, what is promised of its directions."""

import numpy as np
import pytest

from decision_analysis import Criterion, DecisionTable, errors, mcda

p = mcda.preference


@pytest.fixture
def sites():
    """Twelve sites in Europe: table 4 and figure 9 of Brans and Mareschal (1994)."""
    goals = {"C1": "min", "C2": "max", "C3": "max", "C4": "max", "C5": "min"}
    rows = {
        "A1": [21.0, 425, 500, 2, 1],
        "A2": [21.3, 475, 522, 2, 0],
        "A3": [8.2, 120, 860, 5, 2],
        "A4": [6.6, 45, 722, 3, 1],
        "A5": [4.9, 52, 1050, 4, 3],
        "A6": [21.3, 755, 850, 3, 5],
        "A7": [17.9, 625, 200, 2, 5],
        "A8": [17.3, 524, 780, 2, 5],
        "A9": [14.2, 540, 690, 4, 6],
        "A10": [10.4, 80, 675, 4, 3],
        "A11": [12.9, 310, 786, 5, 2],
        "A12": [9.6, 275, 1020, 2, 3],
    }
    functions = [p.linear(0.5, 3.2), p.gaussian(75), p.gaussian(225), p.level(1, 2), p.v_shape(3)]
    table = DecisionTable.from_rows(rows, [Criterion(n, g) for n, g in goals.items()])
    return table, [3, 1, 1, 1, 2.5], dict(zip(goals, functions, strict=True))


def _of(plane, name):
    both = dict(zip(plane.alternatives, plane.alternatives_uv, strict=True))
    return (both | dict(zip(plane.criteria, plane.criteria_uv, strict=True)))[name]


def test_published_sites(sites):
    table, weights, functions = sites
    plane = mcda.gaia(table, weights, preference=functions)
    # "with delta = 86%, only 14% of the total information gets lost by the projection"
    assert round(plane.delta, 2) == 0.86
    # figure 11 and its text: the first three are A4, A5 and A3, the next two A11 and A12
    ranked = mcda.promethee_ii(table, weights, preference=functions)
    assert ranked.order[:5] == ("A4", "A5", "A3", "A11", "A12")
    # "pi is strongly oriented in the direction of the cluster Belgium", A3 to A5
    along = plane.alternatives_uv @ plane.pi
    assert {plane.alternatives[i] for i in np.argsort(-along)[:3]} == {"A3", "A4", "A5"}
    # "the cluster Netherlands (A1, A2) is good on criteria Population and Competitors"
    for name in ("A1", "A2"):
        assert _of(plane, name) @ _of(plane, "C2") > 0
        assert _of(plane, name) @ _of(plane, "C5") > 0
    # "the cluster Germany is good only on criterion Population"
    for name in ("A6", "A7", "A8", "A9"):
        assert max(plane.criteria, key=lambda c, a=name: _of(plane, a) @ _of(plane, c)) == "C2"


def test_against_eigenvectors_of_the_covariance(stations, functions):
    weights = np.array([3, 1, 2, 1, 1, 4])
    plane = mcda.gaia(stations, weights, preference=functions)
    flows = mcda.promethee_ii(stations, weights, preference=functions).criterion_flows
    values, vectors = np.linalg.eigh(np.cov(flows.T))
    values, vectors = values[::-1], vectors[:, ::-1]
    np.testing.assert_allclose(plane.delta, values[:2].sum() / values.sum())
    np.testing.assert_allclose(plane.shares, values / values.sum(), atol=1e-12)
    # an eigenvector's sign is free
    vectors = vectors[:, :2] * np.sign((weights @ vectors)[:2])
    np.testing.assert_allclose(plane.criteria_uv, vectors, atol=1e-9)
    np.testing.assert_allclose(plane.alternatives_uv, flows @ vectors, atol=1e-9)
    np.testing.assert_allclose(plane.pi, weights / np.linalg.norm(weights) @ vectors, atol=1e-9)


def test_no_other_plane_shows_more(stations, functions):
    plane = mcda.gaia(stations, [1] * 6, preference=functions)
    flows = mcda.promethee_ii(stations, [1] * 6, preference=functions).criterion_flows
    rng = np.random.default_rng(4)
    for _ in range(200):
        other, _ = np.linalg.qr(rng.normal(size=(6, 2)))
        assert (flows @ other).var(axis=0).sum() <= plane.delta * flows.var(axis=0).sum() + 1e-12


def test_two_criteria_are_shown_whole():
    table = DecisionTable([[1, 0.2], [0.3, 1], [0.5, 0.4]], ["p", "q"], ["a", "b", "c"])
    plane = mcda.gaia(table, [2, 1], preference=p.v_shape(1))
    assert plane.delta == pytest.approx(1)
    assert np.hypot(*plane.pi) == pytest.approx(1)
    net = mcda.promethee_ii(table, [2, 1], preference=p.v_shape(1)).scores
    length = np.linalg.norm([2 / 3, 1 / 3])
    np.testing.assert_allclose(plane.alternatives_uv @ plane.pi * length, net, atol=1e-12)


def test_order_does_not_matter(sites):
    table, weights, functions = sites
    plane = mcda.gaia(table, weights, preference=functions)
    rows, columns = list(table.alternatives[::-1]), list(table.criterion_names[::-1])
    turned = mcda.gaia(
        table.select(alternatives=rows, criteria=columns), weights[::-1], preference=functions
    )
    np.testing.assert_allclose(turned.alternatives_uv[::-1], plane.alternatives_uv, atol=1e-9)
    np.testing.assert_allclose(turned.criteria_uv[::-1], plane.criteria_uv, atol=1e-9)


def test_weights_move_only_the_decision_axis(sites):
    table, _, functions = sites
    one = mcda.gaia(table, [3, 1, 1, 1, 2.5], preference=functions)
    two = mcda.gaia(table, [1, 1, 9, 1, 1], preference=functions)
    np.testing.assert_allclose(np.abs(one.alternatives_uv), np.abs(two.alternatives_uv))
    assert not np.allclose(one.pi, two.pi)
    assert (one.pi >= 0).all()
    assert (two.pi >= 0).all()


def test_one_criterion_and_two_alternatives_lie_on_a_line():
    one = mcda.gaia(DecisionTable([[1], [2], [4]], ["p"], list("abc")), [1], preference=p.usual())
    assert one.alternatives_uv.tolist() == [[-1, 0], [0, 0], [1, 0]]
    assert one.criteria_uv.tolist() == [[1, 0]]
    two = mcda.gaia(
        DecisionTable([[1, 0, 3], [2, 5, 1]], ["p", "q", "r"], ["a", "b"]),
        [1, 1, 1],
        preference=p.v_shape(4),
    )
    assert (two.alternatives_uv[:, 1] == 0).all()
    assert (two.criteria_uv[:, 1] == 0).all()
    assert two.delta == pytest.approx(1)


def test_where_nothing_varies_all_points_lie_at_0():
    table = DecisionTable(np.ones((3, 2)), ["p", "q"], ["a", "b", "c"])
    with pytest.warns(errors.DegenerateDataWarning, match=r"gaia\(\): all net flows are 0"):
        plane = mcda.gaia(table, [1, 1], preference=p.usual())
    assert plane.delta == 1
    assert not plane.alternatives_uv.any()
    assert not plane.criteria_uv.any()
    assert not plane.pi.any()


def test_a_plane_that_is_one_of_several_is_told():
    # three criteria that agree on three alternatives, and of which each favors another one alike
    rows = np.vstack([np.eye(3), np.zeros(3), np.full(3, 2), np.full(3, 3)])
    table = DecisionTable(rows, ["p", "q", "r"], list("abcdef"))
    with pytest.warns(errors.DegenerateDataWarning, match="is one of several"):
        mcda.gaia(table, [1, 1, 1], preference=p.usual())


def test_a_plane_for_each_sample(stations, functions, samples):
    tables, weights = samples
    whole = mcda.gaia(tables, weights, preference=functions)
    assert whole.alternatives_uv.shape == (4, 3, 6, 2)
    assert whole.delta.shape == (4, 3)
    for i, k in np.ndindex(4, 3):
        alone = mcda.gaia(tables.at((i, 0)), weights[k], preference=functions)
        one = whole.at((i, k))
        for field in ("scores", "alternatives_uv", "criteria_uv", "pi", "delta", "shares"):
            np.testing.assert_allclose(getattr(one, field), getattr(alone, field), atol=1e-9)


def test_the_scores_are_net_flows(stations, functions):
    plane = mcda.gaia(stations, [1] * 6, preference=functions)
    ranked = mcda.promethee_ii(stations, [1] * 6, preference=functions)
    np.testing.assert_array_equal(plane.scores, ranked.scores)
    assert plane.best == "Austria"
    assert list(plane.to_frame().columns) == ["rank", "score", "u", "v"]
    assert "83.5% of the variance" in repr(plane)
