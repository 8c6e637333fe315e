"""`cooke`: experts weighed by how well they did on questions whose answers are known."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, ClassVar, Literal

import numpy as np
from numpy.typing import ArrayLike

from decision_analysis import _checks, _render
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.beliefs._assessments import read_assessments
from decision_analysis.beliefs._classical_model import Panel, panel
from decision_analysis.beliefs._distribution import Distribution
from decision_analysis.core import Result
from decision_analysis.errors import InvalidInputError

_WEIGHTINGS = ("global", "item", "equal")


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class CookeResult(Result):
    """Scores and weights of K experts, and the distributions that the weights make of theirs.

    Parameters
    ----------
    method, parameters, references, alternatives : see `Result`
        As in `Result`; there are no alternatives.
    experts : tuple of str
        The K experts.
    questions : tuple of str
        The N questions.
    seeds : tuple of str
        Those whose answers are known.
    calibration : ndarray of float, shape (K,)
        Statistical accuracy: the p-value at which it is rejected that the realizations fall between
        an expert's quantiles as often as he says.
    information : ndarray of float, shape (K,)
        Mean relative information on the seeds, in nats.
    question_information : ndarray of float, shape (K, N)
        Relative information on each question, in nats.
    weights : ndarray of float, shape (K,)
        Weights of the experts, summing to 1; of item weights their mean over all questions.
    question_weights : ndarray of float, shape (N, K)
        Weights by which each question was pooled.
    cutoff : float
        Calibration below which experts have no weight.
    probabilities : ndarray of float, shape (Q,)
        Probabilities of the quantiles.
    quantiles : ndarray of float, shape (N, Q)
        The decision maker's quantiles of each question.
    decision_maker : mapping of str to Distribution
        The decision maker's distribution of each question: the weighted mean of the experts'.
    decision_maker_calibration, decision_maker_information : float
        The decision maker's scores, as if he were one of the experts.
    equal_quantiles : ndarray of float, shape (N, Q)
        What equal weights of all experts would give, for comparison.
    equal_calibration, equal_information : float
        The scores of these.

    See Also
    --------
    cooke : The function that returns it.

    Examples
    --------
    >>> from decision_analysis import beliefs
    >>> said = {
    ...     "Ann": {"q1": {0.05: 1, 0.5: 4, 0.95: 9}, "q2": {0.05: 2, 0.5: 3, 0.95: 4}},
    ...     "Bob": {"q1": {0.05: 5, 0.5: 6, 0.95: 7}, "q2": {0.05: 0, 0.5: 4, 0.95: 6}},
    ... }
    >>> result = beliefs.cooke(said, {"q1": 3})
    >>> float(result.decision_maker["q2"].ppf(0.5).round(2))
    3.5
    """

    experts: tuple[str, ...]
    questions: tuple[str, ...]
    seeds: tuple[str, ...]
    calibration: FloatArray
    information: FloatArray
    question_information: FloatArray
    weights: FloatArray
    question_weights: FloatArray
    cutoff: float
    probabilities: FloatArray
    quantiles: FloatArray
    decision_maker: Mapping[str, Distribution]
    decision_maker_calibration: float
    decision_maker_information: float
    equal_quantiles: FloatArray
    equal_calibration: float
    equal_information: float

    _most_columns: ClassVar[int] = 8

    def as_dict(self) -> dict[str, float]:
        """Return the weight of each expert, by name."""
        return dict(zip(self.experts, self.weights.tolist(), strict=True))

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        columns = (self.calibration, self.information, self.weights)
        rows: list[list[_render.Cell]] = [
            [name, *row]
            for name, row in zip(self.experts, np.stack(columns, axis=1).tolist(), strict=True)
        ]
        own = (self.decision_maker_calibration, self.decision_maker_information)
        rows.append(["(decision maker)", *own, None])
        rows.append(["(equal weights)", self.equal_calibration, self.equal_information, None])
        return ["expert", "calibration", "information", "weight"], rows

    def _headline(self) -> str:
        sizes = f"{len(self.experts)} experts, {len(self.seeds)} seeds"
        weighting = self.parameters["weighting"]
        return f"{self.method}: {sizes}  (weighting={weighting!r}, cutoff={self.cutoff:.4g})"


@cites(
    "cooke_1991, chapter 12",
    "cooke_goossens_2008",
    "figures: TU Delft OpenCourseWare, reading 3.7.3,"
    " https://ocw.tudelft.nl/course-readings/3-7-3-the-calibration-score-of-the-dm-2/",
)
@named
def cooke(
    assessments: Mapping[str, Mapping[str, Mapping[float, float] | ArrayLike]],
    realizations: Mapping[str, float],
    *,
    probabilities: ArrayLike | None = None,
    weighting: Literal["global", "item", "equal"] = "global",
    cutoff: float | None = None,
    overshoot: float = 0.1,
    background: str | Mapping[str, str] = "uniform",
) -> CookeResult:
    """Weigh experts by Cooke's classical model, and pool what they said.

    Parameters
    ----------
    assessments : mapping of str to mapping of str to mapping of float to float, or DataFrame
        Quantiles {expert: {question: {probability: level}}}, such as {'Ann': {'rain': {0.05: 1,
        0.5: 4, 0.95: 9}}}: every expert on every question at the same probabilities. Of a DataFrame
        the rows are by expert and question, the columns are the probabilities.
    realizations : mapping of str to float, or Series
        The answers of the questions that are known: the seeds.
    probabilities : array_like of float, shape (Q,), optional
        Probabilities of the quantiles where these are lists: [0.05, 0.5, 0.95] for {'rain': [1, 4,
        9]}.
    weighting : {'global', 'item', 'equal'}
        Weights by the mean information on the seeds, by the information on each question, or all
        alike.
    cutoff : float, optional
        Calibration below which an expert has no weight, in [0, 1]. None takes the one at which the
        decision maker's calibration times information is greatest; for equal weights 0.
    overshoot : float
        Share of the range of all quantiles and the realization by which the range of the background
        measure is longer at each end.
    background : str or mapping of str to str
        Background measure of all questions, or of some by name: 'uniform', or 'loguniform' for
        positive quantities over orders of magnitude.

    Returns
    -------
    CookeResult
        Scores and weights, `.quantiles` and the distributions `.decision_maker[question]`, and what
        equal weights would give.

    Raises
    ------
    InvalidInputError
        If an expert leaves out a question or a probability, quantiles do not ascend, a realization
        is of no question, there is none, a number is not allowed, or no expert reaches the cutoff
        or has a calibration above 0.

    Notes
    -----
    Calibration is 1 - F(2 n I(s, p)): F is the chi-squared distribution with as many degrees of
    freedom as there are quantiles, n the number of seeds, s the shares of realizations between the
    quantiles and p the expected ones; a realization on a quantile counts below it. Information is
    that of the piecewise uniform distribution through the quantiles, relative to the background
    measure. Weights are calibration times information. The optimal cutoff is one of the experts'
    calibrations; of several that are as good the lowest, which leaves out the fewest. Fewer than
    ten seeds say little: with five even a perfect expert's calibration is far from 1.

    Ranges depend on who takes part: without one expert the information of the others changes.
    Time is O(K^2 N Q) for the cutoff.

    Examples
    --------
    Three experts on five questions, of a course of TU Delft:

    >>> from decision_analysis import catalog
    >>> catalog.load("tudelft/cooke_global").run()
    Cooke's classical model: 3 experts, 5 seeds  (weighting='global', cutoff=0)
       expert            calibration  information  weight
       A                   3.621e-05        1.418  0.0001
       B                      0.6084        0.558  0.4339
       C                      0.3270        1.354  0.5660
       (decision maker)       0.6084        0.521
       (equal weights)        0.4110        0.123
    """
    _checks.one_of("weighting", weighting, _WEIGHTINGS)
    beyond = _checks.number("overshoot", overshoot, low=0, open_low=True)
    least = None if cutoff is None else _checks.number("cutoff", cutoff, low=0, high=1)
    given = read_assessments(assessments, probabilities, realizations, background)
    with np.errstate(all="ignore"):
        scored = panel(given, beyond)
        _refuse_infinite(scored.information, scored.calibration)
        chosen = _cutoff(scored, weighting, least)
        weights = scored.weights(weighting, chosen)
        pooled, quantiles = scored.decide(weights)
        calibration, information = scored.scores(quantiles)
        _, alike = scored.decide(scored.weights("equal", 0.0))
        equal_calibration, equal_information = scored.scores(alike)
        _refuse_infinite(quantiles, alike, information, equal_information)
    options: dict[str, Any] = {"weighting": weighting, "cutoff": cutoff, "overshoot": beyond}
    return CookeResult(
        method="Cooke's classical model",
        parameters=options | {"background": background},
        references=cited("cooke_1991", "cooke_goossens_2008"),
        experts=given.experts,
        questions=given.questions,
        seeds=tuple(q for q, seed in zip(given.questions, given.seeds, strict=True) if seed),
        calibration=scored.calibration,
        information=scored.seed_information(scored.information),
        question_information=scored.information,
        weights=weights.mean(axis=0),
        question_weights=weights,
        cutoff=chosen,
        probabilities=given.probabilities,
        quantiles=quantiles,
        decision_maker=dict(zip(given.questions, pooled, strict=True)),
        decision_maker_calibration=calibration,
        decision_maker_information=information,
        equal_quantiles=alike,
        equal_calibration=equal_calibration,
        equal_information=equal_information,
    )


def _cutoff(scored: Panel, weighting: str, given: float | None) -> float:
    """Return the cutoff: given, 0 for equal weights, or the best of the experts' calibrations."""
    best = float(scored.calibration.max())
    if best == 0 and weighting != "equal":
        raise InvalidInputError(
            "no expert has a calibration above 0, so that none has a weight; use weighting='equal'"
        )
    if given is not None:
        if best < given:
            raise InvalidInputError(
                f"cutoff must leave an expert; the best calibration is {best:.4g}, got {given:g}"
            )
        return given
    if weighting == "equal":
        return 0.0
    found, most = 0.0, -np.inf
    # the set of experts changes at their calibrations only
    for candidate in np.unique(scored.calibration):
        _, quantiles = scored.decide(scored.weights(weighting, candidate))
        worth = float(np.prod(scored.scores(quantiles)))
        if worth > most:
            found, most = float(candidate), worth
    return found


def _refuse_infinite(*numbers: Any) -> None:
    if not all(np.isfinite(array).all() for array in numbers):
        raise InvalidInputError(
            "scores cannot be held by floats; levels, probabilities or the overshoot are too small"
            " or too large"
        )
