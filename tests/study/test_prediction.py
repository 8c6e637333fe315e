"""Predictions of other parties' choices."""

import copy

import numpy as np
import pytest

from decision_analysis import study as studies
from decision_analysis.errors import InvalidModelError

COOK = {
    "party": "cook",
    "criteria": {"effort": "min", "fame": "max"},
    "alternatives": {
        "opens": {"effort": 60, "fame": 80},
        "rests": {"effort": 10, "fame": 20},
    },
    "spread": 10,
    "source": ["S1"],
    "rationale": "proud",
}


@pytest.fixture
def asked(document):
    """Return a function from a prediction to the study that has it, by the parameters it gives."""

    def ask(*given, **prediction):
        told = copy.deepcopy(document)
        told["predictions"] = {"kitchen": {**COOK, **prediction}}
        del told["parameters"]["p_open"]
        if given != ("p_open",):
            told["derived"] = {"p_open": " * ".join(given), **told["derived"]}
        return studies.from_dict(told)

    return ask


def test_predictions_give_probabilities(asked):
    cook = {"weights": "fame > effort", "gives": {"opens": "p_open"}}
    study = asked("p_open", **cook)
    assert 0.5 < study.predicted["p_open"] < 1
    assert study.predicted == asked("p_open", **cook).predicted


def test_what_is_drawn_once_serves_all_judgements(asked):
    study = asked("p_open", weights="fame > effort", gives={"opens": "p_open"})
    kitchen = study.predictions[0]
    fame = {"kitchen: opens: fame": np.array([0.0, 30.0, 80.0])}
    for n_samples in (512, 2**13 + 1):
        shares = kitchen.probabilities(n_samples=n_samples, seed=3, values=fame)["opens"]
        # fame weighs half to all of his value, and either error is up to 10
        assert shares[0] == 0 < shares[1] < shares[2] == pytest.approx(1, abs=0.2)
        again = kitchen.probabilities(n_samples=n_samples, seed=3)["opens"]
        assert again == shares[2]
    other = kitchen.probabilities(n_samples=512, seed=4)["opens"]
    assert other != kitchen.probabilities(n_samples=512, seed=3)["opens"]


PROUD, TIRED = {"weights": "fame > effort"}, {"weights": "effort > fame"}


def test_types_may_share_a_pattern_of_what_they_give(asked):
    names = ("p_proud", "p_tired")
    each = {
        "proud": {**PROUD, "gives": {"opens": "p_proud"}},
        "tired": {**TIRED, "gives": {"opens": "p_tired"}},
    }
    apart = asked(*names, types=each)
    shared = asked(*names, types={"proud": PROUD, "tired": TIRED}, gives={"opens": "p_{type}"})
    assert shared.predicted == apart.predicted
    assert shared.predicted["p_proud"] > 0.5 > shared.predicted["p_tired"]
    # one may say it for itself
    mixed = asked(
        *names, types={"proud": PROUD, "tired": each["tired"]}, gives={"opens": "p_{type}"}
    )
    assert mixed.predicted == apart.predicted


@pytest.mark.parametrize(
    ("prediction", "said"),
    [
        ({"types": {"proud": PROUD, "tired": TIRED}}, "must have weights and what it gives"),
        ({"gives": {"opens": "p_open"}}, "must have weights and what it gives"),
        (
            {"types": {"proud": PROUD, "tired": TIRED}, "gives": {"opens": "p_open"}},
            "'p_open' is given more than once",
        ),
        (
            {
                "types": {"proud": {**PROUD, "gives": {"opens": "p_open"}}},
                "gives": {"opens": "p_{type}"},
            },
            "gives: is never used: each type says what it gives",
        ),
        (
            {"types": {"proud": PROUD}, "gives": {"open": "p_open"}},
            r"unknown option 'open' \(did you mean 'opens'\?\)",
        ),
    ],
)
def test_what_is_not_given_once_is_refused(asked, prediction, said):
    with pytest.raises(InvalidModelError, match=said):
        asked("p_open", **prediction)
