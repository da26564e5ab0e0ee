"""Old text, new text, what is tied to it and what people noted, abreast in one table.

    Proposal           | Rule               | Tied to                            | Notes
    (a)(3) … 14 days … | (e) … 12 hours …   | funded by sec. 90004(a)(4), $…     | The period runs from … [retention]

Only the law that a rule amends is laid out so, or whole documents where they are short: a row is a paragraph that
changed, or one that carries a note or a tie. What was kept word for word is counted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lawdiff.render.html.markup import anchor, edits_html, esc, safe, tags_html
from lawdiff.render.spell import NEW_ALONE, OLD_ALONE, pairs, spell
from lawdiff.render.summary import differs
from lawdiff.render.words import cited, label_of, name_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from markupsafe import Markup

    from lawdiff.annotations.note import Note, Target
    from lawdiff.differ.change import Change, Comparison
    from lawdiff.parsers import Document, Provision
    from lawdiff.render.beside import Tie
    from lawdiff.render.html.markup import Margin
    from lawdiff.render.spell import Shown


_MONEY = re.compile(r"\$[\d,]*\d(?:\.\d+)?(?: (?:million|billion|trillion))?")

MOST_AMOUNTS = 3
"""Sums listed for one provision: a section that names more is better read than listed."""


@dataclass(frozen=True, slots=True)
class Abreast:
    """One row: a paragraph on both sides with its margin, or the heading of a unit.

    Attributes:
        heading: of a unit, with what happened to it; empty for a paragraph.
        old, new, ties, notes: the cells, as markup.
        kept: paragraphs before this row that were kept word for word and have no note.
    """

    heading: str
    old: Markup
    new: Markup
    ties: Markup
    notes: Markup
    kept: int = 0


def abreast(
    comparison: Comparison, margin: Margin, href: str, documents: Mapping[str, Document]
) -> list[Abreast]:
    """Lay out the law that a rule amends; empty where a comparison has none.

    Args:
        comparison: proposal and rule.
        margin: notes and links, with the pages that they lead to.
        href: the comparison's own page.
        documents: by SHA-256, to name the sums where a link leads.
    """
    table = _Table(comparison, margin, href, documents)
    return [row for change in comparison.changes if change.lead.quoted for row in table.unit(change)]


class _Table:
    """Makes the rows of one comparison."""

    def __init__(
        self, comparison: Comparison, margin: Margin, href: str, documents: Mapping[str, Document]
    ) -> None:
        self.old = comparison.old.sha256
        self.new = comparison.new.sha256
        self.margin = margin
        self.href = href
        self.documents = documents

    def unit(self, change: Change) -> Iterator[Abreast]:
        """Yield the heading of a unit and its rows."""
        yield _heading(f"{name_of(change.lead).rstrip('.')}: {label_of(change)}")
        kept = 0
        for old, new, edits in paragraphs_of(change):
            row = self.row(old, new, edits, kept)
            if all(operation == "=" for operation, _ in edits) and not (row.ties or row.notes):
                kept += 1
                continue
            yield row
            kept = 0
        if kept:
            yield Abreast("", safe(""), safe(""), safe(""), safe(""), kept)

    def row(self, old: Provision | None, new: Provision | None, edits: Sequence[Shown], kept: int) -> Abreast:
        """Return the cells of one paragraph."""
        places = [(self.new, new)] if new is not None else []
        places += [(self.old, old)] if old is not None else []
        notes: dict[str, tuple[Note, Target]] = {}
        ties: dict[str, Tie] = {}
        for document, provision in places:
            for note, target in self.margin.beside.on(document, provision.address):
                notes.setdefault(note.id, (note, target))
            for tie in self.margin.beside.tied(document, provision.address):
                ties.setdefault(tie.link.id, tie)
        return Abreast(
            "",
            safe(self.side(old, "o", [edit for edit in edits if edit[0] not in NEW_ALONE])),
            safe(self.side(new, "n", [edit for edit in edits if edit[0] not in OLD_ALONE])),
            safe("".join(map(self.tie, ties.values()))),
            safe("".join(_note(note, target) for note, target in notes.values())),
            kept,
        )

    def tie(self, tie: Tie) -> str:
        """Return a link, with the sums that are named where it leads."""
        document = self.documents.get(tie.there.document)
        provision = document.by_address.get(tie.there.address) if document is not None else None
        sums = (
            ", ".join(amounts(provision, document)) if provision is not None and document is not None else ""
        )
        return self.margin.tie(tie) + (f"<p><b>{esc(sums)}</b></p>" if sums and tie.outward else "")

    def side(self, provision: Provision | None, side: str, edits: Iterable[Shown]) -> str:
        """Return a paragraph as it stands on one side, with a link to its place in the comparison."""
        if provision is None:
            return ""
        document = self.new if side == "n" else self.old
        href = (
            self.margin.href(document, provision.address) or f"{self.href}#{anchor(side, provision.address)}"
        )
        return f"<a href='{esc(href)}'>{esc(cited(provision))}</a><br>{edits_html(edits)}"


def _heading(text: str) -> Abreast:
    return Abreast(text, safe(""), safe(""), safe(""), safe(""))


def paragraphs_of(change: Change) -> Iterator[tuple[Provision | None, Provision | None, Sequence[Shown]]]:
    """Yield the provisions of a unit on both sides with their edits, each pair once."""
    if not differs(change):
        for old, new in pairs(change):
            if new.own_words:
                yield old, new, (("=", new.own_words),)
        return
    for paragraph in spell(change):
        part = paragraph.part
        if paragraph.place == "from":
            continue
        if part is not None:
            yield part.old, part.new, paragraph.shown
        else:
            yield None, paragraph.provision, paragraph.shown


def _note(note: Note, target: Target) -> str:
    """Return a note in a cell: body, who wrote it, its tags, how it came here."""
    state = "" if target.state == "made here" else f"; {target.state} ({target.score:.0%})"
    who = f"<span class=quiet>{esc(note.author)}{state}</span>"
    return f"<div class=note><p>{esc(note.body)}</p><p>{who}</p>{tags_html(note.tags)}</div>"


def amounts(provision: Provision, document: Document) -> list[str]:
    """Return the sums named in a provision, or in the nearest one above it that names any."""
    at: Provision | None = provision
    while at is not None:
        found = list(dict.fromkeys(amount for inner in at.walk() for amount in _MONEY.findall(inner.text)))
        if found:
            where = "" if at is provision else f" (in {at.citation})"
            return [amount + where for amount in found[:MOST_AMOUNTS]]
        at = document.by_address.get(at.parent)
    return []
