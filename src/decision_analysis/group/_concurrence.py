"""`concurrence`: what passes a body of people by its rule, who blocks the rest, and who chooses."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Literal

import numpy as np
from numpy.typing import ArrayLike

from decision_analysis import _checks, _read_rows, _render
from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis._checks import listed
from decision_analysis._cited import cited, cites
from decision_analysis._limits import LEVEL_TOLERANCE, TIE_TOLERANCE
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.core import Result, Scores, axes
from decision_analysis.errors import InvalidInputError
from decision_analysis.group._acceptance import accepted
from decision_analysis.group._approvals import Approvals
from decision_analysis.group._ballots import Counts
from decision_analysis.group._people import counts_of

RULES = ("unanimity", "majority", "veto")


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class ConcurrenceResult(Result):
    """Which alternatives pass, who blocks the others, and what is chosen of those that pass.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria
        As in `Result`.
    people : tuple of str
        Who concurs or not.
    support : ndarray of float, shape (..., A)
        The share of people who accept the alternative.
    passes : ndarray of bool, shape (..., A)
        Whether it passes.
    accepts : ndarray of bool, shape (..., K, A)
        Whether the person accepts it.
    blocks : ndarray of bool, shape (..., K, A)
        Whether the person's refusal is among those for which it does not pass.
    chosen : ndarray of bool, shape (..., A), or None
        What the final decider likes best of what passes, all that tie; None where nobody decides.
    """

    people: tuple[str, ...]
    support: FloatArray = axes("A")
    passes: BoolArray = axes("A")
    accepts: BoolArray = axes("MA")
    blocks: BoolArray = axes("MA")
    chosen: BoolArray | None = axes("A")

    main: ClassVar[str] = "support"

    @property
    def passing(self) -> tuple[str, ...]:
        """The alternatives that pass, in table order."""
        self._single("passing")
        return tuple(self.alternatives[i] for i in np.flatnonzero(self.passes))

    @property
    def blockers(self) -> dict[str, tuple[str, ...]]:
        """Who blocks each alternative that does not pass."""
        self._single("blockers")
        return {
            label: tuple(self.people[k] for k in np.flatnonzero(self.blocks[:, i]))
            for i, label in enumerate(self.alternatives)
            if not self.passes[i]
        }

    @property
    def tied_choices(self) -> tuple[str, ...]:
        """All that the final decider likes equally well, and best of what passes."""
        self._single("tied_choices")
        chosen = () if self.chosen is None else np.flatnonzero(self.chosen)
        return tuple(self.alternatives[i] for i in chosen)

    @property
    def choice(self) -> str | None:
        """What the final decider chooses; None where nothing passes, or nobody decides."""
        self._single("choice")
        tied = self.tied_choices
        return tied[0] if tied else None

    def _headline(self) -> str:
        if self.sample_shape or self.chosen is None:
            return super()._headline()
        return f"{super()._headline()}: {self.choice or 'nothing'} is chosen"

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        if self.sample_shape:
            return [], []
        blockers = self.blockers
        return ["alternative", "support", "passes", "blocked by"], [
            [
                label,
                float(self.support[i]),
                "yes" if self.passes[i] else "no",
                ", ".join(blockers.get(label, ())),
            ]
            for i, label in enumerate(self.alternatives)
        ]


@cites("taylor_zwicker_1999")
@named
def concurrence(
    judgements: Approvals,
    counts: Counts = None,
    *,
    at_least: ArrayLike | Mapping[str, float] | None = None,
    at_most: ArrayLike | Mapping[str, float] | None = None,
    rule: Literal["unanimity", "majority", "veto"] = "unanimity",
    majority: float | None = None,
    vetoes: Sequence[str] = (),
    decides: str | Scores | Mapping[str, float] | ArrayLike | None = None,
    alternatives: Sequence[str] | None = None,
) -> ConcurrenceResult:
    """Say which alternatives pass a body of people, who blocks the others, and what is chosen.

    Parameters
    ----------
    judgements : list of sets of str, mapping, array_like (..., K, A), DataFrame or results
        Whom each person accepts: sets of labels or truth values, as in `approval`. With `at_least`
        or `at_most` numbers, a row for each person, in any form that `mean` takes, such as scores
        or ranks.
    counts : array_like of float, shape (K,), mapping or pandas.Series, optional
        How many people, or votes, stand behind each row, by person where these have names; 1 each
        where None.
    at_least, at_most : float, array_like (K,), mapping or Series, optional
        The least score, or the worst rank, with which an alternative is accepted: one for all, or
        one for each person.
    rule : {'unanimity', 'majority', 'veto'}
        Whether all must accept, a majority must, or none may refuse of those who have a veto.
    majority : float, optional
        The share of all counts, in (0, 1], that must at least accept where `rule` is 'majority';
        more than half where None.
    vetoes : sequence of str
        Who has a veto, which 'majority' allows beside it; people without names are '0', '1', ...
    decides : str, result, mapping, Series or array_like (A,), optional
        Who chooses among what passes: one of the people, by his judgements, or somebody's scores of
        the alternatives, of which more is better unless the result says otherwise.
    alternatives : sequence of str, optional
        As in `approval`.

    Returns
    -------
    ConcurrenceResult
        `.passing`, `.blockers` and `.choice` for one sample; `.support`, `.passes` and `.chosen`
        (..., A), `.accepts` and `.blocks` (..., K, A).

    Raises
    ------
    InvalidInputError
        As in `approval`, if both thresholds are given, `majority` or `vetoes` do not go with the
        rule, somebody named is not among the people, or a single person decides by truth values.

    Notes
    -----
    A simple game (Taylor and Zwicker 1999): an alternative passes where those who accept it are a
    winning coalition. It is blocked by all who refuse it under 'unanimity', and where the majority
    is missed; else by those who use a veto. Rows that count for nothing have no say in unanimity.
    Thresholds and shares have a slack of 1e-9. The final decider counts like everybody else, if he
    is one of the people. O(K A) for each sample.

    Examples
    --------
    Departments that must all concur before a minister chooses:

    >>> from decision_analysis import group
    >>> departments = {
    ...     "defence": {"withhold": 0.2, "staged": 0.7, "full": 0.9},
    ...     "foreign": {"withhold": 0.6, "staged": 0.6, "full": 0.3},
    ... }
    >>> minister = {"withhold": 0.1, "staged": 0.5, "full": 0.8}
    >>> group.concurrence(departments, at_least=0.5, decides=minister)
    concurrence  (rule='unanimity'): staged is chosen
       alternative  support  passes  blocked by
       withhold         0.5  no      defence
       staged           1.0  yes
       full             0.5  no      foreign
    """
    chosen_rule = _checks.one_of("rule", rule, RULES)
    accepts, numbers, labels, names = accepted(judgements, at_least, at_most, alternatives)
    people = names or tuple(str(k) for k in range(accepts.shape[-2]))
    each = counts_of(counts, names, len(people), labels, judgements)
    vetoing = _vetoing(vetoes, people, chosen_rule)
    with_veto = np.isin(people, vetoing)
    options: dict[str, Any] = {"rule": chosen_rule}
    support = np.einsum("k,...ka->...a", each, accepts.astype(np.float64)) / each.sum()
    lacking = np.zeros(support.shape, dtype=bool)
    if chosen_rule == "majority":
        lacking = ~_majority(support, majority)
        options |= {} if majority is None else {"majority": float(majority)}
    elif majority is not None:
        raise InvalidInputError(
            f"majority must be left out where the rule is {chosen_rule!r}; got {shown(majority)}"
        )
    options |= {"vetoes": vetoing} if vetoing else {}
    # whoever must accept blocks alone; where a majority is missed all who refuse do together
    needed = with_veto if chosen_rule != "unanimity" else each > 0
    blocks = ~accepts & (needed[:, None] | lacking[..., None, :])
    passes = ~lacking & ~(blocks & needed[:, None]).any(axis=-2)
    return ConcurrenceResult(
        method="concurrence",
        parameters=options,
        references=cited("taylor_zwicker_1999"),
        alternatives=labels,
        people=people,
        support=support,
        passes=passes,
        accepts=accepts,
        blocks=blocks,
        chosen=_chosen(decides, numbers, passes, labels, people),
    )


def _vetoing(vetoes: Sequence[str], people: tuple[str, ...], rule: str) -> tuple[str, ...]:
    """Return who has a veto."""
    given = _checks.entries("vetoes", vetoes, kind="a sequence of names")
    who = tuple(_checks.known("person with a veto", name, people) for name in given)
    if rule == "veto" and not who:
        raise InvalidInputError("vetoes must name somebody where the rule is 'veto'")
    if rule == "unanimity" and who:
        raise InvalidInputError(
            f"vetoes must be left out where the rule is 'unanimity', which gives one to all; got"
            f" {listed(who)}"
        )
    return who


def _majority(support: FloatArray, share: object) -> BoolArray:
    """Say which shares are a majority; the slack is in favor of a share that is asked for."""
    if share is None:
        return support > 0.5 + LEVEL_TOLERANCE
    least = _checks.number("majority", share, low=0, high=1, open_low=True)
    return support >= least - LEVEL_TOLERANCE


def _chosen(
    decides: Any,
    numbers: FloatArray | None,
    passes: BoolArray,
    labels: tuple[str, ...],
    people: tuple[str, ...],
) -> BoolArray | None:
    """Return the final decider's best of what passes (..., A), all that tie."""
    if decides is None:
        return None
    if isinstance(decides, str):
        who = people.index(_checks.known("person who decides", decides, people))
        if numbers is None:
            raise InvalidInputError(
                "decides must be scores where judgements are truth values, which tell no order;"
                f" got {shown(decides)}"
            )
        likes = numbers[..., who, :]
    else:
        likes = _read_rows.row("decides", decides, labels)[0]
        if likes.shape not in ((len(labels),), passes.shape):
            raise InvalidInputError(
                f"decides must score each of {len(labels)} alternatives; got shape {likes.shape}"
            )
        likes = likes if getattr(decides, "higher_is_better", True) else -likes
    # noise is 1e-12 of the largest score, as wherever scores tie
    noise = TIE_TOLERANCE * np.abs(likes).max(axis=-1, keepdims=True)
    best = np.where(passes, likes, -np.inf).max(axis=-1, keepdims=True)
    return np.asarray(passes & (likes >= best - noise))
