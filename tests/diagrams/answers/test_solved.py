"""A solution is drawn on its own diagram only: one that says the same, whenever it was built."""

import numpy as np
import pytest

from decision_analysis import export, plot
from decision_analysis.diagrams import Choice, InfluenceDiagram, Uncertain, Value, solve
from decision_analysis.errors import InvalidInputError


def diagram(p=0.5, prize=200.0, *, states=("dry", "wet"), knows=(), kind=Uncertain):
    oil = Uncertain("oil", states, [p, 1 - p]) if kind is Uncertain else Choice("oil", states)
    drill = Choice("drill", ["yes", "no"], knows=knows)
    return InfluenceDiagram(
        [oil, drill, Value("profit", [[-70, 0], [prize, 0]], of=["oil", "drill"])]
    )


OTHERS = [
    (diagram(0.9), r"one with 0\.5 for 0\.9 among the probabilities of 'oil'"),
    (diagram(prize=300), r"one with 200 for 300 among the payoffs of 'profit'"),
    (
        diagram(states=("dry", "soaking")),
        r"one with \('dry', 'wet'\) for \('dry', 'soaking'\) in 'oil'",
    ),
    (diagram(knows=["oil"]), r"one with arcs from \(\) for \('oil',\) to 'drill'"),
    (diagram(kind=Choice, knows=["oil"]), "one in which 'oil' is Uncertain for Choice"),
]


@pytest.mark.parametrize("draw", [plot.diagram, export.dot, export.mermaid, export.networkx])
@pytest.mark.parametrize(("other", "message"), OTHERS)
def test_a_solution_of_another_diagram_is_refused(draw, other, message):
    result = solve(diagram())
    with pytest.raises(
        InvalidInputError, match=rf"must be a solution of this diagram; got .*{message}"
    ):
        draw(other, result)


def test_diagrams_that_say_the_same_are_the_same():
    turned = InfluenceDiagram(list(diagram(0.1 + 0.2 + 0.2).nodes.values())[::-1])
    assert "value 65" in export.dot(turned, solve(diagram()))


def test_a_sample_is_drawn_on_the_sampled_diagram_and_on_its_own():
    p = np.array([0.5, 0.9])
    sampled = InfluenceDiagram(
        [
            Uncertain("oil", ["dry", "wet"], np.stack([p, 1 - p], axis=-1)),
            *list(diagram().nodes.values())[1:],
        ]
    )
    first = solve(sampled).at(0)
    for shown in (sampled, diagram(0.5)):
        assert "value 65" in export.dot(shown, first)
    with pytest.raises(InvalidInputError, match=r"0\.5 for 0\.9 among the probabilities"):
        export.dot(diagram(0.9), first)
