"""`explain`: why one alternative stands before another, and what would turn that round."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any, ClassVar, Literal

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis._cited import cited, cites
from decision_analysis._limits import MOST_EXPLAINED, TIE_TOLERANCE
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Result, Scores, Weights, axes
from decision_analysis.core.parts import ByLabel, Columns, Headers, Rows, terms_of, within_memory
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda.comparison._margin import Margin, margin_of, oriented
from decision_analysis.mcda.comparison._reversal import ReversalResult, reversal_of, written
from decision_analysis.sensitivity import explain_change

CLOSE = 1e-10
"""Share of the largest term up to which sums agree."""
FARTHEST = 1000
"""Spreads of a criterion by which a performance is moved at most."""
TRIED = 8
"""Weights at which a margin is asked whether it adds up, beside those of single criteria."""


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class ExplainResult(ByLabel, Result):
    """What each criterion adds to the lead of one alternative over another, and what turns it.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria
        As in `Result`; the alternatives are the two, the one asked about first.
    contributions : ndarray of float, shape (C,)
        What each criterion adds to the lead; they and the `rest` sum to it.
    standard_error : ndarray of float, shape (C,)
        Of the contributions, from random orders; 0 where they are exact.
    rest : float
        What contributions lack of the lead: the lead of the first where it performs as the second
        on all criteria, 0 unless the method sets equal alternatives apart.
    lead : float
        The score of the first less that of the second, or the other way round where lower scores
        are better: positive where the first stands before. Of a method without scores it is of
        ranks.
    scheme : {'sum', 'shapley'}
        'sum' where the method's score is a sum over the criteria, whose terms are compared; else
        'shapley'.
    reversal : ReversalResult or None
        The least changes with which the two change places; None where it is not known what the
        result is of.
    """

    criteria: tuple[str, ...] = dataclasses.field()  # no default, unlike the base
    contributions: FloatArray = axes("C")
    standard_error: FloatArray
    rest: float
    lead: float
    scheme: Literal["sum", "shapley"]
    reversal: ReversalResult | None

    main: ClassVar[str] = "contributions"

    def _headline(self) -> str:
        first, second = self.alternatives
        word = "beside" if self.lead == 0 else "before" if self.lead > 0 else "behind"
        return f"{self.method}: {first} stands {word} {second} ({self.scheme})"

    def _by_label(self) -> tuple[tuple[str, ...], np.ndarray[Any, Any]]:
        return self.criteria, self.contributions

    def _columns(self) -> Columns:
        columns: dict[str, FloatArray] = {}
        if self.reversal is not None:
            columns = dict(zip(self.alternatives, self.reversal.performances, strict=True))
        return "criterion", self.criteria, {**columns, "contribution": self.contributions}

    def _shown_order(self) -> IntArray:
        return np.argsort(-np.abs(self.contributions), kind="stable")

    def _rows(self) -> tuple[Headers, Rows]:
        _, labels, columns = self._columns()
        *performances, contributions = columns.values()
        rows: Rows = [
            [labels[c], *(written(float(p[c])) for p in performances), float(contributions[c])]
            for c in self._shown_order()
        ]
        return ["criterion", *columns], rows


@cites("triantaphyllou_sanchez_1997", "shapley_1953", "strumbelj_kononenko_2014")
@named
@within_memory
def explain(
    result: Result,
    a: str,
    b: str,
    *,
    table: DecisionTable | None = None,
    weights: Weights | None = None,
    method: Callable[..., Any] | None = None,
    reach: float = 1.0,
    n_permutations: int = 1024,
    rng: np.random.Generator | int | None = None,
) -> ExplainResult:
    """Explain by criteria why one alternative stands before another, and what would reverse it.

    Parameters
    ----------
    result : Result
        What a method returned: `Scores`, or another with `.ranks`, of one table and one vector of
        weights; of a batch ``result.at(i)``.
    a, b : str
        The two alternatives. Where b stands before a, contributions are negative on balance.
    table, weights, method : DecisionTable, weights and callable, optional
        What the result is of; None takes what it knows, as those of the methods of `mcda` do unless
        they come from a file or a pickle. A result that knows nothing of this needs table and
        method, and weights where the method is not of a table alone.
    reach : float
        How far beyond the least and the largest performance of a criterion one is moved in search
        of a reversal, as a share of their difference; from 0 to 1,000.
    n_permutations : int
        How many random orders of more than 12 criteria, at least 2; without use where the score is
        a sum.
    rng : numpy.random.Generator or int, optional
        The seed of these orders; None draws a fresh one.

    Returns
    -------
    ExplainResult
        With `.contributions` (C,) that sum to `.lead`, by name as ``found["price"]``, and
        `.reversal`, which is None where it is not known what the result is of.

    Raises
    ------
    InvalidInputError
        If an alternative is unknown, the result is a batch or has neither scores nor ranks, it does
        not know what it is of and is not told, it is not what the method returns, or there are more
        than 10,000 alternatives.

    Notes
    -----
    *Contributions.* Where one of the steps of the method has for each alternative terms that sum to
    its score, or the score is linear in the weights, a contribution is the difference of the two
    terms: exact. Else it is Shapley's value of the game in which alternative a has its own
    performance on some criteria and that of b on the others, and the worth is its lead over b, all
    other alternatives staying as they are: the mean, over all orders of the criteria, of what its
    own performance adds to the lead. All 2^m sets of the m criteria on which the two differ are
    scored up to m = 12; beyond, random orders.

    *Reversal.* One performance of a or b moves, the method being asked again with all that this
    does to its scale; one weight moves, the others in proportion; or all weights do, by the least
    Euclidean distance. Where the score is linear in the weights, what concerns them is solved for.
    Else the way, in 128 steps, is searched for the first change of places, which is then narrowed
    to 1e-12; the nearest weights start from the best change of a single one and are improved along
    the normal of the plane that touches the border there, so that they do reverse the order, but
    nearer ones may exist.

    Examples
    --------
    >>> import decision_analysis as da
    >>> cars = da.DecisionTable.from_rows(
    ...     {"Corsa": [5490, 51.4, 8.5], "Clio": [6500, 70.6, 7.0], "Fiesta": [6489, 54.3, 7.5]},
    ...     [da.Criterion("price", "min"), "economy", "style"],
    ... )
    >>> weights = {"price": 0.5, "economy": 0.3, "style": 0.2}
    >>> found = da.mcda.explain(da.mcda.weighted_sum(cars, weights), "Corsa", "Clio")
    >>> found
    weighted sum: Corsa stands before Clio (sum)
       criterion  Corsa  Clio  contribution
       economy    51.4   70.6      -0.08159
       price      5490   6500       0.07769
       style      8.5    7          0.03529
    >>> found.reversal.least_weight[0], round(found.reversal.least_weight[2], 4)
    ('economy', 0.3725)
    """
    result = _checks.instance("result", result, Result)
    result._single("explain()")
    if not result.alternatives:
        raise InvalidInputError(f"result must have alternatives; got {result._in_words()}")
    oriented(result)
    labels = [_checks.known("alternative", label, result.alternatives) for label in (a, b)]
    if labels[0] == labels[1]:
        raise InvalidInputError(f"a and b must be two alternatives; got {labels[0]!r} twice")
    far = _checks.number("reach", reach, low=0, high=FARTHEST)
    orders = _checks.integer("n_permutations", n_permutations, low=2)
    pair = result.alternatives.index(labels[0]), result.alternatives.index(labels[1])
    margin = margin_of(result, pair, table, weights, method)
    if margin is not None and (size := len(result.alternatives)) > MOST_EXPLAINED:
        raise InvalidInputError(
            f"the method is asked again with at most {MOST_EXPLAINED:,} alternatives; got {size:,}:"
            " select some"
        )
    slope = None if margin is None else _slope(margin)
    terms = _terms(result, pair)
    if terms is None and margin is None:
        raise InvalidInputError(
            "result must know the table, weights and method that it is of, as those of mcda's own"
            " methods do, unless from a file or a pickle; give table=, weights= and method="
        )
    if terms is None and margin is not None and margin.weights is not None and slope is not None:
        terms = np.asarray(margin.weights * slope)
    told: dict[str, Any] = {
        "method": result.method,
        "references": cited("shapley_1953") if terms is None else (),
        "alternatives": tuple(labels),
        "criteria": result.criteria if margin is None else margin.table.criterion_names,
    }
    scheme: Literal["sum", "shapley"] = "shapley" if terms is None else "sum"
    rest, error, reversal = 0.0, np.zeros(len(told["criteria"])), None
    if terms is None and margin is not None:
        terms, error, rest = _shapley(margin, orders, rng)
    if margin is not None:
        reversal = reversal_of(margin, slope, far, told | {"parameters": {"reach": far}})
    numbers = oriented(result)
    lead = float(numbers[pair[0]] - numbers[pair[1]])
    return ExplainResult(
        **told,
        parameters={"scheme": scheme},
        contributions=np.asarray(terms),
        standard_error=error,
        rest=rest,
        # scores that tie have no lead, but for rounding
        lead=0.0 if abs(lead) <= TIE_TOLERANCE * np.abs(numbers).max() else lead,
        scheme=scheme,
        reversal=reversal,
    )


def _slope(margin: Margin) -> FloatArray | None:
    """Return the margins with each weight alone, if that for any weights is their mean; or None."""
    if margin.weights is None:
        return None
    count, total = len(margin.weights), float(margin.weights.sum())
    # weights spread over the simplex, the same ones always
    tried = np.random.default_rng(0).dirichlet(np.ones(count), TRIED) * total
    tried = np.concatenate([margin.weights[None], tried])
    try:
        leads = margin.of_weights(np.concatenate([total * np.eye(count), tried]))
    except InvalidInputError:
        # a method may refuse that single criteria have all the weight
        return None
    slope = leads[:count] / total
    size = total * float(np.abs(slope).max())
    return slope if np.abs(tried @ slope - leads[count:]).max() <= CLOSE * size else None


def _terms(result: Result, pair: tuple[int, int]) -> FloatArray | None:
    """Return the differences (C,) of the terms that scores are the sums of; None if of none."""
    if not isinstance(result, Scores):
        return None
    terms = terms_of(result)
    if terms is None or result.criteria is None or terms.shape[1] != len(result.criteria):
        return None
    side = 1.0 if result.higher_is_better else -1.0
    return np.asarray(side * (terms[pair[0]] - terms[pair[1]]))


def _shapley(
    margin: Margin, orders: int, rng: np.random.Generator | int | None
) -> tuple[FloatArray, FloatArray, float]:
    """Return Shapley's values (C,) of the criteria, their standard errors, and what is before."""
    table, (first, second) = margin.table, (margin.first, margin.second)
    replaced = table.values.copy()
    replaced[first] = replaced[second]
    changed = np.flatnonzero(replaced[first] != table.values[first])
    found, error = np.zeros((2, len(table.criteria)))

    def lead(changing: DecisionTable) -> FloatArray:
        scores = margin.scores(changing.values, None)
        # one number for each row, which belongs to no alternative
        return np.broadcast_to(
            (scores[:, first] - scores[:, second])[:, None], (len(scores), len(scores[0]))
        )

    if not len(changed):
        return found, error, margin.now
    shares = explain_change(lead, table._with(replaced), table, n_permutations=orders, rng=rng)
    if len(shares.names) != len(changed):
        raise AssertionError("a changed performance has no share")
    found[changed], error[changed] = shares.shares[:, 0], shares.standard_error[:, 0]
    rest = float(margin.now - found.sum())
    return found, error, 0.0 if abs(rest) <= CLOSE * np.abs(found).max() else rest
