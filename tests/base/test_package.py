"""The package as indexes see it: one name, one version, extras that hold what is imported."""

import ast
import re
import subprocess
import sys
import tomllib

import pytest

import decision_analysis as da
from decision_analysis._arrays import DISTRIBUTION

MODULES = {"pyyaml": "yaml"}
"""What packages are imported as, where that is another name."""
FOR_DEVELOPERS = {"test", "docs", "crosscheck"}
MADE_BY_USERS = {"dask"}
"""Extras of which users hand objects in, such as a cluster's client; nothing imports them."""


@pytest.fixture(scope="module")
def project(pytestconfig):
    return tomllib.loads((pytestconfig.rootpath / "pyproject.toml").read_text(encoding="utf-8"))[
        "project"
    ]


@pytest.fixture(scope="module")
def extras(project):
    """Return the modules of each extra; what it takes from other extras is among them."""
    given = project["optional-dependencies"]

    def modules(extra):
        found = set()
        for requirement in given[extra]:
            name, others = re.match(r"([\w.-]+)(?:\[([\w,]+)\])?", requirement).groups()
            if name == DISTRIBUTION:
                found.update(*map(modules, others.split(",")))
            else:
                found.add(module(name))
        return found

    return {extra: modules(extra) for extra in given}


def module(requirement):
    name = re.match(r"[\w.-]+", requirement)[0].lower()
    return MODULES.get(name, name)


@pytest.fixture(scope="module")
def imported(pytestconfig):
    """Return the modules that are imported, and those that are optional with their extras."""
    by_statement, by_extra = set(), set()
    for path in (pytestconfig.rootpath / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Import(names):
                    by_statement.update(alias.name.partition(".")[0] for alias in names)
                case ast.ImportFrom(name, _, 0):
                    by_statement.add(name.partition(".")[0])
                case ast.Call(ast.Name("optional_import"), [ast.Constant(name)], keywords):
                    (extra,) = (word.value.value for word in keywords if word.arg == "extra")
                    by_extra.add((name.partition(".")[0], extra))
    others = by_statement - sys.stdlib_module_names - {"decision_analysis"}
    return others, by_extra


def test_what_is_optional_is_in_the_extra_that_the_hint_names(imported, extras):
    _, by_extra = imported
    assert len(by_extra) > 3
    assert [
        (name, extra) for name, extra in sorted(by_extra) if name not in extras.get(extra, ())
    ] == []


def test_extras_hold_what_is_imported_and_nothing_else(imported, extras, project):
    by_statement, by_extra = imported
    for_users = set().union(
        *(extras[extra] for extra in extras if extra not in FOR_DEVELOPERS | MADE_BY_USERS)
    )
    assert for_users == {name for name, _ in by_extra} == extras["all"]
    core = set(map(module, project["dependencies"]))
    assert core <= by_statement <= core | for_users


def test_tests_have_all_that_users_may_have(extras):
    assert extras["all"] < extras["test"]
    assert extras["all"] < extras["docs"]


def test_one_name_and_one_version(project, pytestconfig):
    assert project["name"] == DISTRIBUTION
    assert "version" in project["dynamic"]
    citation = (pytestconfig.rootpath / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\nversion: {da.__version__}\n" in citation
    log = (pytestconfig.rootpath / "CHANGELOG.md").read_text(encoding="utf-8")
    newest, unreleased = re.search(r"^## (\S+)( \(unreleased\))?$", log, re.MULTILINE).groups()
    assert newest == da.__version__
    assert bool(unreleased) != bool(re.search(r"^date-released: \d{4}-\d\d-\d\d$", citation, re.M))
    done = subprocess.run(
        [sys.executable, "-m", "decision_analysis", "--version"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == f"decision_analysis {da.__version__}\n"


def test_no_page_or_message_installs_the_package_of_others(pytestconfig):
    root = pytestconfig.rootpath
    files = [root / "pyproject.toml", root / ".ci/run", *root.glob("*.md")]
    for folder in ("src", "docs", "tests", "examples", "benchmarks", "crosscheck"):
        files += [
            path
            for path in (root / folder).rglob("*")
            if path.suffix in (".py", ".md", ".cff", ".yaml")
        ]
    stranger = re.compile(
        r"(?<![\w/-])decision[-.]analysis(?=\[|['\"]? *(?:[<>=~!]=|@))|install"
        r" +decision[-_.]analysis\b(?!-)"
    )
    assert [path for path in files if stranger.search(path.read_text(encoding="utf-8"))] == []
