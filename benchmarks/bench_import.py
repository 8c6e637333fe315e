"""Importing the library beside importing numpy: whole processes, median of several.

Run with: python benchmarks/bench_import.py
"""

import statistics
import subprocess
import sys
import time

from short import sizes

RUNS = sizes(9, 3)


def seconds(code: str) -> float:
    """Return the median wall time of a fresh interpreter that runs `code`."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    """Print the times, without that of the bare interpreter, and their ratio."""
    bare = seconds("pass")
    numpy, library = seconds("import numpy") - bare, seconds("import decision_analysis") - bare
    print(
        f"numpy {1000 * numpy:.0f} ms, decision_analysis {1000 * library:.0f} ms:"
        f" {library / numpy:.2f} times as long"
    )


if __name__ == "__main__":
    main()
