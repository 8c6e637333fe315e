"""`Relation`: a crisp or graded relation of alternatives, its cut, its graph and its kernel."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, ClassVar, Literal

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis._cited import cites
from decision_analysis._named import named
from decision_analysis._render import LABEL, ROWS, more, shortened
from decision_analysis._shown import shown
from decision_analysis.core._axes import axes
from decision_analysis.core._by_label import place_of
from decision_analysis.core._index import own_index, sampled_index
from decision_analysis.core._kernel import contracted_kernel, exact_kernel
from decision_analysis.core._results import Result
from decision_analysis.core._shown import Headers, Rows
from decision_analysis.errors import InvalidInputError, UnknownKeyError

if TYPE_CHECKING:
    import networkx
    import pandas

NAMED = 3  # of many alternatives so many are named that one stands above


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Relation(Result):
    """A relation between alternatives: `matrix[a, b]` says whether, or how far, a is above b.

    A graded relation says how credibly a stands above b.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria
        As in `Result`.
    matrix : ndarray of bool or float, shape (..., A, A)
        The relation, False or 0 on the diagonal; degrees lie in [0, 1].

    Raises
    ------
    InvalidInputError
        If the matrix has not a row and a column for each alternative, or a degree is outside [0,
        1].
    """

    matrix: BoolArray | FloatArray = axes("AA")

    main: ClassVar[str] = "matrix"
    _most_columns: ClassVar[int] = ROWS + 1

    @named("{self.__class__.__name__}")
    def __post_init__(self) -> None:
        super().__post_init__()
        # NaN fails both comparisons, and is refused with them
        if self.is_graded and not ((self.matrix >= 0) & (self.matrix <= 1)).all():
            raise InvalidInputError("degrees in the matrix must be in [0, 1]")

    @property
    def is_graded(self) -> bool:
        """Whether the entries are degrees and not yes or no."""
        return self.matrix.dtype != np.bool_

    def _whole_frame(self, pd: Any) -> pandas.DataFrame:
        """Return the matrix with the labels on both sides, of a batch sample by sample."""
        if self._columns() is not None:  # the ranks of one that ranks
            return super()._whole_frame(pd)
        across = own_index(pd, self.alternatives, None)
        index = sampled_index(pd, self.sample_shape, self.alternatives, "alternative")
        entries = np.array(self.matrix).reshape(-1, len(self.alternatives))
        return pd.DataFrame(entries, index=index, columns=across.set_names([None] * across.nlevels))  # type: ignore[no-any-return]

    def __getitem__(self, pair: tuple[str, str]) -> Any:
        if not isinstance(pair, tuple) or len(pair) != 2:
            raise UnknownKeyError(
                f"needs a pair of alternatives; got {shown(pair)}", where=self.method
            )
        first, second = (place_of(self.method, label, self.alternatives) for label in pair)
        found = self.matrix[..., first, second]
        return found if self.sample_shape else found.item()

    def __len__(self) -> int:
        return len(self.alternatives)

    __iter__ = None

    @named("{self.method}: cut()")
    def cut(self, level: float) -> Relation:
        """Return the crisp relation of the pairs whose degree is at least `level`.

        Parameters
        ----------
        level : float
            Degree in (0, 1].

        Returns
        -------
        Relation
            With a Boolean matrix of the same shape.

        Raises
        ------
        InvalidInputError
            If the relation is crisp already or the level is outside (0, 1].
        """
        if not self.is_graded:
            raise InvalidInputError(
                "cut() needs a graded relation; this one is crisp", where=self.method
            )
        level = _checks.number("level", level, low=0, high=1, open_low=True)
        return Relation(
            method=self.method,
            parameters={**self.parameters, "cut": level},
            references=self.references,
            alternatives=self.alternatives,
            matrix=self.matrix >= level,
        )

    def graph(self) -> networkx.DiGraph[Any]:
        """Return the relation as a networkx graph of labels, with an arc a -> b where it holds.

        Returns
        -------
        networkx.DiGraph
            Arcs of a graded relation are those of positive degree, with the degree as `weight`.

        Raises
        ------
        InvalidInputError
            If the result is a batch.
        """
        import networkx as nx

        self._single("graph()")
        graph: networkx.DiGraph[Any] = nx.DiGraph()
        graph.add_nodes_from(self.alternatives)
        for a, b in np.argwhere(self.matrix > 0):
            weight = {"weight": float(self.matrix[a, b])} if self.is_graded else {}
            graph.add_edge(self.alternatives[a], self.alternatives[b], **weight)
        return graph

    @cites("roy_1968")
    @named("{self.method}: kernel()")
    def kernel(self, *, cycles: Literal["contract", "exact"] = "contract") -> tuple[str, ...]:
        """Return the kernel: the alternatives none of which stands above another of them.

        Every other alternative has a member of the kernel above it.

        Parameters
        ----------
        cycles : {'contract', 'exact'}
            'contract' replaces each strong component by one node, whose graph has exactly one
            kernel, and returns every member of the components kept. 'exact' finds the kernel of the
            graph as it is.

        Returns
        -------
        tuple of str
            Labels, in table order.

        Raises
        ------
        InvalidInputError
            If the relation is graded or a batch; with 'exact' also where the graph has no kernel or
            several, or more than 30 alternatives lie on cycles.
        ConvergenceError
            With 'exact', if the program is not solved.

        Warns
        -----
        DegenerateDataWarning
            With 'contract', for each cycle, by labels.

        Notes
        -----
        An acyclic graph has exactly one kernel (von Neumann and Morgenstern 1944, section 65.8).
        Contraction of cycles is the rule of Roy (1968).
        """
        _checks.one_of("cycles", cycles, ("contract", "exact"))
        if self.is_graded:
            raise InvalidInputError(
                "kernel() needs a crisp relation; cut the graded one with .cut(level) first",
                where=self.method,
            )
        self._single("kernel()")
        find = contracted_kernel if cycles == "contract" else exact_kernel
        members = find(self.matrix.astype(bool), self.alternatives)
        return tuple(self.alternatives[i] for i in sorted(members))

    def _headline(self) -> str:
        if self.sample_shape or len(self.alternatives) <= ROWS:
            return super()._headline()
        size, arcs = len(self.alternatives), int(np.count_nonzero(self.matrix))
        # of ordered pairs of two different alternatives
        share = arcs / (size * (size - 1))
        return (
            f"{super()._headline()}: {size:,} alternatives, {arcs:,} arcs, {share:.1%} of the"
            " ordered pairs"
        )

    def _rows(self) -> tuple[Headers, Rows]:
        if self.sample_shape:
            return [], []
        rows: Rows = []
        for label, row in zip(self.alternatives, self.matrix, strict=True):
            cells = map(float, row) if self.is_graded else ("x" if v else "." for v in row)
            rows.append([label, *cells])
        return ["", *self.alternatives], rows

    def _first(self, most: int) -> tuple[Headers, Rows, str]:
        """Return the matrix; of many alternatives how many the first stand above and below."""
        if self.sample_shape or len(self.alternatives) <= ROWS:
            return super()._first(most)
        rows: Rows = []
        for a, label in enumerate(self.alternatives[:most]):
            above = int(np.count_nonzero(self.matrix[a]))
            below = int(np.count_nonzero(self.matrix[:, a]))
            surest = np.argsort(-self.matrix[a].astype(float), kind="stable")[: min(above, NAMED)]
            named = [shortened(self.alternatives[b], LABEL // NAMED) for b in surest]
            rows.append([label, above, below, ", ".join(named + ["..."] * (above > NAMED))])
        return ["", "above", "below", "stands above"], rows, more(len(self.alternatives) - most)
