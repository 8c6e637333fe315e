"""Every method of `mcda.__all__` keeps the promises of the conformance suite; every seeded fault
breaks it."""

import inspect

import numpy as np
import pytest

import decision_analysis as da
from conformance_options import METHOD_EXAMPLES, METHOD_EXCEPTIONS, OF_ANY_TABLE, options_for
from decision_analysis import mcda, testing
from decision_analysis.core import Scores, weights_array
from decision_analysis.errors import InvalidInputError

EXAMPLES = 24
"""Random tables for each property of a method; every seeded fault is caught with as many."""
METHODS = [
    function
    for name in mcda.__all__
    # it compares methods and is none
    if name != "compare"
    and inspect.isfunction(function := getattr(mcda, name))
    and next(iter(inspect.signature(function).parameters), None) == "table"
]


@pytest.mark.slow
@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.__name__)
def test_method_conforms(method):
    method = OF_ANY_TABLE.get(method, method)
    exceptions = METHOD_EXCEPTIONS.get(method.__name__, ())
    examples = METHOD_EXAMPLES.get(method.__name__, EXAMPLES)
    testing.check_method(
        method, options=options_for(method), exceptions=exceptions, examples=examples
    )


def faulty_topsis(fault):
    """Return TOPSIS with one fault seeded."""

    def method(table, weights):
        if not isinstance(table, da.DecisionTable):
            raise InvalidInputError("method(): table must be a DecisionTable")
        values = table.values
        maximize = table.maximize
        rescale = fault != "weights not rescaled"
        w = weights_array(table.criterion_names, weights, rescale=rescale)
        if fault == "weights dropped":
            w = np.full_like(w, 1 / w.shape[-1])
        axis = -1 if fault == "a wrong axis" else -2
        scaled = values / np.sqrt((values**2).sum(axis=axis, keepdims=True))
        if fault == "a cost not inverted":
            maximize = np.ones_like(maximize)
        scaled = scaled * w[..., None, :]
        high, low = scaled.max(axis=-2, keepdims=True), scaled.min(axis=-2, keepdims=True)
        ideal = (
            high if fault == "an ideal point that ignores min" else np.where(maximize, high, low)
        )
        anti = np.where(maximize, low, high)
        to_ideal = np.sqrt(((scaled - ideal) ** 2).sum(axis=-1))
        to_anti = np.sqrt(((scaled - anti) ** 2).sum(axis=-1))
        total = to_ideal + to_anti
        closeness = np.divide(to_anti, total, out=np.full_like(total, 0.5), where=total > 0)
        if fault == "weights not rescaled":
            closeness = closeness * w.sum(axis=-1)[..., None]
        names = table.criterion_names[:: -1 if fault == "criteria backwards" else 1]
        result = Scores(
            method="faulty",
            references=("none",),
            alternatives=table.alternatives,
            criteria=names,
            scores=closeness,
        )
        if fault == "writable arrays":
            object.__setattr__(result, "scores", closeness)
        return result

    return method


def test_the_method_without_a_fault_conforms():
    testing.check_method(faulty_topsis(None))


@pytest.mark.parametrize(
    ("fault", "broken"),
    [
        ("an ideal point that ignores min", "dominance"),
        ("a wrong axis", "duplicates|order of|dominance"),
        ("weights dropped", "order of criteria|weights matter"),
        ("weights not rescaled", "ratios of weights"),
        ("a cost not inverted", "dominance"),
        ("writable arrays", "scores is writeable"),
        ("criteria backwards", "criteria are not the table's"),
    ],
)
def test_a_seeded_fault_is_caught(fault, broken):
    with pytest.raises(AssertionError, match=broken):
        testing.check_method(faulty_topsis(fault), examples=2 * EXAMPLES)


def test_unknown_exception_is_refused():
    with pytest.raises(
        InvalidInputError, match=r"unknown property 'dominanse' \(did you mean 'dominance'\?\)"
    ):
        testing.check_method(faulty_topsis(None), exceptions=["dominanse"])


def test_an_exception_leaves_its_property_out():
    testing.check_method(faulty_topsis("writable arrays"), exceptions=["frozen"])
