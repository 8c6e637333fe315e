"""Bad input: every argument of every public function is spoiled in every way that fits it, and must
be refused.

A call and its valid arguments stand in `bad_input.cases`, the ways to spoil an argument in
`bad_input.kinds`, and what may be taken all the same in `bad_input.taken`. A public function
without a call fails `test_nothing_is_left_out`.
"""

import functools
import inspect
import re
import tempfile
import warnings
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pytest

import decision_analysis as da
from bad_input.cases import CALLS, STUDY
from bad_input.kinds import corruptions, extremes, numbers_in, snapshot
from bad_input.taken import EXCEPT, NOT_NONE, taken
from decision_analysis import errors
from public_members import members
from unlaid import unlaid  # noqa: F401 (a fixture)

OF_EVERY_PICTURE = {"ax", "title", "top", "unit"}
"""Arguments that the same functions read for all pictures: a picture is given a third of the
strange values, the next picture another third."""
OWN_WARNINGS = (errors.DegenerateDataWarning, errors.InconsistentJudgementsWarning)


LEFT_OUT = {
    **{
        f"beliefs.FittedDistribution.{name}": "answers as the frozen distributions of scipy do"
        for name in ("cdf", "isf", "pdf", "ppf", "sf")
    },
    "catalog.Case": "made by catalog.load()",
    "catalog.Case.compare": "compares any object with the figures and lists what differs",
    "catalog.Case.figures": "puts any object beside the figures",
    "catalog.Figure": "made by Case.figures()",
    "core.DecisionTable.equals": "compares with anything",
    "core.Parameters.equals": "compares with anything",
    "core.Result.equals": "compares with anything",
    "core.Sampler": "made by Parameters.sampler()",
    "core.Sampler.chunk": "called by the library, with its own numbers",
    "core.Sampler.cut": "called by the library, with its own numbers",
    "core.Step": "made by step()",
    "core.axes": "declares a field of a result's class",
    "core.step": "declares a field of a result's class",
    "diagrams.InfluenceDiagram.equals": "compares with anything",
    "io.Document": "made by io.read()",
    "mcda.DecisionRule": "made by drsa()",
    "mcda.preference.PreferenceFunction": "abstract",
    "study.Analysis": "made by analyze()",
    "study.Block": "made by analyze()",
    "study.Block.to_markdown": "as of any result",
    "study.Figure": "made by analyze()",
    "study.LedgerEntry": "made by analyze()",
    "study.Section": "made by analyze()",
    "study.Study": "made by load() or from_dict()",
    "study.Study.equals": "compares with anything",
    "trees.Node": "the base of nodes",
    "trees.Node.equals": "compares with anything",
    "trees.Strategies": "made by strategies()",
    "trees.Strategy": "made by strategies()",
    "trees.Strategy.equals": "compares with anything",
    "trees.TreeArrays.equals": "compares with anything",
    "uncertainty.WeightSampler": "made by WeightSpace.sampler()",
    "uncertainty.WeightSampler.chunk": "called by the library, with its own numbers",
    "utility.Utility": "abstract; utilities are called under their own names",
    "utility.Utility.__call__": "utilities are called under their own names",
    "utility.Utility.inverse": "utilities are inverted under their own names",
    "utility.Utility.certainty_equivalent_of": "for engines that have checked the probabilities",
    "value.ValueFunction": "abstract; value functions are called under their own names",
    "value.ValueFunction.__call__": "value functions are called under their own names",
}


def public_callables():
    """Yield the dotted name of every public class, and of every public function and method with
    parameters."""
    todo = [(name, value) for name in da.__all__ if inspect.ismodule(value := getattr(da, name))]
    seen = set()
    for place, package in todo:
        for name in package.__all__:
            value = getattr(package, name)
            if inspect.ismodule(value):
                todo.append((f"{place}.{name}", value))
            elif inspect.isclass(value) and not issubclass(value, BaseException):
                yield f"{place}.{name}", value
                for member in members(value):
                    if (not member.startswith("_") or member == "__call__") and takes_something(
                        getattr(value, member)
                    ):
                        yield f"{place}.{name}.{member}", getattr(value, member)
            elif takes_something(value) and value not in seen:
                seen.add(value)
                yield f"{place}.{name}", value


def takes_something(value):
    # what is computed once is no call
    called = inspect.isroutine(value) and callable(value)
    return called and set(inspect.signature(value).parameters) - {"self"} != set()


def only_the_library_makes(name, value):
    """Say whether it is the class of a result; the four that users make too have calls."""
    return inspect.isclass(value) and issubclass(value, da.Result) and name not in CALLS


PUBLIC = dict(public_callables())


def test_nothing_is_left_out():
    needed = {name for name, value in PUBLIC.items() if not only_the_library_makes(name, value)}
    assert needed - set(CALLS) == set(LEFT_OUT)
    assert len(needed) > 150


def may_be_taken(name, argument):
    """Return the labels of strange values that an argument of a call must take."""
    case = CALLS[name]
    function = PUBLIC.get(name.partition(",")[0], case.function)
    return taken(name, function, argument, case.arguments[argument])


def test_exceptions_belong_to_calls_and_are_needed(monkeypatch):
    for name, arguments in EXCEPT.items():
        for argument, kind in arguments.items():
            meant = may_be_taken(name, argument)
            with monkeypatch.context() as patch:
                patch.setitem(EXCEPT, name, {a: k for a, k in arguments.items() if a != argument})
                assert may_be_taken(name, argument) != meant, (name, argument, kind)
    for name, argument in NOT_NONE:
        assert "None" not in may_be_taken(name, argument)
        assert argument in CALLS[name].arguments


def called(function, arguments):
    """Call with all warnings as errors, numpy's too; the library's own two are let pass."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for own in OWN_WARNINGS:
            warnings.simplefilter("ignore", own)
        try:
            return function(**arguments)
        finally:
            plt.close("all")


def outcome(case, arguments):
    """Return what became of a call, and the message or what was returned."""
    try:
        result = called(case.function, arguments)
    except errors.InvalidInputError as error:
        return "refused", str(error)
    except FileNotFoundError as error:
        return (
            "refused",
            f"{case.says}: {error}",
        )  # the operating system's own words, which name the file
    except Exception as error:
        return type(error).__name__, str(error)
    return "returned", shown(result)


def shown(result):
    try:
        return repr(result)[:80]
    except Exception as error:
        return f"what cannot be shown: {error!r}"


@functools.cache
def files():
    """Return the files that calls read, as bytes by name."""
    with tempfile.TemporaryDirectory() as name:
        here = Path(name)
        da.io.save(CALLS["core.dominance"].arguments["table"], here / "table.json")
        da.io.save(CALLS["core.dominance"].arguments["table"], here / "cars.xlsx")
        da.io.save(STUDY, here / "study.json")
        da.io.save(
            CALLS["plot.tree"].arguments["root"], here / "tree.json", format="silver_decisions"
        )
        contract = (
            "name: contract\nvariables: {fee: 5}\ntype: decision\nsign: {payoff: 100 - fee}\n"
        )
        (here / "contract.yaml").write_text(contract)
        (here / "cars.csv").write_text("car;price;comfort\ncity;14,5;4\nestate;18;3,9\n")
        names = "# ALTERNATIVE NAME 1: Ann\n# ALTERNATIVE NAME 2: Bea\n"
        (here / "council.soi").write_text(f"{names}3: 1,2\n2: 2\n")
        rows = "".join(
            f"<alternativePerformances><alternativeID>{name}</alternativeID><performance>"
            f"<criterionID>price</criterionID><value><real>{price}</real></value></performance>"
            "</alternativePerformances>"
            for name, price in {"city": 14, "estate": 18}.items()
        )
        (here / "cars.xml").write_text(
            "<XMCDA><criteria><criterion id='price'><scale><quantitative><preferenceDirection>min"
            "</preferenceDirection></quantitative></scale></criterion></criteria><performanceTable>"
            f"{rows}</performanceTable></XMCDA>"
        )
        return {path.name: path.read_bytes() for path in here.iterdir()}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def placed(arguments, folder):
    """Return arguments with the folder for `PATH`; it then has the files that calls read."""
    if not any(isinstance(value, str) and "PATH" in value for value in arguments.values()):
        return arguments
    for name, content in files().items():
        if not (folder / name).exists():
            (folder / name).write_bytes(content)
    return {
        k: v.replace("PATH", str(folder)) if isinstance(v, str) else v for k, v in arguments.items()
    }


def faults_of(case, arguments, argument, bad, words):
    """Yield what is wrong with how a spoiled argument was received."""
    before = repr({key: snapshot(value) for key, value in {**arguments, argument: bad}.items()})
    how, what = outcome(case, {**arguments, argument: bad})
    if (
        repr({key: snapshot(value) for key, value in {**arguments, argument: bad}.items()})
        != before
    ):
        yield "modified the input"
    if how != "refused":
        yield f"must be refused; got {how}: {what}"
    elif case.says not in what:
        yield f"the message must name {case.says!r}; got {what}"
    elif re.match(r"(.+?): \1: ", what):
        yield f"the message must not name it twice; got {what}"
    elif words and not any(word in what for word in words):
        yield f"the message must name one of {words}; got {what}"


@pytest.mark.parametrize("name", CALLS)
def test_valid_arguments_are_taken_and_left_as_they_are(name, folder):
    arguments = placed(CALLS[name].arguments, folder)
    before = repr({key: snapshot(value) for key, value in arguments.items()})
    how, what = outcome(CALLS[name], arguments)
    assert how == "returned", what
    assert "cannot be shown" not in what
    assert repr({key: snapshot(value) for key, value in arguments.items()}) == before


def strange_values(name, argument, value):
    """Return what an argument of a call is spoiled with, as `corruptions` does."""
    every = list(corruptions(value))
    if name.startswith("plot.") and argument in OF_EVERY_PICTURE:
        return every[list(CALLS).index(name) % 3 :: 3]
    return every


@pytest.mark.parametrize(
    ("name", "argument"), [(name, a) for name, case in CALLS.items() for a in case.arguments]
)
def test_bad_input_is_refused(name, argument, folder, unlaid):  # noqa: F811 (the fixture)
    case, arguments = CALLS[name], placed(CALLS[name].arguments, folder)
    strange = strange_values(name, argument, arguments[argument])
    rightly = may_be_taken(name, argument) & {label for label, _, _ in strange}
    faults, met = [], set()
    for label, bad, words in strange:
        if label in rightly:
            met.add(label)
            how, what = outcome(case, {**arguments, argument: bad})
            if how != "returned" or "cannot be shown" in what:
                faults.append(f"{label}: must be taken; got {how}: {what}")
        else:
            faults += [
                f"{label}: {fault}" for fault in faults_of(case, arguments, argument, bad, words)
            ]
    assert not faults, "\n".join(["", *faults])
    assert met == rightly


MODELS_OWN_ARITHMETIC = {
    "sensitivity.explain_change",
    "sensitivity.one_way",
    "sensitivity.spider, changes",
    "sensitivity.threshold",
}
UNDEFINED = {
    "best_weights",
    "central_weights",
    "central_weights_standard_error",
    "worst_weights",
    "moved",
    "weights",
    "total",
    "farthest",
    "marks",
    "opportuneness",
    "log10_likelihood_ratio",
    "turning_performances",
    "turning_weights",
    "nearest_weights",
    "distance",
}  # NaN and infinity are the documented answers where nothing is best, applies or is possible


@pytest.mark.parametrize(
    "name",
    [n for n in CALLS if n.split(".")[0] not in ("io", "plot", "report", "study", "testing")],
)
def test_extreme_numbers_give_finite_numbers_or_an_error(name):
    case, faults = CALLS[name], []
    for argument, value in case.arguments.items():
        for label, extreme in extremes(value) if name not in MODELS_OWN_ARITHMETIC else ():
            try:
                result = called(case.function, {**case.arguments, argument: extreme})
                shown_well = "cannot be shown" not in shown(result)
            except errors.DecisionAnalysisError:
                continue
            except Warning as warning:
                faults.append(f"{argument}, {label}: {warning!r}")
                continue
            bad = {
                field for field, array in numbers_in(result) if not np.isfinite(array).all()
            } - UNDEFINED
            faults += [f"{argument}, {label}: {field} is not finite" for field in bad]
            faults += [] if shown_well else [f"{argument}, {label}: {shown(result)}"]
    assert not faults, "\n".join(["", *faults])
