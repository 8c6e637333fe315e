"""Chance nodes made from distributions: values and labels, exact moments, draws, what follows a
value, refusals."""

import math

import numpy as np
import pytest
from scipy import stats

from decision_analysis import beliefs
from decision_analysis.errors import InvalidInputError, InvalidModelError
from decision_analysis.trees import Decision, clairvoyance, from_distribution, rollback, to_dict

RULES = ("extended_pearson_tukey", "extended_swanson", "bracket_median", "gauss")


class WithAtom:
    """Nothing with probability .6, else uniform between 0 and 10."""

    def ppf(self, q):
        return np.maximum(0.0, (np.asarray(q) - 0.6) / 0.04)


class NotVectorized:
    """A distribution that can only give one quantile at a time."""

    def ppf(self, q):
        return stats.norm.ppf(np.ravel(q)[0])


# --- rules
# --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", RULES)
@pytest.mark.parametrize(
    "distribution", [stats.norm(100, 10), stats.lognorm(0.5), stats.beta(2, 5, 3, 4)]
)
def test_rolls_back_to_the_mean_of_the_rule(method, distribution):
    rule = beliefs.discretize(distribution, method)
    node = from_distribution("x", distribution, method=method)
    assert node.name == "x"
    assert list(node.probabilities.values()) == rule.probabilities.tolist()
    assert [end.payoff for end in node.children] == rule.values.tolist()
    assert rollback(node).value == pytest.approx(rule.mean, rel=1e-12)


def test_labels():
    normal = stats.norm(100, 10)
    assert list(from_distribution("x", normal).outcomes) == [
        "p5 = 83.5515",
        "p50 = 100",
        "p95 = 116.449",
    ]
    assert list(from_distribution("x", normal, method="bracket_median", n_points=3).outcomes) == [
        "p16.67 = 90.3258",
        "p50 = 100",
        "p83.33 = 109.674",
    ]
    assert list(from_distribution("x", normal, method="gauss", n_points=2).outcomes) == [
        "point 1 = 90",
        "point 2 = 110",
    ]
    drawn = from_distribution("x", normal, method="random", n_points=2, rng=0)
    assert [label.split(" = ")[0] for label in drawn.outcomes] == ["draw 1", "draw 2"]
    named = from_distribution("x", normal, labels=("low", "base", "high"))
    assert list(named.outcomes) == ["low", "base", "high"]


@pytest.mark.parametrize("n", [999, 5000, 20_001])
def test_many_labels_are_unique(n):
    for distribution in (stats.norm(), WithAtom()):
        assert (
            len(from_distribution("x", distribution, method="bracket_median", n_points=n).outcomes)
            == n
        )


def test_equal_values_keep_their_labels():
    node = from_distribution("damage", WithAtom(), method="bracket_median")
    assert list(node.outcomes) == ["p10 = 0", "p30 = 0", "p50 = 0", "p70 = 2.5", "p90 = 7.5"]
    assert rollback(node).value == pytest.approx(2)


@pytest.mark.parametrize("n", [1, 2, 3, 5])
def test_gauss_is_exact_for_polynomials(n):
    """Degree 2n - 1, for which the moments of the normal and of the exponential distribution are
    known."""
    for degree in range(2 * n):
        node = from_distribution(
            "x", stats.expon(), lambda x, k=degree: 1 + x**k, method="gauss", n_points=n
        )
        assert rollback(node).value == pytest.approx(1 + math.factorial(degree), rel=1e-9)
        node = from_distribution(
            "x", stats.norm(), lambda x, k=degree: x**k, method="gauss", n_points=n
        )
        exact = 0 if degree % 2 else math.prod(range(1, degree, 2))
        assert rollback(node).value == pytest.approx(exact, rel=1e-9, abs=1e-9)


def test_rule_of_thumb_errors_of_lognormal_means():
    """Closed forms: the quantiles of a lognormal distribution are exp(sigma z)."""
    for method, p, z in (
        ("extended_pearson_tukey", 0.185, 1.6448536269514722),
        ("extended_swanson", 0.3, 1.2815515655446004),
    ):
        for sigma, bound in ((0.25, 1e-3), (0.5, 6e-3)):
            node = from_distribution("x", stats.lognorm(sigma), method=method)
            assert rollback(node).value == pytest.approx(
                1 + 2 * p * (math.cosh(sigma * z) - 1), rel=1e-12
            )
            assert rollback(node).value == pytest.approx(math.exp(sigma**2 / 2), rel=bound)


# --- draws
# --------------------------------------------------------------------------------------------------


def values_of(node):
    return np.array([end.payoff for end in node.children])


def test_stratified_draws_lie_one_in_each_bracket():
    node = from_distribution("x", stats.norm(5, 2), method="stratified", n_points=50, rng=3)
    levels = stats.norm(5, 2).cdf(values_of(node)) * 50
    assert np.floor(levels).tolist() == list(range(50))
    assert not np.allclose(levels % 1, 0.5, atol=0.2)
    assert list(node.probabilities.values()) == [1 / 50] * 50


def test_random_draws_come_from_the_distribution():
    """Kolmogorov and Smirnov, at a false-alarm rate of .001 for this seed."""
    drawn = values_of(
        from_distribution("x", stats.expon(scale=3), method="random", n_points=4000, rng=5)
    )
    assert (np.diff(drawn) > 0).all()
    assert stats.kstest(drawn, stats.expon(scale=3).cdf).pvalue > 0.001


@pytest.mark.parametrize("method", ["random", "stratified"])
def test_seeds(method):
    def draw(rng):
        return values_of(
            from_distribution("x", stats.norm(), method=method, n_points=20, rng=rng)
        ).tolist()

    assert draw(1) == draw(1) == draw(np.int64(1))
    assert draw(1) != draw(2)
    assert draw(0) != draw(None)
    assert draw(None) != draw(None)
    generator = np.random.default_rng(4)
    first = draw(generator)
    assert draw(generator) != first
    assert draw(np.random.default_rng(4)) == first


def test_the_global_generator_is_left_alone():
    np.random.seed(1)  # noqa: NPY002
    before = np.random.get_state()[1].tolist()  # noqa: NPY002
    from_distribution("x", stats.norm(), method="random", n_points=5)
    assert np.random.get_state()[1].tolist() == before  # noqa: NPY002


def test_stratified_draws_beat_random_ones():
    def error(method):
        nodes = (
            from_distribution("x", stats.norm(), method=method, n_points=100, rng=seed)
            for seed in range(20)
        )
        return np.sqrt(np.mean([rollback(node).value ** 2 for node in nodes]))

    assert error("stratified") < error("random") / 5


# --- what follows
# --------------------------------------------------------------------------------------------------


def test_what_follows_may_be_any_node():
    node = from_distribution(
        "x",
        stats.norm(10, 1),
        lambda x: Decision("d", {"in": x, "out": {"m": 1}["m"]}),
        payoff=-2,
        method="gauss",
        n_points=2,
    )
    assert node.payoff == -2
    assert [decision.options["in"].payoff for decision in node.children] == pytest.approx([9, 11])
    goods = from_distribution(
        "x", stats.norm(10, 1), lambda x: {"cost": x, "time": 2}, payoff={"cost": 1, "time": 0}
    )
    assert rollback(goods, attribute="cost").value == pytest.approx(11)


def test_a_distribution_that_depends_on_the_value():
    """X normal (10, 2) and Y exponential of mean X^2: the mean of Y is 104, and of X Y that of X^3,
    1120."""

    def second(x):
        return from_distribution(
            "y",
            stats.expon(scale=x**2),
            lambda y: {"y": y, "xy": x * y},
            method="gauss",
            n_points=2,
        )

    node = from_distribution("x", stats.norm(10, 2), second, method="gauss", n_points=3)
    assert rollback(node, attribute="y").value == pytest.approx(104, rel=1e-9)
    assert rollback(node, attribute="xy").value == pytest.approx(1120, rel=1e-9)


def newsvendor(method, n, **options):
    """Return a stock of 80, 100 or 120 at 3 each for a normal demand at 5 each."""

    def sales(stock):
        return from_distribution(
            "demand",
            stats.norm(100, 20),
            lambda d: 5 * min(d, stock),
            method=method,
            n_points=n,
            payoff=-3 * stock,
            **options,
        )

    return Decision("stock", {str(stock): sales(stock) for stock in (80, 100, 120)})


def test_a_decision_before_the_value_is_known():
    """The expected sales of a normal demand, in closed form: E min(D, s) = mean - sd (phi(z) - z (1
    - Phi(z)))."""

    def exact(stock):
        z = (stock - 100) / 20
        return 5 * (100 - 20 * (stats.norm.pdf(z) - z * stats.norm.sf(z))) - 3 * stock

    best = rollback(newsvendor("stratified", 2000, rng=1))
    assert best.policy[()] == "100"
    for stock in (80, 100, 120):
        assert best.values[str(stock),] == pytest.approx(exact(stock), abs=0.06)


def test_clairvoyance_of_a_continuous_uncertainty():
    gain = clairvoyance(newsvendor("bracket_median", 9), "demand")
    demand = stats.norm(100, 20).ppf((np.arange(9) + 0.5) / 9)
    table = np.array([5 * np.minimum(demand, stock) - 3 * stock for stock in (80, 100, 120)])
    assert gain.value == pytest.approx(table.max(axis=0).mean() - table.mean(axis=1).max())
    assert gain.value > 0


# --- samples of the distribution's parameters
# ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "options"),
    [
        ("extended_pearson_tukey", {}),
        ("extended_swanson", {}),
        ("bracket_median", {"n_points": 4}),
        ("stratified", {"n_points": 3, "rng": 1}),
        ("random", {"n_points": 3, "rng": 1}),
    ],
)
@pytest.mark.parametrize("mean", [np.array([1.0, 2.0, 5.0]), np.array([[1.0], [4.0]])])
def test_samples_of_parameters_equal_a_loop(method, options, mean):
    """Three samples for three levels too, where numpy would pair them with one another."""
    sd = np.array([0.5, 1.0, 2.0])
    node = from_distribution("x", stats.norm(mean, sd), lambda x: x**2, method=method, **options)
    assert not any("=" in label for label in node.outcomes)
    assert to_dict(node).keys() == {"chance", "outcomes"}
    value = rollback(node).value
    means, sds = np.broadcast_arrays(mean, sd)
    assert value.shape == means.shape
    for index in np.ndindex(*means.shape):
        one = from_distribution(
            "x", stats.norm(means[index], sds[index]), lambda x: x**2, method=method, **options
        )
        assert value[index] == pytest.approx(rollback(one).value, rel=1e-12)
        words = [label.split(" = ")[0] for label in one.outcomes]
        assert words == list(node.outcomes)


def test_what_follows_gets_read_only_samples():
    seen = []
    from_distribution("x", stats.norm(np.array([1.0, 2.0]), 1), lambda x: seen.append(x) or 0.0)
    assert [x.shape for x in seen] == [(2,)] * 3
    with pytest.raises(ValueError, match="read-only"):
        seen[0][0] = 1
    from_distribution("x", stats.norm(), lambda x: seen.append(x) or 0.0)
    assert type(seen[-1]) is float


# --- refusals
# --------------------------------------------------------------------------------------------------

NORMAL = stats.norm(100, 10)


@pytest.mark.parametrize(
    ("arguments", "options", "message"),
    [
        (("", NORMAL), {}, r"from_distribution\(\): name must be a non-empty string; got ''"),
        ((3, NORMAL), {}, "name must be a non-empty string; got 3"),
        (
            ("x", 3.0),
            {},
            "distribution must be a frozen distribution with .ppf; got 3.0 without .ppf",
        ),
        (("x", stats.norm), {"labels": ["a"]}, "labels must name each of the 3 outcomes; got"),
        (("x", NORMAL, 3), {}, "follows must be a function of the value, or None; got 3"),
        (
            ("x", NORMAL),
            {"method": "simpson"},
            "method must be one of 'extended_pearson_tukey', .*'random'; got 'simpson'",
        ),
        (
            ("x", NORMAL),
            {"n_points": 3},
            "method 'extended_pearson_tukey' has three points and takes no n_points; got"
            " n_points=3",
        ),
        (("x", NORMAL), {"method": "gauss", "n_points": 0}, "n_points must be at least 1; got 0"),
        (
            ("x", NORMAL),
            {"method": "random"},
            "method 'random' needs n_points, the number of draws",
        ),
        (
            ("x", NORMAL),
            {"method": "stratified", "n_points": 0},
            "n_points must be at least 1; got 0",
        ),
        (
            ("x", NORMAL),
            {"method": "stratified", "n_points": 10**8},
            "n_points must be at most 100,000; got 1e",
        ),
        (
            ("x", NORMAL),
            {"method": "bracket_median", "n_points": 10**8},
            "n_points must be at most 100,000; got 1e",
        ),
        (
            ("x", NORMAL),
            {"method": "random", "n_points": 3, "rng": -1},
            "rng must be None, a non-negative integer or a numpy",
        ),
        (
            ("x", NORMAL),
            {"rng": 1},
            "method 'extended_pearson_tukey' draws nothing and takes no rng; got rng=1",
        ),
        (
            ("x", NORMAL),
            {"labels": ["a", "b"]},
            r"labels must name each of the 3 outcomes; got \['a', 'b'\]",
        ),
        (("x", NORMAL), {"labels": ["a", "b", "a"]}, r"labels must not repeat; got \['a'\]"),
        (("x", stats.norm(math.nan, 1)), {}, r"must have finite quantiles; got \[nan, nan, nan\]"),
        (
            ("x", stats.norm(np.array([1, math.nan]), 1)),
            {},
            r"must have finite quantiles; got nan among samples \(2,\)",
        ),
        (
            ("x", stats.norm(np.ones(2), 1)),
            {"method": "gauss"},
            r"'gauss' takes one distribution at a time; .* \(2,\)",
        ),
        (
            ("x", stats.cauchy()),
            {"method": "gauss"},
            "needs moments to order 5; the distribution's tails are too heavy",
        ),
        (
            ("x", NotVectorized()),
            {},
            r".ppf must be vectorized; it returned shape \(\) for levels of shape \(3,\)",
        ),
        (
            ("x", NORMAL, lambda x: 1 / (x - 100)),
            {},
            (
                "follows must return a node or a number for every value; at 'p50 = 100' it raised"
                " ZeroDivisionError"
            ),
        ),
    ],
)
def test_refusals(arguments, options, message):
    with pytest.raises(InvalidInputError, match=message):
        from_distribution(*arguments, **options)


@pytest.mark.parametrize(
    ("follows", "message"),
    [
        (
            lambda x: math.nan if x < 90 else x,
            r"of 'x': 1 problem\(s\)\n  - outcome 'p5 = 83.5515': payoff must be finite",
        ),
        (
            lambda x: None,
            r"of 'x': 3 problem\(s\)\n  - outcome 'p5 = 83.5515': must be a node, .* got None",
        ),
        (lambda x: "high", "got 'high'"),
        (lambda x: {"cost": math.inf}, "payoff of 'cost' must be finite"),
    ],
)
def test_what_follows_must_be_a_node(follows, message):
    with pytest.raises(InvalidModelError, match=message):
        from_distribution("x", NORMAL, follows)


def test_payoff_is_checked():
    with pytest.raises(InvalidModelError, match="payoff must be finite"):
        from_distribution("x", NORMAL, payoff=math.nan)
