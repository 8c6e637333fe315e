"""A study document whose parts contradict one another: every cross-reference is verified."""

import pytest

from decision_analysis import study as studies
from decision_analysis.errors import InvalidModelError


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda d: d["judgements"]["home"].pop("taste"),
            r"judgements > home: 'home' lacks judgements on \['taste'\]",
        ),
        (lambda d: d["judgements"].update(bar=d["judgements"]["out"]), "unknown alternative 'bar'"),
        (
            lambda d: d["judgements"]["home"].update(smell=d["judgements"]["home"]["taste"]),
            "judgements > home > smell: unknown criterion",
        ),
        (
            lambda d: d["judgements"]["home"]["taste"].update(low=50),
            "low <= base <= high must hold; got 50, 40, 70",
        ),
        (
            lambda d: d["judgements"]["home"]["taste"].update(high=170),
            r"must lie on the scale \[0, 100\]; got 20 to 170",
        ),
        (
            lambda d: d["stakeholders"]["me"]["weights"].update(order="taste > prise"),
            "stakeholders > me > weights > order: .*prise",
        ),
        (
            lambda d: d["stakeholders"]["you"]["weights"]["swing"].pop("taste"),
            r"missing \['taste'\]",
        ),
        (
            lambda d: d["stakeholders"]["you"]["constraints"][0].update(criterion="cost"),
            "unknown criterion 'cost'",
        ),
        (lambda d: d.update(decides="her"), "decides: unknown stakeholder 'her'"),
        (lambda d: d["derived"].update(p_shut="1 - p_opn"), "unknown parameter 'p_opn'"),
        (lambda d: d["derived"].update(walk="1"), "'walk' is given more than once"),
        (
            lambda d: d["parameters"]["walk"].update(source=["S9"]),
            "parameters > walk: unknown statement 'S9'",
        ),
        (lambda d: d["derived"].update(p_shut="0.3"), "probabilities must sum to 1; got 1.1"),
        (lambda d: d["tree"]["options"]["home"]["terminal"].pop("price"), "price"),
    ],
)
def test_faults_are_named(document, change, message):
    change(document)
    with pytest.raises(InvalidModelError, match=message):
        studies.from_dict(document)


def test_all_faults_at_once(document):
    document["decides"] = "her"
    document["judgements"]["home"].pop("taste")
    with pytest.raises(InvalidModelError) as caught:
        studies.from_dict(document)
    assert len(caught.value.problems) == 2


def test_what_contains_itself_is_refused(document):
    node = {"decision": "d", "options": {}}
    node["options"]["on"] = node
    with pytest.raises(InvalidModelError, match="tree > options > on: must not contain itself"):
        studies.from_dict({**document, "tree": node})


def test_methods_are_called_as_their_authors_do_and_take_preference_functions_by_name():
    document = {
        "kind": "study",
        "title": "Which car",
        "criteria": ["price", "style"],
        "table": {"a": [1, 2], "b": [2, 1]},
        "weights": {"price": 2, "style": 1},
        "methods": ["cocoso", "multimoora", {"promethee_ii": {"preference": "usual"}}],
    }
    made = studies.from_dict(document)
    assert [*made.methods] == ["CoCoSo", "MULTIMOORA", "PROMETHEE II"]
    # by criterion too, and like the long form
    by_criterion = {"price": "usual", "style": {"type": "usual"}}
    document["methods"][-1] = {"promethee_ii": {"preference": by_criterion}}
    again = studies.from_dict(document)
    scores = [
        study.methods["PROMETHEE II"](study.table(), study.decider.weights()).scores.tolist()
        for study in (made, again)
    ]
    assert scores[0] == scores[1]
