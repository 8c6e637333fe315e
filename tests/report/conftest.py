"""A browser for all tests of the page, and pages that several of them open."""

import pytest

import made_analyses as made
from chromium import Browser, wanted
from decision_analysis.study.page import page


@pytest.fixture(scope="session")
def browser():
    """Return a headless Chromium."""
    one = Browser(wanted())
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
