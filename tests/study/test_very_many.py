"""Studies of very many of anything: few faults are told, all are counted, and what would take
minutes only to be read is refused by name."""

import itertools
import tracemalloc
from types import SimpleNamespace

import matplotlib.pyplot as plt
import pytest

from decision_analysis import _checks, study
from decision_analysis.__main__ import main
from decision_analysis.core import Parameter
from decision_analysis.errors import InvalidModelError
from decision_analysis.study import reading
from decision_analysis.study.reading import _over_ranges

MANY = 2_000
CARS = {"kind": "study", "title": "Which", "criteria": ["price", "style"]}
TWO = {**CARS, "table": {"a": [1, 2], "b": [2, 1]}}
TREE = {"decision": "d", "options": {"a": "p", "b": 1}}


def refused(document):
    with pytest.raises(InvalidModelError) as caught:
        study.from_dict(document)
    return caught.value


FAULTS = {
    "text in every cell": {**CARS, "table": {f"a{i}": ["x", "y"] for i in range(MANY // 2)}},
    "unknown criteria": {**TWO, "weights": {f"x{i}": 1 for i in range(MANY)}},
    "unknown alternatives": {**TWO, "alternatives": {"a": "One", "b": "Other"}}
    | {"table": {**TWO["table"], **{f"c{i}": [1, 2] for i in range(MANY)}}},
    "unused numbers": {
        "kind": "study",
        "title": "Which",
        "tree": TREE,
        "parameters": {"p": 1, **{f"q{i}": 1 for i in range(MANY)}},
    },
    "unused formulas": {
        "kind": "study",
        "title": "Which",
        "tree": TREE,
        "parameters": {"p": 1},
        "derived": {f"q{i}": "p" for i in range(MANY)},
    },
}


def test_of_many_faults_the_first_are_written_and_all_are_counted(monkeypatch):
    asked = []
    nearest = _checks.nearest
    monkeypatch.setattr(_checks, "nearest", lambda *given: asked.append(given) or nearest(*given))
    for name, document in FAULTS.items():
        asked.clear()
        error = refused(document)
        assert MANY <= error.count <= MANY + 1, name
        assert len(error.problems) == 100, name
        assert len(asked) <= 300, name


LIMITS = {
    "MOST_JUDGED": (4, {"table": {**TWO["table"], "c": [3, 3]}}, "4 judged numbers; got 6"),
    "MOST_METHODS": (1, {"methods": ["topsis", "aras"]}, "1 methods; got 2"),
    "MOST_STUDY_CRITERIA": (1, {}, "1 criteria; got 2"),
    "LONGEST_EXPRESSIONS": (
        5,
        {
            "tree": {
                "decision": "d",
                "options": {"a": {"price": "1 + 1 + 1", "style": 1}, "b": {"price": 1, "style": 2}},
            }
        },
        "at most 5 characters in all; got 9",
    ),
    "MOST_DISTRIBUTIONS": (
        0,
        {"table": {**TWO["table"], "a": [{"base": 0, "distribution": {"family": "norm"}}, 2]}},
        "0 distributions; got 1",
    ),
    "MOST_LOG_ENTRIES": (
        0,
        {
            "evidence": [
                {"date": "2026-01-01", "statement": "s", "judgement": ["a", "price"], "base": 3}
            ]
        },
        "0 entries; got 1",
    ),
}


@pytest.mark.parametrize("limit", LIMITS)
def test_what_takes_minutes_to_read_is_refused_by_name(limit, monkeypatch):
    most, more, said = LIMITS[limit]
    document = {**TWO, **more}
    assert study.from_dict(document).title == "Which"
    monkeypatch.setattr(f"{reading.__name__}._very_many.{limit}", most)
    assert said in str(refused(document))


def test_samples_are_as_many_as_scores_may_be(tmp_path, capsys):
    rows = {f"a{i}": [i, 1] for i in range(MANY)}
    assert study.from_dict(TWO).n_samples == 10_000
    said = {**CARS, "table": rows, "simulation": {"samples": 8_389}}
    told = (
        "8,389 samples of 2,000 alternatives must not be more than 16,777,216 scores: at most"
        " 8,388 samples"
    )
    error = refused(said)
    assert f"simulation > samples: {told}" in str(error)
    # a bare table cannot say how many; a run can, and is held to the same
    path = tmp_path / "table.csv"
    path.write_text("\n".join(["of,c,d", *(f"a{i},{i},1" for i in range(MANY))]))
    # 2**24 // 2,000
    assert study.load(path).n_samples == 8_388
    assert main(["run", str(path), "--samples", "8389"]) == 2
    assert f"run --samples: {told}" in capsys.readouterr().err


def test_labels_that_hold_a_colon_keep_their_scales():
    found = study.from_dict(
        {**CARS, "criteria": ["b", "a: b"], "table": {"x: a": [1, 50], "y": [9, 70]}}
    )
    # 'x: a: b' is of b, and ends as a cell of the other criterion does
    assert found.ranges == {"b": (1, 9), "a: b": (50, 70)}


def test_the_tried_ends_of_ranges_take_bounded_memory():
    # one array a number of a thousand corners each would take 300 MB
    judged = {f"p{i}": {"low": 0, "base": 1, "high": 2} for i in range(20_000)}
    large = SimpleNamespace(
        predictions=(),
        derived={},
        tree_numbers={n: Parameter(n, **entry) for n, entry in judged.items()},
    )
    tracemalloc.start()
    rows = _over_ranges._tried(large)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2**26
    # as many corners as there is room for, and each end of a number is among them
    assert all(set(column) == {0, 1, 2} for column in itertools.islice(rows.values(), 20))
    assert len(rows["p0"]) == 1 + 2**20 // 20_000


def test_a_tree_of_many_numbers_and_options_says_that_none_is_varied_alone():
    names = [f"p{i}" for i in range(400)]
    asked = study.from_dict(
        {
            "kind": "study",
            "title": "Which",
            "parameters": {name: {"low": 0, "base": 1, "high": 2} for name in names},
            "tree": {"decision": "d", "options": {f"x{name}": name for name in names}},
        }
    )
    analysis = study.analyze(asked, questions=["sensitivity", "information"])
    said = analysis.to_text()
    assert "The 400 uncertain numbers of the tree are not varied one at a time" in said
    assert "400 strategies there are 160,000 combinations, more than 131,072" in " ".join(
        said.split()
    )
    assert "too many to ask about each" in " ".join(said.split())


def test_of_many_alternatives_the_highest_ranked_are_compared():
    table = {f"a{i}": [{"low": i, "base": i + 1, "high": i + 2}, i % 7] for i in range(1100)}
    asked = study.from_dict(
        {
            **CARS,
            "criteria": ["price", "style"],
            "weights": {"price": 1, "style": 1},
            "simulation": {"samples": 20},
            "table": table,
        }
    )
    analysis = study.analyze(asked, questions=["stakeholders", "robustness"])
    (view,) = (r for name, r in analysis.results.items() if name.startswith("smaa: "))
    assert len(view.alternatives) == 1000
    assert "a1099" in view.alternatives
    assert "a0" not in view.alternatives
    said = " ".join(analysis.to_text().split())
    assert said.count("Of the 1,100 alternatives the 1,000 that rank highest are compared.") == 2


def test_a_tree_of_many_branches_is_drawn_or_said_not_to_be():
    for count, drawn in ((61, True), (401, False)):
        options = {f"option {i}": i for i in range(count)}
        document = {"kind": "study", "title": "Which", "questions": ["tree"]}
        analysis = study.analyze(
            study.from_dict({**document, "tree": {"decision": "d", "options": options}})
        )
        [section] = analysis.sections
        assert any(figure.name == "tree" for figure in section.figures) == drawn
        assert (f"it begins with {count} branches" in " ".join(section.text)) != drawn
        for figure in section.figures:
            figure.draw()
    plt.close("all")
