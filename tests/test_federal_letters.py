"""No letter of a real document of the Federal Register, the CFR or the eCFR is lost, doubled or out of order.

Letters, not words: some sources dropped the spaces around emphasis, and the parser puts them back.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from lawdiff.parsers import Document, parse
from lawdiff.parsers.cfr_content import APPARATUS
from lawdiff.parsers.left_out import CFR, ECFR, FEDERAL_REGISTER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TABLES = {"Federal Register": FEDERAL_REGISTER, "CFR": CFR, "eCFR": ECFR}
FILES = (
    "fr/2011-29462",
    "fr/2012-27993",
    "fr/2013-01503",
    "fr/2013-16962",
    "fr/2013-22752",
    "fr/2014-25503-1",
    "fr/2015-01321",
    "fr/2015-18239",
    "fr/FR-2016-04-15",
    "fr/FR-2024-02-12",
    "cfr/CFR-2011-title37-vol1-part1",
    "cfr/CFR-2012-title37-vol1-part1",
    "cfr/CFR-2012-title12-vol8-part1005",
    "cfr/CFR-2012-title12-vol8-part1024",
    "cfr/CFR-2012-title12-vol8-part1026",
    "ecfr/7cfr1b-2025",
    "ecfr/ECFR-title1",
    "ecfr/title-1-part-51-2024-05-17",
    "ecfr/title-3-full-2024-05-17",
    "ecfr/title-3-part-101-2024-05-17",
)


class Source:
    """The text of a source, without what the table leaves out, in two streams: the law, and what stands beside it."""

    def __init__(self, document: Document, root: etree._Element) -> None:
        self.table = TABLES[document.family]
        self.apart = {"FTNT"} if document.family == "Federal Register" else {"FTNT", *APPARATUS}
        self.law: list[str] = []
        self.beside: list[str] = []
        self.walk(root, frozenset(), beside=False)

    def walk(self, element: etree._Element, labels: frozenset[str], *, beside: bool) -> None:
        """Add an element and what is in it to the streams."""
        above = element.getparent()
        if element.tag in self.table or (above is not None and f"{above.tag}/{element.tag}" in self.table):
            return
        if above is None or element.tag in ("RULE", "PRORULE", "NOTICE", "PRESDOCU"):
            labels = frozenset(
                squeeze(su.text or "") for note in element.iter("FTNT") for su in note.iter("SU")
            )
        beside = beside or element.tag in self.apart
        stream = self.beside if beside else self.law
        stream.append("* * *" if element.tag == "STARS" else element.text or "")
        for child in element:
            if not is_mark(child, labels):
                self.walk(child, labels, beside=beside)
            stream.append(child.tail or "")


def is_mark(element: etree._Element, labels: frozenset[str]) -> bool:
    """Return whether an element is the raised number that refers to a footnote of the document, or to several."""
    numbers = (element.text or "").replace(",", " ").split()
    raised = element.tag == "SU" or (element.tag == "E" and element.get("T") == "51")
    if not raised or not numbers or not labels.issuperset(numbers):
        return False
    before, after, paragraph = element.getprevious(), element.getnext(), element.getparent()
    if before is not None and before.tag == "FTREF" and not (before.tail or "").strip():
        return True
    if (element.tail or "").strip():
        return False
    if after is not None:
        return after.tag == "FTREF" or is_mark(after, labels)
    note = paragraph.getnext() if paragraph is not None else None
    return note is not None and note.tag == "FTNT"


def squeeze(text: str) -> str:
    return re.sub(r"\s+|\u00ad", "", text).replace("*****", "***")


def law(document: Document) -> Iterator[str]:
    for provision in document.provisions:
        yield from (provision.number, provision.heading, provision.text)


def beside(document: Document) -> Iterator[str]:
    for provision in document.provisions:
        for note in provision.apparatus:
            yield from (note.label, note.heading, note.text)


@pytest.mark.corpus
@pytest.mark.parametrize("name", FILES)
def test_no_letter_is_lost_or_moved(corpus: Path, name: str) -> None:
    path = corpus / f"{name}.xml"
    document = parse(path)
    source = Source(document, etree.parse(path).getroot())
    assert squeeze("".join(law(document))) == squeeze("".join(source.law))
    assert Counter(squeeze("".join(beside(document)))) == Counter(squeeze("".join(source.beside)))
    assert len(document.by_address) == len(document.provisions)
    assert {notice.code for notice in document.notices} <= {"hierarchy-unclear"}
