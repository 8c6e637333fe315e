"""Where a report cannot be written, `run --out` says so before the analysis, and leaves nothing."""

import errno
import pathlib

import pytest

import decision_analysis as da
from decision_analysis.__main__ import main
from decision_analysis.study import writing

CARS = "kind: study\ntitle: Which\ncriteria: [price, style]\ntable: {a: [1, 2], b: [2, 1]}\n"


@pytest.fixture
def cars(tmp_path, monkeypatch):
    def analyze(*given, **options):
        raise AssertionError("it was analyzed")

    monkeypatch.setattr(da.study, "analyze", analyze)
    (tmp_path / "cars.yaml").write_text(CARS)
    return tmp_path


def test_places_that_are_none(cars, capsys):
    (cars / "file").write_text("mine")
    (cars / "link").symlink_to(cars)
    (cars / "loop").symlink_to("loop")
    (cars / "lost").symlink_to("nowhere")
    for out, said in (
        ("file", "must be a directory; got the file"),
        ("file/below/deep", "in the file"),
        ("link", "must not be a symbolic link"),
        ("loop/below", "in the file"),
        ("lost/below", "in the file"),
    ):
        assert main(["run", str(cars / "cars.yaml"), "--out", str(cars / out)]) == 2
        assert said in capsys.readouterr().err
    left = sorted(path.name for path in cars.iterdir())
    assert left == ["cars.yaml", "file", "link", "loop", "lost"]


def test_full_disks_and_folders_of_others(cars, capsys, monkeypatch):
    class Full:
        def __enter__(self):
            return self

        def __exit__(self, *error):
            return None

        def write(self, content):
            raise OSError(errno.ENOSPC, "No space left on device")

    opened = pathlib.Path.open
    monkeypatch.setattr(
        pathlib.Path,
        "open",
        lambda self, mode="r", *more, **options: (
            Full() if mode == "xb" else opened(self, mode, *more, **options)
        ),
    )
    assert main(["run", str(cars / "cars.yaml"), "--out", str(cars / "new" / "out")]) == 2
    assert f"No space left on device: {cars / 'new' / 'out'}" in capsys.readouterr().err


def test_nothing_is_left_where_there_is_room(cars):
    assert writing.checked_folder(cars / "a" / "b", ["c"], overwrite=False) == cars / "a" / "b"
    assert [path.name for path in cars.iterdir()] == ["cars.yaml"]
