"""`Solution`: what an influence diagram is worth, what to choose, and what follows from it."""

from __future__ import annotations

import dataclasses
from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

import numpy as np

from decision_analysis import _checks, _render
from decision_analysis._arrays import FloatArray, float_or_samples, read_only
from decision_analysis._frozen import ReadOnly
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.core import Result, axes
from decision_analysis.diagrams.answers._options import Options
from decision_analysis.diagrams.answers._samples import pick
from decision_analysis.diagrams.answers._solution_frame import frame
from decision_analysis.diagrams.answers._solution_text import (
    HEADERS,
    first_rows,
    options_in_words,
    rows,
)
from decision_analysis.diagrams.factors import (
    Impossible,
    Key,
    Policy,
    Rule,
    distribution,
    expected,
    in_utilities,
    marginal,
    neutral,
)
from decision_analysis.diagrams.model import InfluenceDiagram
from decision_analysis.errors import InvalidInputError, UnknownKeyError
from decision_analysis.trees import RiskProfile

if TYPE_CHECKING:
    import pandas


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Solution(Result):
    """What an influence diagram is worth and what to choose.

    `.best` is the option to begin with, `solution[choice]` the policy of a choice; `len` counts
    choices.

    Parameters
    ----------
    method, parameters, references, alternatives
        As in `Result`.
    value : float or ndarray of float, shape (...)
        Expected total payoff under the policy; expected utility where there is a utility function.
    certainty_equivalent : float or ndarray of float, shape (...)
        The sure payoff that is as good as the diagram, with the unit and sign of payoffs: without
        a utility function the value.
    diagram : InfluenceDiagram
        The diagram that was solved: of one sample where that was picked, and given the evidence.
    rules : mapping of str to Rule
        For each choice the options as positions, by what they depend on: arrays (sizes, samples).
    source : InfluenceDiagram, optional
        The diagram that `solve` was given, where it is another one.
    pursued : InfluenceDiagram, optional
        The diagram with the values that `attribute` asked for.
    utility : callable, optional
        The utility function.
    """

    value: float | FloatArray = axes("")
    certainty_equivalent: float | FloatArray = axes("")
    diagram: InfluenceDiagram
    rules: Mapping[str, Rule]
    source: InfluenceDiagram | None = None
    pursued: InfluenceDiagram | None = None
    utility: Any = None

    main: ClassVar[str] = "value"

    __iter__ = None

    @property
    def _counted(self) -> InfluenceDiagram:
        """The diagram whose values add up to the payoff that counts."""
        return self.diagram if self.pursued is None else self.pursued

    @property
    def expected_value(self) -> float | FloatArray:
        """Expected total payoff under the policy, whatever the utility."""
        if self.utility is None:
            return self.value
        # Where every sample has the same value the mean broadcasts to all of them.
        found = np.broadcast_to(expected(self._counted, self.rules), self.sample_shape)
        return float_or_samples(found)

    @property
    def policy(self) -> Mapping[str, Policy]:
        """By choice, a read-only mapping from known labels to the option; for a single sample.

        Labels are those of all that is known: with recall what earlier choices knew and they
        themselves, in time order, each once, then what the choice itself knows.
        """
        self._single("policy")
        return ReadOnly({name: Policy(self.diagram, rule) for name, rule in self.rules.items()})

    @property
    def options(self) -> Mapping[str, Options]:
        """By choice, a read-only mapping from known labels to {option: value}, also for a batch.

        A value is the expected total payoff, given what is known, if that option is taken there and
        all other choices follow the policy; where that never leads, if earlier choices take every
        option equally often, which makes no difference with recall. With a utility function it is
        the certainty equivalent. Of a batch, it is an array (...), and states that are impossible
        in some sample are left out.
        """
        counted, equivalent = self._counted, None
        if not neutral(self.utility):
            told = in_utilities(
                counted, self.utility, 1.0 if self.parameters["goal"] == "max" else -1.0
            )
            counted, equivalent = told.diagram, told.equivalent
        return ReadOnly({n: Options(counted, self.rules, n, equivalent) for n in self.rules})

    @property
    def impossible(self) -> Mapping[str, Impossible]:
        """By choice, the known labels that have probability zero together under every policy."""
        self._single("impossible")
        return ReadOnly(
            {name: Impossible(self.diagram, rule.known) for name, rule in self.rules.items()}
        )

    @property
    @named("{self.method}()")
    def distribution(self) -> RiskProfile:
        """The distribution of the total payoff under the policy; for a single sample."""
        self._single("distribution")
        totals, likely = distribution(self._counted, self.rules)
        return RiskProfile(
            method="distribution of the total payoff",
            references=self.references,
            values=totals,
            probabilities=likely,
            strategy=None,
            goal=self.parameters["goal"],
        )

    @property
    def best(self) -> str:
        """The best option of the first choice, if made knowing nothing; for a single sample."""
        self._single("best")
        if not self.rules:
            raise InvalidInputError(
                "best needs a choice, and the diagram has none", where=self.method
            )
        # In time order the first choice, not the first that was given.
        first = next(name for name in self.diagram.topological if name in self.rules)
        if known := self.rules[first].known:
            raise InvalidInputError(
                f"best needs a first choice that knows nothing; {first!r} knows"
                f" {_checks.listed(known)}, so that its option depends on these: read"
                f" policy[{first!r}]",
                where=self.method,
            )
        return self.policy[first][()]

    def as_dict(self) -> dict[str, dict[Key, str]]:
        """Return the policy of each choice, by the tuple of known labels; for a single sample.

        Returns
        -------
        dict
            Choice to a dict from known labels to the option.

        Raises
        ------
        InvalidInputError
            If it is a batch, or there are too many information states to be listed.
        """
        return {name: dict(policy) for name, policy in self.policy.items()}

    def __getitem__(self, choice: str) -> Policy:
        if choice not in self.rules:
            near = _checks.nearest(choice, self.rules)
            hint = f" (did you mean {near!r}?)" if near else ""
            raise UnknownKeyError(
                f"no {shown(choice)} among its choices{hint}; they are"
                f" {_checks.listed(self.rules)}",
                where=self.method,
            )
        return self.policy[choice]

    def __contains__(self, choice: object) -> bool:
        return isinstance(choice, Hashable) and choice in self.rules

    def __len__(self) -> int:
        return len(self.rules)

    def __bool__(self) -> bool:
        return True

    @named("{self.method}(): marginal()")
    def marginal(self, name: str) -> Mapping[str, float | FloatArray]:
        """Return the probabilities of states of an uncertainty or options of a choice.

        They are those under the policy.

        Parameters
        ----------
        name : str
            Name of the node.

        Returns
        -------
        mapping of str to float or ndarray of float, shape (...)
            Probability of each state, read-only.

        Raises
        ------
        InvalidInputError
            If there is no such uncertainty or choice.
        """
        known = [n for n in self.diagram.nodes if n not in self.diagram.value_nodes]
        # Of values there are no states that could be more or less probable.
        _checks.known("uncertainty or choice", name, known)
        found = marginal(self._counted, self.rules, name)
        shape = self.sample_shape
        plain = [
            float(p) if not shape else read_only(np.broadcast_to(p, shape).copy()) for p in found
        ]
        return ReadOnly(dict(zip(self.diagram.states(name), plain, strict=True)))

    def at(self, index: int | tuple[int, ...]) -> Self:
        """Return the solution of one sample.

        Parameters
        ----------
        index : int or tuple of int
            Which sample, one integer for each sample axis.

        Returns
        -------
        Solution
            A single solution.

        Raises
        ------
        InvalidInputError
            If there are no sample axes or the index does not point to one sample.
        """
        picked = super().at(index)
        place = _checks.sample_index(index, self.sample_shape)
        rules = {name: rule.at(place) for name, rule in self.rules.items()}
        # The diagram as it was solved, by which a later check knows whose solution this is.
        source = self.source if self.source is not None else self.diagram
        return dataclasses.replace(
            picked,
            diagram=pick(self.diagram, place),
            rules=rules,
            source=source,
            pursued=None if self.pursued is None else pick(self.pursued, place),
        )

    def to_dict(self) -> dict[str, Any]:
        """Return value and policy as plain data.

        Returns
        -------
        dict
            Lists, dicts, strings and numbers; labels that are known together are joined by " > ".
            Of a batch, the values only.
        """
        policy = (
            None
            if self.sample_shape
            else {name: dict(known) for name, known in self.policy.items()}
        )
        worth = {"value": self.value}
        if self.utility is not None:
            worth["certainty_equivalent"] = self.certainty_equivalent
        plain: dict[str, Any] = _render.plain(
            {
                "method": self.method,
                "parameters": {k: v for k, v in self.parameters.items() if k != "policy"},
                "references": self.references,
                **worth,
                "policy": policy,
            }
        )
        return plain

    def _headline(self) -> str:
        options = options_in_words(self.parameters)
        if self.sample_shape:
            samples, mean = self.sample_shape, np.mean(self.value)
            return f"{self.method}: samples {samples}, mean value {mean:.6g}{options}"
        if self.utility is not None:
            return (
                f"{self.method}: certainty equivalent {self.certainty_equivalent:.6g}, expected"
                f" value {self.expected_value:.6g}{options}"
            )
        return f"{self.method}: value {self.value:.6g}{options}"

    def _frame(self, pd: Any) -> pandas.DataFrame:
        return frame(pd, self._counted, self.rules, np.asarray(self.value))

    _frame_of_batch = _frame

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        return [*HEADERS], [] if self.sample_shape else list(rows(self.diagram, self.rules))

    def _first(self, most: int) -> tuple[list[str], list[list[_render.Cell]], str]:
        """Return the options by what they depend on."""
        if self.sample_shape:
            return [*HEADERS], [], ""
        return [*HEADERS], *first_rows(self.diagram, self.rules, most)
