"""Random studies that are right: any of the blocks that a study may have, in any form."""

import numpy as np

WORDS = ["price", "style", "range (km)", "noise: inside", "c5", "c6"]
PARTIES = ["mother", "father", "the child", "aunt"]


def random_study(seed):
    """Return the document of a study."""
    rng = np.random.default_rng(seed)
    document = {"kind": "study", "title": f"Study {seed}"}
    has_table = rng.random() < 0.75
    names = WORDS[: rng.integers(1, 6)]
    if has_table:
        document |= table(rng, names)
    by_criteria = rng.random() < 0.6
    if not has_table or rng.random() < 0.4:
        document |= tree(rng, names if has_table else WORDS[:2], by_criteria, has_table)
        if not has_table and by_criteria:
            document["criteria"] = {name: {} for name in WORDS[:2]}
    names = list(document.get("criteria", {}))
    if names:
        document |= preferences(rng, names)
    if has_table and rng.random() < 0.4:
        document |= evidence(rng, document)
    if has_table and rng.random() < 0.4:
        cells = [f"{a}: {c}" for a in document["table"] for c in names]
        document["scenarios"] = {
            "good": {},
            "bad": {cells[rng.integers(len(cells))]: float(rng.integers(0, 100))},
        }
    if rng.random() < 0.5:
        document["risk_tolerance"] = [5, 50]
    document["simulation"] = {"samples": int(rng.integers(2, 300)), "seed": int(seed)}
    if rng.random() < 0.5:
        document["notice"] = "Made up."
    return document


def cell(rng, low=0, high=100):
    """Return a number or a judged number between two ends."""
    ends = sorted(rng.integers(low, high + 1, 3).tolist())
    kind = rng.random()
    if kind < 0.5:
        return float(ends[1])
    if kind < 0.6:
        return {"base": ends[1], "low": ends[1], "high": ends[1]}
    return {"low": ends[0], "base": ends[1], "high": ends[2], "rationale": "a guess"}


def table(rng, names):
    """Return criteria and a table of two to six alternatives."""
    criteria = {}
    for name in names:
        entry = {"goal": "min" if rng.random() < 0.3 else "max"}
        if rng.random() < 0.5:
            ends = (0, 100) if entry["goal"] == "max" else (100, 0)
            entry |= {"worst": ends[0], "best": ends[1]}
        if rng.random() < 0.5:
            entry["unit"] = "EUR"
        criteria[name] = entry
    rows = {}
    for i in range(rng.integers(2, 7)):
        row = {name: cell(rng) for name in names}
        for name in names:
            if "worst" in criteria[name] and rng.random() < 0.05:
                row[name] = None
        rows[f"option {i}"] = row if rng.random() < 0.5 else list(row.values())
    return {"criteria": criteria, "table": rows}


def preferences(rng, names):
    """Return weights, or stakeholders with or without one who decides, and methods."""
    found = {}
    if rng.random() < 0.5:
        parties = PARTIES[: rng.integers(1, 5)]
        found["stakeholders"] = {
            party: {"weights": weights(rng, names)} if rng.random() < 0.9 else {}
            for party in parties
        }
        if rng.random() < 0.7:
            found["decides"] = parties[0]
    elif rng.random() < 0.8:
        found["weights"] = weights(rng, names)
    if rng.random() < 0.4:
        found["methods"] = [
            "topsis",
            {"weighted_sum": {"normalization": "minmax"}},
            {"electre_iii": {"indifference": 1, "preference": 5, "veto": {names[0]: 50}}},
        ]
    return found


def weights(rng, names):
    """Return weights in one of their forms."""
    numbers = {name: float(rng.integers(0, 10)) for name in names}
    numbers[names[0]] += 1
    kind = rng.integers(5)
    if kind == 0:
        return numbers
    if kind == 1:
        return {"swing": numbers}
    if kind == 2:
        return {"order": " > ".join(rng.permutation(names).tolist())}
    if kind == 3 and len(names) > 1:
        return {"intervals": {names[0]: [0.1, 0.6]}}
    given = np.array(list(numbers.values())) + 1
    return {"ahp": np.outer(given, 1 / given).tolist()}


def tree(rng, names, by_criteria, has_table):
    """Return a tree with expressions over parameters, by criterion or in plain numbers."""

    def payoff():
        if not by_criteria:
            return float(rng.integers(-50, 100))
        return {name: float(rng.integers(0, 60)) for name in names}

    def node(depth):
        if depth == 0 or rng.random() < 0.2:
            return {"terminal": payoff()}
        if rng.random() < 0.5:
            options = {f"way {i}": node(depth - 1) for i in range(rng.integers(1, 4))}
            return {"decision": f"d{depth}", "options": options}
        outcomes = {
            "up": {"probability": "p_up", "then": node(depth - 1)},
            "down": {"probability": "rest", "then": node(depth - 1)},
        }
        return {"chance": f"c{depth}", "outcomes": outcomes}

    first = {
        "chance": "market",
        "outcomes": {
            "up": {"probability": "p_up", "then": node(2)},
            "down": {"probability": "rest", "then": {"terminal": payoff()}},
        },
    }
    root = {"decision": "first", "options": {"go": first, "stop": {"terminal": payoff()}}}
    if rng.random() < 0.2:
        root = first
    p_up = {"low": 0.2, "base": 0.5, "high": 0.9} if rng.random() < 0.7 else 0.5
    found = {"tree": root, "parameters": {"p_up": p_up}}
    if not by_criteria:
        found["unit"] = "kEUR"
        if rng.random() < 0.3:
            found["goal"] = "min"
    return found


def evidence(rng, document):
    """Return a log of revised judgements, and likelihoods where there is a probability."""
    entries = []
    for day in range(1, rng.integers(2, 5)):
        alternative = list(document["table"])[rng.integers(len(document["table"]))]
        criterion = list(document["criteria"])[rng.integers(len(document["criteria"]))]
        entry = {"date": f"2024-01-0{day}", "statement": f"report {day}"}
        if "parameters" in document and rng.random() < 0.5:
            entry |= {"parameter": "p_up", "likelihood": {"true": 0.6, "false": 0.3}}
        else:
            base = float(rng.integers(0, 100))
            # with a range of its own, as the one before need not hold the base
            entry |= {"judgement": [alternative, criterion], "base": base}
            entry |= {"low": max(base - 5, 0.0), "high": min(base + 5, 100.0)}
        entries.append(entry)
    return {"evidence": entries}
