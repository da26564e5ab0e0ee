"""Pouring running text and the blocks that interrupt it into one draft, in document order.

<content>is amended by adding “<quotedContent><paragraph>…</paragraph></quotedContent>; and</content>

  text          "is amended by adding"
  quoted-block    paragraph …  "…text.”; and"      what follows a block is short: it closes the block's last text
"""

from __future__ import annotations

import re

from lawdiff.parsers.document import Apparatus
from lawdiff.parsers.draft import Draft
from lawdiff.parsers.text import fold, join

_TAIL = re.compile(r"[”’\"'\s]*[.,;:]?[”’\"'\s]*(?:and|or)?[.,;:—]?")
"""What may follow quoted law and still belong to the sentence around it: closing marks, a stop, `and`, `or`.

Seen after quoted blocks in the bills of the 119th Congress: ``.``, ``;``, ``,``, ``; and``, ``, and``, ``.”.``.
"""


def place(draft: Draft, text: str, level: str = "") -> Draft:
    """Put folded text at the end of a draft, and return the draft that took it.

    The first text of a draft without children is its own; what follows quoted law and is no more than punctuation
    closes the last text in it; all else becomes a child of its own.

    Args:
        draft: the provision.
        text: folded; an empty one changes nothing.
        level: of the child; by default ``text`` after other unnumbered text, ``continuation`` after a block.
    """
    if not text:
        return draft
    children = draft.children
    if not children:
        if not draft.text and not level:
            draft.text = text
            return draft
        return draft.add(Draft(level or "text", text=text))
    last = children[-1]
    if last.level == "quoted-block" and _TAIL.fullmatch(text):
        return append(last, text)
    return draft.add(Draft(level or ("text" if last.level == "text" else "continuation"), text=text))


def append(draft: Draft, text: str) -> Draft:
    """Write text directly behind the last words of a draft and all below it; return the draft that took it."""
    while draft.children:
        draft = draft.children[-1]
    if draft.text or not (draft.heading or draft.number):
        draft.text += text
    elif draft.heading:
        draft.heading += text
    else:
        draft.number += text
    return draft


OPENING_MARKS = frozenset({"“", "‘", "“‘"})


def open_with(mark: str, block: Draft) -> str:
    """Write a lone opening mark before the first words below a block, unless they have one; return what is left.

    ``<quotedContent>“<paragraph><num>(1)</num>`` reads ``“(1)``.
    """
    first = block.children[0]
    while not (first.number or first.heading or first.text):
        if not first.children:
            return mark
        first = first.children[0]
    for name in ("number", "heading", "text"):
        words = getattr(first, name)
        if words:
            if not words.startswith(mark):
                setattr(first, name, mark + words)
            return ""
    return mark


def typed_opening(text: str) -> tuple[str, str]:
    """Split off the first words of quoted law where a drafter typed them, with their mark, before the quoted block.

    ``… and inserting “than—`` -> ``… and inserting``, ``“than—``: a mark that opens and never closes before the
    block begins belongs to it, and the public law prints it so.
    """
    opens = text.rfind("“")
    if opens < 0 or "”" in text[opens:]:
        return text, ""
    return text[:opens].rstrip(), text[opens:]


RANKS = {"appropriations major": 0, "appropriations intermediate": 1, "appropriations small": 2}
"""How deep a heading of an appropriations act stands; the formats print all of them as siblings."""


def nest_appropriation(parent: Draft, draft: Draft) -> Draft:
    """Add a heading of an appropriations act below the last one of a higher rank among the siblings before it.

    Print sets one account as one heading and its paragraph, and the formats set it as up to three siblings::

        <header>OPERATIONS</header>, <header>(INCLUDING TRANSFER OF FUNDS)</header>, <text>For …</text>

    So what has no heading, or one in parentheses alone, goes on with a heading that has no text yet.
    """
    rank = RANKS.get(draft.level, 0)
    while parent.children:
        last = parent.children[-1]
        if RANKS.get(last.level, rank) >= rank:
            break
        parent = last
    heading = parent.children[-1] if parent.children else parent
    goes_on = not draft.number and (not draft.heading or _IN_PARENTHESES.fullmatch(draft.heading))
    if goes_on and _awaits_text(heading):
        return _absorb(heading, draft)
    return parent.add(draft)


_IN_PARENTHESES = re.compile(r"\([^()]*\)")


def _awaits_text(heading: Draft) -> bool:
    return heading.level in RANKS and bool(heading.heading) and not (heading.text or heading.children)


def _absorb(heading: Draft, draft: Draft) -> Draft:
    """Make a heading of what goes on with it; notes that are still to come to either go to both."""
    heading.heading = join((heading.heading, draft.heading))
    heading.text = draft.text
    heading.children.extend(draft.children)
    heading.apparatus.extend(draft.apparatus)
    draft.apparatus = heading.apparatus
    return heading


class Flow:
    """Running text on its way into a draft; notes met on the way keep their offset in it.

    Attributes:
        draft: the provision that takes the text.
        parts: the raw text since the last block.
        level: the level of text that is not the draft's own; see `place`.
        marks: opening quotation marks that a new paragraph begins with (`“` in quoted law of a bill).
    """

    __slots__ = ("_marks", "_notes", "draft", "level", "marks", "parts")

    def __init__(self, draft: Draft, level: str = "", marks: str = "") -> None:
        self.draft = draft
        self.parts: list[str] = []
        self.level = level
        self.marks = marks
        self._notes: list[tuple[str, str, str, str, int]] = []
        self._marks: list[tuple[str, str, int]] = []

    def note(self, kind: str, text: str, heading: str = "", label: str = "") -> None:
        """Set a note aside at this place of the text; see `Apparatus` for the words."""
        if text or heading:
            self._notes.append((kind, text, heading, label, len(fold("".join(self.parts)))))

    def mark(self, reference: str, label: str) -> None:
        """Remember that the mark of a footnote stands at this place of the text."""
        self._marks.append((reference, label, len(fold("".join(self.parts)))))

    def take_marks(self) -> list[tuple[str, str, int]]:
        """Return the marks met so far (footnote's id, label, offset), and forget them."""
        marks, self._marks = self._marks, []
        return marks

    def close(self) -> Draft:
        """Place the text gathered so far, with its notes, and begin anew; return the draft that took it."""
        text = fold("".join(self.parts))
        self.parts.clear()
        target = place(self.draft, text, self.level)
        if self.marks and target is not self.draft and target.text == text:
            target.text = self.marks + text
        shift = len(self.marks) if target is not self.draft else 0
        for kind, body, heading, label, offset in self._notes:
            at = offset + shift if text and target.text.endswith(text) else -1
            target.apparatus.append(Apparatus(kind, body, heading, label, at))
        self._notes.clear()
        return target
