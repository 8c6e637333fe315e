"""`from_counts`: probabilities of states learned from how often each was seen."""

from __future__ import annotations

import itertools
from collections.abc import Hashable, Iterator, Mapping
from typing import Any

import numpy as np

from decision_analysis import _checks, _labelled, _render
from decision_analysis._arrays import FloatArray, read_only
from decision_analysis._cited import cites
from decision_analysis._labels import own_names
from decision_analysis._limits import MOST_HELD_SAMPLES
from decision_analysis._named import named
from decision_analysis.beliefs._distribution import Distribution
from decision_analysis.beliefs._share import DirichletShares, parameters_of
from decision_analysis.beliefs._states import sizes_by_state
from decision_analysis.core import Parameter
from decision_analysis.core.parts import chunks
from decision_analysis.errors import InvalidInputError


@cites("gelman_et_al_2013, section 3.4", "connor_mosimann_1969")
class DirichletBelief(Mapping[str, float]):
    """Dirichlet belief about the probabilities of states.

    It is a frozen mapping from states to expected probabilities.

    Parameters
    ----------
    concentrations : mapping of str to float, or Series
        Concentration of each state, not negative: observations plus prior pseudo-counts.

    See Also
    --------
    from_counts : The way to make one.

    Examples
    --------
    >>> from decision_analysis import beliefs
    >>> belief = beliefs.DirichletBelief({"failed": 3, "worked": 9})
    >>> belief["failed"]
    0.25
    """

    __slots__ = ("_concentrations", "_states")

    _states: tuple[str, ...]
    _concentrations: FloatArray

    # numpy would compare an array with it entry by entry
    __array_ufunc__ = None

    @named("DirichletBelief")
    def __init__(self, concentrations: Mapping[str, float]) -> None:
        states, sizes = sizes_by_state("concentrations", "concentration", concentrations)
        if not 0 < sum(sizes) < np.inf:
            raise InvalidInputError(
                "concentrations must not all be zero, nor too large to be added up"
            )
        object.__setattr__(self, "_states", states)
        object.__setattr__(self, "_concentrations", read_only(np.array(sizes)))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"DirichletBelief is frozen; cannot set {name!r}")

    def __reduce__(self) -> tuple[Any, ...]:
        return _belief, (self._states, self._concentrations.tolist())

    def __getitem__(self, state: Hashable) -> float:
        name = next(own_names(self._states, [state]))
        if name not in self._states:
            raise KeyError(state)
        return float(self._concentrations[self._states.index(name)] / self._concentrations.sum())

    def __iter__(self) -> Iterator[str]:
        return iter(self._states)

    def __len__(self) -> int:
        return len(self._states)

    def __repr__(self) -> str:
        columns = zip(self._states, self.values(), self._concentrations.tolist(), strict=True)
        rows: list[list[_render.Cell]] = [
            list(row) for row in itertools.islice(columns, _render.ROWS)
        ]
        rest = _render.more(len(self) - _render.ROWS)
        return _render.text_glance(
            "Dirichlet belief", ["state", "probability", "concentration"], rows, rest
        )

    def _in_words(self) -> str:
        return f"a Dirichlet belief of {len(self)} states"

    @property
    def concentrations(self) -> dict[str, float]:
        """Observations plus pseudo-counts of each state."""
        return dict(zip(self._states, self._concentrations.tolist(), strict=True))

    @named
    def marginal(self, state: str) -> Distribution:
        """Return the distribution of the probability of one state.

        Parameters
        ----------
        state : str
            Which state.

        Returns
        -------
        Distribution
            A frozen `scipy.stats.beta` distribution.

        Raises
        ------
        InvalidInputError
            If the state is unknown, the only one, or it or all others have concentration 0.
        """
        name = _checks.known("state", state, self._states)
        # one state against all others: a Dirichlet belief of two states is a beta distribution
        own = self.concentrations[name]
        others = float(self._concentrations.sum() - own)
        if own == 0 or others == 0:
            raise InvalidInputError(
                f"the concentrations of {name!r} and of the others must be positive; got"
                f" {own:g} and {others:g}; give from_counts() a prior"
            )
        from scipy import stats

        frozen: Distribution = stats.beta(own, others)
        return frozen

    @named
    def sample(
        self, n: int, *, rng: np.random.Generator | int | None = None
    ) -> dict[str, FloatArray]:
        """Draw samples of the probabilities; in each sample they sum to 1.

        Parameters
        ----------
        n : int
            How many.
        rng : numpy.random.Generator or int, optional
            Generator or seed; 0 is a seed like any other, None draws a fresh one.

        Returns
        -------
        dict of str to ndarray of float, shape (n,)
            Samples by state.

        Raises
        ------
        InvalidInputError
            If `n` or the seed is not allowed, or a state has concentration 0.
        """
        size = _checks.integer("n", n, high=MOST_HELD_SAMPLES)
        empty = [state for state, value in self.concentrations.items() if value == 0]
        if empty:
            raise InvalidInputError(
                f"concentrations must be positive; got 0 for {empty}; give a prior"
            )
        _checks.room("the samples", size, each=16 * len(self._states))
        drawn = _generator(rng).dirichlet(self._concentrations, size)
        return {state: drawn[:, i].copy() for i, state in enumerate(self._states)}

    @named
    def to_parameters(self, *, prefix: str = "") -> list[Parameter]:
        """Return a parameter for each probability, which `Parameters.sample` draws together.

        Parameters
        ----------
        prefix : str
            What their names begin with, before the state.

        Returns
        -------
        list of Parameter
            With the expected probability as base; in every sample they sum to 1.

        Raises
        ------
        InvalidInputError
            If the prefix is no text, a state has concentration 0, or there is one state only.

        Examples
        --------
        >>> from decision_analysis import Parameters, beliefs
        >>> seen = beliefs.from_counts({"dry": 5, "wet": 3, "soaking": 2})
        >>> drawn = Parameters(seen.to_parameters(prefix="p ")).sample(4, rng=0)
        >>> sum(drawn.values())
        array([1., 1., 1., 1.])
        """
        marginals = [self.marginal(state) for state in self._states]
        joint = DirichletShares(tuple(self._states), tuple(self._concentrations.tolist()))
        return parameters_of(joint, dict(self), marginals, prefix)


def _generator(rng: object) -> np.random.Generator:
    if isinstance(rng, np.random.Generator):
        return rng
    return np.random.default_rng(chunks.entropy(rng))


@cites("gelman_et_al_2013, section 3.4")
@named
def from_counts(
    counts: Mapping[str, float], *, prior: float | Mapping[str, float] = 0.0
) -> DirichletBelief:
    """Return the belief about the probabilities of states after seeing each so many times.

    Parameters
    ----------
    counts : mapping of str to float, or Series
        How often each state was seen, not negative: {state: count}, or a Series by state such as
        `.value_counts()`.
    prior : float, mapping of str to float, or Series
        Pseudo-counts of each state before the data, not negative, by name or one number for all: 1
        is Laplace's uniform prior, 0.5 Jeffreys'; 0 lets the data speak alone, and the
        probabilities are the relative frequencies.

    Returns
    -------
    DirichletBelief
        A mapping {state: expected probability} with `.marginal(state)`, `.sample(n, rng=...)` and
        `.to_parameters()`; fit for `update` and for the probabilities of a chance node.

    Raises
    ------
    InvalidInputError
        If a count or pseudo-count is negative or not finite, all are zero, or the prior names other
        states.

    Notes
    -----
    Dirichlet prior, multinomial data: the expected probability is (count + prior) / sum of both
    over the states.

    Examples
    --------
    >>> from decision_analysis import beliefs
    >>> dict(beliefs.from_counts({"hit": 3, "miss": 1}))
    {'hit': 0.75, 'miss': 0.25}
    >>> beliefs.from_counts({"hit": 3, "miss": 0}, prior=1)["miss"]
    0.2
    """
    states, seen = sizes_by_state("counts", "count", counts)
    if _labelled.has_labels(prior):
        _, before = sizes_by_state("prior", "prior", prior, states)
    else:
        before = [_checks.number("prior", prior, low=0)] * len(states)
    # conjugate prior: observations add to pseudo-counts
    totals = [count + pseudo for count, pseudo in zip(seen, before, strict=True)]
    if not 0 < sum(totals) < np.inf:
        raise InvalidInputError(
            "counts and prior must not all be zero, nor too large to be added up"
        )
    return _belief(states, totals)


def _belief(states: tuple[str, ...], sizes: list[float]) -> DirichletBelief:
    """Return the belief about states that remember what the user's data frame calls them."""
    belief = DirichletBelief(dict(zip(states, sizes, strict=True)))
    object.__setattr__(belief, "_states", states)
    return belief
