"""A comparison as one page."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from lawdiff.render.beside import beside
from lawdiff.render.html.contents import contents
from lawdiff.render.html.guide import choices_of, crosswalk_row, figures
from lawdiff.render.html.markup import (
    Margin,
    anchor,
    change_id,
    depth_class,
    esc,
    plain_html,
    safe,
    words_html,
)
from lawdiff.render.html.page import page
from lawdiff.render.spell import NEW_ALONE, OLD_ALONE, depth_in, pairs, spell
from lawdiff.render.summary import differs, facts_of, size_of, summarise
from lawdiff.render.words import (
    cited,
    count,
    document_lines,
    from_to,
    full_name,
    label_of,
    money_line,
    name_of,
    names,
    not_compared_lines,
    opening,
    part_label,
    passage_label,
    passages_of,
    path_of,
    summary_lines,
    unchanged_line,
    what_happened,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lawdiff.annotations.note import Link, Note, Tag
    from lawdiff.differ.change import Change, Comparison
    from lawdiff.parsers import Provision
    from lawdiff.render.spell import Paragraph

SHOWN_CONTEXT = 2
"""Unchanged paragraphs in a row that are still shown; more are folded into a line that can be opened."""

OLD_PLACES = ("removed", "from")


def render_comparison(
    comparison: Comparison,
    notes: Iterable[Note] = (),
    links: Iterable[Link] = (),
    tags: Iterable[Tag] = (),
    *,
    side_by_side: bool = False,
    pages: Mapping[str, str] | None = None,
    titles: Mapping[str, str] | None = None,
    home: str = "",
) -> str:
    """Return a comparison as one self-contained HTML file.

    Args:
        comparison: what to show.
        notes: what people wrote on it.
        links: ties between its provisions and others.
        tags: the codebook.
        side_by_side: whether it opens with two columns (its reader can switch).
        pages: where other documents have their text: SHA-256 -> start of a provision's address there.
        titles: what to call other documents, by SHA-256.
        home: address of the page that this one belongs to; empty where it stands alone.
    """
    index = beside(notes, links, tags)
    here = {comparison.old.sha256: "#o:", comparison.new.sha256: "#n:"}
    called = names(comparison.old, comparison.new)
    named = dict(zip((comparison.old.sha256, comparison.new.sha256), called, strict=True))
    margin = Margin(index, {**(pages or {}), **here}, {**(titles or {}), **named})
    body = _Body(comparison, margin)
    summary = summarise(comparison)
    return page(
        "comparison.html.j2",
        index.tags,
        title=" → ".join(called),
        names=called,
        documents=[document_lines(document) for document in (comparison.old, comparison.new)],
        summary=summary_lines(comparison, summary),
        biggest=[
            (
                f"#{change_id(change)}",
                full_name(change, comparison),
                what_happened(change),
                size.removed,
                size.added,
            )
            for change, size in summary.biggest
        ],
        not_compared=not_compared_lines(comparison.not_compared),
        choices=choices_of(comparison, margin.beside),
        contents=safe(contents(comparison)),
        changes=safe("".join(body.html())),
        changed=sum(map(differs, comparison.changes)),
        figures=figures(comparison),
        figure_count=len(comparison.figures),
        money=money_line(comparison.figures),
        crosswalk=[crosswalk_row(change) for change in comparison.changes if change.old or change.new],
        orphans=safe("".join(margin.html(document, "") for document in here)),
        settings=sorted(comparison.settings.items()),
        sources=[comparison.old, comparison.new],
        side_by_side=side_by_side,
        home=home,
    )


class _Body:
    """Writes the changes in order, unchanged ones folded together."""

    def __init__(self, comparison: Comparison, margin: Margin) -> None:
        self.comparison = comparison
        self.margin = margin
        self.path: tuple[str, ...] = ()

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
        rows = [
            self.plain(old, new, change.lead.depth)
            for change in changes
            for old, new in pairs(change)
            if new.own_words or new.is_unit
        ]
        has_notes = any("<aside" in row for row in rows)
        opened = " open" if has_notes else ""
        return f"<details class=u{opened}><summary>{esc(unchanged_line(changes))}</summary>{''.join(rows)}</details>"

    def plain(self, old: Provision | None, new: Provision, base: int) -> str:
        """Return one provision of an unchanged unit, with what stands beside it on either side."""
        before, now = self.comparison.old.sha256, self.comparison.new.sha256
        aside, spot = self.margin.html(now, new.address), ""
        if old is not None and self.margin.on(before, old.address):
            spot = f"<span id='{esc(anchor('o', old.address))}'></span>"
            aside += self.margin.html(before, old.address, old=True, without=self.margin.on(now, new.address))
        if not new.own_words:
            return _with(f"<span id='{esc(anchor('n', new.address))}'></span>{spot}", aside)
        row = f"<p class='{depth_class(new, new.depth - base)}' id='{esc(anchor('n', new.address))}'>"
        return _with(f"{row}{spot}{plain_html(new)}</p>", aside)

    def change(self, change: Change) -> str:
        """Return one change."""
        rows = "".join(self.rows(change))
        facts = " ".join(facts_of(change))
        attributes = f"data-r={change.relation} data-s={change.significance}"
        if facts:
            attributes += f" data-f='{facts}'"
        unit = change.lead
        return (
            f"<article class=c id='{esc(change_id(change))}' {attributes}>"
            f"<header><h3><a href='#{esc(change_id(change))}'>{esc(_title(unit))}</a></h3>"
            f"<button class=cp data-c='{esc(unit.citation)}'>Copy citation</button>{_happened(change)}</header>"
            f"{rows}</article>"
        )

    def rows(self, change: Change) -> Iterator[str]:
        """Yield the paragraphs of a change; long runs of unchanged ones are folded."""
        paragraphs = [
            (paragraph, self.row(paragraph, depth_in(change, paragraph))) for paragraph in spell(change)
        ]
        for quiet, group in groupby(paragraphs, key=lambda pair: _quiet(*pair)):
            rows = [row for _, row in group]
            if quiet and len(rows) > SHOWN_CONTEXT:
                line = count(len(rows), "paragraph")
                yield f"<details class=u><summary>{line} unchanged</summary>{''.join(rows)}</details>"
            else:
                yield from rows

    def row(self, paragraph: Paragraph, depth: int) -> str:
        """Return one paragraph with what stands beside it.

        A part out of order is shown once, at its new place with its word edits; at its old place stands a line
        that leads there.
        """
        provision = paragraph.provision
        side = "o" if paragraph.place in OLD_PLACES else "n"
        classes = depth_class(provision, depth) + ("" if _quiet(paragraph, "") else " e")
        if paragraph.place == "from":
            classes += " f"
            words = f"<span class=quiet>{esc(opening(provision))}</span>"
        else:
            words = words_html(provision, paragraph.shown, NEW_ALONE if side == "o" else OLD_ALONE)
        name = esc(anchor(side, provision.address))
        label = _label(paragraph) + _passages(paragraph)
        html = f"<p class='{classes}' id='{name}'>{self.old_spot(paragraph)}{label}{words}</p>"
        return _with(html, self.aside(paragraph, side))

    def old_spot(self, paragraph: Paragraph) -> str:
        """Return a place for links to the old side of a row that shows both, where any can lead to it."""
        part = paragraph.part
        if paragraph.place != "kept" or part is None or part.old is None:
            return ""
        if _quiet(paragraph, "") and not self.margin.on(self.comparison.old.sha256, part.old.address):
            return ""
        return f"<span id='{esc(anchor('o', part.old.address))}'></span>"

    def aside(self, paragraph: Paragraph, side: str) -> str:
        """Return the notes and links on either side of a paragraph; a note that was carried stands once."""
        provision, part = paragraph.provision, paragraph.part
        old, new = self.comparison.old.sha256, self.comparison.new.sha256
        if side == "o":
            there = self.margin.on(new, part.new.address) if part is not None and part.new is not None else ()
            return self.margin.html(old, provision.address, old=True, without=there)
        aside = self.margin.html(new, provision.address)
        if part is None or part.old is None or paragraph.place != "kept":
            return aside
        there = self.margin.on(new, provision.address)
        return aside + self.margin.html(old, part.old.address, old=True, without=there)


def _title(unit: Provision) -> str:
    """Return the title of a change: the citation; of an appropriation, whose citation is a page long, its heading."""
    return name_of(unit) if unit.level.startswith("appropriations") or not unit.citation else cited(unit)


def _with(row: str, aside: str) -> str:
    return f"<div class=w>{row}<div>{aside}</div></div>" if aside else row


def _quiet(paragraph: Paragraph, row: str) -> bool:
    """Return whether a paragraph needs no attention: nothing changed in it, and nothing stands beside it."""
    part = paragraph.part
    if "<aside" in row or paragraph.place != "kept":
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
        pieces.append(f" <span class=sz>−{size.removed:,} +{size.added:,} words</span>")
    pieces.append("</p>")
    if change.reason:
        pieces.append(f"<p class=why>{esc(change.reason)}</p>")
    if change.candidates:
        could = "; ".join(
            f"{esc(name_of(candidate.provision))} ({candidate.score:.0%})" for candidate in change.candidates
        )
        pieces.append(f"<p class=why>Not decided. It could be: {could}.</p>")
    return "".join(pieces)
