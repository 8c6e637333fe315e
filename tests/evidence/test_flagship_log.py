"""The flagship's own log of evidence goes through `update_log` as it is written."""

import pytest
import yaml

from decision_analysis import Parameter, evidence
from decision_analysis import study as studies


@pytest.fixture(scope="module")
def document(pytestconfig):
    """Return the plain data of the study file."""
    path = pytestconfig.rootpath / "examples" / "atacms" / "study.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def name_of(row):
    return row["parameter"] if "parameter" in row else ": ".join(row["judgement"])


def entry_of(row):
    """Return an entry of the study as one of a log."""
    if "likelihood" in row:
        return evidence.Entry(row["statement"], row["date"], row["likelihood"])
    number = {key: row[key] for key in ("base", "low", "high")}
    name = name_of(row)
    return evidence.Entry(row["statement"], row["date"], revised={name: Parameter(name, **number)})


def test_beliefs_and_judgements_by_day(document, flagship_path):
    rows = document["evidence"]
    base = float(document["parameters"]["p_cautious"]["base"])
    known = evidence.update_log(
        {"true": base, "false": 1 - base},
        [entry_of(row) for row in rows[::-1]],
        parameters=studies.load(flagship_path).numbers,
    )
    assert known.dates == tuple(str(row["date"]) for row in rows)
    # odds are multiplied by the ratio of the likelihoods, and by nothing on other days
    odds, numbers = base / (1 - base), {}
    for row, belief, judged in zip(
        rows, known.by_date.values(), known.parameters_by_date.values(), strict=True
    ):
        if "likelihood" in row:
            assert row["parameter"] == "p_cautious"
            odds *= row["likelihood"]["true"] / row["likelihood"]["false"]
        else:
            numbers[name_of(row)] = row["base"]
        assert belief["true"] == pytest.approx(odds / (1 + odds))
        assert {name: judged.base()[name] for name in numbers} == numbers
    assert len(numbers) == 4
    # .55 / .45 by 4/3 and by 7/11
    assert known.final["true"] == pytest.approx(1.2222222 * 28 / 33 / (1 + 1.2222222 * 28 / 33))
