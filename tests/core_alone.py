"""`--core-alone` leaves out the test files that need a package of the extras."""

import ast
import functools
from pathlib import Path

EXTRAS = frozenset(
    {
        *("dask", "distributed", "importlinter", "joblib", "jsonschema"),
        *("matplotlib", "openpyxl", "pandas", "yaml"),
    }
)
"""Packages that the core does without; hypothesis stays, for the tests themselves use it."""
FRAMES = frozenset({"to_frame", "from_frame", "steps_frame"})
"""Methods that answer only where pandas is installed."""
FILES = (".yaml", ".xlsx")
"""Files that are read and written only where an extra is installed."""
TESTS = Path(__file__).parent


def pytest_addoption(parser):
    """Add the option."""
    parser.addoption("--core-alone", action="store_true", help="leave out tests that need extras")


def pytest_ignore_collect(collection_path, config):
    """Leave out a file that needs an extra, itself or through another file of the tests."""
    left_out = config.getoption("core_alone") and collection_path.suffix == ".py"
    return True if left_out and needs_extras(collection_path) else None


@functools.cache
def needs_extras(path):
    """Say whether a file imports an extra, wherever in it, draws, or asks for a data frame."""
    imported, attributes, draws = set(), set(), False
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            imported |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Attribute):
            attributes.add(node.attr)
        elif isinstance(node, ast.Call):
            draws |= ast.unparse(node.func).startswith("plot.")
        elif isinstance(node, ast.Constant) and str(node.value).endswith(FILES):
            return True
    if draws or attributes & FRAMES or {name.partition(".")[0] for name in imported} & EXTRAS:
        return True
    beside = (TESTS / f"{name.replace('.', '/')}.py" for name in imported)
    return any(needs_extras(other) for other in beside if other.exists())


def leave_out(config, items):
    """Leave out the cases of a test whose parameter is the name of an extra."""
    if config.getoption("core_alone"):
        items[:] = [item for item in items if not EXTRAS & set(parameters(item))]


def parameters(item):
    """Return the text among the parameters of a test's case."""
    given = item.callspec.params.values() if hasattr(item, "callspec") else ()
    return [value for value in given if isinstance(value, str)]
