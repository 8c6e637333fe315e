"""`named`: the public function that users called stands before every message, found when it is
made."""

import copy
import pathlib
import pickle
import re
import warnings
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

import decision_analysis as da
from decision_analysis import _named, errors, uncertainty
from decision_analysis._named import called, leads_out, named, place
from decision_analysis.core import WeightsResult, weights_array
from decision_analysis.errors import (
    DegenerateDataWarning,
    InvalidInputError,
    InvalidModelError,
    UnlabelledWarning,
)

OURS = pathlib.Path(_named.__file__).with_name("_made_here.py")
"""The file of a module of the library."""

TABLE = da.DecisionTable([[1, 2], [2, 1]], ["a", "b"], ["x", "y"])
RISK = da.Parameters([da.Parameter("risk", 1, low=0, high=2)])
UNNAMED = WeightsResult(method="some", weights=np.array([0.5, 0.5]))


def ours(source, **known):
    """Return the functions of a module of the library that has this text."""
    made = {**vars(_named), **vars(errors), **known}
    exec(compile(source, str(OURS), "exec"), made)
    return made


MADE = ours(
    """
def refuse():
    raise InvalidInputError("no")

@named
def inner():
    refuse()

@named
def outer():
    inner()

@leads_out
def call(function):
    return function()

@named
def takes(function):
    return call(function)

@named
def takes_unmarked(function):
    return function()

@named
def forked_here():
    work()

def work():
    with called("far()"):
        inner()

class Thing:
    name = "a thing"

    @named
    def method(self):
        refuse()

    @named("{self.name}: shown()")
    def shown(self):
        refuse()

    @classmethod
    @named
    def made(cls):
        refuse()

    @property
    @named("{self.__class__.__name__}.size")
    def size(self):
        refuse()

class Other(Thing):
    name = "another {thing}"

@named
def warns():
    deep()

def deep():
    warn("odd", DegenerateDataWarning)
"""
)


def message_of(function, *arguments):
    with pytest.raises(InvalidInputError) as caught:
        function(*arguments)
    assert caught.value.message == "no"
    return str(caught.value)


def test_the_very_same_function_comes_back():
    def function():
        pass

    assert named(function) is function
    assert named("other()")(function) is function
    assert leads_out(function) is function
    assert da.mcda.topsis.__name__ == "topsis"


def test_the_outermost_function_is_named():
    assert message_of(MADE["inner"]) == "inner(): no"
    assert message_of(MADE["outer"]) == "outer(): no"


def test_an_error_outside_of_public_functions_has_no_name():
    assert message_of(MADE["refuse"]) == "no"
    assert str(InvalidInputError("no")) == "no"
    assert place() == ""


@pytest.mark.parametrize("takes", ["takes", "takes_unmarked"])
def test_what_users_call_in_between_keeps_its_own_name(takes):
    def callback():
        MADE["inner"]()

    assert message_of(MADE[takes], callback) == "inner(): no"


def test_a_function_of_ours_that_users_hand_in_keeps_its_own_name():
    assert message_of(MADE["takes"], MADE["inner"]) == "inner(): no"
    assert message_of(MADE["takes_unmarked"], MADE["inner"]) == "takes_unmarked(): no"


def test_what_users_raise_themselves_has_no_name():
    def callback():
        raise InvalidInputError("no")

    assert message_of(MADE["takes"], callback) == "no"


def test_methods_are_named_by_their_class_or_by_what_they_say():
    thing, other = MADE["Thing"](), MADE["Other"]()
    assert message_of(thing.method) == "Thing.method(): no"
    assert message_of(other.method) == "Thing.method(): no"
    assert message_of(other.shown) == "another {thing}: shown(): no"
    assert message_of(MADE["Other"].made) == "Thing.made(): no"
    assert message_of(lambda: other.size) == "Other.size: no"


def test_results_say_which_method_they_are_of():
    scores = da.mcda.topsis(TABLE, [1, 1])
    with pytest.raises(InvalidInputError, match=r"^TOPSIS: at\(\): .*") as caught:
        scores.at(0)
    assert caught.value.where == "TOPSIS: at()"
    with pytest.raises(InvalidInputError, match=r"^TopsisResult\.to_frame\(\): top must"):
        scores.to_frame(0)


@pytest.mark.parametrize("where", ["", "here"])
def test_a_name_that_is_given_counts(where):
    made = ours("@named\ndef function(error, **how):\n    raise error('no', **how)\n")
    expected = f"{where}: no" if where else "no"
    assert message_of(lambda: made["function"](InvalidInputError, where=where)) == expected


def test_a_list_of_problems_has_the_name_in_its_first_line():
    made = ours("@named\ndef function():\n    raise InvalidModelError(['one', 'two'])\n")
    with pytest.raises(InvalidModelError) as caught:
        made["function"]()
    assert str(caught.value) == "function(): 2 problem(s)\n  - one\n  - two"
    assert caught.value.message == "2 problem(s)\n  - one\n  - two"


@pytest.mark.parametrize("again", [lambda error: pickle.loads(pickle.dumps(error)), copy.copy])
@pytest.mark.parametrize("kind", ["InvalidInputError", "UnknownKeyError", "ConvergenceError"])
def test_errors_keep_their_names_when_they_are_copied(kind, again):
    made = ours(f"@named\ndef function():\n    raise {kind}('no')\n")
    with pytest.raises(getattr(errors, kind)) as caught:
        made["function"]()
    assert again(caught.value).where == "function()"
    assert str(again(caught.value)) == "function(): no"


def test_warnings_name_the_function_and_point_to_the_line_that_called_it():
    with pytest.warns(DegenerateDataWarning, match=r"^warns\(\): odd$") as caught:
        MADE["warns"]()
    assert caught[0].filename == __file__
    with pytest.warns(DegenerateDataWarning, match=r"^odd$") as caught:
        MADE["deep"]()
    assert caught[0].filename == __file__


@pytest.mark.parametrize(
    ("function", "name"),
    [
        (lambda: weights_array(["a", "b"], UNNAMED), "weights_array()"),
        (lambda: da.mcda.topsis(TABLE, UNNAMED), "topsis()"),
        (lambda: da.mcda.promethee_i(TABLE, UNNAMED, preference=da.mcda.preference.usual()), ""),
    ],
)
def test_warnings_of_the_library_point_here(function, name):
    with pytest.warns(UnlabelledWarning, match=f"^{re.escape(name)}") as caught:
        function()
    assert {warning.filename for warning in caught} == {__file__}
    assert caught[0].lineno == function.__code__.co_firstlineno


def bad_criterion(samples):
    return da.mcda.topsis(TABLE, [1])


def no_table(samples):
    return 3


def unlabelled(samples):
    weights_array(["a", "b"], UNNAMED)
    return TABLE


@pytest.mark.parametrize("workers", [None, 2, map, "pool"])
def test_the_name_reaches_workers(workers):
    pool = ThreadPoolExecutor(2) if workers == "pool" else workers
    with pytest.raises(InvalidInputError, match=r"^simulate\(\): model must return"):
        uncertainty.simulate(no_table, RISK, n_samples=9000, rng=1, workers=pool)
    with pytest.raises(InvalidInputError, match=r"^topsis\(\): need 2 weights") as caught:
        uncertainty.simulate(bad_criterion, RISK, n_samples=9000, rng=1, workers=pool)
    assert caught.value.__notes__ == ["raised in the model that was given to simulate()"]
    with warnings.catch_warnings():
        warnings.simplefilter("error", UnlabelledWarning)
        with pytest.raises(UnlabelledWarning, match=r"^weights_array\(\): weights of some"):
            uncertainty.simulate(unlabelled, RISK, n_samples=9000, rng=1, workers=pool)


def test_work_for_another_call_has_its_name_until_it_is_done():
    with called("far()"):
        assert place() == "far()"
        assert message_of(MADE["refuse"]) == "far(): no"
        assert message_of(MADE["inner"]) == "inner(): no"
    assert place() == ""


def test_work_for_another_call_has_its_name_whatever_lies_below():
    assert message_of(MADE["forked_here"]) == "far(): no"
    assert message_of(MADE["takes"], MADE["forked_here"]) == "far(): no"
