"""Published influence diagrams beyond their cases in the catalog. Each test names its source."""

import pytest

from decision_analysis import catalog
from decision_analysis.diagrams import Choice, InfluenceDiagram, Uncertain, Value, solve


def pigs(months):
    """Return pig breeding over so many months: a test and a treatment in each but the last."""
    health, told = ["ill", "healthy"], ["positive", "negative"]
    nodes = [Uncertain("health 1", health, [0.1, 0.9])]
    for k in range(1, months):
        nodes += [
            Uncertain(f"test {k}", told, [[0.8, 0.2], [0.1, 0.9]], given=[f"health {k}"]),
            Choice(f"treat {k}", ["treat", "pass"], knows=[f"test {k}"]),
            Value(f"cost {k}", [-100, 0], of=[f"treat {k}"]),
            Uncertain(
                f"health {k + 1}",
                health,
                [[[0.5, 0.5], [0.9, 0.1]], [[0.1, 0.9], [0.2, 0.8]]],
                given=[f"health {k}", f"treat {k}"],
            ),
        ]
    return InfluenceDiagram([*nodes, Value("price", [300, 1000], of=[f"health {months}"])])


LIMITED = {
    2: 822.7,
    3: 764.39,
    4: 726.8121,
    5: 702.56347,
    6: 685.589429,
    7: 673.7076003,
    8: 665.39032021,
}
RECALL = {
    2: 822.7,
    3: 765.47,
    4: 729.225,
    5: 705.01246,
    6: 688.450448,
    7: 676.954114,
    8: 668.9092,
    9: 663.27776,
}


@pytest.mark.parametrize("months", LIMITED)
def test_pigs_with_limited_memory(months):
    """Lauritzen and Nilsson (2001); figures for other numbers of months from pyAgrum."""
    assert solve(
        pigs(months), recall=False, method="single_policy_updating"
    ).value == pytest.approx(LIMITED[months], abs=1e-5)


@pytest.mark.parametrize("months", RECALL)
def test_pigs_with_perfect_recall(months):
    """Lauritzen and Nilsson (2001); figures from pyAgrum."""
    assert solve(pigs(months)).value == pytest.approx(RECALL[months], abs=1e-5)


def test_pigs_shape_of_the_distribution():
    """DecisionProgramming.jl, pig breeding: skewness and excess kurtosis of the value, and the
    chance to be ill."""
    result = solve(pigs(4), recall=False)
    values, p = result.distribution.values, result.distribution.probabilities
    standard = (values - result.distribution.mean) / result.distribution.std
    assert p @ standard**3 == pytest.approx(-0.811628, abs=5e-7)
    assert p @ standard**4 - 3 == pytest.approx(-1.173465, abs=5e-7)
    ill = [result.marginal(f"health {k}")["ill"] for k in range(1, 5)]
    assert ill == pytest.approx([0.1, 0.27, 0.2953, 0.305167], abs=5e-7)


@pytest.mark.parametrize(
    ("name", "value", "worst"),
    [
        ("printed_policy", 59.116251, -1.654846511),
        ("cvar", 58.977269126509235, -0.972888623),
        (None, 59.16564754770668, -1.806271437),
    ],
    ids=["the printed policy", "the constrained optimum", "the unconstrained optimum"],
)
def test_monitoring_mean_of_the_worst(name, value, worst):
    """Salo et al. (2022), N-monitoring: the printed policy breaks its own constraint, a CVaR of -1
    at 15%."""
    result = catalog.load("salo_2022/solve_monitoring" + (f"_{name}" if name else "")).run()
    assert result.value == pytest.approx(value, abs=5e-6)
    assert result.distribution.cvar(0.15) == pytest.approx(worst, abs=5e-9)


def test_poker_bluffs():
    """Myerson (1991), one-card poker: the king raises, the queen a third of the time; Bob meets two
    times in three."""
    result = catalog.load("myerson_1991/mixed_maximin_poker").run()
    share = dict(zip(result.alternatives, result.scores, strict=True))
    assert result.value == pytest.approx(1 / 3)
    assert share["raise always"] + share["raise with king"] == pytest.approx(1)
    assert share["raise always"] + share["raise with queen"] == pytest.approx(1 / 3)
    assert result.least_favorable[0] == pytest.approx(2 / 3)
