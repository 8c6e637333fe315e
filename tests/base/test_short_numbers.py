"""Numbers of sentences."""

import pytest

from decision_analysis._render import short


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (22.5, "22.5"),
        (0.33333, "0.3333"),
        (-2.0, "-2"),
        (0, "0"),
        (100, "100"),
        (1234.56, "1,235"),
        (87_000, "87,000"),
        (1_234_567.8, "1,234,568"),
    ],
)
def test_four_digits_and_all_before_the_point(number, text):
    assert short(number) == text
