"""On what numbers of a tree depend: found with few questions."""

import pytest

from decision_analysis.diagrams import from_tree, solve
from decision_analysis.diagrams.conversion import _depends
from decision_analysis.trees import rollback
from oracles.chains import chain


def test_a_long_chain_depends_on_its_neighbors(monkeypatch):
    """So few questions are asked for each name: which columns are enough to tell the rows apart."""
    asked = []
    real = _depends._determined
    monkeypatch.setattr(_depends, "_determined", lambda *a: asked.append(len(a[3])) or real(*a))
    diagram = from_tree(chain(300))
    assert max(len(diagram.parents(name)) for name in diagram.uncertainties) == 2
    assert solve(diagram).value == pytest.approx(rollback(chain(300)).value, abs=1e-12)
    assert len(asked) < 300 * 2 * 12
    assert sum(asked) < 300 * 2 * 30
