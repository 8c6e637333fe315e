"""What a group would choose, on profiles whose winners are known."""

import pytest


def cells(block):
    return {row[0]: row[1:] for row in block.rows}


@pytest.fixture
def cycle():
    """Three people who prefer a b c, b c a and c a b: Condorcet's paradox."""
    orders = {"p": "abc", "q": "bca", "r": "cab"}
    return {
        "kind": "study",
        "title": "Paradox",
        "criteria": {name: {} for name in orders},
        "scale": {"worst": 0, "best": 2},
        "table": {label: [2 - order.index(label) for order in orders.values()] for label in "abc"},
        "stakeholders": {
            who: {"weights": {name: int(name == who) for name in orders}} for who in orders
        },
    }


def test_a_paradox_has_no_winner(cycle, ask):
    section = ask(cycle, "group")
    assert "No alternative is preferred by a majority to every other one" in section.text[1]
    # each is somebody's worst, so that nobody bargains
    assert section.blocks[0].headers == ["alternative", "Schulze", "Copeland", "Borda"]
    assert all(row[1:] == [1, 1, 1] for row in section.blocks[0].rows)
    # two of three pairs differ between any two of them
    assert "66.7% of the pairs" in section.text[2]


def test_rules_agree_on_what_a_majority_prefers_to_all(friends, ask):
    section = ask(friends, "group")
    # Ann: star inn home; Bea, whose limit star breaks: inn home star; Cy: home inn star
    assert [row[1:3] for row in section.blocks[1].rows] == [
        ["star", "home"],
        ["inn", "star"],
        ["home", "star"],
    ]
    assert "A majority prefers inn to every other alternative" in section.text[1]
    ranks = cells(section.blocks[0])
    assert ranks["inn"][:3] == [1, 1, 1]
    # star breaks a limit, so that it is no agreement; of two each is somebody's worst
    assert ranks["star"][3:] in ([], [""])


def test_bargaining_is_over_what_all_admit(friends, ask):
    """With c between them, which is nobody's worst, all gain."""
    friends["table"]["bistro"] = [55, 30]
    section = ask(friends, "group")
    result = section.results["group: Nash bargaining"]
    assert result.alternatives == ("home", "inn", "bistro")
    # values (food, price): home (.4, .9), inn (.6, .55), bistro (.55, .7)
    ann = {"home": 0.525, "inn": 0.5875, "bistro": 0.5875}
    bea = {"home": 0.45, "inn": 0.595, "bistro": 0.565}
    cy = {"home": 0.775, "inn": 0.5625, "bistro": 0.6625}
    for i, label in enumerate(result.alternatives):
        expected = 1.0
        for worth in (ann, bea, cy):
            expected *= worth[label] - min(worth.values())
        assert result.scores[i] == pytest.approx(expected, abs=1e-12)
    assert cells(section.blocks[0])["star"][3] == ""


def test_two_bargain(ask):
    # gains over the least: a 0 * 4, b 2 * 3, c 3 * 1, d 4 * 0
    two = {
        "kind": "study",
        "title": "Two",
        "criteria": ["hers", "his"],
        "table": {"a": [0, 4], "b": [2, 3], "c": [3, 1], "d": [4, 0]},
        "stakeholders": {
            "Ann": {"weights": {"hers": 1, "his": 0}},
            "Bob": {"weights": {"hers": 0, "his": 1}},
        },
    }
    section = ask(two, "group")
    assert list(section.results) == ["group: Nash bargaining"]
    assert section.text[0] == "They would agree on b."
    assert section.summary == {"Best": "b, if both bargain."}
    # values are shares of 4
    rows = [[name, *map(float, numbers)] for name, *numbers in section.blocks[0].rows]
    assert rows[:2] == [["b", 0.5, 0.75, 0.375], ["c", 0.75, 0.25, 0.1875]]
    assert ask({**two, "decides": "Ann"}, "group").summary == {}


def test_one_is_no_group(friends, ask):
    for name in list(friends["stakeholders"])[1:]:
        del friends["stakeholders"][name]
    with pytest.raises(ValueError, match="'group' needs at least two stakeholders"):
        ask(friends, "group")


def test_all_tie(cycle, ask):
    cycle["table"] = {label: [1, 1, 1] for label in "ab"}
    assert ask(cycle, "group") is None
