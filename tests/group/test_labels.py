"""Votes by label: alternatives and people are aligned or refused, and results have the labels."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import decision_analysis as da
from decision_analysis import group
from decision_analysis.errors import InvalidInputError

RULES = [group.borda, group.plurality, group.copeland, group.kemeny, group.condorcet_winner]
ALL = [*RULES, group.kendall_w]
LABELS = ["a", "b", "c"]
RANKS = np.array([[1, 2, 3], [3, 1, 2], [2, 1, 3]])
COUNTS = np.array([4, 2, 3])
PEOPLE = ["Ann", "Bea", "Cy"]
FRAME = pd.DataFrame(RANKS, index=PEOPLE, columns=LABELS)
BY_PERSON = dict(zip(PEOPLE, COUNTS.tolist(), strict=True))
BATCH = da.Scores(
    method="S", alternatives=LABELS, scores=RANKS.astype(float), higher_is_better=False
)
RESULTS = [BATCH.at(k) for k in range(3)]
MIXED = [RESULTS[0], FRAME.loc["Bea"].iloc[::-1], {"c": 3, "a": 2, "b": 1}]
BALLOTS = [("a", "b", "c"), ("b", "c", "a"), ("b", "a", "c")]


def answer(rule, *given, **named):
    """Return what a rule says by label."""
    found = rule(*given, **named)
    return found.as_dict() if isinstance(found, da.Scores) else found


def right(rule, counts=None):
    return answer(
        rule, RANKS, counts, **({} if rule is group.kendall_w else {"alternatives": LABELS})
    )


@pytest.mark.parametrize("rule", ALL)
@pytest.mark.parametrize(
    "rankings",
    [
        FRAME,
        FRAME.iloc[:, ::-1],
        BATCH,
        BATCH.to_frame()["rank"].iloc[::-1],
        RESULTS,
        MIXED,
        MIXED[::-1],
        BALLOTS,
        dict(zip(PEOPLE, MIXED, strict=True)),
        pd.Series(MIXED, PEOPLE),
        dict(zip(PEOPLE, BALLOTS, strict=True)),
    ],
)
def test_rankings_are_aligned_whatever_has_the_labels(rule, rankings):
    assert answer(rule, rankings) == right(rule)


@pytest.mark.parametrize("rule", ALL)
@pytest.mark.parametrize(
    "rankings", [FRAME.iloc[[2, 0, 1], ::-1], dict(zip(PEOPLE, MIXED, strict=True))]
)
def test_counts_are_aligned_by_person(rule, rankings):
    for counts in (BY_PERSON, pd.Series(BY_PERSON).iloc[::-1]):
        assert answer(rule, rankings, counts) == right(rule, COUNTS)
    ballots = pd.Series(BALLOTS, PEOPLE)
    assert answer(rule, ballots.iloc[::-1], BY_PERSON) == right(rule, COUNTS)
    assert answer(rule, BALLOTS, pd.Series(COUNTS)) == answer(
        rule, FRAME.reset_index(drop=True), COUNTS
    )


def test_samples_of_people_stand_before_the_people():
    turned = da.Scores(
        method="S", alternatives=LABELS[::-1], scores=4.0 - RANKS, higher_is_better=True
    )
    found = group.borda([BATCH, turned, BATCH.to_frame()["rank"]])
    stacked = np.stack([RANKS, RANKS[:, ::-1], RANKS], axis=1)
    assert found.scores.tolist() == group.borda(stacked).scores.tolist()
    assert found.to_frame().index.names == ["sample_0", "alternative"]
    assert len(group.copeland([BATCH, turned]).to_frame()) == 9


def test_alternatives_give_the_order_of_the_result():
    for rankings in (FRAME, MIXED, BALLOTS, BATCH):
        result = group.borda(rankings, alternatives=["c", "a", "b"])
        assert result.alternatives == ("c", "a", "b")
        assert result.as_dict() == right(group.borda)
    plain = pd.DataFrame(RANKS)
    assert group.borda(plain, alternatives=LABELS).as_dict() == right(group.borda)
    assert group.borda({"x": [1, 2, 3], "y": [3, 2, 1]}, alternatives=LABELS).alternatives == tuple(
        LABELS
    )


@pytest.mark.parametrize(
    "columns",
    [
        pd.Index([2015, 2016, 2017]),
        pd.date_range("2024-01-01", periods=3),
        pd.RangeIndex(3),
        pd.MultiIndex.from_tuples([("EU", 1), ("EU", 2), ("US", 1)], names=["region", "plant"]),
    ],
)
def test_results_have_the_frames_own_labels(columns):
    frame = FRAME.set_axis(columns, axis=1)
    for rule in (group.borda, group.plurality, group.copeland, group.kemeny):
        result = rule(frame)
        assert result.to_frame().index.sort_values().equals(columns)
        assert [result[own] for own in columns] == list(right(rule).values())
    rows = [frame.iloc[0], frame.iloc[1].iloc[::-1]]
    assert group.borda(rows).to_frame().index.sort_values().equals(columns)
    assert group.borda(frame.iloc[:2]).equals(group.borda(rows))


@pytest.mark.parametrize("rule", ALL)
@pytest.mark.parametrize(
    ("rankings", "counts", "message"),
    [
        (
            FRAME,
            [4, 2, 3],
            (
                "the people of rankings have labels and counts have none, so that their order is in"
                " doubt; give"
            ),
        ),
        (
            MIXED,
            BY_PERSON,
            (
                "counts have labels and the people of rankings have none, so that their order is in"
                " doubt; gi"
            ),
        ),
        (RANKS, pd.Series(BY_PERSON), "counts have labels and the people of rankings have none"),
        (FRAME, {"Ann": 1, "Bea": 2}, r"counts must name each person once; missing \['Cy'\]"),
        (FRAME, {**BY_PERSON, "Di": 1}, r"counts must name each person once; unknown \['Di'\]"),
        (
            FRAME.set_axis(["Ann", "Ann", "Cy"]),
            BY_PERSON,
            r"people of rankings must not repeat; got \['Ann'\]",
        ),
        (
            FRAME.T,
            BY_PERSON,
            (
                r"rankings must have a row for each person; got them as columns: turn the frame"
                r" with \.T"
            ),
        ),
        (
            FRAME.rename_axis("alternative"),
            None,
            r"alternatives as rows: turn it with \.T, or give one of its columns",
        ),
        (
            BATCH.to_frame(),
            None,
            r"got a frame with alternatives as rows: give one of its columns \['rank', 'score'\]",
        ),
        (
            dict(FRAME.loc["Ann"]),
            None,
            r"must hold one for each person; got one alone, \{'a': \.\.\.\}: put it into a list",
        ),
        (FRAME.loc["Ann"], None, "must hold one for each person; got one alone"),
        (RESULTS[0], None, r"rankings must have shape \(..., people, alternatives\); got \(3,\)"),
        (
            {("a", "b"): 3, ("b", "a"): 2},
            None,
            "give the ballots as a list of tuples, and how often each was cast as cou",
        ),
        (
            [RESULTS[0], {"a": 1, "b": 2}],
            None,
            r"entry 2 of rankings must name each alternative once; missing \['c'\]",
        ),
        (
            [RESULTS[0], [1, 2, 3]],
            None,
            "rankings must all have labels or none; entry 2 has none: got list",
        ),
        (
            [RESULTS[0], ("a", "b", "c")],
            None,
            "rankings must all be ballots, .* or all be ranks; ballot 0 is Scores",
        ),
        (
            {"Ann": ("a", "b"), "Bea": {"a": 1, "b": 2}},
            None,
            "or all be ranks; ballot of 'Bea' is dict",
        ),
        (
            {"Ann": ("a", "b"), "Bea": ("a", "x")},
            None,
            r"ballot of 'Bea' must rank labels of .*; unknown \['x'\]",
        ),
        (
            pd.Series([("a", "b"), ("a", "a")], ["Ann", "Bea"]),
            None,
            "labels of ballot of 'Bea' must not repeat",
        ),
        (
            [BATCH, RESULTS[0]],
            None,
            r"entries of rankings must have one shape; got \[\(3,\), \(3, 3\)\]",
        ),
        (
            pd.DataFrame(BALLOTS, PEOPLE),
            None,
            "got labels as cells, such as 'a': give ballots as {person: \\(first, secon",
        ),
        (
            FRAME.assign(name=PEOPLE),
            None,
            r"must be numbers .*; 'name' has 3 that are not numbers, such as 'Ann'",
        ),
        (FRAME.mask(FRAME == 2), None, "columns of rankings must be numbers without missing cells"),
        (FRAME * 2, None, r"ranks must lie in 1 \(best\) to 3; got 4 for 'b' at \(0,\)"),
        (
            FRAME.rename(columns={"b": "a"}),
            None,
            r"columns of rankings must not repeat; got \['a'\]",
        ),
        (
            {"Ann": "abc"},
            None,
            "each ballot must be a tuple of labels, best first; got the one string 'abc'",
        ),
        ([{"a", "b"}], None, "rankings must be numbers; got {"),
        (
            [evpi := da.voi.evpi([[1.0, 2.0], [2.0, 1.0]]), evpi],
            None,
            "entry 1 of rankings has no ranks; got EvpiResult",
        ),
    ],
)
def test_what_cannot_be_aligned_is_refused(rule, rankings, counts, message):
    with pytest.raises(InvalidInputError, match=rf"{rule.__name__}\(\): .*{message}"):
        rule(rankings, counts)


@pytest.mark.parametrize("rule", RULES)
def test_alternatives_that_do_not_fit_are_refused(rule):
    with pytest.raises(
        InvalidInputError,
        match=r"must name each alternative once; missing \['x'\], unknown \['c'\]",
    ):
        rule(FRAME, alternatives=["a", "b", "x"])
    with pytest.raises(
        InvalidInputError,
        match=r"must have a column for each alternative.* turn the frame with \.T",
    ):
        rule(FRAME.T, alternatives=LABELS)
    for unordered in (set(LABELS), dict.fromkeys(LABELS, 1)):
        with pytest.raises(InvalidInputError, match="alternatives must be a sequence of names"):
            rule(FRAME, alternatives=unordered)


@settings(max_examples=50)
@given(st.data())
def test_the_order_of_labels_and_people_never_matters(data):
    size, count = data.draw(st.integers(2, 5)), data.draw(st.integers(2, 5))
    labels, people = [f"a{i}" for i in range(size)], [f"p{i}" for i in range(count)]
    rows = st.lists(st.integers(1, size), min_size=size, max_size=size)
    ranks = pd.DataFrame([data.draw(rows) for _ in people], index=people, columns=labels)
    ranks.iloc[0] = range(1, size + 1)
    votes = pd.Series(
        data.draw(st.lists(st.integers(1, 9), min_size=count, max_size=count)), index=people
    )
    mixed = ranks.loc[data.draw(st.permutations(people)), data.draw(st.permutations(labels))]
    counts = votes[data.draw(st.permutations(people))]
    entries = {
        person: ranks.loc[person, data.draw(st.permutations(labels))] for person in mixed.index
    }
    for rule in ALL:
        named = {} if rule is group.kendall_w else {"alternatives": labels}
        expected = rule(ranks.to_numpy(), votes.to_numpy(), **named)
        for rankings in (
            mixed,
            entries,
            {person: dict(entry) for person, entry in entries.items()},
        ):
            found = rule(rankings, counts, **named)
            if isinstance(expected, da.Scores):
                assert found.scores == pytest.approx(expected.scores, abs=1e-12)
                assert found.tied_best == expected.tied_best
            else:
                assert found == (
                    expected if isinstance(expected, str | None) else pytest.approx(expected)
                )


@pytest.mark.parametrize(
    "kind", [pd.Index, pd.Series, np.array, lambda b: pd.Series(b, dtype="string")]
)
def test_ballots_may_be_the_index_of_a_sorted_frame(kind):
    ballots = [kind(list(ballot)) for ballot in BALLOTS]
    assert answer(group.borda, ballots) == answer(group.borda, BALLOTS)
    by_person = dict(zip(PEOPLE, ballots, strict=True))
    assert answer(group.borda, by_person, BY_PERSON) == answer(group.borda, BALLOTS, COUNTS)


def test_a_series_of_labels_by_something_else_is_no_ballot():
    with pytest.raises(InvalidInputError, match="must be a number; got 'a'"):
        group.borda([pd.Series(["a", "b", "c"], index=[3, 1, 2])])


def test_the_weights_column_of_a_batch_is_no_pairs_of_criteria():
    table = da.DecisionTable(np.arange(1.0, 13).reshape(3, 2, 2) ** 2, ["x", "y"], ["a", "b"])
    batch = da.weights.entropy(table)
    right = group.geometric_mean(batch).weights
    column = batch.to_frame()["weight"]
    assert group.geometric_mean(column).weights.tolist() == pytest.approx(right.tolist())
    assert group.geometric_mean(column.iloc[::-1])["x"] == pytest.approx(right[0])
    with pytest.raises(InvalidInputError, match=r"keys of comparisons must be pairs of names"):
        da.weights.ahp(batch.to_frame()["weight"].droplevel(0).groupby(level=0).first())
