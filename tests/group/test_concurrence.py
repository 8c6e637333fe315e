"""Concurrence: each rule against its definition, a council with vetoes, thresholds, a decider."""

import numpy as np
import pandas as pd
import pytest

from decision_analysis import Scores, group
from decision_analysis.errors import InvalidInputError

DEPARTMENTS = {
    "defence": {"withhold": 0.2, "staged": 0.7, "full": 0.9},
    "foreign": {"withhold": 0.6, "staged": 0.6, "full": 0.3},
    "security": {"withhold": 0.5, "staged": 0.8, "full": 0.4},
}


def test_all_must_concur():
    result = group.concurrence(DEPARTMENTS, at_least=0.5)
    assert result.passing == ("staged",)
    assert result.blockers == {"withhold": ("defence",), "full": ("foreign", "security")}
    np.testing.assert_allclose(result.support, [2 / 3, 1, 1 / 3])
    assert result.choice is None
    assert result.chosen is None
    assert result.people == ("defence", "foreign", "security")


def test_a_majority_and_its_blockers():
    result = group.concurrence(DEPARTMENTS, at_least=0.5, rule="majority")
    assert result.passing == ("withhold", "staged")
    # all who refuse what has no majority block it together; nobody blocks what passes
    assert result.blockers == {"full": ("foreign", "security")}
    assert not result.blocks[:, :2].any()
    # by votes: defence alone is the half, which is no majority
    counts = {"security": 1, "defence": 3, "foreign": 2}
    weighed = group.concurrence(DEPARTMENTS, counts, at_least=0.5, rule="majority")
    assert weighed.passing == ("staged",)
    half = group.concurrence(DEPARTMENTS, counts, at_least=0.5, rule="majority", majority=0.5)
    assert half.passing == ("withhold", "staged", "full")


def test_a_veto_blocks_alone():
    result = group.concurrence(DEPARTMENTS, at_least=0.5, rule="veto", vetoes=["foreign"])
    assert result.passing == ("withhold", "staged")
    assert result.blockers == {"full": ("foreign",)}
    both = group.concurrence(DEPARTMENTS, at_least=0.5, rule="majority", vetoes=["defence"])
    assert both.passing == ("staged",)
    assert both.blockers == {"withhold": ("defence",), "full": ("foreign", "security")}


@pytest.mark.parametrize(("permanent", "others"), [(4, 10), (5, 3), (5, 4), (5, 10), (3, 8)])
def test_the_security_council(permanent, others):
    """Article 27: nine of fifteen, and none of the five permanent members against."""
    names = [f"permanent {i}" for i in range(5)] + [f"other {i}" for i in range(10)]
    yes = {f"permanent {i}" for i in range(permanent)} | {f"other {i}" for i in range(others)}
    votes = {name: {"resolution": name in yes} for name in names}
    result = group.concurrence(votes, rule="majority", majority=9 / 15, vetoes=names[:5])
    assert (result.passing != ()) == (permanent == 5 and len(yes) >= 9)


def test_the_final_decider_chooses_of_what_passes():
    minister = {"full": 0.8, "staged": 0.5, "withhold": 0.6}
    result = group.concurrence(DEPARTMENTS, at_least=0.5, rule="majority", decides=minister)
    assert result.choice == "withhold"
    assert result.tied_choices == ("withhold",)
    assert "withhold is chosen" in repr(result)
    # one of them, by his own judgements
    inside = group.concurrence(DEPARTMENTS, at_least=0.5, rule="majority", decides="security")
    assert inside.choice == "staged"
    # costs: less is better
    costs = Scores(
        method="cost",
        alternatives=("full", "staged", "withhold"),
        scores=np.array([9, 4, 1.0]),
        higher_is_better=False,
    )
    assert (
        group.concurrence(DEPARTMENTS, at_least=0.5, rule="majority", decides=costs).choice
        == "withhold"
    )
    nothing = group.concurrence(DEPARTMENTS, at_least=0.95, decides=minister)
    assert nothing.choice is None
    assert nothing.passing == ()
    assert "nothing is chosen" in repr(nothing)
    tie = group.concurrence([[1, 1, 0]], decides=[0.1 + 0.2, 0.3, 1])
    assert tie.tied_choices == ("0", "1")


def test_ranks_and_sets_and_truth_values():
    ranks = {"Ann": {"a": 1, "b": 2, "c": 3}, "Bea": {"a": 3, "b": 2, "c": 1}}
    by_rank = group.concurrence(ranks, at_most=2, decides="Bea")
    assert by_rank.passing == ("b",)
    assert by_rank.choice == "b"
    each = group.concurrence(ranks, at_most={"Bea": 3, "Ann": 1})
    assert each.passing == ("a",)
    sets = group.concurrence({"Ann": {"a", "b"}, "Bea": {"b", "c"}}, alternatives=list("abc"))
    np.testing.assert_array_equal(sets.accepts, by_rank.accepts)
    assert sets.blockers == by_rank.blockers
    frame = pd.DataFrame([[1, 1, 0], [0, 1, 1]], index=["Ann", "Bea"], columns=list("abc"))
    framed = group.concurrence(frame.astype(bool))
    np.testing.assert_array_equal(framed.accepts, by_rank.accepts)
    assert framed.people == ("Ann", "Bea")
    moved = group.concurrence(frame.iloc[::-1], alternatives=list("cba"))
    np.testing.assert_array_equal(moved.accepts, by_rank.accepts[::-1, ::-1])


def test_who_counts_for_nothing_has_no_say():
    result = group.concurrence([[1, 1], [0, 1], [1, 0]], [2, 0, 1])
    assert result.passing == ("0",)
    assert result.blockers == {"1": ("2",)}
    np.testing.assert_array_equal(result.support, [1, 2 / 3])
    # but for a veto of his own
    veto = group.concurrence([[1, 1], [0, 1], [1, 0]], [2, 0, 1], rule="veto", vetoes=["1"])
    assert veto.passing == ("1",)


def test_a_threshold_met_but_for_rounding_is_met():
    assert group.concurrence([[0.1 + 0.2]], at_most=0.3).passing == ("0",)
    assert group.concurrence([[0.3]], at_least=0.1 + 0.2).passing == ("0",)
    assert group.concurrence([[0.3]], at_least=0.30001).passing == ()


@pytest.mark.parametrize("rule", ["unanimity", "majority", "veto"])
def test_each_rule_is_its_definition(rule):
    rng = np.random.default_rng(7)
    for _ in range(30):
        accepts = rng.random((4, 3)) < 0.6
        counts = rng.integers(1, 4, 4)
        vetoes = {"unanimity": [], "majority": ["2"], "veto": ["1", "2"]}[rule]
        result = group.concurrence(accepts, counts, rule=rule, vetoes=vetoes)
        for a in range(3):
            yes = accepts[:, a]
            expected = {
                "unanimity": yes.all(),
                "majority": 2 * counts[yes].sum() > counts.sum() and yes[2],
                "veto": yes[1] and yes[2],
            }[rule]
            assert result.passes[a] == expected
            # whoever blocks refuses; what passes nobody blocks, and what does not somebody
            assert not (result.blocks[:, a] & yes).any()
            assert result.blocks[:, a].any() != expected


def test_a_batch_equals_a_loop():
    rng = np.random.default_rng(1)
    batch, likes = rng.random((5, 3, 4)), rng.random(4)
    options = {"rule": "majority", "majority": 0.6, "vetoes": ["0"], "decides": likes}
    result = group.concurrence(batch, [1, 2, 3], at_least=[0.4, 0.5, 0.6], **options)
    for i, one in enumerate(batch):
        alone = group.concurrence(one, [1, 2, 3], at_least=[0.4, 0.5, 0.6], **options)
        assert result.at(i).equals(alone)
    assert "samples (5,)" in repr(result)
    with pytest.raises(InvalidInputError, match="passing needs one sample"):
        _ = result.passing


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"rule": "consent"}, "rule must be one of 'unanimity', 'majority', 'veto'"),
        ({"at_least": 1, "at_most": 2}, "at_least and at_most must not both be given"),
        ({"at_least": [1, 2, 3]}, "need one at_least, or 2, one for each person"),
        ({"at_least": "much"}, "at_least must be"),
        ({"majority": 0.5}, "majority must be left out where the rule is 'unanimity'"),
        ({"rule": "majority", "majority": 0}, "majority must be"),
        ({"rule": "majority", "majority": 1.5}, "majority must be"),
        ({"rule": "veto"}, "vetoes must name somebody where the rule is 'veto'"),
        ({"vetoes": ["0"]}, "vetoes must be left out where the rule is 'unanimity'"),
        ({"rule": "veto", "vetoes": ["2"]}, "unknown person with a veto '2'"),
        ({"rule": "veto", "vetoes": "0"}, "vetoes must be a sequence of names"),
        ({"decides": "9"}, "unknown person who decides '9'"),
        ({"decides": "1"}, "decides must be scores where judgements are truth values"),
        ({"decides": [1, 2]}, r"decides must score each of 3 alternatives; got shape \(2,\)"),
        ({"decides": {"0": 1}}, "decides must name each alternative once"),
        ({"counts": [1]}, "need 2 counts"),
    ],
)
def test_bad_options_are_refused(options, message):
    with pytest.raises(InvalidInputError, match=rf"concurrence\(\): .*{message}"):
        group.concurrence([[1, 0, 1], [1, 1, 0]], **options)


@pytest.mark.parametrize(
    ("judgements", "options", "message"),
    [
        ([[0.5, 1]], {}, "judgements must be true or false, 1 or 0; got 0.5"),
        ([0.5, 1], {"at_least": 1}, "judgements must have shape"),
        ([[1, np.nan]], {"at_least": 1}, "judgements must be finite"),
        ([[1, 2]], {"at_least": 1, "alternatives": ["a"]}, "need 2 alternatives"),
        ([{"a": 1}], {"at_least": 1, "alternatives": ["b"]}, "must name each alternative once"),
    ],
)
def test_bad_judgements_are_refused(judgements, options, message):
    with pytest.raises(InvalidInputError, match=rf"concurrence\(\): .*{message}"):
        group.concurrence(judgements, **options)
