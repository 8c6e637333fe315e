"""Every published case is reproduced to its last digit, and every method has a case."""

import inspect
import json
import warnings
from decimal import Decimal
from importlib import resources

import pytest

from decision_analysis import catalog, mcda, weights
from decision_analysis.catalog._compare import figures, mismatches
from decision_analysis.catalog._figure import last_digit
from decision_analysis.catalog._load import read

FILES = resources.files("decision_analysis.catalog")
HALF = 0.5 + 1e-7
WIDEST = 0.02
"""A tolerance is at most this share of the largest figure, whatever reason is given for it."""
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
        shown = case.figures(case.run())
    assert [figure.problem for figure in shown if figure.problem] == []
    for field, allowed in case.tolerance.items():
        unit = case.units[field]
        own = [each for each in shown if each.where.partition("[")[0] == field]
        assert own or case.expected[field] == [], f"{field}: nothing is compared"
        if unit is not None and allowed > HALF * unit:
            off = max(each.off for each in own)
            largest = max(abs(each.given) for each in own if each.unit is not None)
            assert allowed <= WIDEST * largest, f"{field}: so wide that it tells nothing"
            assert field in case.wider, f"{field}: wider than half a unit without a reason"
            assert off > HALF, f"{field}: no reason to be wider"
            assert allowed < 1.25 * off * unit, f"{field}: wider than it is off"
        else:
            assert field not in case.wider, field
    assert set(case.wider) <= set(case.tolerance)
    assert {warning.category.__name__ for warning in caught} == set(case.warns)


@pytest.mark.parametrize("name", DISPUTED)
def test_a_disputed_figure_is_not_ours(name):
    """What is ours is still what we compute, and the source's figure is still another."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        case = catalog.load(name)
        result = case.run()
    written = json.loads(FILES.joinpath(f"{name}.json").read_text("utf-8"), parse_float=Decimal)
    for dispute, digits in zip(case.disputed, written["disputed"], strict=True):
        if dispute["tolerance"] != "exact":
            unit = last_digit(digits["ours"], dispute["tolerance"])
            assert dispute["tolerance"] <= HALF * unit
        field, tolerance = dispute["field"], {dispute["field"]: dispute["tolerance"]}
        ours = list(figures(result, {field: dispute["ours"]}, tolerance))
        assert ours
        assert [figure.problem for figure in ours if figure.problem] == []
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
    assert len(DEFINITIONS) == 4, "a further method needs a published case"
