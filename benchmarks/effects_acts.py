"""How well the amending instructions of acts are read, against the markup that the House and GPO published.

The text of an act is read from its own parsed tree, in which there is no mark of an instruction; the truth is each
``amendingAction`` element of the USLM edition of the same act. Both are listed by provision, in the order of the text,
and matched by kind; so one that has a wrong kind, is missing, or stands in the wrong provision is a miss.

Where the markup itself is wrong, `labels/hr1-actions.csv` says so, provision by provision, with the reason; the raw
figures do not look at it.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import random
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from effects_page import Row, Section, Table, scores
from lxml import etree
from rapidfuzz.distance import LCSseq

from lawdiff import parse
from lawdiff.effects.acts import read
from lawdiff.effects.as_json import written
from lawdiff.effects.places import cited
from lawdiff.render.operation import inserted, struck

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lawdiff import Document
    from lawdiff.effects.operation import Operation, Reading, Span

READ_BY_HAND = Path(__file__).resolve().parent / "labels" / "acts-read.csv"
LABELS = Path(__file__).resolve().parent / "labels" / "hr1-actions.csv"

Kinds = dict[str, list[str]]
"""Kinds of actions by the address of a provision, in the order of the text."""

HR1 = "bills/119hr1"
OTHERS = (
    "bills-uslm/113publ121-uslm.xml",
    "bills-uslm/h1058_enr.xml",
    "bills-uslm/h264_eh.xml",
    "bills-uslm/hj107_enr.xml",
    "bills-uslm/s2731_ips.xml",
    "bills-uslm/BILLS-110s2062ris.xml",
)
"""Acts with markup that the grammar was not written for."""

SHARED = ("119hr1", "116hr1500", "118hr8752", "119hr2196", "119s269", "119s331")
"""Folders of bills whose shares are published."""


def sections(corpus: Path) -> Iterator[Section]:
    """Yield the parts of the page."""
    enrolled = parse(corpus / HR1 / "BILLS-119hr1enr.xml")
    markup = corpus / HR1 / "PLAW-119publ21.xml"
    wanted = marked(markup, parse(markup))
    found = read_kinds(enrolled, read(enrolled))
    labels = read_labels()
    raw, differing = compare("raw", wanted, found)
    reasoned, left = compare("reasoned", corrected(wanted, labels), found)
    listed = [
        (address, *sides, labels[address]["right"], labels[address]["reason"])
        if address in labels
        else (address, *sides, "?", "not looked at")
        for address, sides in differing.items()
    ]
    yield Section(
        "(a) The enrolled H.R. 1, without markup, against the markup of Public Law 119-21",
        (
            (
                f"{sum(map(len, wanted.values()))} `amendingAction` elements. *Raw*: as they are marked. *Reasoned*: "
                "with the corrections listed below, made by reading the text where marks and reader differ (a mistake "
                f"that both share would not show); {len(left)} differences are left."
            ),
            scores((*raw, *reasoned)),
            "Where the two differ:",
            Table(("provision", "marked", "read", "right", "reason"), tuple(listed)),
        ),
    )
    rows = []
    for path in OTHERS:
        document = parse(corpus / path)
        wanted, found = marked(corpus / path, document), read_kinds(document, read(document))
        if set(wanted) == {""}:
            found = {"": [kind for address in found for kind in found[address]]}
        more, _ = compare(Path(path).stem, wanted, found)
        rows += more
    yield Section(
        "(a) Other acts with markup",
        (
            (
                "Raw. No held-out set: their phrases were looked at before the grammar was written, and misses in them "
                "were mended."
            ),
            scores(rows),
        ),
    )
    yield Section(
        "(a) Amendatory phrases understood",
        (
            (
                "Of all amendatory words and phrases found (`is amended`, `striking`, `inserting`, …), those "
                "from which an operation was read; the others are listed verbatim by `lawdiff instructions`. (At the "
                "first pass over all of them the share was 0.976.)"
            ),
            Table(
                ("document", "phrases", "understood", "share", "operations", "passages not understood"),
                tuple(understood(corpus)),
            ),
        ),
    )
    yield hand_checked(corpus)


def marked(path: Path, document: Document) -> Kinds:
    """Return the kinds of the ``amendingAction`` elements of a USLM edition.

    Args:
        path: of the edition.
        document: the same, parsed: its provisions keep the identifiers of the source. Where it has none (Public Law
            113-121), all elements are in one list.
    """
    by_id = {one.source_id: one.address for one in document.provisions if one.source_id}
    kinds: Kinds = {}
    for action in etree.parse(path).getroot().iter("{*}amendingAction"):
        above = list(action.iterancestors())
        named = [one.get("identifier") or one.get("id") or "" for one in above]
        places = [by_id[name] for name in named if name in by_id]
        address = numbered(document, places[0]) if places and by_id else ""
        kinds.setdefault(address, []).append(action.get("type") or "")
    return kinds


def numbered(document: Document, address: str) -> str:
    """Return the address of the provision that a text belongs to: a continuation is its parent's."""
    provision = document.by_address[address]
    while provision.level in ("continuation", "text", "instruction") and provision.parent:
        provision = document.by_address[provision.parent]
    return provision.address


def read_kinds(document: Document, reading: Reading) -> Kinds:
    """Return the kinds of the actions that were read."""
    kinds: dict[str, list[tuple[int, str]]] = {}
    for action in reading.actions:
        address = numbered(document, action.span.address)
        kinds.setdefault(address, []).append((action.span.start, action.kind))
    return {address: [kind for _, kind in sorted(found)] for address, found in kinds.items()}


def compare(truth: str, wanted: Kinds, found: Kinds) -> tuple[list[Row], dict[str, tuple[str, str]]]:
    """Return a row a kind; and by address what is marked and what was read, where the two differ."""
    right: Counter[str] = Counter()
    differing = {}
    for address in {**wanted, **found}:
        one, other = wanted.get(address, []), found.get(address, [])
        for block in LCSseq.opcodes(one, other):
            if block.tag == "equal":
                right.update(one[block.src_start : block.src_end])
        if one != other:
            differing[address] = (" ".join(one) or "-", " ".join(other) or "-")
    wanted_in_all = Counter(kind for kinds in wanted.values() for kind in kinds)
    found_in_all = Counter(kind for kinds in found.values() for kind in kinds)
    kinds = sorted({**wanted_in_all, **found_in_all})
    rows = [Row(truth, kind, right[kind], found_in_all[kind], wanted_in_all[kind]) for kind in kinds]
    return rows, differing


def read_labels() -> dict[str, dict[str, str]]:
    """Return what was decided by reading, by address."""
    with LABELS.open(encoding="utf-8", newline="") as file:
        return {row["address"]: row for row in csv.DictReader(file)}


def corrected(wanted: Kinds, labels: Mapping[str, Mapping[str, str]]) -> Kinds:
    """Return the truth with what is right according to the labels."""
    better = {address: label["truth"].split() for address, label in labels.items()}
    return {address: kinds for address, kinds in {**wanted, **better}.items() if kinds}


def understood(corpus: Path) -> Iterator[tuple[str, ...]]:
    """Yield a row a document that amends: phrases found and understood."""
    files = [path for folder in SHARED for path in sorted((corpus / "bills" / folder).glob("*.xml"))]
    files += sorted((corpus / "bills-uslm").glob("*.xml"))
    phrases = known = operations = passages = 0
    for path in files:
        reading = read(parse(path))
        if not reading.actions:
            continue
        count = known_actions(reading)
        phrases, known = phrases + len(reading.actions), known + count
        operations, passages = operations + len(reading.operations), passages + len(reading.not_understood)
        yield _share(
            path.stem, len(reading.actions), count, len(reading.operations), len(reading.not_understood)
        )
    yield _share("**all**", phrases, known, operations, passages)


def _share(name: str, phrases: int, known: int, operations: int, passages: int) -> tuple[str, ...]:
    return name, str(phrases), str(known), f"{known / phrases:.3f}", str(operations), str(passages)


def known_actions(reading: Reading) -> int:
    """Return how many of the actions an operation was read from."""
    read_from = spans_by_address([span for one in reading.operations for span in one.spans])
    return sum(inside(action.span, read_from) for action in reading.actions)


def spans_by_address(spans: Iterable[Span]) -> dict[str, set[Span]]:
    """Return different spans by their address."""
    found: dict[str, set[Span]] = {}
    for span in spans:
        found.setdefault(span.address, set()).add(span)
    return found


def inside(span: Span, spans: Mapping[str, set[Span]]) -> bool:
    """Say whether a span is inside one of others."""
    return any(other.start <= span.start and span.end <= other.end for other in spans.get(span.address, ()))


def hand_checked(corpus: Path) -> Section:
    """Return what became of the operations that were compared with the text by reading, one by one."""
    with READ_BY_HAND.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    tables = []
    for sample in dict.fromkeys(row["sample"] for row in rows):
        drawn = [row for row in rows if row["sample"] == sample]
        documents = {name: digests(corpus / name) for name in dict.fromkeys(row["document"] for row in drawn)}
        same = sum(row["digest"] in documents[row["document"]] for row in drawn)
        right = sum(row["verdict"] == "right" for row in drawn)
        tables.append((sample, str(len(drawn)), str(right), f"{right / len(drawn):.3f}", str(same)))
    return Section(
        "(a) Operations compared with the text by reading",
        (
            (
                "Operations drawn at random (`python benchmarks/effects_acts.py --sample N --seed SEED FILE …`) and "
                "read beside their instruction: law, provision and part, verb, words struck and put in, and where. "
                "*Still so*: how many of them are read today as they were when they were checked."
            ),
            Table(("sample", "operations", "right", "share", "still so"), tuple(tables)),
        ),
    )


def digests(path: Path) -> set[str]:
    """Return a digest of each operation of a document."""
    return {digest(one) for one in read(parse(path)).operations}


def digest(operation: Operation) -> str:
    """Return a digest of what an operation says, without where it was read and by which form."""
    said = {
        key: value for key, value in written(operation).items() if key not in ("spans", "form", "condition")
    }
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]


def main() -> None:
    """Print a sample of operations beside their instructions, to be checked by reading."""
    arguments = argparse.ArgumentParser(description="Draw operations at random, beside their instructions.")
    arguments.add_argument("files", nargs="+")
    arguments.add_argument("--sample", type=int, default=60)
    arguments.add_argument("--seed", type=int, default=1)
    chosen = arguments.parse_args()
    documents = {file: parse(file) for file in chosen.files}
    pool = [
        (file, document, one) for file, document in documents.items() for one in read(document).operations
    ]
    random.Random(chosen.seed).shuffle(pool)  # noqa: S311 - a sample, no secret
    for file, document, one in pool[: chosen.sample]:
        print(f"{file} {one.instruction} {digest(one)}")
        for span in one.spans:
            print(f"    {document.by_address[span.address].text[span.start : span.end]}")
        print(f"    -> {one.verb} | {cited(one.target)} | {struck(one)} | {inserted(one, document)}\n")


if __name__ == "__main__":
    main()
