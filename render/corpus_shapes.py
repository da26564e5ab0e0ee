"""The shapes of results over many documents, `batch` and `similar`; see `lawdiff.render.schema_shapes`."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from lawdiff.render.batch import COUNTS, MONEY
from lawdiff.render.schema_shapes import (
    CENTS,
    COUNT,
    SHA256,
    SHA256_OR_NONE,
    SHARE,
    YES_NO,
    many,
    maybe,
    obj,
    one_of,
    ref,
    table,
    text,
)
from lawdiff.render.similar import Relation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lawdiff.render.schema_shapes import Shape

_MEASURED = {
    "words_here": "words of this section in runs of settings.run or more that the other has too",
    "words_there": "the same of the other section",
    "length_there": "words of the other section",
    "quoted": "how many of words_here stand in law that this section only quotes",
}

CORPUS_DEFS: Mapping[str, Shape] = {
    "counts": obj(
        "What a comparison comes to, in numbers.",
        **{name: {**COUNT, **(CENTS if name in MONEY else {})} for name in COUNTS},
    ),
    "side": obj(
        "One side of a pair.",
        file=text("path from the folder or the manifest"),
        sha256={**SHA256_OR_NONE, "description": "of the file's bytes; empty where it cannot be read"},
        title=text("empty where the pair failed"),
    ),
    "compared_pair": obj(
        "A pair that was to be compared.",
        name={**text("its files stand in pairs/<name>/"), "pattern": "^[a-z0-9][a-z0-9._-]*$"},
        status=one_of("compared", "failed"),
        group=text("the text that both are versions of; empty in a manifest"),
        old=ref("side"),
        new=ref("side"),
        options=table(text(), "what was asked for beyond the default"),
        counts={**maybe(ref("counts")), "description": "null where the pair failed"},
        artifacts=many(
            obj(
                "A file that was written for a pair.",
                form=text(),
                path=text("from the folder of the batch"),
                sha256=SHA256,
                size={**COUNT, "description": "in bytes"},
            )
        ),
        error=text("why it failed, in one line; else empty"),
    ),
    "batch_summary": obj(
        "All pairs, counted.",
        **dict.fromkeys(("pairs", "compared", "failed", "passed_over"), COUNT),
        totals=ref("counts"),
    ),
    "file": obj("A file that was left out, and why.", file=text("path from the folder"), why=text()),
    "section": obj(
        "A section of the document that was asked about.",
        address=text(),
        citation=text(),
        heading=text(),
        words=COUNT,
        matches=many(ref("match"), "those that share most first"),
        more={**COUNT, "description": "how many matches were left out"},
    ),
    "match": obj(
        "Words that a section shares with others.",
        relation={
            **one_of(*get_args(Relation)),
            "description": "the same words; all words of both in another order; all words of the other one stand "
            "in this one; all words of this one stand in the other; some do",
        },
        share_here={**SHARE, "description": "of this section's words"},
        share_there={**SHARE, "description": "of the other section's words"},
        **{name: {**COUNT, "description": what} for name, what in _MEASURED.items()},
        places=many(ref("section_place"), "every section of the corpus with the same words"),
    ),
    "section_place": obj(
        "A section of the corpus.",
        file=text("path from the folder of the corpus"),
        sha256=SHA256,
        title=text("of the document"),
        text=text("the text that the document is a version of: H.R. 1, 119th Congress"),
        stage=text("of a bill; else empty"),
        address=text(),
        citation=text(),
        heading=text(),
        same_text={
            **YES_NO,
            "description": "whether the document is another version of the one that was asked about",
        },
    ),
}
"""Shapes by the name that schemas refer to, beside those of `lawdiff.render.schema_shapes.DEFS`."""
