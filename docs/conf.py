"""Sphinx configuration; the reference is written from every package's `__all__`, and the page of
reproduced cases from the catalog, before the pages are read."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "_ext"))

import reference_pages  # noqa: E402 (found through the line above)
import reproduction_page  # noqa: E402

import decision_analysis as da  # noqa: E402

project = "decision_analysis"
author = "the decision_analysis developers"
copyright = "2026, the decision_analysis developers"  # noqa: A001 (Sphinx's own name)
release = version = da.__version__

extensions = [
    "myst_nb",
    "numpydoc",
    "sphinx.ext.autodoc",
    "sphinx.ext.mathjax",
    "name_links",
    "own_branch",
    "result_fields",
]
exclude_patterns = ["_build", "_ext", "jupyter_execute"]
default_role = "literal"
add_module_names = False
html_theme = "furo"
html_title = "decision_analysis"
html_static_path = ["_static"]
html_css_files = ["custom.css"]
html_show_sourcelink = False
html_copy_source = False

myst_enable_extensions = ["dollarmath", "colon_fence", "deflist"]
myst_heading_anchors = 3
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 300
nb_merge_streams = True
nb_render_markdown_format = "myst"
nb_code_prompt_show = "Show the code"
nb_code_prompt_hide = "Hide the code"

numpydoc_show_class_members = False
numpydoc_class_members_toctree = False
autodoc_typehints = "none"
autodoc_member_order = "bysource"
autodoc_class_signature = "mixed"

reference_pages.write(HERE / "reference")
reproduction_page.write(HERE / "reproduction.md")
