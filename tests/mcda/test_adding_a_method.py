"""A method is its file, two lines in the package's face, a case, a paragraph, a test file and a
line in the changelog; a family that needs more fails here."""

import ast
import inspect
import json
from pathlib import Path

import pytest

from conformance_options import OF_ANY_TABLE, options_for
from decision_analysis import DecisionTable, mcda, weights
from decision_analysis.core import Result

ROOT = Path(__file__).parents[2]
PACKAGE = Path(mcda.__file__).parents[1]
FACES = {"mcda": mcda, "weights": weights}
METHODS = {
    # the function itself, also of one whose results remember the call
    f"{package}.{name}": inspect.unwrap(getattr(face, name))
    for package, face in FACES.items()
    for name in face.__all__
    if inspect.isfunction(getattr(face, name)) and getattr(face, name).__module__.count(".") > 2
}
"""Methods by public name; `dominance`, which is of `core`, is shown here only."""
WITHOUT_A_CASE = {"mcda.compare", "mcda.explain", "weights.equal", "weights.direct"}
WITHOUT_A_TEST_FILE = {"weights.direct"}
"""It shares the tests of `swing`, whose arithmetic it has."""


@pytest.fixture(scope="module")
def sources():
    """Return the text of every file of the library, by path."""
    return {path: path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")}


@pytest.fixture(scope="module")
def cases():
    """Return the methods that have a published case."""
    files = (PACKAGE / "catalog").glob("*/*.json")
    data = [json.loads(path.read_text(encoding="utf-8")) for path in files]
    return {case["method"] for case in data if "method" in case}


def test_the_methods_are_found():
    assert {"mcda.topsis", "mcda.electre_tri", "mcda.cost_effectiveness", "weights.ahp"} <= {
        *METHODS
    }


@pytest.mark.parametrize("name", METHODS)
def test_a_method_is_one_file_of_its_family_that_only_the_face_imports(name, sources):
    package, _, function = name.partition(".")
    path = Path(inspect.getfile(METHODS[name]))
    assert path.stem == f"_{function}"
    assert path.parent.parent == Path(FACES[package].__file__).parent
    others = {
        file.relative_to(PACKAGE)
        for file, text in sources.items()
        if f"{path.parent.name}.{path.stem} import" in text and file.parent != path.parent
    }
    assert others == {Path(FACES[package].__file__).relative_to(PACKAGE)}


@pytest.mark.parametrize("name", METHODS)
def test_a_method_has_a_case_a_paragraph_and_a_test_file(name, cases):
    assert name in cases | WITHOUT_A_CASE
    pages = (ROOT / "docs" / "methods").glob("*.md")
    assert any(f"`{name}`" in page.read_text(encoding="utf-8") for page in pages)
    path = Path(inspect.getfile(METHODS[name]))
    tests = ROOT / "tests" / path.relative_to(PACKAGE).parent
    assert (tests / f"test{path.stem}.py").exists() or name in WITHOUT_A_TEST_FILE


@pytest.mark.parametrize("name", METHODS)
def test_what_a_method_returns_is_public_where_the_method_is(name):
    package = name.partition(".")[0]
    module = inspect.getmodule(METHODS[name])
    own = [
        kind
        for _, kind in inspect.getmembers(module, inspect.isclass)
        if issubclass(kind, Result) and kind.__module__ == module.__name__
    ]
    assert [kind.__name__ for kind in own if kind.__name__ not in FACES[package].__all__] == []


def test_conformance_has_a_value_for_every_required_option():
    table = DecisionTable([[1.0, 4.0], [2.0, 3.0]], ["x", "y"], ["a", "b"])
    of_tables = [
        method
        for method in METHODS.values()
        if next(iter(inspect.signature(method).parameters)) == "table"
    ]
    for method in of_tables:
        options_for(OF_ANY_TABLE.get(method, method))(table)


@pytest.mark.parametrize("face", FACES.values(), ids=FACES)
def test_dir_shows_methods_and_nothing_else(face):
    functions = [name for name in face.__all__ if inspect.isfunction(getattr(face, name))]
    assert dir(face) == sorted(functions)


@pytest.mark.parametrize("package", FACES)
def test_a_family_holds_but_a_sentence_and_its_files(package):
    folder = Path(FACES[package].__file__).parent
    families = [path for path in folder.glob("*/__init__.py") if path.parent.name != "preference"]
    for path in families:
        (sentence,) = ast.parse(path.read_text(encoding="utf-8")).body
        assert isinstance(sentence, ast.Expr)
        assert isinstance(sentence.value.value, str)
