"""Validation: every fault at once, as a sentence with file, line, column and key."""

import copy
import re

import hypothesis
import hypothesis.strategies as st
import jsonschema
import pytest
import yaml

from decision_analysis import io
from decision_analysis.errors import InvalidInputError, InvalidModelError
from decision_analysis.study import from_dict

KINDS = ("table", "tree", "diagram", "parameters", "study")


@pytest.mark.parametrize("kind", KINDS)
def test_valid_documents_pass(documents, kind):
    jsonschema.Draft202012Validator(io.schema(kind)).validate(documents[kind])
    io.validate(documents[kind], kind)


@pytest.fixture
def faults(tmp_path):
    """Return the problems of a document that is written to a file first, without the folder."""

    def faults(document, kind):
        path = tmp_path / "file.yaml"
        path.write_text(
            document if isinstance(document, str) else yaml.safe_dump(document, sort_keys=False)
        )
        with pytest.raises(InvalidModelError) as caught:
            io.validate(io.read(path), kind)
        assert caught.value.where == "validate()"
        return [problem.removeprefix(f"{tmp_path}/") for problem in caught.value.problems]

    return faults


def change(document, keys, value):
    """Set an entry, or delete it where the value is `...`."""
    for key in keys[:-1]:
        document = document[key]
    if value is ...:
        del document[keys[-1]]
    else:
        document[keys[-1]] = value


@pytest.mark.parametrize(
    ("keys", "value", "problem"),
    [
        ("title", ..., "missing key 'title'"),
        ("title", 3, "title: must be text; got 3"),
        ("title", "", "title: must not be empty"),
        ("titel", "x", "titel: unknown key 'titel'; known are 'kind', 'format', 'title'"),
        ("format", 3, "format: must be one of 1, 2; got 3"),
        ("format", True, "format: must be one of 1, 2; got true"),
        ("criteria", {}, "criteria: must not be empty"),
        (
            "criteria/Joy/view/goal",
            "maxx",
            "goal: must be one of 'max', 'min'; got 'maxx' (did you mean 'max'?)",
        ),
        ("criteria/Joy/view/source", 3, "source: must be a list or text; got 3"),
        ("criteria/Joy/view/source", "", "source: must not be empty"),
        ("criteria/Joy/view/source", [], "source: must not be empty"),
        (
            "judgements/coast/view/base",
            "abc",
            "judgements > coast > view > base: must be a number; got 'abc'",
        ),
        ("judgements/coast/view/base", None, "base: must be a number; got nothing"),
        ("judgements/coast/view/base", True, "base: must be a number; got true"),
        (
            "criteria/Joy/view/levels",
            {"poor": 0},
            "criteria > Joy > view > levels: must have at least 2 entries; got 1",
        ),
        (
            "judgements/coast/view",
            [1, 2],
            "coast > view: must be a number, a mapping, text or nothing; got a list of 2",
        ),
        ("parameters/p_sun/low", ..., "parameters > p_sun: missing key 'low'"),
        (
            "parameters/",
            {"base": 1, "source": ["S1"], "rationale": "R"},
            "parameters: names must not be empty",
        ),
        ("predictions/crowd/spread", -1, "spread: must be at least 0; got -1"),
        (
            "stakeholders/anna/weights/bounds/view",
            [0.1],
            "bounds > view: must have 2 entries; got 1",
        ),
        (
            "stakeholders/anna/weights/bounds/view",
            [0, 1, 1],
            "bounds > view: must have 2 entries; got 3",
        ),
        (
            "stakeholders/anna/weights/bounds/view/1",
            2,
            "view[1]: must be at least 0 and at most 1; got 2",
        ),
        ("stakeholders/anna/weights", {}, "stakeholders > anna > weights: must not be empty"),
        (
            "stakeholders/ben/weights",
            {"view": -1},
            "stakeholders > ben > weights > view: must be at least 0; got -1",
        ),
        (
            "stakeholders/ben/weights",
            {"view": {"low": 1}},
            "stakeholders > ben > weights > view: must be a number; got a mapping of 'low'",
        ),
        (
            "stakeholders/ben/weights/swing/view",
            "100",
            "weights > swing > view: must be a number; got '100'",
        ),
        (
            "stakeholders/ben/weights/swnig",
            {"view": 1},
            "stakeholders > ben > weights > swnig: unknown key 'swnig'; known are 'order',",
        ),
        ("stakeholders/anna/weights/order", 3, "order: must be text or a list; got 3"),
        (
            "stakeholders/anna/constraints/0/at_most",
            ...,
            "constraints[0]: must have exactly one of the keys 'at_least',",
        ),
        ("methods", ["topsis", 3], "methods[1]: must be text or a mapping; got 3"),
        ("methods", [{}], "methods[0]: must not be empty"),
        ("methods/topsis", 3, "methods > topsis: must be a mapping; got 3"),
        ("tree/options/yes/chance", ..., "tree > options > yes: missing key 'chance'"),
        ("tree/options/yes/outcomes/sun/then", ..., "outcomes > sun: missing key 'then'"),
        (
            "tree/options/yes/outcomes/sun/probability",
            1.5,
            "probability: must be at least 0 and at most 1; got 1.5",
        ),
        (
            "tree/options/yes/outcomes/sun/then/terminal/view",
            [1],
            "view: must be a number or text; got a list of 1",
        ),
        ("risk_tolerance/1", 0, "risk_tolerance[1]: must be greater than 0; got 0"),
        ("simulation/samples", 10.5, "simulation > samples: must be a whole number; got 10.5"),
        ("evidence/0/kind", "revison", "got 'revison' (did you mean 'revision'?)"),
    ],
)
def test_faults_are_sentences_with_file_line_and_key(documents, faults, keys, value, problem):
    study = documents["study"]
    change(study, [int(key) if key.isdigit() else key for key in keys.split("/")], value)
    found = faults(study, "study")
    assert any(problem in text for text in found), found
    assert all(text.startswith("file.yaml:") for text in found)


def test_a_misspelled_key_is_one_fault_with_its_own_line(documents, faults):
    kyiv = "kind: parameters\nformat: 1\nparameters:\n  p:\n    bse: 1\n    sorce: Survey\n"
    assert faults(kyiv, "parameters") == [
        "file.yaml:5:5: parameters > p > bse: unknown key 'bse' (did you mean 'base'?)",
        "file.yaml:6:5: parameters > p > sorce: unknown key 'sorce' (did you mean 'source'?)",
    ]
    study = documents["study"]
    study["stakeholders"]["ben"]["weigths"] = study["stakeholders"]["ben"].pop("weights")
    study["stakeholders"]["cleo"]["weights"] = {"drect": {"view": 1}}
    study["stakeholders"]["anna"]["weights"] = {"view": 1, "odrer": "view > rest", "rest": "2"}
    assert [text.partition(": ")[2] for text in faults(study, "study")] == [
        "stakeholders > anna > weights > odrer: unknown key 'odrer' (did you mean 'order'?)",
        "stakeholders > anna > weights > rest: must be a number; got '2'",
        "stakeholders > ben > weigths: unknown key 'weigths' (did you mean 'weights'?)",
        "stakeholders > cleo > weights > drect: unknown key 'drect' (did you mean 'direct'?)",
    ]


def test_misspelled_nodes_of_a_study_are_recognized_by_their_branches(documents, faults):
    chance = {"chnce": "c", "outcomes": {"x": {"probability": "rest", "then": 1}}}
    documents["study"]["tree"] = {"decison": "d", "options": {"a": chance}}
    assert [text.partition(": ")[2] for text in faults(documents["study"], "study")] == [
        "tree > decison: unknown key 'decison' (did you mean 'decision'?)",
        "tree > options > a > chnce: unknown key 'chnce' (did you mean 'chance'?)",
    ]


def test_a_value_of_the_wrong_type_is_one_fault(documents, faults):
    documents["study"]["tree"] = [1]
    documents["study"]["simulation"]["samples"] = "0"
    documents["study"]["methods"]["electre_iii"] = []
    assert [text.partition(": ")[2] for text in faults(documents["study"], "study")] == [
        "methods > electre_iii: must be a mapping; got a list of 0",
        "tree: must be a mapping, a number or text; got a list of 1",
        "simulation > samples: must be a whole number; got '0'",
    ]


def test_all_faults_are_listed_in_order_of_lines(documents, faults):
    study = documents["study"]
    study["evidence"][1]["kind"] = "report"
    del study["evidence"][1]["date"]
    study["criteria"]["Joy"]["view"]["goal"] = "up"
    study["parameters"]["p_sun"].pop("low")
    study["parameters"]["p_sun"].pop("base")
    study["tree"]["options"] = {}
    study["statements"]["S1"] = 1
    study["stakeholders"]["cleo"] |= {"weigths": {}, "sorces": []}
    found = faults(study, "study")
    lines = [int(text.split(":")[1]) for text in found]
    assert lines == sorted(lines)
    assert [text.partition(": ")[2] for text in found] == [
        "statements > S1: must be text; got 1",
        "criteria > Joy > view > goal: must be one of 'max', 'min'; got 'up'",
        "parameters > p_sun: missing key 'base'",
        "parameters > p_sun: missing key 'low'",
        (
            "stakeholders > cleo > weigths: unknown key 'weigths'; known are 'description',"
            " 'weights', 'constraints', 'source', 'rationale'"
        ),
        (
            "stakeholders > cleo > sorces: unknown key 'sorces'; known are 'description',"
            " 'weights', 'constraints', 'source', 'rationale'"
        ),
        "tree > options: must not be empty",
        "evidence[1]: missing key 'date'",
        "evidence[1] > kind: must be one of 'revision', 'likelihood'; got 'report'",
    ]


def test_faults_of_a_tree_and_of_what_is_around_it_are_listed_together(faults):
    text = (
        "kind: tree\nformat: 2\ntree:\n  decision: d\n  optoins: {}\n  options:\n    a: {chance: c,"
        " outcomes: {x: {probability: 2, then: 1}}}\n    b: {chance: e, options: 3, outcomes:"
        ' {"it\'s": {probability: rest, then: {decision: f, options: {}}}}}\ntitel: x\n'
    )
    assert faults(text, "tree") == [
        "file.yaml:2:1: format: must be 1; got 2",
        (
            "file.yaml:3:1: tree: decision 'd' at the root: unknown key 'optoins' (did you mean"
            " 'options'?); a decision has ['decision', 'options', 'payoff']"
        ),
        (
            "file.yaml:7:5: tree > options > a: chance 'c' at 'a': probabilities must sum to 1;"
            " got 2"
            " ('x' 2)"
        ),
        (
            "file.yaml:8:5: tree > options > b: chance 'e' at 'b': unknown key 'options'; "
            "a chance has ['chance', 'outcomes', 'payoff']"
        ),
        (
            "file.yaml:8:71: tree > options > b > outcomes > it's > then: decision 'f' at \"b >"
            " it's\": must have at least one option; got none"
        ),
        "file.yaml:9:1: titel: unknown key 'titel'; known are 'kind', 'format', 'tree', 'nodes'",
    ]


def test_content_behind_an_alias_is_faulted_once_at_its_anchor(documents, faults):
    text = (
        "kind: tree\nformat: 1\ntree:\n  decision: d\n  options:\n"
        "    a: &a\n      terminal: x\n    b: *a\n    c: {decision: e, options: {d: *a}}\n"
    )
    assert [text.partition(": payoff must")[0] for text in faults(text, "tree")] == [
        "file.yaml:6:5: tree > options > a: terminal at 'a'"
    ]
    shared = {"terminal": {"view": []}}
    documents["study"]["tree"] = {"decision": "d", "options": {"a": shared, "b": shared}}
    assert [text.partition(": ")[2] for text in faults(documents["study"], "study")] == [
        "tree > options > a > terminal > view: must be a number or text; got a list of 0"
    ]


def test_faults_of_one_line_stand_in_the_order_of_the_file(documents, tmp_path):
    names = [f"p{i}" for i in range(20)]
    entries = ", ".join(f'"{name}": {{"base": "x"}}' for name in names)
    path = tmp_path / "file.json"
    path.write_text(f'{{"kind": "parameters", "format": 1, "parameters": {{{entries}}}}}')
    with pytest.raises(InvalidModelError) as caught:
        io.load(path)
    columns = [match.start() + 1 for match in re.finditer('"base"', path.read_text())]
    assert list(caught.value.problems) == [
        f"{path}:1:{column}: parameters > {name} > base: must be a number; got 'x'"
        for name, column in zip(names, columns, strict=True)
    ]


def test_plain_data_have_keys_but_no_lines(documents):
    del documents["table"]["criteria"]
    documents["table"]["alternatives"]["city"]["price"] = (1, 2)
    documents["table"]["alternatives"]["city"]["comfort"] = float("nan")
    with pytest.raises(InvalidModelError) as caught:
        io.validate(documents["table"], "table")
    assert caught.value.problems == (
        "document: missing key 'criteria'",
        "alternatives > city > price: must be a number or a list; got (1, 2)",
        "alternatives > city > comfort: must be a number or a list; got nan",
    )
    with pytest.raises(InvalidInputError, match="unknown kind of document 'tabel'"):
        io.validate(documents["table"], "tabel")


def deep(levels):
    node = 1
    for _ in range(levels):
        node = {"decision": "d", "options": {"on": node}}
    return node


def test_depth_is_not_limited_by_recursion(documents):
    io.validate({"kind": "tree", "format": 1, "tree": deep(10_000)}, "tree")
    documents["study"]["tree"] = deep(1_000)
    io.validate(documents["study"], "study")


def test_what_is_shared_many_times_is_checked_once(documents):
    node = 1
    for _ in range(200):
        node = {"decision": "d", "options": {"left": node, "right": node}}
    documents["study"]["tree"] = node
    io.validate(documents["study"], "study")


JUNK = st.sampled_from(
    [True, 0, -1, 0.5, 2, "", "a", "rest", [], [0.1, 0.2], [[1], [2]], {}, {"a": 1}, {"": 1}]
)
KEYS = st.sampled_from(
    ["", "a", "payoff", "terminal", "chance", "decision", "options", "outcomes", "probability"]
)


def entries(value):
    """List all mappings and lists in a document."""
    found = [value] if isinstance(value, dict | list) else []
    for inner in (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    ):
        found += entries(inner)
    return found


@hypothesis.settings(
    suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture], max_examples=300
)
@hypothesis.given(data=st.data())
def test_trees_that_we_take_satisfy_the_published_schema(documents, data):
    document = copy.deepcopy(documents["tree"])
    for _ in range(data.draw(st.integers(1, 2))):
        entry = data.draw(st.sampled_from(entries(document["tree"]) or [document]))
        key = data.draw(KEYS if isinstance(entry, dict) else st.just(0))
        junk = copy.deepcopy(data.draw(JUNK))
        positions = list(entry) if isinstance(entry, dict) else list(range(len(entry)))
        if not positions or data.draw(st.booleans()):
            entry.append(junk) if isinstance(entry, list) else entry.update({key: junk})
        else:
            entry[data.draw(st.sampled_from(positions))] = junk
    try:
        io.validate(document, "tree")
    except InvalidModelError:
        return
    jsonschema.Draft202012Validator(io.schema("tree")).validate(document)


WORDS = st.sampled_from(
    [None, "max", "linear", 1, 1.0, 1.5, 10**400, float("inf"), {"low": 1}, [0, 3], [1, 2, 3]]
)


@hypothesis.settings(
    suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture], max_examples=300
)
@hypothesis.given(data=st.data())
def test_our_verdict_is_that_of_jsonschema(documents, data):
    kind = data.draw(st.sampled_from([kind for kind in KINDS if kind != "tree"]))
    document = copy.deepcopy(documents[kind])
    for _ in range(data.draw(st.integers(1, 3))):
        entry = data.draw(st.sampled_from([box for box in entries(document) if box]))
        key = data.draw(
            st.sampled_from(list(entry) if isinstance(entry, dict) else range(len(entry)))
        )
        match data.draw(st.sampled_from(["change", "delete", "rename"])):
            case "change":
                entry[key] = copy.deepcopy(data.draw(JUNK | WORDS))
            case "delete":
                del entry[key]
            case "rename" if isinstance(entry, dict):
                entry[data.draw(KEYS | st.just(f"{key}s"))] = entry.pop(key)
    standard = jsonschema.Draft202012Validator
    numbers = standard.TYPE_CHECKER.redefine_many(
        {
            "number": lambda _, value: is_number(value),
            "integer": lambda _, value: is_number(value) and value % 1 == 0,
        }
    )
    judge = jsonschema.validators.extend(standard, type_checker=numbers)
    try:
        io.validate(document, kind)
    except InvalidModelError:
        assert not judge(io.schema(kind)).is_valid(document)
    else:
        assert judge(io.schema(kind)).is_valid(document)


def is_number(value):
    """Only what a float can hold is a number to us; JSON Schema has no bound."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e308


@pytest.mark.parametrize("key", [None, 3, ("a", "b")])
def test_keys_that_are_no_text_are_refused(documents, key):
    study = documents["study"]
    study["judgements"][key] = study["judgements"].popitem()[1]
    with pytest.raises(
        InvalidModelError, match="judgements: keys must be strings of Unicode text; got "
    ):
        io.validate(study, "study")
    with pytest.raises(
        InvalidModelError, match="judgements: keys must be strings of Unicode text; got "
    ):
        from_dict(study)
