"""Saving: what is saved is loaded again, digit for digit; files change in one step; what has no
plain form is named."""

import os
import stat

import hypothesis
import hypothesis.extra.numpy as hnp
import hypothesis.strategies as st
import numpy as np
import pytest
import scipy.stats

from decision_analysis import Criterion, DecisionTable, Parameter, Parameters, io, trees
from decision_analysis.errors import InvalidInputError, InvalidModelError

DOCUMENTS = "decision_analysis.io.documents"
SUFFIXES = pytest.mark.parametrize("suffix", [".json", ".yaml"])
FIXTURES = hypothesis.settings(
    suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture],
    max_examples=60,
    deadline=None,
)

NUMBERS = st.floats(-1e300, 1e300)
TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20) | st.text(
    alphabet=" \n\t:#-'\"ab,[]{}&*!|>%@`?\\\x85\u2028\ufeff\xa0~<=.", max_size=15
)
WRITTEN_LIKE_OTHERS = [
    "no",
    "Yes",
    "y",
    "<<",
    "=",
    "1e3",
    "0x1f",
    "~",
    "null",
    "2024-01-01",
    "1:30",
    "1_000",
    ".5",
]
WITH_MARKS = [
    "- a",
    "a #b",
    "a: b",
    "--- a",
    "...",
    "%a",
    "a\n\nb \n  c\n",
    "long " * 60,
    "x" * 2000,
    "\nx",
    "x\n",
    "  x",
]
STRANGE = st.sampled_from([*WRITTEN_LIKE_OTHERS, *WITH_MARKS, "é", "x  ", "\x00", "\x7f"])
WORDS = TEXT | STRANGE
NAMES = st.lists(WORDS.filter(bool), min_size=1, max_size=4, unique=True)


@SUFFIXES
@FIXTURES
@hypothesis.given(st.data())
def test_tables_survive(tmp_path, suffix, data):
    names, labels = data.draw(NAMES), data.draw(NAMES)
    samples = data.draw(st.sampled_from([(), (1,), (3,), (2, 1)]))
    values = data.draw(hnp.arrays(float, (*samples, len(labels), len(names)), elements=NUMBERS))
    goals = data.draw(
        st.lists(st.sampled_from(["max", "min"]), min_size=len(names), max_size=len(names))
    )
    criteria = [
        Criterion(n, g, data.draw(WORDS), data.draw(WORDS))
        for n, g in zip(names, goals, strict=True)
    ]
    table = DecisionTable(values, criteria, labels)
    io.save(table, tmp_path / f"table{suffix}")
    loaded = io.load(tmp_path / f"table{suffix}")
    assert loaded.criteria == table.criteria
    assert loaded.alternatives == table.alternatives
    assert loaded.values.tobytes() == table.values.tobytes()


@SUFFIXES
@FIXTURES
@hypothesis.given(st.data())
def test_parameters_survive(tmp_path, suffix, data):
    distributions = (
        st.none()
        | st.builds(scipy.stats.norm, NUMBERS, st.floats(1e-3, 1e3))
        | st.builds(lambda a, b: scipy.stats.beta(a, b=b), st.floats(0.1, 9), st.floats(0.1, 9))
    )
    entries = []
    for name in data.draw(NAMES):
        low, base, high = sorted(data.draw(st.lists(NUMBERS, min_size=3, max_size=3)))
        ends = data.draw(st.sampled_from([{}, {"low": low, "high": high}]))
        words = {
            "unit": data.draw(WORDS),
            "source": data.draw(WORDS),
            "rationale": data.draw(WORDS),
        }
        entries.append(Parameter(name, base, data.draw(distributions), **ends, **words))
    parameters = Parameters(entries)
    io.save(parameters, tmp_path / f"parameters{suffix}")
    loaded = io.load(tmp_path / f"parameters{suffix}")
    assert list(loaded) == list(parameters)
    for name, parameter in parameters.items():
        for field in ("base", "low", "high", "unit", "source", "rationale"):
            assert getattr(loaded[name], field) == getattr(parameter, field)
        ours, theirs = parameter.distribution, loaded[name].distribution
        assert (ours is None) == (theirs is None)
        assert ours is None or (ours.args, ours.kwds) == (theirs.args, theirs.kwds)


NODES = st.recursive(
    st.builds(trees.Terminal, NUMBERS),
    lambda inner: (
        st.builds(
            trees.Decision,
            WORDS.filter(bool),
            st.dictionaries(WORDS.filter(bool), inner, min_size=1, max_size=3),
        )
        | st.builds(
            lambda name, labels, below, p, payoff: trees.Chance(
                name, {labels[0]: (p, below), labels[1]: (trees.REST, below)}, payoff
            ),
            WORDS.filter(bool),
            st.lists(WORDS.filter(bool), min_size=2, max_size=2, unique=True),
            inner,
            st.floats(0, 1),
            st.none() | NUMBERS,
        )
    ),
    max_leaves=8,
)


@SUFFIXES
@FIXTURES
@hypothesis.given(NODES)
def test_trees_survive(tmp_path, suffix, root):
    io.save(root, tmp_path / f"tree{suffix}")
    loaded = io.load(tmp_path / f"tree{suffix}")
    assert type(loaded) is type(root)
    assert repr(trees.to_dict(loaded)) == repr(trees.to_dict(root))


def test_sampled_trees_survive(tmp_path):
    samples = np.random.default_rng(0).random((3, 2))
    root = trees.Chance(
        "c", {"a": (samples, {"x": samples, "y": 1}), "b": (trees.REST, {"x": 0, "y": samples[0]})}
    )
    io.save(root, tmp_path / "tree.yaml")
    assert trees.to_dict(io.load(tmp_path / "tree.yaml")) == trees.to_dict(root)


@SUFFIXES
def test_studies_survive(tmp_path, documents, suffix):
    io.save(documents["study"], tmp_path / f"study{suffix}")
    assert io.load(tmp_path / f"study{suffix}") == documents["study"]


def test_numbers_and_arrays_of_numpy_become_plain(tmp_path, documents):
    study = documents["study"]
    study["risk_tolerance"] = np.array([1.5, 2])
    study["simulation"] = {"samples": np.int64(10), "seed": np.int64(3)}
    study["evidence"] = tuple(study["evidence"])
    io.save(study, tmp_path / "study.json")
    loaded = io.load(tmp_path / "study.json")
    assert (loaded["risk_tolerance"], loaded["simulation"]) == (
        [1.5, 2.0],
        {"samples": 10, "seed": 3},
    )


def test_shared_parts_are_written_once_to_yaml_and_stay_shared(tmp_path):
    node = trees.Terminal(1.0)
    for i in range(60):
        node = trees.Decision(f"d{i}", {"left": node, "right": node})
    io.save(node, tmp_path / "tree.yaml")
    text = (tmp_path / "tree.yaml").read_text()
    assert text.count("terminal") == 1
    assert len(text) < 40_000


@pytest.mark.parametrize(
    ("suffix", "message"),
    [
        (".json", r"save\(\): JSON must not have more than 1,000 entries; YAML repeats less"),
        (
            ".yaml",
            (
                r"save\(\): what stands in several places must not be more than 1,000 entries .*;"
                r" got about 10\^18"
            ),
        ),
    ],
)
def test_too_many_shared_parts_of_a_study_are_refused(
    tmp_path, monkeypatch, documents, suffix, message
):
    monkeypatch.setattr("decision_analysis.io._save.MOST_DOCUMENT_ENTRIES", 1000)
    monkeypatch.setattr(f"{DOCUMENTS}._write_yaml.MOST_ALIASED_ENTRIES", 1000)
    part = [1]
    for _ in range(60):
        part = [part, part]
    documents["study"]["fragments"] = {"anything": part}
    with pytest.raises(InvalidInputError, match=message):
        io.save(documents["study"], tmp_path / f"study{suffix}")
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("bound", [0, 1])
def test_yaml_counts_what_is_repeated_as_the_reader_does(tmp_path, monkeypatch, documents, bound):
    documents["study"]["fragments"] = {
        "anything": [part := ["x" * 640, inner := {"a": 2, "b": [3]}], part, inner, {"c": part}]
    }
    repeated = 2 * (2 + 10 + 4) + 4
    monkeypatch.setattr(f"{DOCUMENTS}._read_yaml.MOST_ALIASED_ENTRIES", repeated - bound)
    io.save(documents["study"], tmp_path / "study.yaml")
    if not bound:
        assert io.load(tmp_path / "study.yaml") == documents["study"]
        return
    with pytest.raises(InvalidInputError, match="aliases written out must not give more"):
        io.load(tmp_path / "study.yaml")
    monkeypatch.setattr(f"{DOCUMENTS}._write_yaml.MOST_ALIASED_ENTRIES", repeated - bound)
    with pytest.raises(InvalidInputError, match=f"got {repeated}$"):
        io.save(documents["study"], tmp_path / "study.yaml")


@SUFFIXES
def test_deep_trees_survive(tmp_path, suffix):
    node = trees.Terminal(1.0)
    for _ in range(3_000):
        node = trees.Chance("c", {"stop": (0.5, 0), "go": (trees.REST, node)})
    io.save(node, tmp_path / f"tree{suffix}")
    loaded = io.load(tmp_path / f"tree{suffix}")
    assert loaded.size == node.size
    assert trees.rollback(loaded).value == trees.rollback(node).value


def test_deep_data_around_a_tree_are_refused_in_yaml(tmp_path, documents):
    part = [1]
    for _ in range(1_000):
        part = [part]
    documents["study"]["fragments"] = {"anything": part}
    io.save(documents["study"], tmp_path / "study.json")
    with pytest.raises(
        InvalidInputError, match=r"save\(\): YAML must not nest deeper than 1,000 levels; JSON may"
    ):
        io.save(documents["study"], tmp_path / "study.yaml")


def test_text_is_readable(tmp_path):
    table = DecisionTable(
        [[14, 4.1], [1e16, 3.9]], [Criterion("price", "min", "EUR"), "on"], ["city", "no"]
    )
    io.save(table, tmp_path / "table.yaml")
    assert (
        (tmp_path / "table.yaml").read_text() == "kind: table\nformat: 1\ncriteria:\n"
        "  price: {goal: min, unit: EUR}\n  'on': {goal: max}\n"
        "alternatives:\n  city: {price: 14.0, 'on': 4.1}\n  'no': {price: 1.0e+16, 'on': 3.9}\n"
    )


def test_an_existing_file_is_replaced_in_one_step(tmp_path, documents, monkeypatch):
    path = tmp_path / "study.yaml"
    path.write_text("old")
    path.chmod(0o640)
    (tmp_path / "link.yaml").symlink_to(path)
    io.save(documents["study"], tmp_path / "link.yaml")
    assert (tmp_path / "link.yaml").is_symlink()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    saved = path.read_bytes()
    monkeypatch.setattr("pathlib.Path.replace", _fail)
    with pytest.raises(OSError, match="full"):
        io.save(documents["study"], path)
    assert path.read_bytes() == saved
    assert sorted(os.listdir(tmp_path)) == ["link.yaml", "study.yaml"]


def _fail(self, target):
    raise OSError("full")


class Triangle:
    """A distribution that scipy.stats doesn't know."""

    def ppf(self, q):
        return q


@pytest.mark.parametrize(
    ("distribution", "message"),
    [
        (
            scipy.stats.rv_histogram(np.histogram([1, 2, 3])),
            "must be a frozen scipy.stats distribution",
        ),
        (
            scipy.stats.rv_discrete(values=([1, 2], [0.5, 0.5])),
            "must be a frozen scipy.stats distribution",
        ),
        (Triangle(), "must be a frozen scipy.stats distribution, such as .*; got <.*Triangle"),
        (scipy.stats.truncnorm(-np.inf, 2), "argument 1 of truncnorm must be finite; got -inf"),
        (scipy.stats.norm(scale=[1, 2]), r"scale of norm must be a number; got \[1, 2\]"),
        (scipy.stats.norm(0, 5e-324), "arguments of norm must be 0, or from 1e-300 to"),
    ],
)
def test_distributions_without_plain_form_are_named(tmp_path, distribution, message):
    parameters = Parameters([Parameter("ok", 1), Parameter("cost", 1, distribution)])
    with pytest.raises(
        InvalidInputError, match=r"save\(\): parameter 'cost': (distribution )?" + message
    ):
        io.save(parameters, tmp_path / "parameters.json")


def test_a_family_of_the_user_s_own_is_not_taken_for_one_of_scipy(tmp_path):
    class Mine(scipy.stats.rv_continuous):
        def _ppf(self, q):
            return q

    with pytest.raises(InvalidInputError, match=r"must be a frozen scipy\.stats distribution"):
        io.save(Parameters([Parameter("p", 1, Mine(name="norm")())]), tmp_path / "parameters.json")


@pytest.mark.parametrize("thing", [3, None, "study", [1], {"kind": "table"}, {}])
def test_other_objects_are_refused(tmp_path, thing):
    message = (
        r"save\(\): obj must be a DecisionTable, a result, a tree's root, an InfluenceDiagram,"
        r" Parameters or"
    )
    with pytest.raises(InvalidInputError, match=message):
        io.save(thing, tmp_path / "thing.json")


def test_studies_that_are_not_plain_or_break_the_schema_are_refused(tmp_path, documents):
    study = documents["study"]
    own = [1]
    own.append(own)
    study["fragments"] = {
        "a": {1: 2},
        "b": [float("nan"), 10**400],
        "c": {3},
        "d": own,
        "e": "\ud800",
    }
    with pytest.raises(InvalidModelError) as caught:
        io.save(study, tmp_path / "study.yaml")
    assert [problem.partition("; ")[0] for problem in caught.value.problems] == [
        "fragments > a[1]: keys must be strings of Unicode text",
        "fragments > b[0]: must be a finite number",
        "fragments > b[1]: is too large, numbers go up to 1.8e308",
        "fragments > c: must be plain data",
        "fragments > d[1]: must not contain itself",
        "fragments > e: must be Unicode text",
    ]
    del study["fragments"], study["title"]
    with pytest.raises(
        InvalidModelError, match=r"save\(\): 1 problem.*\n.*document: missing key 'title'"
    ):
        io.save(study, tmp_path / "study.yaml")
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(
    ("suffix", "limit", "others"),
    [
        (".json", "LONGEST_TEXT", r"\(a table may be \.csv\)"),
        (".yaml", "LONGEST_YAML", r"\(a table may be \.csv, JSON may have 64,000,000\)"),
    ],
)
def test_what_load_would_refuse_for_its_length_is_not_written(
    tmp_path, monkeypatch, suffix, limit, others
):
    table = DecisionTable([[1.0], [2.0]], ["price"], ["a", "b"])
    path = tmp_path / f"table{suffix}"
    io.save(table, path)
    size = path.stat().st_size
    path.unlink()
    monkeypatch.setattr(f"decision_analysis.io._save.{limit}", size)
    io.save(table, path)
    path.unlink()
    monkeypatch.setattr(f"decision_analysis.io._save.{limit}", size - 1)
    message = (
        rf"^save\(\): {suffix} that `load` reads must not have more than {size - 1} bytes {others};"
        rf" got {size}$"
    )
    with pytest.raises(InvalidInputError, match=message):
        io.save(table, path)
    assert os.listdir(tmp_path) == []
