"""What the page is made of: pictures, tables, anchors, the numbers of the panel."""

import dataclasses
import re
from xml.etree import ElementTree

import numpy as np
import pytest

import decision_analysis as da
import made_analyses as made
from decision_analysis.study.page import page


def text_of(study, *blocks, figures=()):
    section = made.Section("one", "One", blocks=blocks, figures=figures)
    return page(made.analysis(study, sections=(section,))).decode("utf-8")


def figure(draw, name="picture", caption="What it shows"):
    return made.types.SimpleNamespace(name=name, caption=caption, draw=draw)


def bars(count):
    scores = da.Scores(
        method="m", alternatives=[f"a {i}" for i in range(count)], scores=np.arange(count) + 1.0
    )
    return made.Drawn(scores, "Bars")


def pictures(text):
    return [ElementTree.fromstring(one) for one in re.findall(r"<svg.*?</svg>", text, re.DOTALL)]


def test_pictures_of_one_name_do_not_share_ids(car_study):
    text = text_of(car_study, figures=(figure(bars(3)), figure(bars(3), "picture!")))
    first, second = pictures(text)
    ids = [{e.get("id") for e in svg.iter() if e.get("id")} for svg in (first, second)]
    assert all(ids)
    assert not ids[0] & ids[1]
    for svg, own in zip((first, second), ids, strict=True):
        targets = {e.get("href")[1:] for e in svg.iter() if e.get("href")}
        assert targets
        assert targets <= own


def test_a_picture_scales_and_is_told_in_words(car_study):
    (svg,) = pictures(text_of(car_study, figures=(figure(bars(3), caption='A < B & "C"'),)))
    assert svg.get("role") == "img"
    assert svg.get("aria-label") == 'A < B & "C"'
    assert svg.find("title").text == 'A < B & "C"'
    *_, width, height = map(float, svg.get("viewBox").split())
    assert svg.get("style") == f"width:{width * 96 / 72:.0f}px;min-width:300px"
    assert svg.get("height") is None
    assert height > 0
    # no date, no program, no letters that a reader's fonts would set in another width
    assert not list(svg.iter("metadata"))
    assert not list(svg.iter("text"))


def test_a_wide_picture_keeps_its_letters_readable(car_study):
    import matplotlib.figure

    def wide():
        return matplotlib.figure.Figure(figsize=(14, 2)).subplots()

    (svg,) = pictures(text_of(car_study, figures=(figure(wide),)))
    assert svg.get("style") == "width:1344px;min-width:700px"


def test_only_what_draws_is_part_of_a_picture(car_study):
    import matplotlib.figure

    def linked():
        ax = matplotlib.figure.Figure(figsize=(3, 2)).subplots()
        ax.plot([0, 1], [0, 1], url="javascript:alert(1)", gid='x" onload="alert(1)')
        return ax

    text = text_of(car_study, figures=(figure(linked),))
    assert "javascript" not in text.partition("<svg")[2].partition("</svg>")[0]
    (svg,) = pictures(text)
    assert not [e for e in svg.iter() if any(name.startswith("on") for name in e.attrib)]


def test_very_many_marks_are_embedded_as_pixels(car_study):
    import matplotlib.figure

    def cloud():
        ax = matplotlib.figure.Figure(figsize=(3, 2)).subplots()
        x = np.linspace(0, 1, 20_000)
        ax.scatter(x, np.sin(99 * x))
        return ax

    text = text_of(car_study, figures=(figure(cloud, caption='"Cloud"'),))
    assert "<svg" not in text
    assert re.search(r'<img src="data:image/png;base64,[A-Za-z0-9+/=]+" alt="&quot;Cloud', text)
    assert len(text) < 500_000


def test_a_page_without_pictures(car_study):
    section = made.Section("one", "One", figures=(figure(None),))
    assert b"<svg" not in page(made.analysis(car_study, sections=(section,)), pictures=False)


def test_long_tables_are_folded_and_very_long_ones_end(car_study):
    def block(rows):
        return da.study.Block(
            f"{rows} rows", ["row", "number"], [[f"r{i}", i] for i in range(rows)]
        )

    text = text_of(car_study, block(14))
    assert "<summary>14 rows" not in text
    text = text_of(car_study, block(15))
    assert "<summary>15 rows" in text
    text = text_of(car_study, block(600))
    assert ">r499<" in text
    assert ">r500<" not in text
    assert "… 100 more rows in the files beside this page" in text


def test_a_table_with_more_columns_than_paper_has_room_for_is_turned(car_study):
    heads = ["party", *(f"a{i}" for i in range(30))]
    rows = [[p, *(float(i) + 0.5 for i in range(30))] for p in ("left", "right")]
    text = text_of(car_study, da.study.Block("Turned", heads, rows))
    table = text.partition("<caption><span>Turned</span></caption>")[2].partition("</table>")[0]
    assert re.findall(r'<th scope="col"[^>]*>(\w+)</th>', table) == ["party", "left", "right"]
    names = re.findall(r'<th scope="row">(\w+)</th>', table)
    assert names == [f"a{i}" for i in range(30)]
    assert re.findall(r'<td class="n">([\d.]+)</td>', table)[:4] == ["0.5", "0.5", "1.5", "1.5"]


def panel_of(study):
    from json import loads

    text = page(made.analysis(study, sections=()), pictures=False).decode("utf-8")
    found = re.search(r'id="panel-data">(.*?)</script>', text)
    return loads(found[1]) if found else None


def test_the_panel_moves_each_judgement_between_its_ends(car_study):
    data = panel_of(car_study)
    assert [c["name"] for c in data["criteria"]][:2] == ["price", "economy"]
    assert (data["criteria"][0]["max"], data["criteria"][0]["unit"]) == (False, "EUR")
    assert data["base"][:4] == [5490, 18.1, 0.55, 66]
    assert (data["low"][0], data["high"][0]) == (4000, 7000)
    assert data["low"][8] == data["high"][8] == 6489
    people = data["people"]
    assert people[1]["limits"][0] == {"criterion": 3, "least": False, "limit": 70.0}
    assert people[0]["weights"] == list(car_study.stakeholders["driver"].weights().values())
    assert data["decides"] == 0


def test_a_range_that_leaves_the_scale_ends_where_the_scale_does(car_study):
    ranges = car_study.ranges | {"price": (4200, 6900)}
    data = panel_of(dataclasses.replace(car_study, ranges=ranges))
    assert (data["low"][0], data["high"][0]) == (4200, 6900)


def test_a_distribution_without_ends_moves_between_its_quantiles(car_study):
    from scipy import stats

    name = "Corsa: price"
    judgements = da.Parameters(
        da.Parameter(p.name, p.base, stats.norm(5500, 100)) if p.name == name else p
        for p in car_study.judgements.values()
    )
    data = panel_of(dataclasses.replace(car_study, judgements=judgements))
    assert data["low"][0] == pytest.approx(5500 - 232.635, abs=1e-3)
    assert data["high"][0] == pytest.approx(5500 + 232.635, abs=1e-3)


def test_there_is_no_panel_where_there_is_no_table_to_weigh(car_study):
    replaced = dataclasses.replace
    assert panel_of(car_study) is not None
    assert panel_of(replaced(car_study, stakeholders={})) is None
    assert panel_of(replaced(car_study, alternatives={})) is None
    assert panel_of(replaced(car_study, criteria=())) is None
    # nor where a performance is beyond the scale, which the additive model refuses
    beyond = car_study.ranges | {"price": (6000, 7000)}
    assert panel_of(replaced(car_study, ranges=beyond)) is None


def test_another_table_has_another_mark(car_study):
    ranges = car_study.ranges | {"price": (4000, 12001)}
    other = panel_of(dataclasses.replace(car_study, ranges=ranges))["mark"]
    assert re.fullmatch("[0-9a-f]{8}", other)
    assert other != panel_of(car_study)["mark"]
    assert panel_of(car_study)["mark"] == panel_of(made.cars())["mark"]


def test_a_word_among_numbers_stands_with_them(car_study):
    rows = [["a", 0.5, "x"], ["b", "never", "y"], ["c", 1.5, 2.0], ["d", None, ""]]
    block = da.study.Block("Mixed", ["who", "move", "word"], rows)
    text = text_of(car_study, block)
    assert '<td class="n">never</td>' in text
    assert '<th scope="col" class="n">move</th>' in text
    assert "<td>x</td>" in text
