"""`from_dict`: the decision tree that plain data, as of JSON and YAML, describe."""

from __future__ import annotations

from typing import Any

from decision_analysis import _checks
from decision_analysis._named import named, warn
from decision_analysis.errors import MOST, DegenerateDataWarning, InvalidModelError
from decision_analysis.trees.nodes import Node
from decision_analysis.trees.rewriting._read_data import read


@named
def from_dict(data: Any, *, rescale: bool = False) -> Node:
    """Return the decision tree that plain data describe.

    Parameters
    ----------
    data : mapping or float
        A node, which is one of:

        - ``{"decision": name, "options": {label: node}, "payoff": payoff}``,
        - ``{"chance": name, "outcomes": {label: {"probability": p, "then": node}}, "payoff":
          payoff}``, where one probability may be ``"rest"``: what the others leave,
        - ``{"terminal": payoff}``, or the payoff alone,
        - ``{"again": stage, "discount": discount, "payoff": payoff}``, where the tree goes on at a
          stage; without a discount it is 1.

        A payoff is a number, a list of samples, or a mapping {attribute: number or samples}; but on
        terminals it may be left out. Nodes inside may also be objects: `Decision`, `Chance`,
        `Terminal` and `Again`.
    rescale : bool
        Whether probabilities that were rounded for print are divided by their sum, where that is
        within 0.02 of 1.

    Returns
    -------
    Node
        The root. An object that stands in several places of the data becomes one shared node.

    Raises
    ------
    InvalidModelError
        If the data break this form, a node has a fault of its own, or the nodes do not fit
        together; all faults are listed with their paths.

    Warns
    -----
    DegenerateDataWarning
        If probabilities were rescaled; the warning names each place and the sum there.

    See Also
    --------
    to_dict : The way back.

    Notes
    -----
    Takes time in proportion to the nodes; no recursion, so that depth does not matter.

    Examples
    --------
    >>> from decision_analysis import trees
    >>> oil = {
    ...     "chance": "oil",
    ...     "outcomes": {
    ...         "dry": {"probability": 0.5, "then": -70},
    ...         "wet": {"probability": 0.3, "then": 50},
    ...         "soaking": {"probability": "rest", "then": 200},
    ...     },
    ... }
    >>> tree = trees.from_dict({"decision": "drill", "options": {"yes": oil, "no": 0}})
    >>> round(trees.rollback(tree).value, 10)
    20.0
    """
    _checks.instance("rescale", rescale, bool)
    root, faults, rescaled = read(data, rescale=rescale)
    if root is None:
        raise InvalidModelError([fault.told() for fault in faults[:MOST]], len(faults))
    if rescaled:
        warn(rescaled, DegenerateDataWarning)
    return root
