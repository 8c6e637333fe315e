"""Every public name has a docstring in numpydoc's form, with all parameters, returns and what is
raised."""

import inspect

import pytest
from numpydoc.validate import validate

import decision_analysis as da
from decision_analysis.core import Result
from public_members import members

LEFT_OUT = {"ES01", "SA01", "GL01"}  # extended summary, see also, summary on the second line
OF_MEMBERS = {
    "EX01",
    "RT01",
}  # the example stands at the class; a summary "Return ..." may say it all
OF_PROPERTIES = {"PR01", "RT03", "YD01"}  # documented as attributes
OF_RECORDS = {
    "PR01",
    "PR02",
    "PR04",
}  # results declare their fields with `step`, which documents them


def public_names():
    for package in filter(
        inspect.ismodule, [da, da.mcda.preference, *(getattr(da, name) for name in da.__all__)]
    ):
        for name in getattr(package, "__all__", []):
            value = getattr(package, name)
            if inspect.isclass(value) or inspect.isfunction(value):
                yield f"{package.__name__}.{name}", value, set()
            for key, member in members(value).items() if inspect.isclass(value) else ():
                if not key.startswith("_") and isinstance(member, property):
                    yield f"{package.__name__}.{name}.{key}", member, OF_MEMBERS | OF_PROPERTIES
                elif not key.startswith("_") and (
                    inspect.isfunction(member) or isinstance(member, classmethod)
                ):
                    yield f"{package.__name__}.{name}.{key}", member, OF_MEMBERS


NAMES = {name: (value, left_out) for name, value, left_out in public_names()}


@pytest.mark.parametrize("name", sorted(NAMES))
def test_docstring_is_complete(name):
    value, left_out = NAMES[name]
    if inspect.isclass(value):
        left_out = left_out | OF_MEMBERS
        if issubclass(value, Result | Exception):
            left_out = left_out | OF_RECORDS
    errors = [error for error in validate(name)["errors"] if error[0] not in left_out | LEFT_OUT]
    assert not errors


def test_every_method_has_a_paragraph(pytestconfig):
    pages = "".join(
        page.read_text() for page in (pytestconfig.rootpath / "docs" / "methods").glob("*.md")
    )
    functions = {
        f"{package}.{name}"
        for package in ("mcda", "weights")
        for name in getattr(da, package).__all__
        if inspect.isfunction(getattr(getattr(da, package), name))
    }
    assert not {name for name in functions if f"`{name}`" not in pages}
