"""DRSA: approximations by their definition, reducts by brute force, rules, classification."""

import itertools

import numpy as np
import pytest

from decision_analysis import Criterion, DecisionTable, catalog, mcda
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError


def random_example(seed):
    """Return a table with both goals and ties, and classes that partly contradict it."""
    rng = np.random.default_rng(seed)
    size, columns = int(rng.integers(1, 11)), int(rng.integers(1, 5))
    criteria = [Criterion(f"c{j}", str(rng.choice(["max", "min"]))) for j in range(columns)]
    values = rng.integers(0, 4, (size, columns)).astype(float)
    table = DecisionTable(values, criteria, [f"a{i}" for i in range(size)])
    gains = np.where(table.maximize, values, -values).sum(axis=1)
    classes = np.digitize(gains + rng.integers(-1, 2, size), np.quantile(gains, [0.3, 0.7]))
    return table, dict(zip(table.alternatives, classes.tolist(), strict=True))


def at_least_as_good(table, criteria=None):
    """Return who dominates whom weakly, by labels."""
    chosen = table.criterion_names if criteria is None else criteria
    sign = {c.name: 1 if c.goal == "max" else -1 for c in table.criteria}
    rows = {
        a: [sign[c] * table.values[i, table.criterion_names.index(c)] for c in chosen]
        for i, a in enumerate(table.alternatives)
    }
    return {
        a: {b for b in rows if all(x >= y for x, y in zip(rows[a], rows[b], strict=True))}
        for a in rows
    }


def quality(table, classes, criteria=None):
    below = at_least_as_good(table, criteria)
    wrong = {x for a in below for b in below[a] if classes[a] < classes[b] for x in (a, b)}
    return 1 - len(wrong) / len(classes)


@pytest.mark.parametrize("seed", range(20))
def test_approximations_quality_and_reducts_by_definition(seed):
    table, classes = random_example(seed)
    found = mcda.drsa(table, decision=classes)
    below = at_least_as_good(table)
    above = {a: {b for b in below if a in below[b]} for a in below}
    levels = sorted(set(classes.values()))
    for t in levels[1:]:
        union = {a for a in classes if classes[a] >= t}
        name = f"at least {t}"
        assert set(found.lower[name]) == {a for a in classes if above[a] <= union}
        assert set(found.upper[name]) == {a for a in classes if below[a] & union}
    for t in levels[:-1]:
        union = {a for a in classes if classes[a] <= t}
        name = f"at most {t}"
        assert set(found.lower[name]) == {a for a in classes if below[a] <= union}
        assert set(found.upper[name]) == {a for a in classes if above[a] & union}
        assert set(found.boundary[name]) == set(found.upper[name]) - set(found.lower[name])
    assert found.quality == pytest.approx(quality(table, classes))
    names = table.criterion_names
    same = [
        set(chosen)
        for size in range(len(names) + 1)
        for chosen in itertools.combinations(names, size)
        if quality(table, classes, chosen) == pytest.approx(found.quality)
    ]
    smallest = [chosen for chosen in same if not any(other < chosen for other in same)]
    assert sorted(map(sorted, found.reducts)) == sorted(map(sorted, smallest))
    assert set(found.core) == set.intersection(*smallest)


@pytest.mark.parametrize("seed", range(20))
def test_rules_hold_cover_and_are_all_needed(seed):
    table, classes = random_example(seed)
    found = mcda.drsa(table, decision=classes)
    for rules, sets in ((found.certain_rules, found.lower), (found.possible_rules, found.upper)):
        for union, members in sets.items():
            own = [r for r in rules if f"{r.conclusion} {r.category}" == union]
            # a stronger conclusion counts for a weaker union too
            order = found.categories.index
            stronger = [
                r
                for r in rules
                if r.conclusion == union[: len(r.conclusion)]
                and (order(r.category) - order(union.rpartition(" ")[2]))
                * (1 if r.conclusion == "at least" else -1)
                >= 0
            ]
            covered = set().union(*(r.support for r in stronger)) if stronger else set()
            assert covered == set(members)
            for rule in own:
                assert set(rule.support) <= set(members)
                without = [set(r.support) for r in own if r is not rule]
                assert not set(rule.support) <= set().union(*without)
    # the support of a rule are those who meet its conditions, in the criteria's own units
    for rule in found.rules:
        meets = [
            (x >= level if sign == ">=" else x <= level)
            for name, sign, level in rule.conditions
            for x in [table.values[:, table.criterion_names.index(name)]]
        ]
        supported = np.isin(table.alternatives, rule.support)
        np.testing.assert_array_equal(np.all(meets, axis=0), supported)
    # those who are contradicted have approximate rules, as narrow as the contradiction
    for a, low, high in zip(found.alternatives, found.lowest, found.highest, strict=True):
        spans = {(r.category, r.other) for r in found.approximate_rules if a in r.support}
        span = (found.categories[low], found.categories[high])
        assert low == high or span in spans


def test_rules_sort_consistent_examples_as_given():
    for seed in range(20):
        table, classes = random_example(seed)
        found = mcda.drsa(table, decision=classes)
        consistent = found.lowest == found.highest
        if consistent.all() and len(found.categories) > 1:
            again = found.classify(table)
            np.testing.assert_array_equal(again.assignment, found.assignment)
            np.testing.assert_array_equal(again.lowest, again.highest)


def test_the_rules_of_the_textbook_example():
    # the nine certain rules of the article on Wikipedia, and the approximate one
    found = catalog.load("wikipedia/drsa").run()
    assert [str(rule) for rule in found.certain_rules] == [
        "if mathematics >= 1 and literature >= 2 then at least good",
        "if mathematics >= 2 and physics >= 2 then at least good",
        "if mathematics >= 2 then at least medium",
        "if physics >= 2 then at least medium",
        "if physics <= 0 then at most bad",
        "if mathematics <= 1 and physics <= 1 and literature <= 0 then at most bad",
        "if mathematics <= 0 then at most medium",
        "if mathematics <= 1 and literature <= 0 then at most medium",
        "if physics <= 1 and literature <= 1 then at most medium",
    ]
    (between,) = found.approximate_rules
    assert str(between) == "if physics >= 1 and mathematics <= 0 then between bad and medium"
    assert between.support == ("x4", "x6")


PRICES = DecisionTable(
    [[10, 1], [20, 2], [30, 1]], [Criterion("price", "min"), "comfort"], list("abc")
)


def test_the_decision_in_every_form():
    right = mcda.drsa(PRICES, decision=[1, 1, 0])
    words = {"decision": ["yes", "yes", "no"], "categories": ["no", "yes"]}
    for found in (
        mcda.drsa(PRICES, decision={"c": 0, "a": 1, "b": 1}),
        mcda.drsa(PRICES, **words),
        mcda.drsa(PRICES, decision=mcda.drsa(PRICES, decision=[1, 1, 0])),
    ):
        np.testing.assert_array_equal(found.assignment, right.assignment)
        assert [r.conditions for r in found.rules] == [r.conditions for r in right.rules]
    assert str(right.rules[0]) == "if price <= 20 then at least 1"
    # a criterion to minimize as the decision: the larger number is the worse class
    column = mcda.drsa(PRICES, decision="price")
    assert column.categories == ("30", "20", "10")
    assert column.criteria == ("comfort",)


def test_one_class_and_one_alternative_say_nothing():
    same = mcda.drsa(PRICES, decision=[1, 1, 1])
    assert (same.quality, same.reducts, same.rules, same.lower) == (1.0, ((),), (), {})
    alone = mcda.drsa(PRICES.select(alternatives=["a"]), decision=[3])
    assert alone.quality == 1
    equal = mcda.drsa(PRICES.with_values([[1, 1]] * 3), decision=[0, 1, 2])
    assert (equal.quality, equal.certain_rules) == (0.0, ())


def test_a_batch_is_a_loop_and_picks_have_rules():
    values = PRICES.values * np.random.default_rng(0).integers(1, 4, (4, 3, 2))
    whole = mcda.drsa(PRICES.with_values(values), decision=[1, 0, 1])
    assert whole.quality.shape == (4,)
    assert whole.rules is None
    for i in range(4):
        one = mcda.drsa(PRICES.with_values(values[i]), decision=[1, 0, 1])
        assert whole.at(i).rules == one.rules
        assert whole.at(i).reducts == one.reducts
        assert whole.at(i).quality == one.quality
    with pytest.raises(InvalidInputError, match="core needs one sample"):
        _ = whole.core


def test_what_rules_leave_open_is_said():
    found = mcda.drsa(PRICES, decision=[1, 1, 0])
    with pytest.warns(DegenerateDataWarning, match=r"no rule speaks of \['x'\]"):
        new = found.classify(DecisionTable([[25, 1]], PRICES.criteria, ["x"]))
    assert (new.lowest.tolist(), new.highest.tolist(), new.covered.tolist()) == ([0], [1], [False])
    assert new.assignment.tolist() == [0]
    pupils = catalog.load("greco_2001/drsa").run()
    odd = DecisionTable([[2, 2, 0]], pupils.conditions.criteria, ["Ann"])
    with pytest.warns(DegenerateDataWarning, match=r"rules contradict one another about \['Ann'\]"):
        both = pupils.classify(odd)
    assert (both.lowest.tolist(), both.highest.tolist()) == ([1], [2])
    assert both.assignment.tolist() == [1]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"decision": [1, 0]}, r"drsa\(\): decision must have a class for each of 3 alternatives"),
        ({"decision": {"a": 1, "b": 0}}, r"missing \['c'\]"),
        ({"decision": ["x", "y", "x"]}, "decision in words needs categories=, the classes worst"),
        ({"decision": [1, "x", 0]}, "decision of 'b' must be a number like the others; got 'x'"),
        ({"decision": [1, np.nan, 0]}, "decision of 'b' must be finite"),
        (
            {"decision": ["x", "yes", "no"], "categories": ["no", "yes"]},
            r"decision of 'a' must be one of \['no', 'yes'\]; got 'x'",
        ),
        ({"decision": [1, 0, 1], "categories": ["x"]}, "need 2 categories"),
        ({"decision": "prize"}, r"unknown criterion 'prize' \(did you mean 'price'\?\)"),
    ],
)
def test_bad_decisions_are_refused(options, message):
    with pytest.raises(InvalidInputError, match=message):
        mcda.drsa(PRICES, **options)


def test_classes_in_numbers_may_be_named():
    found = mcda.drsa(PRICES, decision=[1, 0, 1], categories=["no", "yes"])
    assert found.categories == ("no", "yes")


def test_other_refusals():
    one = PRICES.select(criteria=["price"])
    with pytest.raises(InvalidInputError, match="must leave a criterion for conditions; 'price'"):
        mcda.drsa(one, decision="price")
    wide = DecisionTable(np.ones((2, 21)), [f"c{j}" for j in range(21)], ["a", "b"])
    with pytest.raises(InvalidInputError, match="at most 20 conditions can be reduced; got 21"):
        mcda.drsa(wide, decision=[0, 1])
    found = mcda.drsa(PRICES, decision=[1, 1, 0])
    turned = DecisionTable(PRICES.values, ["price", "comfort"], PRICES.alternatives)
    with pytest.raises(InvalidInputError, match=r"classify\(\): goals must be those .*'price' was"):
        found.classify(turned)


def test_all_of_a_thousand_reducts_of_twenty_conditions_are_found():
    # each good one is told from the bad one by two columns alone, of which either will do
    values = np.vstack([np.zeros(20), np.repeat(np.eye(10), 2, axis=1)])
    labels = [f"a{i}" for i in range(11)]
    table = DecisionTable(values, [f"c{j}" for j in range(20)], labels)
    found = mcda.drsa(table, decision={a: int(a != "a0") for a in labels})
    pairs = [(f"c{2 * j}", f"c{2 * j + 1}") for j in range(10)]
    assert set(found.reducts) == set(itertools.product(*pairs))
    assert found.core == ()
