"""The text of a comparison in Word: the old text with its revisions, a paragraph for each provision that has words.

A paragraph that came or went whole has its mark tracked, too, so that accepting or rejecting all changes leaves no
empty line. The elements are those of ECMA-376 part 1, section 17.13.5.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING

from lawdiff.render.docx.comments import sides
from lawdiff.render.docx.elements import element, run
from lawdiff.render.docx.file import AUTHOR
from lawdiff.render.docx.looks import Looks
from lawdiff.render.docx.moves import find_moves
from lawdiff.render.docx.stretches import stretches
from lawdiff.render.spell import spell_whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from docx.oxml.xmlchemy import BaseOxmlElement as Element

    from lawdiff.parsers import Provision
    from lawdiff.render.docx.comments import Comments, Spot
    from lawdiff.render.docx.moves import Place
    from lawdiff.render.docx.stretches import Stretch
    from lawdiff.render.spell import Paragraph

APART = timedelta(hours=1)
"""How far the times of revisions lie apart on the two sides of a mark that is not tracked.

LibreOffice (7.4) joins an insertion that ends a paragraph and one that begins the next, where author and time are the
same, and takes the mark between them out with both when they are rejected.
"""

TEXT_BOOKMARK = "lawdiff_text"
"""The bookmark around the text of the documents, for programs that take it out of the file."""

MARKS = {"removed": "del", "added": "ins", "from": "del", "to": "ins"}
"""What was done to a whole paragraph, and so to its mark."""

MOVED_MARKS = {"from": "moveFrom", "to": "moveTo"}


@dataclass(slots=True)
class Body:
    """Writes the paragraphs and numbers the revisions.

    Attributes:
        comments: the notes' writer.
        when: the time of the revisions.
        numbers: for revisions, ranges and bookmarks, each its own.
        late: whether the revisions that come now are dated `APART` later.
    """

    comments: Comments
    when: datetime
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    late: bool = False

    def elements(self) -> list[Element]:
        """Return the text with its bookmark.

        Word cannot take out the mark of the last paragraph of a section, so where that is tracked an empty paragraph,
        untracked, follows it.
        """
        comparison = self.comments.comparison
        paragraphs = spell_whole(comparison)
        moves = find_moves(paragraphs)
        looks = Looks(comparison)
        ranges: dict[str, int] = {}
        made = [
            each
            for index, paragraph in enumerate(paragraphs)
            for each in self.paragraph(paragraph, moves.get(index), looks, ranges)
        ]
        if not paragraphs or paragraphs[-1].place != "kept":
            made.append(element("p"))
        bookmark = next(self.numbers)
        # After the paragraph's properties, which come first; LibreOffice does not see one between paragraphs.
        made[0].insert(1, element("bookmarkStart", id=bookmark, name=TEXT_BOOKMARK))
        made[-1].append(element("bookmarkEnd", id=bookmark))
        return made

    def paragraph(
        self, paragraph: Paragraph, move: Place | None, looks: Looks, ranges: dict[str, int]
    ) -> Iterator[Element]:
        """Yield one paragraph, with the end of its range of moved text where that ends here.

        Args:
            paragraph: as it is spelled.
            move: its range where it moved.
            looks: the styles.
            ranges: number of the range that is open, by its direction.
        """
        made = element("p", self.properties(paragraph, move, looks))
        direction = MOVED_MARKS.get(paragraph.place, "")
        if move is not None and move.first:
            ranges[direction] = next(self.numbers)
            number, signed = ranges[direction], self.signed
            made.append(element(f"{direction}RangeStart", id=number, name=move.name, **signed))
        for child in self.words(paragraph, looks, moved=move is not None):
            made.append(child)
        yield made
        if move is not None and move.last:
            yield element(f"{direction}RangeEnd", id=ranges.pop(direction))
        self.late ^= paragraph.place == "kept"

    def properties(self, paragraph: Paragraph, move: Place | None, looks: Looks) -> Element:
        """Return the properties: the style, whether the mark is tracked, and the style that it had."""
        old, new = sides(paragraph)
        made = element("pPr", element("pStyle", val=looks.style(paragraph.provision, old=new is None)))
        kind = _mark(paragraph, move)
        if kind:
            made.append(element("rPr", self.revision(kind)))
        before = looks.style(old, old=True) if old is not None else ""
        if new is not None and before and before != looks.style(new):
            had = element("pPr", element("pStyle", val=before))
            made.append(self.revision("pPrChange", had))
        return made

    def words(self, paragraph: Paragraph, looks: Looks, *, moved: bool) -> Iterator[Element]:
        """Yield the runs, each in its revision, and the marks of the comments between them."""
        spots = self.comments.beside(paragraph)
        old, new = sides(paragraph)
        pieces = stretches(
            paragraph,
            moved=moved,
            old_cuts=_cuts(old, spots, "old"),
            new_cuts=_cuts(new, spots, "new"),
        )
        yield from (_begin(spot) for spot in spots if spot.whole)
        open_spots = {spot for spot in spots if not spot.whole}
        for piece in pieces:
            yield from (
                _begin(spot) for spot in spots if spot in open_spots and _at(piece, spot) == spot.start
            )
            yield self.run(piece, looks.run_style(piece, old, new))
            for spot in spots:
                if spot in open_spots and _after(piece, spot) == spot.end:
                    open_spots.remove(spot)
                    yield from _end(spot)
        for spot in spots:
            if spot.whole:
                yield from _end(spot)

    def run(self, piece: Stretch, style: str) -> Element:
        """Return a stretch of words; moved text is ordinary text in the element of the move."""
        made = run(piece.text, style=style, deleted=piece.revision == "del")
        return self.revision(piece.revision, made) if piece.revision else made

    def revision(self, kind: str, *children: Element) -> Element:
        """Return the element of a revision, with its number, author and date."""
        return element(kind, *children, id=next(self.numbers), **self.signed)

    @property
    def signed(self) -> dict[str, str]:
        """The attributes that say who made a revision, and when."""
        when = self.when + APART if self.late else self.when
        return {"author": AUTHOR, "date": when.strftime("%Y-%m-%dT%H:%M:%SZ")}


def _mark(paragraph: Paragraph, move: Place | None) -> str:
    """Return the revision of a paragraph's mark; empty where it stays.

    The mark of a passage that moved is moved with it, except where the passage was edited on the way: LibreOffice (7.4)
    leaves an empty paragraph behind where moved and struck words share a paragraph with a moved mark.
    """
    part = paragraph.part
    whole = part is not None and all(operation == "=" for operation, _ in part.edits)
    return (MOVED_MARKS if move is not None and whole else MARKS).get(paragraph.place, "")


def _cuts(provision: Provision | None, spots: list[Spot], side: str) -> set[int]:
    """Return where the words of one side are cut: around number and heading, and around what is commented on."""
    if provision is None:
        return set()
    cuts = {
        place for spot in spots if spot.side == side and not spot.whole for place in (spot.start, spot.end)
    }
    return cuts | set(Looks.bounds(provision))


def _at(piece: Stretch, spot: Spot) -> int:
    return piece.new if spot.side == "new" else piece.old


def _after(piece: Stretch, spot: Spot) -> int:
    begin = _at(piece, spot)
    return begin + len(piece.text) if begin >= 0 else -1


def _begin(spot: Spot) -> Element:
    return element("commentRangeStart", id=spot.number)


def _end(spot: Spot) -> Iterator[Element]:
    yield element("commentRangeEnd", id=spot.number)
    properties = element("rPr", element("rStyle", val="CommentReference"))
    yield element("r", properties, element("commentReference", id=spot.number))
