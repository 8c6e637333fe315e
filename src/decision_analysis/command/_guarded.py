"""`guarded`: a command whose end is always told in a few lines, never by a traceback."""

from __future__ import annotations

import contextlib
import platform
import signal
import sys
import threading
import traceback
import warnings
from collections.abc import Callable, Iterator
from types import FrameType

from decision_analysis._printable import one_line
from decision_analysis._version import __version__
from decision_analysis.command._stream import Stream
from decision_analysis.errors import DecisionAnalysisError, shortened

REFUSED, FAULT = 2, 3
"""Exit status where a file or an argument is refused, or the system refuses; where we failed."""
BY_SIGNAL = 128
"""Exit status of shells for what a signal ended, to which its number is added."""
ENDING = ("SIGTERM", "SIGHUP")


class _Ended(BaseException):
    """A signal asked the process to end."""


def guarded(do: Callable[[], int], *, trace: bool = False) -> int:
    """Do something and return its exit status, or that of what kept it from being done.

    What it prints goes through `Stream`. An interrupt, or a request to end, lets files be finished
    or taken back. With `trace` the traceback of a fault of ours is shown.
    """
    out, err = Stream(sys.stdout), Stream(sys.stderr)
    with (
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        warnings.catch_warnings(),
        _ended_by_signals(),
    ):
        warnings.showwarning = _note
        try:
            status = _status(do, trace=trace)
        except SystemExit as end:  # of the reader of arguments
            lost = _finish(out, err)
            raise SystemExit(end.code or lost) from None
        lost = _finish(out, err)
        return status or lost


def _status(do: Callable[[], int], *, trace: bool) -> int:
    try:
        return do()
    except DecisionAnalysisError as error:
        return _tell(str(error))
    except OSError as error:
        # "[Errno 2] No such file" is for programmers
        return _tell(f"{error.strerror}: {error.filename}" if error.filename else str(error))
    except MemoryError as error:
        return _tell(f"not enough memory: {str(error) or 'fewer samples take less'}")
    except KeyboardInterrupt:
        return _tell("interrupted", BY_SIGNAL + signal.SIGINT)
    except _Ended as ended:
        return _tell("asked to end", BY_SIGNAL + ended.args[0])
    except Exception as error:
        if trace:
            traceback.print_exc()
        return _tell(_fault(error, trace=trace), FAULT)


def _finish(out: Stream, err: Stream) -> int:
    """Say what could not be shown; return the exit status where that is a failure."""
    out.flush()
    if out.escaped:
        _note(
            f"{out.encoding} has no sign for some characters, which are written as escapes such as"
            f" {out.escaped}; PYTHONIOENCODING=utf-8 shows them"
        )
    # a reader who has gone, such as `head`, has seen enough
    lost = 0
    if out.failed is not None and not isinstance(out.failed, BrokenPipeError):
        lost = _tell(f"the answer could not be shown: {out.failed.strerror or out.failed}")
    err.flush()
    for stream in (out, err):
        stream.end()
    return lost


def _tell(what: str, status: int = REFUSED) -> int:
    print(f"decision_analysis: {what}", file=sys.stderr)
    return status


def _note(
    message: Warning | str, category: type[Warning] = UserWarning, *_: object, **__: object
) -> None:
    """Tell a warning as what it is: a word on the data, not on a line of the library's code."""
    # "overflow encountered in multiply": what comes of it is refused by name, or of no account
    if issubclass(category, RuntimeWarning):
        return
    print(f"decision_analysis: note: {message}", file=sys.stderr)


def _fault(error: Exception, *, trace: bool) -> str:
    what = one_line(traceback.format_exception_only(error)[-1].strip())
    asked = "the traceback above" if trace else "what `decision_analysis --traceback ...` prints"
    return (
        f"a fault of ours: {shortened(what)}\n"
        f"Please report it in the bug tracker of decision_analysis, with {asked}\n"
        f"and the file, if others may see it. This is decision_analysis {__version__}, Python"
        f" {platform.python_version()}."
    )


@contextlib.contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Turn requests to end into an exception, so that what is half done is taken back."""
    kept = {}
    # only the main thread may say what signals do; those that are ignored stay so
    if threading.current_thread() is threading.main_thread():
        for name in ENDING:
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is signal.SIG_DFL:
                kept[number] = signal.signal(number, _end)
    try:
        yield
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)


def _end(number: int, frame: FrameType | None) -> None:
    raise _Ended(number)
