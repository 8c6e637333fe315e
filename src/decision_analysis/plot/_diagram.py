"""Picture of an influence diagram: rectangles, ovals and diamonds in columns from left to right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from decision_analysis import _checks
from decision_analysis._cited import cites
from decision_analysis._named import named
from decision_analysis.diagrams import Choice, InfluenceDiagram, Solution
from decision_analysis.diagrams.answers import solved
from decision_analysis.errors import InvalidInputError
from decision_analysis.plot import _chart
from decision_analysis.plot._diagram_draw import Drawing, draw
from decision_analysis.plot._diagram_text import cards
from decision_analysis.plot._ruler import Ruler

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@cites("howard_matheson_1984", "sugiyama_tagawa_toda_1981")
@named
def diagram(
    diagram: InfluenceDiagram | Solution,
    result: Solution | None = None,
    *,
    marginals: bool = False,
    title: str | None = None,
    unit: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw an influence diagram, from left to right.

    Choices are rectangles, uncertainties ovals, values diamonds. An uncertainty all of whose
    probabilities are 0 or 1, which follows for sure from what it is given, is a double oval. Dashed
    arcs say what is known at a choice; the others what probabilities and payoffs depend on.

    Parameters
    ----------
    diagram : InfluenceDiagram or Solution
        The diagram, or its solution.
    result : Solution, optional
        What `diagrams.solve` returned for this diagram: the title has its value, and each value
        node what it is on average under the policy.
    marginals : bool
        Whether the probabilities of states and options under the policy are listed at their nodes,
        of more than six the five largest; needs a solution.
    title : str, optional
        What the picture shows; the value of a solution where None.
    unit : str
        The unit of values, written behind the value of a solution.
    ax : matplotlib.axes.Axes, optional
        Where to draw; the diagram is made to fit the size that it has now. None makes a pyplot
        figure as large as the diagram needs.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on.

    Raises
    ------
    InvalidInputError
        If `result` is not a solution of this diagram or has sample axes, `marginals` are wanted
        without a solution, or another argument is not what it must be.
    MissingDependencyError
        If matplotlib is not installed.

    See Also
    --------
    tree : Picture of a decision tree.
    decision_analysis.export.dot : The same for Graphviz.

    Notes
    -----
    Every arc leads to the right, or down to a node that hangs below its only parent, which is done
    where long chains of stages would make the picture too wide. Within columns the order is by the
    mean of neighbors, so that few arcs cross (Sugiyama, Tagawa and Toda 1981). Nodes do not overlap
    and arcs run through none. The same diagram always looks the same.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from decision_analysis import plot
    >>> from decision_analysis.diagrams import Choice, InfluenceDiagram, Uncertain, Value, solve
    >>> wildcatter = InfluenceDiagram(
    ...     [
    ...         Uncertain("oil", ["dry", "wet", "soaking"], [0.5, 0.3, 0.2]),
    ...         Choice("drill", ["drill", "don't"]),
    ...         Value("profit", [[-70, 0], [50, 0], [200, 0]], of=["oil", "drill"]),
    ...     ]
    ... )
    >>> ax = plot.diagram(solve(wildcatter), ax=Figure().subplots())
    >>> ax.get_title(loc="left")
    'value 20'
    """
    shown, solution = solved(diagram, result)
    _checks.instance("marginals", marginals, bool)
    if marginals and solution is None:
        raise InvalidInputError("marginals need a solution; got the diagram alone")
    position = {name: i for i, name in enumerate(shown.nodes)}
    arcs = [
        (position[above], position[name]) for name in shown.nodes for above in shown.parents(name)
    ]
    # in the order of the arcs above
    informs = [
        isinstance(shown.nodes[name], Choice) for name in shown.nodes for _ in shown.parents(name)
    ]
    ruler = Ruler()
    unit = _chart.drawable("unit", unit)
    shapes, value = cards(shown, solution, marginals, ruler)
    usual = "" if solution is None else f"value {value} {unit}".rstrip()
    words = _chart.titled(title, usual)
    return draw(Drawing(shapes, arcs, informs), ruler, words, ax)
