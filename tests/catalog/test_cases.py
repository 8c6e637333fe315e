"""Every published case is reproduced to its last digit, and every method has a case."""

import inspect
import json
import warnings
from importlib import resources

import pytest

from decision_analysis import catalog, mcda, weights
from decision_analysis.catalog._compare import mismatches
from decision_analysis.catalog._load import read

FILES = resources.files("decision_analysis.catalog")
DISPUTED = [name for name in catalog.names() if read(name).get("disputed")]
DEFINITIONS = {
    "mcda.compare": "methods side by side; each has its own cases",
    "mcda.explain": "differences of terms, or Shapley values; worked by hand in its tests",
    "weights.equal": "1 over the number of criteria",
    "weights.direct": "points over their sum; the arithmetic is that of swing, which has a case",
}


@pytest.mark.parametrize("name", catalog.names())
def test_the_figures_are_reproduced(name):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        case = catalog.load(name)
        assert case.check() == []
    assert {warning.category.__name__ for warning in caught} == set(case.warns)


@pytest.mark.parametrize("name", DISPUTED)
def test_a_disputed_figure_is_not_ours(name):
    """What is ours is still what we compute, and the source's figure is still another."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        case = catalog.load(name)
        result = case.run()
    for dispute in case.disputed:
        field, tolerance = dispute["field"], {dispute["field"]: dispute["tolerance"]}
        assert mismatches(result, {field: dispute["ours"]}, tolerance) == []
        assert mismatches(result, {field: dispute["given"]}, tolerance) != []


@pytest.mark.parametrize("package", [mcda, weights])
def test_every_method_has_a_case(package):
    family = package.__name__.rpartition(".")[2]
    public = {
        f"{family}.{name}" for name in package.__all__ if inspect.isfunction(getattr(package, name))
    }
    texts = (FILES.joinpath(f"{name}.json").read_text("utf-8") for name in catalog.names())
    data = [json.loads(text) for text in texts]
    covered = {case["method"] for case in data if case["method"].startswith(family)}
    assert public - covered - set(DEFINITIONS) == set()
    assert {name for name in DEFINITIONS if name.startswith(family)} <= public
    assert not covered & set(DEFINITIONS)
