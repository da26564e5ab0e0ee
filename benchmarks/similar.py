"""How long does `lawdiff similar` take on a thousand bills, and does it find what there is?

    python benchmarks/similar.py --bills 1000 --sections 20

Bills are made in a temporary folder (`made.py`: a few real sections with words changed, among invented ones). The
index is built, asked again with nothing changed, and asked after one file has changed; all through the library, with
the times of its steps. Some sections of the document that is asked about are then looked for in other ways, in the
same run:

- all: the same measure on every passage of the corpus, without an index. What it finds is the truth;
- rapidfuzz: the normalized similarity of the words (Indel) with every passage, as one would do without shingles. It
  compares whole sections: one inside a longer one is none of its matches.

Times are given as ratios to the index too, because the machine has other work.
"""

from __future__ import annotations

import argparse
import sqlite3
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from corpus import corpus_folder
from made import stock_of, write_bills
from rapidfuzz.distance import Indel

from lawdiff.corpora.indexing import unpacked
from lawdiff.corpora.passage import Passage, Section, overlap, sections_of
from lawdiff.corpora.similar import COMMON_IN, THRESHOLD, Wanted, similar
from lawdiff.corpora.workers import Processes, cores
from lawdiff.parsers import Document, parse

if TYPE_CHECKING:
    from lawdiff.render.similar import SimilarReport

EVERYTHING = 1_000_000

SAMPLE = 10
"""Of so many bills, one is parsed to see how long parsing alone takes."""


@dataclass(frozen=True, slots=True)
class Timed:
    """An answer, and how long it took: wall and processor time of this process, in seconds."""

    report: SimilarReport
    seconds: float
    processor: float


def ask(document: Document, folder: Path, index: Path, wanted: Wanted) -> Timed:
    """Ask once."""
    with Processes(cores()) as workers:
        start, busy = time.perf_counter(), time.process_time()
        report = similar(document, folder, index, workers, tell=lambda *_: None, wanted=wanted)
        return Timed(report, time.perf_counter() - start, time.process_time() - busy)


def passages_of(index: Path) -> tuple[list[Passage], list[frozenset[str]]]:
    """Return every passage of the corpus, and the texts that each stands in."""
    texts: dict[int, set[str]] = {}
    with closing(sqlite3.connect(index)) as db:
        for key, text in db.execute("SELECT passage, text FROM sections JOIN documents ON document = key"):
            texts.setdefault(key, set()).add(text)
        rows = db.execute("SELECT key, words FROM passages ORDER BY key").fetchall()
    return [unpacked(words) for _, words in rows], [frozenset(texts[key]) for key, _ in rows]


def telling(
    section: Section, found: set[bytes], passages: list[Passage], texts: list[frozenset[str]]
) -> set[bytes]:
    """Return those of the found passages that share a run that is no common clause, or are the same altogether."""
    where: dict[str, set[str]] = {run: set() for run in section.passage.runs}
    shared: dict[bytes, list[str]] = {}
    for passage, these in zip(passages, texts, strict=True):
        runs = passage.runs.keys() & where.keys()
        for run in runs:
            where[run] |= these
        if passage.digest in found:
            shared[passage.digest] = list(runs)
    same = section.passage.digest
    return {
        digest
        for digest, runs in shared.items()
        if digest == same or any(len(where[run]) <= COMMON_IN for run in runs)
    }


def all_of(section: Section, passages: list[Passage]) -> set[bytes]:
    """Return what shares enough with a section, by measuring everything."""
    found = set()
    for passage in passages:
        common = overlap(section.passage, passage)
        shares = len(common.here) / len(section.passage.words), len(common.there) / len(passage.words)
        if max(shares) >= THRESHOLD:
            found.add(passage.digest)
    return found


def fuzzy(section: Section, passages: list[Passage]) -> set[bytes]:
    """Return what is alike as a whole."""
    words = section.passage.words
    return {
        passage.digest
        for passage in passages
        if Indel.normalized_similarity(words, passage.words, score_cutoff=THRESHOLD) >= THRESHOLD
    }


def by_index(
    sections: list[Section], folder: Path, index: Path, document: Document
) -> tuple[list[set[bytes]], float]:
    """Return what the index finds for some sections, each asked alone, and how long that took."""
    found = []
    digests = {}
    with closing(sqlite3.connect(index)) as db:
        query = "SELECT sha256, address, digest FROM sections JOIN documents ON document = documents.key"
        rows = db.execute(f"{query} JOIN passages ON passage = passages.key")
        digests = {(sha256, address): digest for sha256, address, digest in rows}
    start = time.perf_counter()
    for section in sections:
        wanted = Wanted(at=section.unit.address, limit=EVERYTHING)
        (row,) = ask(document, folder, index, wanted).report.sections
        found.append({digests[match.places[0].sha256, match.places[0].address] for match in row.matches})
    return found, time.perf_counter() - start


def count_of(found: list[set[bytes]]) -> int:
    """Return how many were found for all sections."""
    return sum(map(len, found))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--bills", type=int, default=1000, help="how many bills are made (1000)")
    parser.add_argument(
        "--sections", type=int, default=20, help="how many sections are looked for otherwise (20)"
    )
    options = parser.parse_args()
    bills = corpus_folder() / "bills"
    document = parse(bills / "119hr1" / "BILLS-119hr1eh.xml")
    with tempfile.TemporaryDirectory() as made:
        folder, index = Path(made) / "corpus", Path(made) / "index.db"
        folder.mkdir()
        write_bills(folder, stock_of(sorted(bills.glob("*/BILLS-*.xml"))), options.bills, seed=1)
        size = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
        built = ask(document, folder, index, Wanted(limit=EVERYTHING))
        passages, texts = passages_of(index)
        words = sum(len(passage.words) for passage in passages)
        print(f"{options.bills} bills, {size:.1f} MB; {len(passages):,} passages of {words:,} words")
        some = sorted(folder.iterdir())[::SAMPLE]
        start = time.perf_counter()
        for path in some:
            parse(path)
        parsed = (time.perf_counter() - start) * options.bills / len(some)
        times = built.seconds / parsed
        print(
            f"built by {cores()} processes and asked: {built.seconds:.1f} s, index {index.stat().st_size / 1e6:.1f} MB"
        )
        print(f"that is {times:.2f} times as long as one process takes to do nothing but parse the bills")
        again = ask(document, folder, index, Wanted(limit=EVERYTHING))
        count = len(again.report.sections)
        print(f"asked again, {count} sections: {again.seconds:.2f} s, processor {again.processor:.2f} s")
        last = max(folder.iterdir())
        last.write_bytes(last.read_bytes().replace(b"Further provisions", b"Other provisions"))
        after = ask(document, folder, index, Wanted(limit=EVERYTHING))
        print(f"asked after one file has changed: {after.seconds:.2f} s, processor {after.processor:.2f} s")
        sections = sections_of(document)
        chosen = sections[:: max(1, len(sections) // options.sections)][: options.sections]
        ours, seconds = by_index(chosen, folder, index, document)
        print(f"{len(chosen)} sections, one question each: {seconds / len(chosen):.2f} s a section")
        start = time.perf_counter()
        truth = [all_of(section, passages) for section in chosen]
        slow = time.perf_counter() - start
        start = time.perf_counter()
        alike = [fuzzy(section, passages) for section in chosen]
        fuzz = time.perf_counter() - start
        whole = again.seconds * len(chosen) / len(sections)
        print(
            f"all:       {slow / len(chosen):.2f} s a section, {slow / whole:.0f} times the index, all asked at once"
        )
        print(f"rapidfuzz: {fuzz / len(chosen):.2f} s a section, {fuzz / whole:.0f} times the index")
        clear = [telling(*pair, passages, texts) for pair in zip(chosen, truth, strict=True)]
        print(
            f"all found {count_of(truth)}; {count_of(truth) - count_of(clear)} of them share nothing but runs "
            f"that stand in more than {COMMON_IN} texts, which the index passes over on purpose"
        )
        for name, found in (("index", ours), ("rapidfuzz", alike)):
            right = count_of([mine & true for mine, true in zip(found, clear, strict=True)])
            any_of = count_of([mine & true for mine, true in zip(found, truth, strict=True)])
            others = count_of(found) - any_of
            print(
                f"{name}: {right} of the {count_of(clear)} others, {any_of} of all, and {others} that all did not find"
            )


if __name__ == "__main__":
    main()
