"""A task of chunks, and one that kills the process which first comes to a certain chunk."""

import os
import signal

from decision_analysis._limits import CHUNK
from decision_analysis.core import _chunks

N = 40 * CHUNK + 5


def draw(chunk, rows):
    """Return a sum that only this chunk has."""
    return float(_chunks.stream(17, "test", chunk).random(rows).sum())


class Once:
    """A task that kills its process the first time that it comes to a chunk."""

    def __init__(self, folder, chunk):
        self.folder, self.chunk = folder, chunk

    def __call__(self, chunk, rows):
        mark = self.folder / "killed"
        if chunk == self.chunk and not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return draw(chunk, rows)
