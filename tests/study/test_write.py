"""Pictures of a run: the notice stands whole below all that is drawn, and over nothing."""

import dataclasses

from matplotlib.figure import Figure

from decision_analysis import study

NOTICE = (
    "Every number here is an illustrative judgement, made up to show how such a decision may be"
    " structured. " * 3
)


def test_the_notice_covers_nothing(document, tmp_path, monkeypatch):
    drawn = []
    save = Figure.savefig
    monkeypatch.setattr(
        Figure, "savefig", lambda figure, *a, **k: (drawn.append(figure), save(figure, *a, **k))
    )
    case = dataclasses.replace(study.from_dict(document), notice=NOTICE, n_samples=64)
    analysis = study.analyze(case)
    study.write(analysis, tmp_path / "out", html=False)
    # one file for each picture of each section, and no two of one name
    named = [figure.name for section in analysis.sections for figure in section.figures]
    assert len(drawn) == len(set(named)) == len(named)
    assert len(named) > 6
    for figure in drawn:
        figure.draw_without_rendering()
        (notice,) = [text for text in figure.texts if "illustrative" in text.get_text()]
        assert " ".join(notice.get_text().split()) == NOTICE.strip()
        box, (axes,) = notice.get_window_extent(), figure.axes
        assert box.x0 >= 0
        assert box.y0 >= 0
        assert box.y1 <= axes.get_tightbbox().y0
