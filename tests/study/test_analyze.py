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


def test_markdown_has_no_tags_entities_or_links_of_a_study():
    """What a study is called by stays a text in Markdown, in which tags and links are alive."""
    label = "<script>x</script> [y](javascript:z) &lt; <1%"
    document = {
        "kind": "study",
        "title": label,
        "notice": label,
        "criteria": {"a": {}, "b": {}},
        "table": {label: [1, 2], "c": [2, 1]},
        "weights": {"a": 1, "b": 2},
        "questions": ["scores"],
    }
    text = studies.from_dict(document).analyze().to_markdown()
    told = "&lt;script>x&lt;/script> [y]\\(javascript:z) &amp;lt; <1%"
    assert f"> {told}\n" in text
    assert f"# {told}\n" in text
    assert f"| {told} | 0.6667 |" in text
    assert "<script" not in text
    assert "](javascript" not in text
