"""Notes and links as W3C Web Annotations in JSON-LD, and back without loss.

One `AnnotationCollection` (Web Annotation Vocabulary, 3.2.2) with one page. A note becomes an `Annotation` whose
bodies are the text (purpose ``commenting``) and the tags (``tagging``); each place is a `SpecificResource` with a
`FragmentSelector` for the address, refined by a `TextQuoteSelector` and a `TextPositionSelector`. A link becomes an
annotation with the motivation ``linking``. What the model has no word for (how a note was carried, the codebook)
stands under terms of lawdiff's own, which other programs pass over.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, get_args
from urllib.parse import quote, unquote

from lawdiff.annotations.errors import NoteError
from lawdiff.annotations.note import CarryState, Link, Note, Tag, Target
from lawdiff.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Json = Mapping[str, Any]

CONTEXT = ("http://www.w3.org/ns/anno.jsonld", {"lawdiff": "urn:lawdiff:terms:"})
ADDRESSES = "urn:lawdiff:addresses"
"""What the fragments conform to: lawdiff's addresses."""

SCHEMA_VERSION = 1
"""Of lawdiff's own terms; raised when one changes its meaning or goes away."""

_OWN = ("citation", "text", "state", "score", "evidence", "origin", "start")


def to_json(
    notes: Iterable[Note], links: Iterable[Link], tags: Iterable[Tag], documents: Iterable[Json]
) -> str:
    """Return everything as one JSON-LD text.

    Args:
        notes: in the order in which they are written.
        links: likewise.
        tags: the codebook.
        documents: what is known of each document: sha256, kind, title, family, identity, added.
    """
    items = [*map(_note, notes), *map(_link, links)]
    collection = {
        "@context": CONTEXT,
        "id": "urn:lawdiff:notes",
        "type": "AnnotationCollection",
        "label": "Notes on legal text",
        "total": len(items),
        "first": {"id": "urn:lawdiff:notes:1", "type": "AnnotationPage", "startIndex": 0, "items": items},
        "lawdiff:schema_version": SCHEMA_VERSION,
        "lawdiff:version": __version__,
        "lawdiff:settings": {},
        "lawdiff:documents": list(documents),
        "lawdiff:tags": [_tag(tag) for tag in tags],
    }
    return json.dumps(collection, ensure_ascii=False, indent=1) + "\n"


def _tag(tag: Tag) -> Json:
    return {"name": tag.name, "definition": tag.definition, "colour": tag.colour, "parent": tag.parent}


def _note(note: Note) -> Json:
    body = {"type": "TextualBody", "value": note.body, "format": "text/plain", "purpose": "commenting"}
    tags = [{"type": "TextualBody", "value": tag, "purpose": "tagging"} for tag in note.tags]
    return {
        "id": f"urn:lawdiff:note:{quote(note.id, safe='')}",
        "type": "Annotation",
        "motivation": "commenting",
        "creator": {"type": "Person", "name": note.author},
        "created": note.created,
        "modified": note.updated,
        "body": [body, *tags],
        "target": [_place(target) for target in note.targets],
        "lawdiff:state": note.state,
    }


def _link(link: Link) -> Json:
    body = {"type": "TextualBody", "value": link.note, "format": "text/plain", "purpose": "describing"}
    return {
        "id": f"urn:lawdiff:link:{quote(link.id, safe='')}",
        "type": "Annotation",
        "motivation": "linking",
        "creator": {"type": "Person", "name": link.author},
        "created": link.created,
        "body": [_place(link.target), *([body] if link.note else [])],
        "target": _place(link.source),
        "lawdiff:relation": link.relation,
        "lawdiff:carried": [{"side": side, "place": _place(place)} for side, place in link.places],
    }


def _place(target: Target) -> Json:
    selector: dict[str, Any] = {
        "type": "FragmentSelector",
        "conformsTo": ADDRESSES,
        "value": target.address,
    }
    if target.quote:
        selector["refinedBy"] = {
            "type": "TextQuoteSelector",
            "exact": target.quote,
            "prefix": target.prefix,
            "suffix": target.suffix,
            "refinedBy": {
                "type": "TextPositionSelector",
                "start": max(target.start, 0),
                "end": max(target.start, 0) + len(target.quote),
            },
        }
    own = {f"lawdiff:{name}": getattr(target, name) for name in _OWN}
    return {
        "type": "SpecificResource",
        "source": f"urn:sha256:{target.document}",
        "selector": selector,
        **own,
    }


def from_json(text: str, name: str) -> tuple[list[Note], list[Link], list[Tag], list[Json]]:
    """Return the notes, links, tags and documents of a text that `to_json` wrote.

    Args:
        text: JSON-LD.
        name: of the file, for messages.

    Raises:
        NoteError: it is not such a text; the error names the file and what is wrong.
    """
    try:
        whole = json.loads(text)
    except ValueError as error:
        raise NoteError(f"{name}: is not JSON: {error}") from error
    try:
        items = whole["first"]["items"]
        notes = [_read_note(item) for item in items if item["motivation"] == "commenting"]
        links = [_read_link(item) for item in items if item["motivation"] == "linking"]
        tags = [Tag(**{name: _text(value) for name, value in each.items()}) for each in whole["lawdiff:tags"]]
        return notes, links, tags, [dict(entry) for entry in whole["lawdiff:documents"]]
    except (KeyError, TypeError, AttributeError, IndexError, ValueError) as error:
        what = f"{type(error).__name__}: {error}"
        raise NoteError(f"{name}: is not an AnnotationCollection as lawdiff writes it ({what})") from error


def _id(item: Json) -> str:
    return unquote(_text(item["id"]).rpartition(":")[2])


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r:.40} is not text")
    return value


def _read_note(item: Json) -> Note:
    bodies = item["body"]
    words = [_text(body["value"]) for body in bodies if body["purpose"] == "commenting"]
    tags = sorted(_text(body["value"]) for body in bodies if body["purpose"] == "tagging")
    state = item["lawdiff:state"]
    if state not in ("open", "resolved") or len(words) != 1 or not item["target"]:
        raise ValueError(f"the note {_id(item)!r} lacks a body, a place or a state")
    return Note(
        _id(item),
        words[0],
        tuple(tags),
        _text(item["creator"]["name"]),
        _text(item["created"]),
        _text(item["modified"]),
        state,
        tuple(_read_place(target) for target in item["target"]),
    )


def _read_link(item: Json) -> Link:
    bodies = item["body"]
    note = [_text(body["value"]) for body in bodies if body["type"] == "TextualBody"]
    carried = item.get("lawdiff:carried", ())
    if any(each["side"] not in ("source", "target") for each in carried):
        raise ValueError(f"the link {_id(item)!r} was carried on neither of its sides")
    return Link(
        _id(item),
        _read_place(item["target"]),
        _read_place(bodies[0]),
        _text(item["lawdiff:relation"]),
        "".join(note),
        _text(item["creator"]["name"]),
        _text(item["created"]),
        tuple((each["side"], _read_place(each["place"])) for each in carried),
    )


def _read_place(place: Json) -> Target:
    words = place["selector"].get("refinedBy", {})
    state, score, start = (place[f"lawdiff:{key}"] for key in ("state", "score", "start"))
    if state not in get_args(CarryState) or type(start) is not int or type(score) not in (int, float):
        raise ValueError(
            f"a place has the state {state!r:.40}, the score {score!r:.40}, the start {start!r:.40}"
        )
    return Target(
        document=_text(place["source"]).removeprefix("urn:sha256:"),
        address=_text(place["selector"]["value"]),
        citation=_text(place["lawdiff:citation"]),
        quote=_text(words.get("exact", "")),
        prefix=_text(words.get("prefix", "")),
        suffix=_text(words.get("suffix", "")),
        start=start,
        text=_text(place["lawdiff:text"]),
        state=state,
        score=float(score),
        evidence=_text(place["lawdiff:evidence"]),
        origin=_text(place["lawdiff:origin"]),
    )
