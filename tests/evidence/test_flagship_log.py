"""The flagship's own log of evidence goes through `update_log` as it is written."""

import pytest
import yaml

from decision_analysis import Parameter, Parameters, evidence


@pytest.fixture(scope="module")
def study(pytestconfig):
    """Return the plain data of the study file."""
    path = pytestconfig.rootpath / "examples" / "atacms" / "study.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def entry_of(row):
    """Return an entry of the study as one of a log."""
    day = int(row["date"].removeprefix("day "))
    if row["kind"] == "likelihood":
        return evidence.Entry(row["statement"], day, row["likelihood"], source=str(row["source"]))
    name = ", ".join(row["judgement"])
    number = {key: row[key] for key in ("base", "low", "high")}
    return evidence.Entry(row["statement"], day, revised={name: Parameter(name, **number)})


def test_beliefs_and_judgements_by_day(study):
    rows = study["evidence"]
    revised = [", ".join(row["judgement"]) for row in rows if row["kind"] == "revision"]
    told = next(row for row in rows if row["kind"] == "likelihood")
    base = float(study["parameters"][told["parameter"]]["base"])
    before = Parameters([Parameter(name, 50, low=0, high=100) for name in revised])
    known = evidence.update_log(
        {"true": base, "false": 1 - base}, [entry_of(row) for row in rows[::-1]], parameters=before
    )
    assert known.dates == ("1", "2", "3")
    # the revisions of days 1 and 2 leave the belief, and the report of day 3 moves it
    assert [belief["true"] for belief in known.by_date.values()][:2] == [base, base]
    yes, no = (told["likelihood"][state] for state in ("true", "false"))
    expected = base * yes / (base * yes + (1 - base) * no)
    assert known.final["true"] == pytest.approx(expected)
    numbers = [p.base() for p in known.parameters_by_date.values()]
    assert [day[revised[0]] for day in numbers] == [rows[0]["base"]] * 3
    assert [day[revised[1]] for day in numbers] == [50, rows[1]["base"], rows[1]["base"]]
