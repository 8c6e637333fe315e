"""The strange values that arguments rightly take: whatever is not listed here must be refused."""

NONE = {"None"}
TRUTH = {"a truth value"}
TEXT = {"a number as text", "in capitals", "misspelled", "text", "with a space"}
PROPER = {"a rational", "a share"}
LARGE = {"a count", "a fraction"}
ZERO = {"zero"}
NEGATIVE = {"a negative", "negative"}
SHARE = PROPER | ZERO
POSITIVE = PROPER | LARGE
NOT_NEGATIVE = POSITIVE | ZERO
REAL = NOT_NEGATIVE | NEGATIVE
SEED = {"None", "a count", "a huge integer", "zero"}
SCALED = {"a sum of .9", "a sum of 1.2"}
BATCH = {"as a data frame", "with one more axis"}
ANY_LENGTH = {"an empty array", "an empty list", "one too few", "one too many", "without an axis"}
ANY_SIGN = {"a negative in a cell", "zeros"}
ARRAYS = {"a data frame", "a series", "an array of many axes"}
BY_NAME = {"a series of it"}
EMPTY = {"a generator", "an empty array", "an empty list", "an empty mapping"}
RENAMED = {"a misspelled name", "names as an array"}
OTHER_KEYS = {"a mapping of a stranger", "a missing key", "misspelled keys", "one more key"}
NEW_NAMES = RENAMED | {"a list of text", "an array of text"}
ODD_LISTS = {
    "a list 100,000 deep",
    "a list of integers that Python will not print",
    "a list that holds itself",
    "an integer that Python will not print among names",
    "a list with a masked cell",
    "a masked array",
    "an array of records",
    "an array of spans of time",
}
LEVELS = ANY_LENGTH | BATCH | SCALED
CELLS_TYPED = {"nan in a cell", "None in a cell", "text in a cell", "as text"}
"""Comparisons: an empty cell is the reciprocal of its mirror image, and text may write a number."""
REAL_ARRAY = LEVELS | ANY_SIGN | ARRAYS | REAL - {"negative"}
UNIT = {"unit": TEXT | {"empty text"}}
PICTURE = {"top": NONE | {"a count"}, "title": NONE | TEXT | {"empty text"}, "ax": NONE}

TAKEN = {
    "core.Criterion": {
        "name": TEXT,
        "unit": TEXT | {"empty text"},
        "description": TEXT | {"empty text"},
    },
    "core.DecisionTable": {
        "values": SCALED | ANY_SIGN | {"with one more axis"},
        "criteria": NEW_NAMES,
        "alternatives": NEW_NAMES,
    },
    "core.DecisionTable.from_rows": {
        "rows": {"a missing key", "misspelled keys", "one more key"},
        "criteria": NEW_NAMES,
    },
    "core.DecisionTable.from_frame": {
        "goals": NONE | {"a missing key", "an empty mapping", "a series of it"},
    },
    "core.DecisionTable.at": {"index": ZERO | {"negative"}},
    "core.DecisionTable.select": {
        "alternatives": NONE | {"names as an array", "one name too few"},
        "criteria": NONE | {"names as an array", "one name too few"},
    },
    "core.DecisionTable.with_values": {"values": SCALED | ANY_SIGN | {"with one more axis"}},
    "core.Parameter": {
        "name": TEXT,
        "base": PROPER,
        "distribution": NONE,
        "low": SHARE | NEGATIVE,
        "high": LARGE,
        "unit": TEXT | {"empty text"},
        "source": TEXT | {"empty text"},
        "rationale": TEXT | {"empty text"},
    },
    "core.Parameter.quantile": {
        "probability": LEVELS | SHARE | {"a series", "an array of many axes", "zeros"}
    },
    "core.Parameters": {"parameters": EMPTY - {"an empty mapping"}},
    "core.Parameters.sample": {
        "n": {"a count"},
        "rng": SEED,
        "correlation": SCALED
        | NONE
        | BY_NAME
        | {"a missing key", "a negative for a key", "an empty mapping", "zeros"},
    },
    "core.Parameters.sampler": {
        "n": {"a count"},
        "rng": SEED,
        "correlation": SCALED
        | NONE
        | BY_NAME
        | {"a missing key", "a negative for a key", "an empty mapping", "zeros"},
    },
    "core.Parameters.nearest_correlation": {
        "correlation": SCALED
        | BY_NAME
        | {"a missing key", "a negative for a key", "an empty mapping", "zeros"}
    },
    "core.Relation.cut": {"level": PROPER},
    "core.DecisionTable.to_frame": {"top": NONE | {"a count"}},
    "core.DecisionTable.to_markdown": {"top": NONE | {"a count"}},
    "core.Result.to_markdown": {"top": NONE | {"a count"}},
    "core.Parameters.to_markdown": {"top": NONE | {"a count"}},
    "core.Parameters.to_frame": {"top": NONE | {"a count"}},
    "core.Result.to_frame": {"top": NONE | {"a count"}},
    "core.Result.at": {"index": ZERO | {"a count", "negative"}},
    "core.Result.steps_frame": {"name": NONE},
    "core.weights_array": {
        "names": NEW_NAMES,
        "weights": SCALED | {"with one more axis"},
        "rescale": TRUTH,
    },
    "core.Scores": {
        "method": TEXT | {"empty text"},
        "alternatives": NEW_NAMES,
        "scores": SCALED | {"with one more axis"} | ANY_SIGN,
        "higher_is_better": TRUTH,
    },
    "core.Relation": {"method": TEXT | {"empty text"}, "alternatives": NEW_NAMES},
    "core.Sorting": {
        "method": TEXT | {"empty text"},
        "alternatives": NEW_NAMES,
        "categories": NEW_NAMES | {"one name too many"},
    },
    "core.WeightsResult": {
        "method": TEXT | {"empty text"},
        "weights": SCALED | {"with one more axis", "zeros"},
        "criteria": NEW_NAMES | NONE,
    },
    "beliefs.DirichletBelief": {"concentrations": OTHER_KEYS | SCALED | BY_NAME | {"a series"}},
    "beliefs.DirichletBelief.sample": {"n": {"a count"}, "rng": SEED},
    "beliefs.discretize": {"n_points": NONE | {"a count"}},
    "beliefs.from_counts": {
        "counts": SCALED | BY_NAME | {"zeros"},
        "prior": NOT_NEGATIVE | SCALED | BY_NAME | {"zeros"},
    },
    "beliefs.from_mean_sd": {
        "mean": LARGE,
        "sd": PROPER,
        "low": SHARE | NEGATIVE | {"a fraction"},
        "degrees_of_freedom": NONE,
    },
    "beliefs.from_quantiles": {
        "quantiles": SCALED | BY_NAME | {"a missing key", "misspelled keys"},
        "low": SHARE | NEGATIVE,
        "degrees_of_freedom": NONE,
    },
    "beliefs.pert": {
        "low": SHARE | NEGATIVE,
        "mode": LARGE,
        "high": LARGE,
        "concentration": NOT_NEGATIVE,
    },
    "beliefs.triangular": {"low": SHARE | NEGATIVE, "mode": LARGE, "high": LARGE},
    "beliefs.pool": {"weights": SCALED | BATCH},
    "beliefs.pool, distributions": {"weights": SCALED},
    "beliefs.update, prior": {"prior": BY_NAME, "likelihood": BY_NAME},
    "beliefs.update": {"dry": BY_NAME},
    "value.linear, called": {"levels": LEVELS | LARGE},
    "value.exponential, called": {"levels": LEVELS | LARGE},
    "value.logistic, called": {"levels": LEVELS | LARGE},
    "value.piecewise, called": {"levels": LEVELS | LARGE},
    "value.step, called": {"levels": REAL_ARRAY},
    "value.discrete, called": {"levels": ANY_LENGTH | BATCH | {"a count"}},
    "value.discrete words, called": {
        "levels": {
            "a repeated name",
            "an empty list",
            "names as an array",
            "one name as text",
            "one name too few",
        }
    },
    "value.linear": {"worst": REAL, "best": REAL},
    "value.exponential": {"worst": REAL, "best": REAL, "curvature": REAL},
    "value.logistic": {
        "worst": SHARE | NEGATIVE,
        "best": LARGE,
        "steepness": POSITIVE,
        "inflection": LARGE | NONE,
    },
    "value.piecewise": {"x": SCALED | {"a negative in a cell"}, "v": SCALED | ANY_SIGN},
    "value.bisection": {"worst": SHARE | NEGATIVE, "half": LARGE, "three_quarter": {"a count"}},
    "value.step": {
        "thresholds": SCALED | {"a negative in a cell"},
        "values": {"a sum of .9", "zeros"},
    },
    "value.discrete": {
        "values": OTHER_KEYS
        | BY_NAME
        | {"a series", "a mapping of numbers", "a sum of .9", "zeros"}
    },
    "value.discrete, numbers": {
        "values": SCALED
        | BY_NAME
        | {
            "a key that is a number",
            "a series",
            "a mapping of a stranger",
            "a mapping of numbers",
            "a missing key",
            "misspelled keys",
            "zeros",
        }
    },
    "utility.linear, called": {"payoffs": REAL_ARRAY},
    "utility.linear, inverted": {"utilities": REAL_ARRAY},
    "utility.exponential, called": {"payoffs": REAL_ARRAY},
    "utility.exponential, inverted": {
        "utilities": LEVELS | SHARE | ANY_SIGN | {"a negative", "an array of many axes"}
    },
    "utility.logarithmic, called": {"payoffs": REAL_ARRAY},
    "utility.logarithmic, inverted": {"utilities": REAL_ARRAY},
    "utility.power, called": {"payoffs": LEVELS | POSITIVE | ARRAYS},
    "utility.power, inverted": {"utilities": REAL_ARRAY},
    "utility.piecewise, called": {"payoffs": REAL_ARRAY},
    "utility.piecewise, inverted": {
        "utilities": LEVELS | SHARE | {"a series", "an array of many axes", "zeros"}
    },
    "utility.prospect, called": {"payoffs": REAL_ARRAY},
    "utility.prospect, inverted": {"utilities": REAL_ARRAY},
    "utility.exponential": {"risk_tolerance": POSITIVE | NEGATIVE},
    "utility.logarithmic": {"wealth": NOT_NEGATIVE},
    "utility.power": {"risk_aversion": REAL},
    "utility.piecewise": {
        "x": SCALED | {"a negative in a cell"},
        "u": SCALED | {"a negative in a cell"},
    },
    "utility.prospect": {
        "gain_exponent": POSITIVE,
        "loss_exponent": POSITIVE,
        "loss_aversion": POSITIVE,
        "reference_point": REAL,
    },
    "utility.certainty_equivalent": {
        "values": SCALED | BATCH | ANY_SIGN,
        "probabilities": BATCH,
    },
    "utility.risk_premium": {
        "values": SCALED | BATCH | ANY_SIGN,
        "probabilities": BATCH,
    },
    "ranking.kendall_tau": {"first": BATCH, "second": BATCH},
    "ranking.spearman": {"first": BATCH, "second": BATCH},
    "ranking.weighted_spearman": {"first": BATCH, "second": BATCH},
    "ranking.ws": {"reference": BATCH, "other": BATCH},
    "mcda.weighted_sum": {
        "weights": SCALED | BY_NAME,
        "ranges": NONE | BY_NAME,
        "steps": NONE | TRUTH,
    },
    "mcda.additive_value": {"weights": SCALED | BY_NAME, "values": BY_NAME, "steps": NONE | TRUTH},
    "mcda.topsis": {"weights": SCALED | BY_NAME, "ranges": NONE | BY_NAME, "steps": NONE | TRUTH},
    "mcda.vikor": {
        "weights": SCALED | BY_NAME,
        "strategy_weight": SHARE,
        "ranges": NONE | BY_NAME,
        "steps": NONE | TRUTH,
    },
    "mcda.topsis, an array of weights": {"weights": SCALED | {"with one more axis"}},
    "mcda.promethee_ii": {
        "weights": SCALED | BY_NAME,
        "preference": BY_NAME,
        "steps": NONE | TRUTH,
    },
    "mcda.promethee_i": {"weights": SCALED | BY_NAME, "preference": BY_NAME},
    "mcda.preference_degrees": {"weights": SCALED | BY_NAME, "preference": BY_NAME},
    "mcda.electre_i": {
        "weights": SCALED | BY_NAME,
        "concordance": PROPER,
        "veto": NOT_NEGATIVE | SCALED | BY_NAME | {"a missing key", "an empty mapping", "zeros"},
        "steps": NONE | TRUTH,
    },
    "mcda.electre_i, discordance": {
        "weights": SCALED | BY_NAME,
        "concordance": PROPER,
        "discordance": SHARE,
    },
    "mcda.electre_iii": {
        "weights": SCALED | BY_NAME,
        "indifference": SHARE | SCALED | BY_NAME | {"zeros"},
        "preference": SCALED | BY_NAME,
        "veto": LARGE | SCALED | NONE | BY_NAME | {"a missing key", "an empty mapping"},
        "distillation": SCALED | {"zeros"},
    },
    "mcda.electre_iii, numbers": {
        "weights": SCALED | BY_NAME,
        "indifference": SHARE,
        "preference": LARGE,
        "veto": LARGE | NONE | {"an empty mapping"},
    },
    "mcda.electre_tri": {
        "weights": SCALED | BY_NAME,
        "indifference": SHARE | SCALED | BY_NAME | {"zeros"},
        "preference": SCALED | BY_NAME,
        "veto": LARGE | SCALED | NONE | BY_NAME | {"a missing key", "an empty mapping"},
        "cut_level": PROPER,
        "categories": RENAMED | NONE,
    },
    "mcda.distill": {
        "credibility": BATCH | {"a sum of .9", "zeros"},
        "alternatives": NEW_NAMES | NONE,
        "distillation": SCALED | {"zeros"},
    },
    "mcda.CostEffectivenessResult.net_benefit": {
        "willingness_to_pay": NOT_NEGATIVE | {"an array of many axes", "in a list"}
    },
    "mcda.Affine": {"slope": REAL, "intercept": REAL},
    "mcda.Affine.at": {"performance": REAL},
    "mcda.preference.u_shape": {"indifference": NOT_NEGATIVE},
    "mcda.preference.v_shape": {"preference": NOT_NEGATIVE},
    "mcda.preference.level": {"indifference": SHARE, "preference": LARGE},
    "mcda.preference.linear": {"indifference": SHARE, "preference": LARGE},
    "mcda.preference.gaussian": {"scale": POSITIVE},
    "mcda.preference.PreferenceFunction.__call__": {"differences": REAL_ARRAY},
    "weights.ahp": {
        "comparisons": BATCH | CELLS_TYPED,
        "names": RENAMED | NONE,
        "random_index": NONE,
        "tolerance": PROPER | ZERO,
    },
    "weights.ahp, pairs": {
        "comparisons": SCALED
        | {"a missing key", "a series of it", "nan for a key", "None for a key"},
        "names": NONE | {"names as an array"},
        "random_index": SCALED
        | NONE
        | {"a series of it", "a missing key", "a key that is a number"},
    },
    "weights.swing": {"points": OTHER_KEYS | SCALED | BY_NAME | {"a data frame", "a series"}},
    "weights.direct": {"points": OTHER_KEYS | SCALED | BY_NAME | {"a data frame", "a series"}},
    "weights.rank_order_centroid": {"n": {"a count", "a list of text", "an array of text"}},
    "weights.rank_order_centroid, names": {
        "n": NEW_NAMES | {"a count", "one name too few", "one name too many"}
    },
    "trees.Decision": {
        "name": TEXT,
        "options": OTHER_KEYS | SCALED | {"a negative for a key", "zeros"},
        "payoff": REAL | NONE | {"a mapping of a stranger", "an array of many axes", "in a list"},
    },
    "trees.Chance": {
        "name": TEXT,
        "outcomes": {"misspelled keys"},
        "payoff": REAL | NONE | {"a mapping of a stranger", "an array of many axes", "in a list"},
        "rescale": TRUTH,
    },
    "trees.Chance, probability": {"p": {"a share", "in a list"}},
    "trees.Terminal": {
        "payoff": NOT_NEGATIVE
        | OTHER_KEYS
        | SCALED
        | {"a negative", "a negative for a key", "an array of many axes", "zeros"}
    },
    "trees.Again": {
        "stage": TEXT,
        "discount": PROPER | {"a mapping of a stranger", "an array of many axes", "in a list"},
        "payoff": REAL | NONE | {"a mapping of a stranger", "an array of many axes", "in a list"},
    },
    "trees.recur": {
        "stages": {"one more key"},
        "start": NONE,
        "utility": NONE,
        "policy": NONE,
        "tolerance": PROPER | {"a fraction", "a count"},
        "max_iterations": {"a count"},
    },
    "trees.recur, attribute": {
        "stages": {"one more key"},
        "attribute": SCALED | {"a missing key", "a negative for a key", "a series of it", "zeros"},
    },
    "trees.unroll": {
        "stages": {"one more key"},
        "cycles": {"a count"},
        "start": NONE,
        "end": NONE
        | SCALED
        | {"an empty mapping", "a missing key", "a negative for a key", "a series of it", "zeros"},
    },
    "trees.trace": {"stages": {"one more key"}, "cycles": {"a count"}, "start": NONE},
    "trees.trace, start": {
        "stages": {"one more key"},
        "cycles": {"a count"},
        "start": NONE | SCALED | {"a missing key", "a series of it", "zeros"},
    },
    "trees.TreeArrays": {
        "probability": BATCH,
        "payoff": SCALED | BATCH | ANY_SIGN,
        "names": RENAMED | NONE | {"a repeated name", "an empty name"},
        "labels": RENAMED | NONE | {"a repeated name"},
    },
    "trees.TreeArrays.path": {"node": ZERO | {"a count"}},
    "trees.to_arrays": {
        "root": NOT_NEGATIVE | {"a mapping of a stranger", "a negative", "an array of many axes"}
    },
    "trees.to_dict": {
        "root": NOT_NEGATIVE | {"a mapping of a stranger", "a negative", "an array of many axes"}
    },
    "trees.from_dict": {
        "data": NOT_NEGATIVE
        | {"a mapping of a stranger", "a negative", "an array of many axes", "text for a key"},
        "rescale": TRUTH,
    },
    "trees.rename": {"names": {"a missing key"}},
    "trees.reverse": {"at": NONE},
    "trees.from_distribution": {
        "name": TEXT,
        "follows": NONE,
        "n_points": {"a count"},
        "rng": SEED,
        "labels": RENAMED | NONE,
        "payoff": REAL | NONE | {"a mapping of a stranger", "an array of many axes", "in a list"},
    },
    "trees.rollback": {"utility": NONE, "policy": NONE},
    "trees.rollback, attribute": {
        "attribute": SCALED | {"a missing key", "a negative for a key", "a series of it", "zeros"},
        "policy": NONE,
    },
    "trees.risk_profile": {"utility": NONE, "strategy": NONE},
    "trees.stability": {
        "utility": NONE,
        "tied": NONE,
        "scale": NONE | {"a missing key", "a series of it", "zeros", "a sum of .9", "a sum of 1.2"},
        "keep_impossible": TRUTH,
        "rules": {"an empty list", "one name too few", "names as an array"},
        "n_parts": {"a count"},
    },
    "trees.interval_choice, attribute": {"bounds": {"a missing key", "a series of it"}},
    "trees.interval_choice": {
        "bounds": {"a missing key", "a series of it"},
        "utility": NONE,
        "tied": NONE,
        "optimism": SHARE,
        "max_strategies": {"a count"},
    },
    "trees.clairvoyance": {"name": {"in a list"}, "utility": NONE, "likelihood": NONE | BY_NAME},
    "trees.clairvoyance, attribute": {"name": {"in a list"}},
    "trees.clairvoyance, names": {
        "name": {"one name as text", "one name too few", "names as an array"}
    },
    "trees.rollback, rule": {"rule": NONE},
    "trees.control": {
        "utility": NONE,
        "effect": NONE | {"a missing key", "misspelled keys", "one more key"},
    },
    "trees.strategies": {
        "root": NOT_NEGATIVE | {"a mapping of a stranger", "a negative", "an array of many axes"},
        "merge": TRUTH,
    },
    "trees.consequences": {
        "criteria": {"names as an array"},
        "statistic": {"a missing key", "an empty mapping"},
        "max_strategies": {"a count"},
    },
    "trees.consequences, goals": {"criteria": {"a list of its keys", "a missing key"}},
    "trees.efficient_strategies": {
        "criteria": {"names as an array", "one name as text", "one name too few"},
        "max_vectors": {"a count"},
    },
    "trees.score_strategies": {
        "root": NOT_NEGATIVE | {"a mapping of a stranger", "a negative", "an array of many axes"},
        "max_strategies": {"a count"},
    },
    "trees.score_strategies, argument": {"x": PROPER},
    "trees.RiskProfile.at": {"index": ZERO | {"negative"}},
    "trees.RiskProfile.cdf": {"x": REAL_ARRAY},
    "trees.RiskProfile.quantile": {
        "q": LEVELS | SHARE | {"a series", "an array of many axes", "zeros"}
    },
    "trees.RiskProfile.cvar": {"level": PROPER},
    "diagrams.Uncertain": {
        "states": NEW_NAMES,
        "probabilities": {"with one more axis"},
        "given": EMPTY - {"an empty mapping"} | {"names as an array", "one name too few"},
        "rescale": TRUTH,
    },
    "diagrams.from_dict": {"rescale": TRUTH},
    "diagrams.Choice": {
        "options": NEW_NAMES,
        "knows": EMPTY - {"an empty mapping"} | {"names as an array", "one name too few"},
    },
    "diagrams.Value": {
        "name": TEXT,
        "payoffs": SCALED | ANY_SIGN | {"with one more axis"},
        "of": EMPTY - {"an empty mapping"} | {"names as an array", "one name too few"},
    },
    "diagrams.to_tree": {"attributes": TRUTH},
    "diagrams.from_tree": {
        "root": NOT_NEGATIVE | {"a mapping of a stranger", "a negative", "an array of many axes"},
        "attribute": NONE,
    },
    "diagrams.from_tree, attribute": {
        "attribute": SCALED | {"a missing key", "a negative for a key", "a series of it", "zeros"}
    },
    "diagrams.solve": {"recall": TRUTH, "cvar": NONE, "chance": NONE},
    "diagrams.solve, policy": {"recall": TRUTH, "policy": NONE},
    "diagrams.solve, evidence": {
        "evidence": NONE | {"a missing key", "a series of it", "an empty mapping"}
    },
    "diagrams.solve, attribute": {
        "utility": NONE,
        "attribute": SCALED
        | NONE
        | {"a missing key", "a negative for a key", "a series of it", "zeros"},
    },
    "diagrams.Solution.at": {"index": ZERO | {"negative"}},
    "diagrams.value_of_information": {
        "of": {"in a list"},
        "utility": NONE,
        "before": NONE,
        "recall": TRUTH,
    },
    "diagrams.control": {"utility": NONE, "before": NONE, "recall": TRUTH},
    "uncertainty.simulate": {
        "n_samples": {"a count"},
        "rng": SEED,
        "batch": {"a count"},
        "workers": NONE | {"a count"},
        "correlation": SCALED
        | NONE
        | BY_NAME
        | {"a missing key", "a negative for a key", "an empty mapping", "zeros"},
    },
    "uncertainty.smaa": {
        "n_samples": {"a count"},
        "rng": SEED,
        "batch": {"a count"},
        "workers": NONE | {"a count"},
    },
    "uncertainty.smaa, given weights": {
        "weights": SCALED,
        "n_samples": {"a count"},
        "rng": SEED,
    },
    "uncertainty.smaa, model": {
        "n_samples": {"a count"},
        "correlation": SCALED
        | NONE
        | BY_NAME
        | {"a missing key", "a negative for a key", "an empty mapping", "zeros"},
    },
    "uncertainty.choice_probabilities": {
        "scores": SCALED
        | BATCH
        | ANY_SIGN
        | {"a data frame", "an array of many axes", "one too few", "one too many"},
        "goal": NONE,
    },
    "uncertainty.WeightSpace": {"criteria": NEW_NAMES | {"one name too few", "one name too many"}},
    "uncertainty.WeightSpace.order": {"statement": {"with a space"}},
    "uncertainty.WeightSpace.bounds": {"low": SHARE, "high": PROPER},
    "uncertainty.WeightSpace.ratio": {"low": NOT_NEGATIVE, "high": LARGE},
    "uncertainty.WeightSpace.sample": {"n": {"a count"}, "rng": SEED},
    "uncertainty.WeightSpace.sampler": {"rng": SEED},
    "sensitivity.tornado": {"score": NONE, "quantiles": NONE | {"a sum of .9"}, "of": NONE},
    "sensitivity.one_way": {
        "grid": SCALED | ANY_SIGN | NONE | {"a series", "one too few", "one too many"},
        "score": NONE,
    },
    "sensitivity.one_way, n_points": {"n_points": {"a count"}, "quantiles": NONE | {"a sum of .9"}},
    "sensitivity.two_way": {
        "names": {"names as an array"},
        "grid": NONE | {"an empty mapping", "a list of None", "a ragged list"},
        "score": NONE,
    },
    "sensitivity.two_way, n_points": {
        "names": {"names as an array"},
        "n_points": {"a count"},
        "quantiles": NONE | {"a sum of .9"},
    },
    "sensitivity.threshold": {
        "between": SCALED | {"a negative in a cell"},
        "score": NONE,
        "n_points": {"a count"},
    },
    "sensitivity.weight_intervals": {"weights": SCALED | BY_NAME, "n_points": {"a count"}},
    "sensitivity.weight_move": {"weights": SCALED | BY_NAME},
    "voi.evpi": {
        "values": SCALED
        | ANY_SIGN
        | {"a data frame", "as a data frame", "one too few", "one too many"},
        "goal": NONE,
        "probabilities": NONE,
        "scramblings": NONE | {"a count"},
    },
    "voi.evpi, states": {"probabilities": NONE | BY_NAME},
    "voi.evppi": {
        "values": SCALED | ANY_SIGN | {"as a data frame", "one too few", "one too many"},
        "samples": {
            "a key that is a number",
            "a key that is nan",
            "a missing key",
            "an empty key",
            "one more key",
        },
        "of": {"in a list"},
        "utility": NONE,
        "goal": NONE,
        "scramblings": NONE | {"a count"},
    },
    "voi.evppi, a set": {
        "values": SCALED | ANY_SIGN | {"as a data frame", "one too few", "one too many"},
        "samples": {"one more key"},
        "of": {"names as an array", "one name as text", "one name too few"},
    },
    "robustness.hurwicz": {"optimism": SHARE},
    "robustness.minimax_regret": {"steps": NONE | TRUTH},
    "robustness.expected": {"probabilities": BY_NAME},
    "robustness.expected, an array": {"probabilities": {"with one more axis"}},
    "group.geometric_mean": {
        "comparisons": {"with one more axis", "a data frame"} | CELLS_TYPED,
        "weights": SCALED | NONE,
        "tolerance": PROPER | ZERO,
    },
    "group.geometric_mean, priorities": {
        "comparisons": SCALED | {"a data frame", "as a data frame", "one too few", "one too many"},
        "weights": SCALED | NONE,
    },
    "group.mean": {
        "judgements": SCALED | BATCH | ANY_SIGN | {"a data frame", "one too few", "one too many"},
        "weights": SCALED | NONE,
    },
    "group.borda": {"rankings": BATCH, "counts": SCALED | NONE, "alternatives": RENAMED | NONE},
    "group.copeland": {"rankings": BATCH, "counts": SCALED | NONE, "alternatives": RENAMED | NONE},
    "group.kemeny": {
        "rankings": {"as a data frame"},
        "counts": SCALED | NONE,
        "alternatives": RENAMED | NONE,
    },
    "group.plurality": {"rankings": BATCH, "counts": SCALED | NONE, "alternatives": RENAMED | NONE},
    "group.condorcet_winner": {
        "rankings": {"as a data frame"},
        "counts": SCALED | NONE,
        "alternatives": RENAMED | NONE,
    },
    "group.kemeny, a limit": {
        "rankings": {"as a data frame"},
        "counts": SCALED | NONE,
        "alternatives": RENAMED | NONE,
        "time_limit": NONE | POSITIVE,
    },
    "group.borda, ballots": {"counts": SCALED | NONE},
    "group.kendall_w": {
        "rankings": BATCH | {"as text", "one too few", "one too many"},
        "counts": SCALED | NONE,
    },
    "export.bibtex": {
        "source": TEXT
        | EMPTY - {"an empty mapping"}
        | {"a list of text", "an array of text", "in a list"},
    },
    "export.dot": {"result": NONE},
    "export.dot, a diagram": {"result": NONE},
    "export.latex": {
        "steps": TRUTH | {"one name too few"},
        "caption": TEXT,
        "label": TEXT | {"empty text"},
        "digits": NONE | ZERO | {"a count"},
        "top": NONE | {"a count"},
        "booktabs": TRUTH,
    },
    "export.mermaid": {"result": NONE},
    "export.mermaid, a diagram": {"result": NONE},
    "export.networkx": {"result": NONE},
    "export.networkx, a diagram": {"result": NONE},
    "io.load": {
        "format": NONE,
        "root": NONE | ZERO,
        "rescale": TRUTH,
        "values": NONE | {"an empty mapping"},
    },
    "io.load, with variables": {
        "values": NONE
        | SCALED
        | {"a series of it", "an empty mapping", "a missing key", "a negative for a key", "zeros"}
    },
    "io.load, CSV": {
        "goals": NONE | {"an empty mapping", "a missing key", "a series of it"},
        "units": NONE | {"an empty mapping", "a missing key", "a series of it", "text for a key"},
        "sep": {"in capitals"},
        "decimal": {"in capitals"},
    },
    "io.load, Excel": {
        "sheet": NONE,
        "goals": NONE | {"an empty mapping"},
        "units": NONE | {"an empty mapping"},
    },
    "io.save": {"format": NONE},
    "io.save, SilverDecisions": {"format": NONE},
    "io.validate": {"document": {"a missing key"}},
    "io.Document.line": {
        "keys": NEW_NAMES
        | EMPTY - {"an empty mapping"}
        | ODD_LISTS
        | {
            "None among names",
            "a list of None",
            "a list of nan",
            "a number among names",
            "a ragged list",
            "a repeated name",
            "a series",
            "an array of complex numbers",
            "an array of dates",
            "an array of truth values",
            "an empty name",
            "one name too few",
            "one name too many",
        }
    },
    "io.Document.where": {
        "keys": NEW_NAMES
        | EMPTY - {"an empty mapping"}
        | ODD_LISTS
        | {
            "None among names",
            "a list of None",
            "a list of nan",
            "a number among names",
            "a ragged list",
            "a repeated name",
            "a series",
            "an array of complex numbers",
            "an array of dates",
            "an array of truth values",
            "an empty name",
            "one name too few",
            "one name too many",
        }
    },
    "study.from_dict": {"data": {"a missing key"}},
    "study.analyze": {"progress": NONE | {"a class", "a function that returns None"}},
    "study.write": {
        "directory": {"a number as text", "text"},
        "overwrite": TRUTH,
        "pictures": TRUTH,
    },
    "study.Study.table": {"judgements": SCALED | NONE | {"a negative for a key", "zeros"}},
    "study.Study.values": {"parameters": SCALED | NONE | {"a negative for a key", "zeros"}},
    "study.Study.tree": {"parameters": SCALED | NONE | {"zeros"}},
    "study.Study.strategies": {"parameters": SCALED | NONE | {"zeros"}},
    "study.Study.chances_above": {
        "levels": SCALED | {"a missing key", "a negative for a key", "an empty mapping", "zeros"}
    },
    "study.Study.coefficients": {"stakeholder": NONE},
    "study.Study.attribute": {"stakeholder": NONE},
    "study.Study.evaluate": {
        "entry": NOT_NEGATIVE | {"a negative", "a number as text", "with a space"},
        "values": SCALED
        | {"a negative for a key", "an empty list for a key", "one more key", "zeros"},
    },
    "study.Constraint": {"criterion": TEXT, "limit": REAL},
    "study.Stakeholder": {
        "name": TEXT,
        "description": TEXT | {"empty text"},
        "criteria": {"names as an array"},
        "orders": EMPTY - {"an empty mapping"}
        | {"a repeated name", "names as an array", "one name too few"},
        "points": SCALED | NONE,
        "bounds": {"a missing key", "an empty mapping"},
        "constraints": EMPTY - {"an empty mapping"},
    },
    "plot.scores": PICTURE | UNIT,
    "plot.smaa": PICTURE,
    "plot.two_way": PICTURE,
    "plot.stability": PICTURE | UNIT,
    "plot.tornado": {"of": NONE | {"one name as text", "one name too few"}} | PICTURE | UNIT,
    "plot.tree": {
        "result": NONE,
        "collapse": EMPTY - {"an empty mapping"},
        "depth": NONE | {"a count"},
        "max_leaves": {"a count"},
        "title": PICTURE["title"],
        "ax": NONE,
    }
    | UNIT,
    "plot.diagram": {"marginals": TRUTH, "title": PICTURE["title"], "ax": NONE} | UNIT,
    "plot.risk_profile": {
        "labels": NEW_NAMES | NONE,
        "mean": TRUTH,
        "certainty_equivalents": SCALED | ANY_SIGN | NONE,
    }
    | PICTURE
    | UNIT,
    "testing.check_analysis": {
        "options": NONE,
        "exceptions": EMPTY - {"an empty mapping"}
        | {"a repeated name", "names as an array", "one name too few"},
    },
    "testing.check_method": {
        "options": NONE,
        "exceptions": EMPTY - {"an empty mapping"}
        | {"a repeated name", "names as an array", "one name too few"},
        "examples": {"a count"},
    },
}
