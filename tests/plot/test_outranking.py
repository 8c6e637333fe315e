"""`plot.outranking`: layers, kernel, cycles in one box, and which arrows are drawn."""

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch, PathPatch

from decision_analysis import DecisionTable, Relation, mcda, plot
from decision_analysis.errors import InvalidInputError


def relation(pairs, labels="abcde"):
    matrix = np.zeros((len(labels), len(labels)), dtype=bool)
    for a, b in pairs:
        matrix[labels.index(a), labels.index(b)] = True
    return Relation(method="m", alternatives=tuple(labels), matrix=matrix)


def places(ax):
    return {text.get_text(): text.get_position() for text in ax.texts}


def kept(ax):
    """Return the texts of boxes in color."""
    boxes = [patch for patch in ax.patches if isinstance(patch, FancyBboxPatch)]
    colors = {box.get_facecolor() for box in boxes}
    return [
        text.get_text()
        for text, box in zip(ax.texts, boxes, strict=True)
        if box.get_facecolor() != (1.0, 1.0, 1.0, 1.0) and len(colors) <= 2
    ]


def arrows(ax):
    return sum(isinstance(patch, PathPatch) for patch in ax.patches)


def test_layers_are_the_longest_ways_and_the_kernel_is_in_color():
    above = relation(["ab", "bc", "ac", "dc"])
    ax = plot.outranking(above)
    at = places(ax)
    assert at["a"][0] == at["d"][0] == at["e"][0] < at["b"][0] < at["c"][0]
    assert kept(ax) == list(above.kernel()) == ["a", "d", "e"]
    assert arrows(ax) == 4


def test_a_cycle_shares_a_box():
    above = relation(["ab", "ba", "bc"])
    with pytest.warns(match="cycle"):
        kernel = above.kernel()
    ax = plot.outranking(above, ax=Figure().subplots())
    assert set(places(ax)) == {"a\nb", "c", "d", "e"}
    assert kept(ax) == ["a\nb", "d", "e"]
    assert kernel == ("a", "b", "d", "e")
    assert arrows(ax) == 1


def test_of_many_arrows_those_are_left_out_where_a_chain_leads_too():
    labels = "abcdefgh"
    chain = [a + b for i, a in enumerate(labels) for b in labels[i + 1 :]]
    ax = plot.outranking(relation(chain, labels), ax=Figure().subplots())
    assert arrows(ax) == 7
    assert "7 of 28 arrows, without those for which a chain leads there too" in " ".join(
        ax.get_title(loc="left").split()
    )


def test_the_first_layers_are_drawn_and_the_others_told():
    ax = plot.outranking(relation(["ab", "bc", "cd", "de"]), top=3, ax=Figure().subplots())
    assert set(places(ax)) == {"a", "b", "c"}
    assert "first 3 of 5 alternatives" in " ".join(ax.get_title(loc="left").split())


def test_a_relation_that_ranks_tells_its_ranks():
    table = DecisionTable([[9, 9], [5, 6], [1, 0]], ["p", "q"], ["high", "middle", "low"])
    ranked = mcda.electre_iii(table, [1, 1], indifference=0, preference=1)
    ax = plot.outranking(ranked, ax=Figure().subplots())
    assert list(places(ax)) == ["1: high", "2: middle", "3: low"]
    assert kept(ax) == ["1: high"]


def test_deep_relations_lead_down_the_page():
    labels = [f"alternative number {i}" for i in range(20)]
    above = Relation(
        method="m", alternatives=tuple(labels), matrix=np.triu(np.ones((20, 20)), 1).astype(bool)
    )
    at = places(plot.outranking(above))
    assert len({round(x) for x, _ in at.values()}) == 1
    assert len({round(y) for _, y in at.values()}) == 20


def test_refuses_graded_relations_and_batches():
    table = DecisionTable([[9, 9], [5, 6]], ["p", "q"], ["a", "b"])
    graded = Relation(method="m", alternatives=("a", "b"), matrix=np.array([[0, 0.5], [0.2, 0]]))
    with pytest.raises(InvalidInputError, match=r"^outranking\(\): .*\.cut\(level\) first"):
        plot.outranking(graded)
    batch = mcda.promethee_i(table, np.ones((3, 2)), preference=mcda.preference.usual())
    with pytest.raises(InvalidInputError, match=r"got samples \(3,\); pick one"):
        plot.outranking(batch)
