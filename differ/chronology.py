"""Which of two versions is the later one, as far as their identity tells.

Who compares them backwards reads what was struck as what was put in.

    is_later(enrolled H.R. 1, engrossed H.R. 1)         True
    is_later(85 FR 74162, 90 FR 48604)                  False: it is the earlier one
    is_later(H.R. 1, H.R. 2)                            False: two texts, and nothing to order
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lawdiff.parsers import Document, Identity

Moment = tuple[int, ...]
"""When a version is from: the greater, the later."""

ENACTED = 6
_STEPS = (
    (re.compile(r"enrolled"), 5, 5),
    (re.compile(r"engrossed-amendment"), 4, 4),
    (re.compile(r"introduced"), 0, 0),
    (re.compile(r"engrossed|agreed"), 2, 4),
    (re.compile(r"reported"), 1, 3),
    (re.compile(r"placed-on-calendar|received|referred"), 1, 3),
)
"""A stage as sources write it -> how far a bill has come, in the chamber where it began and in the other one.

The order is that of GPO's "About Congressional Bills"; what two committees of one chamber did is not ordered.
"""

_DIGITS = re.compile(r"\d+")
_CITATION = re.compile(r"(\d+) FR (\d+)")


def is_later(one: Document, other: Document) -> bool:
    """Tell whether a document is a later version of the other's text; False also where nothing tells."""
    ones, others = one.identity, other.identity
    pairs = (
        (_stage(one), _stage(other), _is_same_bill(one, other)),
        (_numbers(ones.release_point), _numbers(others.release_point), _is_same_title(ones, others)),
        (_numbers(ones.edition), _numbers(others.edition), _is_same_title(ones, others)),
        (_page(ones), _page(others), bool(set(ones.rins) & set(others.rins))),
    )
    return any(same and bool(late) and bool(early) and late > early for late, early, same in pairs)


def _is_same_bill(one: Document, other: Document) -> bool:
    """Tell whether two bills, or a bill and a law, are one text: by number, a law by the short titles it has."""
    ones, others = one.identity, other.identity
    if not ones.congress or ones.congress != others.congress:
        return False
    if "public law" in (one.kind, other.kind):
        return bool(set(ones.short_titles) & set(others.short_titles))
    return bool(ones.number) and ones.number == others.number


def _is_same_title(one: Identity, other: Identity) -> bool:
    return (one.title_number, one.number, one.cfr_parts) == (
        other.title_number,
        other.number,
        other.cfr_parts,
    )


def _stage(document: Document) -> Moment:
    """Return how far a bill has come; nothing for a stage that is not known or what is no bill."""
    if document.kind == "public law":
        return (ENACTED,)
    stage = document.identity.stage
    is_elsewhere = f"-{'senate' if document.identity.number.startswith('H') else 'house'}" in stage
    return next(
        ((there if is_elsewhere else here,) for words, here, there in _STEPS if words.search(stage)), ()
    )


def _numbers(text: str) -> Moment:
    """Return the numbers of a date, or of a release point: Congress and law (``115-164not141`` lacks a law)."""
    return tuple(map(int, _DIGITS.findall(text.partition("not")[0])))


def _page(identity: Identity) -> Moment:
    """Return the volume and the page of the Federal Register where a document begins."""
    match = _CITATION.fullmatch(identity.fr_citation)
    return (int(match[1]), int(match[2])) if match else ()
