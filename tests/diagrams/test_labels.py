"""Diagrams by label: what is the same, policies by choice, long frames, labelled tables, any
text."""

import enum
import json

import numpy as np
import pandas as pd
import pytest
import yaml

from decision_analysis import io
from decision_analysis.diagrams import (
    Choice,
    InfluenceDiagram,
    Uncertain,
    Value,
    control,
    solve,
    value_of_information,
)
from decision_analysis.errors import InvalidInputError, InvalidModelError, UnknownKeyError

P = np.array([0.0, 0.2, 0.5, 0.9, 1.0])


def diagram(p, right=0.8, wet=100.0, options=("yes", "no")):
    p, right, wet = map(np.asarray, (p, right, wet))
    told = np.stack([np.stack([right, 1 - right], -1), np.stack([1 - right, right], -1)], -2)
    gain = np.stack(
        [np.stack(np.broadcast_arrays(-70.0, wet), -1), np.stack([0 * wet, 0 * wet], -1)], -1
    )
    return InfluenceDiagram(
        [
            Uncertain("oil", ["dry", "wet"], np.stack([p, 1 - p], -1)),
            Uncertain("test", ["closed", "open"], told, given=["oil"]),
            Choice("ask", ["yes", "no"]),
            Choice("drill", options, knows=["ask", "test"]),
            Value("gain", gain, of=["oil", "drill"]),
            Value("fee", [-1, 0], of=["ask"]),
        ]
    )


@pytest.mark.parametrize(
    "other",
    [
        diagram(0.51),
        diagram(0.5, wet=99),
        diagram(0.5, options=("yes", "never")),
        diagram([0.5]),
        InfluenceDiagram(list(reversed(diagram(0.5).nodes.values()))),
        InfluenceDiagram(list(diagram(0.5).nodes.values())[:-1]),
        None,
    ],
)
def test_diagrams_are_the_same_where_they_say_the_same(other):
    assert diagram(0.5).equals(diagram(0.5))
    assert diagram(0.5) != diagram(0.5)
    assert not diagram(0.5).equals(other)
    if other is not None:
        assert not solve(diagram(0.5)).equals(solve(other))


def test_what_was_rescaled_is_the_same_as_what_need_not_be():
    plain, rescaled = (
        InfluenceDiagram([Uncertain("oil", ["dry", "wet"], p, rescale=r)])
        for p, r in (
            ([0.25, 0.75], False),
            ([0.25, 0.75], True),
        )
    )
    assert plain.equals(rescaled)
    assert len(plain) == 1
    assert len(diagram(0.5)) == 6


RESULTS = {
    "solve": lambda p: solve(diagram(p)),
    "solve, evidence": lambda p: solve(diagram(p * 0.9 + 0.05), evidence={"oil": "wet"}),
    "no choice": lambda p: solve(InfluenceDiagram([Value("worth", p + 1)])),
    "nothing known": lambda p: solve(diagram(p), recall=False),
    "value_of_information": lambda p: value_of_information(diagram(p), "oil", "ask"),
    "several": lambda p: value_of_information(diagram(p), ["oil", "test"], "ask"),
    "control": lambda p: control(diagram(p), "oil", "ask"),
}


@pytest.mark.parametrize("make", RESULTS.values(), ids=RESULTS)
def test_the_frame_of_a_batch_is_that_of_its_samples_one_below_the_other(make):
    for shape in ((5,), (5, 1)):
        batch = make(P.reshape(shape))
        frame = batch.to_frame()
        assert frame.index.names[: len(shape)] == [f"sample_{axis}" for axis in range(len(shape))]
        for place in np.ndindex(shape):
            single = batch.at(place).to_frame()
            assert single.size
            pd.testing.assert_frame_equal(frame.loc[place if len(place) > 1 else place[0]], single)


@pytest.mark.parametrize("make", RESULTS.values(), ids=RESULTS)
def test_results_are_the_same_where_their_numbers_are(make):
    low, high = np.array(0.3), np.array(0.4)
    assert make(low).equals(make(low))
    assert not make(low).equals(make(high))


def test_the_frame_says_what_the_policy_does():
    frame = solve(diagram(np.array([0.2, 0.5]))).to_frame()
    assert frame.loc[1].index.tolist() == ["ask", "drill", "drill"]
    assert frame.loc[1, "where"].tolist() == ["", "test closed", "test open"]
    assert frame.loc[1, "option"].tolist() == ["no", "no", "yes"]
    assert (
        frame["value of the diagram"].unique().tolist()
        == solve(diagram(np.array([0.2, 0.5]))).value.tolist()
    )
    assert solve(diagram(1.0, right=1.0)).to_frame()["where"].tolist() == ["", "test closed"]


def test_a_solution_is_asked_by_choice():
    solution = solve(diagram(0.5))
    assert solution.best == "no"
    assert dict(solution["drill"]) == dict(solution.policy["drill"])
    assert solution["drill"]["no", "open"] == solution.as_dict()["drill"]["no", "open"] == "yes"
    assert solution.as_dict()["ask"] == {(): "no"}
    assert len(solution) == 2
    assert "drill" in solution
    assert "oil" not in solution
    assert [] not in solution
    with pytest.raises(
        UnknownKeyError, match=r"no 'dril' among its choices \(did you mean 'drill'\?\)"
    ):
        solution["dril"]
    with pytest.raises(TypeError):
        iter(solution)
    with pytest.raises(InvalidInputError, match="best needs one sample"):
        _ = solve(diagram(P)).best
    drill = Choice("drill", ["yes", "no"], knows=["test"])
    gain = Value("gain", [[-70, 0], [100, 0]], of=["oil", "drill"])
    later = InfluenceDiagram([*list(diagram(0.5).nodes.values())[:2], drill, gain])
    with pytest.raises(
        InvalidInputError, match=r"a first choice that knows nothing; 'drill' knows \['test'\]"
    ):
        _ = solve(later).best
    nothing = solve(InfluenceDiagram([Value("worth", 2.0)]))
    assert nothing
    assert len(nothing) == 0
    with pytest.raises(InvalidInputError, match="best needs a choice, and the diagram has none"):
        _ = nothing.best


def test_labels_of_tables_and_evidence_are_read_in_any_order():
    given = pd.DataFrame([[0.9, 0.1], [0.3, 0.7]], index=["wet", "dry"], columns=["open", "closed"])
    by_label = Uncertain("test", ["closed", "open"], given, given=["oil"])
    oil = Uncertain("oil", ["dry", "wet"], pd.Series({"wet": 0.75, "dry": 0.25}))
    found = InfluenceDiagram([oil, by_label])
    assert found.nodes["oil"].probabilities.tolist() == [0.25, 0.75]
    assert found.nodes["test"].probabilities.tolist() == [[0.7, 0.3], [0.1, 0.9]]
    years = Uncertain("year", ["2015", "2016"], pd.Series({2016: 0.75, 2015: 0.25}))
    assert InfluenceDiagram([years]).nodes["year"].probabilities.tolist() == [0.25, 0.75]
    row = pd.Series({"oil": "wet"})
    assert solve(diagram(0.5), evidence=row).equals(solve(diagram(0.5), evidence={"oil": "wet"}))


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (pd.Series([0.5, 0.5]), r"missing \['yes', 'no'\], unknown \['0', '1'\]"),
        (pd.Series({"yes": 0.5, "on": 0.5}), r"missing \['no'\], unknown \['on'\]"),
        (pd.Series([0.5, 0.25, 0.25], index=["yes", "yes", "no"]), "labels must not repeat"),
        ({"yes": pd.Series([0.1, 0.2], index=["a", "b"]), "no": [0.9, 0.8]}, "a labelled Series"),
    ],
)
def test_tables_whose_labels_are_others_are_refused(table, message):
    with pytest.raises(InvalidModelError, match=message):
        InfluenceDiagram([Uncertain("ill", ["yes", "no"], table)])


def test_a_level_by_a_strange_name_is_refused_where_it_may_mean_either_node():
    table = pd.DataFrame([[0.9, 0.1], [0.2, 0.8]], index=["yes", "no"], columns=["yes", "no"])
    ill = Uncertain("ill", ["yes", "no"], [0.5, 0.5])
    named = table.rename_axis(index="sick")
    with pytest.raises(
        InvalidModelError, match=r"levels of labels by the names \['ill', 'test'\].*'sick'"
    ):
        InfluenceDiagram([ill, Uncertain("test", ["yes", "no"], named, given=["ill"])])
    turned = InfluenceDiagram(
        [ill, Uncertain("test", ["yes", "no"], table.rename_axis("ill").T, given=["ill"])]
    )
    assert turned.nodes["test"].probabilities.tolist() == table.to_numpy().tolist()
    free = Uncertain(
        "test", ["sure", "unsure"], named.set_axis(["sure", "unsure"], axis=1), given=["ill"]
    )
    assert (
        InfluenceDiagram([ill, free]).nodes["test"].probabilities.tolist()
        == table.to_numpy().tolist()
    )


class Word(enum.StrEnum):
    OIL = "oil"
    DRY = "dry"
    WET = "wet"
    DRILL = "drill"
    YES = "yes"
    NO = "no"
    GAIN = "gain"


@pytest.mark.parametrize("word", [Word, np.str_])
def test_labels_of_any_kind_of_text_are_plain_and_saved(word, tmp_path):
    oil, dry, wet, drill, yes, no = map(word, ("oil", "dry", "wet", "drill", "yes", "no"))
    made = InfluenceDiagram(
        [
            Uncertain(oil, [dry, wet], {wet: 0.75, dry: 0.25}),
            Choice(drill, np.array(["yes", "no"])),
            Value(word("gain"), {dry: {yes: -5, no: 0}, wet: {no: 0, yes: 15}}, of=[oil, drill]),
        ]
    )
    names = [*made.nodes, *made.states("oil"), *made.states("drill"), *made.parents("gain")]
    assert {type(name) for name in names} == {str}
    for ending in ("json", "yaml"):
        io.save(made, tmp_path / f"diagram.{ending}")
        assert io.load(tmp_path / f"diagram.{ending}").equals(made)
    for result in (
        solve(made, evidence={oil: wet}),
        solve(made, policy={drill: yes}),
        value_of_information(made, oil, drill),
        control(made, oil),
    ):
        plain = result.to_dict()
        assert json.loads(json.dumps(plain)) == yaml.safe_load(yaml.safe_dump(plain))
