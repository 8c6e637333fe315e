"""Integers that neither a float nor Python's own text holds, wherever numbers, names and options
are taken."""

import pytest

from bad_input.cases import CALLS as ALL_CALLS
from decision_analysis import (
    Criterion,
    DecisionTable,
    Parameter,
    Parameters,
    diagrams,
    io,
    study,
    trees,
)
from decision_analysis.errors import DecisionAnalysisError

CALLS = {
    "terminal": trees.Terminal,
    "samples": lambda n: trees.Terminal([n, 1]),
    "probability": lambda n: trees.Chance("c", {"a": (n, 1), "b": (trees.REST, 1)}),
    "name of a node": lambda n: trees.Decision(n, {"a": 1}),
    "label": lambda n: trees.Decision("d", {n: 1}),
    "outcome": lambda n: trees.Chance("c", {"a": n}),
    "stage": trees.Again,
    "discount": lambda n: trees.Again("c", n),
    "plain tree": lambda n: trees.from_dict(
        {"chance": n, "outcomes": {"a": n, n: {"probability": n, "then": n}}}
    ),
    "performance": lambda n: DecisionTable([[n]], ["a"], ["x"]),
    "label of a table": lambda n: DecisionTable([[1]], ["a"], [n]),
    "criterion": Criterion,
    "goal": lambda n: Criterion("a", n),
    "base": lambda n: Parameter("a", n),
    "range": lambda n: Parameter("a", 1, low=-n, high=n),
    "name of a parameter": lambda n: Parameter(n, 1),
    "number of samples": lambda n: Parameters([Parameter("a", 1, low=0, high=2)]).sample(-abs(n)),
    "sample": lambda n: DecisionTable([[[1]]], ["a"], ["x"]).at(n),
    "format": lambda n: io.validate(
        {"kind": "parameters", "format": n, "parameters": {"a": {"base": n}}}, "parameters"
    ),
    "kind": lambda n: io.validate({"kind": n, "format": 1}, "table"),
    "node of a file": lambda n: io.validate(
        {"kind": "tree", "format": 1, "tree": {"$node": n}, "nodes": n}, "tree"
    ),
    "node of a diagram": lambda n: diagrams.InfluenceDiagram([diagrams.Uncertain(n, [n], n), n]),
    "plain diagram": lambda n: diagrams.from_dict({"nodes": [n, {"uncertain": n, "states": [n]}]}),
    "mapping to save": lambda n: io.save({"kind": "study", "a": n, n: 1}, "x.yaml"),
    "kind to save": lambda n: io.save({"kind": n}, "x.yaml"),
    "path": io.load,
    "tree": lambda n: io.load("x.json", tree=n, values={n: n}),
    "schema": io.schema,
    "expression": lambda n: study.Study.evaluate("p * 2", {"p": n}),
    "limit": lambda n: study.Constraint("a", "at_most", n),
    "criterion of a limit": lambda n: study.Constraint(n, "at_most", 1),
    "bounds": lambda n: study.Stakeholder("a", "", ("x", "y"), (), {"x": n, "y": 1}, {"x": (n, n)}),
}


@pytest.mark.parametrize("number", [10**400, 10**5_000, -(10**5_000)], ids=["400", "5000", "-5000"])
@pytest.mark.parametrize("call", CALLS)
def test_they_are_refused_in_words(call, number, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(DecisionAnalysisError) as caught:
        CALLS[call](number)
    assert len(str(caught.value)) < 4_000


@pytest.mark.parametrize("digits", [400, 5_000])
def test_numbers_of_studies(pytestconfig, digits):
    document = io.read(pytestconfig.rootpath / "examples" / "atacms" / "study.yaml").data

    def spoiled(entry):
        if isinstance(entry, dict):
            return {key: spoiled(value) for key, value in entry.items()}
        if isinstance(entry, list):
            return [spoiled(value) for value in entry]
        return (
            10**digits if isinstance(entry, int | float) and not isinstance(entry, bool) else entry
        )

    for key, part in document.items():
        for bad in (10**digits, spoiled(part)):
            if bad != part:
                with pytest.raises(DecisionAnalysisError) as caught:
                    study.from_dict({**document, key: bad})
                assert len(str(caught.value)) < 12_000


TAKE_ANY_KEY = {"samples", "names", "keys", "document", "values"}
"""Mappings whose keys are the user's own, or that are looked into by the names that are needed."""


def test_keys_of_any_length_are_refused_by_name():
    found, count = [], 0
    for name, case in ALL_CALLS.items():
        for argument, value in case.arguments.items():
            if type(value) is not dict or not value or "PATH" in str(case.arguments.values()):
                continue
            first, *_ = value
            without = {key: entry for key, entry in value.items() if key != first}
            for bad in ({**without, 10**5_000: value[first]}, {**value, 10**5_000: 1.0}):
                count += 1
                try:
                    case.function(**{**case.arguments, argument: bad})
                except DecisionAnalysisError as error:
                    if case.says not in str(error) or len(str(error)) > 2_000:
                        found.append(f"{name}, {argument}: {error}")
                except Exception as error:
                    found.append(f"{name}, {argument}: {error!r:.200}")
                else:
                    if argument not in TAKE_ANY_KEY:
                        found.append(f"{name}, {argument}: is taken")
    assert not found, "\n".join(["", *found])
    assert count > 200
