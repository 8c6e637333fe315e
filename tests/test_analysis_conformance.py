"""Every analysis of the library keeps the promises of the conformance suite; every planted fault
breaks the one of its name."""

import dataclasses
import inspect

import numpy as np
import pytest

import decision_analysis as da
from conformance_options import EXCEPTIONS, analysis_options_for
from decision_analysis import testing
from decision_analysis._named import named
from decision_analysis.core import Result
from decision_analysis.core.parts import chunks, sampled_values
from decision_analysis.errors import InvalidInputError
from decision_analysis.testing._analysis_properties import PROPERTIES

ANALYSES = {
    f"{package}.{name}": getattr(getattr(da, package), name)
    for package in (
        *("uncertainty", "sensitivity", "voi", "robustness", "group", "evidence", "timing"),
    )
    for name in getattr(da, package).__all__
    if inspect.isfunction(getattr(getattr(da, package), name))
}


def all_but(name):
    """Return the other properties, so that one stands alone."""
    return [other for other in PROPERTIES if other != name]


@pytest.mark.parametrize("name", ANALYSES)
def test_analysis_conforms(name):
    analysis = ANALYSES[name]
    testing.check_analysis(
        analysis, options=analysis_options_for(analysis), exceptions=tuple(EXCEPTIONS.get(name, ()))
    )


@pytest.mark.parametrize(
    ("name", "broken"), [(name, broken) for name, each in EXCEPTIONS.items() for broken in each]
)
def test_what_is_excepted_is_really_broken(name, broken):
    analysis = ANALYSES[name]
    with pytest.raises(AssertionError, match=f"breaks the property '{broken}'"):
        testing.check_analysis(
            analysis, options=analysis_options_for(analysis), exceptions=all_but(broken)
        )


def test_weight_move_takes_values_of_which_more_is_better_whatever_the_goals():
    numbers, weights = [[1.0, 0.0], [0.0, 1.0], [0.3, 0.3]], [0.7, 0.3]
    moved = [
        da.sensitivity.weight_move(
            da.DecisionTable(numbers, {"x": goal, "y": goal}, ["a", "b", "c"]), weights
        ).moved
        for goal in ("max", "min")
    ]
    np.testing.assert_array_equal(*moved)


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Means(Result):
    """Mean values, the alternative of the best, and the means' standard errors."""

    means: np.ndarray
    best: str
    standard_error: np.ndarray

    def _rows(self):
        return ["alternative", "mean"], list(
            zip(self.alternatives, self.means.tolist(), strict=True)
        )


class Unreadable:
    """An answer that tells nobody what it says."""


def faulty(fault):
    """Return an analysis with one fault planted: means of rows drawn again, by alternative."""

    @named("resampled()")
    def resampled(values, *, goal=None, n_samples=200, rng=None, batch=chunks.BATCH, workers=None):
        if fault == "accepts NaN" and isinstance(values, np.ndarray):
            values = np.nan_to_num(values)
        if fault == "raises its own kind of error" and isinstance(values, str):
            raise ValueError("values must be numbers")
        if fault == "names nobody" and rng == "dice":
            raise InvalidInputError("rng is no seed", where="")
        if fault == "mutates its input" and isinstance(values, np.ndarray):
            values -= 1
        read = sampled_values("values", values, goal)
        array, count = read.values, da._checks.integer("n_samples", n_samples)
        entropy = chunks.entropy(rng)
        if fault == "ignores seed 0" and rng == 0:
            entropy = chunks.entropy(None)
        if fault == "ignores its seed":
            entropy = 7
        if fault == "depends on batch":
            entropy += batch // 1000
        if fault == "depends on workers":
            entropy += workers is not None

        def drawn(chunk, rows):
            place = chunks.stream(entropy, "resampled()", chunk).integers(len(array), size=rows)
            return array[place].sum(axis=0), (array[place] ** 2).sum(axis=0)

        parts = list(chunks.run(drawn, count, batch=batch, workers=workers))
        means, squares = (sum(part[i] for part in parts) / count for i in range(2))
        if fault == "uses np.random":
            means = means + np.random.uniform()  # noqa: NPY002
        if fault == "goes by position":
            means = means + np.arange(len(means))
        if fault == "goes by the first sample":
            means = array[0]
        if fault == "reads arrays backwards" and isinstance(values, np.ndarray):
            means = means[::-1]
        error = np.sqrt((squares - (squares * 0 + means) ** 2).clip(0) / count)
        if fault == "errors that do not shrink":
            error = error * np.sqrt(count)
        if fault == "an unreadable result":
            return Unreadable()
        higher = read.higher and fault != "minimizes always"
        result = Means(
            method="resampled",
            parameters={"n_samples": count},
            alternatives=read.alternatives,
            means=means,
            best=read.alternatives[(means if higher else -means).argmax()],
            standard_error=error,
        )
        if fault == "writable arrays":
            object.__setattr__(result, "means", means)
        return result

    return resampled


FAULTS = {
    "an unreadable result": "readable",
    "uses np.random": "global generator",
    "ignores seed 0": "seed 0",
    "ignores its seed": "seeds",
    "depends on workers": "workers",
    "depends on batch": "batch",
    "mutates its input": "inputs",
    "writable arrays": "frozen",
    "minimizes always": "goals",
    "goes by position": "order of alternatives",
    "goes by the first sample": "order of samples",
    "reads arrays backwards": "forms",
    "errors that do not shrink": "standard error",
    "accepts NaN": "bad input",
    "raises its own kind of error": "bad input",
    "names nobody": "bad input",
}


def test_the_analysis_without_a_fault_conforms():
    testing.check_analysis(faulty(None))


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_caught_by_the_property_of_its_name(fault):
    broken = rf"^resampled\(\) breaks the property '{FAULTS[fault]}'"
    with pytest.raises(AssertionError, match=broken):
        testing.check_analysis(faulty(fault), exceptions=all_but(FAULTS[fault]))


def test_faults_are_planted_for_every_property():
    assert {*FAULTS.values(), "order of parameters"} == set(PROPERTIES)


def test_effects_that_go_by_the_place_of_a_parameter_are_caught():
    def effects(model, parameters):
        base = parameters.base()
        values = model({name: np.array([base[name]]) for name in base}).values[0, :, 0]
        return {name: place * values.sum() for place, name in enumerate(parameters)}

    with pytest.raises(AssertionError, match=r"^effects\(\) breaks .*'order of parameters'"):
        testing.check_analysis(effects, exceptions=all_but("order of parameters"))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"analysis": 3}, "analysis must be a function; got 3"),
        ({"options": 3}, "options must be a function; got 3"),
        ({"exceptions": ["goal"]}, r"unknown property 'goal' \(did you mean 'goals'\?\)"),
        (
            {"analysis": da.sensitivity.one_way},
            r"one_way\(\) requires besides; missing are \['name'\]",
        ),
        ({"analysis": lambda *given: None}, "must have parameters of the library's names"),
        ({"analysis": dict}, "a function that tells its parameters"),
    ],
)
def test_what_the_suite_cannot_work_with_is_refused(arguments, message):
    with pytest.raises(InvalidInputError, match=message):
        testing.check_analysis(**{"analysis": da.robustness.maximin, **arguments})


def test_an_error_of_the_analysis_itself_says_in_which_property():
    def picky(scores):
        if not isinstance(scores, da.Scores):
            raise InvalidInputError("picky(): scores must be Scores")
        return dict(zip(scores.alternatives, scores.scores.mean(axis=0).tolist(), strict=True))

    with pytest.raises(InvalidInputError, match=r"^picky\(\)") as caught:
        testing.check_analysis(picky, exceptions=["inputs"])
    assert "raised while picky() was held to the property 'forms'" in caught.value.__notes__
    testing.check_analysis(picky, exceptions=["inputs", "forms"])
