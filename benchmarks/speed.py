"""How long does a comparison take? The whole process on H.R. 1, engrossed -> enrolled, beside its peers.

    python benchmarks/speed.py --runs 5

- lawdiff: the command itself, from two XML files to one JSON file;
- wdiff: word by word over the plain texts of the same files, which are made beforehand and not counted;
- lxml: nothing but the parse of both files, timed inside its process;
- floor: what any comparison by structure costs in Python, without a rule: the same libraries imported, the words of
  each section, its likest section by shared shingles, rapidfuzz's edits between the two, and those as JSON. No tree,
  no levels below the section, no split or merger, no significance, no figures.

They run in turn, so that a busy minute hits all of them. At the end stand the medians of wall and processor time, the
peak of memory, and the ratios; on a busy machine the processor time is the one to trust.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from corpus import corpus_folder
from lxml import etree

OLD = "bills/119hr1/BILLS-119hr1eh.xml"
NEW = "bills/119hr1/BILLS-119hr1enr.xml"
MIB = 1024  # ru_maxrss counts KiB on Linux

PARSE = """
import sys, time
from lxml import etree
start, busy = time.perf_counter(), time.process_time()
for name in sys.argv[1:]:
    etree.parse(name)
print(time.perf_counter() - start, time.process_time() - busy)
"""

FLOOR = """
import json, re, sys
from collections import Counter, defaultdict
import click
from lxml import etree
from rapidfuzz.distance import Indel

def sections(name):
    return [re.findall(r"\\S+", " ".join(each.itertext())) for each in etree.parse(name).getroot().iter("section")]

def shingles(words):
    return {tuple(words[at : at + 4]) for at in range(len(words) - 3)}

old, new = map(sections, sys.argv[1:3])
index = defaultdict(list)
for number, words in enumerate(new):
    for shingle in shingles(words):
        index[shingle].append(number)
rows = []
for words in old:
    votes = Counter(number for shingle in shingles(words) for number in index.get(shingle, ()))
    other = new[votes.most_common(1)[0][0]] if votes else []
    rows.append(
        [
            (code.tag, " ".join(words[code.src_start : code.src_end]), " ".join(other[code.dest_start : code.dest_end]))
            for code in Indel.opcodes(words, other)
        ]
    )
with open(sys.argv[3], "w") as target:
    json.dump(rows, target)
"""


@dataclass(frozen=True, slots=True)
class Run:
    """One process: seconds of wall time and of processor time, its peak memory in MiB, what it printed."""

    seconds: float
    processor: float
    peak: float
    out: bytes


ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""A command that is installed has its bytecode on disk; a machine set up to write none would compile it each time."""


def measure(command: list[str], allowed: tuple[int, ...] = (0,)) -> Run:
    """Run a command to its end and measure it; end with its words where it fails."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=errors, env=ENVIRONMENT)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in allowed:
            errors.seek(0)
            sys.exit(
                f"{command[0]} ended with {process.returncode}: {errors.read().decode(errors='replace')}"
            )
        out.seek(0)
        return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / MIB, out.read())


def plain_text(source: Path, target: Path) -> None:
    """Write the words of a document, one element's text a line, for programs that know no structure."""
    body = etree.parse(str(source)).getroot()
    lines = (" ".join(text.split()) for text in body.itertext())
    target.write_text("\n".join(line for line in lines if line) + "\n", "utf-8")


def report(name: str, runs: list[Run]) -> None:
    """Print the medians of some runs, and the peak of all."""
    wall = statistics.median(run.seconds for run in runs)
    processor = statistics.median(run.processor for run in runs)
    peak = max(run.peak for run in runs)
    spread = f"{min(run.seconds for run in runs):.2f} to {max(run.seconds for run in runs):.2f}"
    print(f"{name:8} wall {wall:6.3f} s ({spread}), processor {processor:6.3f} s, peak {peak:6.1f} MiB")


def ratio(ours: list[Run], theirs: list[Run]) -> str:
    """Return how many times as long ours takes, by wall and by processor time."""
    wall = statistics.median(run.seconds for run in ours) / statistics.median(run.seconds for run in theirs)
    processor = statistics.median(run.processor for run in ours) / statistics.median(
        run.processor for run in theirs
    )
    return f"{wall:.2f} times (processor time: {processor:.2f} times)"


def compare(old: Path, new: Path, runs: int, folder: Path) -> dict[str, list[Run]]:
    """Run everything in turn and give the runs by name."""
    texts = [folder / "old.txt", folder / "new.txt"]
    plain_text(old, texts[0])
    plain_text(new, texts[1])
    result = folder / "comparison.json"
    lawdiff = [
        sys.executable,
        "-m",
        "lawdiff",
        "diff",
        str(old),
        str(new),
        "--format",
        "json",
        "-o",
        str(result),
    ]
    wdiff = shutil.which("wdiff")
    floor = [sys.executable, "-c", FLOOR, str(old), str(new), str(folder / "floor.json")]
    found: dict[str, list[Run]] = {"lawdiff": [], "wdiff": [], "lxml": [], "floor": []}
    for turn in range(1, runs + 1):
        found["lawdiff"].append(measure(lawdiff))
        if wdiff:
            found["wdiff"].append(measure([wdiff, *map(str, texts)], allowed=(0, 1)))  # 1: they differ
        parse = measure([sys.executable, "-c", PARSE, str(old), str(new)])
        wall, processor = map(float, parse.out.split())
        found["lxml"].append(Run(wall, processor, parse.peak, b""))
        found["floor"].append(measure(floor))
        print(
            f"run {turn}:",
            ", ".join(f"{name} {these[-1].seconds:.3f} s" for name, these in found.items() if these),
        )
    print(f"result: {result.stat().st_size / 1e6:.1f} MB of JSON")
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("old", nargs="?", help="an older document instead of H.R. 1 engrossed")
    parser.add_argument("new", nargs="?", help="a newer document instead of H.R. 1 enrolled")
    parser.add_argument("--runs", type=int, default=5, help="how often each runs (5)")
    options = parser.parse_args()
    if options.new:
        old, new = Path(options.old), Path(options.new)
    else:
        old, new = corpus_folder() / OLD, corpus_folder() / NEW
    print(f"{old.name} -> {new.name}, {(old.stat().st_size + new.stat().st_size) / 1e6:.1f} MB of XML")
    with tempfile.TemporaryDirectory() as folder:
        found = compare(old, new, options.runs, Path(folder))
    for name, runs in found.items():
        if runs:
            report(name, runs)
    if not found["wdiff"]:
        print("wdiff is not installed (on Debian: apt-get install wdiff), so there is no ratio to it")
    peers = {"wdiff": "wdiff", "lxml": "the bare parse of both files", "floor": "the floor"}
    for name, peer in peers.items():
        if found[name]:
            print(f"lawdiff takes {ratio(found['lawdiff'], found[name])} as long as {peer}")
    for name in ("wdiff", "lxml"):
        if found[name]:
            print(f"the floor takes {ratio(found['floor'], found[name])} as long as {peers[name]}")


if __name__ == "__main__":
    main()
