"""The means of transport of UTASTAR's authors."""

import pytest

from decision_analysis import DecisionTable


@pytest.fixture
def transport():
    return DecisionTable.from_rows(
        {
            "RER": [3, 10, 1],
            "METRO1": [4, 20, 2],
            "METRO2": [2, 20, 0],
            "BUS": [6, 40, 0],
            "TAXI": [30, 30, 3],
        },
        {"price": "min", "time": "min", "comfort": "max"},
    )


@pytest.fixture
def breakpoints():
    return {"price": [30, 16, 2], "time": [40, 30, 20, 10], "comfort": [0, 1, 2, 3]}
