"""One model, written once, goes through every analysis without a change: a table, a tree, a
diagram."""

import numpy as np
import pytest

import decision_analysis as da
from decision_analysis import diagrams, sensitivity, trees, uncertainty, voi

PARAMETERS = da.Parameters(
    [
        da.Parameter("wet", 0.4, low=0.2, high=0.7),
        da.Parameter("gain", 100, low=60, high=160, unit="kEUR"),
        da.Parameter("loss", 50, low=30, high=70, unit="kEUR"),
        da.Parameter("rent", 15, low=5, high=30, unit="kEUR"),
    ]
)


def tabled(x):
    """Tabulate what drilling, renting out and waiting bring."""
    drill = x["wet"] * x["gain"] - (1 - x["wet"]) * x["loss"]
    return da.DecisionTable.from_rows(
        {"drill": [drill], "rent out": [x["rent"]], "wait": [0.0]}, ["profit"]
    )


def grown(x):
    """Grow the tree of the same decision, and tabulate its strategies."""
    oil = trees.Chance("oil", {"wet": (x["wet"], x["gain"]), "dry": (trees.REST, -x["loss"])})
    tree = trees.Decision("land", {"drill": oil, "rent out": x["rent"], "wait": 0.0})
    return trees.consequences(tree, ["profit"])


def arcs(x):
    """Solve the influence diagram of the same decision, and tabulate its options."""
    chances = np.stack([x["wet"], 1 - x["wet"]], axis=-1)
    nothing = np.zeros_like(x["gain"])
    worth = [[x["gain"], x["rent"], nothing], [-x["loss"], x["rent"], nothing]]
    diagram = diagrams.InfluenceDiagram(
        [
            diagrams.Uncertain("oil", ["wet", "dry"], chances),
            diagrams.Choice("land", ["drill", "rent out", "wait"]),
            diagrams.Value("profit", np.moveaxis(np.array(worth), -1, 0), of=["oil", "land"]),
        ]
    )
    options = diagrams.solve(diagram).options["land"][()]
    return da.DecisionTable.from_rows({label: [v] for label, v in options.items()}, ["profit"])


MODELS = {"a table": tabled, "a tree": grown, "a diagram": arcs}
LATER = {"wet": 0.55, "gain": 120.0, "loss": 60.0, "rent": 15.0}


def ranked(table, weights):
    """Score by the only criterion, whatever its weight."""
    scores = table.values[..., 0] + 0 * np.asarray(weights)[..., :1]
    return da.Scores(method="profit", alternatives=table.alternatives, scores=scores)


def answers(model):
    """Return what each analysis says of a model, as numbers by analysis."""
    drawn = uncertainty.simulate(model, PARAMETERS, n_samples=2048, rng=1)
    tornado = sensitivity.tornado(model, PARAMETERS)
    where = sensitivity.threshold(model, PARAMETERS, "wet", between=(0, 1), n_points=33)
    change = sensitivity.explain_change(model, PARAMETERS, LATER)
    spider = sensitivity.spider(model, PARAMETERS)
    two = sensitivity.two_way(model, PARAMETERS, ("wet", "gain"), n_points=5)
    smaa = uncertainty.smaa(model, ranked, parameters=PARAMETERS, n_samples=2048, rng=1)
    scenario = sensitivity.prim(drawn, lambda table: table.values[:, 0, 0] < 0)
    found = {
        "simulate": drawn.table.values,
        "tornado": np.stack([tornado.low, tornado.high]),
        "threshold": where.values,
        "explain_change": change.shares,
        "spider": spider.scores,
        "one_way": sensitivity.one_way(model, PARAMETERS, "rent").scores,
        "two_way": two.is_best,
        "smaa": smaa.rank_acceptability,
        "evpi": voi.evpi(drawn).value,
        "evppi": voi.evppi(drawn, drawn, of="wet").value,
        "prim": scenario.boxes[0].low,
    }
    drawing = {"n_samples": 256, "rng": 1, "of": drawn.table.alternatives[:2]}
    shares = sensitivity.sobol(model, PARAMETERS, second_order=True, **drawing)
    found |= {
        "sobol": np.concatenate([shares.first, shares.total, *shares.second]),
        "shapley_effects": sensitivity.shapley_effects(
            model, PARAMETERS, correlation={("wet", "gain"): 0.5}, **drawing
        ).effects,
        "morris": sensitivity.morris(model, PARAMETERS, **drawing).mu_star,
        "rank_correlation": sensitivity.rank_correlation(model, PARAMETERS, **drawing).partial,
    }
    return found


EXPECTED = answers(tabled)


@pytest.mark.parametrize("kind", MODELS)
def test_every_analysis_takes_it_and_gives_the_same(kind):
    found = answers(MODELS[kind])
    assert found.keys() == EXPECTED.keys()
    for name, numbers in found.items():
        np.testing.assert_allclose(numbers, EXPECTED[name], rtol=1e-9, atol=1e-9, err_msg=name)


def test_the_answers_are_those_of_the_decision():
    # drilling has wet 150 - 50, beaten by a rent of 15 below 65 / 150
    np.testing.assert_allclose(EXPECTED["threshold"], [65 / 150], rtol=1e-9)
    drill = EXPECTED["explain_change"][:, 0]
    np.testing.assert_allclose(drill.sum(), (0.55 * 120 - 0.45 * 60) - (0.4 * 100 - 0.6 * 50))
    np.testing.assert_allclose(EXPECTED["smaa"].sum(axis=0), 1)
