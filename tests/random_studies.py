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
    if rng.random() < 0.5:
        more(rng, document, has_table)
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
    leave_out_unread(document)
    if rng.random() < 0.5:
        document["notice"] = "Made up."
    return document


def leave_out_unread(document):
    """Leave out what no question of the study reads: it would be refused."""
    plain = "unit" in document
    tree, parties = "tree" in document, document.get("stakeholders", {})
    criteria = document.get("criteria", {})
    decided = "decides" in document or len(parties) == 1 or "weights" in document
    # where nothing is said of weights, all are possible
    decided |= bool(criteria) and not parties and "cost_effectiveness" not in document
    by_criteria = tree and not plain
    scored = decided and ("table" in document or (by_criteria and len(criteria) > 1))
    vetoed = "electre_iii" in str(document.get("methods"))
    read = {
        "risk_tolerance": tree and (plain or decided),
        "scenarios": decided or plain,
        "methods": scored,
        "veto_levels": scored and by_criteria and len(criteria) > 1 and vetoed,
    }
    for block, is_read in read.items():
        if not is_read:
            document.pop(block, None)


def cell(rng, low=0, high=100):
    """Return a number or a judged number between two ends."""
    ends = sorted(rng.integers(low, high + 1, 3).tolist())
    kind = rng.random()
    if kind < 0.5:
        return float(ends[1])
    if kind < 0.6:
        return {"base": ends[1], "low": ends[1], "high": ends[1]}
    if kind < 0.68 and ends[0] < ends[2]:
        drawn = {"family": "uniform", "args": [ends[0], ends[2] - ends[0]]}
        return {"base": ends[1], "distribution": drawn}
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
    worded = names[-1] if rng.random() < 0.2 else ""
    if worded:
        criteria[worded] = {"levels": {"poor": 0, "fair": 40, "good": 100}}
    rows = {}
    for i in range(rng.integers(2, 7)):
        row = {name: cell(rng) for name in names}
        if worded:
            row[worded] = ["poor", "fair", "good"][rng.integers(3)]
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
    if kind == 2 and len(names) > 1:
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


def more(rng, document, has_table):
    """Add what few studies have."""
    names = list(document.get("criteria", {}))
    goals = {name: entry.get("goal", "max") for name, entry in document.get("criteria", {}).items()}
    costs = [name for name in names if goals[name] == "min"]
    effects = [name for name in names if goals[name] == "max"]
    if has_table and costs and effects and rng.random() < 0.5:
        document["cost_effectiveness"] = {"cost": costs[0], "effect": effects[0]}
        if rng.random() < 0.5:
            document["cost_effectiveness"]["thresholds"] = [0.5, 2]
    if has_table and rng.random() < 0.5:
        for party in document.get("stakeholders", {}).values():
            if rng.random() < 0.5:
                party["constraints"] = [limit(rng, document, names)]
    if has_table and rng.random() < 0.5:
        judged = {"low": 0.5, "base": 1, "high": 4, "rationale": "what is felt"}
        linear = {"type": "linear", "indifference": 1, "preference": 10}
        document["methods"] = [
            {"electre_iii": {"indifference": judged, "preference": 5, "veto": {names[0]: 50}}},
            {"promethee_ii": {"preference": linear}},
            "vikor",
        ]
        if rng.random() < 0.5:
            document["veto_levels"] = {names[0]: {"low": 30, "base": 50, "high": 70}}
    if "tree" in document:
        more_of_tree(rng, document)
    if rng.random() < 0.2:
        document["diagram"] = [
            {"uncertain": "weather", "states": ["rain", "sun"], "probabilities": [0.3, 0.7]},
            {"choice": "umbrella", "options": ["take", "leave"], "knows": ["weather"]},
            {
                "value": "comfort",
                "of": ["weather", "umbrella"],
                "payoffs": {"rain": [70, 0], "sun": [80, 100]},
            },
        ]


def limit(rng, document, names):
    """Return a limit that some alternative keeps, at the base values at least."""
    name = names[rng.integers(len(names))]
    row = list(document["table"].values())[rng.integers(len(document["table"]))]
    held = row[name] if isinstance(row, dict) else row[names.index(name)]
    held = (
        {"poor": 0, "fair": 40, "good": 100, None: 0}.get(held, held)
        if not isinstance(held, dict)
        else held["base"]
    )
    return {"criterion": name, ["at_least", "at_most"][rng.integers(2)]: held}


def more_of_tree(rng, document):
    """Make the tree's probability a derived one, or a prediction, and a part of it a fragment."""
    kind = rng.integers(4)
    parameters = document["parameters"]
    if kind == 0:
        parameters["p_rain"] = parameters.pop("p_up")
        document["derived"] = {"p_up": "1 - p_rain"}
    elif kind in (1, 2):
        entry = {
            "party": "the rival",
            "criteria": {"margin": "max", "peace": "max"},
            "spread": 20,
            "alternatives": {
                "cuts": {"margin": {"low": 10, "base": 30, "high": 50}, "peace": 20},
                "waits": {"margin": 60, "peace": {"low": 40, "base": 80, "high": 90}},
            },
        }
        if kind == 1:
            entry |= {"weights": "margin > peace", "gives": {"cuts": "p_up"}}
            del parameters["p_up"]
        else:
            entry["types"] = {
                "greedy": {"weights": ["margin > peace"], "gives": {"cuts": "p_greedy"}},
                "patient": {"weights": ["peace > margin"], "gives": {"cuts": "p_patient"}},
            }
            parameters["p_kind"] = parameters.pop("p_up")
            document["derived"] = {"p_up": "p_kind * p_greedy + (1 - p_kind) * p_patient"}
        document["predictions"] = {"rival": entry}
    root = document["tree"]
    if "options" in root and rng.random() < 0.5:
        document["fragments"] = {
            "later": {"arguments": {"p": "p_up"}, "then": root["options"]["go"]}
        }
        root["options"]["go"] = {"use": "later"}
        root["options"]["go too"] = {"use": "later", "with": {"p": "p_up"}}
        outcomes = document["fragments"]["later"]["then"]["outcomes"]
        outcomes["up"]["probability"] = "{p}"


def evidence(rng, document):
    """Return a log of revised judgements, and likelihoods where there is a probability."""
    entries = []
    for day in range(1, rng.integers(2, 5)):
        alternative = list(document["table"])[rng.integers(len(document["table"]))]
        criterion = list(document["criteria"])[rng.integers(len(document["criteria"]))]
        entry = {"date": f"2024-01-0{day}", "statement": f"report {day}"}
        if "p_up" in document.get("parameters", {}) and rng.random() < 0.5:
            entry |= {"parameter": "p_up", "likelihood": {"true": 0.6, "false": 0.3}}
        else:
            base = float(rng.integers(0, 100))
            # with a range of its own, as the one before need not hold the base
            entry |= {"judgement": [alternative, criterion], "base": base}
            entry |= {"low": max(base - 5, 0.0), "high": min(base + 5, 100.0)}
        entries.append(entry)
    return {"evidence": entries}
