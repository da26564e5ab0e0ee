"""Sections that share text with sections of other documents: the lists, as tables, CSV and JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

from lawdiff.render.json_document import document_row
from lawdiff.render.result import Result, Stream
from lawdiff.render.tables import table_csv

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lawdiff.parsers import Document, Provision

Relation = Literal["identical", "rearranged", "contains", "contained in", "shares"]
"""What was measured: the same words; all words of both in another order; all words of the other one stand in this one;
all words of this one stand in the other; some do. Numbers, headings, capitals and punctuation are left aside."""


@dataclass(frozen=True, slots=True)
class Place:
    """A section of the corpus.

    Attributes:
        file: path from the folder of the corpus.
        sha256: of the file.
        title: of the document.
        text: the text that the document is a version of: ``H.R. 1, 119th Congress``.
        stage: of a bill; else empty.
        address, citation, heading: of the section.
        same_text: whether the document is another version of the one that was asked about.
    """

    file: str
    sha256: str
    title: str
    text: str
    stage: str
    address: str
    citation: str
    heading: str
    same_text: bool


@dataclass(frozen=True, slots=True)
class Match:
    """Words that a section shares with others.

    Attributes:
        relation: see `Relation`, as seen from this section.
        words_here, words_there: how many words of each stand in runs that both have.
        length_there: words of the other section.
        quoted: how many of `words_here` stand in law that this section only quotes.
        places: every section of the corpus with the same words; those of other texts first.
    """

    relation: Relation
    words_here: int
    words_there: int
    length_there: int
    quoted: int
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section of the document with what shares text with it.

    Attributes:
        unit: the section.
        length: its words.
        matches: those that share most first.
        more: how many matches were left out.
    """

    unit: Provision
    length: int
    matches: tuple[Match, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class SimilarReport:
    """The answer to "which sections of other documents share text with this one's?".

    Attributes:
        document: the one that was asked about.
        sections: its sections that were looked for, in its order.
        settings: all settings in force, by name.
        documents: how many documents the corpus has.
        unread: files of the corpus that could not be read, with the reason.
    """

    document: Document
    sections: tuple[SectionRow, ...]
    settings: Mapping[str, str | int | float | bool]
    documents: int
    unread: tuple[tuple[str, str], ...]

    @property
    def found(self) -> tuple[SectionRow, ...]:
        """The sections that share text with another one."""
        return tuple(row for row in self.sections if row.matches)


def shares(row: SectionRow, match: Match) -> tuple[float, float]:
    """Return which share of this section's words and of the other one's is common, each 0 to 1."""
    return match.words_here / row.length, match.words_there / match.length_there


def percent(share: float) -> int:
    """Return a share in percent, rounded down: 100 only where nothing is missing."""
    return int(share * 100 + 1e-9)


def in_words(row: SectionRow, match: Match) -> str:
    """Return what was measured: ``identical``, ``contains``, ``contained in``, or ``shares 63 %``, the larger share."""
    return f"shares {percent(max(shares(row, match)))} %" if match.relation == "shares" else match.relation


def similar_result(report: SimilarReport) -> Result:
    """Return the answer for programs."""
    summary = {
        "documents": report.documents,
        "sections": len(report.sections),
        "with_matches": len(report.found),
    }
    facts = {"document": document_row(report.document), "summary": summary}
    streams = (
        Stream("sections", "section", map(_section_row, report.sections)),
        Stream("unread", "file", ({"file": file, "why": why} for file, why in report.unread)),
    )
    return Result("similar", facts, streams, report.settings)


def _section_row(row: SectionRow) -> dict[str, Any]:
    return {
        "address": row.unit.address,
        "citation": row.unit.citation,
        "heading": row.unit.heading,
        "words": row.length,
        "matches": [_match_row(row, match) for match in row.matches],
        "more": row.more,
    }


def _match_row(row: SectionRow, match: Match) -> dict[str, Any]:
    here, there = shares(row, match)
    return {
        "relation": match.relation,
        "share_here": round(here, 4),
        "share_there": round(there, 4),
        "words_here": match.words_here,
        "words_there": match.words_there,
        "length_there": match.length_there,
        "quoted": match.quoted,
        "places": [{**asdict(place), "same_text": bool(place.same_text)} for place in match.places],
    }


COLUMNS = (
    "address",
    "citation",
    "heading",
    "words",
    "relation",
    "percent_here",
    "percent_there",
    "words_shared",
    "words_quoted",
    "other_file",
    "other_title",
    "other_text",
    "other_stage",
    "other_citation",
    "other_heading",
    "other_address",
    "other_words",
    "same_text",
)


def similar_csv(report: SimilarReport) -> str:
    """Return the answer as CSV, a row for each section and each place that shares text with it."""
    rows: list[Sequence[object]] = [COLUMNS]
    for row in report.sections:
        for match in row.matches:
            here, there = map(percent, shares(row, match))
            own = (row.unit.address, row.unit.citation, row.unit.heading, row.length)
            measured = (match.relation, here, there, match.words_here, match.quoted)
            rows += [
                (
                    *own,
                    *measured,
                    place.file,
                    place.title,
                    place.text,
                    place.stage,
                    place.citation,
                    place.heading,
                    place.address,
                    match.length_there,
                    "yes" if place.same_text else "no",
                )
                for place in match.places
            ]
    return table_csv(rows)
