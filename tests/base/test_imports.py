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
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.parametrize("touch", ["", "; [getattr(decision_analysis, name) for name in decision_analysis.__all__]"])
def test_neither_the_import_nor_any_package_loads_anything_heavy(touch):
    assert run(f"import sys, decision_analysis{touch}; print([m for m in {HEAVY!r} if m in sys.modules])") == "[]"


def test_every_package_is_reached_by_its_name():
    assert (
        run("import decision_analysis as da; print(da.mcda.topsis.__name__, da.trees.rollback.__name__)")
        == "topsis rollback"
    )
    assert set(da.__all__) <= set(dir(da))


def test_unknown_names_are_refused():
    with pytest.raises(AttributeError, match="has no attribute 'mdca'"):
        da.mdca  # noqa: B018
