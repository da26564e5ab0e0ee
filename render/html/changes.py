"""The changes of a comparison on its page, one after the other, and between them what did not change, folded."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from lawdiff.render.html.blocks import blocks, height_of, size_class
from lawdiff.render.html.grid import Entry, Row, is_head, place_of, run_html, runs
from lawdiff.render.html.markup import (
    anchor,
    change_id,
    depth_class,
    esc,
    plain_html,
    row_attributes,
    words_html,
)
from lawdiff.render.spell import NEW_ALONE, OLD_ALONE, depth_in, pairs, spell
from lawdiff.render.summary import differs, facts_of, size_of
from lawdiff.render.words import (
    cited,
    count,
    from_to,
    label_of,
    name_of,
    opening,
    part_label,
    passage_label,
    passages_of,
    path_of,
    unchanged_line,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lawdiff.differ.change import Change, Comparison
    from lawdiff.parsers import Provision
    from lawdiff.render.html.markup import Margin
    from lawdiff.render.spell import Paragraph

SHOWN_CONTEXT = 2
"""Unchanged paragraphs in a row that are still shown; more are folded into a line that can be opened."""

WHOLE_TABLE = 40
"""Rows up to which a table in which something changed is shown whole; of a longer one, what did not is folded."""

HEAD = 6.0
"""Height of the head of a change, with the space around it, in rem."""

OLD_PLACES = ("removed", "from")


class Body:
    """Writes the changes in order, unchanged ones folded together."""

    def __init__(self, comparison: Comparison, margin: Margin) -> None:
        self.comparison = comparison
        self.margin = margin
        self.path: tuple[str, ...] = ()
        self.carried = margin.beside.placed_in(comparison.new.sha256)

    def html(self) -> Iterator[str]:
        """Yield the page's text piece by piece."""
        for changed, group in groupby(self.comparison.changes, key=differs):
            changes = list(group)
            if changed:
                for change in changes:
                    yield self.where(change)
                    yield self.change(change)
            else:
                yield self.unchanged(changes)

    def where(self, change: Change) -> str:
        """Return the line that says what a change stands in, where that differs from the change before."""
        if not change.new:
            path = path_of(change.lead, self.comparison.old)
            if path == self.path or not path:
                return ""
            return f"<p class=path>Old document: {esc(' › '.join(path))}</p>"
        before, self.path = self.path, path_of(change.lead, self.comparison.new)
        if not self.path or self.path == before:
            return ""
        return f"<p class=path>{esc(' › '.join(self.path))}</p>"

    def unchanged(self, changes: Sequence[Change]) -> str:
        """Return a run of unchanged units, folded; open where somebody wrote a note on one of them."""
        entries = [
            self.plain(old, new, change.lead.depth)
            for change in changes
            for old, new in pairs(change)
            if new.own_words or new.is_unit
        ]
        rows = [run_html(run) for run in runs(entries)]
        opened = " open" if any(entry.aside for entry in entries) else ""
        line = esc(unchanged_line(changes))
        size = size_class(sum(map(height_of, rows)))
        return f"<details class='u {size}'{opened}><summary>{line}</summary>{''.join(blocks(rows))}</details>"

    def plain(self, old: Provision | None, new: Provision, base: int) -> Entry:
        """Return one provision of an unchanged unit, with what stands beside it on either side."""
        before, now = self.comparison.old.sha256, self.comparison.new.sha256
        aside, old_id = self.margin.html(now, new.address), ""
        if old is not None and self.margin.on(before, old.address):
            old_id = esc(anchor("o", old.address))
            without = self.carried | self.margin.on(now, new.address)
            aside += self.margin.html(before, old.address, old=True, without=without)
        attributes = row_attributes("n", new, self.comparison.new)
        words = new.own_words
        row = Row(new, (("=", words),), attributes, old=old_id)
        html = f"<p class='{depth_class(new, new.depth - base)}'{attributes}>{row.spot}{plain_html(new)}</p>"
        return Entry(
            row,
            html if words else f"<span{attributes}></span>{row.spot}",
            aside,
            place_of("n", new, self.comparison.new),
            new.depth - base,
        )

    def change(self, change: Change) -> str:
        """Return one change."""
        rows = list(self.rows(change))
        size = size_class(HEAD + sum(map(height_of, rows)))
        facts = " ".join(facts_of(change))
        attributes = f"data-r={change.relation} data-s={change.significance}"
        if facts:
            attributes += f" data-f='{facts}'"
        unit = change.lead
        return (
            f"<article class='c {size}' id='{esc(change_id(change))}' {attributes}>"
            f"<header><h3><a href='#{esc(change_id(change))}'>{esc(_title(unit))}</a></h3>"
            f"<button class=cp data-c='{esc(unit.citation)}'>Copy citation</button>{_happened(change)}</header>"
            f"{''.join(blocks(rows))}</article>"
        )

    def rows(self, change: Change) -> Iterator[str]:
        """Yield the paragraphs and tables of a change; long runs of unchanged ones are folded."""
        entries = [self.entry(paragraph, depth_in(change, paragraph)) for paragraph in spell(change)]
        pieces = [piece for run in runs(entries) for piece in _pieces(run)]
        for quiet, group in groupby(pieces, key=lambda piece: all(entry.quiet for entry in piece)):
            some = list(group)
            rows = [run_html(piece) for piece in some]
            number = sum(map(len, some))
            if quiet and number > SHOWN_CONTEXT:
                line = count(number, "paragraph")
                yield f"<details class=u><summary>{line} unchanged</summary>{''.join(blocks(rows))}</details>"
            else:
                yield from rows

    def entry(self, paragraph: Paragraph, depth: int) -> Entry:
        """Return one paragraph with what stands beside it.

        A part out of order is shown once, at its new place with its word edits; at its old place stands a line
        that leads there.
        """
        provision = paragraph.provision
        side = "o" if paragraph.place in OLD_PLACES else "n"
        document = self.comparison.old if side == "o" else self.comparison.new
        aside = self.aside(paragraph, side)
        changed = not _kept(paragraph)
        classes, line = depth_class(provision, depth) + " e" * changed, ""
        if paragraph.place == "from":
            classes += " f"
            line = f"<span class=quiet>{esc(opening(provision))}</span>"
        words = line or words_html(provision, paragraph.shown, NEW_ALONE if side == "o" else OLD_ALONE)
        attributes = row_attributes(side, provision, document)
        label = _label(paragraph) + _passages(paragraph)
        row = Row(provision, paragraph.shown, attributes, label, self.old_id(paragraph), line, changed)
        return Entry(
            row,
            f"<p class='{classes}'{attributes}>{row.spot}{label}{words}</p>",
            aside,
            place_of(side, provision, document),
            depth,
            quiet=not changed and not aside,
        )

    def old_id(self, paragraph: Paragraph) -> str:
        """Return the id of the old side of a row that shows both, where any link can lead to it."""
        part = paragraph.part
        if paragraph.place != "kept" or part is None or part.old is None:
            return ""
        if _kept(paragraph) and not self.margin.on(self.comparison.old.sha256, part.old.address):
            return ""
        return esc(anchor("o", part.old.address))

    def aside(self, paragraph: Paragraph, side: str) -> str:
        """Return the notes and links on either side of a paragraph; a note that was carried stands once."""
        provision, part = paragraph.provision, paragraph.part
        old, new = self.comparison.old.sha256, self.comparison.new.sha256
        if side == "o":
            there = part.new.address if part is not None and part.new is not None else ""
            without = self.carried | (self.margin.on(new, there) if there else frozenset())
            return self.margin.html(old, provision.address, old=True, without=without)
        aside = self.margin.html(new, provision.address)
        if part is None or part.old is None or paragraph.place != "kept":
            return aside
        without = self.carried | self.margin.on(new, provision.address)
        return aside + self.margin.html(old, part.old.address, old=True, without=without)


def _title(unit: Provision) -> str:
    """Return the title of a change: the citation; of an appropriation, whose citation is a page long, its heading."""
    name = name_of(unit) if unit.level.startswith("appropriations") or not unit.citation else cited(unit)
    return name[:1].upper() + name[1:] if unit.level in ("front matter", "back matter", "preamble") else name


def _pieces(run: Sequence[Entry]) -> list[list[Entry]]:
    """Return a run as it is shown: whole, because a row means little without its table; a long one in pieces."""
    if len(run) <= WHOLE_TABLE:
        return [list(run)]
    return [list(some) for _, some in groupby(run, key=lambda entry: entry.quiet and not is_head(entry.row))]


def _kept(paragraph: Paragraph) -> bool:
    """Return whether nothing happened to a paragraph."""
    part = paragraph.part
    if paragraph.place != "kept":
        return False
    return part is None or not (part.relation != "unchanged" or part.renumbered or part.moved)


def _label(paragraph: Paragraph) -> str:
    """Return what happened to a paragraph beyond its words, with a link to its other place."""
    part = paragraph.part
    if part is not None and paragraph.unprinted:
        return f"<span class=l>{esc(part.rule)}</span> "
    if part is None or part.old is None or part.new is None:
        return ""
    if paragraph.place == "from":
        href, text = anchor("n", part.new.address), f"→ moved to {cited(part.new)}"
    elif paragraph.place == "to":
        href, text = anchor("o", part.old.address), f"← moved from {cited(part.old)}"
    elif paragraph.provision.is_unit:
        return ""  # the head of the change says so already
    else:
        text = part_label(part)
        return f"<span class=l>{esc(text)}</span> " if text else ""
    return f"<a class=l href='#{esc(href)}'>{esc(text)}</a> "


def _passages(paragraph: Paragraph) -> str:
    """Return links to where words of a paragraph stand on the other side."""
    if paragraph.place == "from":
        return ""
    links = []
    for passage in passages_of(paragraph.part):
        href = anchor("n" if passage.side == "old" else "o", passage.there.address)
        links.append(f"<a class=l href='#{esc(href)}'>{esc(passage_label(passage))}</a> ")
    return "".join(links)


def _happened(change: Change) -> str:
    """Return what happened to a unit, from where to where, and why it is thought so."""
    size = size_of(change)
    pieces = [f"<p class=m><b class='b {change.relation}'>{esc(label_of(change))}</b>"]
    where = from_to(change)
    if where:
        pieces.append(f" <span>{esc(where)}</span>")
    if size.removed or size.added:
        words = [f"{sign}{number:,}" for sign, number in (("−", size.removed), ("+", size.added)) if number]
        pieces.append(f" <span class=sz>{' '.join(words)} words</span>")
    pieces.append("</p>")
    if change.reason:
        pieces.append(f"<p class=why>{esc(change.reason)}</p>")
    if change.candidates:
        could = "; ".join(
            f"{esc(name_of(candidate.provision))} ({candidate.score:.0%})" for candidate in change.candidates
        )
        pieces.append(f"<p class=why>Not decided. It could be: {could}.</p>")
    return "".join(pieces)
