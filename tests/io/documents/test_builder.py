"""`Builder`: entries put together, with their places."""

from decision_analysis.io.documents._builder import MERGE, Builder
from decision_analysis.io.documents._place import position


def test_many_sources_of_a_merge_are_united_earlier_first():
    count = 20_000
    builder = Builder("file.yaml")
    builder.begin({}, position(1, 1))
    builder.key(MERGE, position(1, 1))
    builder.begin([], position(1, 5))
    for i in range(count):
        builder.put({f"k{i}": i, "same": i}, (0, {f"k{i}": position(i, 2), "same": i}))
    builder.end()
    builder.key("own", position(2, 1))
    builder.put(3, position(2, 6))
    data, (_, places), size = builder.end()
    assert data == {"k0": 0, "same": 0, **{f"k{i}": i for i in range(1, count)}, "own": 3}
    assert list(data)[:3] == ["k0", "same", "k1"]
    assert places["same"] == 0
    assert places["k7"] == position(7, 2)
    assert places["own"] == position(2, 1)
    assert size == count + 3


def test_places_in_a_list_are_kept_whatever_it_holds():
    builder = Builder("file.yaml")
    builder.begin([], position(1, 1))
    builder.put(1, position(1, 2))
    builder.begin({}, position(1, 5))
    builder.end()
    builder.put(2, position(1, 9))
    builder.end()
    assert builder.data == [1, {}, 2]
    first, inner, last = builder.place[1]
    assert (first, inner, last) == (position(1, 2), (position(1, 5), {}), position(1, 9))
