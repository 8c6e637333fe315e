"""What may be written where a node is expected, and what is no payoff."""

import numpy as np
import pytest

from decision_analysis.errors import InvalidModelError
from decision_analysis.trees import (
    Decision,
    Node,
    Terminal,
)


def test_numbers_and_mappings_stand_for_terminals():
    tree = Decision("d", {"a": 1, "b": np.float64(2), "c": np.arange(3), "d": Terminal(4)})
    assert all(isinstance(node, Terminal) for node in tree.options.values())
    assert [np.mean(node.payoff) for node in tree.options.values()] == [1, 2, 1, 4]
    assert dict(Decision("d", {"a": {"cost": 3, "QALY": 1}}).options["a"].payoff) == {
        "cost": 3.0,
        "QALY": 1.0,
    }


def test_a_terminal_refuses_what_is_no_payoff():
    for value, message in (
        (10**400, "payoff must be finite"),
        (None, "payoff is missing"),
        (np.inf, "finite"),
        ("1", "number"),
        ({}, "attribute"),
    ):
        with pytest.raises(InvalidModelError, match=message):
            Terminal(value)
    with pytest.raises(
        InvalidModelError, match="payoff: samples must be finite; got inf at \\(1,\\)"
    ):
        Terminal([1.0, np.inf])


def test_samples_may_be_lists_inside_terminals():
    assert isinstance(Terminal([1, 2]), Node)
    np.testing.assert_array_equal(Terminal([1, 2]).payoff, [1.0, 2.0])
    assert Terminal(np.array(3)).payoff == 3.0
