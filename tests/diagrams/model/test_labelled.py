"""Tables by label: mappings down to any depth, lists within them, Series and data frames, never by
position."""

import itertools

import numpy as np
import pandas as pd
import pytest

from decision_analysis.diagrams import Choice, InfluenceDiagram, Uncertain, Value, solve
from decision_analysis.errors import InvalidModelError

ILL = Uncertain("ill", ["yes", "no"], [0.1, 0.9])
AGE = Uncertain("age", ["young", "old", "very old"], [0.5, 0.3, 0.2])
STATES = ["plus", "minus"]
TABLE = np.array([[[0.8, 0.2], [0.7, 0.3], [0.6, 0.4]], [[0.1, 0.9], [0.2, 0.8], [0.3, 0.7]]])


def read(table, given=("ill", "age")):
    nodes = [ILL, AGE, Uncertain("test", STATES, table, given), Value("v", [1, 2], of=["test"])]
    return InfluenceDiagram(nodes).nodes["test"].probabilities


def written(table, labels):
    """Return nested mappings by label, each in another order."""
    if not labels:
        return float(table)
    return {
        label: written(part, labels[1:])
        for label, part in [*zip(labels[0], table, strict=True)][::-1]
    }


LABELS = [ILL.states, AGE.states, STATES]


@pytest.mark.parametrize("depth", [1, 2, 3])
@pytest.mark.parametrize("leaf", [np.asarray, np.ndarray.tolist, lambda part: tuple(part.tolist())])
def test_mappings_down_to_any_depth_then_lists(depth, leaf):
    def down(part, k):
        if k == depth:
            return leaf(part) if k < 3 else float(part)
        return {label: down(p, k + 1) for label, p in [*zip(LABELS[k], part, strict=True)][::-1]}

    np.testing.assert_array_equal(read(down(TABLE, 0)), TABLE)


def test_lists_of_mappings_and_mixed_depths():
    by_state = [[dict(zip(STATES, row, strict=True)) for row in part] for part in TABLE.tolist()]
    np.testing.assert_array_equal(read(by_state), TABLE)
    mixed = {"no": TABLE[1].tolist(), "yes": dict(zip(AGE.states, TABLE[0], strict=True))}
    mixed["yes"]["old"] = {"minus": 0.3, "plus": 0.7}
    np.testing.assert_array_equal(read(mixed), TABLE)


def test_the_case_of_one_parent():
    table = {"no": [0.1, 0.9], "yes": [0.3, 0.7]}
    np.testing.assert_array_equal(read(table, ["ill"]), [[0.3, 0.7], [0.1, 0.9]])
    value = Value(
        "v", {"no": [1, 2, 3], "yes": {"old": 5, "young": 4, "very old": 6}}, ["ill", "age"]
    )
    diagram = InfluenceDiagram([ILL, AGE, value])
    np.testing.assert_array_equal(diagram.nodes["v"].payoffs, [[4, 5, 6], [1, 2, 3]])


def test_samples_within_mappings():
    rng = np.random.default_rng(1)
    p = rng.dirichlet([1, 1], (4, 2, 3))
    table = {"yes": p[:, 0], "no": {age: p[:, 1, k] for k, age in enumerate(AGE.states)}}
    np.testing.assert_array_equal(read(table), p)
    table = {"yes": p[:, 0], "no": TABLE[1]}
    np.testing.assert_array_equal(read(table)[3], np.stack([p[3, 0], TABLE[1]]))


def frame(rng=None):
    """Return the table as a data frame, rows and columns in any order."""
    index = pd.MultiIndex.from_product(LABELS[:2])
    found = pd.DataFrame(TABLE.reshape(6, 2), index=index, columns=STATES)
    if rng is not None:
        found = found.iloc[rng.permutation(6), rng.permutation(2)]
    return found


def test_frames_and_series_are_read_by_label():
    rng = np.random.default_rng(2)
    for _ in range(10):
        np.testing.assert_array_equal(read(frame(rng)), TABLE)
        np.testing.assert_array_equal(read(frame(rng).stack()), TABLE)
    one = pd.DataFrame({"minus": [0.9, 0.2], "plus": [0.1, 0.8]}, index=["no", "yes"])
    np.testing.assert_array_equal(read(one, ["ill"]), [[0.8, 0.2], [0.1, 0.9]])
    np.testing.assert_array_equal(read(pd.Series({"minus": 0.25, "plus": 0.75}), []), [0.75, 0.25])
    within = {"no": frame().loc["no"].iloc[::-1], "yes": frame().loc["yes"].stack()}
    np.testing.assert_array_equal(read(within), TABLE)


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_levels_that_bear_names_of_nodes_may_stand_in_any_order(order):
    names = ["ill", "age", "test"]
    series = frame().stack()
    series.index.names = names
    turned = series.reorder_levels([names[i] for i in order])
    np.testing.assert_array_equal(read(turned), TABLE)
    for level in names:
        np.testing.assert_array_equal(read(turned.unstack(level)), TABLE)


def test_a_level_without_a_name_of_a_node_is_what_is_left():
    series = frame().stack()
    series.index.names = ["age group", "test", "ill"]
    with pytest.raises(
        InvalidModelError, match=r"name each label of 'ill' once; missing \['yes', 'no'\]"
    ):
        read(series)
    series.index.names = ["illness", None, "test"]
    np.testing.assert_array_equal(read(series), TABLE)


def test_payoffs_of_two_nodes_as_a_frame():
    payoffs = pd.DataFrame({"pass": [1000, 300], "treat": [900, 500]}, index=["no", "yes"])
    value = Value("worth", payoffs, of=["ill", "treat"])
    diagram = InfluenceDiagram([ILL, Choice("treat", ["treat", "pass"], knows=["ill"]), value])
    assert solve(diagram).value == 950


RENAMED = frame().rename(index={"old": "elderly"}, level=1)
FAULTS = [
    (
        frame().iloc[:5],
        r"where 'ill' is 'no': mappings must name each label of 'age' once; missing \['very old'\]",
    ),
    (RENAMED, r"where 'ill' is 'yes': .* missing \['old'\], unknown \['elderly'\]"),
    (frame().rename(columns={"plus": "+"}), r"missing \['plus'\], unknown \['\+'\]"),
    (
        frame().iloc[[0, 0, 1, 2, 3, 4, 5]],
        r"labels must not repeat; got \['yes', 'young', 'plus'\] twice",
    ),
    (
        frame().loc["yes"],
        r"one level of labels for each of \['ill', 'age', 'test'\], .*; got a DataFrame with 2",
    ),
    (frame().index, r"must be an array, a mapping, a Series or a DataFrame; got MultiIndex"),
    (frame().replace(0.8, np.nan), r"must be finite; got nan"),
    (
        frame().astype(object).replace(0.8, "much"),
        r"\('yes', 'young', 'plus'\) must be numbers; got strings",
    ),
    (frame().rename_axis(["ill", "ill"]), r"as one level of labels; got \['ill', 'ill', None\]"),
    (
        {"yes": TABLE[0], "no": TABLE[1, :2]},
        r"'no' must have the axes \(\.\.\., 'age' 3, .*; got shape \(2, 2\)",
    ),
    ({"yes": TABLE[0], "no": 3}, "must be mappings down to 'test'; got 3"),
    ({"yes": TABLE[0], "no": np.array(3)}, "must be mappings down to 'test'; got"),
    ({"yes": TABLE[0], "no": "abc"}, "must be mappings down to 'test'; got 'abc'"),
    ({"yes": TABLE[0], "no": None}, "must be mappings down to 'test'; got None"),
    ({"yes": TABLE[0], "no": {1, 2}}, "must be numbers; got {1, 2}"),
    ([{}, {}, {}], "must have an entry for each of the 2 labels of 'ill'; got 3"),
    ({"yes": TABLE[0], "no": np.ma.masked_equal(TABLE[1], 0.1)}, "got a masked entry"),
    (
        {"yes": np.ones((70_000, 1, 3, 2)), "no": np.ones((70_000, 3, 2))},
        r"at most 1,073,741,824 numbers, samples included; got 5\.88e\+10 \(470 GB\)",
    ),
]


@pytest.mark.parametrize(("table", "message"), FAULTS)
def test_faults_are_named(table, message):
    with pytest.raises(InvalidModelError, match=rf"uncertain 'test': probabilities.*{message}"):
        read(table)


def test_a_list_that_holds_itself_is_refused():
    endless = [0.5]
    endless.append(endless)
    with pytest.raises(InvalidModelError, match="rectangular array of numbers"):
        read(endless)
