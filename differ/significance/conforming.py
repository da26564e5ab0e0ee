"""Conforming: numbers and cross-references that follow a renumbering in the crosswalk.

old  (3) …        as defined in section 60003(a)(3)      new  (4) …      as defined in section 90004(a)(4)
where the comparison found that section 60003(a)(3) became 90004(a)(4)

A reference is compared as a whole: "section 60003(a)(3)" that became "section 90004(b)(4)" leads to another provision
and is substantive, though 60003 became 90004 and somewhere a (3) became a (4).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawdiff.differ.significance.references import place_of
from lawdiff.differ.significance.rule import Context, Hunk, rule

if TYPE_CHECKING:
    from lawdiff.parsers.citations import Citation

_PIECE = re.compile(r"\((\w{1,5})\)|([\w.–-]*\w)|([^\w\s])")
_CONTAINER_WORD = re.compile(
    r"\b(?:division|(?:sub)?title|(?:sub)?chapter|(?:sub)?part|article|appendix)s?\s+$", re.IGNORECASE
)
_ENUMERATOR = re.compile(r"\([^()]*\)")
_RELATIVE = re.compile(r"(?P<word>\w+) (?P<enumerators>\([^ ]*)(?: of (?P<within>(?:this|such) \w+))?")

DEPTHS = {"subsection": 1, "paragraph": 2, "subparagraph": 3, "clause": 4, "subclause": 5, "item": 6}
"""How many enumerators deep a word of an act stands (House Legislative Counsel's Manual on Drafting Style, sec. 312).

In the CFR all are "paragraph", cited from the section on; so both readings of that word are tried."""


@rule("the provision's own number", "conforming")
def own_number(hunk: Hunk, context: Context) -> bool:  # noqa: ARG001 - every rule takes both
    """Explain a change of the number that the provision itself bears."""
    return hunk.zone == "number" and len(_pieces(hunk.old)) == len(_pieces(hunk.new))


@rule("cross-reference follows a renumbering", "conforming")
def cross_reference(hunk: Hunk, context: Context) -> bool:
    """Explain a hunk in which all that differs is references, each led by the crosswalk to where it leads now."""
    if hunk.zone == "number":
        return False
    if not hunk.old_cited:
        return bool(_CONTAINER_WORD.search(hunk.before)) and _pieces_follow(hunk.old, hunk.new, context)
    if len(hunk.old_cited) != len(hunk.new_cited) or hunk.old_rest != hunk.new_rest:
        return False
    pairs = list(zip(hunk.old_cited, hunk.new_cited, strict=True))
    changed = [(old, new) for old, new in pairs if old.target != new.target]
    return bool(changed) and all(_leads_there(old, new, context) for old, new in changed)


def _leads_there(old: Citation, new: Citation, context: Context) -> bool:
    """Return whether what a reference led to became what the other one leads to."""
    if old.kind != new.kind:
        return False
    if old.kind == "section":
        return _became(place_of(old.target), place_of(new.target), context)
    if old.kind != "relative":
        return _became(old.target, new.target, context)
    known = False
    befores, afters = (
        _resolved(one.target, here) for one, here in zip((old, new), context.here, strict=True)
    )
    for before, after in zip(befores, afters, strict=False):
        if before in context.places:
            known = True
            if after in context.places[before]:
                return True
    return not known and _pieces_follow(old.target, new.target, context)


def _resolved(target: str, here: str) -> list[str]:
    """Return the places that a relative reference can mean, seen from a place, the likeliest first."""
    match = _RELATIVE.fullmatch(target)
    if match is None:
        return []
    section = here.partition("(")[0]
    own = _ENUMERATOR.findall(here)
    whole = section + match["enumerators"]
    if match["within"] == "this section" or match["word"] not in DEPTHS:
        return [whole]
    above = "".join(own[: DEPTHS[match["word"]] - 1])
    return [section + above + match["enumerators"], whole]


def _became(old: str, new: str, context: Context) -> bool:
    """Return whether one place became the other; below provisions of which no more is known, enumerators stay."""
    while True:
        if old in context.places:
            return new in context.places[old]
        ends = _ENUMERATOR.findall(old)[-1:], _ENUMERATOR.findall(new)[-1:]
        if not ends[0] or ends[0] != ends[1] or not (old.endswith(ends[0][0]) and new.endswith(ends[1][0])):
            return False
        old, new = old.removesuffix(ends[0][0]), new.removesuffix(ends[1][0])


def _pieces_follow(old_text: str, new_text: str, context: Context) -> bool:
    """Return whether every piece that differs is a number that the crosswalk took there."""
    old, new = _pieces(old_text), _pieces(new_text)
    if not old or len(old) != len(new):
        return False
    differing = [(first, second) for first, second in zip(old, new, strict=True) if first != second]
    return bool(differing) and all(_follows(first, second, context) for first, second in differing)


def _pieces(text: str) -> list[tuple[str, str]]:
    """Return a text's pieces: enumerators, numbers and words, marks; each with what it is."""
    kinds = ("enumerator", "word", "mark")
    return [
        (kinds[match.lastindex - 1], match[match.lastindex].lower())
        for match in _PIECE.finditer(text)
        if match.lastindex
    ]


def _follows(old: tuple[str, str], new: tuple[str, str], context: Context) -> bool:
    """Return whether a number became the other one by the crosswalk."""
    if old[0] != new[0] or old[0] == "mark":
        return False
    table = context.inner if old[0] == "enumerator" else context.sections
    return new[1] in table.get(old[1], ())
