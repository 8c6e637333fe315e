"""Every picture can be read: with 3, 40 and 500 long names no texts meet, none is cut."""

import functools

import numpy as np
import pytest
from matplotlib.figure import Figure
from scipy import stats

import picture_boxes
from decision_analysis import (
    DecisionTable,
    Parameter,
    Parameters,
    Scores,
    diagrams,
    plot,
    sensitivity,
    trees,
)
from decision_analysis.plot.parts import sheet
from decision_analysis.uncertainty import SmaaResult

KINDS = (
    "plain",
    "a name of several words which goes on for a while and needs lines",
    "conditional_direct_escalation_of_the_conflict",
    "costs $5 to $10, or $x_5$, a piece",
    "Überführung nach Köln über Zürich",
    "Donaudampfschiffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "_begins with an underscore",
)
LONG = (
    "What is shown here, by the weights of those who decide on costs of $5 to $10,"
    " conditional_direct_escalation_too"
)
UNIT = "million $ a year"
COUNTS = [3, 40, 500]


def names(count):
    return tuple(f"{KINDS[i % len(KINDS)]} {i}" for i in range(count))


def numbers(*shape):
    return np.random.default_rng(8).normal(size=shape)


def _scores(count):
    return Scores(method=LONG, alternatives=names(count), scores=1e5 * numbers(count))


def _smaa(count):
    shares = np.abs(numbers(count, count)) ** 4
    for _ in range(40):
        shares /= shares.sum(axis=1, keepdims=True)
        shares /= shares.sum(axis=0, keepdims=True)
    rest = {
        "standard_error": 0 * shares,
        "central_weights": np.zeros((count, 1)),
        "confidence": np.zeros(count),
        "confidence_standard_error": np.zeros(count),
        "pairwise_winning": 0 * shares,
        "pairwise_winning_standard_error": 0 * shares,
    }
    options = {"n_samples": 10_000}
    return SmaaResult(
        method="smaa",
        parameters=options,
        alternatives=names(count),
        criteria=("c",),
        rank_acceptability=shares,
        **rest,
    )


def _parameters(labels):
    return Parameters(
        [Parameter(label, 1, low=-1234.5, high=5678.9, unit=UNIT) for label in labels]
    )


def _tornado(count):
    labels, factors = names(count), 1e3 * numbers(count)

    def model(x):
        return DecisionTable.from_rows(
            {KINDS[1]: [sum(f * x[k] for f, k in zip(factors, labels, strict=True))]}, ["v"]
        )

    return sensitivity.tornado(model, _parameters(labels), of=None)


def _two_way(count):
    labels, pair, peaks = names(count), KINDS[1:3], 1e3 * np.abs(numbers(count, 2))

    def model(x):
        rows = {
            k: [-((x[pair[0]] - p) ** 2) - (x[pair[1]] - q) ** 2]
            for k, (p, q) in zip(labels, peaks, strict=True)
        }
        return DecisionTable.from_rows(rows, ["v"])

    return sensitivity.two_way(model, _parameters(pair), pair)


def _gambles(count):
    ends = 1e6 * numbers(count, 2)
    return {
        label: trees.Chance(label, {"high": (0.5, high), "low": (0.5, low)})
        for label, (high, low) in zip(names(count), ends.tolist(), strict=True)
    }


def _tree(count):
    shape = {3: (3,), 40: (5, 8), 500: (5, 10, 10)}[count]
    values = iter(1e6 * numbers(count))

    def grown(level):
        if level == len(shape):
            return trees.Terminal(next(values))
        below = {label: grown(level + 1) for label in names(shape[level])}
        if level % 2:
            return trees.Chance(
                KINDS[level], {label: (1 / len(below), node) for label, node in below.items()}
            )
        return trees.Decision(KINDS[level], below)

    return trees.rollback(grown(0))


def _diagram(count):
    labels = names(count - 1)
    even = np.full(2, 0.5)
    nodes = [diagrams.Uncertain(labels[0], KINDS[:2], even)]
    for i, label in enumerate(labels[1:], start=1):
        nodes.append(
            diagrams.Uncertain(label, KINDS[:2], [even, even], given=[labels[(i - 1) // 3]])
        )
    return diagrams.InfluenceDiagram(
        [*nodes, diagrams.Value(f"{KINDS[2]} value", [1e6, 2e6], of=[labels[0]])]
    )


def _profiles(count):
    return [trees.risk_profile(gamble) for gamble in _gambles(count).values()]


def _judgements(count):
    return {
        label: stats.norm(1e6 * m, 1e6)
        for label, m in zip(names(count), numbers(count), strict=True)
    }


MADE = {
    "scores": [
        lambda n: functools.partial(plot.scores, _scores(n), unit=UNIT),
        lambda n: functools.partial(plot.scores, _scores(n), top=20, title=LONG),
        lambda n: functools.partial(
            plot.scores,
            Scores(
                method="m", alternatives=names(n), scores=np.arange(n) / 7, higher_is_better=False
            ),
        ),
        lambda n: functools.partial(
            plot.scores, Scores(method="m", alternatives=names(n), scores=numbers(50, n))
        ),
    ],
    "smaa": [
        lambda n: functools.partial(plot.smaa, _smaa(n), title=LONG),
        lambda n: functools.partial(plot.smaa, _smaa(n), top=5),
    ],
    "tornado": [
        lambda n: functools.partial(plot.tornado, _tornado(n), unit=UNIT),
        lambda n: functools.partial(plot.tornado, _tornado(n), top=40, title=LONG),
    ],
    "risk_profile": [
        lambda n: functools.partial(
            plot.risk_profile, *_profiles(n), labels=names(n), unit=UNIT, title=LONG
        ),
        lambda n: functools.partial(
            plot.risk_profile,
            *_profiles(n),
            labels=names(n),
            kind="mass",
            certainty_equivalents=numbers(n),
            top=20,
        ),
    ],
    "distribution": [
        lambda n: functools.partial(
            plot.distribution, _judgements(n), unit=UNIT, title=LONG, pooled=stats.norm(0, 1e6)
        ),
    ],
    "stability": [
        lambda n: functools.partial(
            plot.stability,
            trees.stability(trees.Decision(KINDS[1], _gambles(n)), rules=[]),
            unit=UNIT,
        ),
    ],
    "two_way": [lambda n: functools.partial(plot.two_way, _two_way(n), title=LONG)],
    "tree": [
        lambda n: functools.partial(plot.tree, _tree(n), unit=UNIT),
        lambda n: functools.partial(plot.tree, _tree(n).tree, title=LONG),
    ],
    "diagram": [lambda n: functools.partial(plot.diagram, _diagram(n), unit=UNIT, title=LONG)],
}
PICTURES = [
    pytest.param(
        make,
        count,
        id=f"{name}{i}-{count}",
        marks=[pytest.mark.slow] * (name == "diagram" and count > 40),
    )
    for name, makers in MADE.items()
    for i, make in enumerate(makers)
    for count in COUNTS
]


def _unreadable(figure):
    """Return the texts that the page cuts, and those that meet."""
    found = picture_boxes.all_texts(figure)
    return picture_boxes.outside(figure.axes[0], found), picture_boxes.meeting(found)


def test_every_picture_is_drawn():
    assert sorted(MADE) == sorted(plot.__all__)


@pytest.mark.parametrize(("make", "count"), PICTURES)
def test_no_two_texts_meet_and_none_is_cut(make, count):
    figure = sheet(make(count), f"{LONG}. {LONG}. The end.")
    assert _unreadable(figure) == ([], [])
    words = [text for text, _ in picture_boxes.all_texts(figure)]
    assert " ".join(words[0].split()).endswith("The end.")
    assert max(figure.get_size_inches()) * figure.dpi < 2**16


@pytest.mark.parametrize("count", [3, pytest.param(500, marks=pytest.mark.slow)])
@pytest.mark.parametrize("name", sorted(set(MADE) - {"diagram"}))
def test_given_axes_too(name, count):
    figure = Figure(figsize=(7, 4.5), layout="constrained")
    MADE[name][0](count)(ax=figure.subplots())
    assert _unreadable(figure) == ([], [])
