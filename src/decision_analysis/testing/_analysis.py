"""An analysis under test: what it takes, problems for it, and how it is called."""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import inspect
import warnings
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from decision_analysis import _checks
from decision_analysis._named import leads_out
from decision_analysis._shown import shown
from decision_analysis.core.parts import call
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError
from decision_analysis.testing._analysis_inputs import BUILT, Draws

_ANALYSIS = "a function of the arguments that its parameters' names call for"
ROWS = 64
"""Of how many samples values and sampled tables are."""


@dataclasses.dataclass(frozen=True, eq=False)
class Analysis:
    """The analysis under test, called by name with a problem made for it."""

    function: Callable[..., Any]
    options: Callable[[dict[str, Any]], Mapping[str, Any]] | None

    @property
    def title(self) -> str:
        return str(getattr(self.function, "__name__", type(self.function).__name__))

    @property
    def signature(self) -> Mapping[str, inspect.Parameter]:
        return inspect.signature(self.function).parameters

    def takes(self, *names: str) -> list[str]:
        """Return those of the names that the analysis takes."""
        return [name for name in names if name in self.signature]

    def problem(self, seed: int, rows: int = ROWS) -> dict[str, Any]:
        """Return arguments made from a seed; the same seed gives the same ones."""
        draws = Draws(seed, rows, tuple(self.signature))
        required = [
            name
            for name, each in self.signature.items()
            if each.default is each.empty
            and each.kind not in (each.VAR_POSITIONAL, each.VAR_KEYWORD)
        ]
        # seeds and counts are given wherever they are taken, so that answers are small and repeat
        wanted = [*required, *self.takes("n_samples", "rng")]
        arguments = {name: BUILT[name](draws) for name in dict.fromkeys(wanted) if name in BUILT}
        if self.options is not None:
            wording = "a function of a mapping of arguments"
            more = call("options", wording, self.options, dict(arguments))
            arguments |= _checks.mapping("what options(arguments) returns", more, empty=True)
        if not set(arguments) - {"n_samples", "rng"}:
            raise InvalidInputError(
                f"analysis must have parameters of the library's names, such as table or"
                f" values, or options must return its arguments; got {list(self.signature)}"
            )
        # parameters whose names say nothing to the suite are for `options` to return
        missing = [name for name in required if name not in arguments]
        if missing:
            raise InvalidInputError(
                f"options must return what {self.title}() requires besides; missing are"
                f" {_checks.listed(missing)}"
            )
        return arguments

    @functools.cached_property
    def _answers(self) -> dict[int, Any]:
        return {}

    def answer(self, seed: int) -> Any:
        """Return the answer to the problem of a seed, computed once for all properties."""
        if seed not in self._answers:
            self._answers[seed] = self(self.problem(seed))
        return self._answers[seed]

    def __call__(self, arguments: Mapping[str, Any], **changed: Any) -> Any:
        """Call the analysis; refuse in words what it does not take.

        An error inside says whose it is.
        """
        by_place, by_name = self._given({**arguments, **changed})
        with _silent():
            return call("analysis", _ANALYSIS, self.function, *by_place, **by_name)

    @leads_out
    def tried(self, arguments: Mapping[str, Any]) -> Any:
        """Call the analysis with what it should refuse; its error is left as it is."""
        by_place, by_name = self._given(arguments)
        with _silent():
            return self.function(*by_place, **by_name)

    def _given(self, arguments: Mapping[str, Any]) -> tuple[list[Any], dict[str, Any]]:
        """Return arguments by place, which positional-only parameters need, and by name."""
        by_name = dict(arguments)
        by_place = [
            by_name.pop(name)
            for name, each in self.signature.items()
            if each.kind is each.POSITIONAL_ONLY and name in by_name
        ]
        return by_place, by_name


@contextlib.contextmanager
def _silent() -> Iterator[None]:
    # data at random may well be degenerate, which is no fault of the analysis
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DegenerateDataWarning)
        yield


def checked_analysis(analysis: object, options: object) -> Analysis:
    """Refuse what is no function with a signature."""
    if not callable(analysis):
        raise InvalidInputError(f"analysis must be a function; got {shown(analysis)}")
    if options is not None and not callable(options):
        raise InvalidInputError(f"options must be a function; got {shown(options)}")
    try:
        inspect.signature(analysis)
    except (TypeError, ValueError) as error:
        raise InvalidInputError(
            f"analysis must be a function that tells its parameters; got {shown(analysis)}"
        ) from error
    return Analysis(analysis, options)
