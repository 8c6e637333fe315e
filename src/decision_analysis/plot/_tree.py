"""Picture of a decision tree: the best strategy in color, rejected options struck."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from decision_analysis import _checks
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError
from decision_analysis.plot import _chart, _style
from decision_analysis.plot._tree_draw import Drawing, draw
from decision_analysis.plot._tree_layout import Leaves, Outline, Path, outline
from decision_analysis.plot._tree_text import captions
from decision_analysis.trees import RollbackResult, TreeArrays
from decision_analysis.trees.induction import tree_and_rollback

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from decision_analysis.trees import Chance, Decision, Terminal


@named
def tree(
    root: Decision | Chance | Terminal | TreeArrays | RollbackResult,
    result: RollbackResult | None = None,
    *,
    collapse: Iterable[tuple[str, ...]] = (),
    depth: int | None = None,
    max_leaves: int = 60,
    title: str | None = None,
    unit: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw a decision tree, from left to right.

    Decisions are squares, chance nodes circles, ends triangles. A branch carries the label of the
    option or outcome with its probability and what is paid on the way, and below, at its end, the
    name and value of the node there.

    Parameters
    ----------
    root : Decision, Chance, Terminal, TreeArrays or RollbackResult
        The tree, or the result of rolling it back.
    result : RollbackResult, optional
        What `trees.rollback` returned for this tree: the value of each node, in the unit of the
        payoff that was rolled back, is that of the whole path (the certainty equivalent where there
        is a utility function); the best strategy is colored, others that are as good are dashed,
        and options not to take are struck through. None, with a tree, draws the tree as it stands,
        with the payoffs of its ends.
    collapse : iterable of tuple of str
        Paths, tuples of option and outcome labels from the root, whose nodes are drawn without what
        follows.
    depth : int, optional
        How many steps from the root are drawn; None for all.
    max_leaves : int
        How many ends and how many levels are drawn at most. Where there are more, the deepest
        levels are collapsed, and the title says so.
    title : str, optional
        What the picture shows; the name of the root and its value where None.
    unit : str
        The unit of payoffs, written behind the value of the tree.
    ax : matplotlib.axes.Axes, optional
        Where to draw; the text is made to fit the size that it has now. None makes a pyplot figure
        as large as the tree needs.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on.

    Raises
    ------
    InvalidInputError
        If `result` is not a rollback of this tree or has sample axes, a path is not in the tree or
        ends there, the root alone has more than `max_leaves` branches, or another argument is not
        what it must be.
    InvalidModelError
        If the tree is faulty.
    MissingDependencyError
        If matplotlib is not installed.

    Notes
    -----
    A collapsed node says how many leaves it hides. Subtrees are packed as closely as their texts
    allow, without recursion. Numbers that are sampled are written as ranges.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from decision_analysis import plot
    >>> from decision_analysis.trees import Chance, Decision, rollback
    >>> oil = Chance("oil", {"dry": (0.5, -70), "wet": (0.3, 50), "soaking": (0.2, 200)})
    >>> ax = plot.tree(
    ...     rollback(Decision("drill", {"drill": oil, "don't": 0})), ax=Figure().subplots()
    ... )
    >>> ax.get_title(loc="left")
    'drill: value 20'
    """
    arrays, rolled = tree_and_rollback(root, result, folded=True)
    shut = _shut(arrays, collapse)
    if depth is not None:
        depth = _checks.integer("depth", depth)
    most = _checks.integer("max_leaves", max_leaves)
    # the outline leaves out whole levels where there are more leaves than asked for
    shown, cut = outline(arrays, shut, depth, most)
    if cut == 0 and arrays.n_children[0] and () not in shut:
        raise InvalidInputError(
            f"max_leaves must be at least the {arrays.n_children[0]} branches of the root;"
            f" got {most}"
        )
    text = captions(arrays, shown, rolled)
    words = _chart.titled(title, _title(arrays, rolled, text.value, _chart.drawable("unit", unit)))
    if _was_cut(shown, shut, cut, depth):
        leaves = Leaves(arrays).below(0)
        words += (
            f" (collapsed beyond level {cut}: {leaves:,} {'leaf' if leaves == 1 else 'leaves'} in"
            " all)"
        )
    drawing = Drawing(shown, arrays.kind[shown.nodes], text, valued=rolled is not None)
    if rolled is not None and rolled.fixed is not None:
        drawing = replace(drawing, best="given strategy", struck="option not taken")
    return draw(drawing, words, ax)


def _shut(arrays: TreeArrays, collapse: Iterable[Path]) -> set[Path]:
    """Return the paths to be collapsed, all of which lead to something."""
    found = set()
    for path in [collapse] if isinstance(collapse, str) else _checks.entries("collapse", collapse):
        if not isinstance(path, tuple):
            raise InvalidInputError(
                f"collapse must be a list of paths, each a tuple of labels; got {shown(path)}"
            )
        try:
            node = arrays.find(path)
        except InvalidInputError:
            raise InvalidInputError(f"unknown path {shown(path)} to collapse") from None
        if not arrays.n_children[node]:
            raise InvalidInputError(
                f"nothing follows the path {shown(path)}, which cannot be collapsed"
            )
        found.add(path)
    return found


def _was_cut(shown: Outline, shut: set[Path], cut: int, depth: int | None) -> bool:
    """Say whether levels were hidden that nobody asked to hide."""
    hiding = (
        path
        for path, level, n in zip(shown.paths, shown.depth, shown.hidden, strict=True)
        if n and level == cut
    )
    return cut != depth and any(path not in shut for path in hiding)


def _title(arrays: TreeArrays, result: RollbackResult | None, value: str, unit: str) -> str:
    name = (arrays.names[0] if arrays.kind[0] else "") or "tree"
    if result is None:
        return _style.with_unit(name, unit)
    what = "value" if result.utility is None else "certainty equivalent"
    return f"{name}: {what} {value} {unit}".rstrip()
