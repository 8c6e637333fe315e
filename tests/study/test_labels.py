"""Studies say whether another says the same; their labels are plain text, whatever kind of text
came."""

import csv
import re

import numpy as np
import pytest

from decision_analysis import io, study


class Loud(str):
    def __str__(self):
        return self.upper()


def written_in(data, word):
    """Return plain data with all text as a kind of it."""
    if isinstance(data, str):
        return word(data)
    if isinstance(data, dict):
        return {word(key): written_in(entry, word) for key, entry in data.items()}
    return [written_in(entry, word) for entry in data] if isinstance(data, list) else data


def test_studies_are_the_same_where_they_say_the_same(document):
    first = study.from_dict(document)
    assert first.equals(study.from_dict(document))
    assert not first.equals(study.from_dict(document | {"title": "Where to sleep"}))
    assert not first.equals(document)
    document["parameters"]["p_open"]["base"] = 0.81
    assert not first.equals(study.from_dict(document))


@pytest.mark.parametrize("word", [np.str_, Loud])
def test_labels_of_any_kind_of_text_are_plain_and_saved(document, word, tmp_path):
    strange = written_in(document, word)
    made = study.from_dict(strange)
    assert made.equals(study.from_dict(document))
    labels = [
        made.title,
        made.decides,
        *made.alternatives,
        *made.stakeholders,
        *made.groups,
        *made.derived,
    ]
    assert {type(label) for label in labels} == {str}
    for ending in ("json", "yaml"):
        io.save(strange, tmp_path / f"study.{ending}")
        assert study.load(tmp_path / f"study.{ending}").equals(made)


def test_what_is_said_of_hostile_labels_hides_nothing_and_is_no_formula(tmp_path):
    odd = "\x1b[2J\u202e\n# <b>[l](x)"
    names = [f"=a{odd}", f"－b{odd}"]
    made = study.from_dict(
        {
            "kind": "study",
            "title": f"Which{odd}",
            "notice": f"Beware{odd}",
            "criteria": {f"@c{odd}": {}, "d": {}},
            "table": {names[0]: [1, 2], names[1]: [3, 1]},
            "weights": {f"@c{odd}": 1, "d": 1},
            "simulation": {"samples": 4},
        }
    )
    analysis = study.analyze(made, questions=["scores"])
    said = [analysis.to_text(), repr(analysis), repr(made), *map(repr, analysis.sections)]
    marked = analysis.to_markdown(pictures=True)
    for text in (*said, marked):
        assert not {"\x1b", "\u202e"} & set(text)
        assert not any(line.startswith("# <b>") for line in text.splitlines())
    assert said[0].splitlines()[0] == r"Which\x1b[2J\u202e\n# <b>[l](x)"
    assert r"> Beware\x1b[2J\u202e \# &lt;b>[l]\(x)" in marked.splitlines()
    assert set(re.findall(r"\]\(.*?\)", marked)) == {"](scores.png)", "](scores_parts.png)"}
    written = study.write(analysis, tmp_path / "out", pictures=False, html=False)
    tables = [path for path in written if path.suffix == ".csv"]
    for path in tables:
        with path.open(newline="", encoding="utf-8") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "－", "@"))]
        assert f"'{names[0]}" in cells or f"'@c{odd}" in cells
    assert tables
    assert made.alternatives.keys() == set(names)
