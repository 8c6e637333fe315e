"""Posteriors as books print them: right to the effect of rounding, or refused with both numbers."""

import numpy as np
import pytest

from decision_analysis import beliefs
from decision_analysis.errors import InvalidModelError
from decision_analysis.trees import REST, Chance, Decision, clairvoyance, reverse, score_strategies
from oracles.known_joint_distributions import World, digits, has, oracle

DIGITS = (2, 3, 4, 5, 6)


def answer(tree, name):
    """Return the result, or the message of the refusal."""
    try:
        return clairvoyance(tree, name)
    except InvalidModelError as error:
        return str(error)


def chance(name, p, follows, **options):
    return Chance(name, {state: (p[state], follows[state]) for state in p}, **options)


def learned(name, prior, likelihood, act, payoff):
    """Return the chance node of a signal, each followed by what is done once it is known."""
    told = beliefs.update(prior, likelihood)
    return chance(
        name, told.signals, {s: act(told.posterior[s]) for s in told.signals}, payoff=payoff
    )


def wildcatter():
    """Raiffa (1968), with the likelihoods as Shenoy (1992) prints them."""
    sounding = {
        "dry": {"none": 0.6, "open": 0.3, "closed": 0.1},
        "wet": {"none": 0.3, "open": 0.4, "closed": 0.3},
        "soaking": {"none": 0.1, "open": 0.4, "closed": 0.5},
    }
    prior = {"dry": 0.5, "wet": 0.3, "soaking": 0.2}

    def drill(p):
        return Decision(
            "drill", {"drill": chance("oil", p, {"dry": -70, "wet": 50, "soaking": 200}), "no": 0}
        )

    return Decision(
        "test", {"yes": learned("result", prior, sounding, drill, -10), "no": drill(prior)}
    )


def survey(bad=1 / 7, good=0.5, prior=0.25):
    """A survey of a site for 30, which is bad with probability .7, after which oil has the
    probability 1/7."""

    def site(p):
        return Decision(
            "then", {"drill": Chance("oil", {"oil": (p, 700), "dry": (REST, -100)}), "sell": 90}
        )

    told = Chance("survey", {"bad": (0.7, site(bad)), "good": (0.3, site(good))}, payoff=-30)
    return Decision("survey?", {"yes": told, "no": site(prior)})


def diagnosis():
    """A rare disease, with a test, with waiting until the disease shows itself, and with treatment
    at once."""
    prior = {"ill": 0.01, "well": 0.99}
    test = {"ill": {"positive": 0.95, "negative": 0.05}, "well": {"positive": 0.1, "negative": 0.9}}

    def treat(p):
        acts = {"treat": {"ill": 80, "well": 95}, "wait": {"ill": 10, "well": 100}}
        return Decision("treat", {act: chance("disease", p, worth) for act, worth in acts.items()})

    shown = {
        state: chance("result", test[state], {"positive": 50, "negative": 60}) for state in prior
    }
    options = {
        "test": learned("result", prior, test, treat, -0.5),
        "see": chance("disease", prior, shown),
    }
    return Decision("start", {**options, "at once": treat(prior)})


def two_tests():
    """Two tests of one state, the second of which may follow the first or stand alone."""
    prior = {"a": 0.3, "b": 0.45, "c": 0.25}
    first = {"a": {"+": 0.7, "-": 0.3}, "b": {"+": 0.4, "-": 0.6}, "c": {"+": 0.15, "-": 0.85}}
    second = {"a": {"+": 0.8, "-": 0.2}, "b": {"+": 0.5, "-": 0.5}, "c": {"+": 0.25, "-": 0.75}}

    def act(p):
        worths = {"x": {"a": 100, "b": 20, "c": -50}, "y": {"a": 10, "b": 40, "c": 30}}
        return Decision(
            "act", {**{k: chance("state", p, worth) for k, worth in worths.items()}, "none": 5}
        )

    def more(p):
        return Decision("more", {"stop": act(p), "go on": learned("second", p, second, act, -3)})

    tests = {
        "first": learned("first", prior, first, more, -2),
        "second": learned("second", prior, second, act, -3),
    }
    return Decision("start", {**tests, "none": act(prior)})


BOOKS = {
    (wildcatter, "result"): 10,
    (wildcatter, "oil"): 32.5,
    (survey, "survey"): 30,
    (survey, "oil"): 119.5,
    (diagnosis, "result"): 0.17,
    (diagnosis, "disease"): 0.7,
    (two_tests, "first"): 2,
    (two_tests, "second"): 1.8,
    (two_tests, "state"): 16.7,
}


@pytest.mark.parametrize(
    ("book", "name"), BOOKS, ids=[f"{book.__name__} {name}" for book, name in BOOKS]
)
def test_textbook_trees_are_right_where_exact_and_refused_where_rounding_matters(book, name):
    exact = clairvoyance(book(), name)
    assert exact.value == pytest.approx(BOOKS[book, name], abs=1e-9)
    for count in DIGITS:
        found = answer(digits(book(), count), name)
        if isinstance(found, str):
            assert "looks like one number rounded" in found
        else:
            assert found.value == pytest.approx(exact.value, abs=200 * 10**-count)
            assert found.value >= -1e-9
    assert clairvoyance(digits(book(), 9), name).value == pytest.approx(exact.value, abs=1e-5)


def test_the_refusal_shows_both_numbers_and_says_what_to_do():
    with pytest.raises(
        InvalidModelError,
        match=(
            r"(?s)'oil' must be the same .* rounded, \('oil' 0.2501, .* by what follows at 'yes'"
            r" and \('oil' 0.25, "
            r"'dry' 0.75\) at 'no > drill', and what it tells of 'survey'"
            r" .*beliefs.update\(\).*trees.rename\(\)"
        ),
    ):
        clairvoyance(survey(0.143), "survey")
    with pytest.raises(
        InvalidModelError,
        match=(
            r"'oil' must not depend on a decision; it looks like one number rounded, \('oil'"
            r" 0.2501, .* at 'yes' and "
            r"\('oil' 0.25, .* at 'no': write it exactly"
        ),
    ):
        clairvoyance(survey(0.143), "oil")
    likelihood = {"oil": {"+": 0.8, "-": 0.2}, "dry": {"+": 0.3, "-": 0.7}}
    with pytest.raises(InvalidModelError, match="rounded"):
        clairvoyance(survey(0.142857), "oil", likelihood=likelihood)
    with pytest.raises(
        InvalidModelError, match=r"'oil=oil' looks like one number rounded, 0.2501 at 'yes'"
    ):
        score_strategies(survey(0.143), "minimax_regret")


def test_beyond_rounding_nodes_of_one_name_are_two_uncertainties():
    # Drilling without the survey is worth 124 then, whatever it says; after a good one, 300 - 30.
    assert clairvoyance(survey(prior=0.28), "survey").value == pytest.approx(
        0.7 * 124 + 0.3 * 270 - 124
    )
    with pytest.raises(
        InvalidModelError,
        match=r"must not depend on a decision; it is \('oil' 0.25, 'dry' 0.75\) at",
    ):
        clairvoyance(survey(prior=0.28), "oil")


def test_what_the_survey_tells_of_the_oil_holds_whatever_else_is_met_before():
    def weather(fine, wet):
        tree = survey()
        oil = {
            p: Decision(
                "then", {"drill": Chance("oil", {"oil": (p, 700), "dry": (REST, -100)}), "sell": 90}
            )
            for p in (fine, wet)
        }
        then = Chance("weather", {"fine": (0.6, oil[fine]), "wet": (0.4, oil[wet])})
        return Decision("survey?", {"yes": tree.options["yes"], "no": then})

    assert clairvoyance(weather(0.25, 0.25), "survey").value == pytest.approx(30)
    with pytest.raises(InvalidModelError, match="looks like one number rounded"):
        clairvoyance(weather(0.25, 0.2501), "survey")


def test_a_sample_is_recognized_as_it_would_be_alone():
    bad, good = np.array([1 / 7, 0.0, 0.25, 1.0, 0.3]), np.array([0.5, 0.0, 0.4, 1.0, 1.0])
    for name in ("survey", "oil"):
        batch = clairvoyance(survey(bad, good, 0.7 * bad + 0.3 * good), name)
        for i, (p, q) in enumerate(zip(bad.tolist(), good.tolist(), strict=True)):
            single = clairvoyance(survey(p, q, 0.7 * p + 0.3 * q), name)
            assert batch.value[i] == pytest.approx(single.value, abs=1e-9)
            np.testing.assert_allclose(batch.given[i], single.given, atol=1e-9)
        rounded = 0.7 * bad + 0.3 * good + [0, 0, 1e-3, 0, 0]
        with pytest.raises(InvalidModelError, match=r"rounded, .* in sample 2"):
            clairvoyance(survey(bad, good, rounded), name)


def test_a_tree_reversed_needs_no_digits():
    prior, tells = (
        {"oil": 0.3, "dry": 0.7},
        {"oil": {"+": 0.9, "-": 0.1}, "dry": {"+": 0.35, "-": 0.65}},
    )

    def site(p):
        return Decision("then", {"drill": chance("oil", p, {"oil": 700, "dry": -100}), "sell": 90})

    told = reverse(
        chance("oil", prior, {s: chance("news", tells[s], {"+": 0, "-": 0}) for s in prior}),
        "oil",
        "news",
    )
    posterior = {signal: dict(node.probabilities) for signal, (_, node) in told.outcomes.items()}
    news = Chance(
        "news", {s: (told.probabilities[s], site(posterior[s])) for s in posterior}, payoff=-5
    )
    assert clairvoyance(
        Decision("ask", {"yes": news, "no": site(prior)}), "news"
    ).value == pytest.approx(5)


@pytest.mark.parametrize("study", [False, True])
@pytest.mark.parametrize("seed", range(60))
def test_rounding_is_refused_or_harmless(seed, study):
    world = World(seed, study=study)
    tree = world.nodes(world.tree, np.ones(world.n, dtype=bool))
    for name in ("x", "y", "z") if study else ("x",):
        if not has(name, world.tree):
            continue
        exact = answer(tree, name)
        if isinstance(exact, str):
            assert name != "x"
            continue
        assert exact.with_information == pytest.approx(
            oracle(world, lambda x: x, names=(name,)), abs=1e-9
        )
        assert exact.value >= -1e-9
        for count in (2, 3, 6):
            found = answer(digits(tree, count), name)
            if isinstance(found, str):
                assert "rounded" in found
            else:
                assert found.value == pytest.approx(exact.value, abs=150 * 10**-count)
                assert found.value >= -1e-9


def pruned(good=0.5, prior=0.25, **bad):
    """The survey after which nobody drills a bad site, so that the tree does not say what oil there
    would be."""

    def site(p):
        return Decision(
            "then", {"drill": Chance("oil", {"oil": (p, 700), "dry": (REST, -100)}), "sell": 90}
        )

    says = {state: (p, 90) for state, p in (bad or {"bad": 0.7}).items()}
    told = Chance("survey", {**says, "good": (REST, site(good))}, payoff=-30)
    return Decision("survey?", {"yes": told, "no": site(prior)})


def test_what_is_left_to_a_pruned_branch_is_what_it_tells():
    """As in the whole tree, 30 is what the survey costs and 1/7 the oil after a bad one."""
    assert clairvoyance(pruned(), "survey").value == pytest.approx(30)
    assert clairvoyance(pruned(), "oil").value == pytest.approx(119.5)
    together = clairvoyance(pruned(), ["survey", "oil"])
    np.testing.assert_allclose(together.probabilities, [0.7 / 7, 0.7 * 6 / 7, 0.15, 0.15])
    whole = clairvoyance(survey(), ["survey", "oil"])
    np.testing.assert_allclose(together.given, whole.given)
    for good, prior in ((0.500001, 0.25), (0.5, 0.2501)):
        assert clairvoyance(pruned(good, prior), "survey").value == pytest.approx(30, abs=0.1)
    sampled = clairvoyance(pruned(np.array([0.5, 0.6]), np.array([0.25, 0.3])), "survey")
    singles = [
        clairvoyance(pruned(*numbers), "survey").value for numbers in ((0.5, 0.25), (0.6, 0.3))
    ]
    np.testing.assert_allclose(sampled.value, singles)


def test_what_several_pruned_branches_tell_the_tree_must_say():
    with pytest.raises(
        InvalidModelError, match=r"must say how the outcomes \['bad', 'poor'\] depend on 'oil'"
    ):
        clairvoyance(pruned(bad=0.4, poor=0.3), "survey")
    with pytest.raises(InvalidModelError, match="looks like one number rounded"):
        clairvoyance(pruned(good=0.84), "survey")


def launch(good=(0.85, 0.85), plain=0.86):
    """A launch whose success is as probable whatever the weather, or another without weather,
    nearly as probable."""

    def success(p, gain, loss=0):
        return Chance("success", {"yes": (p, gain), "no": (REST, loss)})

    weather = Chance(
        "weather", {"fine": (0.6, success(good[0], 12)), "wet": (0.4, success(good[1], 8))}
    )
    return Decision("launch", {"open": weather, "roofed": success(plain, 10, 1)})


def test_numbers_near_each_other_are_no_matter_where_nothing_hangs_on_them():
    # Fine weather is worth .85 * 12 in the open, wet .86 * 10 + .14 under the roof; unknown, the
    # open is worth 8.84.
    assert clairvoyance(launch(), "weather").value == pytest.approx(0.6 * 10.2 + 0.4 * 8.74 - 8.84)
    plain = np.array([0.86, 0.9])
    np.testing.assert_allclose(
        clairvoyance(launch(plain=plain), "weather").value,
        [clairvoyance(launch(plain=float(p)), "weather").value for p in plain],
    )
    with pytest.raises(InvalidModelError, match="looks like one number rounded"):
        clairvoyance(launch((0.85, 0.86), 0.85), "weather")


def test_a_sample_in_which_they_are_two_uncertainties_leaves_the_others_alone():
    prior = np.array([0.25, 0.4])
    singles = [clairvoyance(survey(prior=float(p)), "survey").value for p in prior]
    assert singles == pytest.approx([30, 15])
    np.testing.assert_allclose(clairvoyance(survey(prior=prior), "survey").value, singles)
