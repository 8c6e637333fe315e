"""Cooke's classical model: published scores, scores by hand, and an independent computation."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from scipy import integrate, optimize, stats

from decision_analysis import beliefs, catalog
from decision_analysis.errors import InvalidInputError

P = np.array([0.05, 0.5, 0.95])
SHARES = np.array([0.05, 0.45, 0.45, 0.05])


def panel(quantiles):
    """Return assessments of arrays (K, N, 3)."""
    return {
        f"e{k}": {f"q{i}": row.tolist() for i, row in enumerate(rows)}
        for k, rows in enumerate(np.asarray(quantiles, dtype=float))
    }


def drawn(rng, experts=3, questions=6, seeds=4):
    """Return quantiles (K, N, 3) and realizations by question."""
    start = rng.normal(20, 3, (experts, questions, 1))
    gaps = rng.gamma(2, 2, (experts, questions, 2))
    quantiles = start + np.concatenate([np.zeros_like(start), gaps.cumsum(axis=-1)], axis=-1)
    return quantiles, {f"q{i}": float(rng.normal(23, 4)) for i in range(seeds)}


@pytest.mark.parametrize("case", ["tudelft/cooke_global", "tudelft/cooke_two_experts"])
def test_published(case):
    """Also to the digits of the smallest calibration, beside which the case's tolerance is wide."""
    result = catalog.load(case).run()
    if case.endswith("global"):
        assert f"{result.calibration[0]:.3e}" == "3.621e-05"
        assert result.as_dict()["B"] == pytest.approx(0.4339, abs=5e-5)


def test_calibration_by_hand():
    """Ten seeds of which 1, 2, 5, 2 fall between the quantiles: I = 0.2370678 and 2 n I = 4.741356
    (TU Delft OpenCourseWare, reading 2.3.4), which a chi-squared variable with 3 degrees of freedom
    exceeds with probability 0.19."""
    quantiles = np.tile([1.0, 2.0, 3.0], (1, 10, 1))
    known = [0.5] + [1.5] * 2 + [2.5] * 5 + [3.5] * 2
    result = beliefs.cooke(
        panel(quantiles), {f"q{i}": x for i, x in enumerate(known)}, probabilities=P
    )
    s = np.array([0.1, 0.2, 0.5, 0.2])
    relative = float((s * np.log(s / SHARES)).sum())
    assert relative == pytest.approx(0.2370678, abs=5e-8)
    assert result.calibration[0] == pytest.approx(stats.chi2(3).sf(4.741356), abs=1e-6)
    assert round(result.calibration[0], 2) == 0.19


def test_shares_are_those_of_the_parts_in_order():
    """Of ten seeds 1, 2, 3 and 4 lie between the quantiles of .1, .3 and .6, as they should."""
    known = [0.5] + [1.5] * 2 + [2.5] * 3 + [3.5] * 4
    result = beliefs.cooke(
        panel(np.tile([1.0, 2.0, 3.0], (1, 10, 1))),
        {f"q{i}": x for i, x in enumerate(known)},
        probabilities=[0.1, 0.3, 0.6],
    )
    assert result.calibration[0] == pytest.approx(1)


def test_perfect_shares_have_calibration_1():
    quantiles = np.tile([1.0, 2.0, 3.0], (1, 20, 1))
    known = [0.5] + [1.5] * 9 + [2.5] * 9 + [3.5]
    result = beliefs.cooke(
        panel(quantiles), {f"q{i}": x for i, x in enumerate(known)}, probabilities=P
    )
    assert result.calibration[0] == pytest.approx(1)
    # a realization on a quantile counts below it
    known[0], known[-1] = 1.0, 3.0
    result = beliefs.cooke(
        panel(quantiles), {f"q{i}": x for i, x in enumerate(known)}, probabilities=P
    )
    s = np.array([1, 9, 10, 0]) / 20
    relative = (s[:3] * np.log(s[:3] / SHARES[:3])).sum()
    assert result.calibration[0] == pytest.approx(stats.chi2(3).sf(40 * relative))


def relative(x, own, width):
    """Return a density times the logarithm of its ratio to the uniform one."""
    return own.pdf(x) * np.log(own.pdf(x) * width)


@pytest.mark.parametrize("background", ["uniform", "loguniform"])
def test_information_is_the_integral(background):
    quantiles, known = drawn(np.random.default_rng(1))
    log = background == "loguniform"
    result = beliefs.cooke(panel(quantiles), known, probabilities=P, background=background)
    scale = np.log if log else (lambda x: x)
    for i in range(6):
        reached = [*quantiles[:, i].ravel(), *([known[f"q{i}"]] if f"q{i}" in known else [])]
        ends = scale(np.array([min(reached), max(reached)]))
        low, high = ends + np.array([-0.1, 0.1]) * (ends[1] - ends[0])
        for k in range(3):
            # the density of the piecewise distribution, as scipy has it, against the background's
            own = stats.rv_histogram((SHARES, [low, *scale(quantiles[k, i]), high]), density=False)
            edges = [low, *scale(quantiles[k, i]), high]
            total = sum(
                integrate.quad(relative, a, b, args=(own, high - low))[0]
                for a, b in pairwise(edges)
            )
            assert result.question_information[k, i] == pytest.approx(total, rel=1e-6)
    seeds = result.question_information[:, :4].mean(axis=1)
    np.testing.assert_allclose(result.information, seeds)


def independently(quantiles, known, *, weights, log=False):
    """Return calibration, information and quantiles of the pool of weights (N, K), anew."""
    experts, questions, _ = quantiles.shape
    scale, back = (np.log, np.exp) if log else ((lambda x: x),) * 2
    found, bounds = np.empty((questions, 3)), []
    for i in range(questions):
        reached = [*quantiles[:, i].ravel(), *([known[f"q{i}"]] if f"q{i}" in known else [])]
        ends = scale(np.array([min(reached), max(reached)]))
        low, high = ends + np.array([-0.1, 0.1]) * (ends[1] - ends[0])
        bounds.append((low, high))
        parts = [
            stats.rv_histogram((SHARES, [low, *scale(quantiles[k, i]), high]), density=False)
            for k in range(experts)
        ]
        for j, p in enumerate(P):
            found[i, j] = back(
                optimize.brentq(
                    lambda x, i=i, p=p, parts=parts: (
                        sum(w * part.cdf(x) for w, part in zip(weights[i], parts, strict=True)) - p
                    ),
                    low,
                    high,
                    xtol=1e-13,
                )
            )
    seeds = range(len(known))
    place = [int((known[f"q{i}"] > found[i]).sum()) for i in seeds]
    s = np.bincount(place, minlength=4) / len(place)
    relative = sum(a * np.log(a / b) for a, b in zip(s, SHARES, strict=True) if a)
    information = [
        (
            SHARES
            * np.log(
                SHARES
                * (bounds[i][1] - bounds[i][0])
                / np.diff([bounds[i][0], *scale(found[i]), bounds[i][1]])
            )
        ).sum()
        for i in seeds
    ]
    return stats.chi2(3).sf(2 * len(place) * relative), np.mean(information), found


@pytest.mark.parametrize("weighting", ["global", "item", "equal"])
@pytest.mark.parametrize("seed", [2, 3])
def test_weights_and_decision_makers_by_an_independent_computation(weighting, seed):
    quantiles, known = drawn(np.random.default_rng(seed))
    log = seed == 3
    options = {"probabilities": P, "background": "loguniform" if log else "uniform"}
    result = beliefs.cooke(panel(quantiles), known, weighting=weighting, cutoff=0, **options)
    worth = {
        "global": lambda: np.tile(result.calibration * result.information, (6, 1)),
        "item": lambda: (result.calibration[:, None] * result.question_information).T,
        "equal": lambda: np.ones((6, 3)),
    }[weighting]()
    weights = worth / worth.sum(axis=1, keepdims=True)
    np.testing.assert_allclose(result.question_weights, weights)
    np.testing.assert_allclose(result.weights, weights.mean(axis=0))
    calibration, information, found = independently(quantiles, known, weights=weights, log=log)
    np.testing.assert_allclose(result.quantiles, found, rtol=1e-9)
    assert result.decision_maker_calibration == pytest.approx(calibration)
    assert result.decision_maker_information == pytest.approx(information)
    for i in range(6):
        one = result.decision_maker[f"q{i}"]
        np.testing.assert_allclose(one.ppf(P), found[i], rtol=1e-9)
        np.testing.assert_allclose(one.cdf(found[i]), P)
        np.testing.assert_allclose(one.isf(1 - P), found[i], rtol=1e-9)
        knots = one.levels
        pieces = list(pairwise(knots))
        mass = sum(integrate.quad(lambda x, d=one: float(d.pdf(x)), a, b)[0] for a, b in pieces)
        mean = sum(integrate.quad(lambda x, d=one: x * float(d.pdf(x)), a, b)[0] for a, b in pieces)
        square = sum(
            integrate.quad(lambda x, d=one: x**2 * float(d.pdf(x)), a, b)[0] for a, b in pieces
        )
        assert (mass, one.mean()) == pytest.approx((1, mean))
        assert one.var() == pytest.approx(square - mean**2)


def test_the_cutoff_is_the_best_of_all():
    """Among all sets of experts by calibration the pool of no other is worth more."""
    for seed in range(4):
        quantiles, known = drawn(np.random.default_rng(seed), experts=5, questions=10, seeds=10)
        for weighting in ("global", "item"):
            result = beliefs.cooke(panel(quantiles), known, probabilities=P, weighting=weighting)
            worths = []
            for cutoff in result.calibration:
                other = beliefs.cooke(
                    panel(quantiles), known, probabilities=P, weighting=weighting, cutoff=cutoff
                )
                worths.append(other.decision_maker_calibration * other.decision_maker_information)
            best = result.decision_maker_calibration * result.decision_maker_information
            assert best == pytest.approx(max(worths))
            assert result.cutoff in result.calibration
            assert (result.weights[result.calibration < result.cutoff] == 0).all()
    everyone = beliefs.cooke(panel(quantiles), known, probabilities=P, weighting="equal")
    assert everyone.cutoff == 0
    np.testing.assert_allclose(result.equal_quantiles, everyone.quantiles)
    assert result.equal_information == everyone.decision_maker_information


def test_units_and_order_do_not_matter():
    """Another unit of the questions changes no score; nor does the order of experts, questions and
    probabilities, or a frame instead of mappings."""
    quantiles, known = drawn(np.random.default_rng(7))
    result = beliefs.cooke(panel(quantiles), known, probabilities=P)
    other = beliefs.cooke(
        panel(5 - 3 * quantiles[..., ::-1]),
        {q: 5 - 3 * x for q, x in known.items()},
        probabilities=P,
    )
    np.testing.assert_allclose(other.calibration, result.calibration)
    np.testing.assert_allclose(other.information, result.information)
    nested = {
        expert: {q: dict(zip(P[::-1].tolist(), row[::-1], strict=True)) for q, row in rows.items()}
        for expert, rows in panel(quantiles).items()
    }
    turned = {e: dict(reversed(rows.items())) for e, rows in reversed(nested.items())}
    again = beliefs.cooke(turned, pd.Series(known))
    assert again.as_dict() == pytest.approx(result.as_dict())
    frame = pd.DataFrame({(e, q): row for e, rows in nested.items() for q, row in rows.items()}).T
    assert beliefs.cooke(frame, known).equals(beliefs.cooke(nested, known))


def test_five_quantiles():
    """Two more quantiles are two more degrees of freedom."""
    p = [0.05, 0.25, 0.5, 0.75, 0.95]
    said = {"a": {f"q{i}": [1, 2, 3, 4, 5] for i in range(4)}}
    result = beliefs.cooke(said, {f"q{i}": 3.5 for i in range(4)}, probabilities=p)
    assert result.calibration[0] == pytest.approx(stats.chi2(5).sf(8 * np.log(4)))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"assessments": {}}, "assessments must not be empty"),
        ({"probabilities": None}, "quantiles of 'q0' by 'e0' are without their probabilities"),
        ({"probabilities": [0.5, 0.05, 0.95]}, "probabilities must strictly ascend; got 0.5 at"),
        ({"probabilities": [0.05, 0.95]}, "quantiles of 'q0' by 'e0' must be 2, one for each"),
        ({"realizations": {"q9": 1}}, "unknown question in realizations 'q9'"),
        ({"realizations": {}}, "realizations must hold at least one question"),
        ({"weighting": "best"}, "weighting must be one of 'global', 'item', 'equal'"),
        ({"cutoff": 0.999}, "cutoff must leave an expert; the best calibration is 0.[0-9]*, got"),
        ({"overshoot": 0}, "overshoot must be greater than 0; got 0"),
        (
            {"background": {"q1": "log"}},
            "background of 'q1' must be one of 'uniform', 'loguniform'",
        ),
        ({"background": "log"}, "background.* must be one of 'uniform', 'loguniform'; got 'log'"),
    ],
)
def test_refusals(change, message):
    quantiles, known = drawn(np.random.default_rng(1))
    arguments = {"assessments": panel(quantiles), "realizations": known, "probabilities": P}
    with pytest.raises(InvalidInputError, match=message):
        beliefs.cooke(**(arguments | change))


def test_refused_answers():
    good = {"q0": [1, 2, 3], "q1": [1, 2, 3]}
    for bad, message in [
        ({"q0": [1, 2, 3]}, "assessments of 'b' must name each question once; missing .'q1'"),
        (
            {"q0": [1, 2, 2], "q1": [1, 2, 3]},
            "quantiles of 'q0' by 'b' must strictly ascend; got 2",
        ),
        ({"q0": {0.1: 1, 0.5: 2, 0.9: 3}, "q1": [1, 2, 3]}, "the same probabilities everywhere"),
    ]:
        with pytest.raises(InvalidInputError, match=message):
            beliefs.cooke({"a": good, "b": bad}, {"q0": 2}, probabilities=P)
    with pytest.raises(
        InvalidInputError, match="'loguniform' of 'q0' needs positive levels; got -1"
    ):
        beliefs.cooke(
            {"a": {"q0": [-1, 2, 3]}}, {"q0": 2}, probabilities=P, background="loguniform"
        )
    # nobody's calibration is more than 0
    many = {f"q{i}": [1, 2, 3] for i in range(400)}
    with pytest.raises(InvalidInputError, match="no expert has a calibration above 0"):
        beliefs.cooke({"a": many}, dict.fromkeys(many, 9.0), probabilities=P)
    equal = beliefs.cooke({"a": many}, dict.fromkeys(many, 9.0), probabilities=P, weighting="equal")
    assert equal.weights == [1.0]
