"""`Parameters`: the judged numbers of a model by name, and how to sample them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from decision_analysis import _checks, _render
from decision_analysis._arrays import FloatArray, optional_import
from decision_analysis._shown import shown
from decision_analysis.core import _chunks
from decision_analysis.core._parameter import Parameter
from decision_analysis.core._sampling import UniformDesign, uniform_design
from decision_analysis.errors import InvalidInputError

if TYPE_CHECKING:
    import pandas


@dataclasses.dataclass(frozen=True, eq=False)
class Sampler:
    """Draws the samples of some parameters chunk by chunk; it can be sent to another process.

    Parameters
    ----------
    parameters : tuple of Parameter
        All parameters, constant ones included.
    design : UniformDesign or None
        The points of the varying ones; None where all are constant.
    n : int
        Number of samples.
    """

    parameters: tuple[Parameter, ...]
    design: UniformDesign | None
    n: int

    def chunk(self, index: int, rows: int) -> dict[str, FloatArray]:
        """Return the samples of one chunk.

        Parameters
        ----------
        index : int
            Which chunk.
        rows : int
            How many rows it has.

        Returns
        -------
        dict of str to ndarray, shape (rows,)
            Samples by name.
        """
        points = None if self.design is None else self.design.chunk(index, rows)
        column = 0
        drawn: dict[str, FloatArray] = {}
        for parameter in self.parameters:
            if parameter.is_constant or points is None:
                drawn[parameter.name] = np.full(rows, parameter.base)
            else:
                drawn[parameter.name] = parameter.quantile(points[:, column])
                column += 1
        return drawn


class Parameters(Mapping[str, Parameter]):
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
    >>> parameters = da.Parameters([da.Parameter("p_win", 0.5, low=0.3, high=0.6), da.Parameter("prize", 100)])
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
        entries = list(named.values()) or _checks.entries("Parameters", "parameters", parameters)
        for entry in entries:
            if not isinstance(entry, Parameter):
                raise InvalidInputError(f"Parameters: entries must be Parameter objects; got {shown(entry)}")
        for key, entry in named.items():
            if key != entry.name:
                raise InvalidInputError(
                    f"Parameters: keys must be the parameters' names; got {shown(key)} for {entry.name!r}"
                )
        if repeated := _checks.repeats(entry.name for entry in entries):
            raise InvalidInputError(f"Parameters: names must not repeat; got {repeated} more than once")
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

    @property
    def constant(self) -> tuple[str, ...]:
        """Names of the parameters that have neither distribution nor range."""
        return tuple(name for name, parameter in self.items() if parameter.is_constant)

    @property
    def varying(self) -> tuple[str, ...]:
        """Names of the parameters that have a distribution or a range."""
        return tuple(name for name, parameter in self.items() if not parameter.is_constant)

    def base(self) -> dict[str, float]:
        """Return the base value of every parameter, by name."""
        return {name: parameter.base for name, parameter in self.items()}

    def sample(
        self,
        n: int,
        *,
        rng: np.random.Generator | int | None = None,
        design: Literal["sobol", "lhs", "random"] = "sobol",
        correlation: Any = None,
    ) -> dict[str, FloatArray]:
        """Draw samples of all parameters.

        Parameters
        ----------
        n : int
            How many.
        rng : numpy.random.Generator or int, optional
            The seed of all streams; 0 is a seed like any other, None draws a fresh one.
        design : {'sobol', 'lhs', 'random'}
            Scrambled Sobol' points, a Latin hypercube or pseudo-random points. Sobol' points lose their balance where
            `n` is not a power of two; any `n` is allowed.
        correlation : mapping or array_like, optional
            Spearman's rank correlations: {(name, name): rho}, or a matrix over the varying parameters in order.

        Returns
        -------
        dict of str to ndarray, shape (n,)
            Samples by name; constant parameters are filled with their base.

        Raises
        ------
        InvalidInputError
            If `n`, the seed or the design is not allowed, the correlation names an unknown or constant parameter or is
            not positive definite, or a Latin hypercube of more than 10^7 rows is asked for.

        Notes
        -----
        Sobol' points come in pages of 2^20 rows, each scrambled independently. Correlation is a Gaussian copula
        applied row by row with normal correlation 2 sin(pi/6 rho); for the Latin hypercube it is Iman and Conover's
        rearrangement. The same seed gives the same samples whatever is computed from them.

        References
        ----------
        Iman R.L., Conover W.J. (1982) A distribution-free approach to inducing rank correlation among input
        variables. Communications in Statistics B 11(3) 311-334. https://doi.org/10.1080/03610918208812265
        """
        sampler = self.sampler(n, rng=rng, design=design, correlation=correlation, where="Parameters.sample()")
        drawn = {name: np.empty(sampler.n) for name in self}
        start = 0
        for part in _chunks.run("Parameters.sample()", sampler.chunk, sampler.n):
            rows = 0
            for name, values in part.items():
                rows = len(values)
                drawn[name][start : start + rows] = values
            start += rows
        return drawn

    def sampler(
        self,
        n: int,
        *,
        rng: np.random.Generator | int | None = None,
        design: str = "sobol",
        correlation: Any = None,
        where: str = "Parameters.sampler()",
    ) -> Sampler:
        """Return what draws the same samples as `sample` chunk by chunk, for analyses that never hold all of them.

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
        where : str
            The public function that the user called, for messages.

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
        n = _checks.integer(where, "n", n)
        plan = uniform_design(where, varying, n, rng=rng, design=design, correlation=correlation)
        return Sampler(tuple(self.values()), plan if varying else None, n)

    def to_frame(self) -> pandas.DataFrame:
        """Return the ledger of all parameters as a pandas DataFrame.

        Returns
        -------
        pandas.DataFrame
            Index: names; columns: base, low, high, unit, source, rationale.

        Raises
        ------
        MissingDependencyError
            If pandas is not installed.
        """
        pd = optional_import("pandas", extra="frame", where="Parameters.to_frame()")
        headers, rows = self._rows(full=True)
        return pd.DataFrame(rows, columns=headers).set_index("parameter")  # type: ignore[no-any-return]

    def to_markdown(self) -> str:
        """Return the ledger of all parameters in Markdown."""
        return _render.markdown_table(*self._rows(full=True)) + "\n"

    def __repr__(self) -> str:
        return f"Parameters: {len(self)}, of which {len(self.constant)} constant\n" + _render.text_table(*self._rows())

    def _repr_html_(self) -> str:
        return _render.html_table(*self._rows(full=True), caption=f"Parameters: {len(self)}")

    def _rows(self, *, full: bool = False) -> tuple[list[str], list[list[_render.Cell]]]:
        headers = ["parameter", "base", "low", "high", "unit", *(["source", "rationale"] if full else [])]
        words: list[list[_render.Cell]] = []
        for p in self.values():
            words.append([p.name, p.base, p.low, p.high, p.unit, *([p.source, p.rationale] if full else [])])
        return headers, words
