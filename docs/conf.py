"""Sphinx configuration; the reference is generated from every package's `__all__`."""

import importlib
import inspect
from pathlib import Path

import decision_analysis as da

project = "decision_analysis"
author = "the decision_analysis developers"
copyright = "2026, the decision_analysis developers"  # noqa: A001 (Sphinx's own name)
release = version = da.__version__

extensions = ["myst_nb", "numpydoc", "sphinx.ext.autodoc", "sphinx.ext.autosummary", "sphinx.ext.mathjax"]
exclude_patterns = ["_build", "jupyter_execute", "README.md"]
html_theme = "furo"
html_title = "decision_analysis"
myst_enable_extensions = ["dollarmath", "colon_fence"]
myst_heading_anchors = 3
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 300
numpydoc_show_class_members = False
numpydoc_class_members_toctree = False
autodoc_typehints = "none"
autosummary_generate = True

PACKAGES = [
    "decision_analysis",
    *(
        f"decision_analysis.{name}"
        for name in da.__all__
        if inspect.ismodule(getattr(da, name)) and name not in ("core",)
    ),
    "decision_analysis.mcda.preference",
]


def write_reference() -> None:
    """Write one page for each package, with a table of its public names."""
    folder = Path(__file__).parent / "reference"
    folder.mkdir(exist_ok=True)
    titles = []
    for package in PACKAGES:
        module = importlib.import_module(package)
        members = [n for n in module.__all__ if not inspect.ismodule(getattr(module, n))]
        title = package.removeprefix("decision_analysis.")
        first, _, rest = (inspect.getdoc(module) or "").partition("\n\n")
        rows = "\n   ".join(members)
        text = f"{title}\n{'=' * len(title)}\n\n{first}\n\n{rest}\n\n.. currentmodule:: {package}\n\n"
        text += f".. autosummary::\n   :toctree: generated\n   :nosignatures:\n\n   {rows}\n"
        (folder / f"{title}.rst").write_text(text, encoding="utf-8")
        titles.append(title)
    listed = "\n   ".join(titles)
    index = f"Reference\n=========\n\n.. toctree::\n   :maxdepth: 1\n\n   {listed}\n"
    (folder / "index.rst").write_text(index, encoding="utf-8")


write_reference()
