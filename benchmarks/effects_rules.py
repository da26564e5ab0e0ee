"""How well the instructions of Federal Register rules are read, and how well they are executed on the CFR.

Reading is held against `labels/rules-instructions.csv`: 200 instructions drawn from all of the corpus (`--labels` draws
them anew), read by a person with the printed text beside them; a row for each thing that an instruction does, and one
without a verb where it does nothing (a frame, a citation that continues). Execution is held against the later edition
of the CFR where the corpus has one; what is refused is explained one by one.
"""

from __future__ import annotations

import csv
import random
import re
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from corpus import corpus_folder
from effects_page import Row, Section, Table, scores

from lawdiff import parse
from lawdiff.differ.stars import STARS
from lawdiff.effects import apply
from lawdiff.effects.places import path_name
from lawdiff.effects.rules import instructions, read
from lawdiff.effects.rules.pieces import PARTS, pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lawdiff import Document, Provision
    from lawdiff.effects.operation import Operation, Reading
    from lawdiff.effects.report import Execution, Outcome

LABELS = Path(__file__).resolve().parent / "labels" / "rules-instructions.csv"
DRAWN, SEED = 200, 8

DAYS = ("fr/FR-2016-04-15.xml", "fr/FR-2024-02-12.xml", "fr/FR-2018-05-10-uslm.xml")
RULES = (
    "2011-29462",
    "2012-27993",
    "2013-01503",
    "2013-16962",
    "2013-22752",
    "2014-25503-1",
    "2015-01321",
    "2015-18239",
)
BANKING = (
    *("2012-27993", "2013-01503", "2013-16962", "2013-22752"),
    *("2014-25503-1", "2015-01321", "2015-18239"),
)
"""Rules of 2012 to 2015, in the order of their publication, that amend parts of 12 CFR."""

PART_1024, PART_1026 = (f"cfr/CFR-2012-title12-vol8-part{part}.xml" for part in ("1024", "1026"))
PATENTS = ("cfr/CFR-2011-title37-vol1-part1.xml", "cfr/CFR-2012-title37-vol1-part1.xml")


SHARES = (
    "Printed instructions and their lettered parts (AMDPAR), among them frames and citations that continue; one is "
    "read if nothing in it is listed as not understood."
)
LABELLED = (
    "An operation is right if its verb and its place, to the last number, are those of the label. The grammar was "
    "written with these documents at hand: this says how far it goes on them, not what to expect of the next. "
    "Forms for what this sample had shown to be missing (recall was 0.968) were added afterwards: entries of tables, "
    "headings of forms in appendices, appendices in plain text. Of entries of tables the labels "
    "say the table, and one or several, not which."
)
IN_A_TABLE = (
    "In § 1.445 the rule prints the number (i) in the first cell of a table, the edition as a paragraph of its own: "
    "the words are the same, the tree is not."
)
ONE_BY_ONE = (
    "The rules are applied one after the other, in the order of their publication (78 FR 11280 is 2013-01503). With "
    "2011-29462 these are all the rules of the corpus that amend a part of which it has a text; it has no later "
    "edition. What was applied is held against the print of the rule itself: a provision that is added, or set out "
    "anew, must read in the result, word for word, as the rule prints it."
)


class Instruction(NamedTuple):
    """One printed instruction or lettered part of one: its document, provision, and what was read in it."""

    document: Document
    file: str
    provision: Provision
    operations: tuple[Operation, ...]
    missed: int


def sections(corpus: Path) -> Iterator[Section]:
    """Yield the parts of the page."""
    files = [*DAYS, *(f"fr/{name}.xml" for name in RULES)]
    read_ = {file: printed(file, parse(corpus / file)) for file in files}
    yield _shares(read_)
    yield _labelled(read_)
    yield _patents(corpus)
    yield _banking(corpus)


def printed(file: str, document: Document) -> list[Instruction]:
    """Return the instructions of a document with what was read in each."""
    reading: Reading = read(document)
    found = []
    for top, _ in instructions(document):
        for piece in pieces(top):
            provision = piece.provision
            if provision.level in ("text", "continuation") and provision.level not in PARTS:
                continue
            address = provision.address
            operations = tuple(each for each in reading.operations if each.instruction == address)
            missed = sum(each.span.address == address for each in reading.not_understood)
            found.append(Instruction(document, file, provision, operations, missed))
    return found


def _shares(read_: dict[str, list[Instruction]]) -> Section:
    rows = [
        _share(name, [each for file in files for each in read_[file]])
        for name, files in (
            *((Path(day).stem, (day,)) for day in DAYS),
            ("single rules", tuple(f"fr/{name}.xml" for name in RULES)),
            ("all", tuple(read_)),
        )
    ]
    return Section(
        "(b) Instructions of the Federal Register: the share that is read",
        (
            SHARES,
            Table(
                ("where", "printed", "read", "share", "operations", "passages not understood"), tuple(rows)
            ),
        ),
    )


def _share(name: str, found: Sequence[Instruction]) -> tuple[str, ...]:
    whole = sum(not each.missed for each in found)
    operations = sum(len(each.operations) for each in found)
    missed = sum(each.missed for each in found)
    return (
        name,
        f"{len(found):,}",
        f"{whole:,}",
        f"{whole / len(found):.3f}",
        f"{operations:,}",
        f"{missed:,}",
    )


# --- the labelled sample --------------------------------------------------------------------------


def rows_of(each: Instruction) -> list[tuple[str, str]]:
    """Return what was read in an instruction as labels: verb and place."""
    return [(operation.verb, where(operation, each.document)) for operation in each.operations]


def where(operation: Operation, document: Document) -> str:
    """Return the place of an operation in a label: numbers alone, no words of the law.

    What is added or is set out anew is named by the number that is printed; a definition by its place in the print.
    """
    named = path_name(operation.target.path)
    part = operation.target.part
    if part == "table":
        named += _entries(operation)
    elif part == "definition":
        named += ", definition"
        if operation.payload:
            named += f" {operation.payload[0].rpartition('/')[2]}"
    elif part != "whole":
        named += f", {part}{operation.target.ordinal or ''}"
    elif operation.verb == "add":
        new = [document.by_address[address] for address in operation.payload]
        named += " + " + ", ".join(
            each.designator or each.level for each in new if each.level != "table of contents"
        )
    if operation.to is not None:
        named += f" as {path_name(operation.to.path)}"
    return named


def _entries(operation: Operation) -> str:
    """Return entries of a table as a label has them: one or several; of a table of contents by its number."""
    said = operation.target.term
    contents = re.fullmatch(r"table of contents, entry for (\S+)", said)
    if contents:
        return f", entry {contents[1]}"
    several = re.search(r"\b(?:entries|rows)\b", said) is not None
    return f", table{' +' if operation.verb == 'add' else ','} {'entries' if several else 'entry'}"


def draw(read_: dict[str, list[Instruction]]) -> list[Instruction]:
    """Return the sample, the same for the same corpus."""
    every = [each for file in sorted(read_) for each in read_[file]]
    chosen = random.Random(SEED).sample(  # noqa: S311 - a sample that can be drawn again
        range(len(every)), DRAWN
    )
    return [every[at] for at in sorted(chosen)]


Found = Counter[tuple[str, str, str, str]]
"""How often an operation stands in an instruction: file, instruction, verb, place."""


def against_labels(read_: dict[str, list[Instruction]]) -> tuple[Found, Found, Found]:
    """Return the operations that were read rightly, all that were read, and those of the labels."""
    with LABELS.open(encoding="utf-8", newline="") as file:
        labels = list(csv.DictReader(file))
    by_place = {(each.file, each.provision.address): each for found in read_.values() for each in found}
    wanted: Found = Counter()
    found: Found = Counter()
    for row in labels:
        if row["verb"]:
            wanted[row["file"], row["instruction"], row["verb"], row["place"]] += 1
    for name, address in dict.fromkeys((row["file"], row["instruction"]) for row in labels):
        each = by_place.get((name, address))
        for verb, place in rows_of(each) if each is not None else ():
            found[name, address, verb, place] += 1
    return wanted & found, found, wanted


def _labelled(read_: dict[str, list[Instruction]]) -> Section:
    right, found, wanted = against_labels(read_)
    verbs = sorted({key[2] for key in wanted | found})
    table = [
        Row("read by a person", verb or "all", *(_count(counter, verb) for counter in (right, found, wanted)))
        for verb in (*verbs, "")
    ]
    missed = [(key[1], key[2], key[3]) for key in wanted - right]
    return Section(
        "(b) The same, against instructions read by a person",
        (
            f"{DRAWN} instructions drawn with seed {SEED} (`benchmarks/labels/rules-instructions.csv`). {LABELLED}",
            scores(table),
            *(
                (
                    "Not read, each listed by the reader itself as not understood:",
                    Table(("instruction", "verb", "place"), tuple(missed)),
                )
                if missed
                else ("None of them is left unread.",)
            ),
        ),
    )


def _count(counter: Found, verb: str) -> int:
    return sum(count for key, count in counter.items() if verb in ("", key[2]))


# --- 37 CFR part 1 --------------------------------------------------------------------------------


def words(provision: Provision) -> str:
    """Return all words of a provision in order, in one line."""
    return re.sub(r"\s+", " ", " ".join(each.own_words for each in provision.walk())).strip()


def own_comments(heading: Provision) -> str:
    """Return the words of a heading of an interpretation and its comments, without the headings below it."""
    own = [heading.own_words, *(words(child) for child in heading.children if child.level != "heading")]
    return re.sub(r"\s+", " ", " ".join(own)).strip()


def _patents(corpus: Path) -> Section:
    old, new = (parse(corpus / name) for name in PATENTS)
    execution = apply(parse(corpus / "fr/2011-29462.xml"), old)
    rows = []
    for address in _sections_of(execution):
        result, later = execution.result.by_address[address], new.by_address[address]
        alike = words(result) == words(later)
        shape = [(each.level, each.number) for each in result.walk()] == [
            (each.level, each.number) for each in later.walk()
        ]
        rows.append((result.number, "yes" if alike else "no", "yes" if shape else "no"))
    same = sum(row[1] == "yes" for row in rows)
    return Section(
        "(c) 37 CFR part 1 of 2011, amended by 2011-29462, against the edition of 2012",
        (
            f"{len(rows)} sections are amended; {same} come out as published, word for word. {IN_A_TABLE}",
            Table(("section", "the same words", "the same tree"), tuple(rows)),
        ),
    )


def _sections_of(execution: Execution) -> list[str]:
    """Return the addresses of the sections that an execution changed, in order."""
    found: dict[str, None] = {}
    for outcome in execution.outcomes:
        for address in outcome.result:
            provision: Provision | None = execution.result.by_address[address]
            while provision is not None and provision.level != "section":
                provision = execution.result.by_address.get(provision.parent)
            if provision is not None:
                found[provision.address] = None
    return list(found)


# --- 12 CFR ---------------------------------------------------------------------------------------


def _banking(corpus: Path) -> Section:
    counts, refused = [], []
    law = {part: parse(corpus / part) for part in (PART_1024, PART_1026)}
    for name in BANKING:
        rule = parse(corpus / f"fr/{name}.xml")
        for part, before in list(law.items()):
            execution = apply(rule, before)
            law[part] = replace(execution.result, title=before.title)
            fates = Counter(outcome.fate for outcome in execution.outcomes)
            if not fates["applied"] + fates["flagged"] + fates["refused"]:
                continue
            exact = [outcome for outcome in execution.outcomes if is_checked(outcome)]
            printed_so = sum(reads_as_printed(outcome, execution) for outcome in exact)
            counts.append(
                (
                    name,
                    part[-8:-4],
                    *(str(fates[fate]) for fate in ("applied", "flagged", "refused")),
                    str(len(exact)),
                    str(printed_so),
                )
            )
            refused += [
                (name, _why(outcome, execution), outcome.reason)
                for outcome in execution.outcomes
                if outcome.fate == "refused"
            ]
    grouped = [(*key, *row) for key, row in _grouped(refused)]
    columns = (
        "rule",
        "part",
        "applied",
        "flagged",
        "refused",
        "provisions set out in full",
        "read as printed",
    )
    return Section(
        "(c) 12 CFR parts 1024 and 1026 of 2012 and the rules of 2012 to 2015",
        (
            ONE_BY_ONE,
            Table(columns, tuple(counts)),
            "What was refused, and why the base does not bear it:",
            Table(
                ("rule", "explained by", "operations", "places that the base does not have"), tuple(grouped)
            ),
        ),
    )


def _grouped(refused: Sequence[tuple[str, str, str]]) -> list[tuple[tuple[str, str], tuple[str, str]]]:
    """Return the refusals of a rule that have one explanation together: how many, and the places missed, each once."""
    groups: dict[tuple[str, str], list[str]] = {}
    for name, why, reason in refused:
        groups.setdefault((name, why), []).append(reason)
    return [
        (key, (str(len(reasons)), "; ".join(dict.fromkeys(_missing(reason) for reason in reasons))))
        for key, reasons in groups.items()
    ]


def _missing(reason: str) -> str:
    bare = reason.removeprefix("the base has no ")
    return bare.replace("part 1024, ", "").replace("part 1026, ", "")


def is_checked(outcome: Outcome) -> bool:
    """Return whether an outcome sets out a provision whose words can be held against the print."""
    operation = outcome.operation
    return (
        outcome.fate in ("applied", "flagged")
        and operation.target.part == "whole"
        and operation.verb in ("add", "revise")
        and bool(operation.payload)
    )


def reads_as_printed(outcome: Outcome, execution: Execution) -> bool:
    """Return whether the provision reads in the result as the rule prints it."""
    new = execution.amending.by_address[outcome.operation.payload[0]]
    text = words(new) if new.level != "heading" else own_comments(new)
    if STARS in text:
        pieces_ = [piece.strip() for piece in text.split(STARS) if piece.strip()]
        whole = words(execution.result.by_address[_outermost(outcome, execution)])
        return all(piece in whole for piece in pieces_)
    found = execution.result.by_address.get(_printed_address(new.address))
    return found is not None and (words(found) if new.level != "heading" else own_comments(found)) == text


def _outermost(outcome: Outcome, execution: Execution) -> str:
    provision = execution.result.by_address[(outcome.result or outcome.base)[0]]
    while provision.level not in ("section", "appendix") and provision.parent in execution.result.by_address:
        provision = execution.result.by_address[provision.parent]
    return provision.address


def _printed_address(address: str) -> str:
    return address[address.index("cfr/") :] if "cfr/" in address else address


_EARLIER = re.compile(
    r"as (?:added|amended)[^.;:]*? at ([0-9]+ FR [0-9]+)|as (amended) in a final rule published"
)


def _why(outcome: Outcome, execution: Execution) -> str:
    """Return what the rule says of an earlier rule that the base does not have yet, else that it says nothing."""
    if "is taken" in outcome.reason:
        return "an earlier rule added a paragraph of this number; the instruction says add where it sets out anew"
    provision: Provision | None = execution.amending.by_address[outcome.operation.instruction]
    while provision is not None:
        match = _EARLIER.search(provision.text)
        if match:
            return f"the rule builds on {match[1] or 'a rule of the same winter'}, which is not in the corpus"
        provision = execution.amending.by_address.get(provision.parent)
    return "a provision that rules between the edition and this one added"


def write_labels(corpus: Path) -> None:
    """Draw the sample and write what the reader makes of it, for a person to correct."""
    files = [*DAYS, *(f"fr/{name}.xml" for name in RULES)]
    documents = {file: parse(corpus / file) for file in files}
    sample = draw({file: printed(file, documents[file]) for file in files})
    with LABELS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("file", "instruction", "verb", "place"))
        for each in sample:
            for verb, place in rows_of(each) or [("", "")]:
                writer.writerow((each.file, each.provision.address, verb, place))


def main(arguments: Iterable[str]) -> None:
    """Print the part of the page, or draw the labels."""
    if "--labels" in arguments:
        write_labels(corpus_folder())
        return
    for section in sections(corpus_folder()):
        print("\n".join(section.lines()))


if __name__ == "__main__":
    main(sys.argv[1:])
