"""Every published case is reproduced to its last digit, and every method has a case."""

import inspect
import json
import warnings
from importlib import resources

import pytest

from decision_analysis import catalog, mcda, weights

FILES = resources.files("decision_analysis.catalog")
DEFINITIONS = {
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
