"""The page in a headless Chromium: arithmetic, keyboard, links, widths, contrast, paper."""

import json
import re

import numpy as np
import pytest

import decision_analysis as da
import made_analyses as made
from decision_analysis.study.page import page

pytestmark = pytest.mark.slow

WIDTHS = (390, 1280, 1600)

# elements with text of their own that is wider than they are, or that stand beyond the screen
CUT = """(() => {
  const found = [];
  const wide = document.documentElement;
  if (wide.scrollWidth > wide.clientWidth) found.push(`page ${wide.scrollWidth}`);
  for (const one of document.body.querySelectorAll("*")) {
    if (one.closest("svg, script, style, option, .skip")) continue;
    // a choice too long for its field stands in full in the note that describes it
    if (one.tagName === "SELECT") {
      const note = document.getElementById(one.getAttribute("aria-describedby")).textContent;
      if (note.replace(/\\s+/g, " ").includes(one.selectedOptions[0].text)) continue;
    }
    const own = [...one.childNodes].some((n) => n.nodeType === 3 && n.data.trim() !== "");
    const field = one.matches("input:not([type=range]), select");
    const box = one.getBoundingClientRect();
    if ((!own && !field) || box.width === 0 || box.height === 0) continue;
    const name = `${one.tagName} ${one.id} ${one.textContent.slice(0, 30)}`;
    if (one.clientWidth > 0 && one.scrollWidth > one.clientWidth) found.push(`cut: ${name}`);
    if (one.closest(".scroll, .plate")) continue;
    if (box.left < -0.5 || box.right > wide.clientWidth + 0.5) found.push(`beyond: ${name}`);
  }
  return found;
})()"""

# texts whose contrast with what is behind them is below WCAG AA
PALE = """(() => {
  const parsed = (text) => {
    const [r, g, b, a = 1] = text.match(/[\\d.]+/g).map(Number);
    return [r, g, b, a];
  };
  const over = (top, below) =>
    [0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((c) => c / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const behind = (one) => {
    const layers = [];
    for (let at = one; at !== null; at = at.parentElement) {
      layers.push(parsed(getComputedStyle(at).backgroundColor));
    }
    return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255, 1]);
  };
  const found = [];
  let seen = 0;
  for (const one of document.body.querySelectorAll("*")) {
    if (one.closest("svg, script, option, .skip") || one.disabled) continue;
    const own = [...one.childNodes].some((n) => n.nodeType === 3 && n.data.trim() !== "");
    if (!own && !one.matches("input, select, textarea")) continue;
    if (one.getClientRects().length === 0) continue;
    const style = getComputedStyle(one);
    const ground = behind(one);
    const [a, b] = [light(over(parsed(style.color), ground)), light(ground)];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    seen += 1;
    if (ratio < (large ? 3 : 4.5)) {
      found.push(`${one.tagName}.${one.className} ${one.textContent.slice(0, 20)} ${ratio}`);
    }
  }
  return seen > 20 ? found : ["too few texts"];
})()"""

STATE = """(() => {
  const { scores, ranks, weights, best } = document.getElementById("panel").dataset;
  return JSON.stringify(Object.fromEntries(
    Object.entries({ scores, ranks, weights, best }).map(([key, text]) => [key, JSON.parse(text)])
  ));
})()"""


def shown(tab):
    """Return what the panel shows now, in full digits."""
    return json.loads(tab.js(STATE))


def data_of(tab):
    return json.loads(tab.js("document.getElementById('panel-data').textContent"))


def go(tab, fragment):
    """Follow a link to a state on the open page."""
    tab.js(
        "new Promise((done) => { window.addEventListener('hashchange', () => done(), {once: true});"
        f" location.hash = {fragment!r}; setTimeout(done, 1000); }})"
    )


def settled(tab):
    """Wait until the address says the state, and return its fragment."""
    return tab.js("new Promise((done) => setTimeout(() => done(location.hash), 250))")


@pytest.fixture
def tab(browser, car_page):
    with browser.tab(car_page) as one:
        yield one
        assert one.complaints() == []


def fragment(data, who, parts, cells):
    """Write a state as the page does."""
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"

    def base36(number):
        text = ""
        while True:
            number, rest = divmod(number, 36)
            text = digits[rest] + text
            if number == 0:
                return text

    weights = "" if parts is None else ".".join(map(base36, parts))
    moved = "_".join(f"{place}x{number}" for place, number in sorted(cells.items()))
    return f"#panel=1~{data['mark']}~{who}~{weights}~{moved}"


def expected(study, who, parts, cells):
    """Return scores and ranks by Python; those that break a limit have no rank."""
    person = list(study.stakeholders.values())[who]
    names = [c.name for c in study.criteria]
    weights = person.weights() if parts is None else dict(zip(names, parts, strict=True))
    table = study.table()
    values = table.values.copy()
    for place, number in cells.items():
        values[divmod(place, len(names))] = float(number)
    table = table.with_values(values)
    scores = made.additive(study, weights, table).scores
    kept = person.allows(table)
    ranks = [None] * len(scores)
    if kept.any():
        inside = da.Scores(
            method="kept",
            alternatives=tuple(np.array(table.alternatives)[kept]),
            scores=scores[kept],
        )
        for row, rank in zip(np.flatnonzero(kept), inside.ranks, strict=True):
            ranks[row] = int(rank)
    return scores, ranks


def test_fifty_random_states_are_scored_as_in_python(tab, car_study):
    data, rng = data_of(tab), np.random.default_rng(20260101)
    bests, outs = set(), 0
    for _ in range(50):
        who = int(rng.integers(2))
        parts = None
        if rng.random() < 0.8:
            parts = [int(x) for x in rng.integers(0, 1_000_000, 4) * (rng.random(4) < 0.8)]
            parts = parts if any(parts) else None
        cells = {}
        for place in np.flatnonzero(rng.random(20) < 0.4):
            low, high = data["low"][place], data["high"][place]
            if low < high:
                cells[int(place)] = f"{rng.uniform(low, high):.6g}"
        cells = {
            place: text for place, text in cells.items() if "e" not in text and float(text) >= 0.001
        }
        go(tab, fragment(data, who, parts, {p: f"{float(t):.12g}" for p, t in cells.items()}))
        scores, ranks = expected(car_study, who, parts, cells)
        found = shown(tab)
        np.testing.assert_allclose(found["scores"], scores, rtol=0, atol=1e-9)
        assert found["ranks"] == ranks
        assert found["best"] == [row for row, rank in enumerate(ranks) if rank == 1]
        bests.add(tuple(found["best"]))
        outs += ranks.count(None)
    # the states are of all kinds
    assert len(bests) > 2
    assert outs > 10


def test_moving_by_keyboard_marks_what_changed_and_reset_takes_it_back(tab, car_study):
    first = shown(tab)
    scores, ranks = expected(car_study, 0, None, {})
    np.testing.assert_allclose(first["scores"], scores, rtol=0, atol=1e-9)
    assert first["ranks"] == ranks
    # the skip link is first, and leads to the answer
    tab.key("Tab")
    assert tab.js("document.activeElement.className") == "skip"
    tab.key("Enter")
    assert tab.js("location.hash") == "#answer"
    # all controls of the panel are reached by Tab alone, in the order of the page
    seen = []
    for _ in range(60):
        tab.key("Tab")
        seen.append(tab.js("document.activeElement.id"))
        # what has the focus is seen
        assert tab.js("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        if seen[-1] == "panel-link":
            break
    order = ["panel-who", "panel-w0", "panel-w3", "panel-which", "panel-c0", "panel-link"]
    assert [name for name in seen if name in order] == order
    # whose weights: the next person
    tab.js("document.getElementById('panel-who').focus()")
    tab.key("ArrowDown")
    assert shown(tab)["ranks"] == expected(car_study, 1, None, {})[1]
    # a weight to its end: the others are 0, and keep the ratios that they had on the way back
    tab.js(
        "(() => { const w = document.getElementById('panel-w2'); w.value = 100;"
        " w.dispatchEvent(new Event('input')); })()"
    )
    before = shown(tab)["weights"]
    assert before[2] == pytest.approx(0.1, abs=1e-9)
    tab.js("document.getElementById('panel-w1').focus()")
    tab.key("End")
    assert shown(tab)["weights"] == [0, 1, 0, 0]
    tab.key("ArrowLeft", 3)
    weights = shown(tab)["weights"]
    assert weights[1] == pytest.approx(0.997, abs=1e-9)
    assert weights[2] / weights[0] == pytest.approx(before[2] / before[0], rel=1e-2)
    # a judgement to its upper end, by the slider, and below its lower end, by typing
    tab.js("document.getElementById('panel-c2').focus()")
    tab.key("End")
    row = tab.js("Number(document.getElementById('panel-which').value)")
    place = 4 * row + 2
    assert settled(tab).endswith(f"~{place}x{data_of(tab)['high'][place]:g}")
    tab.js("document.querySelector('.line:has(#panel-c2) input[type=number]').focus()")
    tab.js("document.activeElement.select()")
    tab.key("0")
    tab.key("Enter")
    assert settled(tab).endswith(f"~{place}x{data_of(tab)['low'][place]:g}")
    assert tab.js("document.activeElement.value") == f"{data_of(tab)['low'][place]:g}"
    assert tab.js("document.querySelectorAll('#panel-moved li').length") == 3
    assert tab.js("document.querySelectorAll('.judgements .moved').length") == 1
    scored = shown(tab)
    assert scored["scores"] != first["scores"]
    # and back
    tab.js("document.getElementById('panel-reset').focus()")
    tab.key("Enter")
    assert shown(tab) == first
    assert settled(tab) == ""
    assert tab.js("document.getElementById('panel-moved').children.length") == 0


def test_who_takes_over_is_said_where_screen_readers_hear_it(tab):
    assert (
        tab.js("document.getElementById('panel-over').closest('[aria-live]').tagName") == "OUTPUT"
    )
    best = tab.js("document.getElementById('panel-best').textContent")
    assert tab.js("document.getElementById('panel-over').textContent") == "as before"
    tab.js(
        "(() => { const w = document.getElementById('panel-w0'); w.value = 1000;"
        " w.dispatchEvent(new Event('input')); })()"
    )
    assert tab.js("document.getElementById('panel-best').textContent") == "Panda and Twin of Panda"
    assert tab.js("document.getElementById('panel-over').textContent") == "equally good"
    tab.js(
        "(() => { const w = document.getElementById('panel-w2'); w.value = 1000;"
        " w.dispatchEvent(new Event('input')); })()"
    )
    assert tab.js("document.getElementById('panel-best').textContent") == "Fiesta"
    said = tab.js("document.getElementById('panel-over').textContent")
    assert said == f"takes over from {best}"


def test_a_link_that_is_followed_while_the_address_is_written_counts(tab):
    """The panel may write its state to the address before it hears of the link: the link counts."""
    data = data_of(tab)
    first, second = (fragment(data, 1, None, {0: x}) for x in ("5500", "5600"))
    go(tab, first)
    assert settled(tab) == first
    # what the browser tells then: the address that was asked for, which is not the one that stands
    event = f"new HashChangeEvent('hashchange', {{newURL: {tab.address + second!r}}})"
    tab.js(f"window.dispatchEvent({event})")
    assert settled(tab) == second


def test_a_link_keeps_the_state_and_another_pages_is_ignored(browser, car_page, car_study):
    with browser.tab(car_page) as tab:
        data = data_of(tab)
        said = fragment(data, 1, [100_000, 250_000, 5, 649_995], {0: "5500.5", 7: "62"})
        go(tab, said)
        before = shown(tab)
        np.testing.assert_allclose(
            before["scores"],
            expected(car_study, 1, [100_000, 250_000, 5, 649_995], {0: "5500.5", 7: "62"})[0],
            rtol=0,
            atol=1e-9,
        )
        assert settled(tab) == said
        # the button copies it, or gives it to be copied
        tab.js("document.getElementById('panel-link').click()")
        text = "document.getElementById('panel-said').textContent"
        tab.js("new Promise((done) => setTimeout(done, 100))")
        assert "opied" in tab.js(text) or "Ctrl+C" in tab.js(text)
        assert tab.js("document.getElementById('panel-url').value").endswith(said)
        # opened anew, it is the same state
        tab.open(said)
        assert shown(tab) == before
        assert settled(tab) == said
        tab.open()
        start = shown(tab)
        assert start != before
        mark = data["mark"]
        for bad in (
            f"#panel=1~{mark}~2~~",  # nobody
            f"#panel=1~{mark}~-1~~",
            f"#panel=1~{mark}~0~1.2.3~",  # too few weights
            f"#panel=1~{mark}~0~0.0.0.0~",
            f"#panel=1~{mark}~0~1.1.1.zzzzzzz~",
            f"#panel=1~{mark}~0~1.1.1.01~",
            f"#panel=1~{mark}~0~~0x7000.1",  # beyond its range
            f"#panel=1~{mark}~0~~0xNaN",
            f"#panel=1~{mark}~0~~0x1e999",
            f"#panel=1~{mark}~0~~0x5500_0x5600",  # twice
            f"#panel=1~{mark}~0~~8x6489",  # which does not move
            f"#panel=1~{mark}~0~~99x1",
            f"#panel=1~{mark}~0~~__proto__x1",
            f"#panel=1~{mark}~0~~0x5500x1",
            f"#panel=1~{mark}~0~~0x05500",
            f"#panel=1~{'0' * 8}~1~~",  # of another page
            f"#panel=2~{mark}~1~~",
            f"#panel=1~{mark}~1~~~",
            "#panel=<img src=x onerror=alert(1)>",
            "#panel=" + "1" * 300_000,
        ):
            go(tab, bad)
            assert shown(tab) == start, bad
            assert "nothing was moved" in tab.js(
                "document.getElementById('panel-said').textContent"
            )
        assert tab.complaints() == []


def test_where_the_best_changes_is_where_it_does_in_python(tab, car_study):
    """On both sides of each value that the panel names, the best is what it says."""
    data, own = data_of(tab), car_study.stakeholders["driver"].weights()
    table, note_of = car_study.table(), "document.getElementById('panel-{}-note')"
    kinds = []
    for who, person in enumerate(car_study.stakeholders.values()):
        go(tab, fragment(data, who, None, {}))
        for place in range(20):
            row, column = divmod(place, 4)
            tab.js(
                "(() => { const w = document.getElementById('panel-which');"
                f" w.value = {row}; w.dispatchEvent(new Event('change')); }})()"
            )
            note = tab.js(f"{note_of.format(f'c{column}')}.textContent")
            levels = np.linspace(data["low"][place], data["high"][place], 401)
            values = np.repeat(table.values[None], 401, axis=0)
            values[:, row, column] = levels
            tables = table.with_values(values)
            scores = made.additive(car_study, person.weights(), tables).scores
            scores = np.where(person.allows(tables), scores, -1.0)
            best = (scores[:, row] >= scores.max(axis=1) - 1e-12) & (scores[:, row] >= 0)
            found = re.search(r"best (above|below|between) ([\d.e+-]+)(?: and ([\d.e+-]+))?", note)
            assert bool(found) == (best.any() and not best.all()), (person.name, place, note)
            if found:
                kind, first, last = found[1], float(found[2]), float(found[3] or found[2])
                inside = {
                    "above": levels > first,
                    "below": levels < first,
                    "between": (levels > first) & (levels < last),
                }[kind]
                # numbers are written with four digits
                step = (levels[-1] - levels[0]) / 100
                away = np.minimum(abs(levels - first), abs(levels - last)) > step
                np.testing.assert_array_equal(best[away], inside[away], f"{place}: {note}")
                kinds.append(kind)
    assert len(kinds) >= 8
    assert set(kinds) == {"above", "below", "between"}
    go(tab, fragment(data, 0, None, {}))
    first, shares, spans = shown(tab)["best"][0], np.linspace(0.001, 0.999, 300), 0
    for column, name in enumerate(own):
        note = tab.js(f"{note_of.format(f'w{column}')}.textContent")
        turns = re.findall(r"(?:^| · )([^·]+) best (below|above) ([\d.]+)%", note)
        # the others keep their ratios
        ratios = np.array([0.0 if other == name else w for other, w in own.items()])
        weights = (1 - shares)[:, None] * ratios / ratios.sum()
        weights[:, column] = shares
        ranks = made.additive(car_study, weights, table).ranks
        inside, away = np.ones(300, dtype=bool), np.ones(300, dtype=bool)
        for rival, way, text in turns:
            at = float(text) / 100
            inside &= shares < at if way == "above" else shares > at
            away &= abs(shares - at) > 0.004
            # just beyond, the one that is named is the best
            beyond = int(np.searchsorted(shares, at + 0.005 if way == "above" else at - 0.005))
            assert ranks[min(beyond, 299), list(car_study.alternatives).index(rival)] == 1
            spans += 1
        np.testing.assert_array_equal((ranks[:, first] == 1)[away], inside[away], note)
    assert spans >= 3


@pytest.mark.parametrize("width", WIDTHS)
def test_no_text_is_cut_and_all_has_contrast(browser, car_page, tmp_path, width):
    hostile = tmp_path / "hostile.html"
    hostile.write_bytes(page(made.hostile()))
    for path in (car_page, hostile):
        with browser.tab(path, width=width) as tab:
            tab.js("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
            assert tab.js(CUT) == []
            assert tab.js(PALE) == []
            tab.scheme(True)
            assert tab.js(PALE) == []
            # where something was moved, too
            if path == car_page:
                go(tab, fragment(data_of(tab), 1, [1, 2, 3, 4], {0: "5500"}))
                assert tab.js(CUT) == []
                assert tab.js(PALE) == []
                tab.scheme(False)
                assert tab.js(PALE) == []
            assert tab.complaints() == []


def test_hostile_labels_are_text(browser, tmp_path):
    path = tmp_path / "hostile.html"
    path.write_bytes(page(made.hostile()))
    with browser.tab(path) as tab:
        assert tab.complaints() == []
        assert tab.js("document.scripts.length") == 2
        assert (
            tab.js("document.querySelectorAll('img, iframe, object, b[onmouseover]').length") == 0
        )
        assert tab.js("document.querySelector('h1').textContent").startswith(made.HOSTILE[0])
        labels = tab.js(
            "[...document.getElementById('panel-which').options].map((one) => one.text)"
        )
        assert [label.removesuffix(" a") for label in labels[:6]] == list(made.HOSTILE[:6])
        # its panel works
        tab.js("document.getElementById('panel-w0').focus()")
        tab.key("End")
        assert shown(tab)["weights"] == [1, 0, 0]
        tab.js("document.getElementById('panel-link').click()")
        assert tab.complaints() == []


def test_paper_has_everything_but_the_panel(browser, car_page):
    with browser.tab(car_page, width=718) as tab:
        paper = tab.pdf()
        assert paper.startswith(b"%PDF")
        assert 2 <= len(re.findall(rb"/Type\s*/Page\b", paper)) <= 12
        # A4, upright and across
        boxes = set(re.findall(rb"/MediaBox\s*\[([^\]]*)\]", paper))
        sizes = {tuple(round(float(x)) for x in box.split()[2:]) for box in boxes}
        assert sizes <= {(595, 842), (842, 595), (596, 842), (842, 596)}
        tab.scheme(True, "print")
        assert tab.js("getComputedStyle(document.getElementById('panel')).display") == "none"
        assert tab.js("getComputedStyle(document.querySelector('nav')).display") == "none"
        # nothing scrolls on paper, and black is black whatever the scheme of the screen
        assert (
            tab.js(
                "[...document.querySelectorAll('.scroll, .plate')]"
                ".filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.ariaLabel)"
            )
            == []
        )
        assert tab.js(CUT) == []
        assert tab.js("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
        assert tab.complaints() == []


@pytest.mark.parametrize(("columns", "width"), [(9, 688), (16, 688), (31, 1017)])
def test_no_table_is_wider_than_its_paper(browser, tmp_path, car_study, columns, width):
    """Between the margins of A4 are 182 mm, or 269 mm across, at 96 pixels an inch."""
    heads = ["alternative", *(f"alongnameofacriterion{i}" for i in range(columns - 1))]
    rows = [
        [f"alternative_{'x' * 50}{i}", *[i + 0.1234] * (columns - 1)] for i in range(columns + 1)
    ]
    section = made.Section("wide", "Wide", blocks=(da.study.Block("Wide", heads, rows),))
    path = tmp_path / "wide.html"
    path.write_bytes(page(made.analysis(car_study, sections=(section,))))
    with browser.tab(path, width=width) as tab:
        tab.scheme(False, "print")
        tab.js("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        sizes = "(t) => [t.rows[0].cells.length, t.offsetWidth <= t.parentElement.clientWidth]"
        tables = f"[...document.querySelectorAll('main table')].slice(1).map({sizes})"
        assert tab.js(tables) == [[columns, True], [5, True]]
        # numbers are written on one line wherever they can be
        broken = tab.js(
            "[...document.querySelectorAll('#q-1-wide td.n')].filter((cell) => { const all ="
            " document.createRange(); all.selectNodeContents(cell);"
            " return all.getClientRects().length !== 1; }).length"
        )
        assert broken == 0 or columns > 16


def test_folded_tables_are_open_on_paper_and_folded_again(browser, tmp_path, car_study):
    rows = [[f"row {i}", i] for i in range(20)]
    block = da.study.Block("Long", ["row", "number"], rows)
    section = made.Section("long", "A long table", blocks=(block,))
    path = tmp_path / "long.html"
    path.write_bytes(page(made.analysis(car_study, sections=(section,))))
    with browser.tab(path) as tab:
        opened = "document.querySelector('section details').open"
        assert not tab.js(opened)
        tab.js("window.dispatchEvent(new Event('beforeprint'))")
        assert tab.js(opened)
        tab.js("window.dispatchEvent(new Event('afterprint'))")
        assert not tab.js(opened)


def test_the_ledger_is_sorted_searched_and_linked(tab, car_study):
    shown_rows = "document.querySelectorAll('#ledger-table tbody tr:not([hidden]) th')"
    names = f"[...{shown_rows}].map((cell) => cell.textContent)"
    table = tab.js(names)
    assert table == list(car_study.judgements)
    # by the exact number, not by its letters: base, up and down
    tab.js("document.querySelectorAll('#ledger-table thead button')[2].focus()")
    tab.key("Enter")
    base = car_study.judgements.base()
    assert [base[n] for n in tab.js(names)] == sorted(base.values())
    tab.key("Enter")
    assert [base[n] for n in tab.js(names)] == sorted(base.values(), reverse=True)
    head = "document.querySelectorAll('#ledger-table thead th')[2].ariaSort"
    assert tab.js(head) == "descending"
    tab.js("document.getElementById('ledger-find').focus()")
    for sign in "twin":
        tab.key(sign)
    assert sorted(tab.js(names)) == sorted(n for n in car_study.judgements if "Twin" in n)
    assert tab.js("document.getElementById('ledger-found').textContent") == "4 of 20 numbers"
    # a link to a number that is not among those found shows it again
    href = tab.js(
        "document.querySelector('#q-1-scores td a, #q-1-scores th a').getAttribute('href')"
    )
    go(tab, href)
    assert len(tab.js(names)) == 20
    assert tab.js(f"document.querySelector('tbody {href}').textContent").find("Corsa") >= 0
    # and the number is seen below the head that stays
    tab.js("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    go(tab, "#n-twin-of-panda-price")
    top, foot = (
        "document.getElementById('n-twin-of-panda-price').getBoundingClientRect().top",
        "document.querySelector('#ledger-table thead th').getBoundingClientRect().bottom",
    )
    assert tab.js(f"{top} >= {foot}")


def test_two_hundred_alternatives_and_thirty_criteria_stay_usable(browser, tmp_path):
    analysis = made.large()
    content = page(analysis, pictures=False)
    assert len(content) < 5_000_000
    path = tmp_path / "large.html"
    path.write_bytes(content)
    with browser.tab(path) as tab:
        assert tab.js("document.querySelectorAll('input[type=range]').length") == 60
        assert tab.js("document.getElementById('panel-scores').rows.length") == 12
        tab.js("document.getElementById('panel-all').click()")
        assert tab.js("document.getElementById('panel-scores').rows.length") == 200
        data = data_of(tab)
        cells = {17: f"{data['low'][17]:g}", 5999: f"{data['high'][5999]:g}"}
        go(tab, fragment(data, 3, None, cells))
        scores, ranks = expected(analysis.study, 3, None, cells)
        found = shown(tab)
        np.testing.assert_allclose(found["scores"], scores, rtol=0, atol=1e-9)
        assert found["ranks"] == ranks
        assert tab.js("document.documentElement.scrollWidth <= innerWidth")
        assert tab.complaints() == []


def test_the_flagships_page(browser, flagship_analysis, tmp_path):
    """The page of a whole study at all widths, and its panel where the study begins."""
    path = da.report.html(flagship_analysis, tmp_path / "report.html", pictures=False)
    study = flagship_analysis.study
    with browser.tab(path) as tab:
        scores, ranks = expected(study, list(study.stakeholders).index(study.decides), None, {})
        found = shown(tab)
        np.testing.assert_allclose(found["scores"], scores, rtol=0, atol=1e-9)
        assert found["ranks"] == ranks
        for width in WIDTHS:
            tab.size(width, 900)
            assert tab.js(CUT) == []
        assert tab.js(PALE) == []
        assert tab.complaints() == []
