"""`mermaid`: a tree or diagram as a Mermaid flowchart, which Markdown pages draw."""

from __future__ import annotations

import re
from collections.abc import Iterable

from decision_analysis._cited import cites
from decision_analysis._named import named
from decision_analysis.diagrams import InfluenceDiagram, Solution
from decision_analysis.export._escape import unhidden
from decision_analysis.export._picture import Arc, picture
from decision_analysis.trees import Node, RollbackResult, TreeArrays

_SHAPES = {
    "decision": "rect",
    "chance": "circle",
    "terminal": "tri",
    "choice": "rect",
    "uncertain": "stadium",
    "value": "diam",
}
_SPECIAL = re.compile(
    r"[^\w ,:=+/'%.?!-]"
    r"|(?<![^\W_])_|_(?![^\W_])|:(?=\S)|(?<=www)\."  # Mermaid reads emphasis, links and icons,
)
# and, at the start of a line, lists, rules and code
_OPENING = re.compile(r"^(\d*)([-.+= ])(?=[\s=-]|$)")
IN_NODE, ON_ARC = r"\n", "<br>"
"""Ends of lines. A node with a tag in it reads its signs first, and then what they say as Markdown;
arcs know no other break."""


@cites("sveidqvist")
@named
def mermaid(
    model: Node | TreeArrays | RollbackResult | InfluenceDiagram | Solution,
    result: RollbackResult | Solution | None = None,
) -> str:
    r"""Write a decision tree or an influence diagram as a Mermaid flowchart.

    Parameters
    ----------
    model : node, TreeArrays, RollbackResult, InfluenceDiagram or Solution
        What to write; a rollback stands for its tree and itself, a solution for its diagram and
        itself.
    result : RollbackResult or Solution, optional
        What `trees.rollback` returned for this tree: values are written at the nodes, and the
        branches that the best strategy leaves possible are thick. Or what `diagrams.solve` returned
        for this diagram: choices have the option taken, or how probable each is under the policy,
        and values what they are on average.

    Returns
    -------
    str
        A flowchart from left to right. In a tree decisions are squares, chance nodes circles and
        ends triangles; branches carry label and probability. In a diagram choices are squares,
        uncertainties rounded and values diamonds; arcs that say what is known at a choice are
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
    dot : The same for Graphviz, which has no limit of size.

    Notes
    -----
    In Markdown the text stands in a fenced block of the language ``mermaid``. It needs Mermaid
    11.3, which brought the triangle; pages draw at most 500 arcs unless they are set to more. In
    texts, every sign that Mermaid or Markdown may take for its own is written as its number,
    ``#35;``.

    Examples
    --------
    >>> from decision_analysis import export
    >>> from decision_analysis.trees import Chance, Decision, rollback
    >>> oil = Chance("oil", {"dry": (0.8, -70), "wet": (0.2, 200)})
    >>> print(export.mermaid(rollback(Decision("drill?", {"drill": oil, "don't": 0}))))
    flowchart LR
      n0@{ shape: rect, label: "drill?\nvalue 0" }
      n1@{ shape: circle, label: "oil\nvalue -16" }
      n2@{ shape: tri, label: "0\nvalue 0" }
      n3@{ shape: tri, label: "-70\nvalue -70" }
      n4@{ shape: tri, label: "200\nvalue 200" }
      n0 -->|"drill"| n1
      n0 ==>|"don't"| n2
      n1 -->|"dry<br>p = 0.8"| n3
      n1 -->|"wet<br>p = 0.2"| n4
    """
    drawn = picture(model, result)
    lines = ["flowchart LR"]
    for i, shape in enumerate(drawn.shapes):
        text = _escaped(shape.lines, IN_NODE)
        lines.append(f'  n{i}@{{ shape: {_SHAPES[shape.kind]}, label: "{text}" }}')
    lines += [f"  n{arc.tail} {_line(arc)} n{arc.head}" for arc in drawn.arcs]
    return "\n".join(lines)


def _line(arc: Arc) -> str:
    line = "==>" if arc.best else "-.->" if arc.informs else "-->"
    return f'{line}|"{_escaped(arc.lines, ON_ARC)}"|' if arc.lines else line


def _escaped(lines: Iterable[str], end: str) -> str:
    """Write lines for a quoted text of Mermaid."""
    return end.join(
        _OPENING.sub(_opening, _SPECIAL.sub(lambda sign: _number(sign[0]), line))
        for line in unhidden(lines).split("\n")
    )


def _opening(start: re.Match[str]) -> str:
    return start[1] + _number(start[2])


def _number(sign: str) -> str:
    return f"#{ord(sign)};"
