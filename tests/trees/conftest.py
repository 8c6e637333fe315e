"""What the tests of trees compare with."""

from types import SimpleNamespace

import pytest

from oracles.trees_by_recursion import distribution, random_tree, sample, strategies_of


@pytest.fixture
def slow():
    """The reference implementations."""
    return SimpleNamespace(
        strategies=strategies_of, distribution=distribution, tree=random_tree, sample=sample
    )
