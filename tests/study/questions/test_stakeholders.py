"""Who would choose what, and who must move, against figures found by hand or by other ways."""

import dataclasses

import numpy as np
import pytest

from decision_analysis import study, uncertainty
from decision_analysis.plot import smaa as smaa_picture


def cells(block):
    return {row[0]: row[1:] for row in block.rows}


@pytest.fixture
def without_ranges(friends):
    """Return the friends' study with base values only."""
    friends["table"] = {"home": [40, 10], "inn": [60, 45], "star": [95, 90]}
    return friends


def test_shares_of_certain_numbers_are_shares_of_the_weights(without_ranges, ask):
    """Values of food and price are home (.4, .9), inn (.6, .55), star (.95, .1). With weight w of
    food home is .9 - .5 w, star .1 + .85 w: star leads above w = .8/1.35; inn is .55 + .05 w and
    leads nowhere. Of Ann's weights w in [.5, 1] that is a share 2 (1 - .8/1.35); Cy's are w in [0,
    .5], always home."""
    section = ask(without_ranges, "stakeholders")
    view = section.results["smaa: Ann"]
    share = 2 * (1 - 0.8 / 1.35)
    # 2,000 samples: 4.5 standard errors, a false alarm below 1e-5
    assert abs(view.rank_acceptability[2, 0] - share) < 4.5 * np.sqrt(share * (1 - share) / 2000)
    assert section.results["smaa: Cy"].rank_acceptability[0, 0] == 1
    # Bea's weights are exact, and star breaks her limit: inn .59, home .45
    assert section.results["smaa: Bea"].rank_acceptability[:, 0].tolist() == [0, 1, 0]
    assert "Cy (all)" in section.text[1]


def test_who_must_move_how_far(without_ranges, ask):
    """Of order food > price Ann's centroid is (.75, .25): star leads; for home food must come down
    to .8/1.35. Bea at .9 chooses inn among those that keep her limit; home is better below .35/.55.
    """
    section = ask(without_ranges, "stakeholders")
    moves = cells(section.blocks[-1])
    assert moves["home"] == pytest.approx(
        [0.75 - 0.8 / 1.35, 0.9 - 0.35 / 0.55, 0, 0.9 - 0.35 / 0.55]
    )
    # inn is nobody's best against star and home, and star breaks Bea's limit
    assert [moves["inn"][0], moves["star"][1]] == ["never", "never"]
    assert moves["star"][3] == "never"
    said = section.summary["Who disagrees"]
    # those who differ from the one who decides come first
    assert said == (
        "Bea for inn; Cy for home; Ann for star. All agree on home if 2 move weight, Bea the most:"
        " 26.4%."
    )


def test_how_sure_is_the_share_of_the_best_at_the_base(friends, ask):
    section = ask(friends, "stakeholders")
    view = section.results["smaa: Ann"]
    share, error = view.rank_acceptability[2, 0], view.standard_error[2, 0]
    assert section.summary["How sure"].startswith(f"star is best in {share:.1%} ± {error:.1%} of")
    rival = max((0, 1), key=lambda i: view.rank_acceptability[i, 0])
    also = f", {view.alternatives[rival]} in {view.rank_acceptability[rival, 0]:.1%}"
    assert also in section.summary["How sure"]
    assert [figure.name for figure in section.figures] == ["stakeholders", "smaa", "agreement"]
    assert section.figures[1].draw.func is smaa_picture
    shown = cells(section.blocks[0])
    assert shown["star"][0] == pytest.approx(share)


def test_the_shares_are_those_of_the_view_with_its_limits(friends, ask):
    """Partial values far below for what breaks a limit rank as the stakeholder's view ranks."""
    section = ask(friends, "stakeholders")
    made = study.from_dict(friends)
    sampled = uncertainty.simulate(made.table, made.judgements, n_samples=2000, rng=3).table
    for name, stakeholder in made.stakeholders.items():
        given = stakeholder.possible_weights()
        given = [list(given.values())] if stakeholder.exact else given
        expected = uncertainty.smaa(
            sampled, made.view(name), weights=given, n_samples=2000, rng=3
        ).rank_acceptability
        found = section.results[f"smaa: {name}"].rank_acceptability
        np.testing.assert_allclose(found, expected, atol=1e-12)
    kept = cells(section.blocks[2])
    # the price of star, from 70 to 95, is at most 80 in some samples
    assert list(kept) == ["star"]
    assert kept["star"] == pytest.approx([np.mean(sampled.values[:, 2, 1] <= 80)], abs=1e-12)


def test_central_weights_favor_what_they_should(friends, ask):
    section = ask(friends, "stakeholders")
    central = cells(section.blocks[1])
    star, home = (section.blocks[1].headers.index(label) - 1 for label in ("star", "home"))
    assert central["food"][star] > central["food"][home]
    assert central["food"][star] + central["price"][star] == pytest.approx(1)


def test_nothing_is_asked_of_one_who_is_sure(exact, ask):
    assert ask(exact, "stakeholders") is None


def test_several_who_are_sure_disagree(exact, ask):
    del exact["weights"]
    exact["stakeholders"] = {
        "me": {"weights": {"x": 5, "y": 3, "z": 2}},
        "you": {"weights": {"x": 2, "y": 6, "z": 2}},
    }
    # nobody decides
    section = ask(exact, "stakeholders")
    assert "standard error at most" not in section.blocks[0].headers
    assert "samples" not in section.text[0] + section.text[1]
    assert "How sure" not in section.summary
    said = section.summary["Who disagrees"]
    assert said.startswith("me for a; you for b. All agree on b if me moves 5.0% of the")


def test_the_flagship_keeps_its_answers(flagship_path):
    """The shares are of 10,000 samples: the president's best in 56%, Kyiv's in 88%. Of 1,000 they
    are within 6%, a false alarm below 1e-3."""
    made = dataclasses.replace(study.load(flagship_path), n_samples=1000)
    section = made.analyze(questions=["stakeholders"]).sections[0]
    view = section.results["smaa: president"]
    place = view.alternatives.index("conditional")
    assert view.rank_acceptability[place, 0] == pytest.approx(0.559, abs=0.06)
    kyiv = section.results["smaa: kyiv"]
    assert kyiv.rank_acceptability[place, 0] == pytest.approx(0.884, abs=0.06)
    moves = section.results["agreement"]
    assert moves.best == "conditional"
    # withhold breaks Kyiv's limit on cohesion
    who, what = moves.people.index("kyiv"), moves.alternatives.index("withhold")
    assert np.isnan(moves.moved[who, what])
    assert moves.farthest[moves.alternatives.index("conditional")] == pytest.approx(0.076, abs=1e-3)
