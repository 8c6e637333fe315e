"""Fragments of studies: what they expand to, what is one object, and what is refused where."""

import itertools
import pathlib
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decision_analysis import io, trees
from decision_analysis.study.fragments import _expanded
from decision_analysis.study.fragments._expand import expand

STUDY = """
fragments:
  strong effect: {terminal: {need: gain, deterrence: 0.6 * gain}}
  levels:
    arguments: [form]
    then: {for: {criterion: criteria}, each: {"{criterion}": "table[{form}, {criterion}]"}}
  facing:
    description: What follows a transfer
    arguments: {form: , kind: cautious, name: "response to {form}"}
    then:
      chance: "{name}"
      outcomes:
        "{kind} one": {probability: "p_{form}_{kind}", then: {use: strong effect}}
        "{{none}}": {probability: rest, then: 0}
tree:
  decision: form
  options:
    withhold: {terminal: {use: levels, with: {form: withhold}}}
    for: {form: [staged, 2024]}
    each:
      "{form}": {use: facing, with: {form: "{form}"}, payoff: {use: levels, with: {form: "{form}"}}}
    again: {use: facing, with: {kind: assertive, form: staged, name: other}}
    wait: {chance: c, outcomes: {all: {probability: 1, then: {use: strong effect}}}}
"""
LISTS = {"criteria": ["need", "cost"], "alternatives": ["withhold", "staged"]}


def read(text, tmp_path):
    path = tmp_path / "study.yaml"
    path.write_text(text, encoding="utf-8")
    return io.read(path)


def expanded(document, **options):
    data = document.data
    options = {"lists": LISTS} | options
    return expand(data["tree"], data.get("fragments"), **options)


def levels(form):
    return {"need": f"table[{form}, need]", "cost": f"table[{form}, cost]"}


STRONG = {"terminal": {"need": "gain", "deterrence": "0.6 * gain"}}


def test_a_study_is_as_if_it_had_been_written_out(tmp_path):
    result = expanded(read(STUDY, tmp_path))
    assert result.faults == ()

    def facing(form, kind, name, **more):
        outcomes = {
            f"{kind} one": {"probability": f"p_{form}_{kind}", "then": STRONG},
            "{none}": {"probability": "rest", "then": 0},
        }
        return {"chance": name, "outcomes": outcomes, **more}

    options = {
        "withhold": {"terminal": levels("withhold")},
        "staged": facing("staged", "cautious", "response to staged", payoff=levels("staged")),
        "2024": facing("2024", "cautious", "response to 2024", payoff=levels("2024")),
        "again": facing("staged", "assertive", "other"),
        "wait": {"chance": "c", "outcomes": {"all": {"probability": 1, "then": STRONG}}},
    }
    assert result.data == {"decision": "form", "options": options}
    # the order of labels is the order of columns, rows and pictures
    assert list(result.data["options"]) == list(options)


def test_uses_with_the_same_arguments_are_one_object(tmp_path):
    text = """
    fragments:
      f: {arguments: [p, x], then: {chance: c, outcomes: {a: {probability: "{p}", then: "{x}"}}}}
      g: {arguments: [y], then: {use: f, with: {p: 1, x: "{y}"}}}
      h: {terminal: 3}
    tree:
      decision: d
      options:
        one: {use: f, with: {p: 1, x: {terminal: {a: 1}}}}
        two: {use: f, with: {x: {terminal: {a: 1}}, p: 1}}
        three: {use: g, with: {y: {terminal: {a: 1}}}}
        text: {use: f, with: {p: "1", x: {terminal: {a: 1}}}}
        other: {use: f, with: {p: 1, x: {terminal: {a: 1.0}}}}
        h: {use: h}
        h again: {use: h}
    """
    document = read(text, tmp_path)
    options = expanded(document).data["options"]
    assert options["one"] is options["two"] is options["three"]
    assert options["one"] is not options["text"]
    assert options["text"]["outcomes"]["a"]["probability"] == "1"
    assert options["other"] is not options["one"]
    assert options["h"] is options["h again"] is document.data["fragments"]["h"]
    # so that the tree shares nodes
    tree = trees.from_dict({"decision": "d", "options": {k: options[k] for k in ("one", "two")}})
    assert tree.options["one"] is tree.options["two"]


def test_a_tree_without_uses_is_given_back_as_it_is():
    tree = {
        "decision": "{a}",
        "options": {
            "use": {"terminal": "2 * {x}"},
            "for": {"terminal": {"use": 3, "each": "1"}},
            "with": {"chance": "}", "outcomes": {"{{": {"probability": 1, "then": 0}}},
        },
    }
    assert expand(tree).data is tree
    assert expand(tree, {}).faults == ()


def test_what_yaml_names_by_an_alias_is_used(tmp_path):
    assert expanded(io.read("examples/atacms/study.yaml")).faults == ()
    text = """
    fragments:
      a: &a {terminal: {x: 1}}
      b: &b {chance: c, outcomes: {s: {probability: 1, then: *a}}}
      c: &c {probability: rest, then: 0}
      d: &d {text: some words}
      e: &e {x: 1.5}
      f: {then: &f {terminal: {x: 2}}}
    tree:
      decision: d
      options:
        one: *b
        two: {chance: c, outcomes: {s: {probability: p, then: {terminal: {<<: *e, y: 2}}}, t: *c}}
        three: *f
    notes: *d
    """
    document = read(text, tmp_path)
    assert expanded(document, beside=[document.data["notes"]]).faults == ()
    (fault,) = expanded(document).faults
    assert fault == (("fragments", "d"), "the fragment 'd' must be used; it is not")


def test_loops_build_entries_beside_others_in_order(tmp_path):
    text = """
    fragments:
      pair: {arguments: [i], then: {"{i}": 1, "{i} more": "{i} + 1"}}
      over: {arguments: [which], then: {for: {x: "{which}"}, each: {"{x}": 0}}}
    tree:
      first: 0
      for: {i: [1, 2.5, x], j: [a, b]}
      last: 0
      each: {"{i}-{j}": "p_{j} * ({i})"}
      rows: {for: [{i: a, p: 0.5}, {i: b, p: rest}], each: {"{i}": {probability: "{p}"}}}
      nested: {for: {i: [1, 2]}, each: {for: {j: alternatives}, each: {"{i} {j}": "{j}{{{i}}}"}}}
      by use: {for: {k: [1, 7]}, each: {use: pair, with: {i: "{k}"}}}
      words: {use: over, with: {which: criteria}}
      listed: {use: over, with: {which: [c, d]}}
    """
    data = expanded(read(text, tmp_path)).data
    assert list(data) == [
        "first",
        *("1-a", "1-b", "2.5-a", "2.5-b", "x-a", "x-b"),
        *("last", "rows", "nested", "by use", "words", "listed"),
    ]
    assert data["2.5-b"] == "p_b * (2.5)"
    assert data["rows"] == {"a": {"probability": 0.5}, "b": {"probability": "rest"}}
    assert data["nested"] == {
        f"{i} {j}": f"{j}{{{i}}}" for i, j in itertools.product([1, 2], LISTS["alternatives"])
    }
    assert data["by use"] == {"1": 1, "1 more": "1 + 1", "7": 1, "7 more": "7 + 1"}
    assert data["words"] == {"need": 0, "cost": 0}
    assert data["listed"] == {"c": 0, "d": 0}


def test_entries_know_where_they_were_written(tmp_path):
    document = read(STUDY, tmp_path)
    result = expanded(document)
    options = result.data["options"]
    node = options["staged"]

    def line(*place):
        return document.line(result.keys(*place))

    lines = STUDY.splitlines()

    def at(part):
        return 1 + next(i for i, text in enumerate(lines) if part in text)

    assert line(node, "chance") == at('chance: "{name}"')
    assert line(node["outcomes"]["cautious one"], "probability") == at('"{kind} one"')
    assert line(node["outcomes"], "{none}") == at('"{{none}}"')
    assert line(node, "payoff") == at('"{form}": {use: facing')
    assert line(node["payoff"], "cost") == at("then: {for:")
    assert line(options, "2024") == at('"{form}": {use: facing')
    assert line(options["wait"], "chance") == at("wait:")
    assert result.keys({}) is None


def faulty():
    """The studies of the file beside this one, each with its faults."""
    text = (pathlib.Path(__file__).parent / "faulty_fragments.txt").read_text(encoding="utf-8")
    for case in text.split("\n\n")[1:]:
        lines = case.strip("\n").split("\n")
        told = [tuple(line[2:].split(" | ")) for line in lines if line.startswith("> ")]
        yield "\n".join(line for line in lines if not line.startswith("> ")), told


@pytest.mark.parametrize(("text", "faults"), list(faulty()))
def test_faults_are_told_together_with_their_places(text, faults, tmp_path):
    document = read(text, tmp_path)
    result = expanded(document)
    found = [(" ".join(map(str, fault.keys)), fault.sentence) for fault in result.faults]
    assert found == faults
    assert result.data is None
    # each place is one of the document, so that it has a line
    for fault, problem in zip(result.faults, result.problems(document.where), strict=True):
        assert document.line(fault.keys) == (2 if fault.keys[0] == "fragments" else 1)
        assert problem.startswith(document.where(fault.keys))


def test_a_study_without_criteria_has_none_to_go_through():
    tree = {"for": {"c": "criteria"}, "each": {"{c}": 0}}
    (fault,) = expand(tree, lists={"criteria": []}).faults
    assert fault == (("tree", "for", "c"), "the study must have criteria")


def doubling(body, depth):
    """Fragments of which each uses the next one twice."""
    fragments = {f"f{i}": {"arguments": ["x"], "then": body(f"f{i + 1}", i)} for i in range(depth)}
    fragments[f"f{depth}"] = {"arguments": ["x"], "then": "{x}"}
    return {"use": "f0", "with": {"x": "a"}}, fragments


def test_what_would_grow_beyond_measure_is_refused_soon(monkeypatch):
    # a tenth of the limit, which is as soon reached in a tenth of the time
    monkeypatch.setattr(_expanded, "MOST_EXPANDED_ENTRIES", 20_000)

    def twice(name, i):
        return {f"{k}": {"use": name, "with": {"x": f"{{x}}{k}"}} for k in "ab"}

    tree, fragments = doubling(twice, 60)
    (fault,) = expand(tree, fragments).faults
    assert "must expand to at most 20,000 entries" in fault.sentence

    # equal arguments are expanded once
    tree, fragments = doubling(
        lambda name, i: {k: {"use": name, "with": {"x": "{x}"}} for k in "ab"}, 60
    )
    result = expand(tree, fragments)
    assert result.data["a"] is result.data["b"]

    tree, fragments = doubling(lambda name, i: {"use": name, "with": {"x": "{x}{x}"}}, 60)
    fault = expand(tree, fragments).faults[0]
    assert "must have at most 10,000 characters with its arguments put in" in fault.sentence

    many = list(range(1_000))
    loop = {"for": {"a": many, "b": many, "c": many}, "each": {"{a} {b} {c}": 0}}
    (fault,) = expand(loop).faults
    assert fault.keys == ("tree", "for")
    inner = {"for": {"b": many}, "each": {"for": {"c": many}, "each": {}}}
    (fault,) = expand({"for": {"a": many}, "each": inner | {"each": {"{a} {b}": {}}}}).faults
    assert "must expand to at most" in fault.sentence


def test_values_stay_together_in_long_expressions_too():
    fragments = {"f": {"arguments": ["x"], "then": "{x}*" * 2_400 + "1"}}
    (fault,) = expand({"use": "f", "with": {"x": "a+b"}}, fragments).faults
    assert "write brackets around the name in braces" in fault.sentence
    cell = {"f": {"arguments": ["x"], "then": "2 * table[{x}, {x}] + table['{x}', b]"}}
    made = expand({"use": "f", "with": {"x": "low - high"}}, cell).data
    assert made == "2 * table[low - high, low - high] + table['low - high', b]"


def test_of_many_faults_no_more_are_looked_for_than_are_told():
    result = expand({f"{i}": {"use": "f", "with": {"x": i}} for i in range(10_000)})
    assert len(result.faults) == 100


def test_depth_is_not_limited():
    depth = 5_000
    tree = {"use": "f", "with": {"x": 1}}
    for _ in range(depth):
        tree = {"decision": "d", "options": {"go": tree}}
    fragments = {"f": {"arguments": ["x"], "then": {"terminal": "{x}"}}}
    node = expand(tree, fragments).data
    for _ in range(depth):
        node = node["options"]["go"]
    assert node == {"terminal": 1}
    # also of bodies, and of fragments that use others
    fragments["f"]["then"] = tree
    fragments = {
        f"f{i}": {"arguments": ["x"], "then": {"use": f"f{i + 1}", "with": {"x": "{x}"}}}
        for i in range(1_000)
    }
    fragments["f1000"] = {"arguments": ["x"], "then": "{x}"}
    assert expand({"use": "f0", "with": {"x": 7}}, fragments).data == 7


def test_what_contains_itself_is_refused():
    tree = {"a": {"use": "f"}}
    tree["b"] = tree
    (fault,) = expand(tree, {"f": 1}).faults
    assert fault == (("tree", "b"), "must not stand inside itself")


# Fragments at random, against substitution as one would write it down.

ARGUMENTS = ("x", "y")
texts = st.sampled_from(["", "a", "p_{x}", "{x}", "{y}", "{y} or {x}", "{{", "}}{y}", "{x}{x}"])
scalars = st.one_of(texts, st.integers(0, 3), st.just(0.5))


def bodies(names):
    """Bodies that use only fragments of these names."""

    def deeper(inner):
        keys = st.sampled_from(["k", "k{x}", "{y}!", "{{k"])
        mappings = st.dictionaries(keys, inner, max_size=3)
        kinds = [mappings, st.lists(inner, max_size=2)]
        one = st.just({"x": ["u", "v"]}), st.just("l{x}")
        rows = st.just([{"x": "u", "y": 1}, {"x": "v", "y": 2}]), st.just("{y} l{x}")
        loops = st.one_of(
            st.fixed_dictionaries(
                {"for": names, "each": st.dictionaries(key, inner, min_size=1, max_size=1)},
                optional={"m": inner},
            )
            for names, key in (one, rows)
        )
        kinds.append(loops)
        if names:
            given = st.fixed_dictionaries({"x": scalars}, optional={"y": inner})
            kinds.append(st.fixed_dictionaries({"use": st.sampled_from(names), "with": given}))
        return st.one_of(kinds)

    return st.recursive(scalars, deeper, max_leaves=5)


@st.composite
def studies(draw):
    found, names = {}, []
    for i in range(3):
        body = draw(bodies(names))
        found[f"f{i}"] = {
            "arguments": {"x": None, "y": draw(st.sampled_from(["d", "d{x}", 2]))},
            # so that both arguments are used
            "then": {"body": body, "both": "{x}", "and": ["{y}"]},
        }
        names.append(f"f{i}")
    uses = [{"use": name, "with": {"x": draw(st.sampled_from(["a", "b", 1]))}} for name in names]
    return found, {"all": uses, "more": draw(st.sampled_from(uses))}


def naive(data, fragments, values):
    def put(text):
        if values is None:
            return text
        if match := re.fullmatch(r"\{(\w)\}", text):
            return values[match[1]]
        parts = re.split(r"(\{\{|\}\}|\{\w\})", text)
        return "".join(
            part[0] if part in ("{{", "}}") else str(values[part[1]]) if part[:1] == "{" else part
            for part in parts
        )

    if isinstance(data, str):
        return put(data)
    if isinstance(data, list):
        return [naive(child, fragments, values) for child in data]
    if not isinstance(data, dict):
        return data
    if "use" in data:
        fragment = fragments[data["use"]]
        given = {k: naive(v, fragments, values) for k, v in data["with"].items()}
        default = fragment["arguments"]["y"]
        if "y" not in given:
            given["y"] = naive(default, fragments, {"x": given["x"]})
        return naive(fragment["then"], fragments, given)
    found = {}
    # a loop stands where the first of its two words does
    first = next((key for key in data if key in ("for", "each")), None)
    for key, child in data.items():
        if key == first:
            rows = data["for"]
            for row in rows if isinstance(rows, list) else [{"x": x} for x in rows["x"]]:
                found |= naive(data["each"], fragments, {**(values or {}), **row})
        elif key not in ("for", "each"):
            found[str(put(key))] = naive(child, fragments, values)
    return found


@settings(max_examples=40)
@given(studies())
def test_expansion_is_substitution(study):
    fragments, tree = study
    result = expand(tree, fragments)
    # what the naive one would write as Python writes mappings, or twice under one label
    allowed = ("must be text or a number", "another label")
    if result.faults:
        assert all(any(word in fault.sentence for word in allowed) for fault in result.faults)
    else:
        assert result.data == naive(tree, fragments, None)
        assert result.data["more"] in result.data["all"]
        assert any(result.data["more"] is entry for entry in result.data["all"])
