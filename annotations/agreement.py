"""Several coders, one codebook: how far their notes agree, tag by tag, and where they do not.

A coder is the author of notes. The units are provisions, or words:

    provision    every provision of the documents: did the coder put a note with the tag on it, or on words in it?
    span         every word of the documents: does a note of the coder with the tag cover it?

What a coder left without a tag counts as "no" in each document where that coder put notes at all, and as no
judgement in the others. Only notes that were made in a document count there, not those that were carried to it:
a note that followed a provision through four versions was one decision.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from lawdiff.annotations.anchor import tokenise
from lawdiff.annotations.reliability import cohens_kappa, krippendorffs_alpha, percent_agreement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lawdiff.annotations.note import Note, Target
    from lawdiff.annotations.store import Store

UnitKind = Literal["provision", "span"]

OVERALL = ""
"""The name of the row over all tags."""


@dataclass(frozen=True, slots=True)
class TagAgreement:
    """How far coders agree on one tag.

    Attributes:
        tag: its name; empty for all tags together, every pair of unit and tag being one decision.
        coders: who judged, sorted.
        units: how many units were judged by two coders or more.
        tagged: how many of them have the tag from one coder at least.
        agreed: how many have it from every coder that judged them.
        percent: share of pairs of judgements that are the same, 0 to 1.
        kappa: Cohen's, for two coders; None where it is not defined.
        alpha: Krippendorff's, nominal; None where it is not defined.
    """

    tag: str
    coders: tuple[str, ...]
    units: int
    tagged: int
    agreed: int
    percent: float | None
    kappa: float | None
    alpha: float | None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A unit on which coders disagree about a tag; neighbouring words with the same coders are one.

    Attributes:
        document: SHA-256.
        address, citation: of the provision.
        words: those that are meant; empty for the whole provision.
        tag: its name.
        yes, no: the coders that put it there, and those that did not.
        notes: ids of the notes that put it there.
    """

    document: str
    address: str
    citation: str
    words: str
    tag: str
    yes: tuple[str, ...]
    no: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """The agreement over all tags, then tag by tag, and the disagreements to settle, in document order."""

    overall: TagAgreement
    tags: tuple[TagAgreement, ...]
    disagreements: tuple[Disagreement, ...]


@dataclass(frozen=True, slots=True, order=True)
class _Unit:
    """A provision or a word of one: document and provision by their order, and the word, -1 for the whole."""

    document: int
    position: int
    word: int


@dataclass(frozen=True, slots=True)
class _Mark:
    """Who put a tag on a unit, with which notes."""

    coders: tuple[str, ...]
    notes: tuple[str, ...]


class _Sheet:
    """The coding sheet: units, coders, and who put which tag on which unit."""

    def __init__(self, store: Store, documents: Sequence[str], unit: UnitKind) -> None:
        self.documents = documents
        self.unit = unit
        self.provisions = [store.stored_provisions(document) for document in documents]
        self.order = [{each.address: place for place, each in enumerate(kept)} for kept in self.provisions]
        self.present: list[set[str]] = [set() for _ in documents]
        self.marks: dict[str, dict[_Unit, dict[str, list[str]]]] = {}

    def mark(self, note: Note, target: Target) -> None:
        """Write down what one note says about one place."""
        document = self.documents.index(target.document)
        position = self.order[document].get(target.address)
        if position is None:
            return
        self.present[document].add(note.author)
        for word in self._words(target):
            unit = _Unit(document, position, word)
            for tag in note.tags:
                self.marks.setdefault(tag, {}).setdefault(unit, {}).setdefault(note.author, []).append(
                    note.id
                )

    def _words(self, target: Target) -> Iterable[int]:
        if self.unit == "provision":
            return (-1,)
        tokens = tokenise(target.text)
        if not target.quote:
            return range(len(tokens))
        end = target.start + len(target.quote)
        return (place for place, token in enumerate(tokens) if token.end > target.start and token.start < end)

    def size(self, document: int) -> int:
        """Return how many units a document has."""
        kept = self.provisions[document]
        return len(kept) if self.unit == "provision" else sum(len(tokenise(each.own_words)) for each in kept)

    @property
    def coders(self) -> tuple[str, ...]:
        """Everybody who put a note anywhere, sorted."""
        return tuple(sorted(set().union(*self.present)))

    def row(
        self, document: int, coders: Iterable[str], said: Mapping[str, object]
    ) -> tuple[bool | None, ...]:
        """Return what each coder said of a unit: None for one who did not work on the document."""
        return tuple((coder in said) if coder in self.present[document] else None for coder in coders)

    def rows(self, tag: str, coders: Sequence[str]) -> Counter[tuple[bool | None, ...]]:
        """Return what was said of all units about one tag."""
        rows: Counter[tuple[bool | None, ...]] = Counter()
        marked: Counter[int] = Counter()
        for unit, said in self.marks.get(tag, {}).items():
            rows[self.row(unit.document, coders, said)] += 1
            marked[unit.document] += 1
        for document in range(len(self.documents)):
            rows[self.row(document, coders, {})] += self.size(document) - marked[document]
        return rows


def agreement(
    store: Store, *, document: str = "", tags: Sequence[str] = (), unit: UnitKind = "provision"
) -> Agreement:
    """Return how far the coders of a store agree.

    Args:
        store: where the notes are.
        document: SHA-256 of the only document that counts; empty for all.
        tags: names of the only tags that count; empty for all that are on notes.
        unit: what is compared; see the module.

    Raises:
        NoSuchEntry: a tag is not in the codebook.
    """
    wanted = [store.tag(name).name for name in tags]
    documents = [document] if document else [each.sha256 for each in store.documents()]
    sheet = _Sheet(store, documents, unit)
    for note in store.notes(document):
        for target in note.targets:
            if target.document in documents and target.address and not target.origin:
                sheet.mark(note, target)
    coders = sheet.coders
    names = wanted or sorted(sheet.marks, key=str.casefold)
    rows = {name: sheet.rows(name, coders) for name in names}
    together: Counter[tuple[bool | None, ...]] = sum(rows.values(), Counter())
    return Agreement(
        _measured(OVERALL, coders, together),
        tuple(_measured(name, coders, each) for name, each in rows.items()),
        tuple(sorted_out for name in names for sorted_out in _disagreements(sheet, name, coders)),
    )


def _measured(tag: str, coders: tuple[str, ...], rows: Counter[tuple[bool | None, ...]]) -> TagAgreement:
    judged = {
        row: times for row, times in rows.items() if sum(said is not None for said in row) > 1 and times
    }
    return TagAgreement(
        tag,
        coders,
        sum(judged.values()),
        sum(times for row, times in judged.items() if True in row),
        sum(times for row, times in judged.items() if True in row and False not in row),
        percent_agreement(judged),
        cohens_kappa(judged),
        krippendorffs_alpha(judged),
    )


def _disagreements(sheet: _Sheet, tag: str, coders: Sequence[str]) -> Iterator[Disagreement]:
    """Yield the units of one tag on which coders disagree, words that stand together as one."""
    open_units = [
        (unit, said)
        for unit, said in sorted(sheet.marks.get(tag, {}).items())
        if False in sheet.row(unit.document, coders, said)
    ]

    def together(numbered: tuple[int, tuple[_Unit, Mapping[str, Sequence[str]]]]) -> tuple[object, ...]:
        index, (unit, said) = numbered
        return unit.document, unit.position, unit.word - index if unit.word >= 0 else 0, tuple(sorted(said))

    for _, run in groupby(enumerate(open_units), key=together):
        units = [entry for _, entry in run]
        first, said = units[0]
        provision = sheet.provisions[first.document][first.position]
        row = sheet.row(first.document, coders, said)
        words = ""
        if first.word >= 0:
            tokens = tokenise(provision.own_words)
            words = provision.own_words[tokens[first.word].start : tokens[units[-1][0].word].end]
        yield Disagreement(
            sheet.documents[first.document],
            provision.address,
            provision.citation,
            words,
            tag,
            tuple(coder for coder, judged in zip(coders, row, strict=True) if judged),
            tuple(coder for coder, judged in zip(coders, row, strict=True) if judged is False),
            tuple(dict.fromkeys(note for notes in said.values() for note in notes)),
        )
