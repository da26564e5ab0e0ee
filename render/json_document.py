"""A document for programs: the shapes of docs/schema/show.schema.json and docs/schema/outline.schema.json."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from lawdiff.render.beside import beside
from lawdiff.render.result import Result, Stream, result_json
from lawdiff.render.warned import warning_rows, warnings_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lawdiff.annotations.note import Link, Note, Target
    from lawdiff.parsers import Document, Provision
    from lawdiff.render.beside import Beside, Tie


def document_json(
    document: Document, notes: Iterable[Note] = (), links: Iterable[Link] = (), at: str = ""
) -> str:
    """Return a document with its notes as JSON text; see `document_result`."""
    return result_json(document_result(document, notes, links, at))


def document_result(
    document: Document,
    notes: Iterable[Note] = (),
    links: Iterable[Link] = (),
    at: str = "",
    settings: Mapping[str, object] | None = None,
) -> Result:
    """Return a document with its notes, for programs; the rows of provisions are made as they are asked for.

    Args:
        document: what to show.
        notes: notes on it; those on other documents are left out.
        links: links that end in it.
        at: the address of one provision, to show it and what stands in it; empty for all.
        settings: what else is in force.
    """
    margin = beside(notes, links)
    provisions = document.by_address[at].walk() if at else iter(document.provisions)
    orphans = (note_row(note, target) for note, target in margin.orphans(document.sha256))
    return Result(
        "show",
        {"document": document_row(document), "warnings": warning_rows(warnings_in(document, at=at))},
        (
            Stream("provisions", "provision", (_noted_row(each, document, margin) for each in provisions)),
            Stream("orphaned_notes", "orphaned_note", orphans),
        ),
        {"at": at, **(settings or {})},
    )


def _noted_row(provision: Provision, document: Document, margin: Beside) -> dict[str, Any]:
    """Return one provision with the notes and links that stand on it."""
    place = (document.sha256, provision.address)
    return {
        **provision_row(provision),
        "notes": [note_row(note, target) for note, target in margin.on(*place)],
        "links": [tie_row(tie) for tie in margin.tied(*place)],
    }


OUTLINE_KEYS = (
    "address",
    "citation",
    "level",
    "number",
    "heading",
    "parent",
    "depth",
    "quoted",
    "status",
    "source_line",
)


def outline_json(document: Document) -> str:
    """Return the units of a document as JSON text, without their words."""
    return result_json(outline_result(document))


def outline_result(document: Document, settings: Mapping[str, object] | None = None) -> Result:
    """Return the units of a document, for programs, without their words."""
    units = ({key: getattr(unit, key) for key in OUTLINE_KEYS} for unit in document.units)
    facts = {"document": document_row(document), "warnings": warning_rows(warnings_in(document))}
    return Result("outline", facts, (Stream("units", "unit", units),), settings or {})


def document_row(document: Document) -> dict[str, Any]:
    """Return which document it is, as JSON values."""
    identity = {key: value for key, value in asdict(document.identity).items() if value}
    if document.identity.dates:
        identity["dates"] = dict(sorted(document.identity.dates.items()))
    return {
        "kind": document.kind,
        "title": document.title,
        "identity": identity,
        "family": document.family,
        "sha256": document.sha256,
        "source": document.source,
        "reading": document.reading,
        "notices": [asdict(notice) for notice in document.notices],
    }


def provision_row(provision: Provision) -> dict[str, Any]:
    """Return one provision, without its children, as JSON values."""
    return {
        "address": provision.address,
        "citation": provision.citation,
        "level": provision.level,
        "number": provision.number,
        "heading": provision.heading,
        "text": provision.text,
        "quoted": provision.quoted,
        "parent": provision.parent,
        "depth": provision.depth,
        "is_unit": provision.is_unit,
        "status": provision.status,
        "source_line": provision.source_line,
        "apparatus": [asdict(item) for item in provision.apparatus],
    }


def note_row(note: Note, target: Target) -> dict[str, Any]:
    """Return a note as it stands at one place, as JSON values."""
    return {
        "id": note.id,
        "body": note.body,
        "tags": list(note.tags),
        "author": note.author,
        "created": note.created,
        "updated": note.updated,
        "state": note.state,
        "target": asdict(target),
    }


def tie_row(tie: Tie) -> dict[str, Any]:
    """Return a link as seen from one of its ends, as JSON values."""
    return {
        "id": tie.link.id,
        "relation": tie.link.relation,
        "outward": tie.outward,
        "note": tie.link.note,
        "author": tie.link.author,
        "document": tie.there.document,
        "address": tie.there.address,
        "citation": tie.there.citation,
    }
