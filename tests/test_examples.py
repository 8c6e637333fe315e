"""Examples run and print their expected numbers."""

import subprocess
import sys

import pytest

import decision_analysis as da


@pytest.mark.slow
def test_the_flagship_from_python_agrees_with_the_study(flagship_path, flagship_analysis):
    script = flagship_path.with_name("analysis.py")
    assert len(script.read_text().splitlines()) < 170
    shown = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=True
    ).stdout
    assert "illustrative judgement" in shown.splitlines()[0]
    results = flagship_analysis.results
    assert str(results["scores: TOPSIS"].ranks.tolist()) in shown
    assert str(results["scores: ELECTRE III with veto"].ranks.tolist()) in shown
    assert f"worth {results['tree: rollback'].value:.2f} points" in shown
    assert f"worst 5% on average {results['risk profile: decide now'].cvar(0.05):.2f}" in shown
    for view in (results["smaa: president"], results["smaa: kyiv"]):
        assert str(view.rank_acceptability[:, 0].round(3)) in shown
    assert f"{results['joined: weighted value'].scores.max():.4f}" in shown
    assert " / ".join(results["joined: ELECTRE III with veto"].tied_best) in shown
    agreed = results["agreement"]
    assert f"shares of weight to move for {agreed.best}" in shown
    of = agreed.alternatives.index(agreed.best)
    assert f"foreign_affairs_staff {agreed.moved[agreed.people.index('foreign_affairs_staff'), of]:.3f}" in shown


def test_the_judgements_that_change_the_best_are_those_of_the_report(flagship_path, shown, flagship_analysis):
    pass


def test_every_judgement_has_a_range_a_source_and_a_rationale(flagship_path):
    study = da.study.load(flagship_path)
    assert len(study.statements) == 18
    for parameter in [*study.judgements.values(), *study.parameters.values()]:
        assert parameter.low < parameter.base < parameter.high, parameter.name
        assert parameter.rationale, parameter.name
        assert set(parameter.source.split(", ")) <= set(study.statements), parameter.name
    for entry in (*study.stakeholders.values(), *study.predictions):
        assert entry.rationale
        assert set(entry.source.split(", ")) <= set(study.statements)
