"""A browser for all tests of the page, and pages that several of them open."""

import os

import pytest

import made_analyses as made
from chromium import Browser, executable
from decision_analysis.study.page import page


@pytest.fixture(scope="session")
def browser():
    """Return a headless Chromium; without one the tests fail in CI, and are left out elsewhere."""
    path = executable()
    if path is None:
        why = "no Chromium is on the PATH: the page is tested in one (apt-get install chromium)"
        if os.environ.get("CI", "").lower() not in ("", "0", "false"):
            pytest.fail(why)
        pytest.skip(why)
    one = Browser(path)
    yield one
    one.close()


@pytest.fixture(scope="session")
def car_study():
    return made.cars()


@pytest.fixture(scope="session")
def car_page(car_study, tmp_path_factory):
    """Return the path of a page with everything on it."""
    summary = (
        "Best: Clio (0.612), with the driver's weights",
        "How sure: best in 54% of the samples",
        "Matters most: price, below 6000 EUR",
        "Worth finding out: the noise",
        "Who disagrees: nobody",
    )
    return written(tmp_path_factory, made.analysis(car_study, summary=summary))


def written(factory, analysis):
    path = factory.mktemp("page") / "report.html"
    path.write_bytes(page(analysis))
    return path
