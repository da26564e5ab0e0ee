"""How long does parsing take beside the bare lxml parse, and does memory grow with the file?

    python benchmarks/parse.py --runs 5

Every file of the corpus is parsed by lxml alone and by lawdiff, in turn, in one process, with the garbage collector
off for both; the medians are compared. The first round fills the caches of markers and designators and is not
counted. *Floor* is what any tree of Python objects costs: the bare parse, one walk that asks each element for its
name, text and tail, and as many provisions as the document has, all of them plain text.

Then a title of the US Code is made as large as asked by repeating its sections, and parsed in a process of its own:
the peak of memory is that of the whole process, interpreter and libraries included.
"""

from __future__ import annotations

import argparse
import copy
import gc
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from corpus import corpus_folder
from lxml import etree

from lawdiff.parsers import parse_bytes
from lawdiff.parsers.draft import BILL, Draft, finish

if TYPE_CHECKING:
    from collections.abc import Callable

REPEATED = "usc/usc13@117-80.xml"
MIB = 1024  # Linux counts the peak ("high water mark") in KiB
PEAK = "; print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
PARSE = "import sys; from lawdiff.parsers import parse; print(len(parse(sys.argv[1]).provisions))" + PEAK
BARE = "import sys; from lxml import etree; print(sum(1 for _ in etree.parse(sys.argv[1]).iter()))" + PEAK


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time of one call, its result thrown away inside the time."""
    start = time.process_time()
    work()
    return time.process_time() - start


def walk(element: etree._Element) -> None:
    """Ask each element below another for what every parser needs."""
    for child in element:
        child.tag, child.text, child.tail  # noqa: B018 - to ask is the point
        walk(child)


def least(data: bytes, provisions: int) -> None:
    """Do what a parser that made a tree of Python objects without any rule would do."""
    walk(etree.fromstring(data))
    finish([Draft("text", text="x") for _ in range(provisions)], BILL)


class Measured(NamedTuple):
    """One file: its family, and the medians of lxml, of the floor and of lawdiff in seconds."""

    family: str
    bare: float
    floor: float
    ours: float


def measure(files: list[Path], runs: int) -> dict[Path, Measured]:
    """Measure each file."""
    return {file: measure_one(file, runs) for file in files}


def measure_one(file: Path, runs: int) -> Measured:
    """Parse one file in the three ways, in turn."""
    data = file.read_bytes()
    document = parse_bytes(data, file.name)
    count = len(document.provisions)
    ways: tuple[Callable[[], object], ...] = (
        lambda: etree.fromstring(data),
        lambda: least(data, count),
        lambda: parse_bytes(data, file.name),
    )
    times: list[list[float]] = [[], [], []]
    gc.disable()
    for _ in range(runs):
        for way, taken in zip(ways, times, strict=True):
            taken.append(seconds(way))
            gc.collect()
    gc.enable()
    return Measured(document.family, *map(statistics.median, times))


def report(measured: dict[Path, Measured], *, each: bool) -> None:
    """Print the ratio of each family, and of all files together."""
    sums: dict[str, list[float]] = defaultdict(lambda: [0, 0.0, 0.0, 0.0, 0.0])
    for file, (family, bare, floor, ours) in measured.items():
        size = file.stat().st_size / 1e6
        if each:
            print(
                f"{file.name:34} {size:6.2f} MB  lxml {bare * 1e3:7.2f} ms  "
                f"lawdiff {ours * 1e3:7.2f} ms  {ours / bare:5.1f} times, floor {floor / bare:5.1f}"
            )
        for name in (family, "all"):
            for place, value in enumerate((1, size, bare, floor, ours)):
                sums[name][place] += value
    for name, (count, size, bare, floor, ours) in sums.items():
        print(
            f"{name:18} {count:3.0f} files {size:6.2f} MB  lxml {bare * 1e3:7.1f} ms  "
            f"lawdiff {ours * 1e3:7.1f} ms  {ours / bare:5.1f} times, floor {floor / bare:4.1f}, "
            f"{size / ours:5.1f} MB/s"
        )


def enlarge(source: Path, target: Path, megabytes: float) -> None:
    """Write a document with its sections repeated until it has at least a size."""
    tree = etree.parse(str(source))
    first = next(tree.iter("{*}section"))
    parent = first.getparent()
    if parent is None:
        sys.exit(f"{source} has no section to repeat")
    chapters = parent.getparent()
    holder = parent if chapters is None else chapters
    originals = list(holder)
    size = sum(len(etree.tostring(original)) for original in originals)
    for _ in range(int(megabytes * 1e6 - source.stat().st_size) // size + 1):
        holder.extend([copy.deepcopy(original) for original in originals])
    tree.write(str(target), encoding="UTF-8", xml_declaration=True)


def peak(program: str, file: Path) -> tuple[float, str]:
    """Return the peak memory in MiB of a Python process that parses a file, and the count that it printed."""
    command = [sys.executable, "-c", program, str(file)]
    count, kib = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return int(kib) / MIB, count


def memory(megabytes: float) -> None:
    """Print how the peak of memory grows with a title."""
    with tempfile.TemporaryDirectory() as folder:
        for size in (megabytes / 4, megabytes / 2, megabytes):
            file = Path(folder) / "title.xml"
            enlarge(corpus_folder() / REPEATED, file, size)
            ours, provisions = peak(PARSE, file)
            bare, _ = peak(BARE, file)
            title = f"a title of {file.stat().st_size / 1e6:5.1f} MB, {provisions} provisions"
            print(f"{title}: peak {ours:4.0f} MiB (bare lxml {bare:4.0f} MiB)")


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("paths", nargs="*", type=Path, help="files instead of the whole corpus")
    options.add_argument("--runs", type=int, default=5, help="how often each file is parsed (5)")
    options.add_argument("--each", action="store_true", help="a line for each file too")
    options.add_argument("--megabytes", type=float, default=20, help="size of the repeated title (20)")
    chosen = options.parse_args()
    files = chosen.paths or sorted(corpus_folder().rglob("*.xml"))
    report(measure(files, chosen.runs), each=chosen.each)
    memory(chosen.megabytes)


if __name__ == "__main__":
    main()
