"""Dates of a log of evidence: which there are, and which are before others."""

import pytest

from decision_analysis.study.model import backwards, odd_date


@pytest.mark.parametrize(
    "date",
    [
        *("2024", "2024-09", "2024-9-3", "2024-09-13", "13.09.2024", "13/09/2024", "09/13/2024"),
        *(
            "09/2024",
            "3",
            "-3",
            "3/4",
            "24-09-13",
            "now",
            "day 3",
            "before",
            "2024-Q3",
            "KW 45/2024",
        ),
        *(
            "2024-W40",
            "2024-09-13T14:00",
            "13.09.2024 14:00",
            "2024-09-13 afternoon",
            3,
            "1" * 5000,
        ),
    ],
)
def test_what_says_when_is_taken(date):
    assert odd_date(date) == ""
    assert backwards({date: None}, date) is None
    assert backwards({date: None, "start": None}, "start") is None


@pytest.mark.parametrize(
    "date",
    [
        *("2024-13-45", "2024-02-31", "2024-13", "2023-02-29", "30.02.2024", "09.13.2024"),
        *("31/02/2024", "13/13/2024", "13.2024", "2024-09-13T25:00", "13.09.2024 14:61", "0000-01"),
        *("yesterday", "Today", " tomorrow ", "-", " "),
    ],
)
def test_what_cannot_be_is_refused(date):
    assert odd_date(date).startswith("must be a date that there is, such as 2024-09-13,")


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        *(("2024", "2025"), ("2024-09", "2024-10"), ("2024-9", "2024-10"), ("2023-12", "2024")),
        *(("30.09.2024", "01.10.2024"), ("2024-09", "01.10.2024"), ("13/09/2024", "14/09/2024")),
        *(
            ("day 3", "day 10"),
            ("day -10", "day -3"),
            ("day -3", "day 3"),
            ("-3", "2"),
            ("day-3", "day-4"),
        ),
    ],
)
def test_dates_as_text_have_their_order(earlier, later):
    assert backwards({earlier: None}, later) is None
    assert backwards({later: None}, earlier) == later


def test_what_may_be_either_is_in_the_order_of_the_log():
    # a month is not before its year, and 04/12 may be in April or December
    for first, second in [("2024", "2024-09"), ("04/12/2024", "05/01/2024"), ("then", "now")]:
        assert backwards({first: None}, second) is None
        assert backwards({second: None}, first) is None
    assert backwards({"then": None, "now": None}, "then") == "now"
    assert backwards({"1" * 5000: None}, "1" * 4999) is None
