"""Opinions, priors, counts and likelihoods in Series and data frames are read by the names of their
states."""

import pickle

import pandas as pd
import pytest
import scipy.stats
from hypothesis import given, settings
from hypothesis import strategies as st

from decision_analysis import beliefs, weights
from decision_analysis.errors import InvalidInputError

PRIOR = {"dry": 0.5, "wet": 0.3, "soaking": 0.2}
LIKELIHOOD = {
    "dry": {"no": 0.6, "open": 0.3, "closed": 0.1},
    "wet": {"no": 0.3, "open": 0.4, "closed": 0.3},
    "soaking": {"no": 0.1, "open": 0.4, "closed": 0.5},
}
ROWS = pd.DataFrame(LIKELIHOOD).T
RIGHT = beliefs.update(PRIOR, LIKELIHOOD)
YEARS = pd.Index([2015, 2016])


@settings(deadline=None, max_examples=20)
@given(st.permutations(list(PRIOR)), st.permutations(list(PRIOR)), st.permutations(list(ROWS)))
def test_the_order_of_states_and_signals_changes_nothing(first, second, signals):
    prior = pd.Series(PRIOR)[first]
    for likelihood in (
        ROWS.loc[second, signals],
        {state: ROWS.loc[state, signals] for state in second},
    ):
        found = beliefs.update(prior, likelihood)
        for signal, posterior in RIGHT.posterior.items():
            assert dict(found.posterior[signal]) == pytest.approx(dict(posterior))
        assert found.signals == pytest.approx(dict(RIGHT.signals))
    assert list(beliefs.update(prior, ROWS).states) == first


@pytest.mark.parametrize(
    ("prior", "likelihood", "message"),
    [
        (
            PRIOR,
            ROWS.T,
            (
                r"likelihood must have a row for each state; got them as columns: turn the frame"
                r" with \.T"
            ),
        ),
        (
            PRIOR,
            ROWS.drop("wet"),
            r"rows of likelihood must name each state once; missing \['wet'\]",
        ),
        (
            PRIOR,
            pd.concat([ROWS, ROWS.iloc[:1]]),
            r"rows of likelihood must name each state once; \['dry'\] twice",
        ),
        (PRIOR, {**LIKELIHOOD, "wet": ROWS.loc["wet", ["no", "open"]]}, r"missing \['closed'\]"),
        (pd.Series(PRIOR).rename({"wet": "damp"}), ROWS, r"missing \['damp'\], unknown \['wet'\]"),
        ([0.5, 0.3, 0.2], ROWS, "prior must be a mapping; got list"),
        ([PRIOR, PRIOR], ROWS, "prior must be a mapping; got list"),
        (PRIOR, ROWS.to_numpy(), "likelihood must be a mapping; got ndarray"),
        (RIGHT, ROWS, "prior has no numbers by label; got UpdateResult"),
    ],
)
def test_what_does_not_fit_is_refused(prior, likelihood, message):
    with pytest.raises(InvalidInputError, match=rf"update\(\): {message}|update\(\): .*{message}"):
        beliefs.update(prior, likelihood)


def test_samples_stand_in_the_rows_of_a_frame():
    prior = pd.DataFrame([PRIOR, {"dry": 0.1, "wet": 0.1, "soaking": 0.8}]).iloc[:, ::-1]
    found = beliefs.update(prior, ROWS)
    assert found.sample_shape == (2,)
    assert dict(found.at(0).posterior["no"]) == pytest.approx(dict(RIGHT.posterior["no"]))


def test_an_update_comes_back_by_the_labels_of_the_frame():
    frame = pd.DataFrame([[0.9, 0.1], [0.2, 0.8]], index=["a", "b"], columns=YEARS)
    found = beliefs.update(pd.Series({"b": 0.5, "a": 0.5}), frame)
    assert found.to_frame().index.equals(YEARS)
    assert found.signals["2016"] == pytest.approx(0.45)


@settings(deadline=None, max_examples=20)
@given(
    st.permutations(list(PRIOR)),
    st.permutations(list(PRIOR)),
    st.sampled_from(["linear", "logarithmic"]),
)
def test_opinions_are_pooled_by_state(first, second, rule):
    other = pd.Series({"dry": 0.1, "wet": 0.2, "soaking": 0.7})
    right = beliefs.pool([PRIOR, other.to_dict()], [1, 3], rule)
    found = beliefs.pool([pd.Series(PRIOR)[first], other[second]], [1, 3], rule)
    assert found == pytest.approx(right)
    assert list(found) == first


def test_opinions_of_other_kinds_are_refused():
    for opinions in ({"a": PRIOR, "b": PRIOR}, pd.DataFrame([PRIOR, PRIOR]), {"x", "y"}):
        with pytest.raises(
            InvalidInputError, match=r"pool\(\): opinions must be a sequence of at least one"
        ):
            beliefs.pool(opinions, [1, 1])
    with pytest.raises(
        InvalidInputError,
        match=r"opinion 2 must name each state of opinion 1 once; missing \['dry'\]",
    ):
        beliefs.pool([PRIOR, pd.Series(PRIOR).drop("dry")], [1, 1])
    with pytest.raises(InvalidInputError, match=r"all distributions or all mappings; got both"):
        beliefs.pool([pd.Series(PRIOR), scipy.stats.norm(0, 1)], [1, 1])


def test_weights_of_opinions_go_by_place_as_these_do():
    other = {"dry": 0.1, "wet": 0.2, "soaking": 0.7}
    right = beliefs.pool([PRIOR, other], [1, 3])
    assert beliefs.pool([PRIOR, other], pd.Series([1, 3])) == right
    with pytest.raises(
        InvalidInputError, match=r"weights must be in the order of the opinions.*labelled Series"
    ):
        beliefs.pool([PRIOR, other], pd.Series({"Ann": 1, "Bob": 3}))
    with pytest.raises(
        InvalidInputError, match=r"weights must be in the order of the opinions.*labelled dict"
    ):
        beliefs.pool([PRIOR, other], {"Ann": 1, "Bob": 3})
    assert beliefs.pool([PRIOR, other], weights.direct({"Ann": 1, "Bob": 3}).weights) == right


@pytest.mark.parametrize("rule", ["linear", "logarithmic"])
def test_a_pooled_distribution_gives_back_a_series(rule):
    pooled = beliefs.pool([scipy.stats.norm(0, 1), scipy.stats.norm(1, 2)], [1, 1], rule)
    levels = pd.Series({"b": 0.5, "a": 0.25})
    for name in ("cdf", "sf", "pdf", "ppf", "isf"):
        found = getattr(pooled, name)(levels)
        assert found.index.tolist() == ["b", "a"]
        assert found.tolist() == getattr(pooled, name)(levels.tolist()).tolist()
    with pytest.raises(InvalidInputError, match=r"q must be .*got a labelled dict"):
        pooled.ppf(levels.to_dict())


def test_counts_are_read_by_state():
    seen = pd.Series(["hit", "miss", "hit", "hit"]).value_counts()
    assert dict(beliefs.from_counts(seen[::-1])) == {"hit": 0.75, "miss": 0.25}
    prior = pd.Series({"miss": 3, "hit": 1})
    assert dict(beliefs.from_counts(seen, prior=prior)) == {"hit": 0.5, "miss": 0.5}
    assert beliefs.from_counts({"miss": 1, "hit": 3}, prior=prior)["miss"] == 0.5
    assert beliefs.DirichletBelief(seen)["hit"] == 0.75
    with pytest.raises(
        InvalidInputError, match=r"prior must name each state once; missing \['miss'\]"
    ):
        beliefs.from_counts(seen, prior=prior.drop("miss"))
    with pytest.raises(
        InvalidInputError, match=r"counts must be one number for each state; got samples \(2,\)"
    ):
        beliefs.from_counts(pd.DataFrame({"hit": [1, 2], "miss": [1, 2]}))


def test_a_belief_knows_the_frames_own_labels():
    belief = beliefs.from_counts(pd.Series([3, 1], index=YEARS))
    for known in (belief, pickle.loads(pickle.dumps(belief))):
        assert known[2015] == known["2015"] == 0.75
        assert known.marginal(2016).mean() == pytest.approx(0.25)
        assert 2017 not in known
    assert list(belief) == ["2015", "2016"]


def test_quantiles_of_a_series_are_read_by_their_probabilities():
    said = pd.Series({0.9: 120.0, 0.1: 80.0, 0.5: 100.0})
    assert beliefs.from_quantiles(said).mean() == pytest.approx(
        beliefs.from_quantiles(said.to_dict()).mean()
    )
    observed = pd.Series(range(101)).quantile([0.25, 0.75])
    assert beliefs.from_quantiles(observed).ppf([0.25, 0.75]) == pytest.approx([25, 75])
    with pytest.raises(InvalidInputError, match=r"labels of quantiles must not repeat"):
        beliefs.from_quantiles(pd.Series([1.0, 2.0], index=[0.5, 0.5]))
