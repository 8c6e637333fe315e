"""Names, reading and the schema of the files."""

import dataclasses
import json
import re
import subprocess
import sys
from importlib import resources

import jsonschema
import numpy as np
import pytest

from decision_analysis import DecisionTable, catalog
from decision_analysis.errors import InvalidInputError

FILES = resources.files("decision_analysis.catalog")
SCHEMA = json.loads(FILES.joinpath("schema.json").read_text(encoding="utf-8"))


def read(name):
    return json.loads(FILES.joinpath(f"{name}.json").read_text(encoding="utf-8"))


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", catalog.names())
def test_every_file_fits_the_schema(name):
    data = read(name)
    jsonschema.Draft202012Validator(SCHEMA).validate(data)
    assert set(data["tolerance"]) == set(data["expected"])
    assert re.fullmatch(r"[a-z_]+(_\d{4})?/[a-z0-9_]+", name)


@pytest.mark.parametrize(
    "change",
    [
        {"method": "topsis"},
        {"method": "os.system"},
        {"figures_are": ""},
        {"figures_are": "quoted"},
        {"figures_are": "printed: in the book"},
        {"tolerance": {"scores": "about"}},
        {"tolerance": {"scores": -1}},
        {"weights": "equal"},
        {
            "table": {
                "criteria": [{"name": "a", "goal": "cheap"}],
                "alternatives": ["x"],
                "values": [[1]],
            }
        },
        {"options": {"Bad Name": 1}},
        {"inputs": {"root": {"method": "trees.from_dict", "arguments": {}}}},
        {"surprise": 1},
        {"disputed": [{"field": "scores", "given": 0.5, "ours": 0.6, "tolerance": 0.05}]},
    ],
)
def test_the_schema_refuses(change):
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(SCHEMA).validate(read("tzeng_2011/topsis") | change)


def test_importing_reads_no_file():
    """Every opened JSON file is an audit event."""
    script = (
        "import sys; opened = []; "
        "sys.addaudithook(lambda event, args: event == 'open' and opened.append(str(args[0]))); "
        "from decision_analysis import catalog; "
        "assert not [name for name in opened if name.endswith('.json')]; "
        "catalog.load('tzeng_2011/topsis'); "
        "assert len([name for name in opened if name.endswith('.json')]) == 1"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_names_are_sorted_and_unique():
    names = catalog.names()
    assert len(names) > 100
    assert list(names) == sorted(set(names))


ORIGINS = ("read", "quoted", "output", "recalled", "recomputed")


def test_a_case_tells_how_its_figures_got_here():
    origins = {
        name: catalog.load(name).origin
        for name in ("tzeng_2011/topsis", "opricovic_2004/topsis_vector")
    }
    assert origins == {"tzeng_2011/topsis": "quoted", "opricovic_2004/topsis_vector": "recomputed"}
    found = {read(name)["figures_are"].partition(":")[0] for name in catalog.names()}
    assert found <= set(ORIGINS)
    assert len(found) > 3


@pytest.mark.parametrize("name", catalog.names())
def test_only_figures_read_in_the_publication_are_called_printed(name):
    data = read(name)
    texts = [data[key] for key in ("source", "found_in", "figures_are", "notes")]
    texts += [dispute["why"] for dispute in data.get("disputed", [])]
    assert data["figures_are"].startswith("read: ") or not re.search(
        r"(?i)\bprint(s|ed)?\b", " ".join(texts)
    )


def test_pages_show_figures_of_cases_with_the_word_of_the_case(pytestconfig):
    """A page that shows `expected` takes the word beside it from the case, and no code calls
    anything printed."""
    root = pytestconfig.rootpath
    pages = [root / "README.md", *(root / "docs").rglob("*.md"), *(root / "src").rglob("*.py")]
    lines = [line for page in pages for line in page.read_text(encoding="utf-8").splitlines()]
    assert [line for line in lines if re.search(r"""["']printed|[Pp]rinted:""", line)] == []
    shown = [line for line in lines if re.match(r"(>>> )?print\(.*\.expected\[", line)]
    assert shown
    assert all(".origin}" in line for line in shown)


def test_an_unknown_case_is_refused_with_a_proposal():
    with pytest.raises(
        InvalidInputError,
        match=r"catalog.load\(\): unknown case 'tzeng_2011/topsi' \(did you mean 'tz",
    ):
        catalog.load("tzeng_2011/topsi")
    with pytest.raises(InvalidInputError, match="unknown case"):
        catalog.load("../errors")


def test_a_case_is_ready_to_use():
    case = catalog.load("opricovic_2004/vikor")
    assert isinstance(case.table, DecisionTable)
    assert case.table.criteria[0].goal == "min"
    assert case.weights == [0.5, 0.5]
    assert case.method == "mcda.vikor"
    assert "EJOR" in case.source
    assert repr(case).startswith("Case('opricovic_2004/vikor', mcda.vikor: Opricovic")
    assert repr(case).endswith("; figures: quoted)")
    with pytest.raises(TypeError):
        case.options["strategy_weight"] = 1
    with pytest.raises(dataclasses.FrozenInstanceError):
        case.table = None


def test_a_case_finds_what_differs():
    case = catalog.load("opricovic_2004/vikor")
    wrong = dataclasses.replace(case.run(), scores=np.array([1.0, 0.1, 1.0]))
    assert case.compare(wrong) == [
        "opricovic_2004/vikor: scores[1] must be 0.0 to within 1e-06; got 0.1"
    ]
