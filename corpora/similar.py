"""Which sections of a corpus share text with those of a document: candidates from the index, measured word by word.

a section                        "Not later than 90 days … the Secretary shall publish …"      240 words
fingerprints in the index        of its 80, 35 stand in sec. 12 of another bill, 3 in 40 bills (common: passed over)
measured on the words            180 of its 240 words stand in runs that sec. 12 has too: shares 75 %
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lawdiff.corpora.index_file import opened
from lawdiff.corpora.indexing import unpacked, update
from lawdiff.corpora.passage import RUN, overlap, sections_of
from lawdiff.corpora.version import text_of
from lawdiff.parsers.locate import locate
from lawdiff.render.similar import Match, Place, SectionRow, SimilarReport

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from lawdiff.corpora.passage import Overlap, Section
    from lawdiff.corpora.workers import Workers
    from lawdiff.parsers import Document
    from lawdiff.render.similar import Relation

THRESHOLD = 0.5
"""Share of the words of either section from which two are named. On sections of 18 bills, 1 in 100 had half of its
words or more in common with a section of another bill, each a clause that both have; from 0.3 on, it was 1 in 25, and
most of those shared only the phrases that amend the same act."""

COMMON_IN = 20
"""A run that stands in sections of more texts than this is a common clause ("shall take effect on the date of the
enactment of this Act") and leads to no candidate; identical sections are found whatever they say. Versions of one bill
count as one text."""

MOST_POSTINGS = 2_000
"""A run with more passages than this is common whatever texts they are of: its passages are not even looked at."""

WEIGHT = 232_792_560
"""Weight of a run that stands in one text; divisible by every number up to `COMMON_IN`, so that sums are whole."""

SLACK = 0.1
"""Share of the threshold that the fingerprints in common must reach for a passage to be measured. They are drawn from
the runs, so that their share is about that of the words; less where changes stand close together. For H.R. 1 in 200
made bills (`benchmarks/made.py`), 0.1 loses 1 of 1,409 matches and takes half the time of measuring all that share
anything; 0.25 loses 19, 0.5 loses 160."""

CANDIDATES = 100
"""Passages that are measured for one section, those first that share the most and rarest runs. With 300, the same
question finds nothing more."""

LIMIT = 10
"""Matches that are named for one section: what a reader looks through. How many more there are is said."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked.

    Attributes:
        threshold: least share of the words of either section, 0 to 1.
        other_texts: whether to leave out other versions of the same text.
        at: a provision; only sections in it, or the one that holds it. Empty for all.
        limit: most matches for one section.
    """

    threshold: float = THRESHOLD
    other_texts: bool = False
    at: str = ""
    limit: int = LIMIT


def similar(
    document: Document,
    corpus: Path,
    index: Path,
    workers: Workers,
    *,
    tell: Callable[[int, int, str], None],
    wanted: Wanted | None = None,
) -> SimilarReport:
    """Bring the index of a folder up to date, and find what shares text with a document.

    Args:
        document: need not be in the folder; where it is, its own file is left out.
        corpus: the folder.
        index: the file of its index.
        workers: who reads new documents.
        tell: told after each document that was read.
        wanted: what is asked.

    Raises:
        CannotRun: the folder or the index cannot be used.
        NoSuchProvision: the document has no such place.
    """
    wanted = wanted or Wanted()
    sections = _asked(document, wanted.at)
    with opened(index, corpus) as db:
        update(db, corpus, workers, tell)
        db.execute("BEGIN")  # one state of the index for all questions
        return _Search(db, document, wanted).report(sections)


def _asked(document: Document, at: str) -> list[Section]:
    """Return the sections of the document that are asked about."""
    sections = sections_of(document)
    if not at:
        return sections
    place = locate(document, at)
    above = {place.address}
    holder = place
    while not holder.is_unit and holder.parent in document.by_address:
        holder = document.by_address[holder.parent]
        above.add(holder.address)
    inside = {inner.address for inner in place.walk()} | above
    return [section for section in sections if section.unit.address in inside]


@dataclass(frozen=True, slots=True)
class _Shared:
    """What a section has in common with passages: how many fingerprints, and what they weigh, by passage."""

    counts: Counter[int]
    weights: Counter[int]


class _Search:
    """One question to the index."""

    def __init__(self, db: sqlite3.Connection, document: Document, wanted: Wanted) -> None:
        self.db = db
        self.document = document
        self.wanted = wanted
        self.text = text_of(document)
        self.texts = self._texts_of_passages()
        self.fingerprints: dict[int, int] = dict(db.execute("SELECT key, fingerprints FROM passages"))

    def report(self, sections: Sequence[Section]) -> SimilarReport:
        candidates = self._candidates(sections)
        rows = [self._row(section, candidates[place]) for place, section in enumerate(sections)]
        settings: dict[str, str | int | float | bool] = {
            "threshold": self.wanted.threshold,
            "run": RUN,
            "common_in": COMMON_IN,
            "other_texts": self.wanted.other_texts,
            "limit": self.wanted.limit,
        }
        if self.wanted.at:
            settings["at"] = self.wanted.at
        unread = self.db.execute("SELECT path, unread FROM files WHERE unread != '' ORDER BY path").fetchall()
        count = int(self.db.execute("SELECT count(*) FROM documents").fetchone()[0])
        return SimilarReport(self.document, tuple(rows), settings, count, tuple(unread))

    def _texts_of_passages(self) -> dict[int, frozenset[int]]:
        """Return for each passage the texts that it stands in, without the document that is asked about.

        Texts are numbers; the passages that no other document has are left out.
        """
        numbers: dict[str, int] = {}
        found: dict[int, set[int]] = {}
        rows = self.db.execute(
            "SELECT passage, text FROM sections JOIN documents ON document = key WHERE sha256 != ?",
            (self.document.sha256,),
        )
        for passage, text in rows:
            found.setdefault(passage, set()).add(numbers.setdefault(text, len(numbers)))
        if self.wanted.other_texts:
            own = numbers.get(self.text, -1)
            found = {passage: texts - {own} for passage, texts in found.items() if texts - {own}}
        return {passage: frozenset(texts) for passage, texts in found.items()}

    def _candidates(self, sections: Sequence[Section]) -> list[list[int]]:
        """Return for each section the passages to measure."""
        found = [_Shared(Counter(), Counter()) for _ in sections]
        asked: dict[int, list[int]] = {}
        for place, section in enumerate(sections):
            for number in section.passage.fingerprints:
                asked.setdefault(number, []).append(place)
        for number, passages in self._postings(asked):
            texts = frozenset[int]().union(*(self.texts[passage] for passage in passages))
            weight = WEIGHT // len(texts) if len(texts) <= COMMON_IN else 0
            for place in asked[number]:
                found[place].counts.update(passages)
                if weight:
                    found[place].weights.update(dict.fromkeys(passages, weight))
        return [self._best(section, shared) for section, shared in zip(sections, found, strict=True)]

    def _postings(self, numbers: Iterable[int]) -> Iterable[tuple[int, list[int]]]:
        """Yield for each fingerprint the passages of other documents that have it, where there are some."""
        self.db.execute("CREATE TEMP TABLE asked (fingerprint INTEGER PRIMARY KEY)")
        self.db.executemany("INSERT INTO asked VALUES (?)", ((number,) for number in numbers))
        self.db.execute(
            "DELETE FROM asked WHERE fingerprint IN (SELECT fingerprint FROM asked JOIN postings"
            " USING (fingerprint) GROUP BY fingerprint HAVING count(*) > ?)",
            (MOST_POSTINGS,),
        )
        rows = self.db.execute(
            "SELECT fingerprint, passage FROM asked CROSS JOIN postings USING (fingerprint) ORDER BY fingerprint"
        )
        found: dict[int, list[int]] = {}
        for number, passage in rows:
            if passage in self.texts:
                found.setdefault(number, []).append(passage)
        return found.items()

    def _best(self, section: Section, shared: _Shared) -> list[int]:
        """Return the passages with the most in common, and the same passage, which may be nothing but common runs."""
        own = len(section.passage.fingerprints)
        least = SLACK * self.wanted.threshold
        likely = [
            passage
            for passage in shared.weights
            if shared.counts[passage] >= least * min(own, self.fingerprints[passage])
        ]
        best = sorted(likely, key=lambda passage: (-shared.weights[passage], passage))[:CANDIDATES]
        same = self.db.execute(
            "SELECT key FROM passages WHERE digest = ?", (section.passage.digest,)
        ).fetchone()
        if same and same[0] in self.texts and same[0] not in best:
            best.append(same[0])
        return best

    def _row(self, section: Section, candidates: Sequence[int]) -> SectionRow:
        """Measure the candidates of a section, and return what reaches the threshold."""
        length = len(section.passage.words)
        matches = []
        for key in candidates:
            data = self.db.execute("SELECT words FROM passages WHERE key = ?", (key,)).fetchone()[0]
            passage = unpacked(data)
            found = overlap(section.passage, passage)
            here, there = len(found.here) / length, len(found.there) / len(passage.words)
            if max(here, there) >= self.wanted.threshold:
                quoted = sum(section.quoted[place] for place in found.here)
                relation = _relation(found, length, len(passage.words))
                matches.append(
                    Match(
                        relation,
                        len(found.here),
                        len(found.there),
                        len(passage.words),
                        quoted,
                        self._places(key),
                    )
                )
        matches.sort(key=lambda match: _order(match, length))
        limit = self.wanted.limit
        return SectionRow(section.unit, length, tuple(matches[:limit]), max(0, len(matches) - limit))

    def _places(self, passage: int) -> tuple[Place, ...]:
        """Return the sections with a passage, those of other texts first, then by file and place."""
        rows = self.db.execute(
            "SELECT (SELECT min(path) FROM files WHERE files.sha256 = documents.sha256), sha256, title, text, stage,"
            " address, citation, heading, text = ? FROM sections JOIN documents ON document = key"
            " WHERE passage = ? AND sha256 != ? ORDER BY 1, place",
            (self.text, passage, self.document.sha256),
        )
        places = [Place(*row) for row in rows]
        places = [place for place in places if not (self.wanted.other_texts and place.same_text)]
        return tuple(sorted(places, key=lambda place: place.same_text))


def _relation(found: Overlap, here: int, there: int) -> Relation:
    """Name what was measured."""
    if found.identical:
        return "identical"
    whole = len(found.here) == here, len(found.there) == there
    if all(whole):
        return "rearranged"
    if whole[0]:
        return "contained in"
    return "contains" if whole[1] else "shares"


RELATIONS = ("identical", "rearranged", "contains", "contained in", "shares")


def _order(match: Match, length: int) -> tuple[object, ...]:
    """Sort what is whole before what is shared in part, the larger share first, then by place."""
    share = max(match.words_here / length, match.words_there / match.length_there)
    first = match.places[0]
    return RELATIONS.index(match.relation), -share, -match.words_here, first.file, first.address
