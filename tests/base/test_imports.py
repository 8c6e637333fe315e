"""What `import decision_analysis` loads, and that the minimal install says which extra is missing."""

import subprocess
import sys

HEAVY = (
    "pandas",
    "matplotlib",
    "yaml",
    "dask",
    "distributed",
    "jinja2",
    "jsonschema",
    "scipy.stats",
    "networkx",
    "scipy",
)


def test_import_loads_nothing_heavy():
    code = f"import sys, decision_analysis; print([m for m in {HEAVY!r} if m in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert loaded.strip() == "[]"
