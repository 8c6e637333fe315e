"""An analysis of a study answers every question."""

import numpy as np

import decision_analysis as da
from decision_analysis import study as studies


def test_analysis_answers_every_question(document):
    seen = []
    analysis = studies.analyze(
        studies.from_dict(document), progress=lambda *step: seen.append(step)
    )
    assert [done for done, _, _ in seen] == list(range(len(analysis.asked)))
    assert analysis.to_markdown().startswith("> Made up.")
    assert analysis.to_dict()["notice"] == "Made up."
    assert analysis.results["tree: rollback"].policy[()] in ("home", "out")
    assert "Where to eat" in analysis.to_text()
    assert all(
        np.isfinite(r.scores).all() for r in analysis.results.values() if isinstance(r, da.Scores)
    )
