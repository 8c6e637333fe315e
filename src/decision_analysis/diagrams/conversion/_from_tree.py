"""`from_tree`: a decision tree as an influence diagram, with names as variables."""

from __future__ import annotations

import math

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cites
from decision_analysis._limits import MOST_CONVERTED_NUMBERS, MOST_PARENTS
from decision_analysis._named import named
from decision_analysis._shown import few
from decision_analysis.diagrams.conversion._depends import ANY, depends
from decision_analysis.diagrams.conversion._histories import Histories, Rows, named_variables
from decision_analysis.diagrams.model import (
    Choice,
    InfluenceDiagram,
    Node,
    Uncertain,
    Value,
    free,
    memory,
)
from decision_analysis.errors import InvalidModelError
from decision_analysis.trees import TreeArrays
from decision_analysis.trees.arrays import as_tree
from decision_analysis.trees.nodes import NodeLike
from decision_analysis.trees.passes import Attribute, payoffs


@cites("howard_matheson_1984")
@named
def from_tree(
    root: NodeLike | TreeArrays, *, attribute: Attribute | None = None
) -> InfluenceDiagram:
    """Return an influence diagram with the same decisions, beliefs and payoffs as a decision tree.

    Parameters
    ----------
    root : node or TreeArrays
        The tree. Nodes of one name are one variable: decisions of one name have the same options,
        no name stands twice on a path, and names follow one another in one order on all paths.
    attribute : str, mapping or callable, optional
        Which payoff counts where there are several attributes, as in `trees.rollback`.

    Returns
    -------
    InfluenceDiagram
        An uncertainty or choice for each name of the tree, in its order, and a value "payoff of
        NAME" for each name with payoffs right after it (one "payoff" for what the root pays). An
        uncertainty that some paths do not meet has the state "not met" there; a choice that a path
        does not meet has no effect there. Names of ours that the tree has itself stand in brackets:
        "(payoff)".

    Raises
    ------
    InvalidModelError
        If the tree is faulty, names do not make variables as said above, a table would have more
        than 2^24 numbers or 50 parents, or nodes times names exceed 2^26; faults are listed with
        their paths.
    InvalidInputError
        If the attribute is unknown or has to be chosen.

    See Also
    --------
    to_tree : The way back.

    Notes
    -----
    A probability or payoff is given what it really depends on: of all that precedes a name,
    variables are left out, the earliest first, as long as the tree's numbers remain a function of
    those that are left. A choice knows all that precedes it, since in a tree everything on the path
    is known. Combinations that no path has get the first distribution, or no payoff. Takes time in
    proportion to nodes times names, where names depend on few others.

    Examples
    --------
    >>> from decision_analysis.diagrams import from_tree, solve
    >>> from decision_analysis.trees import Chance, Decision
    >>> def dig(p):
    ...     return Decision(
    ...         "dig?",
    ...         {"dig": Chance("gas", {"gas": (p, 2200), "none": (1 - p, -300)}), "sell": 600},
    ...     )
    >>> test = Chance("test", {"plus": (0.72, dig(0.875)), "minus": (0.28, dig(0.25))}, payoff=-50)
    >>> diagram = from_tree(Decision("test?", {"yes": test, "no": dig(0.7)}))
    >>> diagram
    InfluenceDiagram: 2 uncertainties, 2 choices, 3 values
       choice     test?             yes, no
       uncertain  test              plus, minus, not met  given test?
       choice     dig?              dig, sell             knows test?, test
       uncertain  gas               gas, none, not met    given test, dig?
       value      payoff of test?                         of test?
       value      payoff of dig?                          of dig?
       value      payoff of gas                           of gas
    >>> round(solve(diagram).value, 9)
    1477.0
    """
    tree = as_tree(root)
    amounts = payoffs(tree, attribute)
    variables = named_variables(tree)
    histories = Histories(tree, variables)
    taken = {variable.name for variable in variables}
    nodes: list[Node] = []
    values: list[Node] = []
    for j, variable in enumerate(variables):
        # A choice knows all before it; an uncertainty is given what its numbers depend on.
        if variable.decision:
            nodes.append(Choice(variable.name, variable.labels, [v.name for v in variables[:j]]))
        else:
            rows = histories.distributions(j)
            names, array = _tabulated(histories, j, rows, rows.values[rows.kinds[0]])
            nodes.append(Uncertain(variable.name, variable.labels, array, names))
        # What is paid right after the name is a value.
        rows = histories.received(j, amounts)
        if rows.values.any():
            names, array = _tabulated(histories, j + 1, rows, 0.0)
            values.append(Value(_named(f"payoff of {variable.name}", taken), array[..., 0], names))
    first = np.moveaxis(amounts, 0, -1)[..., 0]
    if np.any(first) or not values:
        values.insert(0, Value(_named("payoff", taken), first))
    try:
        return InfluenceDiagram([*nodes, *values])
    except InvalidModelError as error:
        raise InvalidModelError(error.problems) from None


def _named(wanted: str, taken: set[str]) -> str:
    """Return a name of ours that no node has yet."""
    name = free(wanted, taken)
    taken.add(name)
    return name


def _tabulated(
    histories: Histories, j: int, rows: Rows, fill: FloatArray | float
) -> tuple[list[str], FloatArray]:
    """Return the names that rows depend on, of the first `j`, and the table (*samples, *sizes, k).

    Histories that no path has are filled with `fill`.
    """
    variables = histories.variables

    def enough(kept: list[int]) -> None:
        needed = math.prod([float(len(variables[c].labels)) for c in kept]) * rows.values[0].size
        names = [variables[c].name for c in kept]
        if needed > MOST_CONVERTED_NUMBERS:
            raise InvalidModelError([_too_large(names, needed)])
        if len(kept) > MOST_PARENTS:
            problem = f"a table must be over at most {MOST_PARENTS} names; got {few(names)}"
            raise InvalidModelError([problem])

    enough([])
    # Leave out what the numbers do not depend on, and write one cell for each history.
    kept = depends(histories.columns[:j], rows.at, rows.kinds, enough)
    table = np.empty((*(len(variables[c].labels) for c in kept), *rows.values.shape[1:]))
    table[...] = fill
    keys = np.column_stack([*histories.columns[kept][:, rows.at], rows.kinds])
    for *key, kind in np.unique(keys, axis=0).tolist():
        table[tuple(slice(None) if k == ANY else k for k in key)] = rows.values[kind]
    names = [variables[c].name for c in kept]
    return names, np.moveaxis(table, range(len(kept)), range(-1 - len(kept), -1))


def _too_large(names: list[str], needed: float) -> str:
    return (
        f"a table must have at most {MOST_CONVERTED_NUMBERS:,} numbers; the one over {few(names)} "
        f"({len(names)} names), on which what follows depends, needs {needed:.3g} or more "
        f"({memory(needed)})"
    )
