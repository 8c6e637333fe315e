"""Single policy updating: the optimum where the diagram is soluble, and never worse than before
where it is not."""

import numpy as np
import pytest

from decision_analysis.diagrams import Choice, InfluenceDiagram, Uncertain, Value, solve
from decision_analysis.errors import InvalidInputError
from oracles.pigs import FALL_ILL, PRICE, TEST, pigs


def pigs_by_hand(months):
    """Solve them over a fine grid of shares of ill pigs: what is worth from a month on is the best
    of lines."""
    lines = PRICE[None, :]
    for _ in range(1, months):
        new = []
        for rule in ((0, 0), (0, 1), (1, 0), (1, 1)):
            falling = np.einsum("ht,htg->hg", TEST, FALL_ILL[:, rule, :])
            new.append(lines @ falling.T - 100.0 * TEST @ (np.array(rule) == 0))
        every = np.unique(np.concatenate(new), axis=0)
        share = np.linspace(0, 1, 20_001)
        best = np.unique((every @ np.array([share, 1 - share])).argmax(axis=0))
        lines = every[best]
    return float((lines @ [0.1, 0.9]).max())


@pytest.mark.parametrize("months", [4, 8, 20, 50])
def test_pigs_come_out_best(months):
    """Also over 50 months, where pyAgrum stops at 645.983."""
    solution = solve(pigs(months), recall=False, method="single_policy_updating")
    assert solution.value == pytest.approx(pigs_by_hand(months), rel=1e-9)


def test_a_local_optimum_is_not_the_optimum():
    """Two who must meet without a word: the café is best given that the other goes there, and the
    park is better."""
    diagram = InfluenceDiagram(
        [
            Choice("he", ["park", "café"]),
            Choice("she", ["park", "café"]),
            Value("meeting", [[10, 0], [-20, 9]], of=["he", "she"]),
        ]
    )
    assert solve(diagram, recall=False, method="single_policy_updating").value == 9
    solution = solve(diagram, recall=False)
    assert solution.value == pytest.approx(10)
    assert (solution.policy["he"][()], solution.policy["she"][()]) == ("park", "park")


def partners(both):
    """Return a diagram in which 'alone' is worth 4 while the partner goes left, and 'together' what
    `both` says."""
    return InfluenceDiagram(
        [
            Choice("first", ["alone", "together"]),
            Choice("partner", ["left", "right"]),
            Choice("last", ["left", "right"], knows=["first"]),
            Value("worth", [[[4, 0], [4, 0]], both], of=["first", "last", "partner"]),
        ]
    )


def test_rules_that_are_never_followed_are_good_too():
    """While the partner is undecided 'right' is better together; once he goes left, 'left' is,
    though nobody goes."""
    solution = solve(partners([[3, -20], [0, 1]]), recall=False, method="single_policy_updating")
    assert solution.value == 4
    assert dict(solution.policy["first"]) == {(): "alone"}
    assert solution.policy["last"]["together",] == "left"


def test_rules_made_good_where_they_were_not_followed_are_followed_if_that_is_better():
    solution = solve(partners([[6, -20], [0, 1]]), recall=False, method="single_policy_updating")
    assert solution.value == 6
    assert dict(solution.policy["first"]) == {(): "together"}


def test_samples_equal_a_loop():
    rng = np.random.default_rng(6)
    falling = rng.dirichlet([2, 3], (5, 2, 2))
    price = rng.normal(800, 200, (3, 1, 2))

    def diagram(fall, paid):
        changed = {
            "health 2": Uncertain("health 2", ["ill", "healthy"], fall, ["health 1", "treat 1"]),
            "price": Value("price", paid, ["health 4"]),
        }
        return InfluenceDiagram([changed.get(name, node) for name, node in pigs(4).nodes.items()])

    found = solve(diagram(falling, price), recall=False, method="single_policy_updating")
    assert found.value.shape == (3, 5)
    for i, j in np.ndindex(3, 5):
        alone = solve(
            diagram(falling[j], price[i, 0]), recall=False, method="single_policy_updating"
        )
        assert found.value[i, j] == pytest.approx(alone.value, rel=1e-12)
        picked = found.at((i, j)).policy
        assert {name: dict(rule) for name, rule in picked.items()} == {
            n: dict(r) for n, r in alone.policy.items()
        }


def test_choices_in_any_order_can_be_soluble():
    """Choices that do not follow one another, where one's values do not depend on the other."""
    diagram = InfluenceDiagram(
        [
            Choice("a", ["x", "y"]),
            Choice("b", ["x", "y"]),
            Value("v", [1, 2], of=["a"]),
            Value("w", [4, 3], of=["b"]),
        ]
    )
    assert solve(diagram, recall=False).value == 6


def test_what_the_program_cannot_take_samples_for_is_said():
    diagram = InfluenceDiagram([*pigs(12).nodes.values(), Value("more", [1.0, 2.0])])
    assert solve(diagram, recall=False, method="single_policy_updating").value.shape == (2,)
    with pytest.raises(
        InvalidInputError,
        match=r"solve\(\): the mixed-integer program takes tables without samples",
    ):
        solve(diagram, recall=False)
