"""`dot`: a tree or diagram in the language of Graphviz."""

from __future__ import annotations

from collections.abc import Iterable

from decision_analysis._cited import cites
from decision_analysis._named import named
from decision_analysis.diagrams import InfluenceDiagram, Solution
from decision_analysis.export._escape import unhidden
from decision_analysis.export._picture import Arc, picture
from decision_analysis.trees import Node, RollbackResult, TreeArrays

_SHAPES = {
    "decision": "shape=box",
    "chance": "shape=circle",
    "terminal": "shape=triangle, orientation=90",
    "choice": "shape=box",
    "uncertain": "shape=ellipse",
    "value": "shape=diamond",
}
_BEST = 'color="#0072B2", penwidth=2.5'


@cites("gansner_north_2000")
@named
def dot(
    model: Node | TreeArrays | RollbackResult | InfluenceDiagram | Solution,
    result: RollbackResult | Solution | None = None,
) -> str:
    r"""Write a decision tree or an influence diagram in DOT, the language of Graphviz.

    Parameters
    ----------
    model : node, TreeArrays, RollbackResult, InfluenceDiagram or Solution
        What to write; a rollback stands for its tree and itself, a solution for its diagram and
        itself.
    result : RollbackResult or Solution, optional
        What `trees.rollback` returned for this tree: values are written at the nodes, and the
        branches that the best strategy leaves possible are drawn in color. Or what `diagrams.solve`
        returned for this diagram: choices have the option taken, or how probable each is under the
        policy, and values what they are on average.

    Returns
    -------
    str
        A digraph. In a tree decisions are squares, chance nodes circles and ends triangles, from
        left to right; branches carry label and probability. In a diagram choices are squares,
        uncertainties ellipses and values diamonds; arcs that say what is known at a choice are
        dashed.

    Raises
    ------
    InvalidInputError
        If `model` is none of these, or `result` is not one of this tree or diagram or has sample
        axes.
    InvalidModelError
        If the tree is faulty.

    See Also
    --------
    mermaid : The same for Markdown pages.
    decision_analysis.plot.tree : A picture without other programs.

    Notes
    -----
    Nodes are n0, n1, ... in breadth-first order, or in the order of the diagram. Texts are quoted,
    with quotes, backslashes and ampersands escaped and line ends as ``\n``. Numbers that are
    sampled are written as ranges.

    Examples
    --------
    >>> from decision_analysis import export
    >>> from decision_analysis.trees import Chance, Decision, rollback
    >>> oil = Chance("oil", {"dry": (0.8, -70), "wet": (0.2, 200)})
    >>> print(export.dot(rollback(Decision("drill?", {"drill": oil, "don't": 0}))))
    digraph "drill?" {
      rankdir=LR;
      ordering=out;
      n0 [shape=box, label="drill?\nvalue 0"];
      n1 [shape=circle, label="oil\nvalue -16"];
      n2 [shape=triangle, orientation=90, label="0\nvalue 0"];
      n3 [shape=triangle, orientation=90, label="-70\nvalue -70"];
      n4 [shape=triangle, orientation=90, label="200\nvalue 200"];
      n0 -> n1 [label="drill"];
      n0 -> n2 [label="don't", color="#0072B2", penwidth=2.5];
      n1 -> n3 [label="dry\np = 0.8"];
      n1 -> n4 [label="wet\np = 0.2"];
    }
    """
    drawn = picture(model, result)
    lines = [f"digraph {_quoted([drawn.name])} {{", "  rankdir=LR;"]
    lines += ["  ordering=out;"] * drawn.ordered
    lines += [
        f"  n{i} [{_SHAPES[shape.kind]}, label={_quoted(shape.lines)}];"
        for i, shape in enumerate(drawn.shapes)
    ]
    lines += [f"  n{arc.tail} -> n{arc.head}{_options(arc)};" for arc in drawn.arcs]
    return "\n".join([*lines, "}"])


def _options(arc: Arc) -> str:
    found = [f"label={_quoted(arc.lines)}"] if arc.lines else []
    found += [_BEST] * arc.best + ["style=dashed"] * arc.informs
    return f" [{', '.join(found)}]" if found else ""


def _quoted(lines: Iterable[str]) -> str:
    """Write lines as one quoted string of DOT."""
    text = unhidden(lines)
    # backslashes before quotes and line ends, which bring backslashes of their own
    text = text.replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{text}"'
