"""Small bills made of drafts, for the tests of the differ: sections with one paragraph or several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.parsers.document import Document, Identity
from lawdiff.parsers.draft import BILL, Draft, finish

if TYPE_CHECKING:
    from lawdiff.differ import Change, Comparison

FEES = "The Secretary shall collect a fee of $24 from each carrier for every arriving passenger at a port of entry."
TOWERS = "A surveillance tower may be bought only if it has been tested and accepted as autonomous along the border."
PHOTOS = "An officer may require an alien who departs to be photographed, and shall delete the image after 14 days."
BEDS = "There is appropriated for detention capacity a sum that remains available until the end of the period named."
BOATS = "The Commandant shall report each quarter to the committees how many cutters lie in dry dock and why they do."
ROADS = "No vehicle may use an access road at night unless its driver has told the nearest station beforehand by radio."


def section(number: str, heading: str, *texts: str) -> Draft:
    draft = Draft("section", f"SEC. {number}.", number, heading, texts[0] if len(texts) == 1 else "")
    if len(texts) > 1:
        for letter, text in zip("abcdefghij", texts, strict=False):
            draft.add(Draft("subsection", f"({letter})", letter, text=text))
    return draft


def title(number: str, heading: str, *sections: Draft) -> Draft:
    return Draft("title", f"TITLE {number}—", number, heading, children=list(sections))


def bill(*drafts: Draft, kind: str = "bill") -> Document:
    return Document(kind, "A bill", Identity(), "bill.dtd", "0" * 64, "bill.xml", finish(drafts, BILL))


def by_new(comparison: Comparison, address: str) -> Change:
    found = [change for change in comparison.changes if any(unit.address == address for unit in change.new)]
    assert len(found) == 1
    return found[0]


def facts(change: Change) -> str:
    names = ("renumbered", "moved", "split", "merged", "ambiguous")
    return " ".join([change.relation, *(name for name in names if getattr(change, name))])
