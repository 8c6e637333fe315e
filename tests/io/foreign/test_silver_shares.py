"""Probabilities for SilverDecisions: exact sums in its own arithmetic, and the same floats read
back."""

import math
from fractions import Fraction

import numpy as np
import pytest

from decision_analysis.io.foreign._silver_shares import shares, simplest_fraction


def reduced(above, below):
    """Return a fraction as SilverDecisions holds it: two floats without a common divisor."""
    a, b = above, below
    while b:
        a, b = b, math.fmod(a, b)
    return above / a, below / a


def added(written):
    """Sum in floats, as SilverDecisions does; the ratios are checked to be floats before."""
    total = (0.0, 1.0)
    for share in map(Fraction, written):
        above, below = float(share.numerator), float(share.denominator)
        assert (above, below) == (share.numerator, share.denominator)
        total = reduced(total[0] * below + above * total[1], total[1] * below)
    return total


def drawn(rng, form):
    size = int(rng.integers(1, 12))
    if form == "counts":
        weights = rng.integers(1, 30, size)
        return [float(p) for p in weights / weights.sum()]
    if form == "decimals":
        cuts = sorted(rng.integers(0, 10**6, size - 1).tolist())
        return [(b - a) / 10**6 for a, b in zip([0, *cuts], [*cuts, 10**6], strict=True)]
    return [float(p) for p in rng.dirichlet(np.full(size, 0.2))]


@pytest.mark.parametrize("form", ["counts", "decimals", "any"])
def test_written_probabilities_sum_to_one_in_the_arithmetic_of_the_program(form):
    rng = np.random.default_rng(7)
    for _ in range(300):
        given = drawn(rng, form)
        written = shares(given, whole=True)
        assert sum(map(Fraction, map(str, written))) == 1
        assert added(map(str, written)) == (1, 1)
        off = [abs(float(Fraction(share)) - p) for share, p in zip(written, given, strict=True)]
        assert max(off) <= (0 if form != "any" else len(given) * 2.0**-53)


def test_what_leaves_a_rest_is_at_most_one():
    rng = np.random.default_rng(8)
    for _ in range(300):
        given = drawn(rng, "any")
        written = shares(given[1:], whole=False)
        above, below = added(map(str, written))
        assert above <= below
        assert reduced(above * below + (below - above) * below, below * below) == (1, 1)


@pytest.mark.parametrize("whole", [True, False])
def test_only_the_greatest_takes_what_rounding_leaves_and_none_gets_negative(whole):
    rng = np.random.default_rng(10)
    moved = 0
    for _ in range(300):
        rest = rng.dirichlet(np.full(int(rng.integers(2, 12)), 0.3))
        given = [
            1e-18,
            *(float(p) for p in rest),
        ]  # the first is 0 in multiples of 2^-53: nothing can be taken from it
        written = [Fraction(str(share)) for share in shares(given, whole=whole)]
        greatest = given.index(max(given))
        off = [abs(share - Fraction(p)) for share, p in zip(written, given, strict=True)]
        assert min(written) >= 0
        assert max(off[:greatest] + off[greatest + 1 :]) <= Fraction(1, 2**54)
        moved += off[greatest] > Fraction(1, 2**54)
    assert moved > 50


@pytest.mark.parametrize(
    ("value", "fraction"),
    [
        (0.0, "0"),
        (1.0, "1"),
        (0.5, "1/2"),
        (1 / 3, "1/3"),
        (0.1, "1/10"),
        (0.1 + 0.2, None),
        (355 / 113, "355/113"),
    ],
)
def test_the_simplest_fraction_is_the_same_float(value, fraction):
    found = simplest_fraction(value)
    assert float(found) == value
    if fraction is not None:
        assert found == Fraction(fraction)


def test_no_fraction_with_a_smaller_denominator_is_the_same_float():
    rng = np.random.default_rng(9)
    for _ in range(200):
        below = int(rng.integers(1, 400))
        value = int(rng.integers(0, below + 1)) / below
        found = simplest_fraction(value)
        assert float(found) == value
        assert not any(round(value * d) / d == value for d in range(1, found.denominator))
