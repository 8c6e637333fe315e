"""Predictions of other parties' choices."""

from decision_analysis import study as studies


def test_predictions_give_probabilities(document):
    document["predictions"] = {
        "kitchen": {
            "party": "cook",
            "criteria": {"effort": "min", "fame": "max"},
            "alternatives": {
                "opens": {"effort": 60, "fame": 80},
                "rests": {"effort": 10, "fame": 20},
            },
            "spread": 10,
            "weights": "fame > effort",
            "gives": {"opens": "p_open"},
            "source": ["S1"],
            "rationale": "proud",
        }
    }
    del document["parameters"]["p_open"]
    study = studies.from_dict(document)
    assert 0.5 < study.predicted["p_open"] < 1
    assert study.predicted == studies.from_dict(document).predicted
