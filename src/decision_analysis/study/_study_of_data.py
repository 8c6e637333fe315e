"""From a document that satisfies the schema to a `Study`, every cross-reference verified."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from decision_analysis import _checks
from decision_analysis.core import Criterion, Parameter, Parameters
from decision_analysis.errors import DecisionAnalysisError, InvalidModelError
from decision_analysis.study._cross_references import (
    Locate,
    name_clashes,
    off_the_scale,
    tree_problems,
    unknown_sources,
)
from decision_analysis.study._prediction import Prediction, prediction
from decision_analysis.study._stakeholder import Stakeholder, stakeholder
from decision_analysis.study._study import Study


def study_of_data(data: Mapping[str, Any], locate: Locate) -> Study:
    """Build a study; all faults are raised together, those of its tree and scales after others."""
    problems: list[str] = []
    groups = {group: tuple(members) for group, members in data["criteria"].items()}
    criteria, ranges = _criteria(data)
    problems += [
        f"{locate(['criteria'])}: {name!r} is in several groups"
        for name in _checks.repeats(sum(groups.values(), ()))
    ]
    # the parts, each with its faults
    judgements = _judgements(data, criteria, locate, problems)
    parameters = _parameters(data.get("parameters", {}), locate, problems)
    predictions = _predictions(data, locate, problems)
    stakeholders = _stakeholders(data, tuple(ranges), locate, problems)
    if data["decides"] not in data["stakeholders"]:
        problems.append(f"{locate(['decides'])}: unknown stakeholder {data['decides']!r}")
    problems += name_clashes(data, locate)
    problems += unknown_sources(data, locate)
    if problems:
        raise InvalidModelError(problems)

    # options, by default where they are left out
    simulation = data.get("simulation", {})
    n_samples, seed = int(simulation.get("samples", 10_000)), int(simulation.get("seed", 0))
    tolerance = data.get("risk_tolerance", [])
    tolerances = tolerance if isinstance(tolerance, Sequence) else [tolerance]
    study = Study(
        title=data["title"],
        notice=data["notice"].strip(),
        source=data["source"],
        statements=data["statements"],
        criteria=criteria,
        groups=groups,
        ranges=ranges,
        alternatives={
            label: entry.get("description", "") for label, entry in data["alternatives"].items()
        },
        judgements=judgements,
        parameters=parameters,
        predictions=predictions,
        predicted=_predicted(predictions, n_samples, seed),
        derived=data.get("derived", {}),
        stakeholders=stakeholders,
        decides=data["decides"],
        methods=data.get("methods", {}),
        tree_data=data["tree"],
        risk_tolerances=tuple(map(float, tolerances)),
        n_samples=n_samples,
        seed=seed,
        evidence=tuple(data.get("evidence", [])),
    )
    # what only the whole study can show
    problems = [*tree_problems(study, locate), *off_the_scale(study, locate)]
    if problems:
        raise InvalidModelError(problems)
    return study


def _criteria(
    data: Mapping[str, Any],
) -> tuple[tuple[Criterion, ...], dict[str, tuple[float, float]]]:
    """Return the criteria of all groups, and the anchored scale of each, lowest end first."""
    scale = data.get("scale", {"worst": 0, "best": 100, "unit": "points"})
    unit = scale.get("unit", "")
    entries = {
        name: entry for members in data["criteria"].values() for name, entry in members.items()
    }
    criteria = tuple(
        Criterion(name, entry["goal"], entry.get("unit", unit), entry.get("description", ""))
        for name, entry in entries.items()
    )
    # either end may be the better one; a scale is kept lowest end first
    low, high = sorted((float(scale["worst"]), float(scale["best"])))
    ranges = {}
    for name, entry in entries.items():
        ends = float(entry.get("worst", low)), float(entry.get("best", high))
        ranges[name] = min(ends), max(ends)
    return criteria, ranges


def _predicted(predictions: tuple[Prediction, ...], n_samples: int, seed: int) -> dict[str, float]:
    """Return the parameters that predictions give, with their probabilities."""
    predicted: dict[str, float] = {}
    for entry in predictions:
        shares = entry.probabilities(n_samples=n_samples, seed=seed)
        predicted |= {parameter: shares[option] for option, parameter in entry.gives.items()}
    return predicted


def _judgements(
    data: Mapping[str, Any], criteria: tuple[Criterion, ...], locate: Locate, problems: list[str]
) -> Parameters:
    """Return the judged performances, each in its own unit or else in that of its criterion."""
    found = []
    units = {criterion.name: criterion.unit for criterion in criteria}
    given = data["judgements"]
    problems += [
        f"{locate(['judgements', a])}: unknown alternative {a!r}"
        for a in given
        if a not in data["alternatives"]
    ]
    for alternative in data["alternatives"]:
        row = given.get(alternative, {})
        if missing := [name for name in units if name not in row]:
            problems.append(
                f"{locate(['judgements', alternative])}: {alternative!r} lacks judgements on"
                f" {_checks.listed(missing)}"
            )
        for name, entry in row.items():
            keys = ["judgements", alternative, name]
            if name not in units:
                problems.append(f"{locate(keys)}: unknown criterion {name!r}")
                continue
            # its own unit, if it has one, goes over that of the criterion
            judged = {"unit": units[name], **entry}
            parameter = _parameter(f"{alternative}: {name}", judged, locate(keys), problems)
            if parameter is not None:
                found.append(parameter)
    return Parameters(found)


def _parameters(data: Mapping[str, Any], locate: Locate, problems: list[str]) -> Parameters:
    built = (
        _parameter(name, entry, locate(["parameters", name]), problems)
        for name, entry in data.items()
    )
    return Parameters([parameter for parameter in built if parameter])


def _parameter(
    name: str, entry: Mapping[str, Any], place: str, problems: list[str]
) -> Parameter | None:
    try:
        return Parameter(
            name,
            entry["base"],
            low=entry.get("low"),
            high=entry.get("high"),
            unit=entry.get("unit", ""),
            source=", ".join(entry.get("source", [])),
            rationale=entry.get("rationale", ""),
        )
    except DecisionAnalysisError as error:
        problems.append(f"{place}: {error.message}")
        return None


def _predictions(
    data: Mapping[str, Any], locate: Locate, problems: list[str]
) -> tuple[Prediction, ...]:
    found = []
    for name, entry in data.get("predictions", {}).items():
        at = locate(["predictions", name])
        unknown = [option for option in entry["gives"] if option not in entry["alternatives"]]
        if unknown:
            problems.append(
                f"{at}: gives unknown options {unknown}; known are"
                f" {_checks.listed(entry['alternatives'])}"
            )
        try:
            found.append(prediction(name, entry))
        except DecisionAnalysisError as error:
            problems.append(f"{at}: {error.message}")
        except KeyError as error:
            problems.append(f"{at}: {error}")
    return tuple(found)


def _stakeholders(
    data: Mapping[str, Any], criteria: tuple[str, ...], locate: Locate, problems: list[str]
) -> dict[str, Stakeholder]:
    found = {}
    for name, entry in data["stakeholders"].items():
        keys = ["stakeholders", name]
        # told apart before the stakeholder is built, which would name only the first
        limited = [constraint["criterion"] for constraint in entry.get("constraints", [])]
        if unknown := {i: c for i, c in enumerate(limited) if c not in criteria}:
            problems += [
                f"{locate([*keys, 'constraints', str(i)])}: unknown criterion {c!r}"
                for i, c in unknown.items()
            ]
            continue
        try:
            found[name] = stakeholder(name, entry, criteria)
        except DecisionAnalysisError as error:
            problems.append(f"{locate([*keys, 'weights'])}: {error.message}")
    return found
