"""An analysis of a study answers every question."""

import numpy as np

import decision_analysis as da
from decision_analysis import study as studies


def test_analysis_answers_every_question(document):
    seen = []
    analysis = studies.analyze(
        studies.from_dict(document), progress=lambda *step: seen.append(step)
    )
    done = [step for step, _, _ in seen]
    assert done == sorted(done)
    assert set(done) == set(range(len(analysis.asked)))
    assert {total for _, total, _ in seen} == {len(analysis.asked)}
    # a long question tells how far it has come
    parts = [what for _, _, what in seen if what.startswith("Who would choose what: ")]
    assert parts == [
        f"Who would choose what: {name} ({i} of {len(document['stakeholders'])})"
        for i, name in enumerate(document["stakeholders"], start=1)
    ]
    assert analysis.to_markdown().startswith("> Made up.")
    assert analysis.to_dict()["notice"] == "Made up."
    assert analysis.results["tree: rollback"].policy[()] in ("home", "out")
    assert "Where to eat" in analysis.to_text()
    assert all(
        np.isfinite(r.scores).all() for r in analysis.results.values() if isinstance(r, da.Scores)
    )
