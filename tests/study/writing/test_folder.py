"""A run's folder: files of its own are replaced, others only when that is said; all files of a run
together."""

import hashlib
import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from decision_analysis.errors import InvalidInputError
from decision_analysis.study.writing._folder import (
    LIST,
    checked_folder,
    write_together,
    written_before,
)

NAMES = ("report.md", "report.json", "tree.png")
FIRST = {name: f"first {name}".encode() for name in NAMES}
SECOND = {name: f"second {name}".encode() for name in NAMES}


def put(folder, files, *, overwrite=False):
    return write_together(checked_folder(folder, files, overwrite=overwrite), files)


def test_a_deep_folder_is_made_and_taken_back(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    deep = Path(*["a"] * 1_100)
    seen = []
    monkeypatch.setattr(Path, "rmdir", lambda path: (seen.append(path), os.rmdir(path)))
    with pytest.raises(OSError, match="File name too long"):
        write_together(deep, {"x" * 300: b""})
    assert seen[0] == deep
    assert not list(tmp_path.iterdir())


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != LIST}


def test_a_second_run_replaces_the_first_and_takes_away_what_it_does_not_write(tmp_path):
    out = tmp_path / "not" / "yet"
    assert put(out, FIRST) == tuple(out / name for name in NAMES)
    assert contents(out) == FIRST
    (out / "notes.txt").write_bytes(b"mine")
    fewer = {name: SECOND[name] for name in NAMES[:2]}
    put(out, fewer)
    assert contents(out) == {**fewer, "notes.txt": b"mine"}
    told = json.loads((out / LIST).read_text())["files"]
    assert told == {name: [hashlib.sha256(content).hexdigest()] for name, content in fewer.items()}


def test_files_that_no_run_wrote_are_named_and_kept(tmp_path):
    (tmp_path / "tree.png").write_bytes(b"mine")
    with pytest.raises(
        InvalidInputError, match=r"replaced only with overwrite; .* holds 'tree.png': .*--overwrite"
    ):
        put(tmp_path, FIRST)
    assert contents(tmp_path) == {"tree.png": b"mine"}
    put(tmp_path, FIRST, overwrite=True)
    assert contents(tmp_path) == FIRST


def test_files_that_were_changed_since_are_named_and_kept(tmp_path):
    put(tmp_path, FIRST)
    (tmp_path / "report.md").write_bytes(b"with my remarks")
    with pytest.raises(InvalidInputError, match=r"were changed since, .* holds 'report.md': "):
        put(tmp_path, SECOND)
    assert contents(tmp_path) == FIRST | {"report.md": b"with my remarks"}
    put(tmp_path, {name: SECOND[name] for name in ("report.json", "tree.png")})
    assert (tmp_path / "report.md").read_bytes() == b"with my remarks"


def test_links_are_never_followed(tmp_path):
    victim = tmp_path / "victim"
    victim.write_bytes(b"precious")
    out = tmp_path / "out"
    out.mkdir()
    (out / "report.md").symlink_to(victim)
    with pytest.raises(InvalidInputError, match=r"holds 'report.md'"):
        put(out, FIRST)
    (out / LIST).symlink_to(victim)
    put(out, FIRST, overwrite=True)
    assert victim.read_bytes() == b"precious"
    assert contents(out) == FIRST
    (tmp_path / "link").symlink_to(out)
    for overwrite in (True, False):
        with pytest.raises(
            InvalidInputError, match=r"must not be a symbolic link; got '.*link', which leads"
        ):
            put(tmp_path / "link", SECOND, overwrite=overwrite)
    (out / "tree.png").unlink()
    (out / "tree.png").symlink_to("copy.png")
    (out / "copy.png").write_bytes(FIRST["tree.png"])
    with pytest.raises(InvalidInputError, match=r"holds 'tree.png'"):
        put(out, SECOND)


def test_what_is_no_file_or_no_folder_is_refused(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(InvalidInputError, match="directory must be a directory; got the file"):
        put(tmp_path / "file", FIRST)
    (tmp_path / "out" / "tree.png").mkdir(parents=True)
    with pytest.raises(
        InvalidInputError, match=r"must be files in .*, to be replaced; got 'tree.png'"
    ):
        put(tmp_path / "out", FIRST, overwrite=True)
    with pytest.raises(InvalidInputError, match="directory must be a string or a path"):
        put("a\0b", FIRST)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"files": 3}',
        '{"files": {"../victim": ["x"], "..": ["x"], "a": 3}}',
        "[" * 100_000,
        '{"files": ["a"]}',
        "\x00\xff",
    ],
)
def test_a_list_that_is_not_ours_is_no_list(tmp_path, text):
    (tmp_path / LIST).write_bytes(text.encode("latin-1"))
    assert written_before(tmp_path) == {}
    put(tmp_path, FIRST)
    assert contents(tmp_path) == FIRST


@pytest.mark.parametrize("failing", range(5))
@pytest.mark.parametrize("before", [None, FIRST])
def test_a_failure_in_the_midst_changes_nothing(tmp_path, monkeypatch, failing, before):
    out = tmp_path / "out"
    if before:
        put(out, before)
    was = {path.name: path.read_bytes() for path in out.iterdir()} if before else None
    calls = []
    replace = Path.replace

    def stop(self, target):
        calls.append(target)
        if len(calls) == failing + 1:
            raise OSError("full")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", stop)
    with pytest.raises(OSError, match="full"):
        put(out, SECOND)
    monkeypatch.undo()
    assert (
        {path.name: path.read_bytes() for path in out.iterdir()} if before else out.exists()
    ) == (was or False)
    put(out, SECOND)
    assert contents(out) == SECOND


@pytest.mark.parametrize("killed_at", range(5))
def test_a_kill_leaves_whole_files_that_the_next_run_may_replace(tmp_path, killed_at):
    put(tmp_path, FIRST)
    code = f"""
        import os, signal
        from pathlib import Path
        from decision_analysis.study.writing._folder import checked_folder, write_together
        files = {SECOND!r}
        replace, calls = Path.replace, []
        def stop(self, target):
            calls.append(target)
            if len(calls) == {killed_at} + 1:
                os.kill(os.getpid(), signal.SIGKILL)
            return replace(self, target)
        Path.replace = stop
        write_together(checked_folder({str(tmp_path)!r}, files, overwrite=False), files)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], capture_output=True, check=False
    )
    assert done.returncode == -9, done.stderr
    left = {name: content for name, content in contents(tmp_path).items() if name in NAMES}
    assert all(left[name] in (FIRST[name], SECOND[name]) for name in NAMES)
    put(tmp_path, SECOND)
    assert {name: (tmp_path / name).read_bytes() for name in NAMES} == SECOND


@pytest.mark.slow
def test_a_limit_of_file_sizes_leaves_the_last_run(tmp_path):
    put(tmp_path, FIRST)
    was = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    code = f"""
        import resource
        from decision_analysis.study.writing._folder import checked_folder, write_together
        files = {{"report.md": b"new", "report.json": b"new", "tree.png": b"x" * 10_000}}
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
        try:
            folder = checked_folder({str(tmp_path)!r}, files, overwrite=False)
            write_together(folder, files)
        except OSError as error:
            print("refused")
    """
    done = subprocess.run(
        # -B: bytecode written under the limit would be cut off, and others would read it
        [sys.executable, "-B", "-c", textwrap.dedent(code)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "refused\n"
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == was


def test_modes_follow_the_user(tmp_path):
    put(tmp_path / "out", FIRST)
    (tmp_path / "plain").write_bytes(b"")
    assert (tmp_path / "out" / "tree.png").stat().st_mode == os.stat(tmp_path / "plain").st_mode


@pytest.mark.slow
def test_runs_at_once_wait_for_one_another(tmp_path):
    code = f"""
        import sys
        from decision_analysis.study.writing._folder import checked_folder, write_together
        files = {{name: sys.argv[1].encode() * 100 for name in {NAMES!r}}}
        for _ in range(30):
            folder = checked_folder({str(tmp_path / "out")!r}, files, overwrite=False)
            write_together(folder, files)
    """
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(code), mark], stderr=subprocess.PIPE
        )
        for mark in "abc"
    ]
    assert [run.communicate()[1] for run in runs] == [b""] * 3
    assert len(set(contents(tmp_path / "out").values())) == 1
    put(tmp_path / "out", FIRST)


@pytest.mark.parametrize("name", ["k" * 5_000, "\ud800", "a\0b"])
def test_a_list_with_names_that_no_file_can_have_is_passed_over(tmp_path, name):
    put(tmp_path, FIRST)
    told = json.loads((tmp_path / LIST).read_text())
    told["files"][name] = ["0" * 64]
    (tmp_path / LIST).write_text(json.dumps(told))
    put(tmp_path, SECOND, overwrite=True)
    assert contents(tmp_path) == SECOND


def test_a_folder_of_a_name_that_the_system_cannot_have_is_refused(tmp_path):
    with pytest.raises(
        InvalidInputError, match="directory must be a string or a path that a file can have; got "
    ):
        put(tmp_path / "\ud800", FIRST)
