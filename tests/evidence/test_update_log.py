"""Logs of dated evidence: the cab problem, order, dependence, samples, revised judgements."""

import datetime

import numpy as np
import pandas as pd
import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st

from decision_analysis import Parameter, Parameters, beliefs, evidence
from decision_analysis.errors import InvalidInputError
from decision_analysis.evidence import Entry

CABS = {"blue": 0.15, "green": 0.85}
WITNESS = {"blue": 0.8, "green": 0.2}
STATES = ["a", "b", "c"]


def witness(name, date="2024-03-01", **more):
    return Entry(name, date, WITNESS, **more)


def random_log(rng, count, states=STATES):
    return [
        Entry(f"e{k}", k, dict(zip(states, rng.uniform(0.01, 1, len(states)), strict=True)))
        for k in range(count)
    ]


def test_the_cab_problem():
    """Tversky and Kahneman (1982): 41%; a second independent witness makes it 74%."""
    result = evidence.update_log(CABS, [witness("first"), witness("second", "2024-03-02")])
    np.testing.assert_allclose(
        result.posterior[:, 0], [0.41379310344827586, 0.7384615384615385], rtol=1e-14
    )
    np.testing.assert_allclose(
        result.log10_likelihood_ratio,
        [[0.6020599913279624, -0.6020599913279624]] * 2,
        rtol=1e-14,
    )
    assert result.final["blue"] == result.posterior[1, 0]
    assert list(result.by_date) == ["2024-03-01", "2024-03-02"]
    assert result.by_date["2024-03-01"]["green"] == pytest.approx(1 - 0.41379310344827586)


def test_ratios_are_enough():
    expected = evidence.update_log(CABS, [witness("w")]).posterior
    for ratio in ({"blue": 4}, {"green": 0.25}, {"blue": 4, "green": 1}, {"green": 10, "blue": 40}):
        found = evidence.update_log(CABS, [Entry("w", 1, likelihood_ratio=ratio)])
        np.testing.assert_allclose(found.posterior, expected, rtol=1e-14)


@given(st.integers(0, 10_000), st.integers(1, 7))
def test_entry_by_entry_is_all_at_once(seed, count):
    rng = np.random.default_rng(seed)
    log = random_log(rng, count)
    prior = rng.dirichlet(np.ones(3))
    given_prior = dict(zip(STATES, prior.tolist(), strict=True))
    result = evidence.update_log(given_prior, [log[i] for i in rng.permutation(count)])
    product = prior.copy()
    for k, entry in enumerate(log):
        likelihood = np.array([entry.likelihood[state] for state in STATES])
        before = product / product.sum()
        product = product * likelihood
        np.testing.assert_allclose(result.posterior[k], product / product.sum(), rtol=1e-12)
        for i in range(3):
            rest = np.delete(before, i)
            against = (rest * np.delete(likelihood, i)).sum() / rest.sum()
            assert result.log10_likelihood_ratio[k, i] == pytest.approx(
                np.log10(likelihood[i] / against), abs=1e-12
            )
            # odds after are odds before times the ratio
            odds = before[i] / (1 - before[i]) * likelihood[i] / against
            assert result.posterior[k, i] == pytest.approx(odds / (1 + odds), rel=1e-9)


def test_it_agrees_with_beliefs_update():
    tests = {"sick": {"+": 0.9, "-": 0.1}, "well": {"+": 0.05, "-": 0.95}}
    prior = {"sick": 0.02, "well": 0.98}
    positive = {state: tests[state]["+"] for state in prior}
    found = evidence.update_log(prior, [Entry("test", 1, positive)])
    expected = beliefs.update(prior, tests).posterior["+"]
    assert dict(found.final) == pytest.approx(dict(expected))


def test_nothing_is_lost_to_underflow():
    far = {"x": 1e-200, "y": 1.0}
    back = {"x": 1.0, "y": 1e-200}
    log = [Entry(f"e{k}", k, far if k < 4 else back) for k in range(8)]
    result = evidence.update_log({"x": 0.3, "y": 0.7}, log)
    assert result.posterior[3, 0] == 0
    assert result.final["x"] == pytest.approx(0.3)


def test_others_that_are_all_but_ruled_out_are_still_weighed_apart():
    # y and z sink below the least float, y 1e-400 times as deep
    log = [Entry(f"e{k}", k, {"x": 1, "y": 1e-200, "z": 1e-100}) for k in range(4)]
    log.append(Entry("last", 4, {"x": 0.5, "y": 0.5, "z": 0.1}))
    result = evidence.update_log({"x": 0.4, "y": 0.3, "z": 0.3}, log)
    np.testing.assert_allclose(result.log10_likelihood_ratio[-2, 0], 100)
    np.testing.assert_allclose(result.log10_likelihood_ratio[-1], np.log10([5, 1, 0.2]), atol=1e-12)


def test_one_state_stays_certain():
    result = evidence.update_log({"x": 1.0}, [Entry("e", 1, {"x": 0.3})])
    assert dict(result.final) == {"x": 1}
    assert result.log10_likelihood_ratio.tolist() == [[0]]


# --- dependence
# -----------------------------------------------------------------------------------------


def test_a_repeated_report_counts_once():
    twice = evidence.update_log(CABS, [witness("wire"), witness("paper", repeats="wire")])
    once = evidence.update_log(CABS, [witness("wire")])
    np.testing.assert_array_equal(twice.posterior[-1], once.posterior[-1])
    assert twice.log10_likelihood_ratio[1].tolist() == [0, 0]
    free = evidence.update_log(
        CABS, [witness("wire"), witness("paper", repeats="wire", dependence=0)]
    )
    assert free.final["blue"] == pytest.approx(0.7384615384615385)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_possible_repetition_is_a_mixture(share):
    """The joint probability of both reports, state by state, is L times (d + (1 - d) L)."""
    result = evidence.update_log(
        CABS, [witness("wire"), witness("paper", repeats="wire", dependence=share)]
    )
    joint = {s: CABS[s] * WITNESS[s] * (share + (1 - share) * WITNESS[s]) for s in CABS}
    assert result.final["blue"] == pytest.approx(joint["blue"] / sum(joint.values()))


# --- dates
# -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dates", "written"),
    [
        (["2024-11-18", "2024-11-17"], ("2024-11-17", "2024-11-18")),
        ([datetime.date(2024, 2, 1), datetime.date(2024, 1, 31)], ("2024-01-31", "2024-02-01")),
        ([pd.Timestamp("2024-02-01 12:00"), datetime.datetime(2024, 1, 31)],
         ("2024-01-31T00:00:00", "2024-02-01T12:00:00")),
        ([np.datetime64("2024-02-01"), "2024-01-31"], ("2024-01-31", "2024-02-01")),
        (["2024-02-01T00:30+02:00", "2024-01-31T22:00+00:00"],
         ("2024-01-31T22:00:00+00:00", "2024-02-01T00:30:00+02:00")),
        ([np.int64(10), 2], ("2", "10")),
    ],
)  # fmt: skip
def test_entries_are_taken_by_date(dates, written):
    log = [
        Entry("late", dates[0], {"x": 0.9, "y": 0.1}),
        Entry("early", dates[1], {"x": 1, "y": 0.5}),
    ]
    result = evidence.update_log({"x": 0.5, "y": 0.5}, log)
    assert result.dates == written
    assert result.names == ("early", "late")
    assert result.posterior[0, 0] == pytest.approx(2 / 3)


def test_of_one_date_the_order_given_counts():
    log = [witness("b"), witness("a"), witness("c", "2024-02-01")]
    result = evidence.update_log(CABS, log)
    assert result.names == ("c", "b", "a")
    assert dict(result.by_date["2024-03-01"]) == dict(result.final)


# --- samples
# -----------------------------------------------------------------------------------------


def test_samples_of_priors_and_likelihoods_equal_a_loop():
    rng = np.random.default_rng(3)
    blue, says = rng.uniform(0.1, 0.9, 5), rng.uniform(0.5, 1, 5)
    log = [
        Entry("w", 1, {"blue": says, "green": 1 - says}),
        Entry("x", 2, pd.Series({"green": 0.3, "blue": 0.6})),
    ]
    batch = evidence.update_log({"blue": blue, "green": 1 - blue}, log)
    assert batch.posterior.shape == (5, 2, 2)
    assert batch.sample_shape == (5,)
    for i in range(5):
        one = evidence.update_log(
            {"blue": blue[i], "green": 1 - blue[i]},
            [Entry("w", 1, {"blue": says[i], "green": 1 - says[i]}), log[1]],
        )
        np.testing.assert_allclose(batch.posterior[i], one.posterior, rtol=1e-14)
        assert batch.at(i).equals(one) or np.allclose(batch.at(i).posterior, one.posterior)
    assert batch.by_date["1"]["blue"].shape == (5,)
    assert batch.to_frame().index.names[0] == "sample_0"


def test_the_callers_arrays_stay_apart():
    says = np.array([0.8, 0.6])
    entry = Entry("w", 1, {"blue": says, "green": 1 - says})
    before = evidence.update_log(CABS, [entry])
    says[:] = 0.1
    assert evidence.update_log(CABS, [entry]).equals(before)


# --- revised judgements
# -----------------------------------------------------------------------------------------

JUDGED = Parameters(
    [
        Parameter("credit", 50, low=20, high=80),
        Parameter("risk", 0.3, scipy.stats.beta(3, 7)),
    ]
)


def test_revised_judgements_are_told_by_date():
    log = [
        {"name": "approval", "date": "2024-11-02", "revised": {"credit": 66}},
        {"name": "talks", "date": "2024-11-03", "likelihood": WITNESS,
         "revised": {"risk": Parameter("risk", 0.4, low=0.1, high=0.6)}},
        {"name": "still", "date": "2024-11-01", "likelihood": {"blue": 0.5, "green": 0.5}},
    ]  # fmt: skip
    result = evidence.update_log(CABS, log, parameters=JUDGED)
    by_date = result.parameters_by_date
    assert list(by_date) == ["2024-11-01", "2024-11-02", "2024-11-03"]
    assert [p["credit"].base for p in by_date.values()] == [50, 66, 66]
    assert [p["risk"].base for p in by_date.values()] == [0.3, 0.3, 0.4]
    assert by_date["2024-11-02"]["credit"].high == 80
    assert by_date["2024-11-01"].equals(JUDGED)
    # what only revises leaves the belief
    np.testing.assert_array_equal(result.posterior[0], result.posterior[1])
    assert result.log10_likelihood_ratio[1].tolist() == [0, 0]
    assert evidence.update_log(CABS, log[2:]).parameters_by_date == {}


def test_what_rules_out_a_state_weighs_without_end():
    result = evidence.update_log(
        {"x": 0.2, "y": 0.3, "z": 0.5}, [Entry("e", 1, {"x": 0.0, "y": 0.5, "z": 0.0})]
    )
    assert result.log10_likelihood_ratio.tolist() == [[-np.inf, np.inf, -np.inf]]
    assert dict(result.final) == {"x": 0, "y": 1, "z": 0}
    assert result.to_dict()["log10_likelihood_ratio"] == [[None, None, None]]


@pytest.mark.parametrize(
    ("log", "message"),
    [
        ([], "log must hold at least one entry"),
        ("abc", "log must be a sequence"),
        ([3], "entry 1 of the log must be an Entry or a mapping of its fields; got 3"),
        ([{"name": "x"}], r"entry 1 of the log must have a name and a date; missing \['date'\]"),
        ([{"nmae": "x"}], r"unknown field 'nmae' \(did you mean 'name'\?\)"),
        ([witness("x"), witness("x")], r"different names; got \['x'\] more than once"),
        (
            [witness("x"), witness("y", 3), witness("z", "2024-03-01T10:00")],
            "of one kind; got a date of 'x', a number of days of 'y', a time of 'z'",
        ),
        (
            [{"name": "x", "date": 1, "likelihood": {"blue": 1.5, "green": 0}}],
            "entry 'x': likelihood of 'blue' must be a probability, at most 1; got 1.5",
        ),
        ([Entry("x", 1, {"blue": 0.5})], r"entry 'x': likelihood .*missing \['green'\]"),
        (
            [Entry("w", 1, {"blue": 0, "green": 1}), Entry("x", 2, {"blue": 0.5, "green": 0})],
            "entry 'x' of 2 must be possible in a state that is",
        ),
        (
            [Entry("x", 2, {"blue": [0, 0.5], "green": [0, 0.5]})],
            "every state that earlier entries and the prior left in 1 of 2 samples",
        ),
        (
            [Entry("w", 1, {"blue": [0.1, 0.2], "green": 1}),
             Entry("x", 2, {"blue": [0.1, 0.2, 0.3], "green": 1})],
            r"samples must broadcast; got prior \(\), entry 'w' \(2,\), entry 'x' \(3,\)",
        ),
        ([witness("x", repeats="y")], r"entry 'x': unknown entry to repeat 'y'"),
        (
            [witness("x", repeats="y"), witness("y", "2024-04-01")],
            "entry 'x': repeats must name an entry before it; got 'y'",
        ),
        (
            [
                witness("y"),
                Entry("x", "2024-04-01", None, {"blue": 2}, repeats="y", dependence=0.5),
            ],
            "a dependence between 0 and 1 needs likelihoods",
        ),
        ([Entry("x", 1, None, {"bleu": 2})], r"unknown state 'bleu' \(did you mean 'blue'\?\)"),
        ([Entry("x", 1, revised={"p": 1})], "entry 'x' revises 'p': parameters must be given"),
    ],
)  # fmt: skip
def test_refused_logs(log, message):
    with pytest.raises(InvalidInputError, match=rf"^update_log\(\).*{message}"):
        evidence.update_log(CABS, log)


@pytest.mark.parametrize("end", [20, 80])
def test_an_end_of_its_range_is_within_it(end):
    log = [{"name": "x", "date": "2024-11-01", "revised": {"credit": end}}]
    (after,) = evidence.update_log(CABS, log, parameters=JUDGED).parameters_by_date.values()
    assert after["credit"].base == end


@pytest.mark.parametrize(
    ("revised", "message"),
    [
        ({"credti": 1}, r"entry 'x': unknown parameter 'credti' \(did you mean 'credit'\?\)"),
        ({"credit": 90}, "revised 'credit' must be within 20 to 80; got 90: give a Parameter"),
        ({"risk": 0.5}, "revised 'risk' has a distribution"),
    ],
)
def test_refused_revisions(revised, message):
    with pytest.raises(InvalidInputError, match=message):
        evidence.update_log(CABS, [Entry("x", 1, revised=revised)], parameters=JUDGED)


@pytest.mark.parametrize(
    ("prior", "message"),
    [
        ({"blue": 0.5, "green": 0.6}, "prior: probabilities must sum to 1"),
        ([0.5, 0.5], "prior must be a mapping; got list"),
        ({"blue": 0.5, "green": np.nan}, "must be finite"),
    ],
)
def test_refused_priors(prior, message):
    with pytest.raises(InvalidInputError, match=rf"^update_log\(\): {message}|{message}"):
        evidence.update_log(prior, [witness("x")])


def test_states_that_a_ratio_does_not_name_are_its_measure():
    even = dict.fromkeys(STATES, 1 / 3)
    found = evidence.update_log(even, [Entry("x", 1, likelihood_ratio={"b": [2, 8]})])
    np.testing.assert_allclose(found.posterior[:, 0], [[0.25, 0.5, 0.25], [0.1, 0.8, 0.1]])


def test_the_log_recalibrates_a_ranking():
    """A model is asked at the belief of each date; sampled likelihoods go through as samples."""

    def ranked(belief):
        worth = 60 * belief["blue"] - 20 * belief["green"]
        return "act" if worth > 0 else "wait"

    log = [witness("first"), witness("second", "2024-03-02")]
    found = {date: ranked(b) for date, b in evidence.update_log(CABS, log).by_date.items()}
    assert found == {"2024-03-01": "act", "2024-03-02": "act"}
    assert ranked(CABS) == "wait"
