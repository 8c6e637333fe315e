"""A rollback is drawn on its own tree only: one that says the same, however and whenever it was
built."""

import numpy as np
import pytest

from decision_analysis import export, plot, trees
from decision_analysis.errors import InvalidInputError
from decision_analysis.trees import REST, Chance, Decision, Terminal, rollback


def bet(p=0.5, prize=1.0, *, name="c", label="x", fee=None):
    return Decision("d", {"a": Chance(name, {label: (p, prize), "y": (REST, 2)}, fee), "b": 1.2})


OTHERS = [
    (bet(0.9), r"the probability 0\.5 for 0\.9 at 'a > x'"),
    (bet(prize=3), r"the payoff 1 for 3 at 'a > x'"),
    (bet(fee=-1), r"the payoff 0 for -1 at 'a'"),
    (bet(label="z"), r"the label 'x' for 'z' at 'a > z'"),
    (bet(name="e"), r"the name 'c' for 'e' at 'a'"),
    (
        Decision("d", {"a": {"m": 1}, "b": {"m": 0}}),
        "TreeArrays: 5 nodes .* for TreeArrays: 3 nodes",
    ),
    (Chance("d", {"a": (0.5, bet().children[0]), "b": (0.5, 1.2)}), "TreeArrays: 5 nodes .* for"),
    (bet(prize=np.array([1.0, 2.0])), r"the payoff 1 for 2 at 'a > x'"),
]


@pytest.mark.parametrize("draw", [plot.tree, export.dot, export.mermaid, export.networkx])
@pytest.mark.parametrize(("root", "message"), OTHERS)
def test_a_rollback_of_another_tree_is_refused(draw, root, message):
    result = rollback(bet())
    with pytest.raises(
        InvalidInputError, match=rf"must be a rollback of this tree; got .*{message}"
    ):
        draw(root, result)


@pytest.mark.parametrize("draw", [export.dot, export.mermaid])
def test_trees_that_say_the_same_are_the_same(draw):
    written = Chance("c", {"x": (0.5, 1), "y": (0.1 + 0.2 + 0.2, 2)})
    again = Decision("d", {"a": written, "b": 1.2})
    expected = draw(bet(), rollback(bet()))
    for root in (again, trees.to_arrays(again)):
        for other in (again, trees.to_arrays(bet())):
            assert draw(root, rollback(other)) == expected


def test_attributes_belong_to_the_tree():
    def goods(*names):
        return Decision("d", {"a": dict.fromkeys(names, 1.0), "b": dict.fromkeys(names, 2.0)})

    export.dot(goods("x", "y"), rollback(goods("y", "x"), attribute="x"))
    with pytest.raises(InvalidInputError, match=r"attributes \['x', 'y'\] for \['x', 'z'\]"):
        export.dot(goods("x", "z"), rollback(goods("x", "y"), attribute="x"))


def lattice(n, prize=0.0):
    level = [Terminal(float(k) + prize) for k in range(n + 1)]
    for d in range(n - 1, -1, -1):
        level = [
            Chance(f"step {d}", {"up": (0.5, level[k + 1]), "down": (0.5, level[k])})
            for k in range(d + 1)
        ]
    return level[0]


def test_shared_nodes_that_stand_once_are_compared_too():
    folded = rollback(lattice(14))
    assert len(folded.tree) < 300
    for root in (lattice(14), trees.to_arrays(lattice(14))):
        plot.tree(root, folded, depth=2)
    for root in (lattice(14, 1.0), trees.to_arrays(lattice(14, 1.0))):
        with pytest.raises(InvalidInputError, match="the payoff 14 for 15 at 'up > "):
            plot.tree(root, folded, depth=2)


def test_one_sample_is_drawn_on_the_sampled_tree():
    sampled = bet(prize=np.array([1.0, 9.0]))
    assert "value 5.5" in export.dot(sampled, rollback(sampled).at(1))
