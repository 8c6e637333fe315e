"""Pages whose words rest on their numbers: run as readers copy them, and held to what they say."""

import re

import pandas as pd
import pytest

from pages import run


@pytest.fixture(scope="module")
def howto(pytestconfig):
    return pytestconfig.rootpath / "docs" / "howto"


@pytest.fixture(scope="module")
def spreadsheet(howto, tmp_path_factory):
    folder = tmp_path_factory.mktemp("spreadsheet")
    (folder / "flats.csv").write_bytes((howto / "flats.csv").read_bytes())
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        yield folder, run(howto / "from-a-spreadsheet.md")
    closed()


def closed():
    import matplotlib.pyplot as plt

    plt.close("all")


def test_the_list_has_the_mess_that_the_page_speaks_of(howto):
    flats = pd.read_csv(howto / "flats.csv", encoding="utf-8")
    assert len(flats) == 200
    assert flats["address"].duplicated().any()
    assert not flats.duplicated(["address", "door"]).any()
    assert flats["rent (EUR/month)"].str.contains(",").any()
    assert (flats["noise (dB)"] == -999).any()
    assert (flats["settlement (EUR/year)"] < 0).any()
    assert flats["energy (kWh/m²a)"].isna().any()
    assert flats["balcony"].dtype == bool
    assert not {"Good", "good ", "poor", "fair", "good", "excellent"} - set(flats["condition"])


def test_the_first_place_depends_on_the_rule_for_gaps(spreadsheet):
    _, page = spreadsheet
    first = page["ranks"].idxmin()
    assert first["dropped"] == first["the worst"] != first["as usual"]
    assert page["gaps"].loc[first["as usual"]].any()


def test_an_order_of_weights_puts_another_flat_ahead(spreadsheet):
    _, page = spreadsheet
    ahead = page["share"].idxmax()
    assert ahead != page["result"].to_frame(top=1).index[0]
    assert page["flats"]["rent"][ahead] < page["flats"]["rent"].median()
    assert page["average"] > page["weights"]["rent"]


def test_files_to_send_hold_the_list_as_it_came_and_the_rank(spreadsheet):
    folder, page = spreadsheet
    names = {path.name for path in folder.iterdir()}
    assert names >= {"ranking.png", "ranking.xlsx", "ranking.csv", "ranking.tex", "ten.tex"}
    sent = pd.read_csv(folder / "flats-ranked.csv", index_col=["address", "door"])
    came = pd.read_csv(folder / "flats.csv", index_col=["address", "door"])
    assert sent.loc[came.index, list(came)].equals(came)
    assert sent["score"].is_monotonic_decreasing
    top = [f"{address} / {door}" for address, door in sent.index[:10]]
    assert re.findall(r"^(.+?) & \d+ & ", page["tex"], re.MULTILINE) == top


def test_the_paper_finds_what_the_cells_wrote(howto, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = (howto / "paper.md").read_text(encoding="utf-8")
    page = run(howto / "paper.md")
    closed()
    paper = re.search(r"```latex\n(.*?)```", text, re.DOTALL)[1]
    for name in re.findall(r"\\(?:input|includegraphics)\{(.*?)\}", paper):
        assert (tmp_path / name).exists()
    assert (tmp_path / "methods.bib").exists()
    labels = re.findall(r"\\label\{(.*?)\}", page["tex"] + paper)
    assert set(re.findall(r"\\ref\{(.+?)\}", text)) <= set(labels)
    assert b"/FontFile2" in (tmp_path / "smaa.pdf").read_bytes()
    assert page["case"].compare(page["result"]) == []


def test_no_page_calls_printed_what_was_not_read(howto):
    """The page on papers says that only cases read in the publication may be called so."""
    pages = [page.read_text(encoding="utf-8") for page in howto.parent.glob("**/*.md")]
    assert [text for text in pages if re.search(r'print\(.*["\']printed:', text)] == []
