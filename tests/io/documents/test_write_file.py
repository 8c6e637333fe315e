"""Files are written whole or not at all: full disks, size limits, failures in the midst of several
files."""

import os
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from decision_analysis.io.documents._write_file import write_whole


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_several_files_are_written_and_others_removed(tmp_path):
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "a").chmod(0o640)
    (tmp_path / "gone").write_bytes(b"old")
    write_whole({tmp_path / "a": b"new", tmp_path / "b": b"new"}, remove=[tmp_path / "gone"])
    assert contents(tmp_path) == {"a": b"new", "b": b"new"}
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640


@pytest.mark.parametrize("links", [True, False])
@pytest.mark.parametrize("failing", [0, 1, 2, 3, 4])
def test_a_failure_in_the_midst_changes_nothing(tmp_path, monkeypatch, failing, links):
    (tmp_path / "a").write_bytes(b"old a")
    (tmp_path / "c").write_bytes(b"old c")
    (tmp_path / "gone").write_bytes(b"old")
    (tmp_path / "link").symlink_to("elsewhere")
    before = {name: os.lstat(tmp_path / name).st_ino for name in ("a", "c", "gone", "link")}
    calls = []

    def stop(original):
        def counted(self, *given, **named):
            calls.append(self)
            if len(calls) == failing + 1:
                raise KeyboardInterrupt if failing == 1 else OSError("full")
            return original(self, *given, **named)

        return counted

    monkeypatch.setattr(Path, "replace", stop(Path.replace))
    unlink = Path.unlink
    monkeypatch.setattr(
        Path,
        "unlink",
        lambda self, **n: (stop(unlink) if self.name[0] != "." else unlink)(self, **n),
    )
    if not links:
        monkeypatch.setattr(
            os, "link", lambda *_, **__: (_ for _ in ()).throw(OSError("no links here"))
        )
    files = {tmp_path / name: b"new" for name in ("a", "b", "link")}
    with pytest.raises(BaseException, match=r"full|^$"):
        write_whole(files, remove=[tmp_path / "gone", tmp_path / "c"])
    assert sorted(os.listdir(tmp_path)) == ["a", "c", "gone", "link"]
    assert (tmp_path / "a").read_bytes() == b"old a"
    assert (tmp_path / "c").read_bytes() == b"old c"
    assert os.readlink(tmp_path / "link") == "elsewhere"
    if links:
        assert {name: os.lstat(tmp_path / name).st_ino for name in before} == before


def test_a_link_is_replaced_and_not_followed(tmp_path):
    (tmp_path / "victim").write_bytes(b"precious")
    (tmp_path / "a").symlink_to("victim")
    write_whole({tmp_path / "a": b"new"})
    assert contents(tmp_path) == {"a": b"new", "victim": b"precious"}
    assert not (tmp_path / "a").is_symlink()


@pytest.mark.slow
def test_a_limit_of_file_sizes_leaves_the_old_file(tmp_path):
    code = """
        import resource, sys
        from decision_analysis import DecisionTable, io
        names = [f"a{i}" for i in range(2000)]
        table = DecisionTable([[float(i)] for i in range(2000)], ["price"], names)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
        try:
            io.save(table, sys.argv[1])
        except OSError as error:
            print("refused", type(error).__name__)
    """
    for ending in ("json", "yaml", "csv", "tex"):
        path = tmp_path / f"table.{ending}"
        path.write_text("old")
        done = subprocess.run(
            # -B: bytecode written under the limit would be cut off, and others would read it
            [sys.executable, "-B", "-c", textwrap.dedent(code), str(path)],
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout == "refused OSError\n"
        assert path.read_text() == "old"
    assert sorted(os.listdir(tmp_path)) == ["table.csv", "table.json", "table.tex", "table.yaml"]
