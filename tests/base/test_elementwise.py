"""Functions of each number by itself give back a Series or a data frame as it came."""

import numpy as np
import pandas as pd
import pytest

from decision_analysis._elementwise import bare, elementwise, like
from decision_analysis.errors import InvalidInputError

SERIES = pd.Series([1, 2], index=["b", "a"], name="price")
FRAME = pd.DataFrame(
    [[1, 2], [3, 4]], index=pd.MultiIndex.from_tuples([("x", 1), ("y", 2)]), columns=[2015, 2016]
)


def twice(numbers):
    return 2 * numbers


def test_a_series_and_a_frame_come_back_with_their_labels():
    pd.testing.assert_series_equal(elementwise("it", SERIES, twice), 2.0 * SERIES)
    pd.testing.assert_frame_equal(elementwise("it", FRAME, twice), 2.0 * FRAME)
    assert bare([1]) == [1]
    assert like([1], "found") == "found"
    assert type(elementwise("it", [1, 2], twice)) is np.ndarray


@pytest.mark.parametrize(
    "given", [SERIES.to_dict(), SERIES.astype(object).where(SERIES > 1, None), SERIES.index]
)
def test_what_else_has_labels_or_no_numbers_is_refused(given):
    with pytest.raises(InvalidInputError, match=r"it must be "):
        elementwise("it", given, twice)
