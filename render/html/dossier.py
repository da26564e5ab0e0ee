"""Several comparisons on one page: what was kept, changed, dropped and added; what pays for it; what people noted.

The question it exists for: a proposal, the rule that followed it and the act that pays for it lie side by side, and
a reader wants to see, without opening three documents, what became of each paragraph and where the money is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lawdiff.differ import compare
from lawdiff.effects.amended import together
from lawdiff.render.beside import beside
from lawdiff.render.html.abreast import Abreast, abreast, amounts
from lawdiff.render.html.markup import Margin, anchor, edits_html, safe
from lawdiff.render.html.page import page, tag_class
from lawdiff.render.html.threefold import threefold
from lawdiff.render.summary import differs, summarise
from lawdiff.render.words import (
    cited,
    count,
    document_lines,
    listed,
    name_of,
    names,
    not_compared_lines,
    summary_lines,
    tell_apart,
    what_happened,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from markupsafe import Markup

    from lawdiff.annotations.note import Link, Note, Tag, Target
    from lawdiff.differ.change import Change, Comparison, Edit, Part
    from lawdiff.effects.amended import AsAmended
    from lawdiff.parsers import Document, Provision

FATES = ("Changed", "New", "Dropped", "Kept, at another number or place", "Kept word for word")
"""What can become of a provision, in the order in which a reader asks for it."""

MOST_ROWS = 150
"""Rows of one fate on the page; the comparison's own page has them all."""

SNIPPET = 60
"""Words of edits in one row: enough to see a period or an amount change in its sentence."""

AROUND = 10
"""Words of kept text shown on each side of an edit in a row."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One comparison of a dossier.

    Attributes:
        heading: what the reader will see in it.
        href: the comparison's own page.
        comparison: the comparison.
        old_href, new_href: the pages of the two documents; empty where they have none.
        law: what both make of the law that they amend; None where that was not asked for.
        prints: the comparative prints of that, as names and pages.
    """

    heading: str
    href: str
    comparison: Comparison
    old_href: str = ""
    new_href: str = ""
    law: AsAmended | None = None
    prints: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one provision.

    Attributes:
        fate: one of `FATES`.
        old, new: what it was called and is called; empty where there was or is nothing.
        href: where it stands in the comparison.
        happened: relation and further facts.
        words: its edits, or its first words.
        law: whether it is law that a rule amends; it goes before the preamble that explains it.
    """

    fate: str
    old: str
    new: str
    href: str
    happened: str
    words: Markup
    law: bool


def render_dossier(
    title: str,
    chapters: Sequence[Chapter],
    notes: Iterable[Note] = (),
    links: Iterable[Link] = (),
    tags: Iterable[Tag] = (),
    *,
    others: Sequence[tuple[Document, str]] = (),
    introduction: str = "",
    titles: Mapping[str, str] | None = None,
) -> str:
    """Return several comparisons as one page that leads to their own.

    Args:
        title: the heading.
        chapters: the comparisons, in the order of the story.
        notes: what people wrote on their documents.
        links: ties between their provisions.
        tags: the codebook.
        others: documents that stand in no comparison, with their pages.
        introduction: a sentence or two, for the reader.
        titles: what to call other documents that links lead to, by SHA-256.
    """
    index = beside(notes, links, tags)
    documents = _documents(chapters, others)
    by_sha = {document.sha256: document for document, _ in documents}
    pages = {**_pages(chapters), **{document.sha256: f"{href}#n:" for document, href in others}}
    return page(
        "dossier.html.j2",
        index.tags,
        title=title,
        introduction=introduction,
        documents=[(_card(document), href, _noted(index.notes, document)) for document, href in documents],
        chapters=[_chapter(chapter) for chapter in chapters],
        abreast=_abreast(chapters, Margin(index, pages, {**(titles or {}), **_titles(documents)}), by_sha),
        laws=[law for law in map(_law, chapters) if law is not None],
        ties=_ties(index.links, by_sha, pages, titles or {}),
        columns=[tell_apart(document) for document, _ in documents],
        tag_table=_tags(index.notes, index.tags, [document for document, _ in documents], pages),
    )


def _documents(
    chapters: Sequence[Chapter], others: Sequence[tuple[Document, str]]
) -> list[tuple[Document, str]]:
    """Return the documents, each once, with its page."""
    seen: dict[str, tuple[Document, str]] = {}
    for chapter in chapters:
        for document, href in (
            (chapter.comparison.old, chapter.old_href),
            (chapter.comparison.new, chapter.new_href),
        ):
            seen.setdefault(document.sha256, (document, href))
    for document, href in others:
        seen.setdefault(document.sha256, (document, href))
    return list(seen.values())


def _card(document: Document) -> tuple[str, str, str]:
    """Return what a card says of a document: what tells it from the others, its subject, its facts."""
    title, facts = document_lines(document)
    name = tell_apart(document)
    own = f" ({document.kind}, {document.identity.fr_citation})"
    subject = title.removesuffix(own) if document.identity.fr_citation else ""
    return (name, subject, facts) if subject else (title, "", facts)


def _titles(documents: Iterable[tuple[Document, str]]) -> dict[str, str]:
    return {document.sha256: tell_apart(document) for document, _ in documents}


def _abreast(
    chapters: Iterable[Chapter], margin: Margin, documents: Mapping[str, Document]
) -> list[tuple[tuple[str, str], list[Abreast]]]:
    """Return for each comparison that amends law: what to call its sides, and the rows."""
    tables = [
        (
            names(chapter.comparison.old, chapter.comparison.new),
            abreast(chapter.comparison, margin, chapter.href, documents),
        )
        for chapter in chapters
    ]
    return [(sides, rows) for sides, rows in tables if rows]


def _law(chapter: Chapter) -> dict[str, object] | None:
    """Return what the template shows of the law before, between and after; None where nothing was asked for."""
    law = chapter.law
    if law is None:
        return None
    base = law.base
    middle = together([execution.result for execution in law.old])
    old, new = chapter.comparison.old, chapter.comparison.new
    return {
        "columns": [
            f"{base.title}, before",
            f"as {tell_apart(old)} would have it",
            f"as {tell_apart(new)} has it",
        ],
        "rows": threefold(compare(base, middle), law.comparison),
        "prints": chapter.prints,
        "undone": [
            line for line in not_compared_lines(law.comparison.not_compared) if "instructions" in line
        ],
    }


def _pages(chapters: Sequence[Chapter]) -> dict[str, str]:
    """Return for each document where a provision of it stands: on the document's page, else in its comparison."""
    pages: dict[str, str] = {}
    for chapter in chapters:
        comparison = chapter.comparison
        pages.setdefault(
            comparison.old.sha256, f"{chapter.old_href}#n:" if chapter.old_href else f"{chapter.href}#o:"
        )
        pages.setdefault(comparison.new.sha256, f"{chapter.new_href or chapter.href}#n:")
    return pages


def _noted(notes: Iterable[Note], document: Document) -> str:
    number = sum(len(note.targets_in(document.sha256)) for note in notes)
    return count(number, "note") if number else "no notes"


def _chapter(chapter: Chapter) -> dict[str, object]:
    """Return what the template shows of one comparison."""
    comparison = chapter.comparison
    rows = [row for change in comparison.changes for row in _rows(change, chapter.href)]
    rows.sort(key=lambda row: not row.law)
    groups = [(fate, [row for row in rows if row.fate == fate]) for fate in FATES]
    return {
        "heading": chapter.heading,
        "href": chapter.href,
        "summary": " ".join(summary_lines(comparison, summarise(comparison))),
        "groups": [
            (fate, some[:MOST_ROWS], len(some), max(0, len(some) - MOST_ROWS))
            for fate, some in groups
            if some
        ],
    }


def _rows(change: Change, href: str) -> Iterator[Row]:
    """Yield a row for each provision that something happened to; one for a unit that is whole in its fate."""
    start = f"{href}#c{'n' if change.new else 'o'}:{change.lead.address}"
    if change.relation == "edited":
        for part in change.parts:
            if part.relation != "unchanged" or part.renumbered or part.moved:
                yield _part_row(part, href, law=change.lead.quoted)
        return
    fate = {"added": "New", "removed": "Dropped"}.get(
        change.relation, FATES[3] if differs(change) else FATES[4]
    )
    if fate == FATES[4]:
        start = f"{href}#{anchor('n', change.lead.address)}"
    words = edits_html((("=", _first_text(change.lead)),)) if fate in ("New", "Dropped") else ""
    old, new = (listed([name_of(unit) for unit in units]) for units in (change.old, change.new))
    yield Row(fate, old, new, start, what_happened(change), safe(words), change.lead.quoted)


def _part_row(part: Part, href: str, *, law: bool) -> Row:
    old, new = part.old, part.new
    side, stands = ("n", new) if new is not None else ("o", old)
    fate = {"added": "New", "removed": "Dropped", "edited": "Changed"}.get(part.relation, FATES[3])
    facts = [part.relation, *(fact for fact in ("renumbered", "moved") if getattr(part, fact))]
    happened = listed(facts[1:] if part.relation == "unchanged" else facts)
    return Row(
        fate,
        cited(old) if old is not None else "",
        cited(new) if new is not None else "",
        f"{href}#{anchor(side, stands.address if stands is not None else '')}",
        happened,
        safe(edits_html(snippet(part.edits))),
        law,
    )


def snippet(edits: Sequence[Edit]) -> list[Edit]:
    """Return the first words of edits, with a little of the kept text around each."""
    pieces: list[Edit] = []
    left = SNIPPET
    for index, (operation, text) in enumerate(edits):
        if left <= 0:
            pieces.append(("=", " …"))
            break
        words = text.split(" ")
        if operation == "=" and len(words) > AROUND * 2:
            head = words[:AROUND] if index else []
            tail = words[-AROUND:] if index < len(edits) - 1 else []
            words = [*head, "…", *tail]
        pieces.append((operation, " ".join(words[:left]) + (" …" if len(words) > left else "")))
        left -= len(words)
    return pieces


FIRST = "funded by"
"""The relation that a reader of a dossier looks for first; the others follow in the order of their names."""


def _ties(
    links: Iterable[Link],
    documents: Mapping[str, Document],
    pages: Mapping[str, str],
    titles: Mapping[str, str],
) -> list[tuple[str, list[dict[str, object]]]]:
    """Return for each relation its links: both ends with their words, and the money at the target."""
    groups: dict[str, list[dict[str, object]]] = {}
    for link in links:
        ends = [
            _end(target, documents.get(target.document), pages, titles)
            for target in (link.source, link.target)
        ]
        groups.setdefault(link.relation, []).append({"ends": ends, "note": link.note})
    return sorted(groups.items(), key=lambda group: (group[0] != FIRST, group[0]))


def _end(
    target: Target, document: Document | None, pages: Mapping[str, str], titles: Mapping[str, str]
) -> dict[str, str]:
    start = pages.get(target.document, "")
    provision = document.by_address.get(target.address) if document is not None else None
    return {
        "citation": target.citation,
        "title": tell_apart(document) if document is not None else titles.get(target.document, ""),
        "href": start + target.address if start and target.address else "",
        "words": _first_words(provision) if provision is not None else "",
        "money": ", ".join(amounts(provision, document))
        if provision is not None and document is not None
        else "",
    }


def _first_text(unit: Provision) -> str:
    """Return the first words of law in a unit, behind its number and heading."""
    text = next((inner.text for inner in unit.walk_unit() if inner.text), "")
    words = text.split()
    return " ".join(words[:SNIPPET]) + (" …" if len(words) > SNIPPET else "")


def _first_words(provision: Provision) -> str:
    words = provision.own_words.split()
    return " ".join(words[:24]) + (" …" if len(words) > 24 else "")  # noqa: PLR2004 - two lines of a table


def _tags(
    notes: Sequence[Note], tags: Sequence[Tag], documents: Sequence[Document], pages: Mapping[str, str]
) -> list[dict[str, object]]:
    """Return for each tag, those of the codebook first: its definition, its count a document, and its notes."""
    names = {tag.name.casefold(): tag.name for tag in tags}
    for note in notes:
        for name in note.tags:
            names.setdefault(name.casefold(), name)
    known = {tag.name.casefold(): tag for tag in tags}
    table: list[dict[str, object]] = []
    for key, name in names.items():
        tagged = [note for note in notes if key in (tag.casefold() for tag in note.tags)]
        tag = known.get(key)
        table.append(
            {
                "name": name,
                "class": tag_class(name),
                "definition": tag.definition if tag else "",
                "parent": tag.parent if tag else "",
                "counts": [
                    sum(len(note.targets_in(document.sha256)) for note in tagged) for document in documents
                ],
                "notes": [
                    (
                        note,
                        [[_place(target, pages) for target in note.targets_in(d.sha256)] for d in documents],
                    )
                    for note in tagged
                ],
            }
        )
    return table


def _place(target: Target, pages: Mapping[str, str]) -> dict[str, str]:
    start = pages.get(target.document, "")
    state = "" if target.state == "made here" else f"{target.state} ({target.score:.0%})"
    href = start + target.address if start and target.address else ""
    return {"citation": target.citation, "href": href, "state": state, "evidence": target.evidence}
