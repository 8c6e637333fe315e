"""How a command ends: in a few lines, whatever its output, its user or its library does to it."""

import errno
import io
import os
import signal
import subprocess
import sys

import pytest

import decision_analysis as da
from decision_analysis import command
from decision_analysis.__main__ import main

HOSTILE = "x\x1b[2J\x9b1m\u202e\u200b\u2028\r\udcff"
SHOWN = r"x\x1b[2J\x9b1m\u202e\u200b\u2028\r\udcff"


class Failing(io.StringIO):
    """A stream that refuses what is written."""

    def __init__(self, number):
        super().__init__()
        self.number = number

    def write(self, text):
        raise OSError(self.number, os.strerror(self.number))


@pytest.fixture
def fault(monkeypatch):
    """Let the command `check` raise an error."""

    def put(error):
        def check(path):
            raise error

        monkeypatch.setattr(command, "check", check)

    return put


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", f"{HOSTILE}.yaml"],
        ["run", f"{HOSTILE}.txt"],
        ["diff", f"{HOSTILE}.yaml", "b"],
        ["cite", HOSTILE],
        ["reproduce", HOSTILE],
        ["new", HOSTILE],
        ["new", "table", f"{HOSTILE}/x.yaml"],
    ],
)
def test_what_was_typed_is_shown_with_nothing_hidden(arguments, capsys):
    assert main(arguments) == 2
    shown = capsys.readouterr()
    assert (shown.out, SHOWN in shown.err) == ("", True)
    assert not set(shown.err) & set(HOSTILE[1:].replace("[2J", "").replace("1m", ""))


def test_a_wrong_command_hides_nothing_either(capsys):
    with pytest.raises(SystemExit, match="2"):
        main(["check", "a.yaml", f"--{HOSTILE}"])
    assert SHOWN in capsys.readouterr().err


def test_labels_of_a_file_are_shown_with_nothing_hidden(tmp_path, capsys):
    path = tmp_path / "cars.json"
    text = '{"kind": "study", "title": "%s", "criteria": {"a%s": {"goal": "maxx"}}}'
    escapes = r"\u001b[31m\u202e\nother.yaml:1:1: all is well"
    path.write_text(text % (escapes, escapes), encoding="utf-8")
    assert main(["check", str(path)]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert all(line.startswith(str(path)) for line in lines)  # no label makes a line of its own
    assert any(r"a\x1b[31m\u202e\nother.yaml:1:1" in line for line in lines)


@pytest.mark.parametrize("code", ["cp1252", "ascii", "utf-16", "utf-8"])
def test_an_output_of_a_small_alphabet_gets_escapes_and_says_so(code, capsys, monkeypatch):
    held = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(held, encoding=code))
    assert main(["cite", "electre_tri", "evppi", "smaa"]) == 0
    text, told = held.getvalue().decode(code), capsys.readouterr().err
    assert "mcda.electre_tri" in text
    if code.startswith("utf"):
        assert (told, r"\u" in text) == ("", False)
    else:
        assert f"note: {code} has no sign for some characters" in told
        assert "PYTHONIOENCODING=utf-8" in told
        assert told.count("\n") == 1


@pytest.mark.parametrize(
    ("out", "status", "told"),
    [
        (
            Failing(errno.ENOSPC),
            2,
            "decision_analysis: the answer could not be shown: No space left on device\n",
        ),
        (None, 2, "decision_analysis: the answer could not be shown: it is closed\n"),
        (Failing(errno.EPIPE), 0, ""),
    ],
)
def test_an_output_that_takes_nothing_is_told_on_the_other(out, status, told, capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdout", out)
    assert main(["methods"]) == status
    assert capsys.readouterr().err == told


@pytest.mark.parametrize("err", [Failing(errno.ENOSPC), None])
def test_without_an_error_stream_the_answer_is_the_same(err, capsys, monkeypatch):
    monkeypatch.setattr(sys, "stderr", err)
    assert main(["schema"]) == 0
    # nothing of what was for the other stream
    assert capsys.readouterr().out.endswith("}\n")
    assert main(["check", "nowhere.yaml"]) == 2
    assert capsys.readouterr().out == ""


def test_files_are_written_though_nobody_reads_the_answer(tmp_path, monkeypatch):
    path, out, written = tmp_path / "oil.json", str(tmp_path / "out"), []
    da.io.save(da.trees.Decision("go", {"a": 1.0, "b": 2.0}), path)
    monkeypatch.setattr(sys, "stdout", Failing(errno.EPIPE))
    monkeypatch.setattr(da.study, "write", lambda analysis, to, **_: written.append(to) or ())
    assert main(["run", str(path), "--samples", "10", "--out", out]) == 0
    assert written == [out]


def test_a_full_disk_ends_a_program_in_one_line():
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "decision_analysis", "--version"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    told = "decision_analysis: the answer could not be shown: No space left on device\n"
    assert (done.returncode, done.stderr) == (2, told)


INTERRUPTED_AT = """
import runpy, signal, sys

class Loading:
    def find_spec(self, name, *_):
        if name == sys.argv[1]:
            signal.raise_signal(signal.SIGINT)

# as in a terminal: what runs in the background may have been told to ignore it
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.meta_path.insert(0, Loading())
runpy.run_module("decision_analysis", run_name="__main__")
"""


@pytest.mark.parametrize("package", ["decision_analysis.command", "numpy"])
def test_an_interrupt_while_packages_load_is_one_line(package):
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED_AT, package], capture_output=True, text=True
    )
    assert (done.returncode, done.stdout, done.stderr) == (
        130,
        "",
        "decision_analysis: interrupted\n",
    )


def test_an_interrupt_is_one_line(fault, capsys):
    fault(KeyboardInterrupt())
    assert main(["check", "x"]) == 130
    assert capsys.readouterr().err == "decision_analysis: interrupted\n"


@pytest.mark.parametrize(("name", "status"), [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129)])
def test_a_signal_leaves_the_old_file_and_nothing_half_written(
    name, status, tmp_path, capsys, monkeypatch, request
):
    number = getattr(signal, name)
    # as in a terminal: what runs in the background may have been told to ignore it
    usual = signal.default_int_handler if name == "SIGINT" else signal.SIG_DFL
    around = signal.signal(number, usual)
    request.addfinalizer(lambda: signal.signal(number, around))
    before = signal.getsignal(number)
    path = tmp_path / "t.json"
    table = da.DecisionTable([[1, 2]], ["x", "y"], ["a"])
    da.io.save(table, path)
    was = path.read_bytes()
    # the moment when a part is written, but not in its place
    monkeypatch.setattr(os, "fsync", lambda handle: signal.raise_signal(number))
    new = table.with_values(table.values + 1)
    assert command.guarded(lambda: da.io.save(new, path) or 0) == status
    assert [file.name for file in tmp_path.iterdir()] == ["t.json"]
    assert path.read_bytes() == was
    assert signal.getsignal(number) is before
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_fault_of_ours_is_told_shortly_and_where_to_report_it(fault, capsys):
    fault(KeyError(HOSTILE))
    assert main(["check", "x"]) == 3
    told = capsys.readouterr().err
    assert told.startswith("decision_analysis: a fault of ours: KeyError: ")
    assert "bug tracker" in told
    assert "decision_analysis --traceback" in told
    assert da.__version__ in told
    assert len(told.splitlines()) == 3
    assert main(["--traceback", "check", "x"]) == 3
    told = capsys.readouterr().err
    assert "Traceback (most recent call last)" in told
    assert "test_command_ends.py" in told


def test_want_of_memory_is_told(fault, capsys):
    fault(MemoryError())
    assert main(["check", "x"]) == 2
    assert capsys.readouterr().err == (
        "decision_analysis: not enough memory: fewer samples take less\n"
    )
