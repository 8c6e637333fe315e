"""Results are frozen, know their steps, show themselves, and give one sample of a batch."""

import dataclasses
import json
import pickle
from types import MappingProxyType

import numpy as np
import pandas as pd
import pytest

import decision_analysis as da
from decision_analysis import mcda
from decision_analysis.core import step
from decision_analysis.errors import InvalidInputError


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class WithSteps(da.Scores):
    ideal: np.ndarray | None = step("Ideal", "v^*", "C")


def scores(values=(0.2, 0.9, 0.9), **more):
    return da.Scores(
        method="M", alternatives=("a", "b", "c"), scores=np.array(values, dtype=float), **more
    )


def test_ranks_best_and_order():
    result = scores()
    assert result.ranks.tolist() == [3, 1, 1]
    assert result.best == "b"
    assert result.tied_best == ("b", "c")
    assert result.order == ("b", "c", "a")
    assert scores(higher_is_better=False).best == "a"


def test_result_is_frozen_and_its_arrays_read_only():
    result = scores(parameters={"x": np.zeros(2)})
    with pytest.raises(dataclasses.FrozenInstanceError):
        result.scores = np.zeros(3)
    with pytest.raises(ValueError, match="read-only"):
        result.scores[0] = 1
    with pytest.raises(ValueError, match="read-only"):
        result.ranks[0] = 1
    with pytest.raises(TypeError):
        result.parameters["y"] = 1
    with pytest.raises(ValueError, match="read-only"):
        result.parameters["x"][0] = 1


def test_a_result_does_not_follow_what_it_was_made_of():
    given, options = np.array([0.2, 0.9, 0.9]), {"x": np.zeros(2), "y": [1, {"z": np.float64(2)}]}
    result = da.Scores(
        method="M", alternatives=("a", "b", "c"), scores=given, parameters=MappingProxyType(options)
    )
    given[:] = 0
    options["x"][:] = 1
    options["y"][1]["z"] = 3
    assert result.best == "b"
    assert result.parameters["x"].tolist() == [0, 0]
    assert result.parameters["y"] == (1, {"z": 2.0})
    assert type(result.parameters["y"][1]["z"]) is float
    with pytest.raises(InvalidInputError, match="Scores: parameters must be a mapping; got int"):
        scores(parameters=3)


def test_a_result_knows_its_call_as_it_was_made():
    table = da.DecisionTable([[1.0, 4.0], [3.0, 2.5]], ["p", "q"], ["a", "b"])
    for weights in (np.array([0.5, 0.5]), [0.5, 0.5], {"p": 0.5, "q": 0.5}):
        result = mcda.weighted_sum(table, weights, normalization=None)
        before = mcda.explain(result, "b", "a")
        weights["q" if isinstance(weights, dict) else 1] = 9.0
        assert before.equals(mcda.explain(result, "b", "a"))


def test_numbers_of_any_precision_become_floats():
    for kind in (np.float16, np.float32, np.longdouble, ">f8", object):
        given = np.array([0.5, 0.25, 0.25], dtype=kind)
        assert scores(given).scores.dtype == np.float64
        assert da.WeightsResult(method="W", weights=given).weights.dtype == np.float64
    huge = np.array(["1e4000", "1"], dtype=np.longdouble)
    for kind, main in ((da.Scores, "scores"), (da.WeightsResult, "weights")):
        labels = {"alternatives": ("a", "b")} if kind is da.Scores else {}
        with pytest.raises(InvalidInputError, match=f"{main} must be finite; got inf"):
            kind(method="M", **labels, **{main: huge})


def test_a_result_beside_an_array_is_another_thing():
    result = scores()
    for other in (np.arange(3.0), np.array(1.0), [0.2, 0.9, 0.9], None, "M"):
        assert (result == other) is False
        assert (other == result) is False
        assert result != other
    assert result in [1, scores(), result]
    assert hash(result) == hash(result)
    assert bool(result)


def test_criteria_are_names_and_hold_for_one_sample():
    result = scores(criteria=["price", np.str_("space")])
    assert result.criteria == ("price", "space")
    assert {type(name) for name in result.criteria} == {str}
    assert scores().criteria is None
    batch = scores(np.ones((2, 3)), criteria=("price",))
    assert batch.at(1).criteria == ("price",)
    for wrong, message in (
        ((), "must not be empty"),
        (("p", "p"), "must not repeat"),
        ("pq", "one string 'pq'"),
    ):
        with pytest.raises(InvalidInputError, match=rf"^Scores: criteria .*{message}"):
            scores(criteria=wrong)


def test_pickled_result_is_still_read_only():
    again = pickle.loads(pickle.dumps(scores(parameters={"normalization": "vector"})))
    assert again.best == "b"
    assert not again.scores.flags.writeable
    assert again.parameters["normalization"] == "vector"


def test_a_batch_has_no_labels_but_its_samples_have():
    batch = WithSteps(
        method="M",
        alternatives=("a", "b", "c"),
        scores=np.array([[1.0, 2, 3], [3, 2, 1]]),
        ideal=np.array([4.0, 5.0]),
    )
    assert batch.sample_shape == (2,)
    assert repr(batch) == "M: 3 alternatives, samples (2,)"
    for member in ("best", "tied_best", "order"):
        with pytest.raises(InvalidInputError, match=r"pick one with result.at\(i\)"):
            getattr(batch, member)
    assert batch.at(1).best == "a"
    assert batch.at(1).ideal.tolist() == [4, 5]
    assert batch.at(-2).best == "c"
    for index in (2, (0, 0), -3):
        with pytest.raises(InvalidInputError):
            batch.at(index)


def test_steps_are_those_that_were_computed():
    assert WithSteps(method="M", alternatives=("a",), scores=np.ones(1)).steps() == {}
    computed = WithSteps(method="M", alternatives=("a",), scores=np.ones(1), ideal=np.ones(2))
    assert list(computed.steps()) == ["ideal"]
    assert WithSteps.declared_steps()["ideal"].symbol == "v^*"


def test_shown_as_text_markdown_html_frame_and_dict():
    result = scores(parameters={"normalization": "vector"})
    assert repr(result).splitlines() == [
        "M  (normalization='vector')",
        "   alternative  rank  score",
        "   b               1    0.9",
        "   c               1    0.9",
        "   a               3    0.2",
    ]
    assert "| b | 1 | 0.9 |" in result.to_markdown()
    assert "<td>0.9</td>" in result._repr_html_()
    assert result.to_frame().loc["a"].tolist() == [3, 0.2]
    assert json.loads(json.dumps(result.to_dict()))["scores"] == [0.2, 0.9, 0.9]
    assert scores([[1, 2, 3]]).to_frame().shape == (3, 2)


def test_results_are_not_iterable():
    with pytest.raises(TypeError):
        iter(scores())


def test_sorting_by_label():
    result = da.Sorting(
        method="S", alternatives=("a", "b"), categories=("low", "high"), assignment=np.array([1, 0])
    )
    assert result.as_dict() == {"a": "high", "b": "low"}
    assert "high" in repr(result)


def test_a_category_between_two_is_none():
    half = pd.Series([0, 1.5], index=["a", "b"])
    with pytest.raises(InvalidInputError, match=r"indices of the 2 categories; got \[0\.\s+1\.5\]"):
        da.Sorting(method="S", alternatives=("a", "b"), categories=("low", "high"), assignment=half)


def test_weights_by_name_or_number():
    named = da.WeightsResult(method="W", weights=np.array([0.25, 0.75]), criteria=("p", "q"))
    assert named.as_dict() == {"p": 0.25, "q": 0.75}
    assert da.WeightsResult(method="W", weights=np.array([1.0])).as_dict() == {"1": 1.0}
    batch = da.WeightsResult(method="W", weights=np.ones((3, 1)), criteria=("p",))
    assert repr(batch) == "W: 1 criteria, samples (3,)"
