"""Files of other programs with random damage: read or refused, never a raw exception, and the
message stays short."""

import pathlib
import random
import re
import warnings

import pytest

from decision_analysis import io
from decision_analysis.errors import DecisionAnalysisError, DegenerateDataWarning

DATA = pathlib.Path(__file__).parent / "data"
WORDS = [
    *"(){}[];=|\"'#:,%\\\t\n -@",
    *(
        "9" * 400,
        "9" * 5_000,
        "1e999",
        "nan",
        "-1",
        "1/0",
        "max(",
        "random()",
        "0.(3)",
        "1_0",
        "0x" + "f" * 300,
    ),
    *(
        "\x00",
        "é",
        "&a",
        "*a",
        "<<",
        "!!",
        "null",
        "data",
        "potential",
        "<!--",
        "]]>",
        "&lt;",
        "<TABLE>",
        "&e;",
    ),
    *(
        "<!DOCTYPE x [<!ENTITY e 'x'>]>",
        "!!python/object/apply:os.system [ls]",
        "__import__('os').system('ls')",
    ),
    *("kind: tree", "type: decision", "- " * 40, "(" * 200, "+1" * 1_100, "-" * 1_100),
]


def spoiled(rng, text):
    for _ in range(rng.randint(1, 3)):
        place = rng.randrange(len(text) + 1)
        kind = rng.randrange(4)
        if kind == 0:
            text = text[:place] + rng.choice(WORDS) + text[place:]
        elif kind == 1:
            text = text[:place] + text[place + rng.randint(1, 30) :]
        elif kind == 2:
            text = text[:place] + text[max(0, place - 100) :]
        else:
            word = rng.choice(list(re.finditer(r"[\w.]+", text)))
            text = text[: word.start()] + rng.choice(WORDS) + text[word.end() :]
    return text


def told(path, **options):
    """Return what a refusal says."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.simplefilter("ignore", DegenerateDataWarning)
        try:
            io.load(path, **options)
        except DecisionAnalysisError as error:
            return str(error)
    return ""


@pytest.mark.parametrize("name", sorted(path.name for path in DATA.iterdir()))
def test_damage_is_refused_or_read(tmp_path, name):
    text = (DATA / name).read_text(encoding="utf-8")
    path = tmp_path / name
    rng = random.Random(name)
    for _ in range(60):
        path.write_text(spoiled(rng, text), encoding="utf-8")
        options = rng.choice(
            [{}, {}, {"rescale": True}, {"values": {rng.choice(["pr", "legal fees"]): [0.5, 0.1]}}]
        )
        assert len(told(path, **options)) < 30_000


A_NUMBER = {
    "contract.yaml": "payoff: {900000}",
    "mud_slides.yaml": "slide cost: {-1000000}",
    "rockefeller.json": '"payoff": "{750}"',
    "six_cars.xml": "<real>{4000.0}</real>",
    "tennessee.soc": "\n{42}: 1,2,3,4",
    "wildcatter.bifxml": "<TABLE>{0.5} 0.3 0.2 </TABLE>",
    "wildcatter.net": "{0.5} 0.3 0.2",
    "wildcatter.xdsl": "<utilities>{-7} 0",
}
NO_NUMBERS = [
    *("1_0", "0b1", "1e", "1e999", "9" * 400, "1.2.3", "1,5", "1,000", "1 000", "1'000"),
    *("١", "１", "1٠", "²", "1²", "½", "−1", "–1", "1\u200b", "1\xa00", "1\u2028", "1\x00"),
    *("nan", "inf", "Infinity", "true", "yes", "null", "NA", "", "1%", "€1", "1kg", "1j", "1L"),
    *("1:30", "2020-10-12", "2020-10-12T00:00:00Z"),
]


@pytest.mark.parametrize("name", A_NUMBER)
def test_what_is_no_number_is_never_read_as_one(tmp_path, name):
    text = (DATA / name).read_text(encoding="utf-8")
    before, number, after = re.split("[{}]", A_NUMBER[name])
    assert before + number + after in text
    path = tmp_path / name
    more = ["2<!-- -->0", "2<x/>0", "2&minus;0", "2<?p?>0", "&#x663;"] if "<" in before else []
    more += ["0x1F"] * ("yaml" not in name)  # which is 31 in YAML
    more += ["12/10/2020"] * (path.suffix not in (".yaml", ".json"))  # a quotient in a formula
    for strange in [*NO_NUMBERS, *more]:
        changed = text.replace(before + number + after, before + strange + after, 1)
        path.write_text(changed, encoding="utf-8")
        assert told(path), strange
