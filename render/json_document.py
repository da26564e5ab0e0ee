"""A document as JSON: the shape of docs/schema/show.schema.json."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from lawdiff.render.beside import beside

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lawdiff.annotations.note import Link, Note, Target
    from lawdiff.parsers import Document, Provision
    from lawdiff.render.beside import Tie

SHOW_SCHEMA_VERSION = 1
"""Raised when a key changes its meaning or goes away; new keys may come without."""

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def encode(value: object) -> str:
    """Return JSON on one line, as UTF-8 text rather than escapes."""
    return _ENCODER.encode(value)


def lines(pairs: Iterable[tuple[str, object]], spread: str) -> str:
    """Return a JSON object with one key a line, and the list under the key `spread` with one item a line.

    One line a provision or a change keeps the file quick to write, and lets grep and git read it.
    """
    keys = []
    for key, value in pairs:
        if key == spread and isinstance(value, list) and value:
            body = "[\n" + ",\n".join(map(encode, value)) + "\n]"
        else:
            body = encode(value)
        keys.append(f"{encode(key)}:{body}")
    return "{" + ",\n".join(keys) + "}\n"


def document_json(
    document: Document, notes: Iterable[Note] = (), links: Iterable[Link] = (), at: str = ""
) -> str:
    """Return a document with its notes as JSON text.

    Args:
        document: what to show.
        notes: notes on it; those on other documents are left out.
        links: links that end in it.
        at: the address of one provision, to show it and what stands in it; empty for all.
    """
    margin = beside(notes, links)
    provisions = document.by_address[at].walk() if at else document.provisions
    rows = []
    for provision in provisions:
        row = provision_row(provision)
        row["notes"] = [
            note_row(note, target) for note, target in margin.on(document.sha256, provision.address)
        ]
        row["links"] = [tie_row(tie) for tie in margin.tied(document.sha256, provision.address)]
        rows.append(row)
    orphans = [note_row(note, target) for note, target in margin.orphans(document.sha256)]
    return lines(
        (
            ("schema_version", SHOW_SCHEMA_VERSION),
            ("document", document_row(document)),
            ("provisions", rows),
            ("orphaned_notes", orphans),
        ),
        spread="provisions",
    )


def outline_json(document: Document) -> str:
    """Return the units of a document as JSON text, without their words."""
    keys = (
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
    units = [{key: getattr(unit, key) for key in keys} for unit in document.units]
    head = (("schema_version", SHOW_SCHEMA_VERSION), ("document", document_row(document)), ("units", units))
    return lines(head, spread="units")


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
