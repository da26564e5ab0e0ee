"""Notes and links as Word comments: what each says, and which words of a paragraph it stands on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lawdiff.render.docx.elements import element, run

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

    from lawdiff.annotations.note import Note, Target
    from lawdiff.differ.change import Comparison
    from lawdiff.parsers import Provision
    from lawdiff.render.beside import Beside, Tie
    from lawdiff.render.spell import Paragraph

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
"""What Word reads as a time; a file with anything else in its place counts as damaged."""

LONGEST_INITIALS = 9
"""Characters that Word's own field for initials takes (17.13.4.2)."""

LONGEST_NAME = 255
"""Characters of an author's name; more than any has."""

UNNAMED = "unnamed"
"""The author of a note that names none; Word shows an empty name as its own user's."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A comment on words of a paragraph.

    Attributes:
        number: of the comment.
        side: ``old`` or ``new``, whose words are counted.
        start, end: in characters of the provision's own words; both -1 for the whole paragraph.
    """

    number: int
    side: str
    start: int = -1
    end: int = -1

    @property
    def whole(self) -> bool:
        """Whether it stands on the whole paragraph."""
        return self.start < 0


@dataclass(slots=True)
class Comments:
    """Writes the comments and remembers which notes have found a place.

    Attributes:
        comparison: what the notes stand on.
        margin: the notes and links.
        written: the comments, in the order of their numbers.
        placed: ids of the notes that stand beside a paragraph.
    """

    comparison: Comparison
    margin: Beside
    written: list[Element] = field(default_factory=list)
    placed: set[str] = field(default_factory=set)

    def beside(self, paragraph: Paragraph) -> list[Spot]:
        """Write the comments of a paragraph and return where they stand; a note that was carried stands once."""
        old, new = sides(paragraph)
        before, now = self.comparison.old.sha256, self.comparison.new.sha256
        part = paragraph.part
        there = new or (part.new if part is not None else None)
        on_new = {note.id for note, _ in self.margin.on(now, there.address)} if there is not None else set()
        ties_new = (
            {tie.link.id for tie in self.margin.tied(now, there.address)} if there is not None else set()
        )
        spots: list[Spot] = []
        if new is not None:
            spots += [self._spot(entry, new, "new") for entry in self.margin.on(now, new.address)]
            spots += [self._tie(tie, "new") for tie in self.margin.tied(now, new.address)]
        if old is not None:
            entries = [entry for entry in self.margin.on(before, old.address) if entry[0].id not in on_new]
            spots += [self._spot(entry, old, "old") for entry in entries]
            ties = [tie for tie in self.margin.tied(before, old.address) if tie.link.id not in ties_new]
            spots += [self._tie(tie, "old") for tie in ties]
        return spots

    def unplaced(self) -> list[tuple[Note, Target]]:
        """Return the notes without a certain place, and those on provisions that have no words to stand on."""
        found = []
        for document, units in (
            (self.comparison.new, [unit for change in self.comparison.changes for unit in change.new]),
            (self.comparison.old, [unit for change in self.comparison.changes for unit in change.old]),
        ):
            found += self.margin.orphans(document.sha256)
            for unit in units:
                for inner in unit.walk_unit():
                    entries = self.margin.on(document.sha256, inner.address)
                    found += [entry for entry in entries if entry[0].id not in self.placed]
        return found

    def write(self, author: str, created: str, lines: list[str]) -> int:
        """Write a comment, a line a paragraph, and return its number."""
        number = len(self.written)
        name = author.strip()[:LONGEST_NAME] or UNNAMED
        initials = "".join(word[0] for word in name.split())[:LONGEST_INITIALS]
        when = {"date": created} if _TIME.fullmatch(created) else {}
        comment = element("comment", id=number, author=name, initials=initials, **when)
        mark = element(
            "r", element("rPr", element("rStyle", val="CommentReference")), element("annotationRef")
        )
        for index, line in enumerate(lines or [""]):
            said = element("p", element("pPr", element("pStyle", val="CommentText")))
            if index == 0:
                said.append(mark)
            said.append(run(line))
            comment.append(said)
        self.written.append(comment)
        return number

    def note(self, note: Note, target: Target, *, old: bool = False, quote: bool = True) -> int:
        """Write a note as a comment and return its number.

        Args:
            note: what somebody wrote.
            target: where it stands here.
            old: whether to say that it stands on the old version.
            quote: whether to repeat the words that it is about.
        """
        lines = ["On the old version."] if old else []
        lines += [f"“{target.quote}”"] if quote and target.quote else []
        lines += [line for line in note.body.splitlines() if line.strip()]
        lines += [f"Tags: {', '.join(note.tags)}"] if note.tags else []
        if target.state != "made here":
            lines.append(f"{target.state.capitalize()} ({target.score:.0%}): {target.evidence}")
        lines += ["Resolved."] if note.state == "resolved" else []
        return self.write(note.author, note.created, lines)

    def _spot(self, entry: tuple[Note, Target], provision: Provision, side: str) -> Spot:
        """Write one note; on its quote where the provision has that, else on the whole paragraph."""
        note, target = entry
        self.placed.add(note.id)
        start = _found(provision.own_words, target)
        number = self.note(note, target, old=side == "old", quote=start < 0)
        return Spot(number, side, start, start + len(target.quote) if start >= 0 else -1)

    def _tie(self, tie: Tie, side: str) -> Spot:
        """Write one link as a comment that names its other end."""
        link, there = tie.link, tie.there
        title = self.margin.titles.get(there.document, "")
        relation = link.relation if tie.outward else f"{link.relation} (this is the other end)"
        lines = [f"Link: {relation}: {there.citation}{f' of {title}' if title else ''}"]
        lines += [link.note] if link.note else []
        return Spot(self.write(link.author, link.created, lines), side)


def sides(paragraph: Paragraph) -> tuple[Provision | None, Provision | None]:
    """Return the provisions of the old and of the new side that stand in a paragraph."""
    if paragraph.place in ("removed", "from"):
        return paragraph.provision, None
    kept = paragraph.place == "kept" and paragraph.part is not None
    return paragraph.part.old if kept and paragraph.part is not None else None, paragraph.provision


def _found(words: str, target: Target) -> int:
    """Return where a note's quote begins; -1 where it has none, or the words do not hold it."""
    quote, start = target.quote, target.start
    if not quote:
        return -1
    if start >= 0 and words.startswith(quote, start):
        return start
    return words.find(quote)
