"""`Scores`: which of those that tie is the best."""

import numpy as np

from decision_analysis import Scores
from decision_analysis._arrays import best_places


def test_the_best_is_the_greatest_of_those_that_tie_unless_the_last_bits_say_so():
    def scores(values, **options):
        return Scores(method="m", alternatives=("a", "b", "c"), scores=values, **options)

    # 100 and 109 tie by the largest score of all, but are not alike
    found = scores([-1e13, 100.0, 109.0])
    assert (found.best, found.order[0], found.tied_best) == ("c", "c", ("b", "c"))
    assert scores([1e13, 109.0, 100.0], higher_is_better=False).best == "c"
    assert scores([1e11 + 0.57, 1e11 + 0.54, 1e11 + 0.6]).best == "c"
    # 0.1 + 0.2 is a float above 0.3
    assert scores([0.3, 0.1 + 0.2, 0.0]).best == "a"
    assert scores([0.1 + 0.2, 0.3, 0.4], higher_is_better=False).best == "a"


def test_the_best_of_each_row_is_told_as_that_of_one():
    rows = np.array([[0.3, 0.3 + 1e-14, 0.1], [0.3, 0.3 + 1e-16, 0.1], [-2, -1, -1], [0, 0, 0]])
    rows = np.stack([rows, rows[::-1]])
    for higher in (True, False):
        places = best_places(rows, higher_is_better=higher)
        assert places.shape == rows.shape[:-1]
        for at in np.ndindex(places.shape):
            one = Scores(
                method="s", alternatives=list("abc"), scores=rows[at], higher_is_better=higher
            )
            assert one.best == "abc"[places[at]]
    assert best_places(rows)[0].tolist() == [1, 0, 1, 0]
