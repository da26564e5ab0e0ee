"""How many pairs a minute does `lawdiff batch` compare, how much do two processes gain, what do ten times more cost?

    python benchmarks/batch.py --pairs 30 --runs 3

Pairs of bills are made in a temporary folder (`made.py`: 30 real sections each, words changed and sections dropped),
and the command itself is run on them, from the manifest to the index. One process and two take turns, so that a busy
minute hits both; the ratio is taken pair by pair, and its median is what counts. Beside the wall time stands the
processor time of all processes: where the machine has other work, the first says what was there to be had, the second
what the work costs.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from corpus import corpus_folder
from made import Stock, stock_of, write_pairs
from speed import ENVIRONMENT, MIB, Run

TIMES = 10

ADOPT = 36
"""PR_SET_CHILD_SUBREAPER of Linux (prctl(2)): processes whose parent ends become children of this one, so that what
all of them took can be added up."""


def measure(command: list[str]) -> Run:
    """Run a command with all processes that it starts, and measure them; end where it fails."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=ENVIRONMENT)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{command} ended with {process.returncode}")
    used = [usage]
    while True:
        try:
            used.append(os.wait4(-1, 0)[2])
        except ChildProcessError:  # nobody is left
            break
    busy = sum(one.ru_utime + one.ru_stime for one in used)
    return Run(seconds, busy, max(one.ru_maxrss for one in used) / MIB, b"")


def timed(pairs: Path, jobs: int, formats: list[str]) -> Run:
    """Run the command once, into a new folder."""
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, "-m", "lawdiff", "batch", str(pairs / "pairs.csv"), "-o", out, "-q"]
        return measure([*command, "--jobs", str(jobs), *(f"--format={form}" for form in formats)])


def written(folder: Path, stock: Stock, count: int) -> Path:
    """Write pairs and their manifest."""
    folder.mkdir()
    write_pairs(folder, stock, count, seed=1)
    lines = ["old,new", *(f"{number:05}-ih.xml,{number:05}-eh.xml" for number in range(1, count + 1))]
    (folder / "pairs.csv").write_text("\n".join(lines) + "\n", "utf-8")
    return folder


def said(name: str, run: Run, count: int) -> str:
    """Return one run in words."""
    return (
        f"{name}: {run.seconds:6.2f} s, {60 * count / run.seconds:6.1f} pairs a minute, "
        f"processor {run.processor:6.2f} s, largest process {run.peak:.0f} MiB"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pairs", type=int, default=30, help="how many pairs (30); then ten times as many")
    parser.add_argument("--runs", type=int, default=3, help="how often one process and two take turns (3)")
    parser.add_argument("--format", action="append", help="html and json, where none is named")
    options = parser.parse_args()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(ADOPT, 1, 0, 0, 0)
    formats = options.format or ["html", "json"]
    bills = sorted((corpus_folder() / "bills").glob("*/BILLS-*.xml"))
    with tempfile.TemporaryDirectory() as made:
        stock = stock_of(bills)
        few = written(Path(made) / "few", stock, options.pairs)
        size = sum(path.stat().st_size for path in few.glob("*.xml")) / 1e6
        print(f"{options.pairs} pairs, {size:.1f} MB of XML, formats {', '.join(formats)}")
        gains, ones, twos = [], [], []
        for turn in range(1, options.runs + 1):
            one, two = timed(few, 1, formats), timed(few, 2, formats)
            print(said(f"run {turn}, one process ", one, options.pairs))
            print(said(f"run {turn}, two processes", two, options.pairs))
            gains.append(one.seconds / two.seconds)
            ones.append(one)
            twos.append(two)
        print(
            f"two processes are {statistics.median(gains):.2f} times as fast as one (median of {len(gains)} turns)"
        )
        count = TIMES * options.pairs
        many = timed(written(Path(made) / "many", stock, count), 2, formats)
        print(said(f"{TIMES} times more pairs, two processes", many, count))
        before = statistics.median(run.seconds for run in twos)
        work = statistics.median(run.processor for run in twos)
        print(
            f"{TIMES} times more pairs take {many.seconds / before:.1f} times as long "
            f"(processor time: {many.processor / work:.1f} times), and "
            f"{many.peak / max(run.peak for run in twos):.2f} times the memory in the largest process"
        )


if __name__ == "__main__":
    main()
