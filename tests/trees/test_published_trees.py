"""Published decision trees: their printed values, policies, distributions and tables. Each test
names its source."""

from fractions import Fraction

import numpy as np
import pytest

from decision_analysis import Criterion, utility
from decision_analysis.errors import DegenerateDataWarning
from decision_analysis.trees import (
    REST,
    Chance,
    Decision,
    Terminal,
    clairvoyance,
    consequences,
    from_dict,
    risk_profile,
    rollback,
    strategies,
    to_dict,
)


def test_jenny_lind():
    """Classic exercise (data.tree vignette, C. Glur; Radiant documentation, V. Nijs): break-even
    legal fee 60,000."""

    def contract(fee):
        office = {"small": (0.3, 200_000), "medium": (0.6, 1_000_000), "large": (REST, 3_000_000)}
        return Decision(
            "contract", {"movie": Chance("box office", office, payoff=-fee), "tv": 900_000}
        )

    assert rollback(contract(0)).value == pytest.approx(960_000)
    with_fee = rollback(contract(5000))
    assert (with_fee.value, with_fee.values["tv",]) == pytest.approx((955_000, 900_000))
    assert with_fee.policy[()] == "movie"
    fees = np.array([59_999.0, 60_001.0])
    assert rollback(contract(fees)).choices[()].tolist() == [0, 1]
    assert dict(rollback(contract(60_000)).ties) == {(): ("movie", "tv")}


def bids():
    rival = {"400": 0.35, "600": 0.5, "800": 0.15}
    cost = {"200": 0.25, "400": 0.5, "600": 0.25}

    def bid(price):
        def won(c):
            return (
                Chance("cost", {k: (p, price - int(k)) for k, p in cost.items()})
                if price < c
                else 0
            )

        return Chance("rival", {k: (p, won(int(k))) for k, p in rival.items()})

    return Decision("bid", {"300": bid(300), "500": bid(500), "700": bid(700), "no bid": 0})


def test_mcnamee_and_celona_four_bids():
    """McNamee and Celona, Decision Analysis for the Professional, figures 3.7, 5.11 and 5.13."""
    neutral, averse = rollback(bids()), rollback(bids(), utility=utility.exponential(1000))
    labels = ("300", "500", "700", "no bid")
    assert [neutral.values[bid,] for bid in labels] == pytest.approx([-100, 65, 45, 0])
    assert [round(averse.certainty_equivalents[bid,], 2) for bid in labels] == [
        -109.98,
        57.58,
        38.49,
        0,
    ]
    assert [round(averse.values[bid,], 2) for bid in labels[:2]] == [-0.12, 0.06]
    assert neutral.policy[()] == averse.policy[()] == "500"
    assert averse.expected_value == pytest.approx(65)
    assert averse.risk_premium == pytest.approx(65 - 57.58, abs=0.005)


STATES, PRIOR = ("dry", "wet", "soaking"), (0.5, 0.3, 0.2)
SOUNDING = {"closed": (0.1, 0.3, 0.5), "open": (0.3, 0.4, 0.4), "diffuse": (0.6, 0.3, 0.1)}


def wildcatter(worth=(-70, 50, 200), cost=10, well=None):
    well = well or (
        lambda p: Chance("oil", {s: (q, w) for s, q, w in zip(STATES, p, worth, strict=True)})
    )

    def drill(p):
        return Decision("drill", {"drill": well(p), "dont": 0})

    results = {}
    for result, likelihood in SOUNDING.items():
        joint = [a * b for a, b in zip(PRIOR, likelihood, strict=True)]
        results[result] = sum(joint), drill([p / sum(joint) for p in joint])
    return Decision("test", {"yes": Chance("result", results, payoff=-cost), "no": drill(PRIOR)})


def test_the_oil_wildcatter():
    """Raiffa (1968); Shenoy (1992), Operations Research 40(3): values, distribution, policy off the
    best path."""
    tree = wildcatter()
    result = rollback(tree)
    assert result.value == pytest.approx(22.5)
    assert result.values["no",] == pytest.approx(20)
    assert result.to_go["yes",] - result.to_date["yes",] == pytest.approx(22.5 + 10)
    assert dict(result.policy) == {
        (): "yes",
        ("no",): "drill",
        ("yes", "closed"): "drill",
        ("yes", "open"): "drill",
        ("yes", "diffuse"): "dont",
    }
    profile = risk_profile(tree)
    np.testing.assert_allclose(profile.values, [-80, -10, 40, 190])
    np.testing.assert_allclose(profile.probabilities, [0.2, 0.41, 0.21, 0.18])
    assert profile.std**2 == pytest.approx(7648.75)
    chances = tree.options["yes"].probabilities
    assert chances == pytest.approx({"closed": 0.24, "open": 0.35, "diffuse": 0.41})


def test_sas_oil_wildcatter_with_uncertain_costs():
    """SAS/OR User's Guide, PROC DTREE: drilling is worth 140, sounding 40.1 and so not its cost of
    60."""

    def well(p):
        oil = Chance("oil", {s: (q, v) for s, q, v in zip(STATES, p, (0, 700, 1200), strict=True)})
        costs = {"low": (0.2, -150), "fair": (0.6, -300), "high": (0.2, -500)}
        return Chance(
            "cost", {name: (q, oil_after(oil, cost)) for name, (q, cost) in costs.items()}
        )

    def oil_after(oil, cost):
        return Chance("spent", {"sure": (1, oil)}, payoff=cost)

    result = rollback(wildcatter(well=well, cost=60))
    assert result.policy[()] == "no"
    assert result.value == pytest.approx(140)
    assert result.values["yes",] + 60 - 140 == pytest.approx(40.1)
    assert clairvoyance(wildcatter(well=well, cost=60), "oil").value == pytest.approx(155)


def oil_drilling(large=3400.0, drill_cost=600.0):
    given = {
        "dry": (0.38, (0.7895, 0.1579, 0.0526)),
        "small": (0.39, (0.3846, 0.4615, 0.1538)),
        "large": (0.23, (0.2174, 0.2609, 0.5217)),
    }

    def drill(p):
        wells = zip(("dry-well", "small-well", "large-well"), p, (0.0, 1500.0, large), strict=True)
        oil = {"chance": "oil", "outcomes": {w: {"probability": q, "then": v} for w, q, v in wells}}
        return {
            "decision": "drill",
            "options": {"drill": {**oil, "payoff": -drill_cost}, "dont": 0},
        }

    results = {r: {"probability": q, "then": drill(p)} for r, (q, p) in given.items()}
    test = {"chance": "result", "outcomes": results, "payoff": -55}
    with pytest.warns(DegenerateDataWarning, match="summed to 0.9999"):
        return from_dict(
            {"decision": "test", "options": {"test": test, "dont": drill((0.5, 0.3, 0.2))}},
            rescale=True,
        )


def test_precisiontree_oil_drilling():
    """PrecisionTree User's Guide (Palisade), pages 32 to 56: rescaled to sum to 1, 544.9436 for
    544.9217."""
    tree = oil_drilling()
    result = rollback(tree)
    assert result.value == pytest.approx(544.9436, abs=5e-5)
    assert result.values["dont",] == pytest.approx(530)
    assert [result.policy["test", r] for r in ("dry", "small", "large")] == [
        "dont",
        "drill",
        "drill",
    ]
    profile = risk_profile(tree)
    assert profile.values.tolist() == [-655, -55, 845, 2745]
    np.testing.assert_allclose(
        profile.probabilities, [0.199996, 0.38, 0.239992, 0.179973], atol=5e-5
    )
    other = risk_profile(tree, "test=dont, drill[dont]=drill")
    assert other.values.tolist() == [-600, 900, 2800]
    np.testing.assert_allclose(other.probabilities, [0.5, 0.3, 0.2])


def test_precisiontree_sensitivity_tables_in_one_call():
    """PrecisionTree User's Guide: both tables, with the value of a large well and the cost of
    drilling as samples."""
    wells = np.arange(2500.0, 5001, 250)
    by_well = rollback(oil_drilling(large=wells))
    np.testing.assert_allclose(
        by_well.values["test",],
        [
            382.946045,
            427.939295,
            472.932545,
            517.925795,
            562.919045,
            607.912295,
            652.905545,
            697.898795,
            742.892045,
            787.885295,
            832.878545,
        ],
        atol=0.05,
    )
    np.testing.assert_allclose(by_well.values["dont",], np.arange(350, 851, 50))
    costs = np.arange(450.0, 751, 30)
    by_cost = rollback(oil_drilling(drill_cost=costs))
    np.testing.assert_allclose(
        by_cost.values["test",],
        [
            637.915895,
            619.317065,
            600.718235,
            582.119405,
            563.520575,
            544.921745,
            526.322915,
            507.724085,
            489.125255,
            470.526425,
            451.927595,
        ],
        atol=0.05,
    )
    np.testing.assert_allclose(by_cost.values["dont",], np.arange(680, 379, -30))


def test_shale_gas_every_strategy():
    """Kaminski, Jakubczyk and Szufel (2018), CEJOR 26:135-159, figure 7."""

    def dig(p):
        return Chance("gas", {"gas": (p, 2500), "none": (REST, 0)}, payoff=-300)

    positive = 0.7 * 0.9 + 0.3 * 0.3
    test = {
        "negative": (REST, Decision("d2", {"sell": 600, "dig": dig(0.07 / (1 - positive))})),
        "positive": (positive, Decision("d3", {"sell": 1000, "dig": dig(0.63 / positive)})),
    }
    tree = Decision("d1", {"sell": 800, "dig": dig(0.7), "test": Chance("test", test, payoff=-50)})
    table = consequences(tree, "payoff")
    np.testing.assert_allclose(table.values[:, 0], [800, 1450, 838, 1477, 761, 1400])
    every = [rollback(tree, policy=strategy).value for strategy in strategies(tree, merge=False)]
    np.testing.assert_allclose(every, [800] * 4 + [1450] * 4 + [838, 1477, 761, 1400])
    best = rollback(tree)
    assert best.value == pytest.approx(1477)
    assert best.strategy.label == "d1=test, d2=sell, d3=dig"
    assert tree.options["test"].probabilities["positive"] == pytest.approx(0.72)
    found = [
        node.options["dig"].probabilities["gas"]
        for _, node in tree.options["test"].outcomes.values()
    ]
    assert found == pytest.approx([0.25, 0.875])


def test_silverdecisions_expected_values_report_ties():
    """SilverDecisions test fixture payoffrules_pass: every alternative appears twice."""
    third = [Fraction(1, 3)] * 3
    quarter = [Fraction(1, 4), Fraction(1, 2), Fraction(1, 4)]
    rows = [
        (third, (1, 3, 3)),
        (third, (1, 3, 3)),
        (third, (-1, -3, -3)),
        (third, (-1, -3, -3)),
        (third, (1.5, 2, 1.5)),
        (third, (1.5, 2, 1.5)),
        ([Fraction(1, 2), Fraction(1, 4), Fraction(1, 4)], (-100, 102, 102)),
        ([Fraction(1, 2), Fraction(1, 4), Fraction(1, 4)], (-100, 102, 102)),
        (quarter, (-101, 99, -101)),
        (quarter, (-101, 99, -101)),
        (quarter, (-1.5, -2, -1.5)),
        (quarter, (-2, -1.5, -2)),
    ]
    options = {
        str(i): Chance(
            "c", {str(k): (float(p), x) for k, (p, x) in enumerate(zip(ps, xs, strict=True))}
        )
        for i, (ps, xs) in enumerate(rows)
    }
    tree = Decision("rule", options)
    best, least = rollback(tree), rollback(tree, goal="min")
    assert (best.value, least.value) == pytest.approx((7 / 3, -7 / 3))
    assert (best.ties[()], least.ties[()]) == (("0", "1"), ("2", "3"))


def rockefeller(pr=0.5, sens=0.9, spec=0.7):
    plus = pr * sens + (1 - pr) * (1 - spec)

    def install(p):
        return Chance("gas", {"gas": (p, 2500), "none": (REST, 0)}, payoff=-250)

    found = {
        "plus": (plus, Decision("B", {"install": install(sens * pr / plus), "sell": 1000})),
        "minus": (
            REST,
            Decision("C", {"install": install((1 - sens) * pr / (1 - plus)), "sell": 500}),
        ),
    }
    return Decision(
        "A", {"sell": 750, "install": install(pr), "test": Chance("test", found, payoff=-100)}
    )


def test_rockefeller_policies_over_the_probability_of_gas():
    """SilverDecisions demo: payoffs of every policy over the prior, and of the base policy in the
    tornado."""
    pr = np.linspace(0, 1, 11)
    table = consequences(rockefeller(pr), "payoff")
    expected = {
        "A=sell": np.full(11, 750),
        "A=install": np.linspace(-250, 2250, 11),
        "A=test, B=install, C=install": np.linspace(-350, 2150, 11),
        "A=test, B=install, C=sell": np.linspace(175, 1975, 11),
        "A=test, B=sell, C=install": np.linspace(25, 1025, 11),
        "A=test, B=sell, C=sell": np.linspace(550, 850, 11),
    }
    assert table.alternatives == tuple(expected)
    np.testing.assert_allclose(table.values[..., 0].T, list(expected.values()), atol=1e-9)
    base = rollback(rockefeller())
    assert base.value == pytest.approx(1075)
    assert base.strategy.label == "A=test, B=install, C=sell"
    for name, ends, payoffs in (
        ("pr", (0, 1), (175, 1975)),
        ("sens", (0, 1), (287.5, 1162.5)),
        ("spec", (0.1, 0.9), (850, 1150)),
    ):
        moved = rollback(rockefeller(**{name: np.array(ends, dtype=float)}), policy=base.policy)
        np.testing.assert_allclose(moved.value, payoffs, atol=1e-9)


def test_sumatriptan():
    """Evans et al. (1997) PharmacoEconomics 12; Briggs, Claxton, Sculpher (2006), box 2.3: exact
    values of the tree."""

    def drug(dose, relief, lasting):
        def end(cost, effect):
            return Terminal({"cost": cost, "utility": effect})

        ward = {"admitted": (0.002, end(1093, -0.3)), "relief": (REST, end(0, 0.1))}
        emergency = Chance("emergency department", ward, payoff={"cost": 63.16})
        better = Chance("recurrence", {"no": (lasting, end(0, 1.0)), "yes": (REST, end(dose, 0.9))})
        worse = Chance(
            "no relief", {"endures": (0.92, end(0, -0.3)), "emergency": (0.08, emergency)}
        )
        return Chance(
            "relief", {"yes": (relief, better), "no": (REST, worse)}, payoff={"cost": dose}
        )

    tree = Decision(
        "drug", {"sumatriptan": drug(16.1, 0.558, 0.594), "caffeine": drug(1.32, 0.379, 0.703)}
    )
    table = consequences(tree, [Criterion("cost", "min"), "utility"])
    np.testing.assert_allclose(
        table.values, [[22.05805736, 0.416860912], [4.71497244, 0.201275956]], rtol=0, atol=1e-9
    )
    cost, effect = table.values[0] - table.values[1]
    assert cost / (effect / 365.25) == pytest.approx(29383.134540380444)
    profile = risk_profile(tree, "drug=sumatriptan", attribute="utility")
    assert profile.probabilities[-1] == pytest.approx(0.331, abs=5e-4)
    profile = risk_profile(tree, "drug=caffeine", attribute={"utility": 1, "cost": 1e-9})
    assert profile.probabilities[0] == pytest.approx(0.571, abs=5e-4)


def test_tegaderm_base_case():
    """Jenks et al. (2016) Appl Health Econ Health Policy 14, in the rebuilt model of rdecision:
    exact base values."""

    def arm(crbsi, lsi, dermatitis, dressing):
        def events(left, costs):
            if not left:
                return 0.0
            (name, p, cost), *rest = left
            follow = events(rest, costs)
            hit = Chance("paid", {"sure": (1, follow)}, payoff=cost)
            return Chance(name, {"yes": (p, hit), "no": (REST, follow)})

        chain = [("CRBSI", crbsi, 9900), ("LSI", lsi, 100), ("dermatitis", dermatitis, 6)]
        return Chance("dressing", {"applied": (1, events(chain, 0))}, payoff=3 * dressing)

    derm = 1 / 476
    tree = Decision(
        "dressing",
        {
            "standard": arm(1.48 * 10 / 1000, 0.14 * 10 / 1000, derm, 1.54),
            "tegaderm": arm(1.48 * 10 / 1000 * 0.402, 0.14 * 10 / 1000 * 0.402, derm, 6.26),
        },
    )
    result = rollback(tree, goal="min")
    assert result.values["standard",] == pytest.approx(151.29260504201682)
    assert result.values["tegaderm",] == pytest.approx(77.74992504201681)
    assert result.policy[()] == "tegaderm"


def drivetek(electronic=0.5, magnetic=0.7):
    def attempt(name, cost, p):
        return Chance(name, {"success": (p, 0), "failure": (REST, -120)}, payoff=-cost)

    method = Decision(
        "method",
        {
            "mechanical": -120,
            "electronic": attempt("electronic works", 50, electronic),
            "magnetic": attempt("magnetic works", 80, magnetic),
        },
        payoff=250,
    )
    return Decision(
        "proposal",
        {
            "prepare": Chance("award", {"won": (0.5, method), "lost": (REST, 0)}, payoff=-50),
            "don't": 0,
        },
    )


def test_drivetek():
    """TreePlan documentation (M. Middleton): values, the forced method, cash to date and to go."""
    result = rollback(drivetek())
    at = ("prepare", "won")
    assert result.value == pytest.approx(20)
    assert result.policy[()], result.policy[at] == ("prepare", "electronic")
    methods = ("mechanical", "electronic", "magnetic")
    assert [result.values[*at, m] for m in methods] == pytest.approx([80, 90, 84])
    assert result.to_date[at] == pytest.approx(200)
    assert result.to_go[at] == pytest.approx(250 - 110)
    assert rollback(drivetek(), policy={(): "prepare", at: "magnetic"}).value == pytest.approx(17)


def test_drivetek_strategy_region():
    """TreePlan documentation: the best method over both probabilities of success; where several
    tie, any of them."""
    grid = ["1" * 11] * 3 + ["11111111112", "11111111122", "11111111222"] + ["00000002222"] * 5
    electronic, magnetic = np.meshgrid(np.linspace(1, 0, 11), np.linspace(0, 1, 11), indexing="ij")
    result = rollback(drivetek(electronic, magnetic))
    expected = np.array([[int(c) for c in row] for row in grid])
    at = ("prepare", "won")
    values = np.stack(
        np.broadcast_arrays(
            *(result.values[*at, m] for m in ("mechanical", "electronic", "magnetic"))
        )
    )
    best = np.take_along_axis(values, expected[None], axis=0)[0]
    np.testing.assert_allclose(best, values.max(axis=0), atol=1e-9)
    chosen = np.take_along_axis(values, result.choices[at][None], axis=0)[0]
    np.testing.assert_allclose(chosen, values.max(axis=0), atol=1e-9)


def test_vascular_lifestyle():
    """Package tutorial of rdecision (Cognigni and Sims 2021): costs, QALYs, incremental ratio,
    thresholds."""

    def programme(success, failure, cost):
        p = success / (success + failure)
        ends = {
            "success": (p, {"cost": 0, "QALY": 1}),
            "failure": (REST, {"cost": 5000, "QALY": 0.95}),
        }
        return Chance("works", ends, payoff={"cost": cost})

    tree = Decision(
        "programme", {"diet": programme(12, 56, 50), "exercise": programme(18, 40, 750)}
    )
    table = consequences(tree, [Criterion("cost", "min"), "QALY"])
    np.testing.assert_allclose(
        table.values,
        [[4167.647058823529, 0.9588235294117647], [4198.275862068966, 0.9655172413793104]],
    )
    cost, effect = table.values[1] - table.values[0]
    assert (cost, cost / effect) == pytest.approx((30.628803245436757, 4575.757575757673))
    threshold = Decision(
        "programme",
        {"diet": programme(12, 56, 50), "exercise": programme(18, 40, 719.3711967545635)},
    )
    assert rollback(threshold, attribute="cost", goal="min").ties[()] == ("diet", "exercise")


def test_kaminski_separable_tree():
    """Kaminski, Jakubczyk and Szufel (2018), figure 5: expected values."""
    gambles = {
        "c1": ((0.6, 60), (0.4, 30)),
        "c2": ((0.7, 20), (0.3, 100)),
        "c3": ((0.8, 40), (0.2, 60)),
    }
    tree = Decision(
        "d", {k: Chance(k, {str(i): pair for i, pair in enumerate(v)}) for k, v in gambles.items()}
    )
    result = rollback(tree)
    assert [result.values[k,] for k in gambles] == pytest.approx([48, 44, 44])
    assert result.policy[()] == "c1"


def test_silverdecisions_league_table_payoffs():
    """SilverDecisions test fixture mcdm2: payoffs of both criteria under every strategy."""

    def ends(rows):
        return {k: {"benefit": b, "cost": c} for k, (b, c) in rows.items()}

    ill = Decision("treat", ends({"A": (1, 3), "B": (2, 5), "C": (3, 7), "D": (4, 11)}))
    now = ends({"A": (2, 2), "B": (3, 3), "C": (4, 5), "D": (5, 8)})
    wait = Chance("course", {"improve": (0.3, {"benefit": 5, "cost": 0}), "ill": (0.7, ill)})
    tree = Decision("start", {**now, "wait": wait})
    table = consequences(from_dict(to_dict(tree)), ["benefit", Criterion("cost", "min")])
    waiting = [[2.2, 2.1], [2.9, 3.5], [3.6, 4.9], [4.3, 7.7]]
    np.testing.assert_allclose(table.values, [[2, 2], [3, 3], [4, 5], [5, 8], *waiting])
    for price, best in (
        (2, ("start=B", "start=C")),
        (2.5, ("start=C",)),
        (1.125, ("start=B", "start=wait, treat=A")),
    ):
        worth = table.values @ [price, -1]
        assert {
            a for a, w in zip(table.alternatives, worth, strict=True) if np.isclose(w, worth.max())
        } == set(best)
        assert rollback(tree, attribute={"benefit": price, "cost": -1}).value == pytest.approx(
            worth.max()
        )
