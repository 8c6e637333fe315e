"""Labels of any kind of string: `numpy.str_`, `StrEnum` and subclasses with words of their own
become plain `str`."""

import dataclasses
import decimal
import enum
import json
from collections.abc import Mapping

import numpy as np
import pandas as pd
import pytest
import yaml

from decision_analysis import (
    Criterion,
    DecisionTable,
    Parameter,
    Parameters,
    _checks,
    diagrams,
    group,
    io,
    mcda,
    robustness,
    study,
    trees,
    value,
    weights,
)
from decision_analysis._labels import is_name, written
from decision_analysis.core._call import NAME as CALL
from decision_analysis.errors import InvalidInputError, InvalidModelError


class Loud(str):
    """A string that shows itself otherwise than it is."""

    __slots__ = ()

    def __str__(self):
        return "LOUD"

    __repr__ = __str__


class Member(str, enum.Enum):  # noqa: UP042 - not the same as StrEnum: its `str` is its name
    ALPHA = "alpha"
    BETA = "beta"
    Y = "y"


class Maximin(str, enum.Enum):  # noqa: UP042
    WORST = "maximin"


Strings = enum.StrEnum("Strings", {"ALPHA": "alpha", "BETA": "beta", "Y": "y"})
MAKERS = {"numpy": np.str_, "subclass": Loud, "enum": Member, "strenum": Strings}
EVERY = pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)


def models(make):
    """Return one of each thing that has labels, all of them made by `make`."""
    a, b, y = map(make, ("alpha", "beta", "y"))
    paid = {a: 1, b: 2}
    return {
        "table": DecisionTable([[1, 2.0], [3, 4]], [Criterion(a, "min", b, y), b], [a, y]),
        "rows": DecisionTable.from_rows({a: [1, 2], b: [2, 3]}, [a, b]),
        "parameters": Parameters([Parameter(a, 1.0, low=0, high=2, unit=b, source=y, rationale=a)]),
        "tree": trees.Decision(
            a,
            {
                b: trees.Chance(y, {a: (0.5, paid), b: (trees.REST, paid)}, payoff=paid),
                y: trees.Terminal(paid),
            },
        ),
        "bare tree": trees.Decision(
            a, {b: trees.Chance(y, {a: (0.5, 1), b: (trees.REST, 2)}), y: 0}
        ),
        "again": trees.Chance(a, {b: (0.5, trees.Again(y, {a: 0.9, b: 1}, paid)), y: (0.5, paid)}),
        "plain tree": trees.from_dict(
            {"decision": a, "options": {a: {"terminal": {y: 1}}, b: {y: 2}}}
        ),
        "diagram": diagrams.InfluenceDiagram(
            [
                diagrams.Uncertain(a, [a, y], [0.5, 0.5]),
                diagrams.Choice(b, np.array([a, b]) if make is np.str_ else (a, b), knows=[a]),
                diagrams.Value(y, {a: {a: 1, b: 2}, y: {a: 1, b: 0}}, of=(a, b)),
            ]
        ),
    }


def strange(thing, seen=None):
    """Return the kinds of strings inside an object that are not `str` itself."""
    seen = {} if seen is None else seen
    if id(thing) in seen:
        return set()
    seen[id(thing)] = thing
    if isinstance(thing, str):
        return set() if type(thing) is str else {type(thing)}
    if isinstance(thing, np.ndarray | int | float | None):
        return set()
    if isinstance(thing, Mapping) and not isinstance(thing, Parameters):
        inside = [*thing.keys(), *thing.values()]
    elif isinstance(thing, list | tuple | set | frozenset):
        inside = list(thing)
    else:
        slots = [slot for kind in type(thing).__mro__ for slot in getattr(kind, "__slots__", ())]
        names = [
            name
            for name in (*getattr(thing, "__dict__", ()), *slots)
            # a result's call holds what the user gave, as it was given
            if not name.startswith("__") and name != CALL
        ]
        inside = [getattr(thing, name) for name in names if hasattr(thing, name)]
    return set().union(*(strange(part, seen) for part in inside))


@EVERY
def test_labels_are_plain_inside(make):
    assert {name: strange(model) for name, model in models(make).items()} == {
        name: set() for name in models(make)
    }


@EVERY
def test_words_of_studies_and_results_are_plain(make):
    a, b, y = map(make, ("alpha", "beta", "y"))
    built = models(make)
    results = [
        mcda.weighted_sum(built["table"], {a: 1, b: 2}),
        weights.swing({a: 1, b: 2}),
        trees.rollback(built["tree"], attribute=a),
        trees.clairvoyance(built["bare tree"], y),
        value.discrete({a: 0, b: 1}),
        study.Constraint(a, np.str_("at_least"), 1.0, b, y),
        dataclasses.replace(
            study.Stakeholder(a, b, (a, b), ("alpha > beta",), None, {}, (), y, a),
            points={"alpha": 2, "beta": 1},
        ),
    ]
    assert [strange(result) for result in results] == [set()] * len(results)


@EVERY
def test_words_of_any_kind_are_known(make):
    a, b, y = map(make, ("alpha", "beta", "y"))
    paid = value.discrete({"alpha": 0.25, "beta": 1})
    assert paid([a, b]).tolist() == [0.25, 1.0]
    assert paid(a) == 0.25
    found = robustness.info_gap(
        lambda x: DecisionTable.from_rows({y: [x["alpha"]]}, ["v"]),
        0.5,
        parameters=Parameters([Parameter("alpha", 1, low=0, high=2)]),
        scale={a: 1},
        bounds={a: (0, 3)},
    )
    assert found["y"] == pytest.approx(0.5)
    rule = Maximin.WORST if make is Member else make("maximin") if make is np.str_ else "maximin"
    assert trees.rollback(models(make)["bare tree"], rule=rule).best == "beta"


@EVERY
@pytest.mark.parametrize("ending", ["json", "yaml"])
def test_labels_are_saved_as_their_characters(tmp_path, make, ending):
    for name, model in models(make).items():
        path = tmp_path / f"{name}.{ending}"
        io.save(model, path)
        again = io.load(path)
        assert strange(again) == set()
        io.save(again, tmp_path / f"again.{ending}")
        assert (tmp_path / f"again.{ending}").read_bytes() == path.read_bytes()
        text = path.read_text()
        assert {"LOUD", "ALPHA", "Member"}.isdisjoint(
            text.replace("'", " ").replace('"', " ").split()
        )
        assert "alpha" in text
        assert (json.loads(text) if ending == "json" else yaml.safe_load(text))["format"] == 1


@EVERY
def test_labels_reach_other_programs_as_their_characters(tmp_path, make):
    io.save(models(make)["bare tree"], tmp_path / "tree.json", format="silver_decisions")
    assert strange(io.load(tmp_path / "tree.json")) == set()


def test_labels_of_studies_as_mappings_are_saved_as_their_characters(tmp_path):
    io.save(
        trees.Chance("crop", dict.fromkeys(np.array(["rye", "oats"]), (0.5, 1))),
        tmp_path / "tree.yaml",
    )
    assert list(io.load(tmp_path / "tree.yaml").outcomes) == ["rye", "oats"]


def test_labels_that_are_the_same_as_text_are_refused():
    class Own(str):
        __slots__ = ()
        __hash__ = object.__hash__

        def __eq__(self, other):
            return self is other

    with pytest.raises(
        InvalidModelError, match=r"option labels must not repeat; got 'a' more than once"
    ):
        trees.Decision("d", {Own("a"): 1, Own("a"): 2})
    with pytest.raises(
        InvalidModelError, match=r"outcome labels must not repeat; got 'a' more than once"
    ):
        trees.Chance("c", {Own("a"): (0.5, 1), Own("a"): (0.5, 2)})
    with pytest.raises(
        InvalidModelError, match=r"payoff must name each attribute once; got 'a' twice"
    ):
        trees.Terminal({Own("a"): 1, Own("a"): 2})


def test_a_missing_label_is_none_of_any_kind():
    missing = [np.nan, None, pd.NaT, pd.NA, np.datetime64("NaT"), decimal.Decimal("NaN")]
    for label in missing:
        assert written(label) == ""
        assert written(("a", label)) == ""
        frame = pd.DataFrame([[1.0], [2.0]], index=pd.Index(["a", label], dtype=object))
        with pytest.raises(InvalidModelError, match="alternatives must not be missing; number 2"):
            DecisionTable.from_frame(frame.set_axis(["x"], axis=1))
    levels = pd.MultiIndex.from_tuples([("a", 1.0), ("a", np.nan)])
    with pytest.raises(InvalidInputError, match=r"must be non-empty strings; got ''"):
        group.borda(pd.DataFrame([[1.0, 2.0]], columns=levels))


def test_what_cannot_be_compared_is_no_label():
    table = pd.DataFrame([[1.0, 2.0]], index=["a"], columns=[2024, 2025])
    names = DecisionTable.from_frame(table).criterion_names
    assert is_name(names, 2024)
    for strange in (pd.NA, np.timedelta64(1), [2024], np.nan):
        assert not is_name(names, strange)
        assert not is_name(("a",), strange)
        with pytest.raises(InvalidInputError, match="unknown criterion"):
            _checks.known("criterion", strange, names)
