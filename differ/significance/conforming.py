"""Conforming: numbers and cross-references that follow a renumbering in the crosswalk.

old  (3) …        as defined in section 60003(a)(3)      new  (4) …      as defined in section 90004(a)(4)
where the comparison found that section 60003(a)(3) became 90004(a)(4)

A reference is compared as a whole: "section 60003(a)(3)" that became "section 90004(b)(4)" leads to another provision
and is substantive, though 60003 became 90004 and somewhere a (3) became a (4).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawdiff.differ.significance.rule import SECTION_WORD, Context, Hunk, rule

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lawdiff.parsers.citations import Citation

_PIECE = re.compile(r"\(\w{1,5}\)|[\w.–-]*\w|[^\w\s]")
_CONTAINER_WORD = re.compile(
    r"\b(?P<level>division|(?:sub)?title|(?:sub)?chapter|(?:sub)?part|article|appendix)\s+$", re.IGNORECASE
)
_ENUMERATOR = re.compile(r"\([^()]*\)")
_ENUMERATORS_AT_END = re.compile(r"(?:\([^()]*\))+$")
_AMENDS = re.compile(
    r"\b(?:by\s+(?:striking|inserting|adding|amending|redesignating|revising|removing)|(?:is|are)\s+(?:further\s+)?amended)\b"
)
_AMENDED = re.compile(
    r"(?:\s*\([^()]*(?:\([^()]*\)[^()]*)*\))?,?(?:\s+as\s+[^;.]*?,)?\s+(?:is|are)\s+(?:each\s+|further\s+)?(?:amended|repealed)\b"
)
_BY_THIS = re.compile(
    r"\b(?:by|under|in\s+accordance\s+with|described\s+in)\s+(?:[Ss]ections?\s+(?:[\w().–-]+,?\s+(?:and\s+)?)*)?$"
)
"""Before a reference it says that this act does something there, or says it there."""
_RELATIVE = re.compile(r"(?P<word>\w+) (?P<enumerators>\([^ ]*)(?: of (?P<within>(?:this|such) \w+))?")

_BEFORE_DESIGNATOR = re.compile(r"^(?:sec\. |§ |\d+ (?:CFR|U\.S\.C\.) )")
_OF_ANOTHER = re.compile(r"\s*(?:of\s+(?!this\b)|,\s+United\s+States\s+Code)")
"""Behind a title or part it says that it is not the document's own."""

QUOTED = "quoted text"
"""What the citation of a provision in a quoted block of a bill has (`parsers.citing`)."""

DEPTHS = {
    "subsection": 1,
    "paragraph": 2,
    "subparagraph": 3,
    "clause": 4,
    "subclause": 5,
    "item": 6,
    "subitem": 7,
}
"""How many enumerators deep a word of an act stands (House Legislative Counsel's Manual on Drafting Style, sec. 312).

In the CFR all are "paragraph", cited from the section on; so both readings of that word are tried."""


@rule("the provision's own number", "conforming")
def own_number(hunk: Hunk, context: Context) -> bool:  # noqa: ARG001 - every rule takes both
    """Explain a change of the number that the provision itself bears."""
    if hunk.zone != "number":
        return False
    old, new = (_PIECE.findall(SECTION_WORD.sub("", text)) for text in (hunk.old, hunk.new))
    return len(old) == len(new)


@rule("cross-reference follows a renumbering", "conforming")
def cross_reference(hunk: Hunk, context: Context) -> bool:
    """Explain a hunk in which all that differs is references, each led by the crosswalk to where it leads now."""
    if hunk.zone == "number":
        return False
    if not hunk.old_cited:
        return _container_follows(hunk, context)
    if len(hunk.old_cited) != len(hunk.new_cited) or hunk.old_rest != hunk.new_rest:
        return False
    pairs = list(zip(hunk.old_cited, hunk.new_cited, strict=True))
    changed = [(old, new) for old, new in pairs if old.target != new.target]
    text = f"{hunk.before}{hunk.old}{hunk.after}"
    return bool(changed) and all(
        not _is_amended(old, text) and _leads_there(old, new, context) for old, new in changed
    )


def _is_amended(cited: Citation, text: str) -> bool:
    """Return whether a reference names what is amended, which is of another act: the crosswalk does not lead there.

    "(2) in paragraph (5), by striking …" speaks of a paragraph (5) of the law that is amended, and so does "Section 4
    is amended by …" in a bill that says at its beginning which act it means; "paragraph (5), as redesignated by
    subparagraph (A)" and "the amendments made by section 3" speak of the bill itself.
    """
    before, after = text[: cited.start], text[cited.end :]
    if _BY_THIS.search(before):
        return False
    return bool(_AMENDED.match(after)) or (cited.kind == "relative" and bool(_AMENDS.search(text)))


def place_of(citation: str) -> str:
    """Return a citation without what names the document: ``8 CFR 215.8(a)`` and ``§ 215.8(a)`` are one place."""
    return _BEFORE_DESIGNATOR.sub("", citation)


def _leads_there(old: Citation, new: Citation, context: Context) -> bool:
    """Return whether what a reference led to became what the other one leads to."""
    if old.kind != new.kind:
        return False
    if old.kind == "section":
        # In a quoted block it is of the act that is amended, and followed if the same unit quotes that section.
        places = context.quoted if QUOTED in context.here[0] else context.places
        return _became(place_of(old.target), place_of(new.target), places)
    if old.kind != "relative":
        return _became(old.target, new.target, context.places)
    sides = zip((old, new), context.here, context.depths, strict=True)
    befores, afters = (_resolved(one.target, here, depth) for one, here, depth in sides)
    for before in befores:
        if before in context.places:
            return any(after in context.places[before] for after in afters)
    return False


def _resolved(target: str, here: str, depth: int) -> list[str]:
    """Return the places that a relative reference can mean, seen from a place, the likeliest first.

    Args:
        target: as `parsers.citations` has it: ``subparagraph (B)(ii)``, ``paragraph (2) of this section``.
        here: the place that it is seen from: ``60003(a)(3)``; in a quoted block its citation.
        depth: how deep that place is by its level, 0 where it has none.
    """
    match = _RELATIVE.fullmatch(target)
    if match is None:
        return []
    section = _ENUMERATORS_AT_END.sub("", here)
    own = _ENUMERATOR.findall(here[len(section) :])
    whole = section + match["enumerators"]
    if match["within"] == "this section" or match["word"] not in DEPTHS:
        return [whole]
    missing = max(0, depth - len(own)) if depth else 0
    kept = max(0, DEPTHS[match["word"]] - 1 - missing)
    return [section + "".join(own[:kept]) + match["enumerators"], whole]


def _became(old: str, new: str, places: Mapping[str, frozenset[str]]) -> bool:
    """Return whether one place became the other; below provisions of which no more is known, enumerators stay."""
    while True:
        if old in places:
            return new in places[old]
        ends = _ENUMERATOR.findall(old)[-1:], _ENUMERATOR.findall(new)[-1:]
        if not ends[0] or ends[0] != ends[1] or not (old.endswith(ends[0][0]) and new.endswith(ends[1][0])):
            return False
        old, new = old.removesuffix(ends[0][0]), new.removesuffix(ends[1][0])


def _container_follows(hunk: Hunk, context: Context) -> bool:
    """Return whether a hunk is the number of a title or part of this document, and became the other one."""
    word = _CONTAINER_WORD.search(hunk.before)
    if word is None or _OF_ANOTHER.match(hunk.after):
        return False
    old, new = (f"{word['level']} {text.strip(' .,;')}".lower() for text in (hunk.old, hunk.new))
    return new in context.sections.get(old, ())
