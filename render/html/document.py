"""One document as a page: its text with the notes beside it, and an index of tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.render.beside import beside
from lawdiff.render.html.blocks import blocks
from lawdiff.render.html.grid import Entry, Row, place_of, run_html, runs
from lawdiff.render.html.markup import (
    Margin,
    anchor,
    depth_class,
    esc,
    indent_class,
    plain_html,
    row_attributes,
    safe,
    said,
)
from lawdiff.render.html.page import page, tag_class
from lawdiff.render.words import LONG_APPARATUS, apparatus_name, apparatus_of, count, document_lines, name_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lawdiff.annotations.note import Link, Note, Tag
    from lawdiff.parsers import Apparatus, Document, Provision


def render_document(
    document: Document,
    notes: Iterable[Note] = (),
    links: Iterable[Link] = (),
    tags: Iterable[Tag] = (),
    *,
    at: str = "",
    pages: Mapping[str, str] | None = None,
    titles: Mapping[str, str] | None = None,
    home: str = "",
) -> str:
    """Return a document as one self-contained HTML file.

    Args:
        document: what to show.
        notes: what people wrote on it.
        links: ties between its provisions and others.
        tags: the codebook.
        at: address of one provision, to show it and what stands in it; empty for all.
        pages: where other documents have their text: SHA-256 -> start of a provision's address there.
        titles: what to call other documents, by SHA-256.
        home: address of the page that this one belongs to; empty where it stands alone.
    """
    index = beside(notes, links, tags)
    margin = Margin(index, {**(pages or {}), document.sha256: "#n:"}, titles or {})
    tops = (document.by_address[at],) if at else document.body
    return page(
        "document.html.j2",
        index.tags,
        title=document.title,
        document=document,
        lines=document_lines(document),
        contents=safe(_contents(tops)),
        text=safe("".join(blocks(list(_text(document, tops, margin))))),
        tag_index=_tag_index(document, index.notes, index.tags),
        orphans=safe(margin.html(document.sha256, "")),
        home=home,
    )


def _text(document: Document, tops: Iterable[Provision], margin: Margin) -> Iterator[str]:
    """Yield the provisions with what stands beside them, rows of a table together."""
    entries = (_entry(provision, top.depth, document, margin) for top in tops for provision in top.walk())
    for run in runs(entries):
        yield run_html(run)
        for entry in run:
            yield from (_apparatus(each, entry.depth) for each in apparatus_of(entry.row.provision))


def _apparatus(apparatus: Apparatus, depth: int) -> str:
    """Return what stands with a provision and is not law; folded where it is long."""
    name = esc(apparatus_name(apparatus))
    lines = apparatus.text.split("\n")
    indent = indent_class(depth)
    if len(apparatus.text) > LONG_APPARATUS or len(lines) > 1:
        words = count(len(apparatus.text.split()), "word")
        text = "".join(f"<p class=ap>{said(line)}</p>" for line in lines)
        return f"<details class='u {indent}'><summary>{name}, {words}</summary>{text}</details>"
    return f"<p class='{indent} ap'><b>{name}</b> {said(apparatus.text)}</p>"


def _entry(provision: Provision, base: int, document: Document, margin: Margin) -> Entry:
    attributes = row_attributes("n", provision, document)
    status = f" <span class=l>{esc(provision.status)}</span>" if provision.status else ""
    kind = depth_class(provision, provision.depth - base)
    html = f"<p class='{kind}'{attributes}>{plain_html(provision)}{status}</p>"
    return Entry(
        Row(provision, (("=", provision.own_words),), attributes),
        html if provision.own_words or status else f"<span{attributes}></span>",
        margin.html(document.sha256, provision.address),
        place_of("n", provision, document),
        provision.depth - base,
    )


def _contents(tops: Iterable[Provision]) -> str:
    """Return the units as a nested list."""
    items = "".join(_items(tops))
    return f"<ul>{items}</ul>" if items else ""


def _items(tops: Iterable[Provision]) -> Iterator[str]:
    for top in tops:
        if top.is_unit:
            href = esc(anchor("n", top.address))
            yield f"<li><a href='#{href}'>{esc(name_of(top))}</a>{_contents(top.children)}</li>"
        else:
            yield from _items(top.children)


def _tag_index(
    document: Document, notes: Iterable[Note], tags: Iterable[Tag]
) -> list[tuple[str, str, str, list[tuple[str, str]]]]:
    """Return for each tag in use: its name, class and definition, and the places of its notes."""
    places: dict[str, list[tuple[str, str]]] = {}
    for note in notes:
        for target in note.targets_in(document.sha256):
            for tag in note.tags:
                href = f"#{anchor('n', target.address)}" if target.address else "#orphans"
                places.setdefault(tag, []).append((target.citation or "text that is gone", href))
    definitions = {tag.name.casefold(): tag.definition for tag in tags}
    return [
        (tag, tag_class(tag), definitions.get(tag.casefold(), ""), places[tag])
        for tag in sorted(places, key=str.casefold)
    ]
