"""The influence diagram in the summary: what to choose in which case, what is worth knowing."""

from decision_analysis import study as studies

UMBRELLA = [
    {"uncertain": "weather", "states": ["rain", "sun"], "probabilities": [0.3, 0.7]},
    {
        "uncertain": "forecast",
        "given": ["weather"],
        "states": ["bad", "fair"],
        "probabilities": {"rain": [0.8, 0.2], "sun": [0.25, 0.75]},
    },
    {"choice": "umbrella", "options": ["take", "leave"], "knows": ["forecast"]},
    {
        "value": "comfort",
        "of": ["weather", "umbrella"],
        "payoffs": {"rain": [70, 0], "sun": [80, 100]},
    },
]


def summary(nodes):
    document = {"kind": "study", "title": "Umbrella", "unit": "points", "diagram": nodes}
    return studies.from_dict(document).analyze().section("diagram").summary


def test_what_to_choose_in_which_case():
    """Bad: 24 to 17.5, so that take is worth 74.2 and leave 42.2; fair: 6 to 52.5, 79.0 and 89.7;
    .3 (.8 70) + .7 (.25 80) + .7 .75 100 = 83.3. Who knows the weather gains 91 - 83.3."""
    said = summary(UMBRELLA)
    assert said["Best"] == "umbrella: take if bad; leave if fair, worth 83.3 points."
    assert said["Worth finding out"] == "weather, worth up to 7.7 points."


def test_one_option_in_all_cases():
    """A choice that hears nothing: .3 70 + .7 80 = 77 against 70."""
    blind = [dict(node) for node in UMBRELLA]
    del blind[2]["knows"]
    assert summary(blind)["Best"] == "umbrella: take, worth 77 points."
