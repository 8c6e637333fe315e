"""Every picture can be read: with 3, 40 and 200 long names no texts meet, none is cut."""

import dataclasses
import functools

import numpy as np
import pytest
from matplotlib.figure import Figure
from scipy import stats

import picture_boxes
from decision_analysis import (
    Criterion,
    DecisionTable,
    Parameter,
    Parameters,
    Scores,
    diagrams,
    evidence,
    mcda,
    plot,
    robustness,
    sensitivity,
    trees,
    value,
    voi,
)
from decision_analysis.group import AgreementResult
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
COUNTS = [3, 40, 200]
FEWER = {
    "flows",
    "heat_map",
    "outranking",
    "parallel_coordinates",
    "radar",
    "sorting",
    "value_functions",
    "walking_weights",
}
"""Pictures whose 200 rows are drawn by what draws the rows of others, or limit what they draw."""


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
        "central_weights_standard_error": np.zeros((count, 1)),
        "confidence": np.zeros(count),
        "confidence_standard_error": np.zeros(count),
        "pairwise_winning": 0 * shares,
        "pairwise_winning_standard_error": 0 * shares,
        "holistic_acceptability": np.zeros(count),
        "holistic_acceptability_standard_error": np.zeros(count),
        "expected_rank": np.ones(count),
        "expected_rank_standard_error": np.zeros(count),
        "rank_entropy": np.zeros(count),
        "rank_entropy_standard_error": np.zeros(count),
        "choice_entropy": 0.0,
        "choice_entropy_standard_error": 0.0,
        "ranking_entropy": 0.0,
        "ranking_entropy_standard_error": 0.0,
        "distinct_rankings": 1,
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


def _agreement(count, people=12):
    moved = np.abs(numbers(people, count)) / 5 * (numbers(people, 1) > -0.5)
    moved[:2, 1::7] = np.nan
    moved[3, 2::11] = np.nan
    return AgreementResult(
        method="agreement",
        parameters={"measure": "total"},
        alternatives=names(count),
        criteria=("c",),
        people=names(people),
        total=moved.sum(axis=0),
        farthest=moved.max(axis=0),
        moved=moved,
        counts=np.ones(people),
        start=np.ones((people, 1)),
        weights=np.ones((people, count, 1)),
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


def _lead(count):
    """Return the tornado of a lead that some of the parameters turn and a tenth do not touch."""
    labels, size = names(count), np.abs(numbers(count))

    def model(x):
        lead = 1.0 + sum(
            x[k] * s * (i % 10 > 0) for i, (k, s) in enumerate(zip(labels, size, strict=True), 1)
        )
        rows = {KINDS[1]: [lead], KINDS[2]: [0 * lead], KINDS[3]: [lead**2 - 9]}
        return DecisionTable.from_rows(rows, ["v"])

    judged = [Parameter(label, 0, low=-2, high=1.5, unit=UNIT) for label in labels]
    return sensitivity.tornado(model, Parameters(judged), quantiles=None, of=(KINDS[1], KINDS[2]))


def _views(count, people=10):
    return {f"{KINDS[k % len(KINDS)]} {k}": _turned(count, k) for k in range(people)}


def _turned(count, by):
    """Return a view in which others are the best."""
    view = _smaa(count)
    return dataclasses.replace(
        view, rank_acceptability=np.roll(view.rank_acceptability, by, axis=0)
    )


def _flows(count):
    criteria = names(12)
    table = DecisionTable(numbers(count, 12), criteria, names(count))
    return table, dict.fromkeys(criteria, 1.0)


def _parts(count):
    return mcda.promethee_ii(*_flows(count), preference=mcda.preference.linear(0.1, 2))


def _plane(count):
    return mcda.gaia(*_flows(count), preference=mcda.preference.linear(0.1, 2))


def _entries(count):
    steps = np.cumsum(1e4 * numbers(30, count), axis=0)
    return Scores(method="m", alternatives=names(count), scores=steps)


def _by_parameter(count):
    of = {"alternatives": (KINDS[1],), "names": names(count), "of": (KINDS[1],)}
    return {**of, "parameters": {"n_samples": 64, "n_bootstrap": 100, "level": 0.95}}


def _sobol(count):
    first, total = np.sort(numbers(2, count), axis=0)[..., None] / 3
    return sensitivity.SobolResult(
        method="sobol",
        mean=np.zeros(1),
        variance=np.ones(1),
        first=first,
        total=total,
        first_standard_error=np.abs(total) / 5,
        total_standard_error=np.abs(first) / 5,
        **_by_parameter(count),
    )


def _shapley(count):
    effects = np.abs(numbers(count, 1))
    effects /= effects.sum()
    return sensitivity.ShapleyEffectsResult(
        method="shapley_effects",
        variance=np.ones(1),
        effects=effects,
        standard_error=effects / 5,
        **_by_parameter(count),
    )


def _morris(count):
    mean, spread = 1e4 * np.abs(numbers(2, count))[..., None]
    errors = {f"{name}_standard_error": spread / 8 for name in ("mu", "mu_star", "sigma")}
    return sensitivity.MorrisResult(
        method="morris", mu=mean, mu_star=mean, sigma=spread, **errors, **_by_parameter(count)
    )


def _two_way(count):
    labels, pair, peaks = names(count), KINDS[1:3], 1e3 * np.abs(numbers(count, 2))

    def model(x):
        rows = {
            k: [-((x[pair[0]] - p) ** 2) - (x[pair[1]] - q) ** 2]
            for k, (p, q) in zip(labels, peaks, strict=True)
        }
        return DecisionTable.from_rows(rows, ["v"])

    return sensitivity.two_way(model, _parameters(pair), pair)


def _tangents(count):
    """Return a model of so many straight lines along two parameters, 25 of them best somewhere."""
    labels, touched = names(count), np.linspace(-1200, 5600, min(count, 25))
    lower = 1e6 * np.abs(numbers(count))
    lower[: len(touched)] = 0

    def model(x):
        first, second = x[KINDS[1]][:, None], x[KINDS[2]][:, None]
        at = np.resize(touched, count)
        return DecisionTable((2 * at * first - at**2 - lower + second)[..., None], ["v"], labels)

    return model, _parameters(KINDS[1:3])


def _threshold(count):
    ends = {"between": (-1234.5, 5678.9), "n_points": 65}
    return sensitivity.threshold(*_tangents(count), KINDS[1], **ends)


def _spider(count):
    labels, factors = names(count), 1e3 * numbers(count)

    def model(x):
        rows = {KINDS[1]: [sum(f * x[k] for f, k in zip(factors, labels, strict=True))]}
        return DecisionTable.from_rows(rows | {KINDS[2]: [9.0]}, ["v"])

    return sensitivity.spider(model, _parameters(labels), n_points=3)


def _change(count):
    labels, factors = names(count), 1e3 * numbers(count)

    def model(x):
        drawn = np.stack([x[k] for k in labels], axis=-1) @ factors
        values = np.stack([drawn, 1e4 * np.sin(drawn)], axis=-1)
        return DecisionTable(values[..., None], ["v"], KINDS[1:3])

    states = dict.fromkeys(labels, 0.0), dict.fromkeys(labels, 1234.5)
    return sensitivity.explain_change(model, *states, n_permutations=2, rng=1)


def _compared(count, methods=9):
    ranks = np.argsort(np.argsort(np.arange(count) / 5 + numbers(methods, count))) + 1
    return mcda.CompareResult(
        method="compare",
        parameters={"correlation": "kendall_tau", "n_samples": None},
        alternatives=names(count),
        criteria=("c",),
        methods=names(methods),
        ranks=ranks,
        scores=ranks.astype(float),
        higher_is_better=np.zeros(methods, dtype=bool),
        agreement=np.eye(methods),
        shares=None,
        standard_error=None,
    )


def _lead_of(count):
    pair, shares = numbers(2, count), numbers(count)
    reversal = mcda.ReversalResult(
        method="m",
        alternatives=KINDS[1:3],
        criteria=names(count),
        performances=1e4 * pair,
        turning_performances=pair,
        spread=np.ones(count),
        weights=None,
        turning_weights=None,
        nearest_weights=None,
        distance=None,
        is_exact=False,
    )
    return mcda.ExplainResult(
        method="m",
        alternatives=KINDS[1:3],
        criteria=names(count),
        contributions=shares,
        standard_error=np.abs(shares) / 9,
        rest=0.0,
        lead=float(shares.sum()),
        scheme="shapley",
        reversal=reversal,
    )


def _payoffs(count):
    states = [Criterion(name, unit=UNIT) for name in names(max(2, count // 4))]
    return DecisionTable(1e5 * numbers(count, len(states)), states, names(count))


def _log(count):
    states, sizes = names(count), np.abs(numbers(40, count)) / 9
    entries = [
        evidence.Entry(
            f"{KINDS[1]} {k}",
            f"2024-11-{k // 2 + 1:02d}T10:30",
            dict(zip(states, row, strict=True)),
        )
        for k, row in enumerate(np.minimum(sizes, 1).tolist())
    ]
    return evidence.update_log(dict.fromkeys(states, 1 / count), entries)


def _regions(count):
    def method(table, weights):
        scores = weights @ table.values.T
        return Scores(method="m", alternatives=table.alternatives, scores=scores)

    # on a ball, where each is the best somewhere
    values = np.abs(numbers(count, 3))
    values /= np.linalg.norm(values, axis=1, keepdims=True)
    table = DecisionTable(values, KINDS[1:4], names(count))
    return sensitivity.weight_regions(table, method, [1, 2, 3])


def _table(count, criteria=12, size=1e4):
    units = [UNIT, "", "EUR"]
    named = [
        Criterion(name, "min" if j % 2 else "max", units[j % 3])
        for j, name in enumerate(names(criteria))
    ]
    return DecisionTable(size * numbers(count, criteria), named, names(count))


def _ranked(count):
    table = _table(count, 3, 1.0)
    of = {"indifference": 0.1, "preference": 0.3, "veto": 3.0}
    return mcda.electre_iii(table, [3, 2, 1], **of)


def _sorted(count, categories=5):
    table, weights = _flows(count)
    profiles = DecisionTable(
        np.linspace(-1, 1, categories - 1)[:, None] + np.zeros(12),
        table.criteria,
        names(categories - 1),
    )
    of = {"indifference": 0.1, "preference": 0.5, "categories": names(categories)}
    return mcda.electre_tri(table, weights, profiles=profiles, veto=None, cut_level=0.6, **of)


def _functions(count):
    """Return so many value functions of all kinds."""
    kinds = [
        value.linear(worst=0, best=123456),
        value.piecewise([-4, 0, 9], [0, 0.7, 1]),
        value.step([1e-3, 5], [0, 0.4, 1]),
        value.discrete({"bad": 0, KINDS[1]: 0.5, KINDS[5]: 1}),
        value.exponential(worst=8, best=-1, curvature=3),
        value.discrete({1: 0, 2: 0.3, 4: 1}),
        value.logistic(worst=0, best=1, steepness=9),
    ]
    return {name: kinds[i % len(kinds)] for i, name in enumerate(names(count))}


def _walked(count):
    table = DecisionTable(1e4 * np.abs(numbers(count, 3)), KINDS[1:4], names(count))
    return sensitivity.walking_weights(table, mcda.weighted_sum, [3, 2, 1], KINDS[1], n_points=11)


def _gambles(count):
    ends = 1e6 * numbers(count, 2)
    return {
        label: trees.Chance(label, {"high": (0.5, high), "low": (0.5, low)})
        for label, (high, low) in zip(names(count), ends.tolist(), strict=True)
    }


def _tree(count):
    shape = {3: (3,), 40: (5, 8), 200: (5, 8, 5)}[count]
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


def _known(count):
    values = 1e5 * np.abs(numbers(count))
    return [
        voi.EvppiResult(
            method="evppi",
            of=label,
            value=value,
            standard_error=0.2 * value,
            evpi=4e5,
            with_information=value,
            without=0.0,
            best=label,
            smoother="s",
        )
        for label, value in zip(names(count), values.tolist(), strict=True)
    ]


def _evpi_curve(count):
    shape = 30, count
    return voi.EvpiCurveResult(
        method="evpi_curve",
        willingness_to_pay=1e4 * np.arange(30),
        evpi=4e6 + np.zeros(30),
        evpi_standard_error=np.full(30, 1e5),
        of=names(count),
        evppi=1e6 * np.abs(numbers(*shape)),
        evppi_standard_error=np.full(shape, 1e5),
        best=("a",) * 30,
        population=1.0,
    )


def _costs(count):
    """Return 50 samples of costs and effects of so many alternatives, with prices."""
    criteria = [Criterion("all costs to those who pay", "min", UNIT), Criterion("years", unit=UNIT)]
    values = np.stack([1e6 * numbers(50, count), 0.1 * numbers(50, count)], axis=-1)
    return mcda.cost_effectiveness(
        DecisionTable(values, criteria, names(count)),
        cost=criteria[0].name,
        effect="years",
        willingness_to_pay=np.linspace(0, 1e8, 20),
    )


def _enbs(count):
    studies = {n: 1e3 * n / (n + 50) for n in range(count)}
    return voi.enbs(studies, population=1e5, fixed_cost=1e6, subject_cost=1e5)


MADE = {
    "acceptability": [
        lambda n: functools.partial(plot.acceptability, _costs(n), title=LONG),
    ],
    "cost_effectiveness_plane": [
        lambda n: functools.partial(
            plot.cost_effectiveness_plane, _costs(n), willingness_to_pay=1e7, title=LONG
        ),
        lambda n: functools.partial(
            plot.cost_effectiveness_plane, _costs(n).at(0), comparator=names(n)[2], top=24
        ),
    ],
    "agreement": [
        lambda n: functools.partial(plot.agreement, _agreement(n)),
        lambda n: functools.partial(plot.agreement, _agreement(n, people=4), title=LONG, top=30),
    ],
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
        lambda n: functools.partial(plot.tornado, _lead(n), top=5, unit=UNIT),
    ],
    "sobol": [
        lambda n: functools.partial(plot.sobol, _sobol(n)),
        lambda n: functools.partial(plot.sobol, _sobol(n), top=40, title=LONG),
        lambda n: functools.partial(plot.sobol, _shapley(n), top=40, title=LONG),
    ],
    "morris": [
        lambda n: functools.partial(plot.morris, _morris(n), unit=UNIT),
        lambda n: functools.partial(plot.morris, _morris(n), top=40, title=LONG),
    ],
    "stakeholders": [
        lambda n: functools.partial(plot.stakeholders, _views(n), title=LONG),
        lambda n: functools.partial(plot.stakeholders, _views(n, people=5), ranks=True, title=LONG),
        lambda n: functools.partial(plot.stakeholders, _views(n, people=3), top=4),
    ],
    "steps": [
        lambda n: functools.partial(plot.steps, _parts(n), unit=UNIT, title=LONG),
        lambda n: functools.partial(plot.steps, _parts(n), groups={LONG: names(4)}, top=9),
    ],
    "gaia": [
        lambda n: functools.partial(plot.gaia, _plane(n), title=LONG),
        lambda n: functools.partial(plot.gaia, _plane(n), top=5),
    ],
    "flows": [
        lambda n: functools.partial(plot.flows, _parts(n), title=LONG),
    ],
    "heat_map": [
        lambda n: functools.partial(plot.heat_map, _table(n, 5), title=LONG),
    ],
    "outranking": [
        lambda n: functools.partial(plot.outranking, _ranked(n), title=LONG),
    ],
    "parallel_coordinates": [
        lambda n: functools.partial(
            plot.parallel_coordinates, _table(n), profiles=_table(2), title=LONG
        ),
    ],
    "radar": [
        lambda n: functools.partial(plot.radar, _table(n), title=LONG),
    ],
    "sorting": [
        lambda n: functools.partial(plot.sorting, _sorted(n), title=LONG),
    ],
    "value_functions": [
        lambda n: functools.partial(plot.value_functions, _functions(n), title=LONG),
    ],
    "walking_weights": [
        lambda n: functools.partial(plot.walking_weights, _walked(n), unit=UNIT, title=LONG),
    ],
    "history": [
        lambda n: functools.partial(plot.history, _entries(n), unit=UNIT, title=LONG),
        lambda n: functools.partial(
            plot.history,
            _entries(n),
            dates=[f"2024-11-{k + 1:02d}" for k in range(30)],
            ranks=True,
            top=24,
        ),
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
    "regret": [
        lambda n: functools.partial(plot.regret, robustness.savage_matrix(_payoffs(n)), title=LONG),
    ],
    "hurwicz": [
        lambda n: functools.partial(
            plot.hurwicz, robustness.hurwicz_curve(_payoffs(n)), title=LONG, unit=UNIT
        ),
    ],
    "info_gap": [
        lambda n: functools.partial(
            plot.info_gap,
            robustness.info_gap(_payoffs(n), -2e5, scale=1e5, horizon=3),
            title=LONG,
            unit=UNIT,
        ),
    ],
    "evidence": [lambda n: functools.partial(plot.evidence, _log(n), title=LONG)],
    "stability": [
        lambda n: functools.partial(
            plot.stability,
            trees.stability(trees.Decision(KINDS[1], _gambles(n)), rules=[]),
            unit=UNIT,
        ),
    ],
    "change": [
        lambda n: functools.partial(plot.change, _change(n), unit=UNIT, title=LONG),
        lambda n: functools.partial(plot.change, _change(n), of=KINDS[1:3], top=20),
    ],
    "compare": [
        lambda n: functools.partial(plot.compare, _compared(n), title=LONG),
        lambda n: functools.partial(plot.compare, _compared(n, methods=2), top=5),
    ],
    "contributions": [
        lambda n: functools.partial(plot.contributions, _lead_of(n), unit=UNIT, title=LONG),
        lambda n: functools.partial(plot.contributions, _parts(n), top=9),
    ],
    "one_way": [
        lambda n: functools.partial(
            plot.one_way,
            sensitivity.one_way(*_tangents(n), KINDS[1], quantiles=None),
            unit=UNIT,
            title=LONG,
        ),
    ],
    "spider": [
        lambda n: functools.partial(plot.spider, _spider(n), unit=UNIT, title=LONG),
        lambda n: functools.partial(plot.spider, _spider(n), of=KINDS[1:3], top=24),
    ],
    "threshold": [
        lambda n: functools.partial(plot.threshold, _threshold(n), unit=UNIT, title=LONG),
        lambda n: functools.partial(plot.threshold, _threshold(n), top=24),
    ],
    "voi": [
        lambda n: functools.partial(plot.voi, *_known(n), unit=UNIT, title=LONG),
        lambda n: functools.partial(plot.voi, _evpi_curve(n), unit=UNIT, title=LONG),
        lambda n: functools.partial(plot.voi, _enbs(n), unit=UNIT, title=LONG),
    ],
    "two_way": [lambda n: functools.partial(plot.two_way, _two_way(n), title=LONG)],
    "weight_regions": [
        lambda n: functools.partial(plot.weight_regions, _regions(n), title=LONG),
        lambda n: functools.partial(plot.weight_regions, _regions(n), top=24),
    ],
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
    # the other ways to draw a result differ in what is written, not in how much
    for count in ((COUNTS[:2] if name in FEWER else COUNTS) if i == 0 else COUNTS[1:2])
]


def _unreadable(figure, found):
    """Return the texts that the page cuts, and those that meet."""
    return picture_boxes.outside(figure.axes[0], found), picture_boxes.meeting(found)


def test_every_picture_is_drawn():
    assert sorted(MADE) == sorted(plot.__all__)


@pytest.mark.parametrize(("make", "count"), PICTURES)
def test_no_two_texts_meet_and_none_is_cut(make, count):
    figure = sheet(make(count), f"{LONG}. {LONG}. The end.")
    found = picture_boxes.all_texts(figure)
    assert _unreadable(figure, found) == ([], [])
    assert " ".join(found[0][0].split()).endswith("The end.")
    assert max(figure.get_size_inches()) * figure.dpi < 2**16


@pytest.mark.parametrize("count", COUNTS[:2])
@pytest.mark.parametrize("name", sorted(set(MADE) - {"diagram"}))
def test_given_axes_too(name, count):
    figure = Figure(figsize=(7, 4.5), layout="constrained")
    MADE[name][0](count)(ax=figure.subplots())
    assert _unreadable(figure, picture_boxes.all_texts(figure)) == ([], [])
