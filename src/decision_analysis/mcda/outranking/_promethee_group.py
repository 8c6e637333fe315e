"""PROMETHEE GDSS: net flows of several people, evaluated together."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

import numpy as np

from decision_analysis import _checks, _labels
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.core import DecisionTable, Weights
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda.outranking._promethee_ii import PrometheeIIResult, promethee_ii
from decision_analysis.mcda.preference import v_shape


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class PrometheeGroupResult(PrometheeIIResult):
    """Net flows of the group in `scores`, and those of its members; `criteria` are the people.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, scores, higher_is_better
        As in `PrometheeIIResult`.
    positive, negative, criterion_flows, weighted
        As in `PrometheeIIResult`, with people in place of criteria.
    table : DecisionTable
        The net flows (..., A, K) of the people, which `gaia` takes to show who agrees with whom.
    """

    table: DecisionTable


@cites("macharis_brans_mareschal_1998")
@named
def promethee_group(
    views: Mapping[str, PrometheeIIResult], weights: Weights | None = None
) -> PrometheeGroupResult:
    """Score alternatives for a group, from what PROMETHEE II gave for each of its members.

    Parameters
    ----------
    views : mapping of str to PrometheeIIResult
        What `promethee_ii` returned for each person, of the same alternatives; weights, functions,
        criteria and performances may differ between people.
    weights : mapping, WeightsResult or array_like, shape (..., K), optional
        How much each person counts, by name or in the order of `views`; only ratios matter. All
        count the same where None.

    Returns
    -------
    PrometheeGroupResult
        Net flows of the group, with `.table`, the net flows of the people.

    Raises
    ------
    InvalidInputError
        If a view is no `PrometheeIIResult`, alternatives differ, samples do not broadcast together
        or the weights do not fit.

    See Also
    --------
    gaia : With `result.table` and `v_shape(2)` it shows who agrees with whom.

    Notes
    -----
    PROMETHEE II on the table of net flows, people for criteria, with the V-shaped preference
    function up to 2, the greatest difference that net flows can have: so that a preference is
    proportional to the difference. The net flow of the group is therefore A / (2 (A - 1)) times the
    weighted mean of those of its members, and strong feelings of one may outweigh weak ones of
    several: `group` has rules that look at ranks alone.

    Examples
    --------
    >>> from decision_analysis import Criterion, DecisionTable, mcda
    >>> flats = DecisionTable(
    ...     [[700, 40], [900, 60], [1200, 85]], [Criterion("rent", "min"), "area"], ["a", "b", "c"]
    ... )
    >>> functions = {"rent": mcda.preference.v_shape(500), "area": mcda.preference.v_shape(40)}
    >>> views = {
    ...     "Ann": mcda.promethee_ii(flats, [3, 1], preference=functions),
    ...     "Bob": mcda.promethee_ii(flats, [1, 1], preference=functions),
    ... }
    >>> mcda.promethee_group(views, {"Ann": 1, "Bob": 2})
    PROMETHEE GDSS
       alternative  rank     score
       a               1   0.07187
       b               2   0.02422
       c               3  -0.09609
    """
    people = _checks.keys("people", _checks.mapping("views", views))
    flows, alternatives = _flows(views, people)
    table = DecisionTable(flows, people, alternatives)
    shares = np.ones(len(people)) if weights is None else weights
    # net flows lie in [-1, 1]: type III up to 2 is proportional to their difference
    found = promethee_ii(table, shares, preference=v_shape(2))
    fields = {field.name: getattr(found, field.name) for field in dataclasses.fields(found)}
    return PrometheeGroupResult(
        **{
            **fields,
            "method": "PROMETHEE GDSS",
            "parameters": {},
            "references": cited("macharis_brans_mareschal_1998"),
        },
        table=table,
    )


def _flows(
    views: Mapping[str, object], people: tuple[str, ...]
) -> tuple[FloatArray, tuple[str, ...]]:
    """Return the net flows (..., A, K) of the people, and the alternatives of all of them."""
    each: list[FloatArray] = []
    alternatives: tuple[str, ...] = ()
    for name in people:
        view = views[name]
        if not isinstance(view, PrometheeIIResult):
            raise InvalidInputError(
                f"view of {name!r} must be what promethee_ii returned; got {shown(view)}"
            )
        alternatives = alternatives or view.alternatives
        _checks.same_names(
            f"view of {name!r} must have the alternatives of the first one",
            view.alternatives,
            alternatives,
        )
        places = _labels.places(view.alternatives, alternatives)
        each.append(view.scores[..., places])
    try:
        together = np.broadcast_arrays(*each)
    except ValueError:
        got = ", ".join(f"{name} {row.shape[:-1]}" for name, row in zip(people, each, strict=True))
        raise InvalidInputError(f"samples of views must broadcast together; got {got}") from None
    return np.stack(together, axis=-1), alternatives
