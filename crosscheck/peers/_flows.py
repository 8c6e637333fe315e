"""Flows among profiles, and intervals of flows: FlowSort and PROMETHEE III."""

from __future__ import annotations

from typing import Any

import numpy as np

from crosscheck.peers._peer import peer


@peer("pyDecision")
def pydecision_flowsort(
    problem: Any, profiles: np.ndarray, kind: str, indifference: Any, preference: Any
) -> dict[str, np.ndarray]:
    """Categories by each flow, 0 the worst, of linear preferences; profiles are oriented."""
    from pyDecision.algorithm import flowsort

    mode = {"limiting": flowsort.flowsort_limiting, "central": flowsort.flowsort_central}[kind]
    count = len(problem.weights)
    found = mode(
        problem.oriented,
        profiles[::-1],
        problem.weights,
        indifference,
        np.zeros(count),
        preference,
        ["t5"] * count,
    )
    most = len(profiles) - (1 if kind == "limiting" else 0)
    return {
        rule: most - np.asarray(category)
        for rule, category in zip(("positive", "negative", "net"), found, strict=True)
    }


@peer("pyDecision")
def pydecision_promethee_iii(problem: Any, full: float, width: float) -> list[str]:
    """Who is preferred to whom, by V-shaped preferences, as 'a1 a2'."""
    from pyDecision.algorithm import promethee_iii

    count, zeros = len(problem.weights), np.zeros(len(problem.weights))
    found = promethee_iii(
        problem.oriented, problem.weights, zeros, zeros, zeros + full, ["t3"] * count, width
    )
    return [f"a{i + 1} a{j + 1}" for i, j in np.argwhere(found == "P+")]


@peer("pyDecision")
def pydecision_promethee_i(problem: Any, weights: np.ndarray) -> np.ndarray:
    """Who is at least as good as whom, by usual preferences."""
    from pyDecision.algorithm import promethee_i

    zeros = np.zeros(len(weights))
    found = promethee_i(
        problem.oriented, weights, zeros, zeros, zeros, ["t1"] * len(weights), graph=False
    )
    return np.isin(found, ["P+", "I"])


@peer("pyrepo_mcda")
def pyrepo_prosa_c(problem: Any, low: np.ndarray, high: np.ndarray, share: Any) -> np.ndarray:
    """Net sustainable values, by linear preferences."""
    from pyrepo_mcda.mcda_methods import PROSA_C

    method = PROSA_C()
    chosen = [method._linear_function] * len(problem.weights)
    given = {"p": high, "q": low, "s": share}
    return method(problem.values, problem.weights, problem.signs, chosen, **given)
