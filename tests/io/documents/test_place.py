"""Places: line and column in one number, in the order of the file."""

import sys

from decision_analysis.io.documents import _place


def test_line_and_column_come_out_as_they_went_in():
    for line, column in ((1, 1), (1, 2**30 - 1), (2**29, 64_000_000), (3, 7)):
        position = _place.position(line, column)
        assert (_place.line_of(position), _place.column_of(position)) == (line, column)
        assert _place.line_of((position, [])) == line
    assert _place.line_of(0) == _place.column_of(0) == 0


def test_positions_are_ordered_as_text_and_take_no_more_than_a_number():
    places = [(1, 1), (1, 64_000_000), (2, 1), (2, 2), (10, 1)]
    positions = [_place.position(*place) for place in places]
    assert positions == sorted(positions)
    assert max(map(sys.getsizeof, positions)) <= 32


def test_places_are_written_with_keys_or_without():
    assert _place.placed("a.yaml", _place.position(3, 5)) == "a.yaml:3:5"
    assert _place.placed("a.yaml", (_place.position(3, 5), {}), "x > y") == "a.yaml:3:5: x > y"
