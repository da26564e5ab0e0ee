"""Is any word lost? Compares the words of each source with the words of its tree.

    python benchmarks/words.py                             the whole folder of real documents
    python benchmarks/words.py bill.xml rule.xml -v        some files, with the first differences

A word is a run of letters, digits and underscores, after soft hyphens are dropped. For each file it prints

    kept    the share of the source's words that are in the tree (numbers, headings, texts, apparatus)
    added   words of the tree that are not in the source, beside those that print adds (SEC., TITLE, …)
    order   the share of the words of numbers, headings and texts that stand in the order of the source

`lawdiff/parsers/left_out.py` names what a parser leaves out on purpose; nothing else may be missing.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from corpus import corpus_folder
from lxml import etree
from rapidfuzz.distance import LCSseq

from lawdiff.parsers import Document, UnreadableSource, left_out, parse
from lawdiff.parsers.numbers import PRINTED_WORDS
from lawdiff.parsers.text import names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

TABLES = {
    "bill.dtd": "BILL_DTD",
    "USLM": "USLM",
    "Federal Register": "FEDERAL_REGISTER",
    "CFR": "CFR",
    "eCFR": "ECFR",
}
"""Family of a document -> its table in `left_out`."""

SPACES_RESTORED = frozenset({"Federal Register", "CFR", "eCFR"})
"""Families whose sources sometimes drop the space between two words; the parser puts it back. For these, words that
are glued in the source and apart in the tree cancel out, and order is judged by letters."""

INLINE = names(
    # bill.dtd and USLM
    """
    a abbr act-name added-phrase addedText amendingAction b bold date deleted-phrase deletedText em enum-in-header
    external-xref header-in-text i inline internal-xref italic page pagebreak proviso quotedText ref
    short-title shortTitle sidenote span sub subscript sup superscript footnote committee-name sponsor cosponsor
    headingText nobreak def entity committee approvedDate
    """
    # the Federal Register, the CFR and the eCFR
    "E SU SB FR I B PRTPAGE FTREF AC XREF"
)
"""Elements whose edges do not end a word; the edges of all others do."""

_WORD = re.compile(r"\w+")
_PRINTED = re.compile(rf"([“‘]*)(?:SECTION|SEC\.|{'|'.join(PRINTED_WORDS.values())})\s", re.ASCII)
_NOTES = frozenset({"footnote", "note"})
"""In these a mark is the label of the note itself, and kept."""

_SHOWN = 8
"""How many differences are shown of each kind."""


@dataclass(frozen=True)
class Account:
    """The words of one source beside the words of its tree.

    Attributes:
        source: number of words of the source.
        lost: words of the source that the tree has not, or not as often.
        added: words of the tree that the source has not, or not as often.
        in_order: whether the words of numbers, headings and texts stand in the order of the source.
        order: the share of them that do, from 0 to 1.
        first_out_of_order: the first words that do not, for a reader.
    """

    source: int
    lost: Counter[str]
    added: Counter[str]
    in_order: bool
    order: float
    first_out_of_order: str

    @property
    def kept(self) -> float:
        """Share of the source's words that are in the tree, from 0 to 1."""
        return 1.0 if not self.source else 1.0 - self.lost.total() / self.source


def account(document: Document, root: etree._Element) -> Account:
    """Compare a document with the root element of its source."""
    table: Mapping[str, str] = getattr(left_out, TABLES[document.family], {})
    expected = words("".join(source_text(root, table, document.reading or "inserted")))
    own = words("\n".join(own_text(document)))
    apart = words("\n".join(apparatus_text(document)))
    found = Counter(own) + Counter(apart)
    wanted = Counter(expected)
    if document.family in SPACES_RESTORED:
        lost, added = _unglue(wanted - found, found - wanted)
        in_order = _first_missing("".join(own), "".join(expected)) < 0
        return Account(
            len(expected), lost, added, in_order, 1.0 if in_order else _share_in_order(own, expected), ""
        )
    missing = _first_missing(own, expected)
    order = 1.0 if missing < 0 else _share_in_order(own, expected)
    shown = "" if missing < 0 else " ".join(own[max(0, missing - 6) : missing + 6])
    return Account(len(expected), wanted - found, found - wanted, missing < 0, order, shown)


def _share_in_order(part: Sequence[str], whole: Sequence[str]) -> float:
    return LCSseq.similarity(part, whole) / max(1, len(part))


def _unglue(lost: Counter[str], added: Counter[str]) -> tuple[Counter[str], Counter[str]]:
    """Cancel words that are glued on one side and apart on the other: ``thatthe``, ``that the``."""
    for glued, apart in ((lost, added), (added, lost)):
        for word in sorted(glued.elements(), key=len, reverse=True):
            pieces = _cut(word, apart)
            if len(pieces) > 1:
                glued.subtract([word])
                apart.subtract(pieces)
    return +lost, +added


def _cut(word: str, pieces: Mapping[str, int]) -> list[str]:
    """Return the word cut into pieces that are there, or an empty list."""
    for end in range(len(word), 0, -1):
        head = word[:end]
        if pieces.get(head, 0) > 0:
            rest = _cut(word[end:], {**pieces, head: pieces[head] - 1})
            if rest or end == len(word):
                return [head, *rest]
    return []


def words(text: str) -> list[str]:
    """Return the words of a text."""
    return _WORD.findall(text.replace("\u00ad", ""))


def source_text(element: etree._Element, table: Mapping[str, str], reading: str) -> Iterator[str]:
    """Yield the text of a source in document order, without what the table or the reading leaves out."""
    yield element.text or ""
    for child in _numbers_first(element):
        name = _local(child)
        inline = name in INLINE
        if not inline:
            yield "\n"
        if not _is_left_out(child, name, table, reading):
            yield from source_text(child, table, reading)
        if not inline:
            yield "\n"
        yield child.tail or ""


def own_text(document: Document) -> Iterator[str]:
    """Yield number, heading and text of each provision, without the words that print adds to bill.dtd."""
    for provision in document.provisions:
        number = provision.number
        if document.family == "bill.dtd":
            number = _PRINTED.sub(r"\1", number)
        yield number
        yield provision.heading
        yield provision.text


def apparatus_text(document: Document) -> Iterator[str]:
    """Yield label, heading and text of each note."""
    for provision in document.provisions:
        for note in provision.apparatus:
            yield note.label
            yield note.heading
            yield note.text


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _numbers_first(element: etree._Element) -> Sequence[etree._Element]:
    """Return the children, a number before the heading that is printed above it (statute compilations)."""
    children = list(element)
    for at in range(1, len(children)):
        if _local(children[at]) == "num" and _local(children[at - 1]) == "heading":
            children[at - 1], children[at] = children[at], children[at - 1]
    return children


def _is_left_out(element: etree._Element, name: str, table: Mapping[str, str], reading: str) -> bool:
    if name in table:
        return True
    above = element.getparent()
    if above is not None and f"{_local(above)}/{name}" in table:
        return True
    if (name == "SU" or (name == "E" and element.get("T") == "51")) and "SU[FTREF]" in table:
        return _is_mark(element)
    if any(f"{name}[{attribute}]" in table for attribute in element.attrib):
        return not any(_local(above) in _NOTES for above in element.iterancestors())
    struck = element.get("changed") == "deleted" or name in ("deleted-phrase", "deletedText", "del")
    inserted = element.get("changed") == "added" or name in ("added-phrase", "addedText", "ins")
    return (struck and reading == "inserted") or (inserted and reading == "struck")


def _is_mark(element: etree._Element) -> bool:
    """Return whether a raised number refers to footnotes that its document has (the labels keep the numbers)."""
    document = element
    for document in element.iterancestors():
        if document.tag in ("RULE", "PRORULE", "NOTICE", "PRESDOCU"):
            break
    labels = (element.text or "").replace(",", " ").split()
    firsts = (part[0] for note in document.iter("FTNT") for part in note if len(part) and part[0].tag == "SU")
    known = {(first.text or "").strip() for first in firsts}
    return bool(labels) and known.issuperset(labels) and _is_by_a_reference(element)


def _is_by_a_reference(element: etree._Element) -> bool:
    """Return whether FTREF stands beside a raised number, or else the footnotes right behind its paragraph."""
    before, after, paragraph = element.getprevious(), element.getnext(), element.getparent()
    if before is not None and before.tag == "FTREF" and not (before.tail or "").strip():
        return True
    blank = not (element.tail or "").strip()
    while blank and after is not None and after.tag in ("SU", "E"):
        blank, after = not (after.tail or "").strip(), after.getnext()
    if blank and after is not None:
        return after.tag == "FTREF"
    note = paragraph.getnext() if paragraph is not None else None
    return blank and note is not None and note.tag == "FTNT"


def _first_missing(part: Sequence[str], whole: Sequence[str]) -> int:
    """Return where the first sequence stops being a subsequence of the second, -1 where it is one."""
    rest = iter(whole)
    for at, word in enumerate(part):
        if not any(other == word for other in rest):
            return at
    return -1


def read_root(path: Path) -> etree._Element:
    """Return the root element of a file, parsed as lawdiff parses it."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    return etree.parse(path, parser).getroot()


def main() -> int:
    """Print one line a file, and return 1 where a word is lost, added or out of order."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("paths", nargs="*", type=Path, help="files or folders instead of all real documents")
    options.add_argument("-v", "--verbose", action="store_true", help="show the first differences")
    chosen = options.parse_args()
    files = [
        file
        for path in chosen.paths or [corpus_folder()]
        for file in (sorted(path.rglob("*.xml")) if path.is_dir() else [path])
    ]
    imperfect = 0
    for file in files:
        try:
            document = parse(file)
        except UnreadableSource as error:
            print(f"{file.name:40} {error}")
            imperfect += 1
            continue
        found = account(document, read_root(file))
        perfect = not found.lost and not found.added and found.in_order
        imperfect += not perfect
        print(
            f"{file.name:40} {found.source:8} words  kept {found.kept:8.3%}  "
            f"added {found.added.total():5}  order {found.order:8.3%}",
        )
        if chosen.verbose and not perfect:
            print("    lost: ", found.lost.most_common(_SHOWN))
            print("    added:", found.added.most_common(_SHOWN))
            print("    order:", found.first_out_of_order)
    print(f"{len(files)} files, {len(files) - imperfect} without a difference")
    return 1 if imperfect else 0


if __name__ == "__main__":
    sys.exit(main())
