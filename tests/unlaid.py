"""Pictures that matplotlib does not lay out, for sweeps that ask what is refused and what is drawn,
and not where.

A layout measures every text of a picture and is most of the time that a small picture takes.
`tests/plot`, the calls with valid arguments and many of the fuzz lay pictures out.
"""

from unittest import mock

import pytest
from matplotlib.layout_engine import ConstrainedLayoutEngine


def without_layout():
    """Return a context in which axes of new figures stay where they are."""
    return mock.patch.object(ConstrainedLayoutEngine, "execute", return_value=None)


@pytest.fixture
def unlaid():
    with without_layout():
        yield
