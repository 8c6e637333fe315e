"""Studies say whether another says the same; their labels are plain text, whatever kind of text
came."""

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
