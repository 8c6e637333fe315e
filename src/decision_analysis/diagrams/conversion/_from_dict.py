"""`from_dict`: an influence diagram from plain data, as JSON and YAML hold them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from decision_analysis import _checks
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.diagrams.model import Choice, InfluenceDiagram, Node, Uncertain, Value
from decision_analysis.errors import InvalidInputError, InvalidModelError

FORMS: Mapping[str, tuple[type[Node], tuple[str, ...], tuple[str, ...]]] = {
    "uncertain": (Uncertain, ("states", "probabilities"), ("given",)),
    "choice": (Choice, ("options",), ("knows",)),
    "value": (Value, ("payoffs",), ("of",)),
}


@named
def from_dict(data: Any, *, rescale: bool = False) -> InfluenceDiagram:
    """Return the influence diagram that plain data describe.

    Parameters
    ----------
    data : mapping
        ``{"nodes": [...]}``, each node one of

        - ``{"uncertain": name, "states": [...], "probabilities": table, "given": [...]}``,
        - ``{"choice": name, "options": [...], "knows": [...]}``,
        - ``{"value": name, "payoffs": table, "of": [...]}``,

        with tables as `Uncertain` and `Value` take them; the last key of each may be left out.
    rescale : bool
        Whether probabilities that were rounded are divided by their sum, as in `Uncertain`.

    Returns
    -------
    InfluenceDiagram
        The diagram.

    Raises
    ------
    InvalidModelError
        If the data break this form, or the nodes are faulty; all faults of the form, or of the
        nodes, are listed.
    InvalidInputError
        If `rescale` is not True or False.

    See Also
    --------
    to_dict : The way back.

    Examples
    --------
    >>> from decision_analysis import diagrams
    >>> oil = {"uncertain": "oil", "states": ["dry", "wet"], "probabilities": [0.6, 0.4]}
    >>> drill = {"choice": "drill", "options": ["drill", "don't"]}
    >>> profit = {"value": "profit", "payoffs": [[-70, 0], [200, 0]], "of": ["oil", "drill"]}
    >>> diagrams.solve(diagrams.from_dict({"nodes": [oil, drill, profit]})).value
    38.0
    """
    _checks.instance("rescale", rescale, bool)
    if (
        not _checks.is_mapping(data)
        or set(data) != {"nodes"}
        or not isinstance(data["nodes"], list | tuple)
    ):
        got = shown(list(data)) if _checks.is_mapping(data) else type(data).__name__
        raise InvalidModelError([f"a diagram must be a mapping {{'nodes': [...]}}; got {got}"])
    problems: list[str] = []
    nodes = [_node(i, entry, problems) for i, entry in enumerate(data["nodes"])]
    if problems:
        raise InvalidModelError(problems)
    found = [node for node in nodes if node is not None]
    if rescale:
        found = [replace(n, rescale=True) if isinstance(n, Uncertain) else n for n in found]
    try:
        return InfluenceDiagram(found)
    except InvalidModelError as error:
        raise InvalidModelError(error.problems) from None


def _node(i: int, entry: Any, problems: list[str]) -> Node | None:
    kinds = [kind for kind in FORMS if kind in entry] if isinstance(entry, Mapping) else []
    if len(kinds) != 1:
        got = _checks.listed(entry) if isinstance(entry, Mapping) else shown(entry)
        problems.append(f"node {i} must have one of the keys {list(FORMS)}; got {got}")
        return None
    kind = kinds[0]
    make, required, optional = FORMS[kind]
    place = f"{kind} {shown(entry[kind])}"
    problems += [f"{place}: {key} is missing" for key in required if key not in entry]
    for key in entry:
        try:
            _checks.known("key", key, (kind, *required, *optional))
        except InvalidInputError as error:
            problems.append(f"{place}: {error.message}")
    given = {key: entry[key] for key in (*required, *optional) if key in entry}
    return None if problems else make(entry[kind], **given)
