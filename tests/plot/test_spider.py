"""`plot.spider`: a line for each parameter through the base, dots where another is the best."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from decision_analysis import DecisionTable, Parameter, Parameters, plot
from decision_analysis.errors import InvalidInputError
from decision_analysis.sensitivity import spider

PARAMETERS = Parameters(
    [
        Parameter("p", 0.5, low=0.25, high=1),
        Parameter("prize", 100, low=80, high=110),
        Parameter("fee", 2, low=1, high=3),
    ]
)


def model(x):
    rows = {"safe": [35.0], "risky": [x["p"] * x["prize"] - x["fee"]]}
    return DecisionTable.from_rows(rows, ["payoff"])


RESULT = spider(model, PARAMETERS, quantiles=None, n_points=4)


def test_lines_go_through_the_base():
    ax = plot.spider(RESULT, unit="EUR", ax=Figure().subplots())
    lines = [line for line in ax.lines if not line.get_label().startswith("_")]
    assert [line.get_label() for line in lines] == ["p", "prize", "fee"]
    for line in lines:
        assert [0, 48] in line.get_xydata().tolist()
    np.testing.assert_allclose(lines[0].get_xdata()[[0, -1]], [-0.5, 1])
    diamond = next(line for line in ax.lines if line.get_marker() == "D")
    assert diamond.get_xydata().tolist() == [[0, 48]]
    assert ax.get_ylabel() == "score (EUR)"
    assert "+100%" in [ax.xaxis.get_major_formatter()(tick) for tick in (1.0,)]


def test_dots_where_another_is_the_best():
    ax = plot.spider(RESULT, ax=Figure().subplots())
    dots = [line for line in ax.lines if line.get_marker() == "o" and len(line.get_xdata())]
    (only,) = dots
    np.testing.assert_allclose(only.get_xydata(), [[-0.5, 23]])
    assert ax.get_legend().get_texts()[-1].get_text() == "another alternative\nis best"
    calm = spider(model, PARAMETERS, names=["fee"])
    texts = plot.spider(calm, ax=Figure().subplots()).get_legend().get_texts()
    assert [text.get_text() for text in texts] == ["fee"]


def test_of_and_top():
    ax = plot.spider(RESULT, of=("risky", "safe"), top=2, ax=Figure().subplots())
    lines = [line for line in ax.lines if not line.get_label().startswith("_")]
    assert [line.get_label() for line in lines] == ["p", "prize"]
    assert [0, 13] in lines[0].get_xydata().tolist()
    assert ax.get_title(loc="left") == "Spider: risky less safe\ntop 2 of 3 parameters"
    assert ax.get_ylabel() == "difference of scores"


def test_what_it_refuses():
    with pytest.raises(InvalidInputError, match=r"spider\(\): result must be a SpiderResult"):
        plot.spider(3)
    with pytest.raises(InvalidInputError, match="unknown alternative in of"):
        plot.spider(RESULT, of="bold", ax=Figure().subplots())
