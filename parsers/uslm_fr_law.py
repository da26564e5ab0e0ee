"""The CFR text that a rule sets out, in USLM: made into the tree that the Federal Register's older XML gives.

    <section><chapeau><elided>* * * * *</elided></chapeau>          section
      <paragraph><num>(d)</num><chapeau>* * *</chapeau>               text "* * *"
        <paragraph><num>(1)</num><content>… It is so.          ->     paragraph "(d)"  "* * *"
          <elided>* * * * *</elided></content></paragraph>              subparagraph "(1)"  "It is so."
                                                                      text "* * *"

USLM calls a paragraph of the CFR ``paragraph`` at every depth, and leaves the stars after the last of them in it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawdiff.parsers.draft import Draft
from lawdiff.parsers.fr_text import STARS
from lawdiff.parsers.hierarchy import nest
from lawdiff.parsers.markers import CFR, Paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

_CFR = re.compile(r"/us/cfr/t\s*(\d+)\s*/")
_MARKER = re.compile(r"\([0-9A-Za-z]+\)")
_STARS = re.compile(r"\*(?:\s*\*)+")

CONTAINERS = frozenset({"chapter", "subchapter", "part", "subpart", "section", "appendix"})


def mark_as_law(draft: Draft, prefix: str) -> None:
    """Mark a draft as law that is only quoted, with address and citation in the CFR where its identifier gives them.

    Args:
        draft: what stands in the quoted content.
        prefix: what comes before ``cfr/…`` in the address: ``doc2018-09910/`` in an issue.
    """
    draft.quoted = True
    title = _CFR.match(draft.source_id)
    if title is None or draft.level not in CONTAINERS:
        return
    draft.prefix = f"{prefix}cfr/t{title[1]}"
    word = "" if draft.level == "section" else f"{draft.level} "
    draft.cite = f"{title[1]} CFR {word}{draft.designator}"
    for child in draft.children:
        if child.level in CONTAINERS:
            mark_as_law(child, prefix)


def shape(draft: Draft, *, referred: frozenset[int]) -> list[Draft]:
    """Bring the sections in a piece of CFR text into shape; return the provisions whose marker fits no rule.

    Args:
        draft: a section, or what holds sections.
        referred: ids of drafts that a footnote's mark points into; their text must stay where it is.
    """
    unclear = [
        odd
        for child in draft.children
        if child.level in CONTAINERS
        for odd in shape(child, referred=referred)
    ]
    if draft.level != "section":
        return unclear
    if _STARS.fullmatch(draft.text):
        draft.children.insert(0, Draft("text", text=STARS, source_line=draft.source_line))
        draft.text = ""
    _spell_stars(draft.children)
    if all(child.level == "text" for child in draft.children):
        unclear += _nest(draft, referred)
    else:
        draft.children = _lift(draft.children)
        _name(draft.children, 0)
    return unclear


def _spell_stars(drafts: Sequence[Draft]) -> None:
    """Write stars as one mark for what is left out, however many are printed."""
    for draft in drafts:
        if draft.text.startswith("*") and _STARS.fullmatch(draft.text):
            draft.text = STARS
        _spell_stars(draft.children)


def _nest(draft: Draft, referred: frozenset[int]) -> list[Draft]:
    """Nest the paragraphs of a section, where the source has them flat: ``(c) * * *``, ``(2) …``."""
    flat = draft.children
    if any(child.apparatus or id(child) in referred for child in (draft, *flat)):
        return []
    if _MARKER.match(draft.text):
        flat = [Draft("text", text=draft.text, source_line=draft.source_line), *flat]
        draft.text = ""
    found = nest([_paragraph(child) for child in flat], excerpt=True)
    draft.children = found.children
    return found.unclear


def _paragraph(draft: Draft) -> Paragraph | Draft:
    """Return a paragraph as the hierarchy takes it; stars stay as they are."""
    return draft if draft.text == STARS else Paragraph(draft.text, line=draft.source_line)


def _lift(drafts: Sequence[Draft]) -> list[Draft]:
    """Return provisions with the stars that ended one of them beside it: they stand for what follows."""
    lifted: list[Draft] = []
    for draft in drafts:
        lifted.append(draft)
        draft.children = _lift(draft.children)
        own = len(draft.children)
        while own and draft.children[own - 1].text == STARS and draft.children[own - 1].level == "text":
            own -= 1
        lifted += draft.children[own:]
        del draft.children[own:]
    return lifted


def _name(drafts: Sequence[Draft], depth: int) -> None:
    """Name the paragraphs by their depth, as `markers.CFR` does."""
    for draft in drafts:
        if draft.level == "paragraph":
            draft.level = CFR.levels[min(depth, len(CFR.levels) - 1)]
            _name(draft.children, depth + 1)
