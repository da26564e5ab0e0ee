"""JSON Schemas of the results for programs: one for the JSON of each command, and one for a line of its JSON Lines.

    schema("diff")["properties"]["changes"]       the shape of --format json
    schema("diff", lines=True)["oneOf"]           the shapes of the lines of --format jsonl

`lawdiff schema` prints them; docs/schema/ has them as files, which `make docs` writes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lawdiff.effects.as_json import SCHEMA as INSTRUCTIONS
from lawdiff.parsers import LawdiffError
from lawdiff.render.corpus_shapes import CORPUS_DEFS
from lawdiff.render.result import VERSIONS
from lawdiff.render.schema_shapes import (
    COUNT,
    DEFS,
    SETTINGS,
    many,
    obj,
    one_of,
    ref,
    table,
    text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lawdiff.render.schema_shapes import Shape

_DEFS = {**DEFS, **CORPUS_DEFS}

DRAFT = "https://json-schema.org/draft/2020-12/schema"
PROMISE = "New keys may be added; a key that changes its meaning or goes away raises schema_version."


class NoSuchSchema(LawdiffError):  # noqa: N818 - reads as a sentence where it is raised
    """A schema was asked for that there is not."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"there is no schema {name!r}; there are: {', '.join(SCHEMAS)}")


@dataclass(frozen=True, slots=True)
class Listed:
    """A list in a result: its key, what a row is called in JSON Lines, and the shape of a row."""

    key: str
    record: str
    row: Shape


@dataclass(frozen=True, slots=True)
class Outcome:
    """A result that a command can have: what is said once, and the lists."""

    facts: Mapping[str, Shape]
    lists: Sequence[Listed]


@dataclass(frozen=True, slots=True)
class Contract:
    """What the results of a command hold to.

    Attributes:
        what: one sentence.
        outcomes: one, or several where options choose among them.
        whole: the whole schema, where the result is in a format of others.
        has_lines: whether there are JSON Lines.
    """

    what: str
    outcomes: Sequence[Outcome] = ()
    whole: Shape = field(default_factory=dict)
    has_lines: bool = True


def _list(key: str, record: str, definition: str = "") -> Outcome:
    """Return the outcome of a command that lists one kind of thing."""
    return Outcome({}, (Listed(key, record, ref(definition or record)),))


_WARNINGS = {"warnings": many(ref("warning"))}
_SIDES = {"old": ref("document"), "new": ref("document")}
_NOTES = _list("notes", "note", "whole_note")

_JSON_LD: Shape = {
    "type": "object",
    "properties": {
        "@context": {"type": "array", "prefixItems": [{"const": "http://www.w3.org/ns/anno.jsonld"}]},
        "id": text(),
        "type": {"const": "AnnotationCollection"},
        "label": text(),
        "total": COUNT,
        "first": obj(
            "",
            id=text(),
            type={"const": "AnnotationPage"},
            startIndex={"const": 0},
            items=many(
                obj(
                    "An annotation of the W3C's model.",
                    id=text(),
                    type={"const": "Annotation"},
                    motivation=one_of("commenting", "linking"),
                    creator=obj("", type={"const": "Person"}, name=text()),
                    created=text(),
                    body={"type": "array", "minItems": 1},
                    target={"type": ["array", "object"]},
                )
            ),
        ),
        "lawdiff:schema_version": {"const": 1},
        "lawdiff:version": text(),
        "lawdiff:settings": SETTINGS,
        "lawdiff:documents": {"type": "array", "items": {"type": "object"}},
        "lawdiff:tags": many(obj("", name=text(), definition=text(), colour=text(), parent=text())),
    },
}
_JSON_LD["required"] = list(_JSON_LD["properties"])

_CI_FILE = obj(
    "A legal document that is not the same at both ends.",
    path=text("at head; at base where it was deleted"),
    old_path=text("at base; empty where it was added"),
    status=one_of("added", "deleted", "modified", "renamed"),
    outcome=one_of("compared", "unreadable", "outside"),
    error=text("why it could not be read"),
    old_title=text(),
    new_title=text(),
    changed={**COUNT, "description": "how many units differ"},
    relations=table(COUNT),
    significance=table(COUNT),
    figures=COUNT,
    gate=ref("gate"),
    files=table(text("a file's name in the folder"), "format -> what was written"),
    warnings=many(ref("warning")),
)

SCHEMAS: Mapping[str, Contract] = {
    "show": Contract(
        "A document with its notes.",
        (
            Outcome(
                {"document": ref("document"), **_WARNINGS},
                (
                    Listed("provisions", "provision", ref("provision")),
                    Listed("orphaned_notes", "orphaned_note", ref("note")),
                ),
            ),
        ),
    ),
    "outline": Contract(
        "The units of a document, without their words.",
        (Outcome({"document": ref("document"), **_WARNINGS}, (Listed("units", "unit", ref("unit")),)),),
    ),
    "diff": Contract(
        "Two documents and what changed between them.",
        (
            Outcome(
                {
                    **_SIDES,
                    "summary": ref("summary"),
                    "gate": ref("gate"),
                    "not_compared": many(ref("not_compared")),
                    **_WARNINGS,
                },
                (
                    Listed("changes", "change", ref("change")),
                    Listed("figures", "figure", ref("figure")),
                    Listed("notes", "note", ref("note")),
                ),
            ),
        ),
    ),
    "apply": Contract(
        "What an amending document makes of the law that it amends.",
        (
            Outcome(
                {
                    "base": ref("document"),
                    "amending": ref("document"),
                    "result": ref("document"),
                    "counts": table(
                        COUNT, "operations understood and not understood, and those of each fate"
                    ),
                    "operations": many(ref("operation")),
                    "not_understood": many(ref("not_understood")),
                    "attribution": many(
                        obj(
                            "A part of the comparison that differs, and what made it so.",
                            old={"type": ["string", "null"], "description": "address"},
                            new={"type": ["string", "null"], "description": "address"},
                            operations=many(COUNT, "indexes into operations"),
                        )
                    ),
                    "comparison": {
                        "type": "object",
                        "properties": {"schema": {"const": "diff"}},
                        "required": ["schema"],
                        "additionalProperties": True,
                        "description": "of base and result: the schema diff",
                    },
                    **_WARNINGS,
                },
                (Listed("outcomes", "outcome", ref("outcome")),),
            ),
        ),
    ),
    "figures": Contract(
        "The figures that changed.",
        (
            Outcome(
                {**_SIDES, "money": ref("money"), **_WARNINGS}, (Listed("figures", "figure", ref("figure")),)
            ),
        ),
    ),
    "crosswalk": Contract(
        "Where each provision went.",
        (
            Outcome(
                {**_SIDES, **_WARNINGS},
                (
                    Listed(
                        "crosswalk",
                        "step",
                        obj("An old address, and what it became.", old=text(), new=many(text())),
                    ),
                ),
            ),
        ),
    ),
    "history": Contract(
        "Each section through many versions.",
        (
            Outcome(
                {
                    "documents": many(ref("document")),
                    "summary": many(table(COUNT), "for each version, sections by state"),
                    **_WARNINGS,
                },
                (
                    Listed(
                        "threads",
                        "thread",
                        obj("A section: one stop a version.", stops=many(ref("stop"))),
                    ),
                ),
            ),
        ),
    ),
    "fetch": Contract("Official documents that were fetched.", (_list("documents", "document", "saved"),)),
    "note list": Contract("Notes with all their places.", (_NOTES,)),
    "note search": Contract(
        "Notes, or with --provisions provisions, that have some words.",
        (_NOTES, _list("provisions", "provision", "found")),
    ),
    "note show": Contract("One note, in a list.", (_NOTES,)),
    "note history": Contract("What was done to a note, oldest first.", (_list("history", "action"),)),
    "tag list": Contract("The codebook.", (_list("tags", "tag"),)),
    "tag stats": Contract(
        "Tags document by document, or with --together pairs of them.",
        (_list("counts", "count"), _list("pairs", "pair")),
    ),
    "tag survival": Contract(
        "What became of the places of each tag in another version.", (_list("survival", "fate"),)
    ),
    "link list": Contract("Links with both their ends.", (_list("links", "link"),)),
    "carry": Contract("What became of each place of each note.", (_list("carried", "carried"),)),
    "agreement": Contract(
        "How far coders agree, or with --disagreements where they do not.",
        (_list("agreement", "measure"), _list("disagreements", "disagreement")),
    ),
    "instructions": Contract("What an act or a rule does to the law.", whole=INSTRUCTIONS, has_lines=False),
    "similar": Contract(
        "Sections of a document, and the sections of a corpus that share text with them.",
        (
            Outcome(
                {
                    "document": ref("document"),
                    "summary": obj(
                        "",
                        documents={**COUNT, "description": "how many documents were looked through"},
                        sections=COUNT,
                        with_matches=COUNT,
                    ),
                },
                (Listed("sections", "section", ref("section")), Listed("unread", "file", ref("file"))),
            ),
        ),
    ),
    "batch": Contract(
        "The file summary.json of a batch: all pairs with their counts.",
        (
            Outcome(
                {"source": text("name of the manifest or the folder"), "summary": ref("batch_summary")},
                (
                    Listed("pairs", "pair", ref("compared_pair")),
                    Listed("passed_over", "file", ref("file")),
                ),
            ),
        ),
        has_lines=False,
    ),
    "export": Contract("All notes, links and tags as W3C Web Annotations.", whole=_JSON_LD, has_lines=False),
    "ci": Contract(
        "The legal documents that changed between two commits.",
        (
            Outcome(
                {
                    "base": text("the commit that was compared from"),
                    "head": text("the commit that was compared to, or index"),
                    "totals": table(COUNT, "over all documents: changed, substantive, added, …"),
                    "gate": obj("", conditions=many(text()), failed={"type": "boolean"}),
                },
                (Listed("documents", "document", _CI_FILE),),
            ),
        ),
    ),
}
"""By command."""


def schema(name: str, *, lines: bool = False) -> Shape:
    """Return the JSON Schema of a command's results, complete in itself.

    Args:
        name: of the command, ``note list`` or ``note-list``.
        lines: for one line of its JSON Lines.

    Raises:
        NoSuchSchema: there is none.
    """
    command = name.replace("-", " ") if name not in SCHEMAS else name
    contract = SCHEMAS.get(command)
    if contract is None or (lines and not contract.has_lines):
        raise NoSuchSchema(f"{name} --lines" if lines else name)
    if contract.whole:
        shape: Shape = dict(contract.whole)
    else:
        shapes = [
            one
            for outcome in contract.outcomes
            for one in (_line_shapes(command, outcome) if lines else (_whole_shape(command, outcome),))
        ]
        different = [one for place, one in enumerate(shapes) if one not in shapes[:place]]
        shape = different[0] if len(different) == 1 else {"oneOf": different}
    form = "jsonl, one line" if lines else "jsonld" if contract.whole else "json"
    head = {
        "$schema": DRAFT,
        "$id": file_name(command, lines=lines),
        "title": f"lawdiff {command} --format {form}",
        "description": f"{contract.what} {PROMISE}",
    }
    named = {} if contract.whole else {one: _DEFS[one] for one in sorted(_needed(shape))}
    return {**head, **shape, **({"$defs": named} if named else {})}


def file_name(name: str, *, lines: bool = False) -> str:
    """Return the name of the file in docs/schema/: ``note-list.schema.json``, ``note-list.lines.schema.json``."""
    return f"{name.replace(' ', '-')}{'.lines' if lines else ''}.schema.json"


def schema_text(name: str, *, lines: bool = False) -> str:
    """Return a schema as its file has it."""
    return json.dumps(schema(name, lines=lines), ensure_ascii=False, indent=2) + "\n"


def schema_files() -> Iterator[tuple[str, str]]:
    """Yield the name and text of every file in docs/schema/."""
    for name, contract in SCHEMAS.items():
        yield file_name(name), schema_text(name)
        if contract.has_lines:
            yield file_name(name, lines=True), schema_text(name, lines=True)


def _header(command: str, facts: Mapping[str, Shape]) -> dict[str, Shape]:
    return {
        "schema": {"const": command},
        "schema_version": {"const": VERSIONS.get(command, 1)},
        "lawdiff_version": text(),
        "settings": SETTINGS,
        **facts,
    }


def _whole_shape(command: str, outcome: Outcome) -> Shape:
    lists = {each.key: many(each.row) for each in outcome.lists}
    return obj("", **_header(command, outcome.facts), **lists)


def _line_shapes(command: str, outcome: Outcome) -> Iterator[Shape]:
    yield obj("The first line.", record={"const": "header"}, **_header(command, outcome.facts))
    for each in outcome.lists:
        row = _DEFS[each.row["$ref"].rpartition("/")[2]] if "$ref" in each.row else each.row
        properties = {"record": {"const": each.record}, **row["properties"]}
        yield {**row, "properties": properties, "required": list(properties)}


def _needed(shape: object) -> set[str]:
    """Return the names of the definitions that a shape refers to, those that they refer to themselves as well."""
    found: set[str] = set()
    waiting: list[Any] = [shape]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            name = str(value.get("$ref", "")).rpartition("/")[2]
            if name and name not in found:
                found.add(name)
                waiting.append(_DEFS[name])
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
    return found
