"""Reading a study file: from a checked document to a `Study`, every cross-reference verified."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from decision_analysis import _checks, io
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.core import Criterion, Parameter, Parameters
from decision_analysis.errors import DecisionAnalysisError, InvalidInputError, InvalidModelError
from decision_analysis.io.documents import Trail, keys, plain
from decision_analysis.io.own import check
from decision_analysis.study._prediction import Prediction, prediction
from decision_analysis.study._stakeholder import Stakeholder, stakeholder
from decision_analysis.study._study import Study

Where = Callable[[Sequence[str]], str]


@named
def load(path: str | os.PathLike[str]) -> Study:
    """Read a study from a YAML or JSON file.

    Parameters
    ----------
    path : str or path-like
        The file; its schema is `decision_analysis.io.schema("study")`.

    Returns
    -------
    Study
        Ready to be analyzed.

    Raises
    ------
    InvalidModelError
        If the file breaks the schema or refers to a name that is not there; each fault with file,
        line and key.
    InvalidInputError
        If the file is not YAML or JSON.
    MissingDependencyError
        If the file is YAML and PyYAML is not installed.

    Examples
    --------
    >>> from decision_analysis import study
    >>> study.load("examples/atacms/study.yaml")
    Study: Whether, how and when to transfer long-range ATACMS to Ukraine
       5 alternatives, 11 criteria, 124 judged numbers, 6 stakeholders
    """
    document = io.read(path)
    checked, _, _ = check(document, "study")
    return _study(checked.data, checked.where)


@named
def from_dict(data: Mapping[str, Any], *, where: Where | None = None) -> Study:
    """Build a study from plain data of the form that study files have.

    Parameters
    ----------
    data : mapping
        A study document, of the form that the schema asks for.
    where : callable, optional
        From a sequence of keys to the place to name in messages.

    Returns
    -------
    Study
        Ready to be analyzed.

    Raises
    ------
    InvalidModelError
        If the data break the schema, a name is unknown or missing, a range is out of order, or an
        entry contradicts another; all faults at once.
    InvalidInputError
        If `data` is no mapping or `where` no function.

    Examples
    --------
    >>> from decision_analysis import io, study
    >>> document = io.read("examples/atacms/study.yaml").data
    >>> study.from_dict(document | {"decides": "nobody"})
    Traceback (most recent call last):
    decision_analysis.errors.InvalidModelError: from_dict(): 1 problem(s)
      - decides: unknown stakeholder 'nobody'
    """
    _checks.mapping("data", data)
    if where is not None and not callable(where):
        raise InvalidInputError(
            f"where must be a function of a sequence of keys; got {shown(where)}"
        )
    checked, _, _ = check(io.Document(data), "study")
    data = plain(checked.data)
    return _study(data, where or (lambda keys: " > ".join(map(str, keys))))


def _study(data: Mapping[str, Any], place: Where) -> Study:
    """Build a study from data that satisfy the schema."""
    problems: list[str] = []
    scale = data.get("scale", {"worst": 0, "best": 100, "unit": "points"})
    groups = {group: tuple(members) for group, members in data["criteria"].items()}
    entries = {
        name: entry for members in data["criteria"].values() for name, entry in members.items()
    }
    problems += [
        f"{place(['criteria'])}: {n!r} is in several groups"
        for n in _checks.repeats(sum(groups.values(), ()))
    ]
    unit = scale.get("unit", "")
    criteria = tuple(
        Criterion(name, e["goal"], e.get("unit", unit), e.get("description", ""))
        for name, e in entries.items()
    )
    low, high = sorted((float(scale["worst"]), float(scale["best"])))
    ranges = {
        n: tuple(sorted((float(e.get("worst", low)), float(e.get("best", high)))))
        for n, e in entries.items()
    }
    judgements = _judgements(data, criteria, place, problems)
    parameters = _parameters(data.get("parameters", {}), place, problems)
    predictions = _predictions(data, place, problems)
    stakeholders = _stakeholders(data, tuple(entries), place, problems)
    if data["decides"] not in data["stakeholders"]:
        problems.append(f"{place(['decides'])}: unknown stakeholder {data['decides']!r}")
    problems += _name_clashes(data, place)
    if problems:
        raise InvalidModelError(problems)
    tolerance = data.get("risk_tolerance", [])
    simulation = data.get("simulation", {})
    n_samples, seed = int(simulation.get("samples", 10_000)), int(simulation.get("seed", 0))
    predicted: dict[str, float] = {}
    for entry in predictions:
        shares = entry.probabilities(n_samples=n_samples, seed=seed)
        predicted |= {parameter: shares[option] for option, parameter in entry.gives.items()}
    study = Study(
        title=data["title"],
        notice=data["notice"].strip(),
        source=data["source"],
        statements=data["statements"],
        criteria=criteria,
        groups=groups,
        ranges=ranges,  # type: ignore[arg-type]
        alternatives={
            label: entry.get("description", "") for label, entry in data["alternatives"].items()
        },
        judgements=judgements,
        parameters=parameters,
        predictions=predictions,
        predicted=predicted,
        derived=data.get("derived", {}),
        stakeholders=stakeholders,
        decides=data["decides"],
        methods=data.get("methods", {}),
        tree_data=data["tree"],
        risk_tolerances=tuple(
            map(float, tolerance if isinstance(tolerance, Sequence) else [tolerance])
        ),
        n_samples=n_samples,
        seed=seed,
        evidence=tuple(data.get("evidence", [])),
    )
    problems = [*_tree_problems(study, place), *_outside(study, place)]
    if problems:
        raise InvalidModelError(problems)
    return study


def _judgements(
    data: Mapping[str, Any], criteria: tuple[Criterion, ...], place: Where, problems: list[str]
) -> Parameters:
    """Return the judged performances, each in the unit of its criterion where it has none of its
    own."""
    found = []
    units = {criterion.name: criterion.unit for criterion in criteria}
    given = data["judgements"]
    problems += [
        f"{place(['judgements', a])}: unknown alternative {a!r}"
        for a in given
        if a not in data["alternatives"]
    ]
    for alternative in data["alternatives"]:
        row = given.get(alternative, {})
        if missing := [name for name in units if name not in row]:
            problems.append(
                f"{place(['judgements', alternative])}: {alternative!r} lacks judgements on"
                f" {_checks.listed(missing)}"
            )
        for name, entry in row.items():
            keys = ["judgements", alternative, name]
            if name not in units:
                problems.append(f"{place(keys)}: unknown criterion {name!r}")
                continue
            judged = {"unit": units[name], **entry}
            if parameter := _parameter(f"{alternative}: {name}", judged, place(keys), problems):
                found.append(parameter)
    return Parameters(found)


def _parameters(data: Mapping[str, Any], place: Where, problems: list[str]) -> Parameters:
    built = (
        _parameter(name, entry, place(["parameters", name]), problems)
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
    data: Mapping[str, Any], place: Where, problems: list[str]
) -> tuple[Prediction, ...]:
    found = []
    for name, entry in data.get("predictions", {}).items():
        at = place(["predictions", name])
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
    data: Mapping[str, Any], criteria: tuple[str, ...], place: Where, problems: list[str]
) -> dict[str, Stakeholder]:
    found = {}
    for name, entry in data["stakeholders"].items():
        keys = ["stakeholders", name]
        limited = [constraint["criterion"] for constraint in entry.get("constraints", [])]
        if unknown := {i: c for i, c in enumerate(limited) if c not in criteria}:
            problems += [
                f"{place([*keys, 'constraints', str(i)])}: unknown criterion {c!r}"
                for i, c in unknown.items()
            ]
            continue
        try:
            found[name] = stakeholder(name, entry, criteria)
        except DecisionAnalysisError as error:
            problems.append(f"{place([*keys, 'weights'])}: {error.message}")
    return found


def _name_clashes(data: Mapping[str, Any], place: Where) -> list[str]:
    given = [p for entry in data.get("predictions", {}).values() for p in entry["gives"].values()]
    names = [*data.get("parameters", {}), *given, *data.get("derived", {})]
    problems = [
        f"{place(['parameters'])}: {name!r} is given more than once"
        for name in _checks.repeats(names)
    ]
    known = set(data["statements"])

    parts = (
        "criteria",
        "alternatives",
        "judgements",
        "parameters",
        "predictions",
        "stakeholders",
        "evidence",
    )
    for part in parts:
        problems += _source_problems(part, data.get(part, {}), known, place)
    return problems


def _source_problems(part: str, data: Any, known: set[str], place: Where) -> Iterator[str]:
    """Yield the statements that sources name and that are not there."""
    todo: list[tuple[Any, Trail]] = [(data, (None, part))]
    seen: set[int] = set()
    while todo:
        entry, trail = todo.pop()
        if not isinstance(entry, Mapping | list) or id(entry) in seen:
            continue
        seen.add(id(entry))
        if isinstance(entry, Mapping) and isinstance(entry.get("source"), list):
            for statement in entry["source"]:
                if statement not in known:
                    yield (
                        f"{place(list(map(str, keys(trail))))}: unknown statement {statement!r} as"
                        " source"
                    )
        items = entry.items() if isinstance(entry, Mapping) else enumerate(entry)
        todo += [(child, (trail, key)) for key, child in reversed(list(items))]


def _tree_problems(study: Study, place: Where) -> list[str]:
    try:
        study.strategies()
    except DecisionAnalysisError as error:
        return [f"{place(['tree'])}: {error.message}"]
    return []


def _outside(study: Study, place: Where) -> Iterator[str]:
    pairs = itertools.product(study.alternatives, (criterion.name for criterion in study.criteria))
    for alternative, criterion in pairs:
        parameter = study.judgements[f"{alternative}: {criterion}"]
        low, high = study.ranges[criterion]
        ends = [parameter.base if end is None else end for end in (parameter.low, parameter.high)]
        if ends[0] < low or ends[1] > high:
            at = place(["judgements", alternative, criterion])
            yield (
                f"{at}: must lie on the scale [{low:g}, {high:g}]; got {ends[0]:g} to {ends[1]:g}"
            )
