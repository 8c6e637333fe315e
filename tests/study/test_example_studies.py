"""The studies under `examples/`: each runs, and gives the figures of the publication it names."""

import json
import runpy

import numpy as np
import pytest

import decision_analysis as da
from decision_analysis.__main__ import main

STUDIES = ("office", "oil", "migraine", "swap")
PEOPLE = ("Bill", "Jack")


@pytest.fixture
def folder(pytestconfig):
    return pytestconfig.rootpath / "examples"


@pytest.fixture
def published(pytestconfig):
    root = pytestconfig.rootpath / "src" / "decision_analysis" / "catalog"
    return lambda name: json.loads((root / f"{name}.json").read_text(encoding="utf-8"))


def loaded(folder, name):
    return da.study.load(folder / name / "study.yaml")


@pytest.mark.parametrize("name", STUDIES)
def test_each_passes_check_and_runs(folder, name, tmp_path, capsys):
    path = str(folder / name / "study.yaml")
    assert main(["check", path]) == 0
    assert "no faults" in capsys.readouterr().out
    # the cost of samples is tested with the questions
    assert main(["run", path, "--samples", "256", "--full"]) == 0
    shown = capsys.readouterr().out
    assert loaded(folder, name).title in shown


def test_the_office_has_the_benefits_of_goodwin_and_wright(folder, published):
    # aggregate benefits of seven offices, table 3.2 of the book; that of Addison Square on p. 44
    study = loaded(folder, "office")
    weights = study.stakeholders["owner's weights"].weights()
    expected = published("goodwin_2004/additive_value_office")["expected"]["scores"]
    assert expected[0] == 80.8
    benefits = 100 * study.weighted_value(study.table(), weights).scores
    assert benefits == pytest.approx(expected, abs=0.05)


def test_the_ranking_of_the_office_has_the_weights_of_barron_and_barrett(folder, published):
    study = loaded(folder, "office")
    weights = list(study.decider.weights().values())
    expected = published("barron_1996/rank_order_centroid_6")["expected"]["weights"]
    assert weights == pytest.approx(expected, abs=5e-5)
    # all weights that agree with the ranking: uniform ones, sorted
    possible = -np.sort(-np.random.default_rng(0).dirichlet(np.ones(6), 20_000), axis=1)
    best = (possible @ study.table().values.T).argmax(axis=1)
    shares = np.bincount(best, minlength=7) / len(best)
    drawn = study.decider.possible_weights().sample(8192, rng=1)
    found = study.weighted_value(study.table(), drawn).scores.argmax(axis=1)
    assert np.bincount(found, minlength=7) / len(found) == pytest.approx(shares, abs=0.01)
    # what the comments of the file say
    assert shares[0] > 0.95
    equal = study.weighted_value(study.table(), [1, 1, 1, 1, 1, 0])
    assert equal.best == "Elton Street"


def test_the_wildcatter_tests_and_drills_as_in_raiffa(folder, published):
    study = loaded(folder, "oil")
    analysis = study.analyze(questions=["tree"])
    rolled = analysis.results["tree: rollback"]
    assert rolled.value == pytest.approx(published("raiffa_1968/rollback")["expected"]["value"])
    assert rolled.value == pytest.approx(22.5)
    assert rolled.values[("no test",)] == pytest.approx(20)
    assert dict(rolled.policy) == {
        (): "test",
        ("no test",): "drill",
        ("test", "none"): "walk away",
        ("test", "open"): "drill",
        ("test", "closed"): "drill",
    }
    # worth of the test before its cost, and of knowing the oil for sure
    gross = published("raiffa_1968/evsi")["expected"]["value"]
    assert rolled.value + 10 - 20 == pytest.approx(gross)
    assert f"worth {gross:g} kUSD before its cost" in " ".join(analysis.sections[0].text)
    drilling = study.tree().options["no test"]
    known = da.trees.clairvoyance(drilling, "oil")
    assert known.value == pytest.approx(published("raiffa_1968/evpi")["expected"]["value"])


def test_the_migraine_costs_what_the_paper_quotes(folder):
    # Evans et al. (1997): 29,366 Canadian dollars per QALY, and at the ends of the 95% interval of
    # the gain in relief 18,950 and 60,839
    study = loaded(folder, "migraine")
    for gain, quoted in {0.179: 29_366, 0.268: 18_950, 0.091: 60_839}.items():
        table = study.strategies({"relief_gain": gain})
        found = da.mcda.cost_effectiveness(table, cost="cost", effect="effect")
        assert round(found.icer["sumatriptan"]) == quoted
    section = study.analyze().sections[0]
    assert (
        section.summary["Best"] == "caffeine below 29,366 CAD per QALY, sumatriptan above 29,366."
    )
    curve = section.results["cost-effectiveness: evpi by threshold"]
    # the choice is closest, and perfect information worth most, beside the ratio
    assert curve.willingness_to_pay[curve.evpi.argmax()] == 30_000
    known = {n.rpartition(": ")[2]: r for n, r in section.results.items() if ": evppi: " in n}
    assert max(known, key=lambda name: known[name].value) == "both cost and effect"
    assert all(one.value <= one.evpi for one in known.values())


def test_bill_and_jack_swap_as_in_nash(folder, published):
    study = loaded(folder, "swap")
    case = published("nash_1950/bill_and_jack")
    table = study.table()
    printed = case["inputs"]["utilities"]
    assert {a: dict(zip(PEOPLE, row, strict=True)) for a, row in rows(table)} == printed
    worth = np.stack(
        [study.view(name)(table, study.stakeholders[name].weights()).scores for name in PEOPLE],
        axis=-1,
    )
    values = da.DecisionTable(worth, list(PEOPLE), table.alternatives)
    agreed = da.group.nash_bargaining(values, {"Bill": 0, "Jack": 0})
    assert agreed.best == case["expected"]["best"]
    section = study.analyze(questions=["group"]).sections[0]
    assert section.results["group: Nash bargaining"].best == case["expected"]["best"]
    assert section.summary["Best"] == f"{case['expected']['best']}, if both bargain."
    # each on a scale of his own: the products are as printed but for a factor
    products = worth.prod(axis=1) * 18 * 8
    assert products == pytest.approx(case["expected"]["scores"])


def rows(table):
    return zip(table.alternatives, table.values.tolist(), strict=True)


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("oil", "the test is worth 12.5 before its cost of 10, knowing the well 35."),
        ("office", "owner's weights: Addison Square, 80.8 of 100"),
    ],
)
def test_from_python_it_is_the_same(folder, script, said, capsys):
    runpy.run_path(str(folder / script / "from_python.py"))
    assert said in capsys.readouterr().out
