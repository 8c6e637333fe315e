"""`check_analysis`: the conformance suite of functions of models, tables, values or rankings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from decision_analysis import _checks
from decision_analysis._named import named
from decision_analysis.testing._analysis import checked_analysis
from decision_analysis.testing._analysis_properties import PROPERTIES


@named
def check_analysis(
    analysis: Callable[..., Any],
    *,
    options: Callable[[dict[str, Any]], Mapping[str, Any]] | None = None,
    exceptions: Iterable[str] = (),
) -> None:
    """Push an analysis through the properties that all analyses have, on a few seeded problems.

    Parameters
    ----------
    analysis : callable
        A function whose parameters are named as in the library, which tells what it is fed. A
        `model`, linear in four `parameters`, of one criterion. A `table` of payoffs by state;
        beside a `method`, a weighted sum, of three criteria, with samples where it takes
        `n_samples`; with `weights` where required. `values` or `scores` of alternatives in samples,
        with the `samples` of four parameters, of which `of` is one; `values` beside `weights` are a
        table of partial values. `rankings`, `judgements` or `comparisons` of seven people, by
        label.
    options : callable, optional
        From the arguments so far, a dict by name, to a mapping of further ones, such as those that
        are required besides.
    exceptions : iterable of str
        Properties that the analysis rightly breaks: 'readable', 'global generator', 'seed 0',
        'seeds', 'workers', 'batch', 'inputs', 'frozen', 'goals', 'order of alternatives', 'order of
        parameters', 'order of samples', 'forms', 'standard error', 'bad input'.

    Raises
    ------
    AssertionError
        If a property fails; the message names the analysis and the property.
    InvalidInputError
        If `analysis` or `options` is no function, an exception names no property, or a required
        argument is missing.

    Notes
    -----
    What does not apply is not checked: seeds only where there is `rng`, 'workers' and 'batch' only
    where it takes them, 'goals' only where there is one to turn. All seeds are fixed, so that the
    same analysis passes always or never.

    - 'readable': the answer is a result, an array, a number, labels or a mapping by label; it shows
      itself, equals itself and survives a pickle; `to_dict()` goes into JSON.
    - 'global generator': numpy's generator and that of `random` are left alone.
    - 'seeds': an integer or a Generator gives the same answer again, two seeds differ; 'seed 0': so
      does 0, which is not None.
    - 'workers', 'batch': the answer is the same bit for bit whatever they are.
    - 'inputs', 'frozen': arguments stay as they were and results cannot be changed.
    - 'goals': the negative of all numbers with goals turned gives the same by label; numbers may be
      the negative ones.
    - 'order of ...': the answer moves with the labels, within 1e-9; where the order of samples
      changes an estimate, within six standard errors.
    - 'forms': an array, a mapping or a data frame gives the same as what it is given first.
    - 'standard error': 8 times the samples make it 1.6 to 5 times smaller, where 2.8 is due. An
      honest analysis fails on about two choices of problems in a million.
    - 'bad input': None, words, NaN and infinity for numbers, counts such as 0, -1, 1.5 and True and
      unknown names are refused by an `InvalidInputError` that starts with the function's name, and
      nothing is changed.

    Examples
    --------
    An analysis of one's own, fed with tables whose columns are states:

    >>> import decision_analysis as da
    >>> from decision_analysis import testing
    >>> def midrange(table):
    ...     if not isinstance(table, da.DecisionTable):
    ...         raise da.errors.InvalidInputError("midrange(): table must be a DecisionTable")
    ...     middle = (table.values.min(axis=-1) + table.values.max(axis=-1)) / 2
    ...     return da.Scores(
    ...         method="midrange",
    ...         alternatives=table.alternatives,
    ...         scores=middle,
    ...         higher_is_better=bool(table.maximize.all()),
    ...     )
    >>> testing.check_analysis(midrange)
    >>> def cautious(table):
    ...     return table.alternatives[table.values.min(axis=-1).argmax()]
    >>> testing.check_analysis(cautious)
    Traceback (most recent call last):
    AssertionError: cautious() breaks the property 'goals': with goals turned ...
    """
    checked = checked_analysis(analysis, options)
    left_out = {
        _checks.known("property", name, list(PROPERTIES))
        for name in _checks.entries("exceptions", exceptions)
    }
    for name, holds in PROPERTIES.items():
        if name in left_out:
            continue
        try:
            holds(checked)
        except AssertionError as error:
            raise AssertionError(
                f"{checked.title}() breaks the property {name!r}: {error}"
            ) from error
        except Exception as error:
            error.add_note(f"raised while {checked.title}() was held to the property {name!r}")
            raise
