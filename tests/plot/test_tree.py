"""Picture of a decision tree."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure

import picture_boxes
from decision_analysis import plot, trees, utility
from decision_analysis.errors import InvalidInputError, InvalidModelError
from decision_analysis.trees import Chance, Decision, TreeArrays, rollback

STATES, PRIOR, WORTH = ("dry", "wet", "soaking"), (0.5, 0.3, 0.2), (-70, 50, 200)
LIKELIHOOD = {"closed": (0.1, 0.3, 0.5), "open": (0.3, 0.4, 0.4), "diffuse": (0.6, 0.3, 0.1)}


def _drill(p):
    return Decision(
        "drill",
        {
            "drill": Chance("oil", dict(zip(STATES, zip(p, WORTH, strict=True), strict=True))),
            "don't": 0,
        },
    )


def _wildcatter():
    """Raiffa's oil wildcatter, worth 22.5 with the test."""
    joint = {
        r: [a * b for a, b in zip(PRIOR, given, strict=True)] for r, given in LIKELIHOOD.items()
    }
    results = {r: (sum(p), _drill([x / sum(p) for x in p])) for r, p in joint.items()}
    return Decision("test", {"yes": Chance("result", results, payoff=-10), "no": _drill(PRIOR)})


WILDCATTER = _wildcatter()
BEST = rollback(WILDCATTER)


def _texts(ax):
    return [text.get_text() for text in ax.texts]


def _lines(ax):
    """Return the numbers of plain branches, branches of the best strategy, and strokes."""
    by_width = {
        c.get_linewidth()[0]: len(c.get_segments())
        for c in ax.collections
        if isinstance(c, LineCollection)
    }
    return [by_width.get(width, 0) for width in (1.0, 2.4, 1.1)]


def _symbols(ax):
    found = {"s": 0, "o": 0, "<": 0}
    for line in ax.lines:
        found[line.get_marker()] += len(line.get_xdata())
    return found


def _overlaps(ax):
    """Return texts that leave the figure, texts and symbols that meet, and texts that a branch
    crosses."""
    texts = picture_boxes.texts(ax)
    return (
        picture_boxes.outside(ax, texts),
        picture_boxes.meeting([*texts, *picture_boxes.symbols(ax)]),
        picture_boxes.crossed(texts, picture_boxes.segments(ax)),
    )


def _random(
    seed,
    depth,
    names=("withhold until the review date has passed", "a $5 to $6 batch", "all", "none"),
):
    rng = np.random.default_rng(seed)

    def grow(left):
        if left == 0 or (left < depth and rng.random() < 0.2):
            return float(rng.normal(0, 1e5))
        n = int(rng.integers(2, 5))
        if left % 2:
            return Decision("how to respond", {name: grow(left - 1) for name in names[:n]})
        p = rng.dirichlet(np.ones(n))
        return Chance(
            "the response of the other side",
            {name: (p[i], grow(left - 1)) for i, name in enumerate(names[:n])},
        )

    return grow(depth)


def test_symbols_branches_and_texts_of_the_wildcatter():
    ax = plot.tree(WILDCATTER, BEST)
    assert _symbols(ax) == {"s": 5, "o": 5, "<": 16}
    assert _lines(ax) == [12, 13, 10]
    texts = _texts(ax)
    assert len(texts) == 1 + 25 + 9 + 16
    for text in (
        "test: 22.5",
        "yes (pays -10)",
        "result: 22.5",
        "closed (p=0.240)",
        "drill: 77.5",
        "oil: -40.5",
    ):
        assert text in texts
    assert texts.count("190.0") == 3
    assert texts.count("don't") == 4
    assert ax.get_title(loc="left") == "test: value 22.5"
    assert not ax.axison
    legend = [text.get_text() for text in ax.get_legend().get_texts()]
    assert legend == ["decision", "chance", "end", "best strategy", "option not to take"]
    assert _overlaps(ax) == ([], [], [])


def test_a_rollback_knows_its_tree():
    assert _texts(plot.tree(BEST)) == _texts(plot.tree(WILDCATTER, BEST))
    flat = trees.to_arrays(WILDCATTER)
    assert _texts(plot.tree(flat, BEST)) == _texts(plot.tree(BEST))


def test_without_a_rollback_the_tree_as_it_stands():
    ax = plot.tree(WILDCATTER)
    assert _lines(ax) == [25, 0, 0]
    assert ax.get_title(loc="left") == "test"
    texts = _texts(ax)
    assert "200" in texts
    assert "190" not in texts
    assert "22.5" not in " ".join(texts)
    assert [text.get_text() for text in ax.get_legend().get_texts()] == [
        "decision",
        "chance",
        "end",
    ]


def test_options_that_tie_are_dashed_and_not_struck():
    again = Decision("again", {"l": 1, "m": 1, "r": 0})
    ax = plot.tree(rollback(Decision("d", {"a": 1, "b": 1, "c": again, "d": 0})))
    assert _lines(ax) == [2, 1, 4]
    dashed = [c for c in ax.collections if c.get_linewidth()[0] == 1.8]
    assert [len(c.get_segments()) for c in dashed] == [4]
    assert dashed[0].get_linestyle()[0][1] is not None
    legend = [text.get_text() for text in ax.get_legend().get_texts()]
    assert legend == ["decision", "end", "best strategy", "equally good", "option not to take"]
    assert _overlaps(ax) == ([], [], [])


def test_beyond_an_option_not_to_take_nothing_is_as_good():
    inner = Decision("inner", {"x": 0, "y": 0})
    ax = plot.tree(rollback(Decision("d", {"a": 1, "b": inner})))
    assert _lines(ax) == [3, 1, 2]
    assert "equally good" not in [text.get_text() for text in ax.get_legend().get_texts()]


def test_without_decisions_there_is_no_strategy_to_mark():
    ax = plot.tree(rollback(Chance("c", {"up": (0.5, 2), "down": (0.5, 0)})))
    assert _lines(ax) == [2, 0, 0]
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["chance", "end"]
    assert "c: 1" in _texts(ax)


def test_a_given_policy_is_not_called_best():
    root = Decision("d", {"a": 1, "b": 1, "c": 0})
    ax = plot.tree(root, rollback(root, policy={(): "c"}))
    assert _lines(ax) == [2, 1, 4]
    legend = [text.get_text() for text in ax.get_legend().get_texts()]
    assert legend == ["decision", "end", "given strategy", "option not taken"]
    assert ax.get_title(loc="left") == "d: value 0"


def test_collapsed_paths_say_how_many_leaves_they_hide():
    ax = plot.tree(BEST, collapse=[("yes", "open"), ("yes", "closed", "drill"), ("no",)])
    texts = _texts(ax)
    assert texts.count("[+4 leaves]") == 2
    assert texts.count("[+3 leaves]") == 1
    assert "drill: 22.9" in texts
    assert ax.get_title(loc="left") == "test: value 22.5"
    assert _symbols(ax) == {"s": 5, "o": 3, "<": 5}
    assert _overlaps(ax) == ([], [], [])


def test_depth():
    ax = plot.tree(BEST, depth=1)
    assert _symbols(ax) == {"s": 2, "o": 1, "<": 0}
    assert {"[+12 leaves]", "[+4 leaves]"} <= set(_texts(ax))
    assert ax.get_title(loc="left") == "test: value 22.5"


def test_one_hidden_leaf():
    root = Decision("d", {"a": Chance("c", {"only": (1, 5)}), "b": 1})
    assert "[+1 leaf]" in _texts(plot.tree(root, depth=1))


def test_too_many_leaves_collapse_and_the_title_says_so():
    ax = plot.tree(BEST, max_leaves=9)
    assert (
        ax.get_title(loc="left") == "test: value 22.50 (collapsed beyond level 2: 16 leaves in all)"
    )
    assert _symbols(ax) == {"s": 5, "o": 2, "<": 1}
    asked = plot.tree(BEST, max_leaves=9, depth=2)
    assert asked.get_title(loc="left") == "test: value 22.50"
    with pytest.raises(
        InvalidInputError, match="max_leaves must be at least the 2 branches of the root; got 1"
    ):
        plot.tree(BEST, max_leaves=1)


def test_a_million_leaves_and_a_long_chain():
    n = [10**k for k in range(7)]
    flat = TreeArrays(
        kind=np.repeat([2, 1, 2, 1, 2, 1, 0], n),
        n_children=np.repeat([10] * 6 + [0], n),
        probability=np.repeat([1, 1, 0.1, 1, 0.1, 1, 0.1], n),
        payoff=np.arange(sum(n)) % 7 * np.repeat([0] * 6 + [1], n),
    )
    ax = plot.tree(flat)
    assert (
        ax.get_title(loc="left").replace("\n", " ")
        == "decision (collapsed beyond level 1: 1,000,000 leaves in all)"
    )
    node = 0.0
    for i in range(10_000):
        node = Chance(f"c{i}", {"stop": (0.5, 1), "go": (0.5, node)})
    ax = plot.tree(node, rollback(node))
    assert "(collapsed beyond level 59: 10,001 leaves in all)" in ax.get_title(loc="left").replace(
        "\n", " "
    )


def test_shared_nodes_are_drawn_on_every_path():
    node = 0.0
    for day in range(40, 0, -1):
        again = Chance(f"price {day}", {"up": (0.5, node), "down": (0.5, node)}, payoff=1)
        node = Decision(f"day {day}", {"sell": 0.0, "wait": again})
    result = rollback(node)
    assert result.tree.size > 2**40 > len(result.tree)
    for drawn in (plot.tree(result), plot.tree(node, result)):
        title = drawn.get_title(loc="left").replace("\n", " ")
        assert title == f"day 1: value 40 (collapsed beyond level 9: {2**41 - 1:,} leaves in all)"
        assert _symbols(drawn) == {"s": 31, "o": 31, "<": 31}
    ax = plot.tree(result, collapse=[("wait", "up")], depth=4)
    assert _texts(ax).count(f"[+{2**40 - 1:,} leaves]") == 1
    assert _texts(ax).count(f"[+{2**39 - 1:,} leaves]") == 2
    assert _overlaps(ax) == ([], [], [])
    assert _symbols(plot.tree(node, depth=2)) == {"s": 3, "o": 1, "<": 1}


@pytest.mark.parametrize("seed", [0, 3])
def test_no_text_meets_another_in_large_trees(seed):
    root = _random(seed, 5)
    ax = plot.tree(root, rollback(root))
    assert len(ax.texts) > 80
    assert _overlaps(ax) == ([], [], [])


@pytest.mark.parametrize("layout", [None, "constrained"])
def test_sixty_leaves_on_given_axes(layout):
    root = Decision(
        "d", {f"option {i}": Chance("c", {"up": (0.4, 1e6), "down": (0.6, -i)}) for i in range(30)}
    )
    ax = Figure(figsize=(10, 12), layout=layout).subplots()
    assert plot.tree(root, rollback(root), ax=ax) is ax
    assert sum(_symbols(ax).values()) == 91
    assert _overlaps(ax) == ([], [], [])
    assert 4 < ax.texts[0].get_fontsize() < 9


def test_text_grows_at_most_a_third_on_large_axes():
    ax = plot.tree(BEST, ax=Figure(figsize=(60, 60)).subplots())
    assert ax.texts[0].get_fontsize() == pytest.approx(8.5 * 1.3)


def test_the_figure_grows_with_the_tree():
    heights = [
        plot.tree(Decision("d", {str(i): i for i in range(n)})).figure.get_figheight()
        for n in (2, 10, 60)
    ]
    assert heights == sorted(heights)
    assert heights[2] > 5 * heights[0]


def test_long_labels_are_shortened_but_never_the_numbers():
    label = "an option with a very long label " * 9
    chance = Chance("a name " * 40, {label: (0.25, 1e6), "x" * 150: (0.75, 4)}, payoff=-5)
    ax = plot.tree(rollback(Decision("the question " * 9, {label: chance, "not": 0})))
    texts = [text.replace("\n", " ") for text in _texts(ax)]
    assert sum("…" in text for text in texts) == 5
    assert sum(text.endswith(("(p=0.25)", "(p=0.75)", "(pays -5)")) for text in texts) == 3
    assert sum(text.endswith(" 249,998") for text in texts) == 2
    assert _overlaps(ax) == ([], [], [])


def _three_levels():
    def price(i, k):
        return Decision("price", {"high": 10.0 * i + k, "low": 40.0 - k})

    states = {"strong": 0.3, "medium": 0.5, "weak": trees.REST}
    return Decision(
        "region",
        {
            f"region {i}": Chance(
                "demand",
                {name: (p, price(i, k)) for k, (name, p) in enumerate(states.items())},
                payoff=-2 * i,
            )
            for i in range(10)
        },
    )


def _lopsided():
    node = 0.0
    for i in range(19):
        trial = Chance(
            f"trial {i}",
            {"good": (0.5, node), "bad": (0.25, -3.0), "none": (trees.REST, 0)},
            payoff=-i,
        )
        node = Decision(f"stage {i}", {"stop": float(i), "on": trial})
    return Decision("begin", {"yes": node, "no": 0, "later": 1})


def _long_labels():
    market = "how the regulator and the market are going to respond"
    outcomes = {
        "favorably, with subsidies for several years": (0.3, 1e7),
        "indifferently": (0.4, -5e5),
        "unfavorably, with a tax on emissions": (trees.REST, -1e6),
    }
    return Decision(
        "what is to be decided on in the spring meeting",
        {
            f"invest in distribution center number {i} and hire forty people": Chance(
                market, outcomes, payoff=-i
            )
            for i in range(20)
        },
    )


def _several_attributes():
    def drug(i):
        ends = {
            n: {"cost": 100.0 * i, "qaly": q, "days in hospital": 3}
            for n, q in (("well", 9), ("ill", 6), ("†", 0))
        }
        chances = (0.6, 0.3, trees.REST)
        return Chance(
            "outcome",
            dict(zip(ends, zip(chances, ends.values(), strict=True), strict=True)),
            {"cost": i},
        )

    return Decision("treat", {f"drug {i}": drug(i) for i in range(20)})


def _sampled():
    p = np.linspace(0.2, 0.6, 50)
    worth = np.linspace(-12345.6, 98765.4, 50)
    return Decision(
        "launch",
        {
            f"site {i}": Chance(
                "demand", {"high": (p, worth + i), "low": (trees.REST, -worth)}, worth
            )
            for i in range(30)
        },
    )


@pytest.mark.parametrize(
    "grow", [_three_levels, _lopsided, _long_labels, _several_attributes, _sampled]
)
@pytest.mark.parametrize("given", [False, True])
def test_nothing_meets_at_sixty_leaves(grow, given):
    root = grow()
    assert (trees.to_arrays(root).kind == 0).sum() == 60
    choose = {"attribute": "cost", "goal": "min"} if grow is _several_attributes else {}
    for result in [None] if grow is _sampled else [None, rollback(root, **choose)]:
        ax = plot.tree(root, result, ax=Figure(figsize=(30, 24)).subplots() if given else None)
        assert sum(_symbols(ax).values()) == len(trees.to_arrays(root))
        assert _overlaps(ax) == ([], [], [])


def test_a_single_end():
    ax = plot.tree(5)
    assert _texts(ax) == ["5"]
    assert ax.get_title(loc="left") == "tree"
    ax = plot.tree(rollback(trees.Terminal(5)))
    assert ax.get_title(loc="left") == "tree: value 5"


def test_certainty_equivalents_with_a_utility():
    root = Decision("d", {"sure": 30, "risky": Chance("c", {"win": (0.5, 100), "lose": (0.5, 0)})})
    result = rollback(root, utility=utility.exponential(100))
    ax = plot.tree(root, result)
    sure = -100 * np.log((1 + np.exp(-1)) / 2)
    assert f"c: {sure:.1f}" in _texts(ax)
    assert ax.get_title(loc="left") == f"d: certainty equivalent {sure:.1f}"


def test_attributes():
    root = Decision(
        "treat",
        {
            "yes": Chance(
                "c",
                {"well": (0.9, {"cost": 0, "qaly": 10}), "ill": (0.1, {"cost": 50, "qaly": 4})},
                payoff={"cost": 7},
            ),
            "no": {"cost": 0, "qaly": 8},
        },
    )
    plain = _texts(plot.tree(root))
    assert "cost 50, qaly 4" in plain
    assert "yes (pays cost 7)" in plain
    cost = _texts(plot.tree(root, rollback(root, attribute="cost", goal="min")))
    assert {"yes (pays 7)", "c: 12", "57"} <= set(cost)
    net = _texts(plot.tree(root, rollback(root, attribute={"cost": -1, "qaly": 10})))
    assert {"yes", "c: 82", "93", "80"} <= set(net)


def test_samples_are_ranges_and_a_batch_is_refused():
    p = np.array([0.2, 0.6])
    root = Chance("c", {"up": (p, np.array([1.0, 3.0])), "down": (trees.REST, -1)})
    texts = _texts(plot.tree(root))
    assert {"up (p=0.2 to 0.6)", "down (p=0.4 to 0.8)", "1 to 3", "-1"} <= set(texts)
    with pytest.raises(
        InvalidInputError,
        match=r"result must be of one sample; got a batch \(2,\): .*result.at\(i\)",
    ):
        plot.tree(root, rollback(root))
    assert "c: 1.4" in _texts(plot.tree(root, rollback(root).at(1)))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"collapse": [("maybe",)]}, r"unknown path \('maybe',\) to collapse"),
        (
            {"collapse": [(10**5000,)]},
            r"unknown path \(an integer of about 5001 digits,\) to collapse",
        ),
        (
            {"collapse": ("yes", "open")},
            "collapse must be a list of paths, each a tuple of labels; got 'yes'",
        ),
        ({"collapse": "yes"}, "each a tuple of labels; got 'yes'"),
        (
            {"collapse": [("no", "don't")]},
            r"nothing follows the path \('no', \"don't\"\), which cannot be collapsed",
        ),
        ({"depth": 0}, "depth must be at least 1"),
        ({"depth": 1.5}, "depth must be an integer"),
        ({"max_leaves": 0}, "max_leaves must be at least 1"),
        ({"result": 3}, r"result must be what trees.rollback\(\) returned, or None; got int"),
        (
            {"result": rollback(Decision("other", {"a": 1, "b": 2}))},
            "result must be a rollback of this tree",
        ),
    ],
)
def test_refusals(options, message):
    with pytest.raises(InvalidInputError, match=rf"^tree\(\): .*{message}"):
        plot.tree(WILDCATTER, **options)
    assert plt.get_fignums() == []


def test_refuses_a_second_rollback_and_faulty_trees():
    with pytest.raises(
        InvalidInputError, match="result must be None where the first argument is a rollback"
    ):
        plot.tree(BEST, BEST)
    with pytest.raises(InvalidInputError, match=r"^tree\(\): root: must be a node"):
        plot.tree("test")
    with pytest.raises(InvalidModelError, match=r"^tree\(\): 1 problem"):
        plot.tree(Decision("d", {"a": {"cost": 1}, "b": {"time": 1, "cost": 2}}))
