"""Every pair of `pairs/` on random problems."""

import importlib.metadata

import numpy as np
import pytest

from crosscheck import peers
from crosscheck.pairs import PAIRS
from crosscheck.problems import COUNT, batches, problems
from decision_analysis.errors import DegenerateDataWarning

pytestmark = pytest.mark.filterwarnings(
    f"ignore::{DegenerateDataWarning.__module__}.DegenerateDataWarning"
)


def drawn(pair):
    """Yield problems of what both take, as many as are to be compared."""
    zeros = "all" if "z" in pair.takes else "benefits" if "b" in pair.takes else ""
    options = {"costs": pair.costs, "zeros": zeros, "constant": "c" in pair.takes}
    found = (p for p in problems(7, count=4 * COUNT, **options) if pair.where(p))
    for _, problem in zip(range(COUNT), found, strict=False):
        yield problem


@pytest.mark.parametrize(
    "pair",
    [pytest.param(p, marks=peers.needs(p.peer.package), id=p.label) for p in PAIRS],
)
def test_ours_is_theirs(pair):
    compared = 0
    for table, weights, members in batches(drawn(pair)):
        ours = np.asarray(pair.ours(table, weights))
        # weights that no data change are the same for all
        each = [ours] * len(members) if ours.ndim == 1 else ours
        for problem, own in zip(members, each, strict=True):
            np.testing.assert_allclose(
                pair.theirs(problem), own, rtol=pair.tolerance, atol=pair.tolerance
            )
            compared += 1
    assert compared == COUNT


@peers.needs("skcriteria")
def test_the_import_of_scikit_criteria_leaves_importlib_whole():
    """It deletes `importlib.metadata`, which pytest's plugins look for when they end."""
    problem = next(problems(8))
    peers.skcriteria_weights("equal", problem)
    assert importlib.metadata.version("scikit-criteria")
