"""What tables and results of any size show of themselves fits on a screen; messages call them by
name."""

import numpy as np
import pytest

import decision_analysis as da
from decision_analysis import diagrams, mcda, trees, uncertainty
from decision_analysis._shown import shown
from decision_analysis.core import Result, Scores
from decision_analysis.errors import InvalidInputError
from decision_analysis.study import Block, Section

SCREEN = 6_000


def labels(size):
    return tuple(f"alternative {i}" for i in range(size))


def scores(size):
    return Scores(method="M", alternatives=labels(size), scores=np.linspace(1, 0, size))


def wide(size, criteria):
    rng = np.random.default_rng(1)
    return da.DecisionTable(
        rng.random((size, criteria)), [f"c{i}" for i in range(criteria)], labels(size)
    )


def relation(size, graded=False):
    rng = np.random.default_rng(2)
    matrix = rng.random((size, size)) * (1 - np.eye(size))
    return da.Relation(
        method="R", alternatives=labels(size), matrix=matrix if graded else matrix > 0.7
    )


def many_decisions(size):
    outcomes = {f"o{i}": (1 / size, trees.Decision(f"d{i}", {"a": i, "b": 2})) for i in range(size)}
    return trees.Chance("c", outcomes) if size > 1 else outcomes["o0"][1]


GIANTS = {
    "scores": lambda: scores(500),
    "many scores": lambda: scores(100_000),
    "table": lambda: wide(500, 3),
    "wide table": lambda: wide(500, 60),
    "relation": lambda: relation(500),
    "graded relation": lambda: relation(500, graded=True),
    "distillation": lambda: mcda.distill(relation(40, graded=True).matrix, labels(40)),
    "smaa": lambda: uncertainty.smaa(wide(200, 3), mcda.weighted_sum, n_samples=50, rng=0),
    "rollback": lambda: trees.rollback(many_decisions(2_000)),
    "risk profile": lambda: trees.risk_profile(
        trees.Chance("c", {f"o{i}": (1 / 5_000, i) for i in range(5_000)})
    ),
    "strategies": lambda: trees.strategies(many_decisions(30)),
    "parameters": lambda: da.Parameters(
        [da.Parameter(f"p{i}", i, low=0, high=i) for i in range(1, 500)]
    ),
    "dirichlet": lambda: da.beliefs.DirichletBelief({f"s{i}": 1 for i in range(500)}),
    "weight space": lambda: uncertainty.WeightSpace([f"c{i}" for i in range(300)]).order(
        " > ".join(f"c{i}" for i in range(300))
    ),
    "diagram": lambda: diagrams.InfluenceDiagram(
        [diagrams.Value(f"v{i}", [1.0, 2.0][i % 2]) for i in range(500)]
    ),
    "block": lambda: Block("caption", ["n"], [[i] for i in range(500)]),
    "section": lambda: Section(
        "name", "title", ("text",), (Block("caption", ["n"], [[i] for i in range(500)]),), {}
    ),
}


@pytest.mark.parametrize("name", GIANTS)
def test_what_is_shown_fits_on_a_screen(name):
    giant = GIANTS[name]()
    for text in (repr(giant), giant._repr_html_() if hasattr(giant, "_repr_html_") else ""):
        assert len(text) < SCREEN
        assert len(text.splitlines()) <= 25
    assert "\n" not in shown(giant)
    assert len(shown([giant, {"a": giant}])) < 1_100
    assert "\n" not in shown([giant, {"a": giant}])


def test_the_first_twenty_rows_are_shown_and_how_many_more_there_are():
    assert len(repr(scores(20)).splitlines()) == 22
    assert "more" not in repr(scores(20))
    lines = repr(scores(500)).splitlines()
    assert len(lines) == 23
    assert lines[-1] == "   ... 480 more"
    assert lines[-2].split()[:2] == ["alternative", "19"]
    assert scores(500)._repr_html_().count("<tr>") == 22
    assert scores(500)._repr_html_().count("... 480 more") == 1
    assert len(scores(500).to_frame()) == 500


def test_the_first_columns_are_shown_and_how_many_more_there_are():
    assert "more" not in repr(wide(3, 12))  # one hidden column would save nothing
    lines = repr(wide(3, 40)).splitlines()
    assert lines[-1] == "   ... 29 more columns"
    assert len(lines[1].split("  ")) >= 11
    assert "c10 " in lines[1]
    assert "c11" not in lines[1]
    assert repr(wide(30, 40)).splitlines()[-1] == "   ... 10 more rows, 29 more columns"
    assert "c39" in wide(30, 40).to_markdown()


def test_markdown_has_all_rows_or_the_first():
    assert len(scores(500).to_markdown().splitlines()) == 504
    lines = scores(500).to_markdown(top=2).splitlines()
    assert lines[-2:] == ["| alternative 1 | 2 | 0.9980 |", "| ... 498 more |  |  |"]
    assert scores(3).to_markdown(top=3) == scores(3).to_markdown()
    assert (
        da.Parameters([da.Parameter("p", 1), da.Parameter("q", 2)])
        .to_markdown(top=1)
        .endswith("| ... 1 more |  |  |  |  |  |  |\n")
    )
    batch = Scores(method="M", alternatives=("a",), scores=np.ones((5, 1)))
    assert batch.to_markdown(top=1) == "**M: 1 alternatives, samples (5,)**\n"


@pytest.mark.parametrize("top", [0, -1, 1.5, "2", True])
def test_how_many_rows_must_be_an_integer_above_zero(top):
    with pytest.raises(InvalidInputError, match=r"Scores.to_markdown\(\): top must be"):
        scores(3).to_markdown(top=top)
    with pytest.raises(InvalidInputError, match=r"Parameters.to_markdown\(\): top must be"):
        da.Parameters([da.Parameter("p", 1)]).to_markdown(top=top)


def test_a_large_relation_is_shown_by_its_size_and_its_first_rows():
    assert repr(relation(20)).count("alternative 19") == 2
    matrix = np.zeros((30, 30), dtype=bool)
    matrix[0, 1:6] = matrix[1, 2] = True
    lines = repr(da.Relation(method="R", alternatives=labels(30), matrix=matrix)).splitlines()
    assert lines[0] == "R: 30 alternatives, 6 arcs, 0.7% of the ordered pairs"
    assert lines[1].split() == ["above", "below", "stands", "above"]
    assert (
        lines[2]
        == "   alternative 0       5      0  alternative 1, alternative 2, alternative 3, ..."
    )
    assert lines[3] == "   alternative 1       1      1  alternative 2"
    assert lines[-1] == "   ... 10 more"
    matrix = np.zeros((30, 30))
    matrix[0, [3, 5, 7, 9]] = 0.2, 0.9, 0.4, 0.9
    graded = da.Relation(method="R", alternatives=labels(30), matrix=matrix)
    assert repr(graded).splitlines()[2].endswith("alternative 5, alternative 9, alternative 7, ...")
    assert graded.to_frame().shape == (30, 30)


def test_a_large_distillation_is_shown_by_its_ranks():
    lines = repr(GIANTS["distillation"]()).splitlines()
    assert lines[1].split() == ["alternative", "rank", "descending", "ascending"]
    assert lines[2].split()[2] == "1"
    assert lines[-1] == "   ... 20 more"


def test_the_values_shown_of_a_large_profile_run_from_the_lowest_to_the_highest():
    profile = trees.risk_profile(trees.Chance("c", {f"o{i}": (1 / 1_000, i) for i in range(1_000)}))
    lines = repr(profile).splitlines()
    assert [lines[2].split()[0], lines[-2].split()[0]] == ["0", "999"]
    assert lines[-1] == "   ... 980 more between these"
    assert len(profile.to_frame()) == 1_000


def test_a_policy_of_many_states_says_how_many_more_there_are():
    states = [f"s{i}" for i in range(40)]
    diagram = diagrams.InfluenceDiagram(
        [
            diagrams.Uncertain("x", states, [1 / 40] * 40),
            diagrams.Choice("d", ["a", "b"], knows=["x"]),
            diagrams.Value("v", np.arange(80.0).reshape(40, 2), of=["x", "d"]),
        ]
    )
    solution = diagrams.solve(diagram)
    assert repr(solution).splitlines()[-1] == "   ... 20 more"
    assert len(solution.to_frame()) == 40


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (wide(4, 3), "a DecisionTable of 4 alternatives and 3 criteria"),
        (scores(4), "a Scores of 4 alternatives"),
        (Result(method="M"), "a Result"),
        (trees.Decision("drill?", {"yes": 1, "no": 0}), "a decision tree 'drill?'"),
        (trees.Terminal(3), "Terminal  payoff 3"),
        (trees.strategies(trees.Decision("d", {"a": 1, "b": 2})), "2 strategies"),
        (da.Parameters([da.Parameter("p", 1)]), "a Parameters of 1"),
        ([wide(4, 3)], "[a DecisionTable of 4 alternatives and 3 criteria]"),
        ({"t": wide(4, 3)}, "{'t': a DecisionTable of 4 alternatives and 3 criteria}"),
        (np.zeros((5, 3)), "an array of 5 x 3"),
        ([np.zeros((5, 3))], "[an array of 5 x 3]"),
        (da.DecisionTable, "<class 'decision_analysis.core._table.DecisionTable'>"),
    ],
)
def test_messages_call_a_thing_by_its_type_and_size(value, text):
    assert shown(value) == text


def test_messages_call_frames_by_their_type_and_size():
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame(np.zeros((500, 3)), columns=list("abc"))
    assert shown(frame) == "a DataFrame of 500 x 3"
    assert shown(frame.head(1)) == "a DataFrame of 1 x 3"
    assert shown(frame["a"]) == "a Series of 500"
    assert shown([frame, frame["a"]]) == "[a DataFrame of 500 x 3, a Series of 500]"
    assert "\n" not in shown(frame.index)
    with pytest.raises(InvalidInputError) as caught:
        da.Parameters([frame])
    assert str(caught.value).endswith("got a DataFrame of 500 x 3")
