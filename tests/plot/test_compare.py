"""`plot.compare`: a column of ranks for each method, a line for each alternative, names at ends."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from decision_analysis import DecisionTable, Scores, mcda, plot
from decision_analysis.errors import InvalidInputError


def ranking(*scores):
    def method(table, weights):
        labels = [label for label, _ in zip(table.alternatives, scores, strict=True)]
        return Scores(method="m", alternatives=labels, scores=np.array(scores, dtype=float))

    return method


TABLE = DecisionTable([[1.0], [2.0], [3.0], [4.0]], ["x"], list("abcd"))
FOUND = mcda.compare(
    TABLE,
    [1],
    methods={"one": ranking(4, 3, 2, 1), "two": ranking(1, 3, 3, 0)},
    n_samples=None,
)


def drawn(result, **options):
    ax = plot.compare(result, ax=Figure(figsize=(8, 6)).subplots(), **options)
    lines = [list(line.get_ydata()) for line in ax.lines if line.get_marker() == "None"]
    return ax, lines


def test_a_line_for_each_alternative_and_its_ranks_on_disks():
    ax, lines = drawn(FOUND)
    # mean ranks 2, 1.5, 2, 4: b first, then a and c in the order of the table
    assert sorted(lines) == [[0, 2], [1, 0], [2, 1], [3, 3]]
    assert [label.get_text() for label in ax.get_yticklabels()] == list("abcd")
    words = [text.get_text() for text in ax.texts]
    assert words[:2] == ["one", "two"]
    # b and c tie by the second method: both have its rank 1, one below the other
    disks = sorted(
        (*text.get_position(), text.get_text()) for text in ax.texts if text.get_text().isdigit()
    )
    assert disks == [
        (0, 0, "1"), (0, 1, "2"), (0, 2, "3"), (0, 3, "4"),
        (1, 0, "1"), (1, 1, "1"), (1, 2, "3"), (1, 3, "4"),
    ]  # fmt: skip
    assert words[-4:] == list("bcad")
    # 1.5 / sqrt(5 * 4.5), of mid-ranks 1 2 3 4 and 3 1.5 1.5 4
    assert ax.get_xlabel() == "Spearman correlation of two methods: 0.32"


def test_only_the_first_by_mean_rank_are_drawn_with_their_own_ranks():
    ax, lines = drawn(FOUND, top=2)
    assert sorted(lines) == [[0, 1], [1, 0]]
    assert "top 2 of 4 alternatives by their mean rank" in ax.get_title(loc="left")
    disks = {text.get_text() for text in ax.texts if text.get_text().isdigit()}
    assert disks == {"1", "2", "3"}


def test_what_it_refuses():
    with pytest.raises(InvalidInputError, match=r"^compare\(\): result must be a CompareResult"):
        plot.compare(3)
    batch = mcda.compare(
        TABLE.with_values([TABLE.values] * 2), [1], methods={"s": mcda.weighted_sum}, n_samples=None
    )
    with pytest.raises(InvalidInputError, match="needs one sample, got a batch"):
        plot.compare(batch)
