"""What arguments rightly take of the strange values, declared once for each argument's name.

A kind is a set of labels of `bad_input.kinds`. Which kind an argument has follows from its name and
the shape of its valid value; `None` is taken where it is the default, and a truth value where the
argument is a flag. Everything else must be refused. `EXCEPT` holds the arguments that mean
something else than their name says elsewhere.
"""

import inspect
from collections.abc import Mapping

import numpy as np

from bad_input.kinds import NUMBERS, corruptions


def _within(interval):
    """Return a function that says whether numbers lie in an interval such as `"(0, 1]"`."""
    low, high = (float(end) for end in interval[1:-1].split(","))

    def holds(*numbers):
        above = all(low < x or (low == x and interval[0] == "[") for x in numbers)
        return above and all(x < high or (x == high and interval[-1] == "]") for x in numbers)

    return holds


def number(interval):
    """Return what a number in an interval takes; minus the valid value is below 0 like others."""
    holds = _within(interval)
    taken = {label for label, strange in NUMBERS.items() if holds(strange)}
    return taken | {"negative"} if "a negative" in taken else taken


def whole(interval):
    """Return what a whole number in an interval takes."""
    return {label for label in number(interval) & set(NUMBERS) if NUMBERS[label] % 1 == 0}


def cells(interval):
    """Return what numbers of a given count take: any in the interval, with whatever sum."""
    holds = _within(interval)
    negative = {"a negative in a cell", "a negative for a key"} if holds(-1) else set()
    return SCALED | negative | ({"zeros"} if holds(0) else set())


def elementwise(interval):
    """Return what a function of each number of any array takes, by what the strange arrays hold."""
    holds = _within(interval)
    arrays = {
        "a data frame": holds(0.5, 2.0),
        "a series": holds(0.5, 1.0),
        "an array of many axes": holds(0.5),
    }
    arrays = {label for label, inside in arrays.items() if inside}
    return number(interval) | cells(interval) | ANY_LENGTH | BATCH | arrays


REAL, POSITIVE, NOT_NEGATIVE = "(-inf, inf)", "(0, inf)", "[0, inf)"
SCALED = {"a sum of .9", "a sum of 1.2"}
COUNT = whole("[1, inf)")
AXIS = {"with one more axis"}
BATCH = AXIS | {"as a data frame"}
ANY_LENGTH = {"an empty array", "an empty list", "one too few", "one too many", "without an axis"}
ASCENDING = cells(REAL) - {"zeros"}
TYPED = {"nan in a cell", "None in a cell", "text in a cell", "as text"}
"""Comparisons: an empty cell is the reciprocal of its mirror image, and text may write a number."""
BY_NAME = {"a series of it"}
PART = BY_NAME | {"a missing key"}
SHEET = {"a data frame", "a series"}
ANY_KEYS = {"a mapping of a stranger", "a missing key", "misspelled keys", "one more key"}
EMPTY_MAPPING = {"an empty mapping"}
REVISED = cells(REAL) | EMPTY_MAPPING | {"a missing key"}
EMPTY = {"a generator", "an empty array", "an empty list"}
AS_ARRAY = {"names as an array"}
RENAMED = AS_ARRAY | {"a misspelled name"}
NEW_NAMES = RENAMED | {"a list of text", "an array of text"}
FEWER = AS_ARRAY | {"one name too few"}
ONE_OR_FEWER = FEWER | {"one name as text"}
NEW_WORD = {"a number as text", "in capitals", "misspelled", "text", "with a space"}
TEXT = NEW_WORD | {"empty text"}
PAYOFF = number(REAL) | {"a mapping of a stranger", "an array of many axes"}
PAYOFF_AS_TREE = PAYOFF
"""A tree may be a payoff alone."""
PATH_OF_KEYS = NEW_NAMES | EMPTY | {"a repeated name", "an empty name", "one name too few"}
"""Keys of any kind are looked up, and what is not found has no line."""
ODD_KEYS = {
    "None among names",
    "a list 100,000 deep",
    "a list of None",
    "a list of integers that Python will not print",
    "a list of nan",
    "a list that holds itself",
    "a list with a masked cell",
    "a masked array",
    "a number among names",
    "a ragged list",
    "a series",
    "an array of complex numbers",
    "an array of dates",
    "an array of records",
    "an array of spans of time",
    "an array of truth values",
    "an integer that Python will not print among names",
    "one name too many",
}


UTILITIES = cells(REAL) | BATCH
"""Utilities by alternative and person."""


def _declared(*rows):
    """Return kinds by name from pairs of a kind and the names that have it."""
    return {name: kind for kind, names in rows for name in names.split()}


KINDS = {
    "number": _declared(
        (
            COUNT,
            "additivity batch cycles depth examples max_iterations max_leaves max_strategies"
            " max_vectors n n_bootstrap n_boxes n_parts n_points n_samples points steps top"
            " workers",
        ),
        (whole("[2, inf)"), "breakpoints n_permutations"),
        (whole("[0, inf)"), "degree digits node"),
        (whole("[0, inf)") | {"a huge integer"}, "rng"),
        (
            number(REAL),
            "best curvature intercept limit performance reference reference_point requirement"
            " risk_aversion slope windfall worst",
        ),
        (number(REAL) | {"negative"}, "at_most"),
        (number(REAL) - {"zero"}, "risk_tolerance"),
        (
            number(POSITIVE),
            "exponent gain_exponent horizon loss_aversion loss_exponent population scale steepness"
            " time_limit",
        ),
        (number("(1, inf)"), "ratio"),
        (
            number(NOT_NEGATIVE),
            "concentration fixed_cost power subject_cost threshold waiting_cost wealth width",
        ),
        (number("(0, 0.5]"), "paste peel"),
        (number("(0, 1]"), "density distinguishing margin worsening"),
        (number("[0, 1000]"), "reach"),
        (number("(0, 1)"), "least_mass"),
        (number("(0, 1)"), "base concordance level sd x"),
        (number("(0, 1)") | {"an array of many axes", "in a list"}, "cut_level"),
        (number("[0, 1]") | {"an array of many axes", "in a list"}, "orness"),
        (
            number("[0, 1]"),
            "balance cost_exponent dependence discordance indifference mixture optimism"
            " strategy_weight sustainability tolerance",
        ),
        (number("(-inf, 1]"), "low"),
        (number("(1, 5)"), "half high inflection mean mode preference"),
        (number("(2.5, 5)"), "three_quarter"),
        (number("(1, 5)") | EMPTY_MAPPING, "veto"),
        (number("(0, 0.3)") | {"in a list"}, "p"),
        (
            number("(0, 1)") | {"a mapping of a stranger", "an array of many axes", "in a list"},
            "discount",
        ),
        (number(NOT_NEGATIVE) | {"an array of many axes", "in a list"}, "willingness_to_pay"),
        (PAYOFF | {"in a list"}, "payoff"),
        ({"negative", "zero"}, "index"),
        ({"a share", "a rational"}, "majority"),
        ({"a count"}, "n_clusters"),
    ),
    "numbers": _declared(
        (elementwise(REAL), "differences payoffs utilities"),
        (elementwise("[1, 5]"), "levels"),
        (elementwise("[0, 1]"), "probability q"),
        (cells(REAL), "certainty_equivalents v"),
        (cells(REAL) | AXIS, "scores values"),
        (cells(REAL) | BATCH, "payoff"),
        (cells(REAL) | BATCH | {"a data frame", "one too few", "one too many"}, "judgements"),
        (ASCENDING, "between thresholds u x"),
        (ASCENDING | {"one too few"}, "changes"),
        (cells(REAL) | {"a series", "one too few", "one too many"}, "grid"),
        (cells(POSITIVE), "counts optimal weights"),
        (cells(NOT_NEGATIVE), "distillation"),
        (cells("(0, 1]"), "concordance_levels"),
        (cells("[0, 1]"), "discordance_levels"),
        (cells("[0, 1]") - {"a sum of 1.2"} | BATCH, "credibility"),
        (cells(POSITIVE) | AXIS, "order_weights"),
        ({"a sum of .9"}, "quantiles"),
        (SCALED, "meta_weights"),
        (BATCH, "first other probabilities rankings reference second"),
        (BATCH | TYPED, "comparisons"),
        (cells(REAL), "disagreement"),
        (AXIS, "best_to_others others_to_worst"),
        (cells(POSITIVE), "powers"),
        (cells(REAL) | number(REAL) | {"without an axis"}, "at_least"),
        (BATCH | {"zeros", "one too few", "one too many"}, "approvals"),
    ),
    "mapping": _declared(
        (BY_NAME | SCALED, "anti_ideal"),
        (BY_NAME | {"a negative for a key", "a sum of .9"}, "ideal"),
        (BY_NAME | cells(REAL), "reference_point"),
        (BY_NAME | SCALED, "expected_solution"),
        (
            BY_NAME,
            "best_to_others characteristic_values dry likelihood others_to_worst probabilities"
            " ranges reference_ideals",
        ),
        (BY_NAME | {"a missing key", "misspelled keys", "one more key"}, "priorities"),
        (
            BY_NAME
            | {"a missing key", "misspelled keys", "one more key", "None for a key", "zeros"}
            | SCALED,
            "ratios",
        ),
        (BY_NAME | cells(REAL), "after before"),
        (EMPTY_MAPPING | {"a missing key", "misspelled keys"}, "groups"),
        (BY_NAME | cells(POSITIVE), "limits optimal preference weights"),
        (BY_NAME | cells(NOT_NEGATIVE), "counts"),
        (BY_NAME | cells(REAL), "decides"),
        (BY_NAME, "allowed"),
        (BY_NAME | {"text for a key"}, "profile_categories"),
        ({"a missing key", "misspelled keys", "one more key"}, "methods"),
        (BY_NAME | cells(NOT_NEGATIVE) | number("[0, 1]"), "indifference"),
        (BY_NAME | cells(NOT_NEGATIVE) | number(NOT_NEGATIVE), "prior"),
        (PART, "bounds classes"),
        (PART | cells(REAL) | {"a list of its keys"}, "ranking"),
        (PART | EMPTY_MAPPING, "evidence goals"),
        (PART | EMPTY_MAPPING | {"text for a key"}, "units"),
        (PART | cells(NOT_NEGATIVE), "scale start"),
        (PART | cells(REAL), "attribute"),
        (PART | cells(REAL) - {"zeros"}, "coefficients"),
        (PART | cells(REAL) | EMPTY_MAPPING, "correlation end"),
        (PART | cells(POSITIVE) | {"misspelled keys"}, "quantiles"),
        (PART | cells(POSITIVE) | EMPTY_MAPPING | number("(2, 5)"), "veto"),
        (PART | cells(POSITIVE) | {"nan for a key", "None for a key"}, "comparisons"),
        (PART | cells(POSITIVE) | {"a key that is a number"}, "random_index"),
        ({"a missing key"}, "document names"),
        ({"a missing key", "a list of its keys"}, "criteria"),
        ({"a missing key"} | EMPTY_MAPPING, "statistic"),
        ({"a missing key"} | EMPTY_MAPPING | cells(REAL), "levels"),
        (ANY_KEYS - {"a mapping of a stranger"}, "effect rows"),
        (ANY_KEYS | BY_NAME | cells(POSITIVE) | {"a series"}, "concentrations"),
        (ANY_KEYS | BY_NAME | cells(POSITIVE) | SHEET, "points"),
        (
            ANY_KEYS | BY_NAME | {"a mapping of numbers", "a series", "a sum of .9", "zeros"},
            "values",
        ),
        (ANY_KEYS | cells(REAL), "options"),
        (ANY_KEYS | cells(REAL) | PAYOFF, "payoff"),
        (cells(NOT_NEGATIVE), "parameters"),
        (cells(REAL), "judgements"),
        (PAYOFF_AS_TREE | {"text for a key"}, "data"),
        ({"one more key"}, "stages"),
        ({"misspelled keys"}, "outcomes"),
        (
            {
                "a key that is a number",
                "a key that is nan",
                "a missing key",
                "an empty key",
                "one more key",
            },
            "samples",
        ),
    ),
    "names": _declared(
        (NEW_NAMES, "criteria options states"),
        (NEW_NAMES | {"one name too many"}, "categories"),
        (NEW_NAMES | {"a count", "one name too few", "one name too many"}, "n"),
        (RENAMED, "alternatives"),
        (RENAMED | {"a repeated name"}, "labels"),
        (AS_ARRAY, "names tie_break"),
        (FEWER | EMPTY, "given knows of"),
        (FEWER | EMPTY | {"a repeated name"}, "exceptions orders targets vetoes"),
        (FEWER | {"an empty list"}, "rules"),
        (FEWER, "questions"),
        (ONE_OR_FEWER, "name"),
        (ONE_OR_FEWER | {"a repeated name", "an empty list"}, "levels"),
        ({"one name too few"}, "steps"),
        (PATH_OF_KEYS | ODD_KEYS, "keys"),
    ),
    "text": _declared(
        (TEXT, "description label method prefix rationale source title unit"),
        (NEW_WORD, "caption criterion stage"),
        (number(REAL) | {"a number as text", "with a space"}, "entry"),
        ({"in a list"}, "of"),
        ({"in capitals"}, "decimal sep"),
        ({"with a space"}, "statement"),
        ({"zero"}, "root tree"),
    ),
    "other": _declared(
        (EMPTY, "collapse constraints indifferences intensities parameters preferences"),
        (EMPTY_MAPPING, "goals units"),
        ({"a number as text", "text"}, "directory"),
        ({"a class", "a function that returns None"}, "progress"),
    ),
}
"""Kinds by the shape of the valid value and the argument's name; nothing is taken by others."""

EXCEPT = {
    # labels are given here and must be those of something else there
    "core.DecisionTable": {"alternatives": NEW_NAMES},
    "core.Scores": {"alternatives": NEW_NAMES},
    "core.Relation": {"alternatives": NEW_NAMES},
    "core.Sorting": {"alternatives": NEW_NAMES},
    "core.DecisionTable.select": {"alternatives": FEWER, "criteria": FEWER},
    "core.weights_array": {"names": NEW_NAMES, "weights": cells(POSITIVE) | AXIS},
    "core.Criterion": {"name": NEW_WORD},
    "core.Parameter": {"name": NEW_WORD},
    "mcda.compare": {"n_samples": COUNT | {"None"}},
    "io.load, XMCDA": {"path": {"in a list"}},
    "io.XmcdaProblem": {
        "thresholds": EMPTY_MAPPING | {"a missing key"},
        "categories": RENAMED | {"one name too few", "one name too many"},
        "assignments": PART | EMPTY_MAPPING | {"misspelled keys", "one more key"},
        "names": EMPTY_MAPPING | {"a missing key"},
    },
    "mcda.distill": {"alternatives": NEW_NAMES},
    "mcda.electre_tri": {"categories": RENAMED},
    "mcda.electre_tri_c": {"categories": NEW_NAMES},
    "mcda.flowsort": {"categories": RENAMED},
    # a constraint has a name of the user's own
    "mcda.promethee_v": {
        "constraints": {"a missing key", "misspelled keys", "one more key"},
        "count": {"zero"},
    },
    "mcda.mr_sort": {
        "categories": RENAMED,
        "majority": number("(0, 1)") | {"an array of many axes", "in a list"},
        "veto": PART | EMPTY_MAPPING | SCALED,
    },
    "mcda.mr_sort, rules": {
        "majority": number("(0, 1)") | {"an array of many axes", "in a list"},
        "veto": PART | EMPTY_MAPPING,
        "dictator": EMPTY_MAPPING
        | {"a table as a data frame", "a table as an array", "a table as lists"},
    },
    "mcda.srmp": {"order": AS_ARRAY},
    "mcda.lexicographic": {
        "order": FEWER,
        "tolerance": PART | EMPTY_MAPPING | cells(NOT_NEGATIVE) | number(NOT_NEGATIVE),
    },
    "mcda.conjunctive": {"thresholds": PART | cells(REAL)},
    "mcda.disjunctive": {"thresholds": PART | cells(REAL)},
    "mcda.even_swaps": {"swaps": EMPTY, "practical": EMPTY},
    "mcda.drsa": {"decision": BY_NAME | cells(REAL)},
    "mcda.learn_mr_sort": {"decision": BY_NAME | cells(REAL) - {"zeros"}},
    **{
        f"mcda.{name}, words": {
            "decision": AS_ARRAY | {"a repeated name"},
            "categories": AS_ARRAY | {"one name too many"},
        }
        for name in ("drsa", "learn_mr_sort")
    },
    "mcda.learn_srmp": {
        "n_profiles": {"a count"},
    },
    "trees.Decision": {"name": NEW_WORD},
    "trees.Chance": {"name": NEW_WORD},
    "trees.consequences": {"criteria": AS_ARRAY},
    "trees.efficient_strategies": {"criteria": ONE_OR_FEWER},
    "trees.from_distribution": {"name": NEW_WORD, "labels": RENAMED, "method": set()},
    "trees.TreeArrays": {
        "names": RENAMED | {"a repeated name", "an empty name"},
        "probability": BATCH,
    },
    "diagrams.Value": {"name": NEW_WORD, "payoffs": cells(REAL) | AXIS},
    "uncertainty.WeightSpace": {"criteria": NEW_NAMES | {"one name too few", "one name too many"}},
    "plot.risk_profile": {"labels": NEW_NAMES},
    "weights.ahp": {"names": RENAMED},
    "weights.ahp_hierarchy": {"comparisons": set(), "random_index": {"a mapping of numbers"}},
    "weights.anp": {"supermatrix": BATCH, "names": RENAMED},
    "weights.anp, clusters": {
        "supermatrix": BATCH,
        "clusters": {"misspelled keys"},
        "cluster_weights": BATCH | SCALED,
        "element": {"a number as text", "in capitals"},
    },
    "weights.dematel": {
        "direct": BATCH | SCALED,
        "names": RENAMED,
        "threshold": number(REAL) | {"negative"},
    },
    "weights.hierarchy": {"group_weights": BY_NAME | SCALED},
    "weights.macbeth": {"judgements": PART},
    "weights.macbeth, a matrix": {"judgements": {"as a data frame", "nan in a cell"}},
    "weights.rancom": {"matrix": BATCH, "names": RENAMED},
    "weights.simos": {
        "groups": RENAMED,
        "decimals": whole("[0, 15]") | {"None"},
    },
    # pairs of bundles, one at least
    "weights.trade_off": {"indifferences": set(), "values": BY_NAME},
    # one name or several
    "trees.clairvoyance": {"name": {"in a list"}},
    "trees.clairvoyance, attribute": {"name": {"in a list"}},
    "voi.evppi, a set": {
        "of": ONE_OR_FEWER,
        "samples": {"one more key"},
        "values": cells(REAL) | {"as a data frame", "one too few", "one too many"},
    },
    "plot.tornado": {"of": ONE_OR_FEWER - AS_ARRAY},
    "plot.sobol": {"of": set()},
    "plot.sobol, Shapley effects": {"of": set()},
    "plot.stakeholders": {"views": {"a missing key", "misspelled keys", "one more key"}},
    "plot.history": {
        "dates": NEW_NAMES | {"a repeated name"},
        "results": {"misspelled keys", "a data frame", "a series of it"},
    },
    "plot.morris": {"of": set()},
    "plot.change": {"of": {"one name as text"}},
    "plot.spider": {"of": {"one name as text"}},
    "sensitivity.ExplainChangeResult.steps_of": {"of": {"one name as text"}},
    "sensitivity.SpiderResult.lines": {"of": {"one name as text"}},
    "sensitivity.spider": {"of": {"one name as text"}, "names": FEWER},
    # what is found is told by these names
    "sensitivity.prim": {"samples": {"a missing key", "misspelled keys", "one more key"}},
    "sensitivity.weight_regions, groups": {"groups": {"misspelled keys"}},
    "diagrams.control": {"of": set()},
    "sensitivity.tornado": {"of": set()},
    "sensitivity.sobol": {
        "of": set(),
        # none but 0: parameters are independent
        "correlation": PART | cells(REAL) - {"a negative for a key"} | EMPTY_MAPPING,
    },
    "sensitivity.morris": {"of": set()},
    "sensitivity.shapley_effects": {"of": set()},
    "sensitivity.rank_correlation": {"of": set(), "n_samples": whole("[5, inf)")},
    **{
        f"weights.{name}": {"n": COUNT | {"a list of text", "an array of text"}}
        for name in ("rank_exponent", "rank_order_centroid", "rank_reciprocal", "rank_sum")
    },
    "export.bibtex": {
        "source": NEW_WORD | EMPTY | {"a list of text", "an array of text", "in a list"}
    },
    # a word of a list, where other methods are free text
    "beliefs.discretize": {"method": set()},
    "diagrams.solve": {"method": set()},
    # numbers that other numbers bound
    "value.logistic": {"worst": number("(-inf, 1]"), "best": number("(1, inf)")},
    "value.bisection": {"worst": number("(-inf, 1]"), "best": set()},
    "beliefs.from_mean_sd": {"low": number("(-inf, 3)"), "high": set()},
    "beliefs.from_quantiles": {"high": set()},
    "beliefs.from_quantiles, a metalog": {
        "quantiles": PART | cells(REAL) - {"zeros"} | {"misspelled keys"},
        "n_terms": {"a count"},
    },
    "beliefs.roulette": {
        "chips": cells(POSITIVE),
        "bins": SCALED | {"a negative in a cell"},
        "high": set(),
    },
    "beliefs.logistic_normal": {
        "shares": BY_NAME | cells(POSITIVE),
        "sd": BY_NAME | cells(POSITIVE) | number("(0, 20]"),
    },
    "beliefs.cooke": {
        "assessments": BY_NAME | {"a missing key", "misspelled keys", "one more key"},
        "realizations": PART | cells(REAL),
        "cutoff": number("[0, 1)"),
        "overshoot": number(POSITIVE),
        "background": PART | EMPTY_MAPPING,
    },
    "beliefs.cooke, lists": {
        "assessments": BY_NAME | {"a missing key", "misspelled keys", "one more key"},
        "realizations": PART | SCALED,
        "probabilities": {"a sum of .9"},
        "background": EMPTY_MAPPING,
    },
    "plot.distribution": {
        "result": {"a missing key", "misspelled keys", "one more key"},
        "quantiles": {"a sum of .9", "one too few", "one too many"},
    },
    "uncertainty.WeightSpace.bounds": {"low": number("[0, 0.5]"), "high": number("[0.25, 1]")},
    "uncertainty.WeightSpace.linear": {"high": number("[-0.5, inf)") | {"negative"}},
    "uncertainty.WeightSpace.ratio": {"low": number(NOT_NEGATIVE)},
    "value.target": {
        "high": set(),
        "ideal": SCALED | {"a fraction", "a count", "without an axis"},
    },
    "value.target, a level": {"ideal": number("[1, 5]")},
    "mcda.preference.u_shape": {"indifference": number(NOT_NEGATIVE)},
    "mcda.preference.v_shape": {"preference": number(NOT_NEGATIVE)},
    "trees.recur": {"tolerance": number(POSITIVE)},
    "core.Result.at": {"index": {"a count", "negative", "zero"}},
    # random designs have no scramblings, Sobol's have
    "voi.evpi": {
        "scramblings": COUNT,
        "values": cells(REAL) | {"a data frame", "as a data frame", "one too few", "one too many"},
    },
    "voi.evppi": {
        "scramblings": COUNT,
        "values": cells(REAL) | {"as a data frame", "one too few", "one too many"},
    },
    "voi.evsi": {
        "scramblings": COUNT,
        "values": cells(REAL) | {"as a data frame", "one too few", "one too many"},
        "data": {"a missing key", "misspelled keys", "one more key"},
        "method": set(),
    },
    "voi.evsi, posterior": {
        "samples": {"one more key"},
        "values": cells(REAL) | {"as a data frame"},
        "posterior": cells(REAL),
        "method": set(),
    },
    "voi.evpi_curve": {
        "scramblings": COUNT,
        "samples": {"one more key"},
        "willingness_to_pay": cells(NOT_NEGATIVE) - {"zeros"} | {"one too few"},
    },
    "voi.acceptability_curve": {
        "willingness_to_pay": cells(NOT_NEGATIVE) - {"zeros"} | {"one too few"}
    },
    "mcda.cost_effectiveness": {
        "willingness_to_pay": cells(NOT_NEGATIVE) - {"zeros"} | {"one too few"}
    },
    "plot.cost_effectiveness_plane": {"willingness_to_pay": number(NOT_NEGATIVE)},
    "voi.population": {
        "incidence": number(POSITIVE),
        "horizon": number("[1, inf)"),
        "delay": number("[0, 3]"),
        "discount": number("(0, 1]"),
    },
    "voi.enbs": {
        "studies": cells(NOT_NEGATIVE)
        | BY_NAME
        | {"a key that is a number", "a mapping of numbers", "a missing key"}
    },
    # signals are labels or numbers, and states of a table have an order
    "timing.wait_or_decide": {
        "signals": BY_NAME
        | {"a list of its keys", "a list of text", "an array of text", "text for a key"},
        "discount": number("(0, 1]"),
    },
    "timing.wait_or_decide, samples": {
        "values": cells(REAL) | {"a data frame", "as a data frame", "one too few", "one too many"}
    },
    "timing.optimal_stopping": {
        "payoffs": cells(REAL) | {"as a data frame"},
        "transitions": {"as a data frame"},
        "start": BY_NAME,
        "states": AS_ARRAY,
        "discount": number("(0, 1]"),
    },
    "timing.reservation_values": {
        "offer": BY_NAME | {"a key that is a number", "a list of its keys"},
        "discount": number("(0, 1]"),
    },
    "timing.longstaff_schwartz": {
        "payoffs": cells(REAL) | {"as a data frame"},
        "paths": cells(REAL) | {"as a data frame"},
        "discount": number("(0, 1]"),
    },
    # functions of numbers with a domain of their own
    "value.step, called": {"levels": elementwise(REAL)},
    "value.discrete, called": {"levels": ANY_LENGTH | BATCH | {"a count"}},
    "utility.power, called": {"payoffs": elementwise(POSITIVE)},
    "utility.exponential, inverted": {"utilities": elementwise("(-inf, 1)")},
    "utility.piecewise, inverted": {"utilities": elementwise("[0, 1]")},
    "trees.RiskProfile.cdf": {"x": elementwise(REAL)},
    "value.step": {"values": {"a sum of .9", "zeros"}},
    "value.discrete, numbers": {
        "values": ANY_KEYS - {"one more key"}
        | BY_NAME
        | cells(NOT_NEGATIVE)
        | {"a key that is a number", "a mapping of numbers", "a series"}
    },
    "utility.certainty_equivalent": {"values": cells(REAL) | BATCH},
    "utility.risk_premium": {"values": cells(REAL) | BATCH},
    # other weights, counts and probabilities
    "core.WeightsResult": {"weights": cells(NOT_NEGATIVE) | AXIS},
    "beliefs.pool": {"weights": cells(POSITIVE) | BATCH},
    "mcda.topsis, an array of weights": {"weights": cells(POSITIVE) | AXIS},
    "mcda.electre_i": {"veto": PART | cells(NOT_NEGATIVE) | EMPTY_MAPPING | number(NOT_NEGATIVE)},
    "beliefs.update, prior": {"prior": BY_NAME},
    "diagrams.Uncertain": {"probabilities": AXIS},
    "robustness.expected, an array": {"probabilities": AXIS},
    "robustness.cvar, samples": {
        "values": cells(REAL)
        | BATCH
        | {"a data frame", "an array of many axes", "one too few", "one too many"}
    },
    "robustness.satisficing": {"thresholds": BY_NAME | cells(REAL) | number(REAL)},
    "robustness.satisficing, samples": {
        "thresholds": PART | cells(REAL),
        "probabilities": set(),
    },
    "robustness.info_gap": {"scale": BY_NAME | cells(NOT_NEGATIVE) | number(NOT_NEGATIVE)},
    "robustness.info_gap, a model": {"scale": PART | SCALED, "bounds": BY_NAME},
    "evidence.Entry": {
        "name": NEW_WORD,
        "date": {"a count", "a date", "zero", "in capitals"},
        "likelihood": ANY_KEYS | BY_NAME | {"a sum of .9", "a sum of 1.2", "zeros", "a series"},
        "revised": (ANY_KEYS | BY_NAME | cells(REAL) | {"a series"}) - {"a missing key"},
        "repeats": TEXT,
    },
    "evidence.Entry, a ratio": {
        "name": NEW_WORD,
        "date": whole("(-inf, inf)") | {"a date", "negative"},
        "likelihood_ratio": ANY_KEYS | BY_NAME | cells(NOT_NEGATIVE) | SHEET,
    },
    "evidence.update_log": {"prior": BY_NAME},
    "evidence.competing_hypotheses": {
        "hypotheses": AS_ARRAY,
        "items": AS_ARRAY,
        "likelihoods": BY_NAME,
        "prior": BY_NAME,
    },
    "evidence.competing_hypotheses, numbers": {
        "marks": cells(REAL) | {"as a data frame", "one too few", "one too many"},
        "weights": cells(POSITIVE) | AXIS,
    },
    "evidence.frechet_bounds": {
        "probability": ANY_KEYS
        | BY_NAME
        | {"a sum of .9", "a sum of 1.2", "zeros", "a series", "an array of many axes"}
    },
    "uncertainty.choice_probabilities": {
        "scores": cells(REAL)
        | BATCH
        | {"a data frame", "an array of many axes", "one too few", "one too many"}
    },
    "group.geometric_mean": {"comparisons": AXIS | TYPED | {"a data frame"}},
    "group.geometric_mean, priorities": {
        "comparisons": SCALED | {"a data frame", "as a data frame", "one too few", "one too many"}
    },
    "group.kemeny": {"rankings": {"as a data frame"}},
    "group.kemeny, a limit": {"rankings": {"as a data frame"}},
    "group.condorcet_winner": {"rankings": {"as a data frame"}},
    **{
        f"group.{name}": {"rankings": BATCH | {"as text", "one too few", "one too many"}}
        for name in (
            *("instant_runoff, by a word", "ranked_pairs, a strength", "schulze, a strength"),
        )
    },
    "group.instant_runoff, a tie-break": {"alternatives": AS_ARRAY},
    "group.ranked_pairs, a tie-break": {"alternatives": AS_ARRAY},
    "group.approval": {"alternatives": RENAMED | {"one name too few", "one name too many"}},
    "group.nash_bargaining": {
        "utilities": UTILITIES,
        "alternatives": NEW_NAMES,
    },
    "group.nash_bargaining, powers": {"utilities": UTILITIES},
    "group.concurrence": {"alternatives": AS_ARRAY},
    "group.concurrence, at least": {"decides": {"a number as text", "in capitals"}},
    "group.concurrence, at most": {
        "judgements": cells(REAL)
        | BATCH
        | {"a data frame", "an array of many axes", "one too few", "one too many"}
    },
    "group.consensus": {"rankings": {"as a data frame", "as text", "one too few", "one too many"}},
    "group.consensus, scores": {
        "rankings": cells(NOT_NEGATIVE)
        | BATCH
        | {"a data frame", "an array of many axes", "one too few", "one too many"},
        "ranges": cells(REAL) - {"zeros"},
    },
    "group.agreement": {"counts": BY_NAME | cells(POSITIVE), "of": FEWER - EMPTY},
    "plot.parallel_coordinates": {"of": FEWER},
    "plot.radar": {"of": FEWER},
    "plot.value_functions": {"result": {"a missing key"}},
    "sensitivity.walking_weights": {"criterion": set()},
    "sensitivity.weight_move": {"of": FEWER - EMPTY},
    "group.agreement, an array": {"weights": cells(POSITIVE) | {"without an axis"}},
    "group.kendall_w": {"rankings": BATCH | {"as text", "one too few", "one too many"}},
    # a payoff alone is a tree
    "trees.to_arrays": {"root": PAYOFF_AS_TREE},
    "trees.to_dict": {"root": PAYOFF_AS_TREE},
    "trees.strategies": {"root": PAYOFF_AS_TREE},
    "trees.score_strategies": {"root": PAYOFF_AS_TREE},
    "diagrams.from_tree": {"root": PAYOFF_AS_TREE},
    # documents, models and studies
    "diagrams.from_dict": {"data": set()},
    "study.from_dict": {"data": {"a missing key"}},
    "study.Stakeholder": {
        "name": NEW_WORD,
        "criteria": AS_ARRAY,
        "points": SCALED,
        "bounds": {"a missing key", "an empty mapping"},
    },
    "study.StudyDiff.lead": {"of": set()},
    "study.Study.revised": {"until": {"a date", "in capitals"}},
    "study.Study.table": {"values": REVISED},
    "study.Study.values": {"values": REVISED},
    # one of the numbers is a probability
    "study.Study.tree": {"values": REVISED - {"a negative for a key"}},
    "study.Study.strategies": {"values": REVISED - {"a negative for a key"}},
    "study.Study.evaluate": {"values": cells(REAL) | {"an empty list for a key", "one more key"}},
    "mcda.additive_value": {"values": BY_NAME},
    "mcda.balanced_spotis": {"bounds": BY_NAME},
    "mcda.spotis": {"bounds": BY_NAME},
    "mcda.triad_consistency": {"judgements": BATCH},
    "value.apply": {"values": PART | EMPTY_MAPPING},
    "mcda.choquet": {"values": BY_NAME},
    "mcda.identify_capacity": {"values": BY_NAME},
    "mcda.multiplicative_utility": {"values": BY_NAME},
    "mcda.owa": {"values": BY_NAME},
    "mcda.uta": {"tolerance": number(NOT_NEGATIVE)},
    "mcda.utadis": {
        "categories": AS_ARRAY | {"one name too many"},
        "tolerance": number(NOT_NEGATIVE),
    },
    "mcda.utastar": {"tolerance": number(NOT_NEGATIVE)},
    "io.load": {"values": EMPTY_MAPPING},
    "io.load, an election": {"values": EMPTY_MAPPING},
    "io.load, with variables": {"values": PART | cells(REAL) | EMPTY_MAPPING},
    "sensitivity.two_way": {"grid": {"a list of None", "a ragged list", "an empty mapping"}},
}
"""Arguments that mean something else than their name does elsewhere, by call."""

NOT_NONE = {
    ("mcda.interval_scores", "weights"): "the method takes weights",
    # None is the default, and refused beside the other arguments of these calls
    ("core.Parameter", "low"): "one end is given",
    ("core.Parameter", "high"): "one end is given",
    ("beliefs.from_mean_sd", "low"): "a triangle has two ends",
    ("beliefs.from_mean_sd", "high"): "a triangle has two ends",
    ("beliefs.from_quantiles", "low"): "a triangle has two ends",
    ("beliefs.from_quantiles", "high"): "a triangle has two ends",
    ("beliefs.from_quantiles, a metalog", "family"): "n_terms are given",
    ("beliefs.roulette", "bins"): "chips are counts",
    ("beliefs.cooke, lists", "probabilities"): "levels are lists",
    ("mcda.multiplicative_utility", "values"): "a criterion is to be minimized",
    ("mcda.utadis", "categories"): "the classes have no order",
    ("mcda.mr_sort, rules", "veto"): "the rule acts on it",
    ("mcda.mr_sort, rules", "dictator"): "the rule acts on it",
    ("mcda.mr_sort, rules", "rule"): "there are two kinds of levels",
    ("mcda.drsa, words", "categories"): "the decision is in words",
    ("mcda.learn_mr_sort, words", "categories"): "the decision is in words",
    ("mcda.electre_i", "veto"): "a veto or a discordance is needed",
    ("mcda.electre_i, discordance", "discordance"): "a veto or a discordance is needed",
    ("timing.optimal_stopping", "states"): "the start is by name",
    ("weights.anp, clusters", "clusters"): "weights of clusters are given",
    ("weights.anp, clusters", "cluster_weights"): "the supermatrix is unweighted",
    ("weights.macbeth, a matrix", "names"): "the reference is one of them",
    ("trees.from_distribution", "n_points"): "labels are given",
    ("trees.trace", "policy"): "the stages have decisions",
    ("trees.trace, start", "policy"): "the stages have decisions",
    ("trees.score_strategies", "utility"): "a utility or an attribute is needed",
    ("voi.evsi", "data"): "data or posterior samples are needed",
    ("voi.evsi, posterior", "posterior"): "data or posterior samples are needed",
    ("voi.evpi_curve", "samples"): "parameters are asked for",
    ("uncertainty.smaa, model", "parameters"): "the table is a model",
    ("group.instant_runoff, a tie-break", "alternatives"): "the tie-break names them",
    ("group.ranked_pairs, a tie-break", "alternatives"): "the tie-break names them",
    ("group.concurrence", "alternatives"): "the sets name not all that are scored",
    ("group.concurrence, at least", "at_least"): "judgements are numbers",
    ("group.concurrence, at most", "at_most"): "judgements are numbers",
    ("group.consensus, scores", "ranges"): "rankings are scores",
    ("uncertainty.smaa_tri, model and preferences", "parameters"): "the table is a model",
    ("uncertainty.smaa_tri, model and preferences", "preferences"): "the method asks for them",
    ("robustness.info_gap, a model", "parameters"): "the table is a model",
    ("evidence.Entry", "likelihood"): "it repeats another entry",
    ("evidence.Entry, a ratio", "likelihood_ratio"): "nothing else is told",
    ("evidence.update_log", "parameters"): "the log revises one",
    ("evidence.competing_hypotheses", "hypotheses"): "the prior names them",
    ("evidence.competing_hypotheses", "items"): "the weights name them",
    ("evidence.competing_hypotheses", "likelihoods"): "there is a prior",
    ("io.load, CSV", "sep"): "the decimal mark is a comma",
    ("io.load, CSV", "decimal"): "the separator is given",
    ("plot.diagram", "result"): "marginals are asked for",
    **{
        (name, "attribute"): "the payoffs have several attributes"
        for name in (
            "diagrams.from_tree, attribute",
            "trees.clairvoyance, attribute",
            "trees.interval_choice, attribute",
            "trees.recur, attribute",
            "trees.risk_profile, attribute",
            "trees.rollback, attribute",
            "trees.rollback, rule",
            "trees.score_strategies, argument",
            "trees.stability, attribute",
        )
    },
}
ALSO_NONE = {
    # None has a meaning, and is not the default
    ("random_index", "mapping"): "the ratio is left out",
    ("random_index", "text"): "the ratio is left out",
    ("tied", "text"): "nodes of one name are several uncertainties",
    ("quantiles", "numbers"): "the ends are low and high",
}


def shape(value):
    """Return what a valid value looks like: number, numbers, text, names, mapping or other."""
    if isinstance(value, str):
        return "text"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return "number"
    if isinstance(value, Mapping):
        return "mapping"
    if isinstance(value, np.ndarray | list | tuple) and len(value):
        if all(isinstance(entry, str) for entry in value):
            return "names"
        if np.asarray(value).dtype.kind in "iuf":
            return "numbers"
    return "other"


def taken(name, function, argument, value):
    """Return the labels that an argument of a call must take; `function` has its signature."""
    kinds = EXCEPT.get(name, {})
    kind = kinds[argument] if argument in kinds else KINDS[shape(value)].get(argument, set())
    parameter = inspect.signature(function).parameters.get(argument)
    if parameter is not None:
        optional = parameter.default is None and (name, argument) not in NOT_NONE
        if optional or (argument, shape(value)) in ALSO_NONE:
            kind = kind | {"None"}
        if isinstance(parameter.default, bool) or str(parameter.annotation).startswith("bool"):
            kind = kind | {"a truth value"}
    return kind & {label for label, _, _ in corruptions(value)}
