"""`text_hint`: how a column read as text becomes numbers, by what its cells look like."""

from __future__ import annotations

import re
from collections.abc import Sequence

from decision_analysis._shown import shown

WORDS = (
    "value.discrete or pandas.Categorical(column, words, ordered=True).codes make numbers of the"
    " words of a scale"
)
TRUTH = "column.map({}) makes truth of yes and no, which counts as 1 and 0"
DATES = "(pandas.to_datetime(column) - pandas.Timestamp(start)).dt.days makes numbers of dates"
PLAIN = "pandas.to_numeric(column) reads numbers that came as text"
GROUPED = (
    "where commas part thousands, pandas.read_csv(..., thousands=',') or"
    " pandas.to_numeric(column.str.replace(',', ''))"
)
DECIMAL = (
    "where they part decimals, pandas.read_csv(..., decimal=',') or"
    " pandas.to_numeric(column.str.replace(',', '.'))"
)
BOTH = "pandas.read_csv(..., thousands='.', decimal=',') reads them"
PERCENT = "column.str.rstrip(' %') takes off percent signs; then {}"
SYMBOLS = "column.str.replace(r'[^\\d.,+-]', '', regex=True) takes off units; then {}"
SIGNS = "pandas.read_csv(..., na_values=[{}]) reads as missing what means 'unknown'; then {}"

YES, NO = ("yes", "y", "true", "ja", "oui", "si", "sí"), ("no", "n", "false", "nein", "non")
NUMBER = re.compile(r"[-+]?[\d.,]*\d[\d.,]*(e[-+]?\d+)?", re.IGNORECASE)
DATE = re.compile(r"\d{4}-\d\d?-\d\d?([T ].*)?|\d\d?[./]\d\d?[./]\d{2,4}")
CURRENCY = re.compile(r"^([$€£¥₹]|[A-Z]{3}(?=\s))|[$€£¥₹]$")
THOUSANDS = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d*)?")
EXAMPLES = 3


def text_hint(cells: Sequence[str], *, numbers_too: bool) -> str:
    """Return the way out for text cells of a column; `numbers_too` if others are numbers."""
    words = list(dict.fromkeys(cells))
    if all(word.strip().casefold() in YES + NO for word in words):
        return TRUTH.format({word: word.strip().casefold() in YES for word in words})
    if all(DATE.fullmatch(word.strip()) for word in words):
        return DATES
    bare = {word: _bare(word) for word in words}
    units = {unit for _, unit in bare.values() if unit}
    typed = {
        word: text
        for word, (text, unit) in bare.items()
        if NUMBER.fullmatch(text) and (not unit or len(units) == 1)
    }
    signs = [word for word in words if word not in typed]
    if signs and not (numbers_too or len(typed) >= len(signs)):
        return WORDS
    way = _typed(list(typed.values()))
    if any("%" in word for word in typed):
        way = PERCENT.format(way)
    elif any(re.sub(r"\s", "", word) != text for word, text in typed.items()) or any(
        map(_spaced, typed)
    ):
        way = SYMBOLS.format(way)
    if signs:
        listed = ", ".join(shown(word) for word in signs[:EXAMPLES]) + ", ..." * (
            len(signs) > EXAMPLES
        )
        way = SIGNS.format(listed, way)
    return way


def _bare(word: str) -> tuple[str, str]:
    """Return a number without spaces, percent sign, currency or unit; and what was taken off."""
    text = re.sub(r"\s|%$", "", CURRENCY.sub("", word.strip()))
    unit = re.search(r"(?<=\d)[^\d\s.,+-]{1,6}$", text)
    return (text[: unit.start()], unit[0]) if unit else (text, "")


def _spaced(word: str) -> bool:
    return bool(re.search(r"\d\s+\d", word))


def _typed(texts: Sequence[str]) -> str:
    """Say how numbers are read by where their commas stand."""
    if any(re.search(r"\..*,|\..*\.", text) for text in texts):
        return BOTH
    commas = [text for text in texts if "," in text]
    if not commas:
        return PLAIN
    if not all(map(THOUSANDS.fullmatch, commas)):
        return DECIMAL.replace("they", "commas")
    return GROUPED if any("." in text for text in texts) else f"{GROUPED}; {DECIMAL}"
