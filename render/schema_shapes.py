"""The shapes that results for programs are made of, as JSON Schema (draft 2020-12).

`lawdiff.render.schemas` puts them together, one schema a command. A shape under a name in `DEFS` is written once into
each schema that needs it, and referred to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from lawdiff.annotations.note import CarryState
from lawdiff.parsers.document import KINDS
from lawdiff.render.conditions import CONDITIONS
from lawdiff.render.summary import RELATIONS, SIGNIFICANCES

if TYPE_CHECKING:
    from collections.abc import Mapping

    Shape = dict[str, Any]


def obj(what: str = "", /, **properties: Shape) -> Shape:
    """Return the shape of an object that has all of some keys, and may have others."""
    said = {"description": what} if what else {}
    return {**said, "type": "object", "properties": properties, "required": list(properties)}


def many(shape: Shape, what: str = "") -> Shape:
    """Return the shape of a list."""
    return {"type": "array", "items": shape, **({"description": what} if what else {})}


def ref(name: str) -> Shape:
    """Return a reference to one of `DEFS`."""
    return {"$ref": f"#/$defs/{name}"}


def text(what: str = "") -> Shape:
    """Return the shape of a text."""
    return {"type": "string", **({"description": what} if what else {})}


def one_of(*values: str) -> Shape:
    """Return the shape of a word out of a few."""
    return {"enum": list(values)}


def table(values: Shape, what: str = "") -> Shape:
    """Return the shape of an object whose keys are not known beforehand."""
    return {"type": "object", "additionalProperties": values, **({"description": what} if what else {})}


def maybe(shape: Shape) -> Shape:
    """Return a shape that null has, too."""
    return {"oneOf": [{"type": "null"}, shape]}


YES_NO: Shape = {"type": "boolean"}
COUNT: Shape = {"type": "integer", "minimum": 0}
CENTS: Shape = {"type": "integer", "description": "in cents"}
SHARE: Shape = {"type": "number", "minimum": 0, "maximum": 1}
FIGURE_OR_NONE: Shape = {"type": ["number", "null"], "maximum": 1}
SHA256: Shape = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
SHA256_OR_NONE: Shape = {"type": "string", "pattern": "^([0-9a-f]{64})?$"}
LINE: Shape = {**COUNT, "description": "of the source, from 1; 0 where unknown"}
WHEN: Shape = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"}
SETTINGS = table(
    {"type": ["string", "number", "boolean", "array"], "items": {"type": "string"}},
    "what shaped the result, by the name of the option; `config` and `profile` where a file gave some of it",
)

PLACE = {"address": text(), "number": text(), "heading": text(), "citation": text()}

_TARGET = {
    "document": {**SHA256, "description": "SHA-256 of the document's source"},
    "address": text("empty for an orphan"),
    "citation": text(),
    "quote": text("the words that it is about; empty for the whole provision"),
    "prefix": text(),
    "suffix": text(),
    "start": {"type": "integer", "minimum": -1, "description": "of the quote, in characters; -1 without one"},
    "text": text("the provision's words when the note was put there"),
    "state": one_of(*get_args(CarryState)),
    "score": SHARE,
    "evidence": text(),
    "origin": {**SHA256_OR_NONE, "description": "the document that it was carried from"},
}
_NOTE = {
    "id": text(),
    "body": text(),
    "tags": many(text()),
    "author": text(),
    "created": WHEN,
    "updated": WHEN,
    "state": one_of("open", "resolved"),
}
_LINK = {"id": text(), "relation": text(), "note": text(), "author": text()}

DEFS: Mapping[str, Shape] = {
    "document": obj(
        "Which document it is.",
        kind=text(", ".join(KINDS)),
        title=text(),
        identity={
            "type": "object",
            "description": "the fields that tell which document it is; empty ones are left out",
        },
        family=text("bill.dtd, USLM, Federal Register, CFR or eCFR"),
        sha256=SHA256,
        source=text("the path or name as it was given"),
        reading=one_of("", "inserted", "struck"),
        notices=many(
            obj(
                "What the reader of a parsed document should know.",
                code=text(),
                message=text(),
                address=text(),
                source_line=LINE,
            )
        ),
    ),
    "warning": obj(
        "What a reader should be warned of.",
        code=text("a parser's notice (hierarchy-unclear, …), not-compared or ambiguous"),
        message=text(),
        source=text("the document's path or name; empty for both"),
        side=one_of("", "old", "new", "both"),
        address=text("empty for the whole document"),
        source_line=LINE,
    ),
    "provision": obj(
        "A node of the document tree, in document order.",
        address=text("readable, stable, unique in the document"),
        citation=text(),
        level=text(),
        number=text("as printed"),
        heading=text(),
        text=text("its own text, without that of its children"),
        quoted={**YES_NO, "description": "whether it is law that is only quoted"},
        parent=text("the parent's address; empty at the top"),
        depth=COUNT,
        is_unit=YES_NO,
        status=text(),
        source_line=LINE,
        apparatus=many(ref("apparatus")),
        notes=many(ref("note")),
        links=many(ref("tie")),
    ),
    "apparatus": obj(
        "Text that stands with a provision and is not law.",
        kind=text(),
        text=text(),
        heading=text(),
        label=text(),
        offset={"type": "integer", "minimum": -1},
    ),
    "unit": obj(
        "A unit of comparison, without its words.",
        address=text(),
        citation=text(),
        level=text(),
        number=text(),
        heading=text(),
        parent=text(),
        depth=COUNT,
        quoted=YES_NO,
        status=text(),
        source_line=LINE,
    ),
    "note": obj("A note as it stands at one place.", **_NOTE, target=ref("target")),
    "target": obj("Where a note stands.", **_TARGET),
    "tie": obj(
        "A link as seen from one of its ends.",
        **_LINK,
        outward=YES_NO,
        document=SHA256,
        address=text(),
        citation=text(),
    ),
    "place": obj("A provision, named.", **PLACE),
    "edits": many(
        {
            "type": "array",
            "prefixItems": [one_of("=", "-", "+"), text()],
            "items": False,
            "minItems": 2,
        },
        "= and - joined spell the old text, = and + the new, exactly",
    ),
    "change": obj(
        "What became of one unit: every unit of both documents stands in exactly one change, in several only for"
        " splits and mergers.",
        relation=one_of(*RELATIONS),
        renumbered=YES_NO,
        moved=YES_NO,
        split=YES_NO,
        merged=YES_NO,
        ambiguous=YES_NO,
        significance=one_of(*SIGNIFICANCES),
        level=text(),
        old=many(ref("place")),
        new=many(ref("place")),
        score=SHARE,
        reason=text(),
        edits=ref("edits"),
        parts=many(ref("part")),
        candidates=many(
            obj("A unit that could as well be the other side.", **PLACE, score=SHARE),
            "where this is not empty, none was chosen",
        ),
    ),
    "part": obj(
        "What became of a provision inside a change; only those that changed.",
        relation=one_of(*RELATIONS),
        renumbered=YES_NO,
        moved=YES_NO,
        significance=one_of(*SIGNIFICANCES),
        rule=text("which rule decided the significance"),
        old=maybe(ref("place")),
        new=maybe(ref("place")),
        edits=ref("edits"),
        passages=many(
            obj(
                "Struck or inserted words that another provision of the unit has on the other side: they were kept.",
                side=one_of("old", "new"),
                start=COUNT,
                end=COUNT,
                address=text("of the provision that has them"),
                citation=text(),
            ),
            "start and end in characters of the old or new text that the edits spell",
        ),
    ),
    "figure": obj(
        "A figure that differs.",
        kind=one_of("money", "percentage", "date", "period", "age", "citation"),
        old=text("as printed; empty where it was added"),
        new=text("as printed; empty where it was removed"),
        old_address=text(),
        new_address=text(),
        old_citation=text(),
        new_citation=text(),
        difference={"type": ["integer", "null"], "description": "new less old in cents"},
        account=text("for appropriations, the heading that it stands under"),
    ),
    "money": obj(
        "Sums of the dollar amounts that changed, in cents.",
        places=COUNT,
        old=CENTS,
        new=CENTS,
        struck=CENTS,
        inserted=CENTS,
    ),
    "not_compared": obj(
        "What was not compared, and why.",
        what=text(),
        why=text(),
        side=one_of("old", "new", "both"),
        address=text(),
        count=COUNT,
    ),
    "summary": obj(
        "Counts over the changes.",
        changes=COUNT,
        relations=table(COUNT),
        facts=table(COUNT),
        significance=table(COUNT),
        levels=table(table(COUNT)),
        words_removed=COUNT,
        words_added=COUNT,
        figures=COUNT,
        money=ref("money"),
        biggest=many(
            obj(
                "One of the changes with the most words.",
                citation=text(),
                heading=text(),
                words_removed=COUNT,
                words_added=COUNT,
            )
        ),
    ),
    "gate": obj(
        "What --fail-on found.",
        conditions=many(one_of(*CONDITIONS), "those that were asked about"),
        met=many(
            obj(
                "A condition that is met.",
                condition=one_of(*CONDITIONS),
                count={**COUNT, "minimum": 1},
                first=text("the citation of the first that meets it"),
            )
        ),
        failed=YES_NO,
    ),
    "operation": {
        **obj(
            "One thing that is done to one place; further keys are as in lawdiff.effects.Operation.",
            verb=text(),
            target={"type": "object"},
            instruction=text("address in the amending document"),
            spans={"type": "array", "minItems": 1},
            form=text("of the grammar"),
        ),
        "additionalProperties": True,
    },
    "not_understood": obj(
        "An amending sentence, or a piece of one, that was not understood.",
        text=text("verbatim"),
        reason=text(),
        span=obj("", address=text(), start=COUNT, end=COUNT),
    ),
    "outcome": obj(
        "What became of the operation with this index.",
        operation=COUNT,
        fate=one_of("applied", "flagged", "refused", "elsewhere"),
        reason=text("one sentence; empty where it was applied as written"),
        base=many(text(), "addresses of what it struck or changed"),
        result=many(text(), "addresses of what it changed or made"),
    ),
    "stop": obj(
        "A section at one version.",
        state=one_of(
            "absent", "first", "appeared", "split off", "unchanged", "edited", "fell away", "merged"
        ),
        address=text(),
        citation=text(),
        heading=text(),
        renumbered=YES_NO,
        moved=YES_NO,
        changed={**SHARE, "description": "share of the words"},
        significance=text(),
        other=text("the section that it came from or went into"),
    ),
    "whole_note": obj(
        "A note with all its places.",
        **_NOTE,
        targets=many(obj("Where the note stands.", title=text("of the document"), **_TARGET)),
    ),
    "saved": obj(
        "An official document that was fetched and written.",
        file=text("where it was written"),
        name=text("what names it, in one spelling"),
        title=text("what the service calls it, or empty"),
        date=text("of its publication, or of the text; or empty"),
        address=text("where it came from"),
        sha256=text("of the file"),
        bytes=COUNT,
        etag=text("the service's validator, or empty"),
        last_modified=text("likewise"),
    ),
    "link": obj(
        "A link with both its ends.",
        **_LINK,
        source=ref("target"),
        target=ref("target"),
        created=WHEN,
        places=many(
            {
                "type": "array",
                "prefixItems": [one_of("source", "target"), ref("target")],
                "items": False,
                "minItems": 2,
            },
            "where its ends stand in other versions",
        ),
    ),
    "found": obj(
        "A provision that a search found.",
        document=SHA256,
        title=text(),
        address=text(),
        citation=text(),
        heading=text(),
        found=text("the words around what was looked for"),
        text=text(),
    ),
    "action": obj(
        "What was done to an entry.",
        at=WHEN,
        author=text(),
        action=text("add, edit, resolve, …"),
        noun=one_of("note", "tag", "link", "document"),
        subject=text("the id of the entry"),
        detail=text(),
    ),
    "tag": obj(
        "An entry of the codebook.",
        name=text(),
        definition=text(),
        colour=text("#rrggbb, or empty"),
        parent=text(),
        notes={**COUNT, "description": "how many have it"},
    ),
    "states": obj("Places by how they came to stand there.", **dict.fromkeys(get_args(CarryState), COUNT)),
    "count": obj(
        "How a tag stands on a document.", tag=text(), document=text(), notes=COUNT, states=ref("states")
    ),
    "pair": obj(
        "Two tags that stand on the same notes.",
        tags={**many(text()), "minItems": 2, "maxItems": 2},
        notes=COUNT,
    ),
    "fate": obj(
        "What became of the places of a tag.",
        tag=text(),
        places=COUNT,
        states=ref("states"),
        not_carried=COUNT,
    ),
    "carried": obj(
        "What became of one place of a note.",
        note=text("the note's id"),
        body=text(),
        state=one_of(*get_args(CarryState)),
        score=SHARE,
        evidence=text(),
        candidates=many(text()),
        known={**YES_NO, "description": "whether it stood there already"},
        old=ref("target"),
        new=many(ref("target")),
    ),
    "measure": obj(
        "How far the coders agree on a tag.",
        tag={"type": ["string", "null"], "description": "null for all tags together"},
        coders=many(text()),
        units=COUNT,
        tagged=COUNT,
        agreed=COUNT,
        percent=FIGURE_OR_NONE,
        kappa=FIGURE_OR_NONE,
        alpha=FIGURE_OR_NONE,
    ),
    "disagreement": obj(
        "A unit that some coders gave a tag and others did not.",
        document=SHA256,
        address=text(),
        citation=text(),
        words=text(),
        tag=text(),
        yes=many(text(), "who put it there"),
        no=many(text(), "who did not"),
        notes=many(text(), "ids of the notes that did"),
    ),
}
"""Shapes by the name that schemas refer to."""
