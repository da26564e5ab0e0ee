"""The pieces of a page: edits, paragraphs, notes and links as markup.

A long comparison has tens of thousands of paragraphs, so they are put together here rather than in a template;
every text goes through `esc`. Class names are short for the same reason; page.css says what they are.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from markupsafe import Markup

from lawdiff.render.html.page import tag_class
from lawdiff.render.spell import OLD_ALONE
from lawdiff.render.words import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from lawdiff.annotations.note import Note, Target
    from lawdiff.differ.change import Change
    from lawdiff.parsers import Document, Provision
    from lawdiff.render.beside import Beside, Tie
    from lawdiff.render.spell import Shown

DEEPEST = 7
"""Levels after which the indent no longer grows: a phone's width must leave room for the text."""

TAGS = {"-": "<del>", "+": "<ins>", "<": "<del class=k>", ">": "<ins class=k>"}
CLOSED = {"-": "</del>", "+": "</ins>", "<": "</del>", ">": "</ins>"}


def esc(text: str) -> str:
    """Return text as markup that shows just that text, control characters made visible."""
    return escape(clean(text), quote=True)


def said(text: str) -> str:
    """Return law as markup: table cells set apart."""
    marked = esc(text)
    if "\t" not in marked:
        return marked
    return marked.replace("—\t", "— <i class=j></i>").replace("\t", " <i></i> ")


def anchor(side: str, address: str) -> str:
    """Return the id of a provision on the page: ``n:s90004/a`` for the new side, ``o:…`` for the old."""
    return f"{side}:{address}"


def row_attributes(side: str, provision: Provision, document: Document) -> str:
    """Return the attributes of a provision's row: its id, and its citation where page.js cannot tell that from the id.

    It can where it is the citation of what the provision stands in and its designator, which is in the address, too:
    ``s2/a/1`` in ``sec. 2(a)`` is ``sec. 2(a)(1)``. A citation for each row would be a sixth of a long page. On the old
    side, of which a page shows but some rows, each has its own.
    """
    name = f" id='{esc(anchor(side, provision.address))}'"
    known = side == "n" and _follows(provision, document)
    return name if known else f"{name} data-c='{esc(provision.citation)}'"


def _follows(provision: Provision, document: Document) -> bool:
    """Return whether a citation follows from that of the next row or unit above it, step by step."""
    at = provision
    while not at.is_unit:
        above = document.by_address.get(at.parent)
        if above is None or (at.address, at.citation) != (
            f"{above.address}/{at.designator}",
            f"{above.citation}({at.designator})",
        ):
            return False
        if above.own_words:
            return True
        at = above
    return at is not provision


def with_margin(row: str, aside: str) -> str:
    """Return a row with what stands beside it."""
    return f"<div class=w>{row}<div>{aside}</div></div>" if aside else row


def change_id(change: Change) -> str:
    """Return the id of a change on the page: stable while the address of its unit is."""
    return f"c{'n' if change.new else 'o'}:{change.lead.address}"


def edits_html(edits: Iterable[Shown]) -> str:
    """Return edits with real ``<ins>`` and ``<del>``, those that were kept elsewhere in a class of their own."""
    pieces = []
    for operation, text in edits:
        tag = TAGS.get(operation)
        pieces.append(f"{tag}{said(text)}{CLOSED[operation]}" if tag else said(text))
    return "".join(pieces)


def split_at(edits: Sequence[Shown], length: int, unwanted: str) -> tuple[list[Shown], list[Shown]]:
    """Cut edits where one side has spelled `length` characters.

    Args:
        edits: the script.
        length: characters of the side that is counted.
        unwanted: the operations that do not count: `OLD_ALONE` to count the new side, `NEW_ALONE` for the old.
    """
    head: list[Shown] = []
    left = length
    for index, (operation, text) in enumerate(edits):
        if left <= 0:
            return head, list(edits[index:])
        if operation in unwanted or len(text) <= left:
            head.append((operation, text))
            left -= 0 if operation in unwanted else len(text)
            continue
        head.append((operation, text[:left]))
        return head, [(operation, text[left:]), *edits[index + 1 :]]
    return head, []


def words_html(
    provision: Provision,
    edits: Sequence[Shown],
    unwanted: str = OLD_ALONE,
    spelled: Callable[[Sequence[Shown]], str] = edits_html,
) -> str:
    """Return the words of a provision, number and heading set apart from the text.

    Args:
        provision: whose words they are.
        edits: the words.
        unwanted: the operations that its side does not have: `OLD_ALONE` on the new side, `NEW_ALONE` on the old.
        spelled: gives the markup of edits.
    """
    name = " ".join(part for part in (provision.number, provision.heading) if part)
    if not provision.heading or not name:
        return spelled(edits)
    head, rest = split_at(edits, len(name), unwanted)
    number, heading = split_at(head, len(provision.number), unwanted)
    operations = {operation for operation, text in head if text.strip()}
    return _head(spelled(number), spelled(heading), _manner(provision, operations)) + spelled(rest)


def plain_html(provision: Provision) -> str:
    """Return the words of a provision that did not change."""
    if not provision.heading:
        return said(provision.own_words)
    space = " " if provision.number else ""
    head = _head(said(provision.number), space + said(provision.heading), _manner(provision))
    return f"{head} {said(provision.text)}" if provision.text else head


def _head(number: str, heading: str, manner: str) -> str:
    """Return number and heading; in small capitals ``(a)`` would look like ``(A)``, so a number stays out of them."""
    return f"<b{manner}>{f'<i>{number}</i>' if number else ''}{heading}</b>"


CLOSES_A_HEADING = ")”’\"'"
"""What a heading may end in, beside a letter or a figure, when the source leaves its stop to the printer."""


def _manner(provision: Provision, operations: Collection[str] = ()) -> str:
    """Return the class of a heading that its text follows, ``r``, with ``d`` or ``i`` where all of it went or came.

    GPO sets such a heading of a section on a line of its own and any other with a stop and a dash (“In general.—”),
    which the XML of bills leaves out (https://www.govinfo.gov/content/pkg/GPO-STYLEMANUAL-2016); page.css puts it
    there, as style: the text stays as it is in the source.
    """
    last = provision.heading[-1:]
    if not provision.text or not (last.isalnum() or last in CLOSES_A_HEADING):
        return ""
    if len(operations) == 1 and not {"-", "+"}.isdisjoint(operations):
        return " class='r d'" if "-" in operations else " class='r i'"
    return " class=r"


def depth_class(provision: Provision, depth: int) -> str:
    """Return the class for a provision's indent, so many levels below its unit; ``h`` for a unit, ``cr`` for a row.

    A row that is a paragraph of the page stands in a table of contents: others are rows of a table (`grid`).
    """
    kind = " h" if provision.is_unit else " cr" if provision.level == "row" else ""
    return indent_class(depth) + kind


def indent_class(depth: int) -> str:
    """Return the class for an indent of so many levels."""
    return f"d{max(0, min(depth, DEEPEST))}"


@dataclass(frozen=True, slots=True)
class Margin:
    """What stands beside the text of a page, and where its links lead.

    Attributes:
        beside: notes and links by place.
        pages: for each document (by SHA-256) that has its text on a page: the start of the address of a
            provision there, ``#n:`` on this page or ``rule.html#n:`` on another.
        titles: what to call the documents.
    """

    beside: Beside
    pages: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)

    def on(self, document: str, address: str) -> frozenset[str]:
        """Return the ids of the notes and links on a provision."""
        notes = (note.id for note, _ in self.beside.on(document, address))
        return frozenset((*notes, *(tie.link.id for tie in self.beside.tied(document, address))))

    def html(self, document: str, address: str, *, old: bool = False, without: Iterable[str] = ()) -> str:
        """Return the notes and links on a provision as an aside; empty where there are none.

        Args:
            document: its SHA-256.
            address: the provision's.
            old: whether to say that the notes stand on the old version.
            without: ids of notes to leave out.
        """
        shown = [
            (note, target) for note, target in self.beside.on(document, address) if note.id not in without
        ]
        notes = "".join(self.note(note, target, old=old) for note, target in shown)
        tied = (tie for tie in self.beside.tied(document, address) if tie.link.id not in without)
        ties = "".join(map(self.tie, tied))
        return f"<aside class=n>{notes}{ties}</aside>" if notes or ties else ""

    def note(self, note: Note, target: Target, *, old: bool = False) -> str:
        """Return one note with its state, its tags and how it came here."""
        pieces = [
            f"<div class='note {note.state}' data-a='{esc(note.author)}' data-t='{esc('|'.join(note.tags))}'>"
        ]
        where = " on the old version" if old else ""
        resolved = ", resolved" if note.state == "resolved" else ""
        author = f" by {esc(note.author)}" if note.author else ""
        pieces.append(f"<p class=nh>Note{where}{author}{resolved}</p>")
        if target.quote:
            pieces.append(f"<blockquote>{esc(target.quote)}</blockquote>")
        pieces.extend(f"<p>{esc(line)}</p>" for line in note.body.splitlines() if line.strip())
        pieces.append(tags_html(note.tags))
        if target.state != "made here":
            pieces.append(
                f"<p class=ev><b>{target.state}</b> ({target.score:.0%}): {esc(target.evidence)}</p>"
            )
        pieces.append("</div>")
        return "".join(pieces)

    def tie(self, tie: Tie) -> str:
        """Return one link, as a real one where the other document has its text on a page."""
        there = tie.there
        relation = tie.link.relation if tie.outward else f"{tie.link.relation} (this is the other end)"
        title = self.titles.get(there.document, "")
        name = f"{esc(there.citation)}{f' of {esc(title)}' if title else ''}"
        href = self.href(there.document, there.address)
        place = f"<a href='{esc(href)}'>{name}</a>" if href else name
        why = f" {esc(tie.link.note)}" if tie.link.note else ""
        return f"<div class=tie><p class=nh>{esc(relation)}</p><p>{place}.{why}</p></div>"

    def href(self, document: str, address: str) -> str:
        """Return where a provision stands on a page; empty where it stands on none."""
        start = self.pages.get(document, "")
        return start + address if start and address else ""


def tags_html(tags: Iterable[str]) -> str:
    """Return tags as a line of labels."""
    labels = "".join(f"<span class='tag {tag_class(tag)}'>{esc(tag)}</span>" for tag in tags)
    return f"<p class=tags>{labels}</p>" if labels else ""


def safe(html: str) -> Markup:
    """Mark markup that was put together here, from escaped text alone, as ready for the template."""
    return Markup(html)  # noqa: S704 - every text in it went through esc()
