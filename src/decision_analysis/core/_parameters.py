"""`Parameters`: the judged numbers of a model by name, and how to sample them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cites
from decision_analysis._equal import Comparable
from decision_analysis._limits import MOST_HELD_SAMPLES
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.core import _chunks
from decision_analysis.core._correlation import nearest_rank, rank_matrix
from decision_analysis.core._joint import joint_groups, refuse_correlation
from decision_analysis.core._ledger import Ledger
from decision_analysis.core._parameter import Parameter, same_parameter
from decision_analysis.core._sampler import Sampler
from decision_analysis.core._sampling import uniform_design
from decision_analysis.errors import InvalidInputError


class Parameters(Comparable, Ledger, Mapping[str, Parameter]):
    """Parameters of a model: a frozen mapping by name.

    Parameters
    ----------
    parameters : iterable of Parameter
        In the order that tables and samples keep.

    Raises
    ------
    InvalidInputError
        If an entry is no `Parameter` or a name is repeated.

    Examples
    --------
    >>> import decision_analysis as da
    >>> parameters = da.Parameters(
    ...     [da.Parameter("p_win", 0.5, low=0.3, high=0.6), da.Parameter("prize", 100)]
    ... )
    >>> parameters.base()
    {'p_win': 0.5, 'prize': 100.0}
    >>> samples = parameters.sample(4, rng=0)
    >>> samples["p_win"].round(2), samples["prize"]
    (array([0.47, 0.51, 0.53, 0.38]), array([100., 100., 100., 100.]))
    """

    __slots__ = ("_by_name",)

    _by_name: dict[str, Parameter]

    def __init__(self, parameters: Iterable[Parameter]) -> None:
        named = dict(parameters) if isinstance(parameters, Mapping) else {}
        entries = list(named.values()) or _checks.entries("Parameters: parameters", parameters)
        for entry in entries:
            if not isinstance(entry, Parameter):
                raise InvalidInputError(
                    f"Parameters: entries must be Parameter objects; got {shown(entry)}"
                )
        for key, entry in named.items():
            if key != entry.name:
                raise InvalidInputError(
                    f"Parameters: keys must be the parameters' names; got {shown(key)} for"
                    f" {entry.name!r}"
                )
        if repeated := _checks.repeats(entry.name for entry in entries):
            raise InvalidInputError(
                f"Parameters: names must not repeat; got {repeated} more than once"
            )
        object.__setattr__(self, "_by_name", {entry.name: entry for entry in entries})

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"Parameters is frozen; cannot set {name!r}")

    def __reduce__(self) -> tuple[Any, ...]:
        return Parameters, (tuple(self.values()),)

    def __getitem__(self, name: str) -> Parameter:
        return self._by_name[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name)

    def __len__(self) -> int:
        return len(self._by_name)

    def _same_as(self, other: object) -> bool:
        # frozen distributions of scipy.stats are the same where they are of one kind with the same
        # arguments
        return (
            isinstance(other, Parameters)
            and list(self) == list(other)
            and all(same_parameter(self[name], other[name]) for name in self)
        )

    @property
    def constant(self) -> tuple[str, ...]:
        """Names of the parameters that have neither distribution nor range."""
        return tuple(name for name, parameter in self.items() if parameter.is_constant)

    @property
    def varying(self) -> tuple[str, ...]:
        """Names of the parameters that have a distribution or a range."""
        return tuple(name for name, parameter in self.items() if not parameter.is_constant)

    @property
    def together(self) -> tuple[tuple[str, ...], ...]:
        """Groups of parameters that are drawn together, such as shares that sum to 1."""
        return tuple(names for _, names in joint_groups(self.values()))

    def base(self) -> dict[str, float]:
        """Return the base value of every parameter, by name."""
        return {name: parameter.base for name, parameter in self.items()}

    @cites("iman_conover_1982")
    @named
    def sample(
        self,
        n: int,
        *,
        rng: np.random.Generator | int | None = None,
        design: Literal["sobol", "lhs", "random"] = "sobol",
        correlation: Any = None,
        scramblings: int = 1,
    ) -> dict[str, FloatArray]:
        """Draw samples of all parameters.

        Parameters
        ----------
        n : int
            How many.
        rng : numpy.random.Generator or int, optional
            The seed of all streams; 0 is a seed like any other, None draws a fresh one.
        design : {'sobol', 'lhs', 'random'}
            Scrambled Sobol' points, a Latin hypercube or pseudo-random points. Sobol' points lose
            their balance where `n` is not a power of two; any `n` is allowed.
        correlation : mapping or array_like, optional
            Spearman's rank correlations: {(name, name): rho} or a Series by pairs, where pairs that
            are not named count as 0; or a matrix over the varying parameters, in order or as a
            DataFrame by name.
        scramblings : int
            How many independent scramblings of Sobol' points, in as many consecutive blocks of n /
            scramblings rows: the blocks' means vary as much as the means of so many rows really do.

        Returns
        -------
        dict of str to ndarray, shape (n,)
            Samples by name; constant parameters are filled with their base.

        Raises
        ------
        InvalidInputError
            If `n`, the seed or the design is not allowed, the samples do not fit into memory, the
            correlation names an unknown or constant parameter or is not positive definite (the
            message says which pairs contradict one another, and `nearest_correlation` mends it) or
            names one that is drawn together with others, a Latin hypercube of more than 10^7 rows
            is asked for or a correlated one of too few, `scramblings` do not part `n` into equal
            blocks of at most 2^20, or parameters of a group that is drawn together are missing.

        Notes
        -----
        Sobol' points come in pages of 2^20 rows, each scrambled independently. Correlation is a
        Gaussian copula applied row by row with normal correlation 2 sin(pi/6 rho); for the Latin
        hypercube it is Iman and Conover's rearrangement, and of few rows the first draw in which no
        parameter's scores are a combination of others'. The same seed gives the same samples
        whatever is computed from them.

        Parameters that `beliefs.from_counts` or `beliefs.logistic_normal` made are drawn together,
        so that they sum to 1 in every sample (`together`).

        In design 'random' each parameter has random streams of its own name (common random
        numbers): its samples stay when others are added, removed or put in another order. Those of
        correlated parameters depend on all that they are correlated with, directly or through
        others, and on nothing else. In the other designs the parameters share one sequence, and all
        samples change.
        """
        size = _checks.integer("n", n, high=MOST_HELD_SAMPLES)
        _checks.room("the samples", size, each=8 * len(self))
        sampler = self.sampler(
            n, rng=rng, design=design, correlation=correlation, scramblings=scramblings
        )
        drawn = {name: np.empty(sampler.n) for name in self}
        start = 0
        # closed also where a caller is interrupted, so that no thread goes on drawing
        with contextlib.closing(_chunks.run(sampler.chunk, sampler.n)) as parts:
            for part in parts:
                rows = 0
                for name, values in part.items():
                    rows = len(values)
                    drawn[name][start : start + rows] = values
                start += rows
        return drawn

    @named
    def sampler(
        self,
        n: int,
        *,
        rng: np.random.Generator | int | None = None,
        design: str = "sobol",
        correlation: Any = None,
        scramblings: int = 1,
    ) -> Sampler:
        """Return what draws the samples of `sample` chunk by chunk, so that few are held at once.

        Parameters
        ----------
        n : int
            As in `sample`.
        rng : numpy.random.Generator or int, optional
            As in `sample`.
        design : {'sobol', 'lhs', 'random'}
            As in `sample`.
        correlation : mapping or array_like, optional
            As in `sample`.
        scramblings : int
            As in `sample`.

        Returns
        -------
        Sampler
            With `.chunk(index, rows)`.

        Raises
        ------
        InvalidInputError
            As in `sample`.
        """
        varying = self.varying
        n = _checks.integer("n", n)
        groups = joint_groups(self.values())
        if groups and correlation is not None:
            refuse_correlation(varying, groups, correlation)
        points = uniform_design(
            varying, n, rng=rng, design=design, correlation=correlation, scramblings=scramblings
        )
        return Sampler(tuple(self.values()), points if varying else None, n, groups)

    @cites("higham_2002")
    @named
    def nearest_correlation(self, correlation: Any) -> dict[tuple[str, str], float]:
        """Return the rank correlations nearest to the given ones that samples can have.

        Parameters
        ----------
        correlation : mapping or array_like
            As in `sample`: some that contradict one another, such as a strong one of a with b and
            of b with c beside none of a with c.

        Returns
        -------
        dict of (str, str) to float
            For each pair of varying parameters its rank correlation, which `sample` takes; those
            given where they do not contradict one another.

        Raises
        ------
        InvalidInputError
            If the correlation names an unknown or constant parameter, or is none.
        ConvergenceError
            If the projections do not settle.

        Notes
        -----
        Nearest in the Frobenius norm of the normal scores' correlations 2 sin(pi/6 rho), by
        Higham's alternating projections (2002, algorithm 3.3). That matrix is singular; 10^-8 of
        the way to independence is added.

        Examples
        --------
        >>> from decision_analysis import Parameter, Parameters
        >>> prices = Parameters(
        ...     [Parameter(name, 1, low=0, high=2) for name in ("oil", "gas", "power")]
        ... )
        >>> said = {("oil", "gas"): 0.9, ("gas", "power"): 0.9}
        >>> found = prices.nearest_correlation(said)
        >>> for pair, rho in found.items():
        ...     print(*pair, round(rho, 3))
        oil gas 0.729
        oil power 0.105
        gas power 0.729
        >>> prices.sample(3, rng=0, correlation=found)["oil"].shape
        (3,)
        """
        names = self.varying
        with _chunks.blas_limit():
            matrix = nearest_rank(rank_matrix(names, correlation))
        return {
            (first, second): float(matrix[i, j])
            for i, first in enumerate(names)
            for j, second in enumerate(names)
            if i < j
        }
