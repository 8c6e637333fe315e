"""Calling what users wrote: a model makes a table of read-only samples, a method ranks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias, TypeGuard

import numpy as np
from numpy.typing import NDArray

from decision_analysis import _labelled, _read_rows
from decision_analysis._arrays import FloatArray, IntArray, best_places, read_only
from decision_analysis._checks import listed
from decision_analysis._named import leads_out, place
from decision_analysis._shown import shown
from decision_analysis.core._call import is_remembering
from decision_analysis.core._failing_sample import failing_sample
from decision_analysis.core._parameters import Parameters
from decision_analysis.core._scores import Scores
from decision_analysis.core._table import DecisionTable
from decision_analysis.errors import DecisionAnalysisError, InvalidInputError, InvalidModelError

Model: TypeAlias = Callable[[Mapping[str, FloatArray]], DecisionTable]
Method: TypeAlias = Callable[[DecisionTable, Any], Any]

_NOTHING = object()


@leads_out
def call(
    what: str, wanted: str, function: Callable[..., Any], *arguments: Any, **named: Any
) -> Any:
    """Call a user's function; refuse one that does not take the arguments.

    An error inside says whose it is.
    """
    try:
        return function(*arguments, **named)
    except Exception as error:
        trace = error.__traceback__
        # past what only passes the call on
        while trace and trace.tb_next and is_remembering(trace.tb_next.tb_frame.f_code):
            trace = trace.tb_next
        # raised by the call itself, or by compiled code, and not inside a function of the user's
        if trace and trace.tb_next is None and not isinstance(error, DecisionAnalysisError):
            raise InvalidInputError(
                f"{what} must be {wanted}; got {shown(function)}, which raised"
                f" {type(error).__name__}: {error}"
            ) from error
        taker = f" to {place()}" if place() else ""
        error.add_note(f"raised in the {what} that was given{taker}")
        raise


def checked_model(model: object, parameters: object) -> tuple[Model, Parameters]:
    """Refuse what is no function or no `Parameters`."""
    if not callable(model):
        raise InvalidInputError(
            f"model must be a function of a mapping of samples; got {shown(model)}"
        )
    if not isinstance(parameters, Parameters):
        raise InvalidInputError(f"parameters must be Parameters; got {type(parameters).__name__}")
    return model, parameters


def tabulate(model: Model, samples: Mapping[str, FloatArray], rows: int) -> DecisionTable:
    """Return the model's table with the sample axis (rows,), repeated if it has no sample axes."""
    # read-only, so that a model cannot change samples that others see
    given = {name: read_only(drawn) for name, drawn in samples.items()}
    wanted = "a function of a mapping of samples that returns a DecisionTable"
    try:
        table = call("model", wanted, model, given)
    except InvalidModelError as error:
        found = failing_sample(model, given, rows, error)
        if found is error:
            raise
        raise found from error
    if not isinstance(table, DecisionTable):
        raise InvalidInputError(f"model must return a DecisionTable; got {type(table).__name__}")
    if table.sample_shape == (rows,):
        return table
    if table.sample_shape:
        raise InvalidInputError(
            f"model must return a table with samples ({rows},), those of its arguments, or"
            f" without; got samples {table.sample_shape}"
        )
    # the same table in every row takes no more memory
    values = np.broadcast_to(table.values, (rows, *table.values.shape))
    return table._with(values)


def same_labels(first: DecisionTable, other: DecisionTable) -> None:
    """Refuse a model whose alternatives or criteria differ from call to call."""
    for what, before, after in (
        ("alternatives", first.alternatives, other.alternatives),
        ("criteria", first.criteria, other.criteria),
    ):
        if before != after:
            raise InvalidInputError(
                f"model must return the same {what} in every call; got {listed(before)}"
                f" and {listed(after)}"
            )


def checked_method(method: object) -> Method:
    """Refuse what is no function."""
    if not callable(method):
        raise InvalidInputError(
            f"method must be a function of a table and weights; got {shown(method)}"
        )
    return method


def ranked(
    method: Method, table: DecisionTable, weights: FloatArray, *, constant: bool = False
) -> NDArray[Any]:
    """Return a method's ranks (rows, A), finite numbers, for weights (rows, C).

    With `constant`, ranks (A,) will do, which are then the same for all weights.
    """
    return _ranks(_asked(method, table, weights), table, len(weights), constant)


def ranked_with_best(
    method: Method, table: DecisionTable, weights: FloatArray
) -> tuple[NDArray[Any], IntArray]:
    """Return a method's ranks (rows, A), and the place (rows,) of the best as its result tells it.

    That is by scores where ranks follow from them, else the first of those with the best rank.
    """
    result = _asked(method, table, weights)
    ranks = _ranks(result, table, len(weights), False)
    if _ranks_by_scores(result):
        return ranks, best_places(result.scores, higher_is_better=result.higher_is_better)
    return ranks, ranks.argmin(axis=-1)


def ranked_or_scored(
    method: Method, table: DecisionTable, weights: FloatArray
) -> NDArray[Any] | Scores:
    """Return a method's scores (rows, A) where ranks follow from them, else ranks as `ranked`.

    Ranks (A,) will do.
    """
    result = _asked(method, table, weights)
    rows, count = len(weights), len(table.alternatives)
    if _ranks_by_scores(result):
        by_alternative("method", table, result, result.scores)
        if result.scores.shape == (rows, count):
            return result
    return _ranks(result, table, rows, True)


def _ranks_by_scores(result: Any) -> TypeGuard[Scores]:
    # a kind of scores may rank by a rule of its own
    return isinstance(result, Scores) and type(result).ranks is Scores.ranks


def _asked(method: Method, table: DecisionTable, weights: FloatArray) -> Any:
    wanted = (
        "a function of a table and weights (rows, C) that returns a result with .ranks (rows, A)"
    )
    return call("method", wanted, method, table, weights)


def _ranks(result: Any, table: DecisionTable, rows: int, constant: bool) -> NDArray[Any]:
    # once: ranks may be computed whenever they are asked for, as those of `Scores` are
    given = getattr(result, "ranks", _NOTHING)
    if given is _NOTHING:
        raise InvalidInputError(
            f"method must return a result with .ranks; got {type(result).__name__}"
        )
    count = len(table.alternatives)
    try:
        ranks = np.asarray(by_alternative("method", table, result, given))
    except InvalidInputError:
        raise
    except (TypeError, ValueError) as error:
        raise InvalidInputError(f"method must return an array of ranks; {error}") from error
    if ranks.shape != (rows, count) and not (constant and ranks.shape == (count,)):
        raise InvalidInputError(
            f"method must return ranks of shape ({rows}, {count}), a row for each of the"
            f" weights; got {ranks.shape}"
        )
    whole = ranks.dtype.kind in "iu"
    if not whole and (ranks.dtype.kind != "f" or not np.isfinite(ranks).all()):
        got = "one that is not finite" if ranks.dtype.kind == "f" else ranks.dtype
        raise InvalidInputError(
            f"method's ranks must be competition ranks (1 is best, ties share the best); got {got}"
        )
    return np.broadcast_to(ranks, (rows, count))


def by_alternative(what: str, table: DecisionTable, result: object, numbers: Any) -> Any:
    """Return a user's function's result in the order of the alternatives, if it has labels.

    A Series, a mapping and the columns of a frame are brought into it; a result of other
    alternatives, or of the same in another order, is refused.
    """
    if _labelled.has_labels(numbers) and not hasattr(numbers, "_labelled"):
        made = f"what {what} returns"
        rows = _rows_in_order(made, numbers) if _labelled.is_frame(numbers) else numbers
        return _read_rows.row(made, rows, table.alternatives)[0]
    labels = getattr(result, "alternatives", ())
    if isinstance(labels, tuple) and labels and labels != table.alternatives:
        raise InvalidInputError(
            f"{what} must return a result for the table's alternatives, in their order; "
            f"got {listed(labels)} for {listed(table.alternatives)}"
        )
    return numbers


def _rows_in_order(what: str, frame: Any) -> Any:
    """Return a frame of samples with its rows from 0 on, in whatever order they stand."""
    index = frame.index
    # -1 in `get_indexer` says that a number is no label of the index
    places = index.get_indexer(range(len(index))) if index.is_unique else np.array([-1])
    if (places < 0).any():
        raise InvalidInputError(
            f"rows of {what} must be the samples 0, 1, 2, ...; got {listed(list(index))}"
        )
    return frame.iloc[places]
