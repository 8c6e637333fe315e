"""Files that pyAgrum writes, read by this library: the same tables, and diagrams worth as much."""

import re
import warnings

import numpy as np
import pytest

from crosscheck import peers
from decision_analysis import diagrams, io
from decision_analysis.errors import DegenerateDataWarning, InvalidModelError

COUNT = 50
PRINTED = 1e-5
"""pyAgrum writes six digits."""


def loaded(path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DegenerateDataWarning)  # six digits seldom sum to 1
        return io.load(path, rescale=True)


def entries(diagram):
    """Return all numbers by node and states, as the peers give them."""
    found = {}
    for name, node in diagram.nodes.items():
        if isinstance(node, diagrams.Choice):
            continue
        chance = isinstance(node, diagrams.Uncertain)
        axes = [*diagram.parents(name), *([name] if chance else [])]
        for index, number in np.ndenumerate(node.probabilities if chance else node.payoffs):
            found[name, frozenset(zip(axes, index, strict=True))] = number
    return found


@peers.needs("pyagrum")
def test_diagrams_that_pyagrum_wrote_have_its_tables_and_its_value(tmp_path):
    rng = np.random.default_rng(71)
    for i in range(COUNT):
        path = tmp_path / f"{i}.bifxml"
        theirs, value = peers.pyagrum_diagram(path, rng)
        ours = loaded(path)
        assert entries(ours) == pytest.approx(theirs, rel=PRINTED, abs=PRINTED)
        assert diagrams.solve(ours).value == pytest.approx(value, abs=1e-4)


@peers.needs("pyagrum")
def test_networks_that_pyagrum_wrote_have_its_tables(tmp_path):
    for seed in range(1, COUNT + 1):
        path = tmp_path / f"{seed}.bifxml"
        theirs = peers.pyagrum_network(path, seed)
        assert entries(loaded(path)) == pytest.approx(theirs, rel=PRINTED, abs=PRINTED)


@peers.needs("pyagrum")
def test_pyagrum_orders_parents_in_its_own_way_in_xdsl_and_is_refused(tmp_path):
    """GeNIe's order is first parent slowest; where there is one parent, both orders are the
    same."""
    several = re.compile(r"<parents>\S+ \S")
    refused = 0
    for seed in range(1, COUNT + 1):
        path = tmp_path / f"{seed}.xdsl"
        theirs = peers.pyagrum_network(path, seed)
        text = path.read_text()
        if not several.search(text):
            assert entries(loaded(path)) == pytest.approx(theirs, rel=PRINTED, abs=PRINTED)
            continue
        refused += 1
        with pytest.raises(
            InvalidModelError, match=r"order of its parents is not known: aGrUM \(pyAgrum\)"
        ):
            loaded(path)
        path.write_text(text.replace('app="aGrUM', 'app="other'))
        assert entries(loaded(path)) != pytest.approx(theirs, rel=PRINTED, abs=PRINTED)
    assert COUNT / 4 < refused < COUNT
