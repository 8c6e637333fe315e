"""Picture of an influence diagram."""

import itertools

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Ellipse, PathPatch, Polygon, Rectangle
from matplotlib.transforms import Affine2D

import picture_boxes
from decision_analysis import catalog, plot
from decision_analysis.diagrams import Choice, InfluenceDiagram, Uncertain, Value, solve
from decision_analysis.errors import InvalidInputError
from oracles import random_diagrams

WILDCATTER = catalog.load("raiffa_1968/solve").inputs["diagram"]
SOLVED = solve(WILDCATTER)
PIGS = catalog.load("lauritzen_2001/solve_pigs").inputs["diagram"]
MONITORING = catalog.load("salo_2022/solve_monitoring").inputs["diagram"]


def _texts(ax):
    return [text.get_text() for text in ax.texts]


def _nodes(ax):
    """Return how many rectangles, ovals and diamonds stand for nodes."""
    outlined = [p for p in ax.patches if p.get_zorder() == 3 and p.get_edgecolor()[3] > 0]
    return [sum(type(p) is kind for p in outlined) for kind in (Rectangle, Ellipse, Polygon)]


def _arcs(ax):
    """Return the paths of all arcs, in points, and whether each is dashed."""
    arcs = [patch for patch in ax.patches if type(patch) is PathPatch]
    return [arc.get_path() for arc in arcs], [arc.get_linestyle() != "-" for arc in arcs]


def _drawn(ax):
    """Return the outlines in pixels (points) of node shapes and of the frames around chances."""
    found = []
    for patch in ax.patches:
        if patch.get_edgecolor()[3] > 0 and type(patch) is not PathPatch:
            path = patch.get_path().transformed(patch.get_patch_transform() + ax.transData)
            found.append((patch, path))
    return found


def _check(ax):
    """No texts meet, all lie within the figure and within a shape, no two nodes meet, no arc runs
    through a node."""
    texts = picture_boxes.texts(ax)
    assert picture_boxes.outside(ax, texts) == []
    assert picture_boxes.meeting(texts) == []
    drawn = [(i, path) for i, (_, path) in enumerate(_drawn(ax))]
    corners = np.array([box.corners() for _, box in texts[: len(ax.texts)]])
    for points, (name, _) in zip(corners, texts, strict=False):
        middle = points.mean(axis=0)
        points = middle + (points - middle) * 0.94
        assert any(path.contains_points(points).all() for _, path in drawn), name
    solid = [(patch, path) for patch, path in _drawn(ax) if not _inner(patch, ax)]
    boxes = [(i, path.get_extents()) for i, (_, path) in enumerate(solid)]
    assert picture_boxes.meeting(boxes) == []
    shrunk = [path.transformed(_about(path.get_extents(), 0.97)) for _, path in solid]
    for arc in _arcs(ax)[0]:
        points = ax.transData.transform(arc.to_polygons(closed_only=False)[0])
        along = np.concatenate([np.linspace(a, b, 20) for a, b in itertools.pairwise(points)])
        assert not any(path.contains_points(along).any() for path in shrunk)


def _about(box, scale):
    """Return the transform that shrinks what lies in a box towards its middle."""
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    return Affine2D().translate(-x, -y).scale(scale).translate(x, y)


def _inner(patch, ax):
    """Say whether an ellipse is the inner one of two."""
    return type(patch) is Ellipse and any(
        type(other) is Ellipse and other.center == patch.center and other.width > patch.width
        for other in ax.patches
    )


def _random(seed, n=30):
    rng = np.random.default_rng(seed)
    nodes, sizes = [], {}
    for i in range(n):
        kind = "state of" if i < 3 else rng.choice(["state of", "state of", "choose", "worth of"])
        above = random_diagrams.some(rng, list(sizes), 3)
        name, shape = f"{kind} thing {i}", [sizes[a] for a in above]
        if kind == "state of":
            nodes.append(Uncertain(name, ["s", "t", "u"], rng.dirichlet([1, 1, 1], shape), above))
            sizes[name] = 3
        elif kind == "choose":
            nodes.append(Choice(name, ["a", "b"], above))
            sizes[name] = 2
        else:
            nodes.append(Value(name, rng.normal(size=shape), above))
    return InfluenceDiagram(nodes)


def test_shapes_arcs_and_key_of_the_wildcatter():
    ax = plot.diagram(WILDCATTER)
    assert _nodes(ax) == [2, 2, 2]
    assert _texts(ax) == ["test", "oil", "result", "drill", "cost", "profit"]
    _, dashed = _arcs(ax)
    expected = [name == "drill" for name in WILDCATTER.nodes for _ in WILDCATTER.parents(name)]
    assert dashed == expected
    legend = [text.get_text() for text in ax.get_legend().get_texts()]
    assert legend == ["choice", "uncertainty", "value", "matters to", "is known at a choice"]
    assert ax.get_title(loc="left") == ""
    assert not ax.axison
    _check(ax)


def test_arcs_begin_and_end_at_their_nodes():
    ax = plot.diagram(WILDCATTER)
    at = {text.get_text(): np.array(text.get_position()) for text in ax.texts}
    arcs = [(above, name) for name in WILDCATTER.nodes for above in WILDCATTER.parents(name)]
    heads = [
        patch.get_xy()[0]
        for patch in ax.patches
        if type(patch) is Polygon and patch.get_zorder() == 1
    ]
    paths, _ = _arcs(ax)
    for (tail, head), path, tip in zip(arcs, paths, heads, strict=True):
        assert path.vertices[0][1] == pytest.approx(at[tail][1])
        assert at[tail][0] < path.vertices[0][0] < at[tail][0] + 60
        assert at[head][0] - 60 < tip[0] < at[head][0]
        assert abs(tip[1] - at[head][1]) < 12
        assert path.vertices[-1] == pytest.approx([tip[0] - 7, tip[1]])


def test_a_solution_says_values():
    ax = plot.diagram(WILDCATTER, SOLVED)
    assert ax.get_title(loc="left") == "value 22.5"
    assert {"cost\n-10.0", "profit\n32.5", "drill"} <= set(_texts(ax))
    assert _texts(plot.diagram(SOLVED)) == _texts(ax)
    _check(ax)


def test_a_solution_given_evidence_is_drawn_on_the_diagram_that_was_solved():
    solution = solve(WILDCATTER, evidence={"oil": "wet"})
    ax = plot.diagram(solution, marginals=True)
    assert ax.get_title(loc="left") == "value 50"
    assert "1.00" not in _texts(ax)  # what is sure is said by 1 and 0
    _check(ax)


def test_chances_under_the_policy():
    ax = plot.diagram(SOLVED, marginals=True)
    texts = _texts(ax)
    for name in ("test", "oil", "result", "drill"):
        for label, p in SOLVED.marginal(name).items():
            assert label in texts
            assert f"{p:.2f}" in texts
    bars = [p for p in ax.patches if type(p) is Rectangle and p.get_height() == 5]
    assert len(bars) == 2 + 3 + 4 + 2
    oil = [bar.get_width() for bar in bars[2:5]]
    np.testing.assert_allclose(np.array(oil) / sum(oil), [0.5, 0.3, 0.2])
    _check(ax)


def test_of_many_states_the_most_probable_are_listed():
    states = [f"state {i}" for i in range(9)]
    p = np.array([1, 9, 2, 8, 3, 7, 4, 6, 5]) / 45
    diagram = InfluenceDiagram([Uncertain("x", states, p), Value("v", np.arange(9), ["x"])])
    texts = _texts(plot.diagram(solve(diagram), marginals=True))
    assert [t for t in texts if t.startswith("state")] == [
        "state 1",
        "state 3",
        "state 5",
        "state 7",
        "state 8",
    ]
    assert "… 4 more" in texts


def test_what_is_sure_is_a_double_oval():
    sure = [[1, 0], [0, 1]]
    diagram = InfluenceDiagram(
        [
            Uncertain("x", ["a", "b"], [0.5, 0.5]),
            Uncertain("copy", ["a", "b"], sure, ["x"]),
            Uncertain("nearly", ["a", "b"], [[1, 0], [0.01, 0.99]], ["x"]),
            Uncertain("sampled", ["a", "b"], [sure, sure[::-1]], ["x"]),
        ]
    )
    ax = plot.diagram(diagram)
    assert _nodes(ax) == [0, 6, 0]
    assert [t.get_text() for t in ax.get_legend().get_texts()] == [
        "uncertainty",
        "deterministic",
        "matters to",
    ]
    inner = [patch for patch in ax.patches if _inner(patch, ax)]
    at = {text.get_text(): text.get_position()[1] for text in ax.texts}
    assert sorted(p.center[1] for p in inner) == pytest.approx(sorted([at["copy"], at["sampled"]]))
    _check(ax)


@pytest.mark.parametrize(
    "diagram",
    [PIGS, MONITORING, catalog.load("lauritzen_2001/solve_pigs_8_months").inputs["diagram"]],
)
def test_published_diagrams(diagram):
    ax = plot.diagram(diagram)
    assert sum(_nodes(ax)) == len(diagram.nodes)
    assert ax.figure.get_figwidth() < 14
    _check(ax)
    _check(plot.diagram(solve(diagram, recall=False), marginals=True))


def test_months_stand_side_by_side_where_a_chain_is_long():
    at = {text.get_text(): text.get_position() for text in plot.diagram(PIGS).texts}
    for month in ("1", "2", "3"):
        column = [at[f"{what} {month}"] for what in ("health", "test", "treat", "cost")]
        assert len({x for x, _ in column}) == 1
        assert [y for _, y in column] == sorted(y for _, y in column)
    assert np.ptp([at[f"health {month}"][1] for month in range(1, 5)]) < 0.5


@pytest.mark.parametrize("seed", range(4))
def test_thirty_random_nodes(seed):
    diagram = _random(seed)
    ax = plot.diagram(diagram)
    assert len(_arcs(ax)[0]) == diagram.graph().number_of_edges()
    _check(ax)
    given = Figure(figsize=(24, 16), layout="constrained").subplots()
    _check(plot.diagram(diagram, ax=given))


def test_the_same_diagram_always_looks_the_same():
    first, second = (plot.diagram(_random(7)) for _ in range(2))
    assert [t.get_position() for t in first.texts] == [t.get_position() for t in second.texts]


def test_given_axes_keep_the_shapes():
    for size in ((6, 4), (4, 12), (40, 30)):
        ax = Figure(figsize=size).subplots()
        assert plot.diagram(WILDCATTER, ax=ax) is ax
        unit = ax.transData.transform([[0, 0], [1, 1]])
        across, down = np.abs(unit[1] - unit[0])
        assert across == pytest.approx(down)
        _check(ax)
    assert ax.texts[0].get_fontsize() == pytest.approx(8.5 * 1.3)


def test_odd_names_and_lonely_nodes():
    nodes = [
        Uncertain("_$x_1$ \\frac & <b>", ["$", "\\"], [0.5, 0.5]),
        Choice("a very long question " * 5, ["do what was proposed in the meeting", "not"]),
        Value("x" * 60, 3.0),
    ]
    ax = plot.diagram(solve(InfluenceDiagram(nodes)), marginals=True)
    assert sum(_nodes(ax)) == 3
    assert any("…" in text for text in _texts(ax))
    _check(ax)
    only = plot.diagram(InfluenceDiagram(nodes[2:]))
    assert _nodes(only) == [0, 0, 1]
    _check(only)


def test_samples():
    p = np.array([[0.5, 0.5], [0.2, 0.8]])
    diagram = InfluenceDiagram([Uncertain("x", ["a", "b"], p), Value("v", [1, 0], ["x"])])
    assert _nodes(plot.diagram(diagram)) == [0, 1, 1]
    with pytest.raises(
        InvalidInputError,
        match=r"result must be of one sample; got a batch \(2,\): .*result.at\(i\)",
    ):
        plot.diagram(diagram, solve(diagram))
    assert "v\n0.2" in _texts(plot.diagram(diagram, solve(diagram).at(1)))


@pytest.mark.parametrize(
    ("arguments", "options", "message"),
    [
        (
            (3,),
            {},
            r"diagram must be an InfluenceDiagram or what diagrams.solve\(\) returned; got int",
        ),
        ((WILDCATTER, 3), {}, r"result must be what diagrams.solve\(\) returned, or None; got int"),
        (
            (SOLVED, SOLVED),
            {},
            "result must be None where the first argument is a solution; got Solution",
        ),
        (
            (PIGS, SOLVED),
            {},
            r"result must be a solution of this diagram; got that of one with the nodes \['test', ",
        ),
        ((WILDCATTER,), {"marginals": True}, "marginals need a solution; got the diagram alone"),
        ((SOLVED,), {"marginals": "oil"}, "marginals must be a bool"),
    ],
)
def test_refusals(arguments, options, message):
    with pytest.raises(InvalidInputError, match=rf"^diagram\(\): {message}"):
        plot.diagram(*arguments, **options)
    assert plt.get_fignums() == []
