"""Every row of the table is run: ours is right, the peer says what is said of it, and README.md
shows the row."""

import numpy as np
import pytest

from crosscheck import coverage, known_disagreements, peers
from crosscheck.disagreements import ROWS

EXACT = 1e-4


def same(answer, expected, off=EXACT):
    """Say whether an answer is the one written down: numbers within `off`, else exactly."""
    if isinstance(expected, list | tuple) and expected and isinstance(expected[0], int | float):
        answer = np.asarray(answer, dtype=float)
        return answer.shape == np.shape(expected) and np.allclose(
            answer, expected, rtol=0, atol=off, equal_nan=True
        )
    if isinstance(expected, float | int) and not isinstance(expected, bool):
        return bool(np.isclose(float(answer), expected, rtol=0, atol=off, equal_nan=True))
    return answer == expected


@pytest.mark.parametrize("row", ROWS, ids=[f"{row.method}-{row.package}" for row in ROWS])
def test_ours_is_right(row):
    answer = row.ours()
    assert same(answer, row.right), f"ours: {answer}"


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(row, marks=peers.needs(row.package), id=f"{row.method}-{row.package}")
        for row in ROWS
    ],
)
def test_the_peer_still_disagrees(row):
    answer = row.theirs()
    told = f"{peers.version(row.package)} now answers {answer}: correct or drop the row"
    assert same(answer, row.wrong, row.off), told
    if row.off > EXACT:
        assert not same(answer, row.right), told


def test_a_disagreement_is_one():
    for row in ROWS:
        assert known_disagreements.shown(row.right) != known_disagreements.shown(row.wrong), (
            row.method
        )


def test_the_readme_shows_the_table():
    assert (
        known_disagreements.README.read_text(encoding="utf-8") == known_disagreements.written()
    ), "run python -m crosscheck.known_disagreements"


def test_what_a_peer_has_is_compared_or_differs():
    assert coverage.gaps() == []
    named = {name for names in coverage.OFFERED.values() for name in names.split()}
    assert named <= set(coverage.methods())
    assert {name for name, _ in coverage.compared()} <= set(coverage.methods())


def test_every_row_is_about_a_function_of_ours_and_differs_from_the_others():
    for row in ROWS:
        coverage.subject(row)
    told = [(row.method, row.package, row.given) for row in ROWS]
    assert len(set(told)) == len(told)
