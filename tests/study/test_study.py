"""A study document becomes tables, weights and a tree; every cross-reference is verified."""

import numpy as np
import pytest

import decision_analysis as da
from decision_analysis import study as studies
from decision_analysis.errors import InvalidModelError


def test_tables_and_models(document):
    study = studies.from_dict(document)
    assert study.table().values.tolist() == [[40, 10], [75, 60]]
    assert study.table().maximize.tolist() == [True, False]
    samples = study.judgements.sample(16, rng=0)
    assert study.table(samples).sample_shape == (16,)
    assert study.groups == {"Food": ("taste",), "Money": ("price",)}
    assert study.judgements["home: taste"].rationale == "depends"


def test_tree_takes_parameters_and_derived_numbers(document):
    study = studies.from_dict(document)
    strategies = study.strategies()
    assert strategies.alternatives == ("home", "out")
    np.testing.assert_allclose(strategies.values, [[40, 10], [0.8 * 75 + 0.2 * 10, 4 + 0.8 * 60]])
    sampled = study.strategies({"p_open": np.array([0.5, 1.0]), "walk": 4.0})
    np.testing.assert_allclose(sampled.values[:, 1], [[42.5, 34], [75, 64]])


def test_weighted_value_of_the_tree_is_that_of_the_table(document):
    study = studies.from_dict(document)
    rolled = da.trees.rollback(study.tree(), attribute=study.attribute())
    value = da.mcda.additive_value(
        study.strategies(), study.decider.weights(), values=study.value_functions
    )
    assert rolled.value == pytest.approx(100 * value.scores.max(), rel=1e-12)


def test_weights_of_orders_and_points(document):
    study = studies.from_dict(document)
    assert study.decider.weights() == pytest.approx({"taste": 0.75, "price": 0.25})
    you = study.stakeholders["you"]
    assert you.weights() == pytest.approx({"taste": 40 / 140, "price": 100 / 140})
    assert you.orders == ("price > taste",)
    assert you.allows(study.table()).tolist() == [True, False]
    drawn = you.weight_space().sample(100, rng=0)
    assert (drawn[:, 1] >= drawn[:, 0]).all()


def test_a_limit_is_kept_by_what_misses_it_by_rounding():
    table = da.DecisionTable([[0.1 + 0.2], [0.3], [0.3 + 1e-9]], ["risk"], ["a", "b", "c"])
    assert studies.Constraint("risk", "at_most", 0.3).allows(table).tolist() == [True, True, False]
    assert studies.Constraint("risk", "at_least", 0.1 + 0.2).allows(table).tolist() == [
        True,
        True,
        True,
    ]
    zero = table.with_values([[0.3 - 0.1 - 0.2], [1.0], [-1e-9]])
    assert studies.Constraint("risk", "at_least", 0).allows(zero).tolist() == [True, True, False]


def test_bounds_move_the_centroid(document):
    document["stakeholders"]["me"]["weights"]["bounds"] = {"taste": [0.5, 0.6]}
    weights = studies.from_dict(document).decider.weights()
    assert weights["taste"] == pytest.approx(0.55, abs=0.003)


def test_predictions_give_probabilities(document):
    document["predictions"] = {
        "kitchen": {
            "party": "cook",
            "criteria": {"effort": "min", "fame": "max"},
            "alternatives": {
                "opens": {"effort": 60, "fame": 80},
                "rests": {"effort": 10, "fame": 20},
            },
            "spread": 10,
            "weights": "fame > effort",
            "gives": {"opens": "p_open"},
            "source": ["S1"],
            "rationale": "proud",
        }
    }
    del document["parameters"]["p_open"]
    study = studies.from_dict(document)
    assert 0.5 < study.predicted["p_open"] < 1
    assert study.predicted == studies.from_dict(document).predicted


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda d: d["judgements"]["home"].pop("taste"),
            r"judgements > home: 'home' lacks judgements on \['taste'\]",
        ),
        (lambda d: d["judgements"].update(bar=d["judgements"]["out"]), "unknown alternative 'bar'"),
        (
            lambda d: d["judgements"]["home"].update(smell=d["judgements"]["home"]["taste"]),
            "judgements > home > smell: unknown criterion",
        ),
        (
            lambda d: d["judgements"]["home"]["taste"].update(low=50),
            "low <= base <= high must hold; got 50, 40, 70",
        ),
        (
            lambda d: d["judgements"]["home"]["taste"].update(high=170),
            r"must lie on the scale \[0, 100\]; got 20 to 170",
        ),
        (
            lambda d: d["stakeholders"]["me"]["weights"].update(order="taste > prise"),
            "stakeholders > me > weights: .*prise",
        ),
        (
            lambda d: d["stakeholders"]["you"]["weights"]["swing"].pop("taste"),
            r"missing \['taste'\]",
        ),
        (
            lambda d: d["stakeholders"]["you"]["constraints"][0].update(criterion="cost"),
            "unknown criterion 'cost'",
        ),
        (lambda d: d.update(decides="her"), "decides: unknown stakeholder 'her'"),
        (lambda d: d["derived"].update(p_shut="1 - p_opn"), "unknown parameter 'p_opn'"),
        (lambda d: d["derived"].update(walk="1"), "'walk' is given more than once"),
        (
            lambda d: d["parameters"]["walk"].update(source=["S9"]),
            "parameters > walk: unknown statement 'S9'",
        ),
        (lambda d: d["derived"].update(p_shut="0.3"), "probabilities must sum to 1; got 1.1"),
        (lambda d: d["tree"]["options"]["home"]["terminal"].pop("price"), "price"),
    ],
)
def test_faults_are_named(document, change, message):
    change(document)
    with pytest.raises(InvalidModelError, match=message):
        studies.from_dict(document)


def test_all_faults_at_once(document):
    document["decides"] = "her"
    document["judgements"]["home"].pop("taste")
    with pytest.raises(InvalidModelError) as caught:
        studies.from_dict(document)
    assert len(caught.value.problems) == 2


def test_analysis_answers_every_question(document):
    seen = []
    analysis = studies.analyze(
        studies.from_dict(document), progress=lambda *step: seen.append(step)
    )
    assert [done for done, _, _ in seen] == list(range(analysis.n_steps))
    assert analysis.to_markdown().startswith("> Made up.")
    assert analysis.to_dict()["notice"] == "Made up."
    assert analysis.results["tree: rollback"].policy[()] in ("home", "out")
    assert "Where to eat" in analysis.to_text()
    assert all(
        np.isfinite(r.scores).all() for r in analysis.results.values() if isinstance(r, da.Scores)
    )


def test_trees_may_be_deep(document):
    names = [name for group in document["criteria"].values() for name in group]
    node = {"terminal": dict.fromkeys(names, 50)}
    for i in range(700):
        node = {"decision": f"d{i}", "options": {"on": node}}
    case = studies.from_dict({**document, "tree": node})
    assert case.tree().size == 701
    assert case.strategies().alternatives == ("; ".join(["on"] * 700),)


def test_strategies_that_would_fill_books_are_refused(document):
    end = {"terminal": {"taste": 1, "price": 0}}
    then = end
    for i in range(700):
        then = {"decision": f"d{i}", "options": {"go": then, "stop": end}}
    with pytest.raises(
        InvalidModelError, match="at most 200,000 options in all to be written out; 701 strategies"
    ):
        studies.from_dict({**document, "tree": then})


def test_what_contains_itself_is_refused(document):
    node = {"decision": "d", "options": {}}
    node["options"]["on"] = node
    with pytest.raises(InvalidModelError, match="tree > options > on: must not contain itself"):
        studies.from_dict({**document, "tree": node})
