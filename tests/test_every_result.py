"""Every result of every public function, single or a batch, has a data frame, a dict and words,
equals itself, holds what its fields declare, and cannot be changed: not by what is written into it,
nor into the arguments that it was made of."""

import copy
import dataclasses
import inspect
import operator
import warnings

import numpy as np
import pandas as pd
import pytest

import decision_analysis as da
from bad_input.cases import CALLS
from decision_analysis import errors, trees
from declared_types import mismatches

NO_RESULTS = ("io", "plot", "export", "report", "study", "testing")
NAMES = [name for name in CALLS if name.split(".")[0] not in NO_RESULTS]
FOR_ONE = """
approximate_rules ascending best best_without blockers boundary capacity category_ranges
certain_rules choice compromise core descending disagreements distribution eliminated extreme_ranks
graph impossible irrelevant_criteria kernel lower most_central most_distant non_diagnostic
order passing policy possible_rules selected strategy survivors tied_best tied_choices ties upper
value_functions weight_ranges
"""
"""Members that are of one sample: a batch refuses them by name, whatever result has them."""


ALWAYS_KEPT = {"mcda.vikor": {"group_utility", "regret"}}
"""Steps that are None only in a result of one's own, by the function that keeps them always."""
NOT_RECORDED = {
    "how it is computed": "batch index n_permutations rng steps time_limit workers",
    "whom it is about": "a b decides",
    "data, of which the result is": "best_to_others comparisons counts decision group_weights "
    "judgements others_to_worst points priorities ratios",
    "shown by the result itself": "at_most breakpoints count monotone n_clusters n_profiles reach",
}
"""Arguments that are no parameter of a result, by the reason."""
OTHERWISE_RECORDED = {
    ("mcda.choquet", "capacity"): "the sets in words",
    ("mcda.mr_sort", "rule"): "the rule that stands where none is given",
    ("mcda.mr_sort", "veto"): "for each profile",
    ("group.consensus, scores", "distance"): "of orders, and there are none",
    ("weights.ahp, pairs", "tolerance"): "of a typed matrix, and there is none",
    ("weights.ahp_hierarchy", "random_index"): "by each judgement's own result",
}
NORMALIZED = operator.attrgetter("normalized")
BEFORE_WEIGHTS = {
    "mcda.additive_value": operator.attrgetter("partial"),
    "mcda.cradis": NORMALIZED,
    "mcda.codas": NORMALIZED,
    "mcda.limits_on_properties": operator.attrgetter("relative"),
    "mcda.mabac": lambda result: 1 + result.normalized,
    "mcda.marcos": NORMALIZED,
    "mcda.mare": NORMALIZED,
    "mcda.moora": lambda result: result.normalized * SIGNS,
    "mcda.piv": NORMALIZED,
    "mcda.probid": NORMALIZED,
    "mcda.promethee_ii": operator.attrgetter("criterion_flows"),
    "mcda.rim": NORMALIZED,
    "mcda.spotis": operator.attrgetter("distances"),
    "mcda.topsis": NORMALIZED,
    "mcda.topsis, an array of weights": NORMALIZED,
    "mcda.weighted_sum": NORMALIZED,
}
"""What the weights multiply, by the function whose result has both."""
NOT_MULTIPLIED = {
    "mcda.lmaw": "the weights are powers",
    "mcda.fuzzy_topsis": "the result has no performances before the weights",
}
SIGNS = np.where(CALLS["mcda.moora"].arguments["table"].maximize, 1, -1)
NOT_OF_THIS_CALL = {"mcda.comet": {"judgements"}}
"""Steps that another call of the same function has."""


def asked_of(name):
    return inspect.signature(CALLS[name].function).parameters


def called(case, arguments):
    """Return the result of a call with a seed; None where it returns something else, or what it got
    is refused."""
    if "rng" in inspect.signature(case.function).parameters:
        arguments = {**arguments, "rng": arguments.get("rng", 3)}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            result = case.function(**arguments)
        except errors.InvalidInputError:
            return None
    return result if isinstance(result, da.Result) else None


def batches(value):
    """Yield an argument with two samples."""
    if isinstance(value, da.DecisionTable):
        if not value.sample_shape:
            yield value.with_values(np.stack([value.values, value.values * 1.01]))
    elif isinstance(value, trees.Node):
        yield from sampled_trees(value)
    elif (
        isinstance(value, dict)
        and value
        and all(isinstance(entry, float) for entry in value.values())
    ):
        yield {key: np.array([entry, entry]) for key, entry in value.items()}
    elif isinstance(value, list | tuple | np.ndarray):
        try:
            array = np.asarray(value)
        except ValueError:
            return
        if array.dtype.kind in "iuf" and array.size:
            yield np.stack([array, array])


def sampled_trees(root):
    """Yield a tree whose payoffs have two samples."""

    def sampled(entry, key=""):
        if isinstance(entry, dict):
            return {name: sampled(inner, name) for name, inner in entry.items()}
        if isinstance(entry, list):
            return [sampled(inner, key) for inner in entry]
        return [entry, entry + 1.0] if key == "payoff" and isinstance(entry, int | float) else entry

    plain = trees.to_dict(root)
    lifted = sampled(plain)
    if lifted != plain:
        yield trees.from_dict(lifted)


def called_and_spoiled(case, arguments):
    """Return the result of a call whose arguments are written over afterwards."""
    given = copy.deepcopy(arguments)
    result = called(case, given)
    spoil(given)
    return result


def spoil(value):
    """Write over all of an argument that can be written to."""
    if isinstance(value, dict | list | tuple):
        for entry in value.values() if isinstance(value, dict) else value:
            spoil(entry)
    if isinstance(value, np.ndarray) and value.flags.writeable:
        value[...] = value.flat[::-1].reshape(value.shape) if value.size > 1 else 7
    elif isinstance(value, pd.Series | pd.DataFrame):
        value.iloc[:] = value.to_numpy()[::-1].copy()
    elif type(value) in (dict, list):
        value.clear()


def loose(value, place="", depth=8):
    """Yield what can be written to in a result, at any depth."""
    if isinstance(value, np.ndarray):
        if value.flags.writeable:
            yield f"{place} can be written to"
    elif type(value) in (list, dict, set):
        yield f"{place} is a {type(value).__name__}, which can be changed"
    elif depth and dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            held = getattr(value, field.name)
            yield from loose(held, f"{place}.{field.name}", depth - 1)
    elif depth and isinstance(value, dict | tuple):
        for key, entry in value.items() if isinstance(value, dict) else enumerate(value):
            yield from loose(entry, f"{place}[{key!r}]", depth - 1)


def faults(result, again):
    frame = result.to_frame()
    if not frame.size:
        yield f"the data frame is empty: shape {frame.shape}"
    if len(result.to_frame(top=1)) != 1:
        yield "to_frame(top=1) has not one row"
    if not result.to_dict() or not repr(result) or not result.to_markdown():
        yield "says nothing"
    if result.sample_shape and list(frame.index.names[: len(result.sample_shape)]) != [
        f"sample_{axis}" for axis in range(len(result.sample_shape))
    ]:
        yield f"a batch has no level for each sample axis: {frame.index.names}"
    if not result.equals(again):
        yield "is not equal to the same call's"
    yield from mismatches(result)
    yield from loose(result)


@pytest.mark.parametrize("name", NAMES)
def test_a_result_has_a_frame_a_dict_and_words_and_equals_itself(name):
    case, found = CALLS[name], []
    arguments = dict(case.arguments)
    varied = [arguments] + [
        {**arguments, a: b} for a, value in arguments.items() for b in batches(value)
    ]
    for given in varied:
        result = called(case, given)
        if result is not None:
            found += [
                f"{type(result).__name__} {result.sample_shape}: {f}"
                for f in faults(result, called_and_spoiled(case, given))
            ]
    assert not found, "\n".join(["", *found])


def test_a_batch_refuses_what_is_of_one_sample():
    found = (
        called(CALLS[name], {**CALLS[name].arguments, argument: batch})
        for name in NAMES
        for argument, value in CALLS[name].arguments.items()
        for batch in batches(value)
    )
    of_two = [result for result in found if result is not None and result.sample_shape == (2,)]
    assert len(of_two) > 30
    asked = set()
    for result in of_two:
        for member in FOR_ONE.split():
            held = inspect.getattr_static(result, member, None)
            if isinstance(held, property) or inspect.isfunction(held):
                asked.add(member)
                refusal = rf"\b{member}(\(\))? needs one sample"
                with pytest.raises(errors.InvalidInputError, match=refusal):
                    # a method is called, a property refuses before
                    getattr(result, member)()
    assert sorted(set(FOR_ONE.split()) - asked) == []


@pytest.mark.parametrize(
    "name",
    [name for name in NAMES if "steps" in inspect.signature(CALLS[name].function).parameters],
)
def test_intermediates_are_all_there_or_none_that_may_be_left_out(name):
    case = CALLS[name]
    arguments = {key: value for key, value in case.arguments.items() if key != "steps"}
    single, kept, left = (
        called(case, {**arguments, **asked}) for asked in ({}, {"steps": True}, {"steps": False})
    )
    declared = set(type(single).declared_steps())
    optional = {field.name for field in dataclasses.fields(single) if field.default is None}
    assert set(single.steps()) == set(kept.steps()) == declared - NOT_OF_THIS_CALL.get(name, set())
    assert set(left.steps()) == declared - (optional - ALWAYS_KEPT.get(name, set()))
    for given in batches(arguments.get("table")):
        batch = called(case, {**arguments, "table": given})
        assert set(batch.steps()) == set(left.steps())
        asked = called(case, {**arguments, "table": given, "steps": True})
        for step, numbers in single.steps().items():
            np.testing.assert_allclose(asked.at(0).steps()[step], numbers, atol=1e-12)


def settings_of(name):
    """Yield the words, numbers and functions of a call, alone or by name, defaults included."""
    for asked, parameter in asked_of(name).items():
        value = CALLS[name].arguments.get(asked, parameter.default)
        each = value.values() if isinstance(value, dict) else [value]
        plain = all(one is None or isinstance(one, str | int | float) for one in each)
        if asked in ("table", "weights") or value is parameter.empty:
            continue
        if plain:
            yield asked, value
        elif isinstance(value, dict) and all(map(callable, each)):
            words = {key: repr(function) for key, function in value.items()}
            yield asked, words if asked == "values" else value


def test_a_setting_is_in_the_parameters_as_it_was_given():
    left_out = {word for words in NOT_RECORDED.values() for word in words.split()}
    otherwise = set()
    for name in NAMES:
        result = called(CALLS[name], CALLS[name].arguments)
        if name.split(".")[0] in ("mcda", "weights", "group") and hasattr(result, "parameters"):
            for asked, value in settings_of(name):
                got = result.parameters.get(asked)
                same = not isinstance(got, np.ndarray) and got == value
                if not same or (value is None and asked in result.parameters):
                    otherwise.add((name, asked))
    assert {key for key in otherwise if key[1] not in left_out} == set(OTHERWISE_RECORDED)
    assert left_out - {asked for _, asked in otherwise} == set()


def test_what_is_weighted_is_multiplied_by_the_weights():
    found = {
        name: called(CALLS[name], {**CALLS[name].arguments, "steps": True})
        for name in NAMES
        if "steps" in asked_of(name)
    }
    weighted = {
        name: result.weighted for name, result in found.items() if hasattr(result, "weighted")
    }
    assert set(weighted) == {*BEFORE_WEIGHTS, *NOT_MULTIPLIED}
    for name, before in BEFORE_WEIGHTS.items():
        weights = CALLS[name].arguments["weights"]
        shares = [*weights.values()] if isinstance(weights, dict) else weights
        expected = before(found[name]) * np.array(shares) / np.sum(shares)
        np.testing.assert_allclose(weighted[name], expected, err_msg=name)


def test_what_is_wrong_in_a_result_is_found():
    result = da.Scores(method="mine", alternatives=("a", "b"), scores=[1.0, 2.0])
    for name, wrong in {
        "scores": 1.0,
        "higher_is_better": np.True_,
        "parameters": {"part": np.zeros(1)},
        "criteria": ["p"],
    }.items():
        spoiled = copy.copy(result)
        assert [*mismatches(spoiled), *loose(spoiled)] == []
        object.__setattr__(spoiled, name, wrong)
        assert [*mismatches(spoiled), *loose(spoiled)] != []
