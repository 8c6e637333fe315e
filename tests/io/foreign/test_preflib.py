"""Elections of PrefLib: both forms, ties and what is left out, and faults with their lines."""

import pathlib

import pytest

from decision_analysis import group, io
from decision_analysis.errors import InvalidInputError, InvalidModelError

DATA = pathlib.Path(__file__).parents[1] / "data"
HEAD = """# FILE NAME: x.toi
# TITLE: A title: with a colon
# NUMBER ALTERNATIVES: 3
# NUMBER VOTERS: 6
# NUMBER UNIQUE ORDERS: 3
# ALTERNATIVE NAME 1: Ann
# ALTERNATIVE NAME 2: Bea, or "B"
# ALTERNATIVE NAME 3: Cy: the third
"""
OLD = """3
1,Ann
2,Bea, or "B"
3,Cy: the third
6,6,3
"""
ORDERS = {"3": "{1, 3},2", "2": " 2 , 1", "1": "3"}


@pytest.fixture
def load(tmp_path):
    def load(text, name="x.toi", **options):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return io.load(path, **options)

    return load


@pytest.fixture
def problems(load, tmp_path):
    def problems(text, name="x.toi"):
        with pytest.raises(InvalidModelError, match=r"load\(\): ") as caught:
            load(text, name)
        return [problem.removeprefix(f"{tmp_path}/{name}:") for problem in caught.value.problems]

    return problems


def new(orders=ORDERS):
    return HEAD + "".join(f"{count}: {order}\n" for count, order in orders.items())


def old(orders=ORDERS):
    return OLD + "".join(f"{count},{order}\n" for count, order in orders.items())


def test_tennessee_is_what_voting_rules_take():
    election = io.load(DATA / "tennessee.soc")
    assert election["alternatives"] == ["Memphis", "Nashville", "Chattanooga", "Knoxville"]
    assert election["counts"] == [42, 26, 17, 15]
    assert election["rankings"][2] == ("Knoxville", "Chattanooga", "Nashville", "Memphis")
    assert group.instant_runoff(**election).best == "Knoxville"
    assert group.plurality(**election).best == "Memphis"
    for rule in (group.borda, group.copeland, group.kemeny, group.schulze, group.ranked_pairs):
        assert rule(**election).best == "Nashville"


@pytest.mark.parametrize("form", [new, old])
def test_ties_and_what_is_left_out(load, form):
    election = load(form())
    ann, bea, cy = "Ann", 'Bea, or "B"', "Cy: the third"
    assert election == {
        "rankings": [((ann, cy), bea), (bea, ann), (cy,)],
        "counts": [3, 2, 1],
        "alternatives": [ann, bea, cy],
    }
    # ties share places 1 and 2; those left out tie behind
    assert group.borda(**election).scores.tolist() == [3 * 1.5 + 2 + 0.5, 4 + 0.5, 3 * 1.5 + 2]


def test_numbers_from_nought_as_preflibtools_writes_some(load):
    text = HEAD.replace("NAME 3", "NAME 0") + "6: 0,1,2\n"
    election = load(text.replace("ORDERS: 3", "ORDERS: 1"), "x.soc")
    assert election["alternatives"] == ["Cy: the third", "Ann", 'Bea, or "B"']
    assert election["rankings"] == [("Cy: the third", "Ann", 'Bea, or "B"')]


CATEGORIES = """# FILE NAME: x.cat
# NUMBER ALTERNATIVES: 3
# NUMBER VOTERS: 6
# NUMBER UNIQUE PREFERENCES: 3
# NUMBER CATEGORIES: 2
# CATEGORY NAME 1: Yes
# CATEGORY NAME 2: No
# ALTERNATIVE NAME 1: Ann
# ALTERNATIVE NAME 2: Bea
# ALTERNATIVE NAME 3: Cy
3: {1,2}, 3
2: {}, {1, 2, 3}
1: 3, {}
"""


def test_two_categories_are_approvals_and_more_are_places(load):
    election = load(CATEGORIES, "x.cat")
    assert election == {
        "approvals": [("Ann", "Bea"), (), ("Cy",)],
        "counts": [3, 2, 1],
        "alternatives": ["Ann", "Bea", "Cy"],
    }
    assert group.approval(**election).scores.tolist() == [3, 3, 1]
    text = CATEGORIES.replace("CATEGORIES: 2", "CATEGORIES: 3")
    for before, after in (
        ("3\n2: {}", "{}, 3\n2: {}"),
        ("2, 3}\n", "2, 3},{}\n"),
        ("3, {}\n", "{},{},{}\n"),
    ):
        text = text.replace(before, after)
    election = load(text, "x.cat")
    assert election["rankings"] == [
        (("Ann", "Bea"), "Cy"),
        (("Ann", "Bea", "Cy"),),
        (("Ann", "Bea", "Cy"),),
    ]
    assert group.schulze(**election).tied_best == ("Ann", "Bea")


def test_faults_of_categories(problems):
    assert problems(CATEGORIES.replace("{}, {1, 2, 3}", "{}"), "x.cat") == [
        "12: preferences must be 2 categories, as the file says; got 1"
    ]
    assert problems(CATEGORIES.replace("{}, {1, 2, 3}", "{1},1"), "x.cat") == [
        "12: an order must not repeat alternatives; got [1] more than once"
    ]


def test_every_ending_and_the_name_of_the_format(load):
    strict = HEAD + "3: 1,3,2\n2: 2,1,3\n1: 3,2,1\n"
    for name in ("x.soc", "x.soi", "x.toc", "x.TOI"):
        assert load(strict, name)["counts"] == [3, 2, 1]
        assert load(strict, name, format="preflib")["counts"] == [3, 2, 1]
    part = HEAD + "3: 1,3\n2: 2\n1: 3,2,1\n"
    assert load(part, "x.soi")["rankings"][1] == ('Bea, or "B"',)
    assert load(HEAD + "3: {1,2,3}\n2: 2,{1,3}\n1: 3,2,1\n", "x.toc")["counts"] == [3, 2, 1]
    # a name of one alternative in braces is no tie
    assert load(HEAD + "3: {1},3,2\n2: 2,1,3\n1: 3,2,1\n", "x.soc")["counts"] == [3, 2, 1]


@pytest.mark.parametrize(
    ("order", "message"),
    [
        ("1,4", "an order must name known alternatives; unknown [4]"),
        ("1,{2,1}", "an order must not repeat alternatives; got [1] more than once"),
        ("1,,2", "an order must be numbers parted by commas, those that tie in braces; got '1,,2'"),
        ("1,{2", "an order must be numbers parted by commas, those that tie in braces; got '1,{2'"),
        ("1,{}", "an order must be numbers parted by commas, those that tie in braces; got '1,{}'"),
        ("1,2,", "an order must be numbers parted by commas, those that tie in braces; got '1,2,'"),
        ("Ann", "an order must be numbers parted by commas, those that tie in braces; got 'Ann'"),
        ("", "an order must be numbers parted by commas, those that tie in braces; got ''"),
    ],
)
def test_faults_of_orders_with_their_lines(problems, order, message):
    assert problems(new({"3": "1,2", "2": order, "1": "1"})) == [f"10: {message}"]
    assert problems(old({"3": "1,2", "2": order, "1": "1"})) == [f"7: {message}"]


def test_several_faults_are_told_together(problems):
    assert problems(new({"3": "{1,2},3", "x": "1", "0": "2"}), "x.soc") == [
        "9: orders of a .soc file must not hold ties",
        "10: a count must be a whole number above 0; got 'x'",
        "11: a count must be a whole number above 0; got '0'",
    ]
    assert problems(new({"3": "1,2", "2": "3,{1,2}", "1": "1,2,3"}), "x.toc") == [
        "9: orders of a .toc file must name all; missing [3]"
    ]


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("VOTERS: 6", "VOTERS: 7", "4: the file says 7 voters; got 6"),
        ("ORDERS: 3", "ORDERS: 2", "5: the file says 2 orders; got 3"),
        ("ALTERNATIVES: 3", "ALTERNATIVES: 4", "3: the file says 4 alternatives; got 3"),
        ("VOTERS: 6", "VOTERS: six", "4: number of voters must be a whole number; got 'six'"),
        ("NAME 3: Cy: the third", "NAME 3:", "8: alternative 3 must have a name; got none"),
        (
            "NAME 3: Cy: the third",
            "NAME 3: Ann",
            "6: names of alternatives must differ; got 'Ann' again",
        ),
        ("NAME 3", "NAME 2", "8: alternative 2 must be named once; it is on line 7"),
        (
            "# TITLE",
            "# DATA TYPE: soc\n# TITLE",
            "2: DATA TYPE must be 'toi', as the name ends; got 'soc'",
        ),
        (
            "# NUMBER VOTERS",
            "# NUMBER VOTERS: 6\n# NUMBER VOTERS",
            "5: number of voters must be said",
        ),
        ("NAME 3: Cy", "NAMES 3: Cy", "8: a line of metadata must be one of PrefLib's, such as"),
        ("# ALTERNATIVE NAME 3", "#\u2003ALTERNATIVE NAME 3", "8: a line of metadata must be one"),
        ("NAME 3: Cy", "NAME: Cy", "8: a line of metadata must be one of PrefLib's, such as"),
        ("ALTERNATIVE NAME 3", "Alternative  Nam 3", "8: a line of metadata must be one of Pref"),
        ("NUMBER VOTERS", "NUMBER VOTRES", "4: a line of metadata must be one of PrefLib's, such"),
        ("NAME 3: Cy", "NAME ٣: Cy", "8: a line of metadata must be one of PrefLib's, such as"),
        ("VOTERS: 6", "VOTERS: ６", "4: number of voters must be a whole number; got '６'"),
        ("3: {1, 3},2", "٣: {1, 3},2", "9: a count must be a whole number above 0; got '٣'"),
        ("3: {1, 3},2", "3: {1, ３},2", "9: an order must be numbers parted by commas, those that"),
        ("3: {1, 3},2", "three times", "9: an order must be 'count: order'; got 'three times'"),
    ],
)
def test_faults_of_the_head(problems, before, after, message):
    assert problems(new().replace(before, after))[0].startswith(message)


def test_comments_of_the_author_are_passed_over(load):
    notes = ("# my own notes", "#", "# SEE ALSO: x", "# note 3: Cy withdrew", "# SOURCE 1: a:b")
    for note in notes:
        assert load(new().replace("# NUMBER VOTERS", f"{note}\n# NUMBER VOTERS")) == load(new())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("three\n", "1: number of alternatives must be a whole number; got 'three'"),
        ("2\n1,Ann\n", "2: a name must be 'number,name'; got ''"),
        ("1\n1 Ann\n", "2: a name must be 'number,name'; got '1 Ann'"),
        (
            "1\n1,Ann\n5,5\n",
            "3: three sums must follow the names: voters, counts, orders; got '5,5'",
        ),
        ("1\n1,Ann\n5,5,1\n", "3: an order must follow; got none"),
        ("1\n1,Ann\n5,4,1\n5,1\n", "3: the file says 4 counts; got 5"),
        ("# TITLE: nothing\n", "1: alternatives must be named; got no name"),
    ],
)
def test_faults_of_the_older_form(problems, text, message):
    assert problems(text)[0] == message


def test_arguments_of_other_files_are_refused(load):
    with pytest.raises(
        InvalidInputError, match=r"tree must be left out for a file that ends in .toi"
    ):
        load(new(), tree="x")
    with pytest.raises(InvalidInputError, match="rescale must be left out"):
        load(new(), rescale=True)
    with pytest.raises(InvalidInputError, match="goals must be left out"):
        load(new(), goals={"x": "max"})
    with pytest.raises(
        InvalidInputError, match=r"must be one of '\.soc', '\.soi', '\.toc', '\.toi', '\.cat'"
    ):
        load("kind: table", "x.yaml", format="preflib")
    with pytest.raises(InvalidInputError, match="must hold a document; it is empty"):
        load(" \n")


def test_a_line_ends_where_editors_end_it(load):
    hidden = new().replace("# TITLE: A", "# TITLE: A\u2028 3: 1,2\x85 1: 2\x0b 1: 3\x1c 1: 1")
    assert load(hidden) == load(new())
    assert load(new().replace("\n", "\r\n")) == load(new()) == load(new().replace("\n", "\r"))
