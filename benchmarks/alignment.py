"""How right the alignment is: precision, recall and F1 per relation, on truths of four kinds.

    python benchmarks/alignment.py            the table
    python benchmarks/alignment.py --misses   and every miss, one a line

(a) real documents changed on purpose (`perturb.py`); (b) the enrolled bill against the public law: nothing changed;
(c) prints whose sections keep their identifiers, which the aligner is not shown: US Code release points by section
number, engrossed against calendar print by `id`; (d) pairs labelled by reading (`labels/`); (e) pairs labelled by
reading that no threshold was set with; (f) pairs labelled by reading before any comparison of them was looked at, with
the paragraphs inside.
"""

from __future__ import annotations

import csv
import sys
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lawdiff import compare, parse
from lawdiff.parsers.document import Document  # noqa: TC001 - at run time for nobody, but it reads better here

sys.path.insert(0, str(Path(__file__).parent))
from corpus import corpus_folder
from perturb import perturb

if TYPE_CHECKING:
    from lawdiff import Comparison

SEEDS = range(5)
LABELS = Path(__file__).parent / "labels"
DOCUMENT = Path(__file__).parent.parent / "docs" / "accuracy.md"
HEAD = (
    "| truth | relation | right | found | wanted | precision | recall | F1 |\n"
    "|---|---|---:|---:|---:|---:|---:|---:|"
)
PAGE = """# How right the alignment is

Written by `python benchmarks/alignment.py --write`; `--misses` lists every miss. Each row counts links between sections
(or sections, for removed and added): how many were found right, found in all, and to be found.

{table}
- **(a)** Four real documents (H.R. 1 engrossed and enrolled, Public Law 113-121, H.R. 264), each changed by a program
  with five seeds: sections deleted, inserted from an unrelated document, rewritten by 5 to 40 % of their words, split,
  merged, moved, and all numbered anew (`benchmarks/perturb.py`).
- **(b)** The enrolled bill in bill.dtd against the public law in USLM: the same act, so every section is its own
  counterpart.
- **(c)** Release points of the US Code, with the section number as the truth, and the engrossed bill against the
  calendar print, with the `id` as the truth. The identifiers are not shown to the aligner; numbers are, as to any
  reader of the Code.
- **(d)** Pairs of sections of H.R. 1, engrossed against enrolled, labelled by reading both texts
  (`benchmarks/labels/hr1-eh-enr.csv`). The thresholds of topics, splits and mergers were set with these labels in
  sight, so this row says how well the rules can fit one hard pair, not what to expect of the next.
- **(e)** Labelled by reading as well, before anything was changed on their account: the sections of the same pair that
  are not in (d) (`hr1-eh-enr-held-out.csv`), and other pairs (`other-pairs.csv`: appropriations, bills through
  committee and floor, sections and appendices that two rules of one docket print). {held_out} Left out, because two
  readers may disagree: sections of which only the law that they amend is the same.

- **(f)** Labelled by reading, before any comparison of these pairs was looked at (`unseen.csv`, each with its reason):
  H.R. 1 reported -> engrossed, H.R. 1500 through committee and floor, paragraphs of H.R. 1 engrossed -> enrolled, 44
  U.S.C. with a subchapter replaced by another one, a CFR part and the rule that amends it, rules that amend the same
  sections. Renumbered, moved, divided and joined provisions, and what is alike and has nothing to do with each other.
  {unseen}

An alignment by number and heading alone, as most tools have it, cannot be scored on (b) and (c) in a way that says
anything; on (d) one that pairs sections by path and then by likeness was measured at F1 0.70, and a greedy one-to-one
match on shared phrases at 0.88.
"""
HELD_OUT = (
    "Before the rules were worked on again the held-out sections of H.R. 1 had link F1 0.977 (precision 1.000, recall\n"
    "  0.954), removed 0.898, added 0.958; the other pairs, chosen for what looked wrong in them, 0.889, 0.471\n"
    "  and 0.896. What was missed led to general rules (what a piece has of its own, numbers that nobody else names,\n"
    "  instructions by what they amend), so that the figures in the table are no longer quite unseen."
)
"""What (e) said before it had been looked at; it cannot be measured again."""

UNSEEN = (
    "At the first try, with the labels as first written (542), the sections had link F1 0.958 (precision 0.966,\n"
    "  recall 0.950), removed 0.943 and added 0.898, the paragraphs 0.960 (0.952, 0.969), 0.904 and 0.963. Reading\n"
    "  the misses showed that twelve true links had been left out of the labels; with them the first try has 0.967,\n"
    "  0.935 and 0.898 for sections and 0.974, 0.904 and 0.957 for paragraphs. What was really missed led to general\n"
    "  rules: the table has the figures after reading, and those of the first try are what to expect of the next pair."
)
"""What (f) said at the first try; it cannot be measured again."""

Link = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one relation in one row of the table."""

    truth: str
    relation: str
    right: int
    found: int
    wanted: int

    def line(self) -> str:
        """Return the row of the table."""
        precision = self.right / self.found if self.found else 1.0
        recall = self.right / self.wanted if self.wanted else 1.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        counts = f"{self.right} | {self.found} | {self.wanted}"
        return f"| {self.truth} | {self.relation} | {counts} | {precision:.3f} | {recall:.3f} | {f1:.3f} |"


def links(comparison: Comparison) -> dict[str, set[Link]]:
    """Return the links of sections that a comparison found, by relation."""
    found: dict[str, set[Link]] = {"link": set(), "moved": set(), "split": set(), "merged": set()}
    for change in comparison.changes:
        if change.level != "section":
            continue
        pairs = {(old.address, new.address) for old in change.old for new in change.new}
        found["link"] |= pairs
        for relation in ("moved", "split", "merged"):
            if getattr(change, relation):
                found[relation] |= (
                    {pairs_of_main(change.old[0].address, change.new[0].address)}
                    if relation == "moved"
                    else pairs
                )
    return found


def pairs_of_main(old: str, new: str) -> Link:
    """Return the main pair of a change as a link."""
    return old, new


def alone(comparison: Comparison) -> tuple[set[str], set[str]]:
    """Return the sections that were removed and added."""
    removed = {c.old[0].address for c in comparison.changes if c.level == "section" and not c.new}
    added = {c.new[0].address for c in comparison.changes if c.level == "section" and not c.old}
    return removed, added


def compare_sets(truth: str, relation: str, found: set[Any], wanted: set[Any], misses: list[str]) -> Score:
    """Return the score of one set against another, and note what is missing or too much."""
    misses += [f"{truth}: {relation}: missed {item}" for item in sorted(wanted - found)]
    misses += [f"{truth}: {relation}: wrong {item}" for item in sorted(found - wanted)]
    return Score(truth, relation, len(found & wanted), len(found), len(wanted))


def perturbed(documents: list[tuple[Document, Document]], misses: list[str]) -> list[Score]:
    """Return the scores on documents changed on purpose, summed over documents and seeds.

    Args:
        documents: each with the unrelated document that inserted sections and words are taken from.
        misses: takes what was missed or wrong.
    """
    sums: dict[str, list[int]] = {}
    for document, stock in documents:
        for seed in SEEDS:
            changed, truth = perturb(document, stock, seed)
            comparison = compare(document, changed)
            found = links(comparison)
            removed, added = alone(comparison)
            rows = (
                ("link", found["link"], truth.links),
                ("moved", found["moved"], truth.moved),
                ("split", found["split"], truth.split),
                ("merged", found["merged"], truth.merged),
                ("removed", removed, truth.removed),
                ("added", added, truth.added),
            )
            for relation, got, wanted in rows:
                score = compare_sets(f"(a) {document.title} seed {seed}", relation, got, wanted, misses)
                sums.setdefault(relation, [0, 0, 0])
                for place, count in enumerate((score.right, score.found, score.wanted)):
                    sums[relation][place] += count
    return [Score("(a) changed on purpose", relation, *counts) for relation, counts in sums.items()]


def by_key(truth: str, old: Document, new: Document, key: str, misses: list[str]) -> list[Score]:
    """Return the scores where sections that share a key (``designator`` or ``source_id``) are the same."""
    news: dict[str, list[str]] = {}
    for provision in new.provisions:
        if provision.is_unit and provision.level == "section" and getattr(provision, key):
            news.setdefault(getattr(provision, key), []).append(provision.address)
    olds: dict[str, list[str]] = {}
    for provision in old.provisions:
        if provision.is_unit and provision.level == "section" and getattr(provision, key):
            olds.setdefault(getattr(provision, key), []).append(provision.address)
    wanted = {
        (olds[name][0], news[name][0])
        for name in olds
        if name in news and len(olds[name]) == len(news[name]) == 1
    }
    known_old, known_new = {pair[0] for pair in wanted}, {pair[1] for pair in wanted}
    comparison = compare(old, new)
    found = links(comparison)
    judged = {pair for pair in found["link"] if pair[0] in known_old or pair[1] in known_new}
    return [
        compare_sets(truth, "link", judged, wanted, misses),
        compare_sets(truth, "moved", found["moved"], set(), misses),
    ]


def labelled(truth: str, old: Document, new: Document, labels: Path, misses: list[str]) -> list[Score]:
    """Return the scores on labels: rows ``old,new`` of section numbers; an empty side is removed or added.

    A section that stands in several rows was split or merged. Only labelled sections are judged.
    """
    with labels.open(newline="", encoding="utf-8") as lines:
        rows = [(row["old"], row["new"]) for row in csv.DictReader(lines)]
    wanted = {(f"s{old}", f"s{new}") for old, new in rows if old and new}
    known_old = {f"s{old}" for old, _ in rows if old}
    known_new = {f"s{new}" for _, new in rows if new}
    comparison = compare(old, new)
    found = {pair for pair in links(comparison)["link"] if pair[0] in known_old or pair[1] in known_new}
    removed, added = alone(comparison)
    return [
        compare_sets(truth, "link", found, wanted, misses),
        compare_sets(
            truth, "removed", removed & known_old, {f"s{old}" for old, new in rows if not new}, misses
        ),
        compare_sets(truth, "added", added & known_new, {f"s{new}" for old, new in rows if not old}, misses),
    ]


def other_pairs(folder: Path, misses: list[str]) -> list[Score]:
    """Return the scores on the other labelled pairs together: rows ``old_file,new_file,old,new`` of addresses."""
    pairs: dict[tuple[str, str], set[tuple[str, str]]] = {}
    with (LABELS / "other-pairs.csv").open(newline="", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            pairs.setdefault((row["old_file"], row["new_file"]), set()).add((row["old"], row["new"]))
    sums = {"link": [0, 0, 0], "removed": [0, 0, 0], "added": [0, 0, 0]}
    for (old, new), rows in pairs.items():
        changes = compare(parse(folder / old), parse(folder / new)).changes
        found = {
            (one.address, other.address) for change in changes for one in change.old for other in change.new
        }
        found |= {(change.old[0].address, "") for change in changes if not change.new}
        found |= {("", change.new[0].address) for change in changes if not change.old}
        olds, news = ({row[side] for row in rows} - {""} for side in (0, 1))
        judged = {pair for pair in found if pair[0] in olds or pair[1] in news}
        for relation, counts in sums.items():
            got, wanted = ({pair for pair in side if _relation(pair) == relation} for side in (judged, rows))
            score = compare_sets(f"(e) {Path(old).stem} -> {Path(new).stem}", relation, got, wanted, misses)
            for place, count in enumerate((score.right, score.found, score.wanted)):
                counts[place] += count
    return [Score("(e) other pairs, read", relation, *counts) for relation, counts in sums.items()]


def unseen(folder: Path, misses: list[str]) -> list[Score]:
    """Return the scores on `unseen.csv`: units, and the provisions inside them, by the crosswalk.

    Rows are ``old_file,new_file,old,new,reason``; an empty side is removed or added. Only labelled provisions are
    judged: a link of one of them that is not labelled is wrong.
    """
    pairs: dict[tuple[str, str], set[Link]] = {}
    with (LABELS / "unseen.csv").open(newline="", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            pairs.setdefault((row["old_file"], row["new_file"]), set()).add((row["old"], row["new"]))
    read = {name: parse(folder / name) for name in dict.fromkeys(chain.from_iterable(pairs))}
    sums: dict[tuple[str, str], list[int]] = {}
    for (old, new), rows in pairs.items():
        units = {""}.union(*({unit.address for unit in read[name].units} for name in (old, new)))
        judged = _judged(compare(read[old], read[new]), rows)
        for kind in ("sections", "paragraphs"):
            for relation in ("link", "removed", "added"):
                got, wanted = (
                    {
                        pair
                        for pair in side
                        if _relation(pair) == relation and (units >= {*pair}) == (kind == "sections")
                    }
                    for side in (judged, rows)
                )
                truth = f"(f) {Path(old).stem} -> {Path(new).stem}, {kind}"
                score = compare_sets(truth, relation, got, wanted, misses)
                counts = sums.setdefault((kind, relation), [0, 0, 0])
                for place, count in enumerate((score.right, score.found, score.wanted)):
                    counts[place] += count
    return [Score(f"(f) unseen, {kind}", relation, *counts) for (kind, relation), counts in sums.items()]


def _judged(comparison: Comparison, rows: set[Link]) -> set[Link]:
    """Return what a comparison says of the provisions that are labelled: links, and what has none."""
    olds, news = ({row[side] for row in rows} - {""} for side in (0, 1))
    found = {(old, new) for old, targets in comparison.crosswalk.items() for new in targets}
    linked_old, linked_new = {pair[0] for pair in found}, {pair[1] for pair in found}
    judged = {pair for pair in found if pair[0] in olds or pair[1] in news}
    judged |= {(old, "") for old in olds - linked_old}
    return judged | {("", new) for new in news - linked_new}


def _relation(pair: tuple[str, str]) -> str:
    return "link" if all(pair) else "removed" if pair[0] else "added"


def main() -> None:
    """Print the table, and with --misses every miss."""
    folder = corpus_folder()
    hr1 = folder / "bills" / "119hr1"
    read = {stage: parse(hr1 / f"BILLS-119hr1{stage}.xml") for stage in ("rh", "eh", "pcs", "enr")}
    law = parse(hr1 / "PLAW-119publ21.xml")
    misses: list[str] = []
    water = parse(folder / "bills-uslm" / "113publ121-uslm.xml")
    house = parse(folder / "bills-uslm" / "h264_eh.xml")
    scores = perturbed(
        [(read["eh"], water), (read["enr"], house), (water, read["enr"]), (house, water)], misses
    )
    scores += by_key("(b) enrolled -> public law", read["enr"], law, "designator", misses)
    scores += by_key("(c) engrossed -> calendar, by id", read["eh"], read["pcs"], "source_id", misses)
    usc = folder / "usc"
    for title, old, new in (
        ("4", "113-31", "117-80"),
        ("9", "113-31", "117-80"),
        ("13", "113-31", "117-80"),
        ("44", "113-31", "115-164not141"),
    ):
        name = f"usc{int(title):02}"
        pair = parse(usc / f"{name}@{old}.xml"), parse(usc / f"{name}@{new}.xml")
        scores += by_key(f"(c) {title} U.S.C. {old} -> {new}", *pair, "designator", misses)
    pair = read["eh"], read["enr"]
    scores += labelled("(d) H.R. 1 engrossed -> enrolled, read", *pair, LABELS / "hr1-eh-enr.csv", misses)
    held_out = LABELS / "hr1-eh-enr-held-out.csv"
    scores += labelled("(e) H.R. 1 engrossed -> enrolled, held out", *pair, held_out, misses)
    scores += other_pairs(folder, misses)
    scores += unseen(folder, misses)
    table = "\n".join([HEAD, *(score.line() for score in scores)]) + "\n"
    print(table, end="")
    if "--write" in sys.argv:
        DOCUMENT.write_text(PAGE.format(table=table, held_out=HELD_OUT, unseen=UNSEEN), encoding="utf-8")
    if "--misses" in sys.argv:
        print(*misses, sep="\n")


if __name__ == "__main__":
    main()
