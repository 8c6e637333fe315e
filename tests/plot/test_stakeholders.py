"""Picture of several people's acceptabilities."""

import dataclasses

import numpy as np
import pytest
from matplotlib.figure import Figure

import picture_boxes
from decision_analysis import DecisionTable, mcda, plot, uncertainty
from decision_analysis.errors import InvalidInputError

NAMES = [f"x{i}" for i in range(14)]
TABLE = DecisionTable(np.random.default_rng(5).random((14, 3)), list("pqr"), NAMES)


def _view(table, center, n_samples=400):
    weights = np.random.default_rng(2).dirichlet(20 * np.asarray(center), n_samples)
    return uncertainty.smaa(table, mcda.weighted_sum, weights=weights, n_samples=n_samples, rng=1)


CENTERS = {"Ann": [0.8, 0.1, 0.1], "Bob": [0.1, 0.8, 0.1], "Eve": [0.3, 0.3, 0.4]}
SMALL = TABLE.select(alternatives=NAMES[:4])
VIEWS = {name: _view(SMALL, center) for name, center in CENTERS.items()}
MANY = {name: _view(TABLE, center) for name, center in CENTERS.items()}


def _order(views):
    first = np.array([view.rank_acceptability[:, 0] for view in views.values()])
    return np.argsort(-first.mean(axis=0), kind="stable"), first


def _cells(ax):
    (mesh,) = [each for each in ax.collections if hasattr(each, "get_coordinates")]
    return np.asarray(mesh.get_array()).reshape(mesh.get_coordinates().shape[0] - 1, -1)


def test_a_row_for_each_stakeholder_and_a_column_for_each_alternative():
    ax = plot.stakeholders(VIEWS)
    order, first = _order(VIEWS)
    np.testing.assert_allclose(_cells(ax), first[:, order])
    assert [label.get_text() for label in ax.get_yticklabels()] == list(CENTERS)
    assert [text.get_text() for text in ax.texts[:4]] == [NAMES[i] for i in order]
    written = [text.get_text() for text in ax.texts[4:]]
    assert len(written) == 12
    for text, share in zip(written, first[:, order].ravel(), strict=True):
        assert text in {f"{share:.0%}", "<1%", ">99%"}
        assert text != "0%" or share == 0
        assert text != "100%" or share == 1
    assert ax.get_xlabel().startswith("share of 400 samples")


def test_the_most_frequent_best_of_a_row_is_framed():
    ax = plot.stakeholders(VIEWS)
    order, first = _order(VIEWS)
    framed = [(round(p.get_x() + 0.46), round(p.get_y() + 0.44)) for p in ax.patches]
    assert framed == [(int(column), row) for row, column in enumerate(first[:, order].argmax(1))]


def test_the_rest_is_one_column():
    ax = plot.stakeholders(MANY, top=3)
    order, first = _order(MANY)
    cells = _cells(ax)
    assert cells.shape == (3, 4)
    np.testing.assert_allclose(cells[:, 3], first[:, order[3:]].sum(axis=1))
    np.testing.assert_allclose(cells.sum(axis=1), 1)
    assert ax.texts[3].get_text() == "11 others"
    assert ax.get_title(loc="left").endswith("top 3 of 14 alternatives by their mean")
    assert plot.stakeholders(MANY, top=13).texts[13].get_text() == "1 other"


def test_views_are_aligned_by_their_alternatives():
    turned = _view(SMALL.select(alternatives=NAMES[:4][::-1]), CENTERS["Bob"])
    ax = plot.stakeholders({**VIEWS, "Bob": turned})
    np.testing.assert_allclose(_cells(ax), _cells(plot.stakeholders(VIEWS)))


def test_all_ranks_in_a_panel_for_each():
    ax = plot.stakeholders(VIEWS, ranks=True)
    order, _ = _order(VIEWS)
    # by person, then by rank, then by alternative
    widths = np.array([bar.get_width() for bar in ax.patches]).reshape(3, 4, 4)
    for got, view in zip(widths, VIEWS.values(), strict=True):
        np.testing.assert_allclose(got, view.rank_acceptability[order].T)
    lefts = np.array([bar.get_x() for bar in ax.patches]).reshape(3, 4, 4)[:, 0, 0]
    assert (np.diff(lefts) > 1).all()
    assert [text.get_text() for text in ax.get_legend().get_texts()] == list("1234")
    names = [label.get_text() for label in ax.get_yticklabels()]
    assert names == ["", *(NAMES[i] for i in order), ""]
    written = [text.get_text() for text in ax.texts]
    assert set(CENTERS) < set(written)
    assert written.count("0%") == 3


def test_panels_stand_in_bands():
    five = {f"person {i}": VIEWS["Ann"] for i in range(5)}
    ax = plot.stakeholders(five, ranks=True, top=2)
    names = [label.get_text() for label in ax.get_yticklabels()]
    assert [bool(name) for name in names] == [False, True, True, False, True, True, False]
    heads = [text for text in ax.texts if text.get_text().startswith("person")]
    assert [text.get_position()[1] for text in heads] == [0, 0, 0, 3, 3]
    assert ax.get_title(loc="left") == "Rank acceptability\ntop 2 of 4 alternatives"


def test_of_possible_weights():
    exact = {"both": uncertainty.exact_acceptability(SMALL, mcda.weighted_sum)}
    assert plot.stakeholders(exact).get_xlabel().startswith("share of possible weights")
    mixed = plot.stakeholders({**VIEWS, **exact}).get_xlabel()
    assert mixed.startswith("share of samples or possible weights")


def test_readable_on_a_small_page():
    long = {f"those who decide on costs and more of it, number {k}": v for k, v in MANY.items()}
    for ranks in (False, True):
        figure = Figure(figsize=(6, 4), layout="constrained")
        ax = plot.stakeholders(long, ranks=ranks, ax=figure.subplots())
        texts = picture_boxes.all_texts(figure)
        assert picture_boxes.outside(ax, texts) == []
        assert picture_boxes.meeting(texts) == []


@pytest.mark.parametrize(
    ("views", "options", "message"),
    [
        (3, {}, "views must be a mapping; got int"),
        ({}, {}, "views must not be empty"),
        ({"Ann": 3}, {}, "view of 'Ann' must be SmaaResult or ExactAcceptabilityResult; got 3"),
        (VIEWS, {"ranks": 2}, "ranks must be a bool; got int"),
        (VIEWS, {"top": 0}, "top must be at least 1"),
        (
            {
                "Ann": VIEWS["Ann"],
                "Bob": dataclasses.replace(VIEWS["Bob"], alternatives=tuple("abcd")),
            },
            {},
            "view of 'Bob' must have the alternatives of the first one once; missing",
        ),
    ],
)
def test_refusals(views, options, message):
    with pytest.raises(InvalidInputError, match=message):
        plot.stakeholders(views, **options)
