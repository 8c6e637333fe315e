"""Examples run and print their expected numbers, the flagship's being recomputed here by hand."""

import json
import re
import runpy
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import yaml

import decision_analysis as da

FORMS = ("staged", "conditional", "full")
SCRIPTS = ("election", "family", "fighter", "hydro", "projects", "school", "sites", "supplier")


@pytest.fixture(scope="module")
def study(flagship_path):
    return da.study.load(flagship_path)


@pytest.fixture(scope="module")
def weights(study):
    """Return the president's weights from his order: 1/n times the sum of 1/k from his rank on."""
    ranked = [name.strip() for name in study.decider.orders[0].split(">")]
    n = len(ranked)
    return {name: sum(1 / k for k in range(i, n + 1)) / n for i, name in enumerate(ranked, 1)}


PROSE = {"rationale", "description", "source", "notice", "title", "statements", "statement", "date"}


def numbers_of(entry, path=""):
    """Yield the places of a study file that hold numbers, those in expressions too."""
    if not isinstance(entry, dict):
        found = re.findall(r"(?<![\w.])-?\d+(?:\.\d+)?", str(entry))
        if found:
            yield path, ", ".join(found)
    elif {"low", "base", "high"} <= set(entry):
        yield path, f"{entry['low']} .. {entry['base']} .. {entry['high']}"
    else:
        for key in entry.keys() - PROSE:
            yield from numbers_of(entry[key], f"{path} / {key}".removeprefix(" / "))


def test_the_flagship_stands_on_these_numbers(flagship_path):
    """Every judgement and every factor; a figure that is meant to change is changed here too."""
    study = yaml.safe_load(flagship_path.read_text(encoding="utf-8"))
    told = Path(__file__).with_name("flagship_numbers.json").read_text(encoding="utf-8")
    assert dict(numbers_of(study)) == json.loads(told)


def test_the_main_figures_of_the_flagship(study, weights):
    """The table by the president's weights, and what the tree is worth to him, in points."""
    scored = 100 * study.weighted_value(study.table(), weights).scores
    assert scored.round(2).tolist() == [50.05, 55.33, 63.35, 63.94, 57.36]
    rolled = da.trees.rollback(study.tree(), attribute=study.attribute())
    assert round(float(rolled.value), 2) == 63.55


def points(performances, weights):
    """Return weighted points of performances on a scale from 0 to 100, risk being a cost."""
    return sum(
        weight * (100 - performances[name] if name == "direct_escalation" else performances[name])
        for name, weight in weights.items()
    )


@pytest.mark.slow
def test_the_flagship_from_python_agrees_with_the_study(flagship_path, flagship_analysis):
    script = flagship_path.with_name("analysis.py")
    assert len(script.read_text().splitlines()) < 170
    ended = subprocess.run([sys.executable, str(script)], capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr
    shown = ended.stdout
    assert "illustrative judgement" in shown.splitlines()[0]
    assert [line[0] for line in shown.splitlines() if line[:2].rstrip(".").isdigit()] == [
        str(i) for i in range(1, 10)
    ]
    results = flagship_analysis.results
    assert str(results["scores: TOPSIS"].ranks.tolist()) in shown
    assert str(results["scores: ELECTRE III with veto"].ranks.tolist()) in shown
    assert f"worth {results['tree: rollback'].value:.2f} points" in shown
    assert f"worst 5% on average {results['risk profile: decide now'].cvar(0.05):.2f}" in shown
    for view in (results["smaa: president"], results["smaa: kyiv"]):
        assert str(view.rank_acceptability[:, 0].round(3)) in shown
    assert f"{results['joined: weighted value'].scores.max():.4f}" in shown
    assert " / ".join(results["joined: ELECTRE III with veto"].tied_best) in shown


def test_every_judgement_has_a_range_a_source_and_a_rationale_of_its_own(study):
    assert len(study.statements) == 18
    judged = [
        *study.numbers.values(),
        *study.thresholds.values(),
        *study.veto_levels.values(),
    ]
    for number in judged:
        assert number.low < number.base < number.high, number.name
        assert set(number.source.split(", ")) <= set(study.statements), number.name
    rationales = [number.rationale for number in judged]
    assert all(rationales)
    assert len(set(rationales)) == len(rationales) == 108
    for entry in (*study.stakeholders.values(), *study.predictions):
        assert entry.rationale
        assert set(entry.source.split(", ")) <= set(study.statements)
    assert all(entry["source"] for entry in study.evidence)


def test_the_table_by_hand(study, weights):
    assert study.decider.weights() == pytest.approx(weights)
    rows = study.table().to_frame().T.to_dict()
    scored = study.weighted_value(study.table(), weights)
    by_hand = {label: points(row, weights) for label, row in rows.items()}
    assert 100 * np.array(list(by_hand.values())) == pytest.approx(100 * 100 * scored.scores)
    # the usual course puts conditional before staged, by .59 points
    assert max(by_hand, key=by_hand.get) == "conditional"
    assert by_hand["conditional"] - by_hand["staged"] == pytest.approx(0.59, abs=0.005)


def expected(study, form, p_cautious):
    """Return a form's expected performances: its usual course, and what chance adds to it."""
    number = {name: p.base for name, p in study.numbers.items()}
    shares = {"cautious": p_cautious, "assertive": 1 - p_cautious}
    rhetorical, escalatory = (
        sum(shares[t] * study.predicted[f"p_{what}_{form}_{t}"] for t in shares)
        for what in ("rhetorical", "escalatory")
    )
    restrained = 1 - rhetorical - escalatory
    breach = 1 - number[f"p_hold_{form}"]
    strong = number[f"p_strong_{form}"] * number["strong_gain"]
    added = {
        "frontline_need": strong,
        "defensive_effectiveness": strong,
        "deterrence": 0.6 * strong,
        "credibility": 0.3 * strong,
        "direct_escalation": escalatory * number["escalatory_rise"]
        - restrained * number["restrained_relief"]
        + breach * number["breach_rise"],
        "containment": -0.6 * escalatory * number["escalatory_rise"]
        - breach * number["breach_loss"],
        "cohesion": restrained * number["restrained_calm"] - escalatory * number["escalatory_rift"],
        "prudence": -escalatory * number["escalatory_blame"] - breach * number["breach_blame"],
        "accountability": -breach * number["breach_loss"],
        "safeguards": -breach * number["breach_exposure"],
    }
    return {c.name: number[f"{form}: {c.name}"] + added.get(c.name, 0) for c in study.criteria}


def test_the_tree_by_hand(study, weights):
    base = study.parameters["p_cautious"].base
    table = study.strategies()
    rows = dict(zip(table.alternatives, table.values, strict=True))
    worth = {}
    for form in FORMS:
        by_hand = expected(study, form, base)
        assert rows[f"decide now; {form}"] == pytest.approx(list(by_hand.values()))
        worth[form] = points(by_hand, weights)
    rolled = da.trees.rollback(study.tree(), attribute=study.attribute())
    assert float(rolled.value) == pytest.approx(max(worth.values()))
    # what chance adds puts staged first, though the same weights put conditional first in the table
    assert max(worth, key=worth.get) == "staged"
    assert set(rolled.policy.values()) == {"decide now", "staged"}


def test_a_signal_is_worth_nothing_until_it_can_change_the_form(study, weights):
    base, attribute = study.parameters["p_cautious"].base, study.attribute()
    lead = [
        points(expected(study, "conditional", p), weights)
        - points(expected(study, "staged", p), weights)
        for p in (0.0, 1.0)
    ]
    assert lead[0] < 0 < lead[1]
    # the belief from which on conditional is best: expected performances are linear in it
    turns = lead[0] / (lead[0] - lead[1])
    known = da.trees.clairvoyance(study.tree(), "adversary", attribute=attribute)
    assert float(known.value) == pytest.approx(base * lead[1])
    # a reading that is right with a makes the belief b a / (b a + (1 - b) (1 - a)): equal to it at
    at = turns * (1 - base) / (base * (1 - turns) + turns * (1 - base))
    accuracy = np.array([0.8, at - 1e-6, at + 1e-6, 0.99])
    rolled = da.trees.rollback(
        study.tree({"reads_cautious": accuracy, "reads_assertive": accuracy, "delay_cost": 0.0}),
        attribute=attribute,
    )
    gain = rolled.values[("keep deliberating",)] - rolled.values[("decide now",)]
    assert gain[:2] == pytest.approx(0, abs=1e-9)
    assert 0 < gain[2] < 1e-4
    # of a reading that is right with a: the gain where it says cautious, of which .55 are true
    assert gain[3] == pytest.approx(base * 0.99 * lead[1] + (1 - base) * 0.01 * lead[0])


def test_a_veto_on_escalation_strikes_the_full_transfer_alone(study):
    escalation = {a: study.numbers[f"{a}: direct_escalation"].base for a in study.alternatives}
    veto = study.thresholds["electre_iii: veto: direct_escalation"].base
    least = min(escalation.values())
    assert [a for a, risk in escalation.items() if risk - least >= veto] == ["full"]
    result = study.methods["ELECTRE III with veto"](study.table(), study.decider.weights())
    full = result.alternatives.index("full")
    struck = [
        a for a, c in zip(result.alternatives, result.credibility[full], strict=True) if c == 0
    ]
    assert struck == ["withhold", "deliberate"]


def agrees(found, value, tolerance):
    """Say whether a figure, or each in lists and mappings of them, is as expected."""
    if isinstance(value, dict):
        return set(found) == set(value) and all(
            agrees(found[name], each, tolerance) for name, each in value.items()
        )
    if isinstance(value, list):
        return len(found) == len(value) and all(
            agrees(one, other, tolerance) for one, other in zip(found, value, strict=True)
        )
    return found == (value if isinstance(value, str) else pytest.approx(value, abs=tolerance))


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_gives_its_expected_figures(name, pytestconfig, tmp_path, monkeypatch, capsys):
    import matplotlib.pyplot as plt

    folder = pytestconfig.rootpath / "examples" / name
    script, picture = folder / f"{name}.py", tmp_path / "picture.svg"
    assert len(script.read_text(encoding="utf-8").splitlines()) < 100
    monkeypatch.setattr(sys, "argv", [str(script), str(picture)])
    answer = runpy.run_path(str(script), run_name="__main__")["answer"]
    plt.close("all")
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    assert set(answer) == set(expected)
    for what, figure in expected.items():
        assert agrees(answer[what], figure["value"], figure["tolerance"]), what
    page = (folder / "README.md").read_text(encoding="utf-8")
    # what the page explains is what the script prints
    assert f"```text\n{capsys.readouterr().out}```" in page
    assert f"]({name}.svg)" in page
    for drawn in (picture, folder / f"{name}.svg"):
        assert "</svg>" in drawn.read_text(encoding="utf-8")


def test_every_example_is_listed_and_has_a_page(pytestconfig):
    root = pytestconfig.rootpath
    page = (root / "examples" / "README.md").read_text(encoding="utf-8")
    folders = {path.parent.name for path in (root / "examples").glob("*/*.*")}
    assert {name for name in folders if f"| [{name}](" in page} == folders
    listed = (root / "docs" / "examples" / "index.md").read_text(encoding="utf-8")
    for name in SCRIPTS:
        assert (
            f"examples/{name}/README.md" in (root / "docs" / "examples" / f"{name}.md").read_text()
        )
        assert f"\n{name}\n" in listed
