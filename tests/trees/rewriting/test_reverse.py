"""Bayes reversal: what stays the same on every path, published numbers, samples, sharing,
refusals."""

import itertools
from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decision_analysis import beliefs
from decision_analysis.errors import InvalidInputError, InvalidModelError
from decision_analysis.trees import (
    REST,
    Again,
    Chance,
    Decision,
    Terminal,
    reverse,
    rollback,
    to_arrays,
    to_dict,
)

PRIOR = {"dry": 0.5, "wet": 0.3, "soaking": 0.2}
WORTH = {"dry": -70, "wet": 50, "soaking": 200}
LIKELIHOOD = {
    "dry": {"closed": 0.1, "open": 0.3, "diffuse": 0.6},
    "wet": {"closed": 0.3, "open": 0.4, "diffuse": 0.3},
    "soaking": {"closed": 0.5, "open": 0.4, "diffuse": 0.1},
}


def ground(prior=PRIOR, likelihood=LIKELIHOOD, worth=WORTH):
    """Return the oil wildcatter's uncertainties in the order in which he knows their
    probabilities."""
    states = {
        s: (p, Chance("result", {r: (q, worth[s]) for r, q in likelihood[s].items()}))
        for s, p in prior.items()
    }
    return Chance("oil", states)


def informed(flipped, cost=10):
    """Let the wildcatter decide after each result."""
    results = {
        r: (p, Decision("drill", {"yes": oil, "no": 0})) for r, (p, oil) in flipped.outcomes.items()
    }
    return Chance("result", results, payoff=-cost)


def ends(node, *, total=0.0, p=1.0, met=()):
    """Yield what was met on each path (name and label of every node), its total and its
    probability."""
    paid = node.payoff
    if isinstance(paid, Mapping):
        total = {k: (total or {}).get(k, 0) + paid.get(k, 0) for k in {*(total or {}), *paid}}
    elif paid is not None:
        total = total + paid
    if isinstance(node, Decision):
        for label, child in node.options.items():
            yield from ends(child, total=total, p=p, met=(*met, (node.name, label)))
    elif isinstance(node, Chance):
        for label, q in node.probabilities.items():
            yield from ends(
                node.outcomes[label][1], total=total, p=p * q, met=(*met, (node.name, label))
            )
    else:
        yield met, total, p


def measure(root):
    """Return {what is met, in any order: (total, probability)} of the paths that are possible."""
    found = {}
    for met, total, p in ends(root):
        if np.any(p):
            key = tuple(sorted(met))
            assert key not in found
            found[key] = total, p
    return found


def assert_same_measure(one, other, rel=1e-12):
    first, second = measure(one), measure(other)
    assert first.keys() == second.keys()
    for key, (total, p) in first.items():
        assert second[key][1] == pytest.approx(p, rel=rel, abs=1e-300)
        assert second[key][0] == pytest.approx(total, rel=1e-12, abs=1e-12)


# --- published
# --------------------------------------------------------------------------------------------------


def test_oil_wildcatter():
    """Raiffa (1968): posteriors, 22.5 with the test that costs 10, so that the test is worth 12.5
    before its cost."""
    flipped = reverse(ground(), "oil", "result")
    assert {r: p for r, (p, _) in flipped.outcomes.items()} == pytest.approx(
        {"closed": 0.24, "open": 0.35, "diffuse": 0.41}
    )
    closed = flipped.outcomes["closed"][1]
    assert closed.probabilities == pytest.approx({"dry": 5 / 24, "wet": 9 / 24, "soaking": 10 / 24})
    tested = rollback(informed(flipped))
    without = rollback(
        Decision(
            "drill", {"yes": Chance("oil", {s: (p, WORTH[s]) for s, p in PRIOR.items()}), "no": 0}
        )
    )
    assert tested.value == pytest.approx(22.5, abs=1e-12)
    assert tested.value + 10 - without.value == pytest.approx(12.5, abs=1e-12)
    assert dict(tested.policy) == {("closed",): "yes", ("open",): "yes", ("diffuse",): "no"}


def test_agrees_with_update():
    bayes = beliefs.update(PRIOR, LIKELIHOOD)
    flipped = reverse(ground(), "oil", "result")
    assert flipped.probabilities == pytest.approx(dict(bayes.signals))
    for signal, posterior in bayes.posterior.items():
        assert flipped.outcomes[signal][1].probabilities == pytest.approx(dict(posterior))


# --- random trees
# --------------------------------------------------------------------------------------------------


def random_pair(rng, *, ragged=True, samples=None, attributes=None, deep=True):
    """Return a chance node a with b after it, payoffs anywhere, outcomes of b that differ, more
    behind."""

    def amount():
        def draw():
            return rng.normal(size=samples) if samples else float(rng.normal())

        return {name: draw() for name in attributes} if attributes else draw()

    def paid():
        return amount() if rng.random() < 0.5 else None

    def behind():
        kind = rng.integers(0, 3) if deep else 0
        if kind == 0:
            return amount()
        if kind == 1:
            return Decision("d", {"x": amount(), "y": amount()}, paid())
        p = float(rng.random())
        return Chance("c", {"x": (p, amount()), "y": (REST, amount())}, paid())

    def shares(n):
        return rng.dirichlet(np.ones(n), size=samples).T if samples else rng.dirichlet(np.ones(n))

    def second(n):
        labels = [f"b{i}" for i in range(n) if not ragged or rng.random() < 0.7] or ["b0"]
        return Chance(
            "b",
            {label: (p, behind()) for label, p in zip(labels, shares(len(labels)), strict=True)},
            paid(),
        )

    n, m = rng.integers(1, 5, size=2)
    root = Chance("a", {f"a{i}": (p, second(m)) for i, p in enumerate(shares(n))}, paid())
    return Decision("start", {"go": root, "stop": amount()}, paid()) if rng.random() < 0.5 else root


@given(st.integers(0, 2**32 - 1), st.sampled_from([None, ("cost", "time")]))
@settings(max_examples=200, deadline=None)
def test_total_and_joint_probability_of_every_path_stay(seed, attributes):
    root = random_pair(np.random.default_rng(seed), attributes=attributes)
    flipped = reverse(root, "a", "b")
    assert_same_measure(root, flipped)
    assert_same_measure(root, reverse(flipped, "b", "a"))
    if attributes is None:
        assert rollback(flipped).value == pytest.approx(rollback(root).value, rel=1e-10, abs=1e-12)


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=100, deadline=None)
def test_double_reversal_is_the_tree_itself(seed):
    """Where the payoff of b is the same after every a, payoffs too come back to where they were."""
    rng = np.random.default_rng(seed)
    n, m = rng.integers(2, 4, size=2)
    paid = float(rng.normal())
    seconds = [
        Chance(
            "b",
            {f"b{j}": (p, float(rng.normal())) for j, p in enumerate(rng.dirichlet(np.ones(m)))},
            paid,
        )
        for _ in range(n)
    ]
    chances = rng.dirichlet(np.ones(n))
    root = Chance(
        "a", {f"a{i}": (p, s) for i, (p, s) in enumerate(zip(chances, seconds, strict=True))}, 3.0
    )
    back = reverse(reverse(root, "a", "b"), "b", "a")
    assert back.payoff == 3.0
    assert list(back.outcomes) == list(root.outcomes)
    assert back.probabilities == pytest.approx(dict(root.probabilities))
    for label, (_, child) in root.outcomes.items():
        other = back.outcomes[label][1]
        assert other.payoff == paid
        assert other.probabilities == pytest.approx(dict(child.probabilities))
        for b, (_, end) in child.outcomes.items():
            assert other.outcomes[b][1] is end


@pytest.mark.parametrize("seed", range(20))
def test_samples_equal_a_loop(seed):
    rng = np.random.default_rng(seed)
    root = random_pair(rng, samples=4, deep=False)
    flipped = reverse(root, "a", "b")

    def at(node, i):
        def pick(value):
            return value[i] if isinstance(value, np.ndarray) else value

        if isinstance(node, Decision):
            return Decision(
                node.name, {k: at(v, i) for k, v in node.options.items()}, pick(node.payoff)
            )
        if isinstance(node, Chance):
            return Chance(
                node.name,
                {k: (pick(p), at(v, i)) for k, (p, v) in node.outcomes.items()},
                pick(node.payoff),
            )
        return Terminal(pick(node.payoff))

    for i in range(4):
        assert_same_measure(at(flipped, i), reverse(at(root, i), "a", "b"))
        assert rollback(flipped).value[i] == pytest.approx(rollback(at(root, i)).value)


def test_samples_pair_by_broadcasting():
    """A prior with samples (3, 1) and a likelihood with samples (4,) give (3, 4)."""
    p, hit = np.array([[0.2], [0.5], [0.7]]), np.array([0.6, 0.7, 0.8, 0.9])
    root = Chance(
        "state",
        {
            "bad": (p, Chance("test", {"+": (hit, 0), "-": (REST, 0)})),
            "good": (REST, Chance("test", {"+": (0.1, 1), "-": (REST, 1)})),
        },
    )
    flipped = reverse(root, "state", "test")
    posterior = flipped.outcomes["+"][1].probabilities["bad"]
    assert posterior.shape == (3, 4)
    for i, j in np.ndindex(3, 4):
        assert posterior[i, j] == pytest.approx(
            p[i, 0] * hit[j] / (p[i, 0] * hit[j] + (1 - p[i, 0]) * 0.1)
        )
    assert to_arrays(flipped).sample_shape == (3, 4)


def test_a_function_of_parameters_may_reverse_inside():
    """Values and their differences agree with reversing after the numbers are put in."""

    def tree(p, hit, soaking):
        prior = {"dry": 1 - p, "soaking": p}
        likelihood = {
            "dry": {"closed": 1 - hit, "open": hit},
            "soaking": {"closed": hit, "open": 1 - hit},
        }
        return informed(
            reverse(ground(prior, likelihood, {"dry": -70, "soaking": soaking}), "oil", "result")
        )

    def worth(p, hit, soaking):
        """Write Bayes' rule out by hand."""
        closed, open_ = p * hit + (1 - p) * (1 - hit), p * (1 - hit) + (1 - p) * hit
        value = -10
        for chance, posterior in ((closed, p * hit / closed), (open_, p * (1 - hit) / open_)):
            value = value + chance * np.maximum(0, posterior * soaking + (1 - posterior) * -70)
        return value

    p, hit, soaking = np.meshgrid(
        np.linspace(0.05, 0.9, 6), [0.55, 0.7, 0.95], [100.0, 300.0], indexing="ij"
    )
    np.testing.assert_allclose(
        rollback(tree(p, hit, soaking)).value, worth(p, hit, soaking), rtol=1e-12, atol=1e-12
    )
    for values in itertools.product((0.3, 0.6), (0.7, 0.9), (150.0, 250.0)):
        assert rollback(tree(*values)).value == pytest.approx(worth(*values))
        step = 1e-6
        slope = (
            rollback(tree(values[0] + step, *values[1:])).value - rollback(tree(*values)).value
        ) / step
        assert slope == pytest.approx(
            (worth(values[0] + step, *values[1:]) - worth(*values)) / step, abs=1e-4
        )


# --- payoffs
# --------------------------------------------------------------------------------------------------


def test_payoffs_stay_with_their_nodes_where_they_can():
    def pair(*paid):
        seconds = [Chance("b", {"x": (0.5, 1), "y": (0.5, 2)}, amount) for amount in paid]
        return Chance("a", {"i": (0.5, seconds[0]), "j": (0.5, seconds[1])}, 100)

    flipped = reverse(pair(10, 10), "a", "b")
    assert flipped.payoff == 10
    assert flipped.outcomes["x"][1].payoff == 100
    assert [end.payoff for end in flipped.outcomes["y"][1].children] == [2, 2]
    moved = reverse(pair(10, None), "a", "b")
    assert moved.payoff is None
    assert [end.payoff for end in moved.outcomes["y"][1].children] == [12, 2]
    assert reverse(pair(None, None), "a", "b").payoff is None


def test_attributes_move_along():
    behind = {"cost": 1.0, "time": 2.0}
    seconds = {
        "i": (0.5, Chance("b", {"x": (1, behind)}, {"time": 5})),
        "j": (0.5, Chance("b", {"x": (1, behind)}, {"cost": 7})),
    }
    flipped = reverse(Chance("a", seconds), "a", "b")
    one, other = flipped.outcomes["x"][1].children
    assert dict(one.payoff) == {"cost": 1, "time": 7}
    assert dict(other.payoff) == {"cost": 8, "time": 2}


def test_same_payoffs_by_attribute_and_sample_stay():
    paid = {"cost": np.array([1.0, 2.0])}
    seconds = {a: (0.5, Chance("b", {"x": (1, {"cost": 0})}, dict(paid))) for a in "ij"}
    assert reverse(Chance("a", seconds), "a", "b").payoff["cost"].tolist() == [1, 2]


def test_a_leaf_that_goes_on_keeps_its_stage():
    again = Again("next", 0.9, payoff=1)
    seconds = [Chance("b", {"x": (0.5, again), "y": (0.5, 0)}, paid) for paid in (5, None)]
    moved, left = (
        reverse(Chance("a", {"i": (0.5, seconds[0]), "j": (0.5, seconds[1])}), "a", "b")
        .outcomes["x"][1]
        .children
    )
    assert (moved.stage, moved.discount, moved.payoff) == ("next", 0.9, 6)
    assert left is again


# --- outcomes that differ, probability zero
# ---------------------------------------------------------------------------


def test_missing_outcomes_have_probability_zero():
    root = Chance(
        "a",
        {
            "i": (0.4, Chance("b", {"x": (0.5, 1), "y": (0.5, 2)})),
            "j": (0.6, Chance("b", {"z": (1, 3)})),
        },
    )
    flipped = reverse(root, "a", "b")
    assert flipped.probabilities == pytest.approx({"x": 0.2, "y": 0.2, "z": 0.6})
    assert {b: dict(a.probabilities) for b, (_, a) in flipped.outcomes.items()} == {
        "x": {"i": 1},
        "y": {"i": 1},
        "z": {"j": 1},
    }
    assert to_dict(reverse(flipped, "b", "a"))["outcomes"].keys() == {"i", "j"}
    assert_same_measure(root, flipped)


def test_an_impossible_outcome_leaves_the_tree():
    root = Chance(
        "a",
        {"i": (1, Chance("b", {"x": (1, 1), "y": (0, 2)})), "j": (0, Chance("b", {"y": (1, 3)}))},
    )
    flipped = reverse(root, "a", "b")
    assert list(flipped.outcomes) == ["x"]
    assert dict(flipped.outcomes["x"][1].probabilities) == {"i": 1}
    assert_same_measure(root, flipped)


def test_an_outcome_of_probability_zero_after_a_possible_one_stays():
    root = Chance(
        "a",
        {
            "i": (0.5, Chance("b", {"x": (1, 1), "y": (0, 2)})),
            "j": (0.5, Chance("b", {"y": (1, 3)})),
        },
    )
    flipped = reverse(root, "a", "b")
    assert dict(flipped.outcomes["y"][1].probabilities) == {"i": 0, "j": 1}


def test_an_outcome_that_is_impossible_in_some_samples_is_refused():
    hit = np.array([0.5, 0.0, 0.2])
    root = Decision(
        "d",
        {
            "go": Chance(
                "a",
                {
                    "i": (0.5, Chance("b", {"x": (hit, 0), "y": (REST, 0)})),
                    "j": (0.5, Chance("b", {"x": (0, 1), "y": (1, 1)})),
                },
            )
        },
    )
    message = (
        r"chance 'a' at 'go': outcome 'x' of 'b' must be possible in every sample or in none, since"
        r" it tells nothing "
        r"of 'a' where it is not; it has probability 0 in 1 of 3 samples"
    )
    with pytest.raises(InvalidModelError, match=message):
        reverse(root, "a", "b")


def test_sums_at_the_edge_of_the_tolerance():
    """Each sum is 1 within the tolerance; their product is not, and would be refused."""
    off = 0.5 + 9e-10
    second = Chance("b", {"x": (off, 1), "y": (0.5, 2)})
    root = Chance("a", {"i": (off, second), "j": (0.5, second)})
    assert sum(reverse(root, "a", "b").probabilities.values()) == pytest.approx(1, abs=1e-15)
    assert (
        sum(reverse(Chance("a", {"i": (1, second)}), "a", "b").probabilities.values()) == off + 0.5
    )


def test_tiny_probabilities():
    root = Chance(
        "a",
        {
            "i": (1e-200, Chance("b", {"x": (1e-100, 1), "y": (REST, 2)})),
            "j": (REST, Chance("b", {"x": (0, 3), "y": (1, 4)})),
        },
    )
    flipped = reverse(root, "a", "b")
    assert dict(flipped.outcomes["x"][1].probabilities) == {"i": 1, "j": 0}
    assert flipped.probabilities["x"] == pytest.approx(1e-300, rel=1e-12)


# --- sharing, places, depth
# -------------------------------------------------------------------------------------------


def test_untouched_objects_are_the_same_and_shared_ones_stay_shared():
    pair, aside = ground(), Chance("else", {"x": (0.5, 1), "y": (REST, 2)})
    root = Decision(
        "d", {"one": pair, "two": Decision("e", {"f": pair, "g": aside}), "three": aside}
    )
    flipped = reverse(root, "oil", "result")
    assert flipped.options["three"] is aside
    assert flipped.options["one"] is flipped.options["two"].options["f"]
    assert flipped.options["two"].options["g"] is aside
    assert aside.outcomes["y"][0] is REST
    assert root.options["one"] is pair


def test_what_moved_payoffs_were_added_to_stays_shared():
    behind = Decision("later", {"x": 1, "y": 2})
    seconds = [Chance("b", {"x": (0.5, behind), "y": (0.5, behind)}, paid) for paid in (5, 6)]
    flipped = reverse(Chance("a", {"i": (0.5, seconds[0]), "j": (0.5, seconds[1])}), "a", "b")
    x, y = (flipped.outcomes[b][1].children for b in "xy")
    assert x[0] is y[0]
    assert x[1] is y[1]
    assert [node.payoff for node in x] == [5, 6]
    assert x[0].options["x"] is behind.options["x"]


def test_a_shared_node_that_doubles_at_every_step():
    """2^60 paths, and 60 objects."""
    node = Chance(
        "a", {"i": (0.5, Chance("b", {"x": (1, 1)})), "j": (0.5, Chance("b", {"x": (1, 2)}))}
    )
    for _ in range(60):
        node = Chance("c", {"x": (0.5, node), "y": (0.5, node)})
    flipped = reverse(node, "a", "b")
    assert flipped.size == node.size - 2**60
    again = flipped.children[0]
    assert again is flipped.children[1]


def test_only_at_one_place():
    pair = ground()
    root = Decision("d", {"one": pair, "two": Decision("e", {"f": pair})}, payoff=-3)
    flipped = reverse(root, "oil", "result", at=("two", "f"))
    assert flipped.options["one"] is pair
    assert flipped.options["two"].options["f"].name == "result"
    assert flipped.payoff == -3
    assert reverse(pair, "oil", "result", at=()).name == "result"


def test_places_without_the_second_are_left():
    drill = Decision(
        "drill", {"yes": Chance("oil", {s: (p, WORTH[s]) for s, p in PRIOR.items()}), "no": 0}
    )
    root = Decision("test", {"yes": ground(), "no": drill})
    flipped = reverse(root, "oil", "result")
    assert flipped.options["no"] is drill
    assert flipped.options["yes"].name == "result"


def test_repeated_stages_and_repeated_names():
    """Two stages on one path are reversed both; an a before an a is left."""
    inner = Chance(
        "a",
        {
            "i": (0.3, Chance("b", {"x": (0.2, 1), "y": (0.8, 2)})),
            "j": (0.7, Chance("b", {"x": (1, 3)})),
        },
    )
    stage = Chance(
        "a",
        {
            "i": (0.3, Chance("b", {"x": (0.2, inner), "y": (0.8, 2)})),
            "j": (0.7, Chance("b", {"x": (1, 3)})),
        },
    )
    flipped = reverse(Chance("a", {"k": (1, stage)}), "a", "b")
    assert flipped.name == "a"
    names = [flipped.name]
    node = flipped
    while node.children:
        node = node.children[0]
        names.append(getattr(node, "name", "end"))
    assert names == ["a", "b", "a", "b", "a", "end"]
    assert rollback(flipped).value == pytest.approx(rollback(stage).value)
    thrice = Chance(
        "a",
        {
            "i": (0.5, Chance("b", {"x": (1, Chance("b", {"u": (1, 1)}))})),
            "j": (0.5, Chance("b", {"x": (1, 2)})),
        },
    )
    assert reverse(thrice, "a", "b").outcomes["x"][1].outcomes["i"][1].name == "b"


@pytest.mark.slow
def test_deep():
    """3,000 stages below one another."""
    node = Terminal(1.0)
    for i in range(1500):
        second = Chance("b", {"x": (0.5, node), "y": (0.5, float(i))}, payoff=0.1)
        node = Chance(
            "a", {"i": (0.9, second), "j": (0.1, Chance("b", {"x": (0.2, 0), "y": (0.8, 1)}))}
        )
    flipped = reverse(node, "a", "b")
    assert rollback(flipped).value == pytest.approx(rollback(node).value)
    aside = Decision("d", {"x": node, "y": 0.0})
    path = ("x", *("i", "x") * 1499)
    assert rollback(reverse(aside, "a", "b", at=path)).value == pytest.approx(rollback(node).value)


# --- refusals
# --------------------------------------------------------------------------------------------------

LATE = Chance("b", {"x": (0.5, 1), "y": (0.5, 2)})


@pytest.mark.parametrize(
    ("between", "message"),
    [
        (
            Decision("d", {"yes": LATE, "no": 0}),
            r"chance 'a' at 'go': decision 'd' at 'go > i' must not be between 'a' and 'b', since"
            r" it would get to know "
            r"'b'; what that would be worth, clairvoyance\(\) says",
        ),
        (
            Chance("c", {"u": (0.5, LATE), "v": (0.5, LATE)}),
            (
                "chance 'a' at 'go': chance 'c' at 'go > i' must not be between 'a' and 'b';"
                " reverse 'c' and 'b' first"
            ),
        ),
        (
            Chance("c", {"u": (0.5, Chance("e", {"w": (1, LATE)})), "v": (0.5, 0)}),
            "chance 'e' at 'go > i > u' must not be between 'a' and 'b'; reverse 'e' and 'b' first",
        ),
        (
            Chance("c", {"u": (0.5, Decision("d", {"w": LATE})), "v": (0.5, 0)}),
            "decision 'd' at 'go > i > u' must not be between",
        ),
        (
            Terminal(3),
            r"chance 'a' at 'go': chance 'b' must follow every outcome; it does not follow \['i'\]",
        ),
        (
            Chance("a", {"u": (1, LATE)}),
            r"chance 'a' at 'go': chance 'b' must follow every outcome; .* \['i'\]",
        ),
    ],
)
def test_what_is_between_is_refused_with_its_path(between, message):
    root = Decision(
        "start", {"go": Chance("a", {"j": (0.5, LATE), "i": (0.5, between)}), "stop": 0}
    )
    with pytest.raises(InvalidModelError, match=message):
        reverse(root, "a", "b")
    with pytest.raises(InvalidModelError, match=message):
        reverse(root, "a", "b", at=("go",))


def test_sinking_what_is_between_step_by_step():
    """The message's advice is right: reverse c and b, then a and b."""
    rng = np.random.default_rng(5)

    def second():
        return Chance(
            "b",
            {
                "x": (p := float(rng.random()), float(rng.normal())),
                "y": (1 - p, float(rng.normal())),
            },
        )

    def third():
        return Chance("c", {"u": (p := float(rng.random()), second()), "v": (1 - p, second())})

    root = Chance("a", {"i": (0.4, third()), "j": (0.6, third())})
    flipped = reverse(reverse(root, "c", "b"), "a", "b")
    assert flipped.name == "b"
    assert_same_measure(root, flipped)


def test_all_places_are_listed():
    pair = Chance("a", {"i": (1, Decision("d", {"yes": LATE}))})
    other = Chance("a", {"i": (0.5, LATE), "j": (0.5, 1)})
    with pytest.raises(InvalidModelError, match="at 'two'") as caught:
        reverse(
            Decision("start", {"one": pair, "two": other, "three": Chance("a", {"k": (1, LATE)})}),
            "a",
            "b",
        )
    assert len(caught.value.problems) == 2
    many = Decision(
        "start", {f"{i}": Chance("a", {"i": (0.5, LATE), "j": (0.5, i)}) for i in range(30)}
    )
    with pytest.raises(InvalidModelError, match="and 10 more") as caught:
        reverse(many, "a", "b")
    assert len(caught.value.problems) == 21


def pair_of(one, other, chance=0.5, behind=0.0):
    seconds = [
        Chance("b", {"x": (chance, behind), "y": (REST, behind)}, paid) for paid in (one, other)
    ]
    return Chance("a", {"i": (0.5, seconds[0]), "j": (0.5, seconds[1])})


@pytest.mark.parametrize(
    ("root", "message"),
    [
        (
            pair_of(1, None, behind={"cost": 1}),
            "at 'i > x'; one is a number and the other a mapping by attribute",
        ),
        (pair_of(1e308, None, behind=1e308), "at 'i > x'; payoff must be finite; got inf"),
        (
            pair_of([1, 2], None, behind=np.arange(3.0)),
            r"'i > x'; samples \(3,\) and \(2,\) do not broadcast together",
        ),
        (
            Chance(
                "a",
                {"i": ([0.5, 0.4], pair_of(0, 0, [0.1, 0.2, 0.3]).children[0]), "j": (REST, LATE)},
            ),
            (
                r"chance 'a' at the root: samples must broadcast together; got shapes \[\(2,\),"
                r" \(3,\), \(\)\]"
            ),
        ),
    ],
)
def test_what_does_not_fit_together_is_refused(root, message):
    with pytest.raises(InvalidModelError, match=message):
        reverse(root, "a", "b")
    with pytest.raises(InvalidModelError, match=message):
        reverse(root, "a", "b", at=())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            (ground(), "oil", "results"),
            r"unknown chance node 'results' \(did you mean 'result'\?\)",
        ),
        ((ground(), "oli", "result"), r"unknown chance node 'oli' \(did you mean 'oil'\?\)"),
        ((ground(), "oil", "oil"), "first and second must be two uncertainties; got 'oil' twice"),
        (
            (ground(), "result", "oil"),
            "chance 'oil' must directly follow chance 'result' somewhere; it does so nowhere",
        ),
        ((3.0, "oil", "result"), r"unknown chance node 'oil'; known are \[\]"),
        ((None, "oil", "result"), r"reverse\(\): root: must be a node"),
        (
            (to_arrays(ground()), "oil", "result"),
            "root must be a tree made of nodes; got TreeArrays",
        ),
    ],
)
def test_refusals(arguments, message):
    with pytest.raises(InvalidInputError, match=message):
        reverse(*arguments)


@pytest.mark.parametrize(
    ("at", "message"),
    [
        ("dry", "at must be a path of the tree, a tuple of labels from the root; got 'dry'"),
        (("dry", "shut"), r"at must be a path .*; got \('dry', 'shut'\)"),
        (("dry", "open", "more"), r"at must be a path .*; got"),
        (([],), "at must be a path"),
        (("dry",), "at must lead to chance 'oil'; got chance 'result' at 'dry'"),
        (("dry", "open"), "at must lead to chance 'oil'; got the end of a path at 'dry > open'"),
    ],
)
def test_refusals_of_a_place(at, message):
    with pytest.raises(InvalidInputError, match=message):
        reverse(ground(), "oil", "result", at=at)
