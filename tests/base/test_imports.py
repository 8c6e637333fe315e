"""What imports load: nothing heavy at the top, and every package by its name."""

import subprocess
import sys

import pytest

import decision_analysis as da

HEAVY = (
    "pandas",
    "matplotlib",
    "yaml",
    "dask",
    "distributed",
    "jinja2",
    "jsonschema",
    "hypothesis",
    "networkx",
    "scipy",
)


def run(code):
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.strip()


@pytest.mark.parametrize(
    "touch", ["", "; [getattr(decision_analysis, name) for name in decision_analysis.__all__]"]
)
def test_neither_the_import_nor_any_package_loads_anything_heavy(touch):
    assert (
        run(
            f"import sys, decision_analysis{touch}; print([m for m in {HEAVY!r} if m in"
            " sys.modules])"
        )
        == "[]"
    )


def test_every_package_is_reached_by_its_name():
    assert (
        run(
            "import decision_analysis as da; print(da.mcda.topsis.__name__,"
            " da.trees.rollback.__name__)"
        )
        == "topsis rollback"
    )
    assert set(da.__all__) <= set(dir(da))


PLACES = {
    "topsis": "; it is decision_analysis.mcda.topsis",
    "Decision": "; it is decision_analysis.trees.Decision",
    "InvalidInputError": "; it is decision_analysis.errors.InvalidInputError",
    "linear": "; it is decision_analysis.utility.linear or decision_analysis.value.linear",
    "mdca": " (did you mean decision_analysis.mcda?)",
    "rollbak": " (did you mean decision_analysis.trees.rollback?)",
    "TOPSIS": " (did you mean decision_analysis.mcda.topsis?)",
    "decisiontable": " (did you mean decision_analysis.DecisionTable?)",
    "xyzzy": "",
    "_topsis": "",
}


@pytest.mark.parametrize("name", PLACES)
def test_names_that_stand_elsewhere_or_are_misspelled_are_told(name):
    with pytest.raises(AttributeError) as caught:
        getattr(da, name)
    assert str(caught.value) == f"decision_analysis has no {name!r}{PLACES[name]}"


def test_every_public_name_of_a_package_is_found():
    for package in filter(str.islower, da.__all__):
        for name in set(getattr(da, package).__all__) - set(da.__all__):
            with pytest.raises(
                AttributeError,
                match=rf"has no '{name}'; it is .*\bdecision_analysis\.{package}\.{name}\b",
            ):
                getattr(da, name)


def test_looking_for_what_python_asks_of_modules_loads_nothing():
    code = (
        "import sys, decision_analysis as da; hasattr(da, '__wrapped__');"
        " print(f'{da.__name__}.mcda' in sys.modules)"
    )
    assert run(code) == "False"


def test_a_name_that_is_not_there_cannot_be_imported():
    with pytest.raises(ImportError, match="cannot import name 'topsis' from 'decision_analysis'"):
        from decision_analysis import topsis  # noqa: F401
