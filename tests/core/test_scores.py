"""`Scores`: which of those that tie is the best."""

from decision_analysis import Scores


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
