"""What people get wrong in their first study, and what they are told."""

import warnings

import pytest

from decision_analysis import errors, study

CAR = """\
kind: study
title: Which car
criteria: {price: min, economy: max, style: max}
table:
  Corsa: {price: 5490, economy: 51.4, style: 8.5}
  Clio: {price: {low: 6000, base: 6500, high: 7000, rationale: an offer}, economy: 70.6, style: 7}
weights: {price: 50, economy: 30, style: 20}
"""


OIL = """\
kind: study
title: Drill for oil
parameters: {p_dry: 0.5, find: 200}
fragments:
  drill:
    arguments: [p]
    then:
      chance: oil
      outcomes:
        dry: {probability: "{p}", then: -70}
        wet: {probability: rest, then: find}
tree:
  decision: test?
  options:
    no: {use: drill, with: {p: p_dry}}
    yes:
      chance: sign
      outcomes:
        good: {probability: 0.6, then: {use: drill, with: {p: p_dry / 2}}}
        bad: {probability: 0.4, then: 0}
"""


def told(tmp_path, *changes, text=CAR):
    for right, wrong in changes:
        assert right in text
        text = text.replace(right, wrong)
    path = tmp_path / "car.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(errors.InvalidModelError) as caught:
        study.load(path)
    return [problem.replace(f"{path}:", "") for problem in caught.value.problems]


def test_a_text_torn_by_a_comma(tmp_path):
    (said,) = told(tmp_path, ("rationale: an offer", "rationale: an offer, not signed"))
    assert "unknown key 'not signed'" in said
    assert said.endswith("(a text with a comma inside of {} stands in quotes)")
    # a key that is only misspelled is no text
    (said,) = told(tmp_path, ("rationale: an offer", "rationalle: an offer"))
    assert said.endswith("(did you mean 'rationale'?)")


def test_an_order_as_a_list_of_names(tmp_path):
    weights = "{price: 50, economy: 30, style: 20}"
    (said,) = told(tmp_path, (weights, "{order: [price, style, economy]}"))
    assert said == "7:11: weights > order: must be text; write 'price > style > economy'"


def test_an_order_stands_for_itself():
    document = {
        "kind": "study",
        "title": "Which car",
        "criteria": ["speed", "style"],
        "table": {"a": [1, 2], "b": [2, 1]},
    }
    short = study.from_dict({**document, "weights": "speed > style"})
    whole = study.from_dict({**document, "weights": {"order": "speed > style"}})
    assert short.stakeholders == whole.stakeholders
    with pytest.raises(errors.InvalidModelError, match="unknown criterion 'sped'"):
        study.from_dict({**document, "weights": "sped > style"})


def test_a_name_that_is_misspelled_is_not_also_missing(tmp_path):
    (said,) = told(tmp_path, ("weights: {price", "weights: {prise"))
    assert said == "7:11: weights > prise: unknown criterion 'prise' (did you mean 'price'?)"
    (said,) = told(tmp_path, ("Corsa: {price", "Corsa: {prise"))
    assert said == "5:11: table > Corsa > prise: unknown criterion 'prise' (did you mean 'price'?)"
    # what is not there at all is missing
    first, second = told(tmp_path, ("economy: 51.4", "comfort: 51.4"))
    assert "unknown criterion 'comfort'; known are" in first
    assert second.endswith("'Corsa' lacks judgements on ['economy']")


def test_a_plain_number_off_its_scale_is_one_number(tmp_path):
    scale = ("style: max}", "style: {worst: 0, best: 8}}")
    (said,) = told(tmp_path, scale)
    assert said.endswith("style: must lie on the scale [0, 8]; got 8.5")


def test_probabilities_by_their_own_line(tmp_path):
    (said,) = told(tmp_path, ("probability: 0.4", "probability: 0.5"), text=OIL)
    where = "18:7: tree > options > yes > outcomes: "
    assert said == f"{where}probabilities must sum to 1; got 1.1 ('good' 0.6, 'bad' 0.5)"
    (said,) = told(tmp_path, ("probability: 0.6", "probability: 60%"), text=OIL)
    assert said.startswith("19:16: tree > options > yes > outcomes > good > probability: '60%': ")


def test_a_name_in_a_fragment_is_told_once_and_where_it_is_written(tmp_path):
    first, second = told(tmp_path, ("then: find", "then: fnd"), text=OIL)
    assert first.startswith("11:34: fragments > drill > then > outcomes > wet > then: 'fnd': ")
    assert "did you mean 'find'?" in first
    assert second == "3:26: parameters > find: is never used (for 'fnd'?)"


def test_a_criterion_that_a_payoff_misspells(tmp_path):
    tree = "tree: {decision: buy, options: {now: {price: 1, style: 2}, never: {prise: 0}}}\n"
    (said,) = told(tmp_path, ("weights:", f"{tree}weights:"))
    assert said.endswith("never > prise: unknown criterion 'prise' (did you mean 'price'?)")


def test_a_preference_function_without_its_thresholds(tmp_path):
    for options, said in {
        "linear": "preference: linear needs ['indifference', 'preference']",
        "{type: linear, indifference: 1}": "preference: linear needs ['preference']",
        "{type: linear, indiference: 1, preference: 2}": "unknown threshold of linear"
        " 'indiference' (did you mean 'indifference'?)",
        "{type: usual, preference: 1}": "unknown threshold of usual 'preference'; there are none",
        "{type: PreferenceFunction}": "unknown preference function 'PreferenceFunction'",
    }.items():
        method = f"methods: {{promethee_ii: {{preference: {options}}}}}\nweights:"
        (problem,) = told(tmp_path, ("weights:", method))
        assert said in problem


def test_what_is_no_whole_number_is_not_also_out_of_range(tmp_path):
    (problem,) = told(tmp_path, ("weights:", "simulation: {samples: 1.5}\nweights:"))
    assert problem.endswith("simulation > samples: must be a whole number; got 1.5")
    (problem,) = told(tmp_path, ("weights:", "simulation: {samples: 1}\nweights:"))
    assert "must be at least 2 and at most 1e+07; got 1" in problem


def test_equal_rows_are_told_where_a_method_is_asked(tmp_path):
    path = tmp_path / "equal.yaml"
    first, second = "price: 5490, economy: 51.4, style: 8.5", "price: {low: 6000"
    row = next(line for line in CAR.splitlines() if second in line)
    path.write_text(CAR.replace(row, f"  Clio: {{{first}}}"), encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        read = study.load(path)
    topsis = read.methods["TOPSIS"]
    with pytest.warns(errors.DegenerateDataWarning, match="all alternatives are equal"):
        topsis(read.table(), read.decider.weights())
