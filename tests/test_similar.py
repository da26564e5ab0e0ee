"""Sections that share text with sections of other documents: what is found, what it is called, and what is measured."""

from __future__ import annotations

import csv
import random
from typing import TYPE_CHECKING

import pytest
from builders import bill
from folders import Threads, numbered, quiet
from hypothesis import given
from hypothesis import strategies as st
from test_json import valid

from lawdiff.corpora.passage import RUN, WINDOW, Passage, overlap, sections_of
from lawdiff.corpora.similar import COMMON_IN, Wanted, similar
from lawdiff.parsers import NoSuchProvision, parse, parse_bytes
from lawdiff.render.result import result_json
from lawdiff.render.similar import similar_csv, similar_result
from lawdiff.render.terminal import Screen, SimilarView, to_text

if TYPE_CHECKING:
    from pathlib import Path

    from builders import Section

    from lawdiff.render.similar import SimilarReport

VOCABULARY = [
    f"{first}{second}"
    for first in "badorafekilumone"
    for second in ("gate", "port", "camera", "toll", "ferry")
]


def sentence(seed: int, length: int = 60) -> str:
    """Write words that no other seed writes in the same order."""
    return " ".join(random.Random(seed).choices(VOCABULARY, k=length))  # noqa: S311 - repeatable on purpose


FEES, TOLLS, BOATS, BEDS = (sentence(seed) for seed in range(4))


def ask(folder: Path, document: bytes, wanted: Wanted | None = None) -> SimilarReport:
    """Ask a folder about a document that need not be in it."""
    with Threads() as workers:
        return similar(
            parse_bytes(document, "asked.xml"),
            folder,
            folder.parent / "index.db",
            workers,
            tell=quiet,
            wanted=wanted,
        )


def found(report: SimilarReport) -> list[tuple[str, str, list[str]]]:
    """Return section, relation and places of every match."""
    return [
        (row.unit.designator, match.relation, [f"{place.file} {place.address}" for place in match.places])
        for row in report.sections
        for match in row.matches
    ]


def one(*paragraphs: str, number: str = "2", heading: str = "Ports") -> Section:
    return (number, heading, [(chr(ord("a") + place), text) for place, text in enumerate(paragraphs)])


@pytest.fixture
def corpus_of_bills(tmp_path: Path) -> Path:
    """Return a folder of bills that share text in the ways that have names."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    bills = {
        "same": [one(FEES, TOLLS, number="7", heading="Called otherwise")],
        "more": [one(FEES, TOLLS, BOATS)],
        "less": [one(TOLLS)],
        "turned": [one(TOLLS, FEES)],
        "half": [one(FEES, BEDS)],
        "none": [one(BOATS, BEDS)],
    }
    for place, (name, sections) in enumerate(bills.items(), start=1):
        (folder / f"{name}.xml").write_bytes(numbered(place, "Introduced-in-House", sections))
    return folder


ASKED = numbered(50, "Introduced-in-House", [one(FEES, TOLLS)])


def test_each_match_is_named_by_what_was_measured(corpus_of_bills: Path) -> None:
    (row,) = ask(corpus_of_bills, ASKED).sections
    measured = {
        match.places[0].file: (match.relation, match.words_here, match.words_there, match.length_there)
        for match in row.matches
    }
    assert measured == {
        "same.xml": ("identical", 120, 120, 120),
        "turned.xml": ("rearranged", 120, 120, 120),
        "less.xml": ("contains", 60, 60, 60),
        "more.xml": ("contained in", 120, 120, 180),
        "half.xml": ("shares", 60, 60, 120),
    }
    assert [match.relation for match in row.matches] == [
        "identical",
        "rearranged",
        "contains",
        "contained in",
        "shares",
    ]


def test_the_threshold_is_of_either_side(corpus_of_bills: Path) -> None:
    report = ask(corpus_of_bills, ASKED, Wanted(threshold=0.51))
    assert "half.xml s2" not in [place for _, _, places in found(report) for place in places]
    small = ask(
        corpus_of_bills, numbered(50, "Introduced-in-House", [one(FEES, BEDS, TOLLS)]), Wanted(threshold=1.0)
    )
    assert ("2", "contains", ["less.xml s2"]) in found(small)


def test_letters_punctuation_and_numbers_make_no_difference(corpus_of_bills: Path) -> None:
    shouted = FEES.upper().replace(" ", ", ", 3)
    report = ask(corpus_of_bills, numbered(50, "Introduced-in-House", [one(shouted, TOLLS, number="11")]))
    assert ("11", "identical", ["same.xml s7"]) in found(report)


def test_the_document_itself_is_left_out_and_its_versions_can_be(corpus_of_bills: Path) -> None:
    (corpus_of_bills / "asked.xml").write_bytes(ASKED)
    (corpus_of_bills / "later.xml").write_bytes(numbered(50, "Enrolled-Bill", [one(FEES, TOLLS)]))
    (identical,) = [
        match for match in ask(corpus_of_bills, ASKED).sections[0].matches if match.relation == "identical"
    ]
    assert [(place.file, place.same_text) for place in identical.places] == [
        ("same.xml", False),
        ("later.xml", True),
    ]
    others = ask(corpus_of_bills, ASKED, Wanted(other_texts=True))
    assert found(others)[0] == ("2", "identical", ["same.xml s7"])


def test_a_common_clause_leads_to_nothing_but_its_own_kind(tmp_path: Path) -> None:
    """The clause stands in more bills than a likeness may: sections that share no more than that are not named."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    clause = sentence(99, 30)
    for number in range(COMMON_IN + 5):
        sections = [one(clause, sentence(1000 + number, 20)), one(clause, number="3")]
        (folder / f"{number:02}.xml").write_bytes(numbered(number, "Introduced-in-House", sections))
    asked = numbered(90, "Introduced-in-House", [one(clause, sentence(2000, 20)), one(clause, number="3")])
    report = ask(folder, asked)
    assert [(row.unit.designator, [match.relation for match in row.matches]) for row in report.sections] == [
        ("2", []),
        ("3", ["identical"]),
    ]
    assert len(report.sections[1].matches[0].places) == COMMON_IN + 5


def test_quoted_law_is_told_apart(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    quoting = bill([one("Section 5 of the Ports Act is amended to read as follows:")]).replace(
        b"</text></subsection>",
        f"</text><quoted-block><section id='Q5'><enum>5.</enum><header>Fees</header><text>{FEES}</text></section>"
        "</quoted-block></subsection>".encode(),
    )
    (folder / "plain.xml").write_bytes(numbered(4, "Introduced-in-House", [one(FEES)]))
    (match,) = ask(folder, quoting).sections[0].matches
    assert (match.relation, match.words_here, match.quoted) == ("contains", 60, 60)


def test_a_place_narrows_the_question(corpus_of_bills: Path) -> None:
    asked = numbered(50, "Introduced-in-House", [one(FEES, TOLLS), one(BOATS, BEDS, number="3")])
    assert {number for number, _, _ in found(ask(corpus_of_bills, asked))} == {"2", "3"}
    for place in ("sec. 3", "s3/b"):
        report = ask(corpus_of_bills, asked, Wanted(at=place))
        assert [row.unit.address for row in report.sections] == ["s3"]
    with pytest.raises(NoSuchProvision):
        ask(corpus_of_bills, asked, Wanted(at="sec. 9"))


def test_the_limit_says_how_many_more(corpus_of_bills: Path) -> None:
    (row,) = ask(corpus_of_bills, ASKED, Wanted(limit=2)).sections
    assert (len(row.matches), row.more) == (2, 3)


def test_every_form_tells_the_same(corpus_of_bills: Path) -> None:
    (corpus_of_bills / "broken.xml").write_bytes(b"<bill>")
    report = ask(corpus_of_bills, ASKED)
    data = valid(result_json(similar_result(report)), "similar")
    matches = data["sections"][0]["matches"]
    rows = list(csv.DictReader(similar_csv(report).splitlines()))
    assert [row["relation"] for row in rows] == [match["relation"] for match in matches]
    assert [row["other_file"] for row in rows] == [match["places"][0]["file"] for match in matches]
    assert [float(row["percent_there"]) for row in rows] == [100, 100, 100, 66, 50]
    assert [match["share_there"] for match in matches] == [1, 1, 1, 0.6667, 0.5]
    assert data["unread"][0]["file"] == "broken.xml"
    assert data["summary"] == {"documents": 6, "sections": 1, "with_matches": 1}
    assert to_text(SimilarView(report), Screen(80)) == (
        "sec. 2 Ports  120 words\n"
        "  identical\n"
        "      H.R. 1, 119th Congress (introduced-in-house), sec. 7 Called otherwise\n"
        "  rearranged\n"
        "      H.R. 4, 119th Congress (introduced-in-house), sec. 2 Ports\n"
        "  contains  50 % of this, 100 % of the other\n"
        "      H.R. 3, 119th Congress (introduced-in-house), sec. 2 Ports\n"
        "  contained in  100 % of this, 66 % of the other\n"
        "      H.R. 2, 119th Congress (introduced-in-house), sec. 2 Ports\n"
        "  shares 50 %  50 % of this, 50 % of the other\n"
        "      H.R. 5, 119th Congress (introduced-in-house), sec. 2 Ports\n"
        "\n"
        "1 of 1 section with matches of 50 % or more; 6 documents looked through.\n"
        "Not looked through: broken.xml: is not well-formed XML: Premature end of data in\n"
        "tag bill line 1 (line 1)\n"
    )


def test_planted_sections_are_found_and_nothing_else(tmp_path: Path) -> None:
    """Of 60 sections 20 are planted in other bills, with up to two words in each stretch of twenty changed."""
    drawn = random.Random(7)  # noqa: S311 - repeatable on purpose
    folder = tmp_path / "corpus"
    folder.mkdir()
    planted = set()
    for number in range(1, 21):
        source = sentence(number, 100).split()
        for place in range(0, 100, 20):
            source[place + drawn.randrange(20)] = drawn.choice(VOCABULARY)
        sections = [
            one(sentence(300 + number, 80)),
            one(" ".join(source), sentence(600 + number, 30), number="3"),
        ]
        (folder / f"{number}.xml").write_bytes(numbered(number, "Introduced-in-House", sections))
        planted.add((str(number), f"{number}.xml s3"))
    asked = numbered(99, "Introduced-in-House", [one(sentence(n, 100), number=str(n)) for n in range(1, 61)])
    named = {(number, place) for number, _, places in found(ask(folder, asked)) for place in places}
    assert named == planted


WORDS = st.lists(st.sampled_from("abcd"), min_size=RUN, max_size=40).map(tuple)


@given(WORDS, WORDS)
def test_an_overlap_is_what_counting_finds(first: tuple[str, ...], second: tuple[str, ...]) -> None:
    measured = overlap(Passage(first), Passage(second))

    def covered(words: tuple[str, ...], other: tuple[str, ...]) -> set[int]:
        runs = {other[place : place + RUN] for place in range(len(other) - RUN + 1)}
        starts = [place for place in range(len(words) - RUN + 1) if words[place : place + RUN] in runs]
        return {place for start in starts for place in range(start, start + RUN)}

    assert measured.here == covered(first, second)
    assert measured.there == covered(second, first)
    assert measured.identical is (first == second)
    swapped = overlap(Passage(second), Passage(first))
    assert (swapped.here, swapped.there) == (measured.there, measured.here)


@given(WORDS, WORDS, st.lists(st.sampled_from("efghij"), min_size=RUN + WINDOW - 1, max_size=30))
def test_whatever_is_shared_at_length_is_in_the_index(
    before: tuple[str, ...], after: tuple[str, ...], common: list[str]
) -> None:
    """The promise of winnowing: two texts with so many words in common have a fingerprint in common."""
    first, second = Passage((*before, *common)), Passage((*common, *after))
    assert first.fingerprints & second.fingerprints


@pytest.mark.corpus
def test_a_real_bill_finds_its_own_versions(corpus: Path, tmp_path: Path) -> None:
    """Of the sections of S. 331 as enrolled, all but what changed stand word for word in the versions before it."""
    with Threads() as workers:
        report = similar(
            parse(corpus / "bills" / "119s331" / "BILLS-119s331enr.xml"),
            corpus / "bills" / "119s331",
            tmp_path / "index.db",
            workers,
            tell=quiet,
        )
    assert len(report.sections) == len(sections_of(report.document)) == len(report.found) == 7
    best = {row.unit.citation: row.matches[0] for row in report.sections}
    assert {match.relation for match in best.values()} == {"identical"}
    stages = {place.stage for match in best.values() for place in match.places}
    assert stages == {"introduced-in-senate", "reported-in-senate", "engrossed-in-senate"}
