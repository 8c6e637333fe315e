"""`unlaid`: pictures that matplotlib does not lay out, for sweeps that ask what is refused and what
is drawn, and not where.

A layout measures every text of a picture and is most of the time that a small picture takes.
`tests/plot`, the calls with valid arguments and the fuzz lay pictures out.
"""

import pytest
from matplotlib.layout_engine import ConstrainedLayoutEngine


@pytest.fixture
def unlaid(monkeypatch):
    """Leave axes of new figures where they are."""
    monkeypatch.setattr(ConstrainedLayoutEngine, "execute", lambda engine, figure: None)
