"""Real documents changed on purpose, with the truth kept: what the alignment benchmark measures against.

A document's tree is taken apart into drafts; sections are deleted, inserted (from another document), rewritten,
split, merged and moved; what is left is numbered anew, as a bill is at every stage; then the tree is finished
again. Everything is drawn from one seeded generator, so that a run can be repeated.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from lawdiff.parsers.draft import BILL, Draft, finish

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawdiff.parsers import Document, Provision

SHARES = {"deleted": 0.05, "inserted": 0.05, "rewritten": 0.25, "split": 0.03, "merged": 0.03, "moved": 0.05}
"""Share of the sections that each operation takes; together under half, as between two stages of a large bill."""

REWRITTEN_WORDS = (0.05, 0.4)
"""Share of the words that a rewriting replaces, drawn evenly between these."""

STUB = 40
"""Sections with fewer words are left alone: what becomes of them nobody could tell."""

WORDS_TO_SPLIT = 120
"""A section needs this many words, and four children, to be split."""


@dataclass(slots=True)
class Truth:
    """What was done, by address: links (old, new) and the addresses that each operation touched."""

    links: set[tuple[str, str]] = field(default_factory=set)
    moved: set[tuple[str, str]] = field(default_factory=set)
    split: set[tuple[str, str]] = field(default_factory=set)
    merged: set[tuple[str, str]] = field(default_factory=set)
    removed: set[str] = field(default_factory=set)
    added: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Section:
    """A section in the making: its draft, the old addresses that it comes from, what was done to it."""

    draft: Draft
    origins: list[str]
    done: str = ""


def perturb(document: Document, stock: Document, seed: int) -> tuple[Document, Truth]:
    """Return a changed copy of a document and what was done to it.

    Args:
        document: what to change; its sections must stand in containers or at the top.
        stock: where inserted sections and the words of rewritings are taken from.
        seed: of the generator.
    """
    worker = _Worker(document, stock, random.Random(seed))  # noqa: S311 - repeatable on purpose
    worker.run()
    return worker.finished()


def _draft(provision: Provision) -> Draft:
    """Return a provision as a draft, with all below it."""
    return Draft(
        provision.level,
        provision.number,
        provision.designator,
        provision.heading,
        provision.text,
        [_draft(child) for child in provision.children],
        quoted=provision.quoted,
    )


def _is_section(provision: Provision) -> bool:
    return provision.is_unit and provision.level == "section" and not provision.quoted


class _Worker:
    def __init__(self, document: Document, stock: Document, rng: random.Random) -> None:
        self.document = document
        self.rng = rng
        self.truth = Truth()
        self.stock = [
            provision for provision in stock.provisions if _is_section(provision) and _words(provision) > STUB
        ]
        self.vocabulary = [word for provision in self.stock for word in provision.text.split()]
        self.slots: dict[int, list[_Section]] = {}
        self.tops = [self.take(provision) for provision in document.body]

    def take(self, provision: Provision) -> Draft:
        """Return a container as a draft with empty places for its sections, which go to `slots`."""
        if _is_section(provision):
            # At the top, outside every container: the short title and the table of contents stay as they are.
            self.truth.links.add((provision.address, provision.address))
            return _draft(provision)
        if not any(_is_section(inner) for inner in provision.walk()):
            return _draft(provision)
        own = Draft(
            provision.level, provision.number, provision.designator, provision.heading, provision.text
        )
        sections = []
        for child in provision.children:
            if _is_section(child):
                sections.append(_Section(_draft(child), [child.address]))
            else:
                own.add(self.take(child))
        self.slots[id(own)] = sections
        return own

    def sections(self) -> Iterator[tuple[list[_Section], _Section]]:
        for slot in self.slots.values():
            for section in slot:
                yield slot, section

    def draw(self, operation: str) -> list[tuple[list[_Section], _Section]]:
        """Return the untouched sections that an operation takes."""
        free = [
            (slot, section)
            for slot, section in self.sections()
            if not section.done and _draft_words(section.draft) > STUB
        ]
        count = round(SHARES[operation] * sum(1 for _ in self.sections()))
        return self.rng.sample(free, min(count, len(free)))

    def run(self) -> None:
        for slot, section in self.draw("deleted"):
            slot.remove(section)
            self.truth.removed.update(section.origins)
        for slot, section in self.draw("split"):
            self.split(slot, section)
        for slot, section in self.draw("merged"):
            self.merge(slot, section)
        for slot, section in self.draw("moved"):
            others = [other for other in self.slots.values() if other is not slot and len(other) > 1]
            if others:
                slot.remove(section)
                target = self.rng.choice(others)
                target.insert(self.rng.randrange(len(target) + 1), section)
                section.done = "moved"
        for _, section in self.draw("rewritten"):
            self.rewrite(section.draft, self.rng.uniform(*REWRITTEN_WORDS))
            section.done = section.done or "rewritten"
        for slot, section in self.draw("inserted"):
            new = _Section(_draft(self.rng.choice(self.stock)), [], "inserted")
            slot.insert(slot.index(section), new)

    def split(self, slot: list[_Section], section: _Section) -> None:
        """Cut a section in two between its children."""
        draft = section.draft
        if len(draft.children) < 4 or _draft_words(draft) < WORDS_TO_SPLIT:  # noqa: PLR2004 - two for each half
            return
        cut = len(draft.children) // 2
        second = Draft("section", "", "", f"{draft.heading}; further provisions", "", draft.children[cut:])
        if min(_draft_words(second), _draft_words(draft) - _draft_words(second)) < WORDS_TO_SPLIT // 3:
            return
        del draft.children[cut:]
        section.done = "split"
        slot.insert(slot.index(section) + 1, _Section(second, list(section.origins), "split"))

    def merge(self, slot: list[_Section], section: _Section) -> None:
        """Put the next section into this one, unless it went into the one before it a moment ago."""
        if all(other is not section for other in slot):
            return
        at = slot.index(section)
        if at + 1 >= len(slot) or slot[at + 1].done:
            return
        other = slot.pop(at + 1)
        if _draft_words(other.draft) < STUB:
            slot.insert(at + 1, other)
            return
        if other.draft.text:
            section.draft.add(Draft("continuation", text=other.draft.text))
        section.draft.children += other.draft.children
        section.draft.heading = f"{section.draft.heading}; {other.draft.heading}"
        section.origins += other.origins
        section.done = "merged"

    def rewrite(self, draft: Draft, share: float) -> None:
        """Replace a share of the words, in runs of one to four, all over a section."""
        words = draft.text.split()
        place = 0
        while place < len(words):
            if self.rng.random() < share / 2.5:
                length = self.rng.randint(1, 4)
                start = self.rng.randrange(max(1, len(self.vocabulary) - 8))
                words[place : place + length] = self.vocabulary[start : start + self.rng.randint(1, 5)]
                place += 5
            place += 1
        draft.text = " ".join(words)
        for child in draft.children:
            self.rewrite(child, share)

    def finished(self) -> tuple[Document, Truth]:
        """Number the sections anew, finish the tree, and read the truth off it."""
        number = 0
        drafts: list[tuple[_Section, Draft]] = []
        for top in self.tops:
            for container in _walk(top):
                for section in self.slots.get(id(container), ()):
                    number += 1
                    section.draft.designator = str(number * 7 + 1)
                    section.draft.number = f"SEC. {section.draft.designator}."
                    drafts.append((section, section.draft))
        for top in self.tops:
            for container in list(_walk(top)):
                container.children[:0] = [section.draft for section in self.slots.get(id(container), ())]
        body = finish(self.tops, BILL)
        new = replace(self.document, body=body, sha256="0" * 64)
        by_number = {p.designator: p.address for p in new.provisions if _is_section(p)}
        for section, draft in drafts:
            self.note(section, by_number[draft.designator])
        return new, self.truth

    def note(self, section: _Section, address: str) -> None:
        """Write down where a section came from."""
        if not section.origins:
            self.truth.added.add(address)
        links = {(origin, address) for origin in section.origins}
        self.truth.links |= links
        if section.done in ("moved", "split", "merged"):
            getattr(self.truth, section.done).update(links)


def _walk(draft: Draft) -> Iterator[Draft]:
    yield draft
    for child in draft.children:
        if child.level != "section":
            yield from _walk(child)


def _words(provision: Provision) -> int:
    return sum(len(inner.text.split()) for inner in provision.walk())


def _draft_words(draft: Draft) -> int:
    return len(draft.text.split()) + sum(_draft_words(child) for child in draft.children)
