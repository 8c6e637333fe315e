"""Every picture test: no screen, no figure left open, no global setting changed."""

import matplotlib
import matplotlib.pyplot as plt
import pytest

matplotlib.use("Agg")


@pytest.fixture(autouse=True)
def _tidy(monkeypatch):
    def show(*args, **kwargs):
        raise AssertionError("a picture was shown")

    monkeypatch.setattr(plt, "show", show)
    settings = dict(matplotlib.rcParams)
    yield
    plt.close("all")
    assert dict(matplotlib.rcParams) == settings
