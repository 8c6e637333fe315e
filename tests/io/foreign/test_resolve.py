"""Variables whose formulas use one another: values where there are any, else why there are none."""

from decision_analysis.io.foreign._resolve import resolve
from decision_analysis.io.formulas import RADIANT, Formulas


def test_variables_use_one_another_in_any_order():
    texts = {
        "a": "b+1",
        "b": "c*2",
        "c": 3,
        "d": "e",
        "e": "d",
        "f": "1/0",
        "g": "f+a",
        "h": "g",
        "i": "(",
    }
    values, faults = resolve(texts, Formulas(RADIANT, texts))
    assert values == {"a": 7, "b": 6, "c": 3}
    assert faults == {
        "f": "'1/0' divides by zero",
        "i": "'(' must have a number or a name at its end",
        "g": "'f+a' uses 'f', which cannot be computed",
        "h": "'g' uses 'g', which cannot be computed",
        "d": "'e' uses ['e'], and names must not use one another in a circle",
        "e": "'d' uses ['d'], and names must not use one another in a circle",
    }
