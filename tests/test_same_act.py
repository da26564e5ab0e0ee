"""The enrolled bill and the public law of one act, in two formats, give the same tree.

H.R. 1 of the 119th Congress: enrolled in bill.dtd, Public Law 119-21 in USLM. What differs is in the sources, and
falls under this table; everything else is the same text.

    the law prints                                       the bill has                      handled by
    headings in capitals, entries of tables of contents  capitals as in a sentence         folding case
    typographic apostrophes, en dashes in law numbers    straight ones, hyphens            one spelling of both
    fractions as one character: 12½                      12, raised 1/2                    one spelling of both
    spaces between quotation marks: ’ ”                  none                              dropped
    the enacting clause, the approval                    signatures                        counted as different
    a few provisions under another level's name          the right level's                 counted as different
    a short insertion in line                            as a quoted block                 counted as different
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import pytest
from rapidfuzz.distance import LCSseq

from lawdiff.parsers import parse

if TYPE_CHECKING:
    from pathlib import Path

    from lawdiff.parsers import Document, Provision

SAME_PROVISIONS = 0.994
"""Floor for the share of provisions that are equal, in order."""

SAME_SECTIONS = 297
"""Floor for the sections that are equal in all their provisions, of 310."""

_SPELLINGS = str.maketrans({"'": "’", "–": "-", "⁄": "/", " ": " "})
_MARKS_APART = re.compile(r"\s+(?=[’”])|(?<=[“‘])\s+")
_RAISED = re.compile(r"(?<=\d)\s+(?=\d+/\d)")


def spelled(text: str) -> str:
    one = unicodedata.normalize("NFKC", text).translate(_SPELLINGS).casefold()
    return _RAISED.sub("", _MARKS_APART.sub("", one))


def row(provision: Provision) -> tuple[str, str, str, str]:
    return provision.level, provision.number, spelled(provision.heading), spelled(provision.text)


def sections(document: Document) -> dict[str, list[tuple[str, str, str, str]]]:
    return {
        provision.address: [row(below) for below in provision.walk()]
        for provision in document.units
        if provision.level == "section"
    }


@pytest.mark.corpus
def test_the_enrolled_bill_and_the_public_law_give_the_same_tree(corpus: Path) -> None:
    bill = parse(corpus / "bills/119hr1/BILLS-119hr1enr.xml")
    law = parse(corpus / "bills/119hr1/PLAW-119publ21.xml")
    of_bill, of_law = sections(bill), sections(law)
    assert list(of_bill) == list(of_law)
    assert len(of_bill) == 310
    same = sum(of_bill[address] == of_law[address] for address in of_bill)
    bill_rows, law_rows = [row(p) for p in bill.provisions], [row(p) for p in law.provisions]
    share = LCSseq.similarity(bill_rows, law_rows) / len(bill_rows)
    assert same >= SAME_SECTIONS
    assert share >= SAME_PROVISIONS
