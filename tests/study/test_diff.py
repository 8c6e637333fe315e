"""What moved between two studies: Shapley's shares by enumeration, and what is left out."""

import copy
import dataclasses
import itertools
import json
import pickle

import pytest

from decision_analysis import study
from decision_analysis.__main__ import main
from decision_analysis.errors import InvalidInputError

CARS = {
    "kind": "study",
    "title": "Which car",
    "criteria": {
        "price": {"goal": "min", "worst": 10, "best": 0},
        "style": {"worst": 0, "best": 1},
    },
    "table": {"a": [4, 0.5], "b": [6, 0.9], "c": [9, 0.1]},
    "weights": {"price": 0.6, "style": 0.4},
}
OIL = {
    "kind": "study",
    "title": "Drill for oil",
    "unit": "kUSD",
    "parameters": {"dry": 0.5, "much": 200},
    "tree": {
        "decision": "drill?",
        "options": {
            "drill": {
                "chance": "oil",
                "outcomes": {
                    "dry": {"probability": "dry", "then": -70},
                    "wet": {"probability": 0.3, "then": 50},
                    "soaking": {"probability": "rest", "then": "much"},
                },
            },
            "walk away": 0,
        },
    },
}


def made(data, **changes):
    return study.from_dict(copy.deepcopy(data) | copy.deepcopy(changes))


def by_enumeration(worth, count):
    """Return Shapley's shares of changes 0, 1, ... from the worth of a set of them."""
    shares = [0.0] * count
    orders = list(itertools.permutations(range(count)))
    for order in orders:
        for place, change in enumerate(order):
            gain = worth(set(order[: place + 1])) - worth(set(order[:place]))
            shares[change] += gain / len(orders)
    return shares


def shares_of(result, side="table"):
    found = getattr(result, side)
    pair = result.lead(side)
    _, shares, _ = found.steps_of(pair if found.higher_is_better else pair[::-1])
    return dict(zip(found.names, shares.tolist(), strict=True))


def test_cells_weights_and_scales_of_a_table():
    after = made(
        CARS,
        table={"a": [4, 0.7], "b": [6, 0.9], "c": [9, 0.1]},
        weights={"price": 0.3, "style": 0.7},
        criteria={
            "price": {"goal": "min", "worst": 20, "best": 0},
            "style": {"worst": 0, "best": 1},
        },
    )
    result = study.diff(made(CARS), after)

    def worth(made):
        style, weight = (0.7 if 0 in made else 0.5), (0.3 if 1 in made else 0.6)
        top = 20 if 2 in made else 10
        a = weight * (top - 4) / top + (1 - weight) * style
        b = weight * (top - 6) / top + (1 - weight) * 0.9
        return 100 * (b - a)

    labels = ["a: style", "the weights", "scale of price"]
    shares = by_enumeration(worth, 3)
    assert shares_of(result) == pytest.approx(dict(zip(labels, shares, strict=True)))
    assert result.text[0].startswith(
        "Table: b stays the best; the lead of b over a moved from +4 to +11 points:"
    )
    assert "style of a 0.5 -> 0.7 gave" in result.text[0]
    assert result.changes[1] == (
        "the weights",
        "price 0.6, style 0.4",
        "price 0.3, style 0.7",
    )
    frame = result.to_frame()
    assert frame["share of the lead"].sum() == pytest.approx(worth({0, 1, 2}) - worth(set()))


def test_another_is_best():
    result = study.diff(made(CARS), made(CARS, table={"a": [2, 0.5], "b": [6, 0.9], "c": [9, 0.1]}))
    assert result.lead("table") == ("a", "b")
    assert result.text == (
        "Table: a instead of b; the lead over b moved from -4 to +8 points: price of a 4 -> 2 gave"
        " +12.",
    )
    assert repr(result).startswith("diff of 'Which car'\nTable: a instead of b;")


def test_a_limit_decides_who_is_best():
    data = {key: value for key, value in CARS.items() if key != "weights"}
    me = {"weights": {"swing": {"price": 60, "style": 40}}}
    limited = me | {"constraints": [{"criterion": "price", "at_most": 5}]}
    before, after = (made(data, stakeholders={"me": who}, decides="me") for who in (me, limited))
    result = study.diff(before, after)
    assert result.ruled_out == ((), ("b", "c"))
    assert result.text[0].startswith("Nothing that is compared differs.")
    assert "a instead of b (a limit rules out b now)" in result.text[1]
    assert "Limits of the one who decides: none before, price at most 5 after." in result.notes


def test_only_what_both_have_is_compared():
    after = made(
        CARS,
        criteria={**CARS["criteria"], "range": {"worst": 0, "best": 100}},
        table={"a": [4, 0.5, 20], "b": [6, 0.85, 20], "d": [1, 0.1, 20]},
        weights={"price": 0.3, "style": 0.2, "range": 0.5},
    )
    result = study.diff(made(CARS), after)
    # of price and style the weights are 3 to 2 as before
    assert shares_of(result) == pytest.approx({"b: style": -2.0})
    assert result.table.alternatives == ("a", "b")
    assert result.notes[:3] == (
        "Left out: criteria that are there only after: ['range'].",
        "Left out: alternatives that are there only before: ['c'].",
        "Left out: alternatives that are there only after: ['d'].",
    )


def test_identical_studies_and_other_differences():
    case = made(CARS)
    result = study.diff(case, made(CARS))
    assert result.same
    assert result.text == ("The two studies are the same.",)
    assert "same" in repr(result)
    log = [{"date": 1, "statement": "Cheaper", "judgement": ["b", "price"], "base": 5}]
    other = made(CARS, methods=["topsis"], evidence=log, simulation={"samples": 99})
    result = study.diff(case, other)
    assert not result.same
    assert result.text[0] == "Nothing that is compared differs."
    assert result.notes == (
        "Evidence logged only after: 1, b: price 6 -> 5.",
        "Also different, and not compared: ['methods', 'n samples'].",
    )


def test_a_tree_in_its_unit():
    after = made(OIL, parameters={"dry": 0.6, "much": 100})
    result = study.diff(made(OIL), after)

    def worth(made):
        dry, much = (0.6 if 0 in made else 0.5), (100 if 1 in made else 200)
        return -(-70 * dry + 15 + (0.7 - dry) * much)

    shares = by_enumeration(worth, 2)
    assert shares_of(result, "tree") == pytest.approx(
        dict(zip(["dry", "much"], shares, strict=True))
    )
    assert result.text == (
        "Tree: walk away instead of drill; the lead over drill moved from -20 to +17 kUSD: dry 0.5"
        " -> 0.6 gave +22, much 200 -> 100 gave +15.",
    )


def test_what_is_written_in_the_tree_and_what_is_derived():
    after = copy.deepcopy(OIL)
    outcomes = after["tree"]["options"]["drill"]["outcomes"]
    outcomes["dry"] |= {"probability": "gone", "then": "-80 * gone"}
    after["parameters"] = {"chance_of_oil": 0.4, "much": 200}
    after["derived"] = {"gone": "1 - chance_of_oil"}
    before = copy.deepcopy(OIL)
    before["derived"] = {"dry": "1 - 0.5"}
    before["parameters"] = {"much": 200}
    result = study.diff(made(before), made(after))

    def worth(made):
        chance, loss = (0.6 if 0 in made else 0.5), (-48 if 1 in made else -70)
        return chance * loss + 15 + (0.7 - chance) * 200

    probability, payoff = by_enumeration(worth, 2)
    after_change = worth({0, 1})
    assert after_change < 20
    assert result.tree.after.tolist() == pytest.approx([after_change, 0])
    place = result.tree.alternatives.index("drill")
    shares = dict(zip(result.tree.names, result.tree.shares[:, place], strict=True))
    assert shares == pytest.approx(
        {"probability of 'drill > dry'": probability, "payoff at 'drill > dry'": payoff}
    )


def test_a_definition_that_changes():
    def case(text):
        data = copy.deepcopy(OIL) | {"derived": {"dry": text}}
        return made(data, parameters={"much": 200, "wet": 0.25})

    result = study.diff(case("2 * wet"), case("wet + 0.35"))
    assert shares_of(result, "tree") == pytest.approx({"definition of dry": 27.0})
    assert result.changes == (("definition of dry", "2 * wet", "wet + 0.35"),)


def test_a_cost_to_be_small():
    before, after = (
        made(OIL, goal="min", parameters={"dry": dry, "much": 200}) for dry in (0.5, 0.6)
    )
    result = study.diff(before, after)
    assert result.lead("tree") == ("drill", "walk away")
    assert result.text == (
        "Tree: drill instead of walk away; the lead over walk away moved from -20 to +7 kUSD: dry"
        " 0.5 -> 0.6 gave +27.",
    )


def test_many_changes_are_sampled_and_very_many_grouped():
    table = {f"x{i}": [i / 10, i / 100] for i in range(30)}
    changed = {label: [price + 0.1, style] for label, (price, style) in table.items()}
    first = study.diff(made(CARS, table=table), made(CARS, table=changed))
    assert not first.table.exact
    assert "standard errors" in first.text[0]
    assert len(first.table.names) == 30
    total = first.table.after - first.table.before
    assert first.table.shares.sum(axis=0) == pytest.approx(total)
    everything = {label: [price + 0.1, style + 0.1] for label, (price, style) in table.items()}
    second = study.diff(made(CARS, table=table), made(CARS, table=everything))
    assert second.table.exact
    assert second.table.names == ("judgements on price", "judgements on style")
    # 0.1 of 10 at a weight of 0.6, and 0.1 of 1 at a weight of 0.4
    assert second.table.shares[0] == pytest.approx([-0.6] * 30)
    assert second.table.shares[1] == pytest.approx([4.0] * 30)


def test_very_many_changes_of_few_alternatives():
    names = [f"c{i}" for i in range(21)]
    data = CARS | {
        "criteria": {name: {"worst": 0, "best": 10} for name in names},
        "weights": dict.fromkeys(names, 1),
    }
    first = made(data, table={"a": [1] * 21, "b": [2] * 21, "c": [3] * 21})
    second = made(data, table={"a": [2] * 21, "b": [4] * 21, "c": [3] * 20 + [2]})
    result = study.diff(first, second)
    # a group of one keeps its name
    assert result.table.names == ("judgements of a", "judgements of b", "c: c20")
    assert shares_of(result) == pytest.approx(
        {"judgements of a": 0, "judgements of b": 20, "c: c20": 10 / 21}
    )


def test_many_scales_change_together():
    names = ["c1", "c2", "c3", "c4"]
    first, second = (
        made(
            CARS,
            criteria={name: {"worst": 0, "best": top} for name in names},
            weights=dict.fromkeys(names, 1),
            table={"a": [1, 2, 3, 4], "b": [2, 2, 2, 2]},
        )
        for top in (10, 20)
    )
    result = study.diff(first, second)
    # a is ahead by 2 of 40, and then by 2 of 80
    assert shares_of(result) == pytest.approx({"the scales": -2.5})


@pytest.mark.parametrize(
    ("after", "words"),
    [
        (made(OIL), "a table is there only before; a tree is there only after"),
        (made(CARS, table={"d": [4, 0.5], "e": [6, 0.9]}), "the tables share no alternative"),
        (
            made(CARS, criteria={"x": {"worst": 0, "best": 9}, "y": {"worst": 0, "best": 9}},
                 weights={"x": 1, "y": 1}),
            "the tables share no criterion",
        ),
    ],
)  # fmt: skip
def test_no_common_ground(after, words):
    with pytest.raises(InvalidInputError, match=r"diff\(\): before and after must have") as refused:
        study.diff(made(CARS), after)
    assert words in str(refused.value)


def test_trees_of_another_structure():
    data = copy.deepcopy(OIL)
    data["tree"]["options"]["sell"] = 10
    with pytest.raises(InvalidInputError, match="options at the beginning are others"):
        study.diff(made(OIL), made(data))
    data = copy.deepcopy(OIL)
    data["tree"]["options"]["drill"] = 10
    data["parameters"] = {}
    with pytest.raises(InvalidInputError, match="at 'drill' stands chance 'oil' before and an end"):
        study.diff(made(OIL), made(data))
    with pytest.raises(InvalidInputError, match="differ in unit or goal"):
        study.diff(made(OIL), made(OIL, unit="EUR"))


def test_no_studies():
    with pytest.raises(InvalidInputError, match="before must be a Study"):
        study.diff(CARS, made(CARS))


def test_results_compare_and_go_through_pickle():
    result = study.diff(made(OIL), made(OIL, parameters={"dry": 0.6, "much": 100}))
    again = pickle.loads(pickle.dumps(result))
    assert again.equals(result)
    assert again.to_markdown() == result.to_markdown()
    assert result.to_dict()["changes"] == [["dry", 0.5, 0.6], ["much", 200.0, 100.0]]


def test_the_flagship_before_and_after_its_log(flagship_path):
    case = study.load(flagship_path)
    late = case.revised()
    result = study.diff(case, late)
    for found, model in ((result.table, "table"), (result.tree, "tree")):
        assert found is not None, model
        assert found.shares.sum(axis=0) == pytest.approx(found.after - found.before)
    # the numbers of either study by another way
    weights = case.decider.weights()
    worth = [100 * s.weighted_value(s.table(), weights).scores for s in (case, late)]
    assert result.table.before == pytest.approx(worth[0])
    assert result.table.after == pytest.approx(worth[1])
    best = late.strategies()
    strategies = 100 * late.weighted_value(best, weights).scores
    assert result.tree.after.max() == pytest.approx(strategies.max())


def test_another_decides(flagship_path):
    case = study.load(flagship_path)
    other = next(name for name in case.stakeholders if name != case.decides)
    result = study.diff(case, dataclasses.replace(case, decides=other))
    assert [label for label, _, _ in result.changes] == [
        f"weights of {other} instead of {case.decides}"
    ]


def test_the_command(tmp_path, capsys):
    files = []
    for name, price in (("old.json", 4), ("new.json", 2)):
        data = CARS | {"table": {"a": [price, 0.5], "b": [6, 0.9], "c": [9, 0.1]}}
        files.append(tmp_path / name)
        files[-1].write_text(json.dumps(data))
    assert main(["diff", *map(str, files)]) == 0
    assert "a instead of b; the lead over b moved from -4 to +8 points" in capsys.readouterr().out
    files[1].write_text(json.dumps(OIL))
    assert main(["diff", *map(str, files)]) == 2
    assert "something in common" in capsys.readouterr().err
