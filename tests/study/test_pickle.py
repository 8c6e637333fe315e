"""Studies, analyses, documents and published cases can be pickled and copied, and answer as
before."""

import copy
import pickle

import numpy as np
import pytest

from decision_analysis import catalog, io, study

COPIES = {
    "pickle": lambda thing: pickle.loads(pickle.dumps(thing)),
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
}
EVERY = pytest.mark.parametrize("duplicate", COPIES.values(), ids=COPIES)


@pytest.fixture(scope="module")
def flagship(flagship_path):
    return study.load(flagship_path)


@EVERY
def test_studies_and_their_parts(flagship, duplicate):
    again = duplicate(flagship)
    assert repr(again) == repr(flagship)
    np.testing.assert_array_equal(again.strategies().values, flagship.strategies().values)
    totals = {criterion.name: 40.0 for criterion in flagship.criteria}
    assert duplicate(flagship.attribute())(totals) == flagship.attribute()(totals)
    who = flagship.decider
    assert duplicate(who).weights() == who.weights()
    assert duplicate(flagship.predictions[0]).gives == flagship.predictions[0].gives


@EVERY
def test_analyses(flagship_run, duplicate):
    analysis = flagship_run.analysis
    again = duplicate(analysis)
    assert again.to_text() == analysis.to_text()
    assert again.to_text() in flagship_run.out  # as it was where it was made
    assert list(again.results) == list(analysis.results)


@EVERY
@pytest.mark.parametrize("name", catalog.names())
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_cases(name, duplicate):
    case = catalog.load(name)
    again = duplicate(case)
    assert repr(again) == repr(case)
    assert again.expected == case.expected
    with pytest.raises(TypeError):
        again.expected["other"] = 1


@EVERY
def test_documents(duplicate, tmp_path):
    (tmp_path / "file.yaml").write_text("a: &x [1, 2]\nb: *x\n")
    document = io.read(tmp_path / "file.yaml")
    again = duplicate(document)
    assert again.data == document.data
    assert again.where(["b", 1]) == document.where(["b", 1])
