"""Random influence diagrams against enumeration; `crosscheck` runs the same on a thousand of
each."""

import numpy as np
import pytest

from oracles.diagram_properties import LIMITED, RECALL
from oracles.random_diagrams import draw

COUNT = 40


@pytest.mark.parametrize("holds", [*RECALL, *LIMITED], ids=lambda f: f.__name__)
def test_random_diagrams(holds):
    rng = np.random.default_rng(3)
    compared = sum(holds(draw(rng, ordered=holds in RECALL), rng) for _ in range(COUNT))
    assert compared > COUNT / 8
