"""The question `cost_effectiveness`: published ratios, and net benefits in samples."""

import numpy as np
import pytest

import decision_analysis as da

VA = {
    # the teaching example of the VA Health Economics Resource Center, as in the docstring of
    # `mcda.cost_effectiveness`
    "usual care": [5000, 1],
    "A": [12000, 1.5],
    "B": [10000, 2],
    "C": [25000, 3],
    "D": [35000, 4],
    "E": [55000, 5],
}


def study_of(table, prices=None, **more):
    block = {"cost": "cost", "effect": "effect"}
    return da.study.from_dict(
        {
            "kind": "study",
            "title": "Which treatment",
            "criteria": {
                "cost": {"goal": "min", "unit": "USD"},
                "effect": {"goal": "max", "unit": "QALY"},
            },
            "table": table,
            "cost_effectiveness": block | ({"thresholds": prices} if prices else {}),
            **more,
        }
    )


def asked(study):
    (section,) = study.analyze(questions=["cost_effectiveness"]).sections
    return section


def test_the_ratios_of_a_table_are_the_published_ones():
    section = asked(study_of(VA, [4000, 15_000]))
    base = section.results["cost-effectiveness: base"]
    assert base.icer == {"B": 5000, "D": 12_500, "E": 20_000}
    assert (base.dominated, base.extended_dominated) == (("A",), ("C",))
    assert section.summary == {
        "Best": "usual care below 5,000 USD per QALY, B from 5,000 to 12,500, D from 12,500 to"
        " 20,000, E above 20,000."
    }
    prices, best, benefit = zip(*section.blocks[1].rows, strict=True)
    assert (prices, best) == ((4000, 15_000), ("usual care", "D"))
    assert benefit == (4000 - 5000, 4 * 15_000 - 35_000)
    # plain numbers: nothing about samples
    assert list(section.results) == ["cost-effectiveness: base"]
    assert [figure.name for figure in section.figures] == ["cost_effectiveness"]


def test_without_prices_nothing_is_said_of_them():
    section = asked(study_of(VA))
    assert len(section.blocks) == 1
    assert section.summary == {}


def test_samples_give_acceptability_and_values_of_information():
    # net benefit of the new one at price p: p x, less 1000; x is uniform over 0 to 4
    uniform = {"family": "uniform", "args": [0, 4]}
    table = {"usual": [0, 0], "new": [1000, {"base": 2, "distribution": uniform}]}
    prices = [250, 500, 1000]
    study = study_of(table, prices, simulation={"samples": 4096, "seed": 3})
    section = asked(study)
    found = section.results["cost-effectiveness: samples"].acceptability
    # it is worth it where x exceeds 1000 / p: a share of 1 - 1000 / 4p
    assert found.probabilities[:, 1] == pytest.approx([0, 0.5, 0.75], abs=0.001)
    curve = section.results["cost-effectiveness: evpi by threshold"]
    # E max(0, p x - 1000) less the larger of 0 and 2 p - 1000
    exact = [p / 8 * (4 - 1000 / p) ** 2 - max(0, 2 * p - 1000) for p in prices]
    assert curve.evpi == pytest.approx(exact, rel=0.01)
    assert exact[1] == max(exact)
    (name,) = (n for n in section.results if "evppi" in n)
    assert name == "cost-effectiveness: evppi: effect alone"
    assert section.results[name].value == pytest.approx(exact[1], rel=0.02)
    assert "500 USD per QALY" in section.summary["How sure"]
    assert "250 USD a decision" in section.summary["Worth finding out"]


def test_numbers_are_parted_by_what_they_move():
    tree = {
        "decision": "treat",
        "options": {
            "no": {"terminal": {"cost": 0, "effect": 0}},
            "yes": {
                "chance": "cured",
                "payoff": {"cost": "price", "effect": 0},
                "outcomes": {
                    "yes": {"probability": "p", "then": {"terminal": {"effect": "gain"}}},
                    "no": {"probability": "rest", "then": {"terminal": {"cost": 50}}},
                },
            },
        },
    }
    parameters = {
        "price": {"low": 50, "base": 100, "high": 200},
        "p": {"low": 0.2, "base": 0.5, "high": 0.8},
        "gain": {"low": 1, "base": 2, "high": 3},
    }
    study = da.study.from_dict(
        {
            "kind": "study",
            "title": "Treat",
            "criteria": {"cost": "min", "effect": "max"},
            "cost_effectiveness": {"cost": "cost", "effect": "effect", "thresholds": [10, 125]},
            "parameters": parameters,
            "tree": tree,
            "simulation": {"samples": 512, "seed": 1},
        }
    )
    section = asked(study)
    # 100 + .5 * 50 for .5 * 2
    assert section.results["cost-effectiveness: base"].icer == {"yes": 125}
    groups = [row[0] for row in section.blocks[-1].rows]
    assert groups == ["both cost and effect", "cost alone", "effect alone"]
    assert [row[-1] for row in section.blocks[-1].rows] == ["p", "price", "gain"]


def test_who_pays_for_effects_needs_no_weights():
    study = study_of(VA, [4000])
    assert study.decider is None
    names = [section.name for section in study.analyze().sections]
    assert "cost_effectiveness" in names
    assert "scores" not in names
    weighed = study_of(VA, [4000], weights={"cost": 1, "effect": 1})
    assert "scores" in [section.name for section in weighed.analyze().sections]


def test_a_long_frontier_is_not_read_out():
    table = {f"step {i}": [i**2, i] for i in range(12)}
    section = asked(study_of(table, [1, 2]))
    assert section.summary["Best"] == (
        "step 0 below 1 USD per QALY, in between 10 others, one after the other, step 11 above 21."
    )


def test_equal_alternatives_share_the_frontier():
    section = asked(study_of({"usual": [1, 2], "the same": [1, 2]}, [1, 2]))
    assert section.summary["Best"] == "usual, the same, whatever effect is worth."
    assert [row[1] for row in section.blocks[1].rows] == ["usual", "usual"]


@pytest.mark.parametrize(
    ("block", "said"),
    [
        ({"cost": "price", "effect": "effect"}, "cost: unknown criterion 'price'"),
        ({"cost": "effect", "effect": "effect"}, "cost: must be a criterion with goal: min"),
        ({"cost": "cost", "effect": "cost"}, "effect: must be a criterion with goal: max"),
        ({"cost": "cost", "effect": "effect", "thresholds": [2, 1]}, "must ascend"),
        ({"cost": "cost", "effect": "effect", "thresholds": [1, 1]}, "must ascend"),
        (
            {"cost": "cost", "effect": "effect", "thresholds": [1e308]},
            "beyond the range of numbers",
        ),
    ],
)
def test_faults_are_named(block, said):
    with pytest.raises(da.errors.InvalidModelError, match=said):
        study_of(VA, cost_effectiveness=block)


def test_a_tree_in_money_has_no_effects():
    with pytest.raises(da.errors.InvalidModelError, match="needs payoffs by criterion"):
        da.study.from_dict(
            {
                "kind": "study",
                "title": "Treat",
                "criteria": {"cost": "min", "effect": "max"},
                "cost_effectiveness": {"cost": "cost", "effect": "effect"},
                "tree": {"decision": "treat", "options": {"yes": 1, "no": 0}},
            }
        )


def test_pictures_are_drawn():
    import matplotlib.pyplot as plt

    uniform = {"family": "uniform", "args": [0, 4]}
    table = {"usual": [0, 0], "new": [1000, {"base": 2, "distribution": uniform}]}
    section = asked(study_of(table, [250, 500], simulation={"samples": 256, "seed": 3}))
    names = [figure.name for figure in section.figures]
    assert names == [
        "cost_effectiveness",
        "acceptability",
        "evpi_by_threshold",
        "evppi_at_threshold",
    ]
    for figure in section.figures:
        assert np.isfinite(figure.draw().dataLim.bounds).all()
    plt.close("all")
