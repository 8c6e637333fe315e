"""The scoring methods of a study: any of the library's by name, with options."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import Any

from decision_analysis import _checks, io, mcda
from decision_analysis.core import Parameter
from decision_analysis.io.documents import keys as keys_of
from decision_analysis.io.own import schema_faults
from decision_analysis.study.model import Method
from decision_analysis.study.reading._judged import Judged
from decision_analysis.study.reading._notes import Notes

LABELS = {
    "additive_value": "weighted value",
    "aras": "ARAS",
    "aroman": "AROMAN",
    "balanced_spotis": "balanced SPOTIS",
    "cocoso": "CoCoSo",
    "codas": "CODAS",
    "copras": "COPRAS",
    "cradis": "CRADIS",
    "edas": "EDAS",
    "electre_ii": "ELECTRE II",
    "electre_iii": "ELECTRE III",
    "ervd": "ERVD",
    "gaia": "GAIA",
    "gra": "GRA",
    "lmaw": "LMAW",
    "mabac": "MABAC",
    "mairca": "MAIRCA",
    "marcos": "MARCOS",
    "moora": "MOORA",
    "multimoora": "MULTIMOORA",
    "ocra": "OCRA",
    "piv": "PIV",
    "probid": "PROBID",
    "promethee_ii": "PROMETHEE II",
    "promethee_v": "PROMETHEE V",
    "prosa_c": "PROSA-C",
    "rafsi": "RAFSI",
    "ram": "RAM",
    "rim": "RIM",
    "rov": "ROV",
    "spotis": "SPOTIS",
    "topsis": "TOPSIS",
    "vikor": "VIKOR",
    "waspas": "WASPAS",
}
"""What tables call methods whose name is no word."""

DEFAULT = [{"topsis": {}}, {"promethee_ii": {"preference": {"type": "usual"}}}]
"""What is compared with the weighted value where a study names no methods."""

_TABLE = "DecisionTable"


def methods_of(
    data: Mapping[str, Any],
    ranges: Mapping[str, tuple[float, float]],
    anchored: bool,
    judged: Judged,
) -> tuple[dict[str, Method], list[Parameter], dict[str, list[str | int]]]:
    """Return the methods by label, the thresholds in them that were judged, and their places."""
    notes = judged.notes
    given = data.get("methods", DEFAULT)
    entries = _entries(given, notes)
    functions = [name for name in mcda.__all__ if inspect.isfunction(getattr(mcda, name))]
    known = [name for name in functions if _unfit(name) is None]
    found: dict[str, Method] = {}
    thresholds: list[Parameter] = []
    places: dict[str, list[str | int]] = {}
    for name, options, keys in entries:
        # it is always compared, as all other questions are asked of it
        if name in ("additive_value", "weighted_value"):
            continue
        if name in functions and (reason := _unfit(name)):
            notes.note(keys, f"{name} {reason}; a study compares methods such as 'topsis'")
            continue
        if not notes.known(keys, "method", name, known):
            continue
        parameters = inspect.signature(getattr(mcda, name)).parameters
        for option in options:
            notes.known([*keys, option], f"option of {name}", option, _options(parameters))
        if missing := _required(parameters, options):
            notes.note(keys, f"{name} needs {_checks.listed(missing)}")
            continue
        made = {
            option: _option(name, option, value, [*keys, option], judged, thresholds)
            for option, value in options.items()
            if option in parameters
        }
        # a scale that was declared is that of every method that scales by ranges
        if anchored and "ranges" in parameters and made.get("normalization") == "minmax":
            made.setdefault("ranges", dict(ranges))
        label = LABELS.get(name, name.replace("_", " "))
        label += " with veto" if made.get("veto") is not None else ""
        if label in found:
            label = f"{label} ({len(found)})"
        found[label] = Method(label, name, made)
        places[label] = keys
    return found, thresholds, places


def _entries(given: Any, notes: Notes) -> list[tuple[str, dict[str, Any], list[str | int]]]:
    """Return names, options and keys of methods: a mapping, or a list of names and mappings."""
    if isinstance(given, Mapping):
        return [(name, dict(options or {}), ["methods", name]) for name, options in given.items()]
    found: list[tuple[str, dict[str, Any], list[str | int]]] = []
    for i, entry in enumerate(given):
        if isinstance(entry, str):
            found.append((entry, {}, ["methods", i]))
            continue
        for name, options in entry.items():
            if options is not None and not isinstance(options, Mapping):
                notes.note(["methods", i, name], f"options must be by name; got {options!r}")
                continue
            found.append((name, dict(options or {}), ["methods", i, name]))
    return found


def _unfit(name: str) -> str | None:
    """Return why a function of `mcda` cannot be compared in a study; None where it can."""
    signature = inspect.signature(getattr(mcda, name))
    parameters = signature.parameters
    if list(parameters)[:2] != ["table", "weights"] or "methods" in parameters:
        return "takes something else than a table and weights"
    if not hasattr(getattr(mcda, signature.return_annotation, None), "ranks"):
        return "ranks nothing"
    others = [option for option in _options(parameters) if parameters[option].annotation == _TABLE]
    return f"needs {others[0]}, which are a table of their own" if others else None


def _required(parameters: Mapping[str, inspect.Parameter], given: Mapping[str, Any]) -> list[str]:
    """Return the options that a method cannot do without and that are not given."""
    return [
        name
        for name in _options(parameters)
        if parameters[name].default is inspect.Parameter.empty and name not in given
    ]


def _options(parameters: Mapping[str, inspect.Parameter]) -> list[str]:
    return [name for name in parameters if name not in ("table", "weights", "steps")]


def _option(
    method: str,
    option: str,
    value: Any,
    keys: list[str | int],
    judged: Judged,
    thresholds: list[Parameter],
) -> Any:
    """Return the value of an option: its base where it was judged, an object where it names one."""
    if option == "preference" and isinstance(value, str):
        # a function without thresholds is written as its name
        return _preference(method, {"type": value}, keys, judged, thresholds)
    if not isinstance(value, Mapping):
        return tuple(value) if isinstance(value, list) else value
    if "base" in value:
        return _threshold(_name(method, keys), value, keys, judged, thresholds)
    if option == "preference":
        return _preference(method, value, keys, judged, thresholds)
    if set(value) == {"slope", "intercept"}:
        with judged.notes.at(keys):
            return mcda.Affine(value["slope"], value["intercept"])
        return None
    return {
        key: _option(method, option, inner, [*keys, key], judged, thresholds)
        for key, inner in value.items()
    }


def _threshold(
    name: str,
    value: Mapping[str, Any],
    keys: list[str | int],
    judged: Judged,
    thresholds: list[Parameter],
) -> float:
    """Return the base of a judged threshold, which is added to the others."""
    faults = list(schema_faults(value, {**io.schema("study"), "$ref": "#/$defs/judged"}))
    for trail, sentence in faults:
        judged.notes.note([*keys, *keys_of(trail)], sentence)
    if any(each.name == name for each in thresholds):
        judged.notes.note(keys, f"must be judged once; {name!r} is judged before")
        return 0.0
    made = None if faults else judged.parameter(name, value, keys)
    thresholds += [made] if made is not None else []
    return made.base if made is not None else 0.0


def _name(method: str, keys: list[str | int]) -> str:
    """Return the name of a threshold in the ledger: 'electre_iii: veto: direct_escalation'."""
    after = keys[keys.index(method) + 1 :]
    return ": ".join([method, *map(str, after)])


def _preference(
    method: str,
    value: Mapping[str, Any],
    keys: list[str | int],
    judged: Judged,
    thresholds: list[Parameter],
) -> Any:
    """Return a preference function, or one for each criterion, or plain thresholds."""
    notes = judged.notes
    if isinstance(value.get("type"), str):
        kind = value["type"]
        known = [name for name in mcda.preference.__all__ if name != "PreferenceFunction"]
        if not notes.known([*keys, "type"], "preference function", kind, known):
            return None
        parameters = inspect.signature(getattr(mcda.preference, kind)).parameters
        given = [key for key in value if key != "type"]
        fits = [notes.known([*keys, key], f"threshold of {kind}", key, parameters) for key in given]
        if not all(fits):
            return None
        if missing := _required(parameters, value):
            notes.note(keys, f"{kind} needs {_checks.listed(missing)}")
            return None
        options = {
            key: _option(method, key, inner, [*keys, key], judged, thresholds)
            for key, inner in value.items()
            if key != "type"
        }
        with notes.at(keys):
            return getattr(mcda.preference, kind)(**options)
        return None
    return {
        key: (
            _option(method, "preference", inner, [*keys, key], judged, thresholds)
            if isinstance(inner, str) or (isinstance(inner, Mapping) and "type" in inner)
            else _option(method, "", inner, [*keys, key], judged, thresholds)
        )
        for key, inner in value.items()
    }
