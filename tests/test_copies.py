"""What the analyses, distributions and functions return can be pickled and copied, and is the same afterwards."""

import copy
import pickle
import warnings

import pytest

from bad_input_cases import CALLS

PACKAGES = ("beliefs", "group", "ranking", "uncertainty", "utility", "value", "weights")
NAMES = [name for name in CALLS if name.split(".")[0] in PACKAGES]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_returned_can_be_pickled_and_copied(name):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        result = CALLS[name].function(**CALLS[name].arguments)
    for again in (pickle.loads(pickle.dumps(result)), copy.copy(result), copy.deepcopy(result)):
        assert type(again) is type(result)
        if " at 0x" not in repr(result):
            assert repr(again) == repr(result)
