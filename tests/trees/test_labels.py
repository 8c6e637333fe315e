"""Trees by label: what is the same, the option at a decision, long frames, labelled numbers, labels
of any text."""

import enum
import json

import numpy as np
import pandas as pd
import pytest
import yaml

import decision_analysis as da
from decision_analysis import io, trees
from decision_analysis.errors import InvalidInputError, InvalidModelError, UnknownKeyError
from decision_analysis.trees import REST, Again, Chance, Decision, Terminal, rollback

STRATEGY = "test=yes, drill[yes > good]=yes, drill[yes > bad]=yes"
P = np.array([0.05, 0.3, 0.5, 0.7, 0.95])


def drill(p, wet=120.0):
    return Decision("drill", {"yes": Chance("oil", {"dry": (p, -70), "wet": (REST, wet)}), "no": 0})


def well(p, wet=120.0, fee=-5.0):
    results = Chance(
        "result", {"good": (0.5, drill(0.2, wet)), "bad": (0.5, drill(0.9, wet))}, payoff=fee
    )
    return Decision("test", {"yes": results, "no": drill(p, wet)})


def goods(cost=5.0):
    cured = {
        "cured": (0.8, {"cost": cost, "QALY": 1.0}),
        "ill": (REST, {"cost": cost, "QALY": 0.4}),
    }
    return Decision("care", {"drug": Chance("cure", cured), "none": {"cost": 0, "QALY": 0.5}})


def stages(p, pay=0.5):
    treated = Chance("year", {"well": (p, Again("well", 0.9)), "dead": (REST, 0)}, payoff=pay)
    left = Chance(
        "year", {"well": (0.5, Again("well", 0.9)), "sick": (0.5, Again("sick", 0.9))}, payoff=1
    )
    end = Decision("end", {"early": 0, "late": 1})
    sick = Chance("year", {"well": (0.2, Again("well", 0.9)), "dead": (REST, end)})
    return {"well": Decision("treat", {"yes": treated, "no": left}), "sick": sick}


def deep(levels, last):
    node = Terminal(last)
    for level in range(levels):
        node = Decision(
            "go on",
            {"yes": Chance(f"luck {level}", {"good": (0.5, node), "bad": (REST, 1.0)}), "no": 0},
        )
    return node


def shared(levels, last):
    node = Terminal(last)
    for level in range(levels):
        node = Chance("luck", {"up": (0.5, node), "down": (0.5, node)}, payoff=level)
    return node


# --- equals
# --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "other",
    [
        well(0.31),
        well(0.3, fee=None),
        well(0.3, wet=np.array([120.0])),
        Decision("Test", well(0.3).options),
        Decision("test", dict(reversed(well(0.3).options.items()))),
        Decision("test", {"yes": well(0.3).options["yes"], "No": well(0.3).options["no"]}),
        Decision("test", well(0.3).options, payoff=1),
        drill(0.3),
        0.3,
        None,
    ],
)
def test_trees_are_the_same_where_they_say_the_same(other):
    tree = well(0.3)
    assert tree.equals(well(0.3))
    assert trees.to_arrays(tree).equals(trees.to_arrays(well(0.3)))
    assert not tree.equals(other)
    assert tree != well(0.3)
    if isinstance(other, trees.Node):
        assert not trees.to_arrays(tree).equals(trees.to_arrays(other))


def test_what_stands_for_the_same_is_the_same():
    assert Chance("c", {"a": (0.75, 1), "b": (REST, 0.0)}).equals(
        Chance("c", {"a": (0.75, 1.0), "b": (0.25, -0.0)})
    )
    assert Terminal({"a": 1, "b": [0.0, 2]}).equals(Terminal({"b": np.array([-0.0, 2]), "a": 1}))
    assert not Terminal(1).equals(Again("well"))
    assert not Again("well", 0.9).equals(Again("well", 0.8))
    assert Again("well", {"a": 0.9}).equals(Again("well", {"a": 0.9}))
    one = shared(3, 0)
    assert one.equals(trees.from_dict(trees.to_dict(one)))


@pytest.mark.slow
@pytest.mark.parametrize(("build", "levels"), [(deep, 1_500), (shared, 3_000)])
def test_deep_trees_and_shared_nodes_are_compared(build, levels):
    first, second, other = build(levels, 0), build(levels, 0), build(levels, 1)
    assert first.equals(second)
    assert not first.equals(other)
    assert rollback(first).equals(rollback(second))
    assert not rollback(first).equals(rollback(other))


def test_a_flat_tree_is_the_same_whether_or_not_shared_nodes_stand_once():
    folded = rollback(shared(14, 0)).tree
    whole = trees.to_arrays(shared(14, 0))
    assert len(folded) < len(whole)
    assert folded.equals(whole)
    assert whole.equals(folded)
    assert not whole.equals(rollback(shared(14, 1)).tree)
    assert trees.TreeArrays([2, 0, 0], [2, 0, 0], [1, 1, 1], [0, 1, 2]).equals(
        trees.to_arrays(Decision("decision", {"0": 1, "1": 2}))
    )


RESULTS = {
    "rollback": lambda p: rollback(well(p)),
    "rollback, utility": lambda p: rollback(well(p), utility=da.utility.exponential(50)),
    "clairvoyance": lambda p: trees.clairvoyance(drill(p), "oil"),
    "control": lambda p: trees.control(well(p), "oil"),
    "effect": lambda p: trees.control(drill(p), "oil", effect={"acid": {"dry": 0.25, "wet": 0.75}}),
    "risk_profile": lambda p: trees.risk_profile(drill(p), "drill=yes"),
    "recur": lambda p: trees.recur(stages(p)),
    "score_strategies": lambda p: trees.score_strategies(well(p), "expected_value"),
    "no decision": lambda p: rollback(Chance("oil", {"dry": (p, -70), "wet": (REST, 120)})),
}
SINGLE = {
    "stability": lambda p: trees.stability(drill(p)),
    "stability without rules": lambda p: trees.stability(drill(p), rules=()),
    "interval_choice": lambda p: trees.interval_choice(drill(p), {"oil": {"dry": (p / 2, p)}}),
    "efficient_strategies": lambda p: trees.efficient_strategies(
        goods(10 * p), {"cost": "min", "QALY": "max"}
    ),
    "consequences": lambda p: trees.consequences(goods(10 * p), {"cost": "min", "QALY": "max"}),
}


@pytest.mark.parametrize("make", (RESULTS | SINGLE).values(), ids=RESULTS | SINGLE)
def test_results_are_the_same_where_their_trees_are(make):
    assert make(0.3).equals(make(0.3))
    assert not make(0.3).equals(make(0.31))
    assert not make(0.3).equals(make)


def test_strategies_compare_by_what_they_do():
    first, second = rollback(well(0.3)).strategy, rollback(well(0.3)).strategy
    assert first == second
    assert hash(first) == hash(second)
    assert first.equals(second)
    assert first != rollback(well(0.9)).strategy
    assert first == dict(first)
    assert not first.equals(dict(first))


# --- the option at a decision
# -----------------------------------------------------------------------------------------


def test_a_rollback_is_asked_for_options_by_path_and_by_name():
    result = rollback(well(0.5))
    assert result.best == result[()] == result["test"] == "yes"
    assert result["yes", "bad"] == "no"
    options = {(): "yes", ("no",): "yes", ("yes", "good"): "yes", ("yes", "bad"): "no"}
    assert result.as_dict() == options == dict(result.policy)
    assert all(result[path] == option for path, option in options.items())
    assert len(result) == 4
    assert ("no",) in result
    assert "test" in result
    assert "drill" not in result
    assert ("yes",) not in result
    assert 3 not in result
    with pytest.raises(
        UnknownKeyError, match=r"'drill' is the name of 3 decisions; ask by the path .* at 'no'"
    ):
        result["drill"]
    with pytest.raises(UnknownKeyError, match=r"got 'no': write \('no',\)"):
        result["no"]
    with pytest.raises(UnknownKeyError, match="got chance 'result' at 'yes'"):
        result[("yes",)]
    with pytest.raises(TypeError):
        iter(result)


def test_the_first_decision_need_not_be_the_root():
    weather = Chance(
        "weather", {"dry": (0.5, 1), "wet": (0.5, drill(0.1)), "hot": (0.5 - 0.5, well(0.1))}
    )
    assert rollback(weather).best == "yes"
    assert (
        rollback(Chance("luck", {"up": (0.5, shared(50, 0)), "down": (0.5, drill(0.9))})).best
        == "no"
    )
    nothing = rollback(Terminal(5))
    assert nothing
    assert len(nothing) == 0
    assert nothing.as_dict() == {}
    with pytest.raises(
        InvalidInputError, match="rollback: best needs a decision, and the tree has none"
    ):
        _ = nothing.best
    node = drill(0.1)
    for _ in range(3_000):
        node = Chance("luck", {"up": (0.5, node), "down": (0.5, node)})
    assert rollback(node).best == "yes"
    with pytest.raises(UnknownKeyError, match=r"'drill' is the name of about 10\^903 decisions"):
        rollback(node)["drill"]


def test_a_batch_has_the_options_of_all_samples():
    batch = rollback(well(P))
    assert batch[()].tolist() == [batch.at(i)[()] for i in range(5)]
    assert (
        batch.as_dict()["no",].tolist()
        == batch["no",].tolist()
        == [batch.at(i)["no",] for i in range(5)]
    )
    with pytest.raises(InvalidInputError, match="best needs one sample"):
        _ = batch.best


# --- frames
# --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", [(5,), (5, 1), (1, 5)])
@pytest.mark.parametrize("make", RESULTS.values(), ids=RESULTS)
def test_the_frame_of_a_batch_is_that_of_its_samples_one_below_the_other(make, shape):
    batch = make(P.reshape(shape))
    frame = batch.to_frame()
    assert frame.index.names[: len(shape)] == [f"sample_{axis}" for axis in range(len(shape))]
    for place in np.ndindex(shape):
        single = batch.at(place).to_frame()
        assert len(single)
        part = frame.loc[place if len(place) > 1 else place[0]]
        if "rank" in single:
            part = part.loc[single.index]
        pd.testing.assert_frame_equal(part, single)


@pytest.mark.parametrize("make", (RESULTS | SINGLE).values(), ids=RESULTS | SINGLE)
def test_no_frame_is_empty(make):
    assert make(0.3).to_frame().size


def test_what_is_sampled_may_be_a_payoff():
    wet = np.array([[10.0], [60.0], [300.0]])
    batch = rollback(well(P, wet))
    frame = batch.to_frame()
    pd.testing.assert_frame_equal(frame.loc[2, 4], batch.at((2, 4)).to_frame())
    assert frame.loc[(0, 4), "option"].tolist() == ["no", "no"]
    profile = trees.risk_profile(well(0.5, wet), STRATEGY)
    pd.testing.assert_frame_equal(profile.to_frame().loc[1, 0], profile.at((1, 0)).to_frame())


def test_totals_that_agree_in_a_sample_have_one_row():
    twice = Chance(
        "luck",
        {"a": (0.25, np.array([1.0, 2.0])), "b": (0.25, 2.0), "c": (0.5, np.array([3.0, 2.0]))},
    )
    frame = trees.risk_profile(twice).to_frame()
    assert frame.loc[0].index.tolist() == [1, 2, 3]
    assert frame.loc[1].index.tolist() == [2]
    assert frame.loc[1, "cumulative"].tolist() == [1]


# --- labelled numbers
# -------------------------------------------------------------------------------------------------

SAMPLES = pd.Series([0.2, 0.3], index=["first", "second"])


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (
            lambda: Terminal(SAMPLES),
            r"payoff must be samples without labels, its .to_numpy\(\).*\['first', 'second'\]",
        ),
        (
            lambda: Decision("d", {"a": SAMPLES}),
            "option 'a': payoff must be samples without labels",
        ),
        (lambda: Terminal({"cost": SAMPLES}), "payoff of 'cost': .* a labelled Series"),
        (
            lambda: Chance("c", {"a": (SAMPLES, 1), "b": (REST, 0)}),
            "probability of 'a': .* a labelled Series",
        ),
        (lambda: Terminal(SAMPLES.to_frame()), "a labelled DataFrame"),
        (lambda: Again("well", SAMPLES), "discount: .* a labelled Series"),
        (lambda: Chance("c", SAMPLES), "outcomes must be a mapping"),
        (lambda: Decision("d", SAMPLES), "options must be a mapping"),
        (lambda: Terminal(rollback(drill(0.3))), "option|payoff|number"),
        (
            lambda: trees.consequences(goods(), {"cost", "QALY"}),
            "criteria must be a sequence of names or .*; got set",
        ),
        (
            lambda: trees.consequences(goods(), {"cost": "least"}),
            r"consequences\(\): .* goal must be 'max' or 'min'",
        ),
        (
            lambda: trees.consequences(goods(), {"cost": da.Criterion("QALY")}),
            "got 'cost' for 'QALY'",
        ),
        (
            lambda: trees.stability(drill(0.3), rules={"mode"}),
            "rules must be a sequence of names; got set",
        ),
        (
            lambda: trees.clairvoyance(drill(0.3), {"oil"}),
            "name must be a sequence of names; got set",
        ),
        (
            lambda: trees.stability(drill(0.3), scale=pd.Series({"oli": 1})),
            "unknown chance node 'oli'",
        ),
        (lambda: rollback(goods(), attribute=pd.Series({"price": 1})), "unknown attribute 'price'"),
        (
            lambda: rollback(goods(), attribute=pd.Series([1, 2], ["cost", "cost"])),
            r"must not repeat; got \['cost'\]",
        ),
        (
            lambda: trees.trace(stages(0.5), cycles=1, start=pd.Series([1, 2])),
            "unknown stage of start 0",
        ),
    ],
)
def test_labels_that_say_nothing_here_are_refused(make, message):
    with pytest.raises((InvalidInputError, InvalidModelError), match=message):
        make()


def test_labelled_numbers_are_read_by_their_labels():
    weights = pd.Series({"QALY": 10.0, "cost": -1.0})
    assert rollback(goods(), attribute=weights).equals(
        rollback(goods(), attribute={"QALY": 10.0, "cost": -1.0})
    )
    assert repr(rollback(goods(), attribute=weights)).startswith("rollback: value ")
    chances = Chance("year", {"ill": (0.5, Again("ill")), "well": (0.5, Again("well"))})
    dead = {"well": chances, "ill": Again("ill")}
    start = pd.Series({"ill": 1.0, "well": 2.0})
    assert trees.trace(dead, cycles=1, start=start).tolist() == [[2, 1], [1, 2]]
    end = pd.Series({"ill": 3, "well": 7})
    assert trees.unroll(dead, cycles=1, end=end).equals(
        trees.unroll(dead, cycles=1, end={"well": 7, "ill": 3})
    )
    acid = pd.Series({"wet": 0.75, "dry": 0.25})
    by_name = trees.control(drill(0.3), "oil", effect={"acid": {"dry": 0.25, "wet": 0.75}})
    assert trees.control(drill(0.3), "oil", effect={"acid": acid}).equals(by_name)
    half = trees.stability(drill(0.3), scale={"oil": 0.5})
    assert trees.stability(drill(0.3), scale=pd.Series({"oil": 0.5})).equals(half)
    bounds = pd.Series({"wet": (0.5, 0.8), "dry": (0.1, 0.6)})
    given = {"oil": {"dry": (0.1, 0.6), "wet": (0.5, 0.8)}}
    assert trees.interval_choice(drill(0.3), {"oil": bounds}).equals(
        trees.interval_choice(drill(0.3), given)
    )


def test_goals_may_stand_beside_the_criteria():
    table = trees.consequences(goods(), {"QALY": "max", "cost": "min"})
    assert [(c.name, c.goal) for c in table.criteria] == [("QALY", "max"), ("cost", "min")]
    assert table.equals(trees.consequences(goods(), ["QALY", da.Criterion("cost", "min")]))
    best = trees.efficient_strategies(
        goods(), {"cost": da.Criterion("cost", "min", unit="EUR"), "QALY": "max"}
    )
    assert best.table.criteria[0].unit == "EUR"


def test_quantiles_of_labelled_levels_stand_in_their_order():
    profile = trees.risk_profile(drill(0.3), "drill=yes")
    levels = pd.Series({"high": 0.9, "low": 0.1})
    assert profile.quantile(levels).tolist() == [120, -70]
    assert profile.cdf(pd.Series({"x": 0.0})).tolist() == [0.3]


# --- labels of any kind of text
# ---------------------------------------------------------------------------------------


class Word(enum.StrEnum):
    CARE = "care"
    DRUG = "drug"
    NONE = "none"
    CURE = "cure"
    CURED = "cured"
    ILL = "ill"
    COST = "cost"
    QALY = "QALY"
    GOAL = "max"
    LIMIT = "min"
    WELL = "well"


class Loud(str):
    def __str__(self):
        return self.upper()


def strangers(value):
    """Yield all text in plain data that is a subclass of `str`."""
    if isinstance(value, str):
        yield from [value] * (type(value) is not str)
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield from strangers(key)
            yield from strangers(entry)
    elif isinstance(value, list | tuple):
        for entry in value:
            yield from strangers(entry)


@pytest.mark.parametrize("word", [Word, np.str_, Loud])
def test_labels_of_any_kind_of_text_are_plain_and_saved(word, tmp_path):
    cost, qaly, cure, drug = map(word, ("cost", "QALY", "cure", "drug"))
    outcomes = {word("cured"): (0.8, {cost: 5, qaly: 1}), word("ill"): (REST, {cost: 5, qaly: 0.4})}
    tree = Decision(
        word("care"), {drug: Chance(cure, outcomes), word("none"): {cost: 0, qaly: 0.5}}
    )
    assert tree.equals(goods())
    year = Chance(
        word("cure"),
        {word("well"): (0.5, Again(word("well"), {cost: 0.9})), word("ill"): (REST, {cost: 1})},
    )
    for number, obj in enumerate([tree, year]):
        assert not list(strangers(trees.to_dict(obj)))
        for ending in ("json", "yaml"):
            io.save(obj, tmp_path / f"tree{number}.{ending}")
            assert io.load(tmp_path / f"tree{number}.{ending}").equals(obj)
    weights = {qaly: 10.0, cost: -1.0}
    flat = trees.TreeArrays(
        [2, 0, 0],
        [2, 0, 0],
        [1, 1, 1],
        {cost: [0, 1, 2]},
        names=np.array(["d", "", ""]),
        labels=[cost, drug, cure],
    )
    assert {type(text) for text in (*flat.names, *flat.labels, *flat.attributes)} == {str}
    results = [
        rollback(tree, attribute=weights, goal=word("max"), policy={(): drug}),
        trees.clairvoyance(tree, cure, attribute=weights),
        trees.control(tree, cure, attribute=weights, effect={drug: {word("cured"): 1.0}}),
        trees.stability(tree, attribute=weights, scale={(drug,): 0.5}),
        trees.interval_choice(tree, {cure: {word("ill"): (0.1, 0.5)}}, attribute=weights),
        trees.score_strategies(tree, "maximin", attribute=weights),
        trees.risk_profile(tree, attribute=weights),
        trees.efficient_strategies(tree, {cost: word("min"), qaly: word("max")}),
        trees.recur({word("well"): year}, start=word("well"), attribute=cost),
    ]
    for result in results:
        plain = result.to_dict()
        assert not list(strangers(plain)), result.method
        assert json.loads(json.dumps(plain)) == yaml.safe_load(yaml.safe_dump(plain))
        assert not list(strangers(dict(result.parameters)))
    assert trees.rename(tree, {cure: drug}).options["drug"].name == "drug"
    assert type(trees.rename(tree, {cure: drug}).options["drug"].name) is str
