"""Tables, the tree and its strategies of a study; what their size is limited by."""

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
