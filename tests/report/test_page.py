"""The page as text: what is on it, that all of it is text, anchors, headings, policy."""

import base64
import hashlib
import html.parser
import itertools
import json
import re

import pytest

import decision_analysis as da
import made_analyses as made
from decision_analysis import study as studies
from decision_analysis.study.page import page

VOID = {"meta", "input", "br", "wbr", "img", "hr", "link"}


class Elements(html.parser.HTMLParser):
    """All elements with their attributes and the text of each, checked to be well nested."""

    def __init__(self, content):
        super().__init__(convert_charrefs=True)
        self.found, self._open = [], []
        self.feed(content.decode("utf-8"))
        assert not self._open

    def handle_starttag(self, tag, attrs):
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), (tag, names)
        self.found.append((tag, dict(attrs), []))
        if tag not in VOID:
            self._open.append((tag, self.found[-1]))

    def handle_startendtag(self, tag, attrs):
        self.found.append((tag, dict(attrs), []))

    def handle_endtag(self, tag):
        assert self._open.pop()[0] == tag

    def handle_data(self, data):
        if self._open:
            for _, (_, _, texts) in self._open:
                texts.append(data)

    def all(self, *tags):
        return [one for one in self.found if one[0] in tags]

    def text(self, *tags):
        return ["".join(texts).strip() for _, _, texts in self.all(*tags)]


@pytest.fixture(scope="module")
def cars():
    return page(made.analysis(made.cars(), summary=("Best: Clio: well", "no heading")))


@pytest.fixture(scope="module")
def hostile():
    return page(made.hostile())


def test_the_answer_comes_first_then_panel_questions_ledger_sources(cars):
    elements = Elements(cars)
    assert elements.text("h1") == ["Which car"]
    assert elements.text("h2") == [
        "The answer",
        "Move it yourself",
        "1 How they score",
        "Where each number comes from",
        "What it rests on",
        "Methods and sources",
    ]
    assert elements.text("dt")[:2] == ["Best", ""]
    assert elements.text("dd")[:2] == ["Clio: well", "no heading"]
    assert ("Keeney R.L., Raiffa H. (1993)" in "".join(elements.text("li"))) is True
    bibtex = elements.text("textarea")[0]
    assert bibtex == da.export.bibtex(da.mcda.additive_value)
    facts = dict(zip(elements.text("dt"), elements.text("dd"), strict=True))
    assert facts["Clio"] == "Clio in words"
    assert facts["price"] == "What it costs (less is better, in EUR)"
    assert facts["style"] == "more is better"
    assert facts["inputs (SHA-256)"] == "0" * 64
    assert (facts["seed"], facts["samples"]) == ("3", "10")


def test_numbers_are_written_as_everywhere_and_stand_to_the_right(cars):
    elements = Elements(cars)
    study = made.cars()
    scores = made.additive(study, study.stakeholders["driver"].weights())
    cells = [("".join(t).strip(), a.get("class")) for tag, a, t in elements.all("td")]
    for score in scores.scores:
        assert (f"{score:.4f}", "n") in cells
        assert (f"{score:.1%}", "n") in cells


def test_a_name_of_the_ledger_leads_to_its_number(cars):
    elements = Elements(cars)
    links = {"".join(t): a["href"] for _, a, t in elements.all("a")}
    assert links["Corsa: price"] == "#n-corsa-price"
    rows = {a["id"]: "".join(t) for _, a, t in elements.all("tr") if "id" in a}
    assert len(rows) == 20
    assert "because of Corsa: price" in rows["n-corsa-price"]


def test_statements_are_linked_from_the_ledger():
    study = made.cars()
    study = made.dataclasses.replace(study, statements={"S1": "It is so.", "S 2": "Or not."})
    elements = Elements(page(made.analysis(study)))
    links = {"".join(t): a["href"] for _, a, t in elements.all("a")}
    assert (links["S1"], links["S 2"]) == ("#s-s1", "#s-s-2")
    assert {"s-s1", "s-s-2"} <= {a.get("id") for _, a, _ in elements.all("div")}


@pytest.mark.parametrize("name", ["cars", "hostile"])
def test_ids_are_unique_and_links_lead_somewhere(name, request):
    elements = Elements(request.getfixturevalue(name))
    ids = [a["id"] for _, a, _ in elements.found if "id" in a]
    assert len(ids) == len(set(ids))
    for tag, attributes, _ in elements.found:
        assert not [key for key in attributes if key.startswith("on")], (tag, attributes)
        for leading in ("href", "src", "action"):
            target = attributes.get(leading)
            if target is None:
                continue
            assert target.startswith(("#", "https://doi.org/10.")), (tag, target)
            if target.startswith("#"):
                assert target[1:] in ids
        for leading in ("aria-labelledby", "aria-describedby", "for"):
            for one in attributes.get(leading, "").split():
                assert one in ids
    for place in re.findall(r"url\(#([^)]*)\)", request.getfixturevalue(name).decode("utf-8")):
        assert place in ids


@pytest.mark.parametrize("name", ["cars", "hostile"])
def test_headings_are_in_order_and_controls_have_labels(name, request):
    elements = Elements(request.getfixturevalue(name))
    levels = [int(tag[1]) for tag, _, _ in elements.all("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b <= a + 1 for a, b in itertools.pairwise(levels))
    labelled = {a["for"] for _, a, _ in elements.all("label")}
    for _, attributes, _ in elements.all("input", "select", "textarea"):
        assert attributes.get("id") in labelled or attributes["aria-label"]
    assert [len(elements.all(tag)) for tag in ("main", "header", "footer", "nav")] == [1] * 4
    for tag, attributes, _ in elements.all("div"):
        if attributes.get("class", "").split()[:1] in (["scroll"], ["plate"]):
            assert attributes["tabindex"] == "0", tag
            assert attributes["aria-label"]
    assert all(a["role"] == "img" and a["aria-label"] for _, a, _ in elements.all("svg"))
    assert elements.all("html")[0][1]["lang"] == "en"


def test_whatever_a_study_says_is_text(hostile):
    elements = Elements(hostile)
    kinds = {tag for tag, _, _ in elements.found}
    assert kinds.isdisjoint({"b", "img", "iframe", "object", "base", "link", "form"})
    assert len(elements.all("script")) == 2
    # one style of ours, one within the picture, for that picture alone
    styles = elements.text("style")
    assert len(styles) == 2
    assert re.fullmatch(r"#f-[a-z0-9-]+ \*\{[a-z: ;-]+\}", styles[1])
    for label in made.HOSTILE[:6]:
        assert label in elements.text("p")
    assert "\\ud800 \\x00 \\x1b[31m" in elements.text("p")
    assert elements.text("h1") == [made.HOSTILE[0] + "\\ud800 \\x00 \\x1b[31m"]
    text = hostile.decode("utf-8")
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", text)
    # what looked like a template was not read as one
    assert made.HOSTILE[4] in elements.text("p")
    assert ">49" not in text


def test_the_policy_lets_our_script_run_and_nothing_else(cars):
    elements = Elements(cars)
    policy = next(
        a["content"] for _, a, _ in elements.all("meta") if a.get("http-equiv") is not None
    )
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    script = re.findall(rb"<script>(.*?)</script>", cars, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script[-1]).digest()).decode()
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == f"'sha256-{digest}'"
    assert set(rules) == {
        "default-src",
        "script-src",
        "style-src",
        "img-src",
        "base-uri",
        "form-action",
    }
    assert rules["img-src"] == "data:"
    # the policy is there before anything that it is about
    assert cars.index(b"Content-Security-Policy") < cars.index(b"<style>")
    assert cars.index(b"Content-Security-Policy") < cars.index(b"<title>")


def test_the_data_of_the_panel_cannot_end_its_element(hostile):
    found = re.findall(rb'<script type="application/json" id="panel-data">(.*?)</script>', hostile)
    assert len(found) == 1
    assert not set(found[0]) & set(b"<>&")
    assert found[0].isascii()
    data = json.loads(found[0])
    assert data["alternatives"][0] == f"{made.HOSTILE[0]} a"
    assert data["people"][0]["name"] == f"{made.HOSTILE[0]} p"


def test_two_pages_of_one_analysis_are_the_same_bytes(cars):
    assert page(made.analysis(made.cars(), summary=("Best: Clio: well", "no heading"))) == cars


def test_what_is_not_there_is_not_spoken_of():
    study = made.cars()
    bare = made.dataclasses.replace(
        study,
        alternatives={},
        criteria=(),
        stakeholders={},
        judgements=da.Parameters([]),
        notice="",
        source="",
    )
    elements = Elements(page(made.analysis(bare, sections=(made.Section("a", "Only this?"),))))
    assert elements.text("h2") == ["The answer", "1 Only this?"]
    links = [one for one in elements.text("a") if one != "Skip to the answer"]
    assert links == ["The answer", "Only this?"]
    assert len(elements.all("script")) == 1
    assert not [a for _, a, _ in elements.found if a.get("id") == "panel"]


def test_lines_lead_to_where_more_is_said_and_the_log_and_the_ledger_have_theirs():
    document = {
        "kind": "study",
        "title": "Which car",
        "criteria": {
            "price": {"goal": "min", "worst": 10, "best": 0},
            "style": {"worst": 0, "best": 10},
        },
        "table": {"a": [4, {"low": 1, "base": 5, "high": 9}], "b": [3, 4]},
        "weights": {"price": 1, "style": 1},
        "evidence": [
            {"date": 1, "statement": "Seen", "judgement": ["b", "style"], "base": 9},
        ],
    }
    analysis = studies.from_dict(document).analyze()
    text = page(analysis, pictures=False).decode("utf-8")
    lines = dict(re.findall(r'<dt><a href="#([^"]+)">([^<]+)</a></dt>', text))
    by_heading = {heading: place for place, heading in lines.items()}
    assert by_heading["Since the last entry"].endswith("evidence")
    assert by_heading["What matters most"].endswith("sensitivity")
    assert by_heading["Where it comes from"] == "ledger"
    assert "The last entry (1: &#34;Seen&#34;) moved b: style from 4 to 9" in text
    assert all(f'id="{place}"' in text for place in lines)
    # the five lines of the summary are five
    assert not any(line.startswith("Since") for line in analysis.summary)
    assert "Influence is how far the lead" in text
