"""Templates of trees: filled in, they are the trees of their numbers; what they refuse."""

import numpy as np
import pytest

from decision_analysis.errors import InvalidInputError, InvalidModelError
from decision_analysis.trees import REST, Chance, Decision, consequences, to_arrays
from decision_analysis.trees.arrays import TreeTemplate, difference


def template_of(flat):
    """Return a template with a slot for each distinct number, and the numbers by slot."""
    slots = {}

    def of(array):
        return [
            slots.setdefault(row.tobytes(), ("slot", len(slots)))
            for row in np.moveaxis(array, -1, 0).copy()
        ]

    follows = np.zeros(len(flat), dtype=bool)
    for node in np.flatnonzero(flat.kind == 1):
        first = flat.first_child[node]
        follows[first : first + flat.n_children[node]] = True
    chances = [s if f else 1 for s, f in zip(of(flat.probability), follows, strict=True)]
    payoff = {a: of(array) for a, array in flat.payoff.items()}
    values = {slot: np.frombuffer(written) for written, slot in slots.items()}
    return TreeTemplate(flat, chances, payoff), values


@pytest.mark.parametrize("seed", range(20))
def test_filled_templates_are_the_trees(slow, seed):
    flat = to_arrays(slow.tree(seed, attributes=("cost", "gain")))
    template, values = template_of(flat)
    assert set(template.slots) <= set(values)
    filled = template.filled({slot: float(value[0]) for slot, value in values.items()})
    assert difference(filled, flat) is None
    assert filled.equals(flat)


@pytest.mark.parametrize("n", [2, 3, 9, 40])
@pytest.mark.parametrize("samples", [(), (5,), (2, 3)])
def test_rest_is_what_the_others_leave(n, samples):
    rng = np.random.default_rng(n)
    chances = rng.dirichlet(np.ones(n), size=samples)
    slots = [REST, *(f"p{i}" for i in range(1, n))]
    values = {f"p{i}": chances[..., i] if samples else float(chances[i]) for i in range(1, n)}
    outcomes = {f"way {i}": (values.get(slot, REST), i) for i, slot in enumerate(slots)}
    flat = to_arrays(Chance("c", outcomes))
    template = TreeTemplate(flat, [1, *slots], [0, *range(n)])
    found = template.filled(values)
    np.testing.assert_allclose(found.probability, flat.probability, rtol=0, atol=1e-15)
    np.testing.assert_array_equal(found.payoff, flat.payoff)


def small():
    """Return a template of a decision before two chance nodes of the same uncertainty."""
    oil = Chance("oil", {"dry": (0.5, 1), "wet": (0.5, 2)})
    flat = to_arrays(Decision("drill", {"here": oil, "there": oil, "no": 0}))
    return TreeTemplate(
        flat, [1, 1, 1, 1, "p", "q", "p", REST], [0, 0, 0, "own", "a", "b", "a", "b"]
    )


def test_what_is_not_sampled_has_no_sample_axes():
    template = small()
    assert template.slots == ("p", "q", "own", "a", "b")
    numbers = {"p": 0.25, "q": 0.75, "a": 1.0, "b": 2, "own": 3.0, "unused": np.zeros(2)}
    assert template.filled(numbers).sample_shape == ()
    filled = template.filled(numbers | {"a": [1.0, 5.0]})
    assert filled.probability.shape == (8,)
    assert filled.payoff.shape == (2, 8)
    table = consequences(filled, "money")
    np.testing.assert_allclose(table.values[..., 0], [[1.75, 1.75, 3], [2.75, 2.75, 3]])
    # the numbers of a call are its own
    assert template.filled(numbers).payoff[4] == 1


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        ({"p": 0.5}, InvalidModelError, "'oil' at 'here': probabilities must sum to 1; got 1.25"),
        (
            {"p": 1.5, "q": -0.5},
            InvalidModelError,
            "outcome at 'here > wet' must not be negative; got -0.5",
        ),
        ({"p": 1.5, "q": -0.5}, InvalidModelError, "'oil' at 'there': .* sum to 1; got 1.5"),
        ({"p": np.array([0.25, 0.5])}, InvalidModelError, "'oil' at 'here': .* sum to 1; got 1.25"),
        ({"p": 1e308, "q": 1e308}, InvalidModelError, "'oil' at 'here': .* sum to 1"),
        ({"a": np.nan}, InvalidInputError, "value of 'a' must be finite"),
        ({"a": np.array([0.0, np.inf])}, InvalidInputError, "value of 'a' must be finite"),
        ({"a": "high"}, InvalidInputError, "value of 'a' must be numbers"),
        ({"a": np.zeros(0)}, InvalidInputError, "value of 'a' must hold at least one sample"),
        ({"a": np.zeros(2), "b": np.zeros(3)}, InvalidInputError, "must broadcast together"),
        (
            {"p": np.full(2, 0.25), "b": np.zeros(3)},
            InvalidInputError,
            "must broadcast together",
        ),
        ({"a": np.zeros((1,) * 25)}, InvalidInputError, "at most 24 axes; got 25"),
    ],
)
def test_bad_numbers_are_refused(change, error, message):
    numbers = {"p": 0.25, "q": 0.75, "a": 1.0, "b": 2.0, "own": 3.0}
    small().filled(numbers)
    with pytest.raises(error, match=message):
        small().filled(numbers | change)


def test_missing_numbers_are_refused():
    with pytest.raises(InvalidInputError, match="one for each slot; missing 'q', 'b'"):
        small().filled({"p": 0.25, "a": 1.0, "own": 0.0})


@pytest.mark.parametrize(
    ("chances", "payoff", "error", "message"),
    [
        ([1, 1, "p", 0.5, 0.5], [0] * 5, InvalidModelError, "at 'no': the probability must be 1"),
        ([1, 1, REST, 0.5, 0.5], [0] * 5, InvalidModelError, "at 'no': the probability must be 1"),
        ([1, 1, 1, REST, REST], [0] * 5, InvalidModelError, "at 'yes': only one .* may be REST"),
        ([1, 1, 1, 0.5], [0] * 5, InvalidInputError, "each of the 5 nodes; got 4"),
        ([1, 1, 1, 0.5, 0.5], {"a": [0]}, InvalidInputError, "each of the 5 nodes; got 1"),
        ([1, 1, 1, 0.5, 0.5], [np.inf] * 5, InvalidInputError, "number of the tree must be finite"),
    ],
)
def test_bad_templates_are_refused(chances, payoff, error, message):
    oil = Chance("oil", {"dry": (0.5, 1), "wet": (0.5, 2)})
    flat = to_arrays(Decision("drill", {"yes": oil, "no": 0}))
    with pytest.raises(error, match=message):
        TreeTemplate(flat, chances, payoff)
