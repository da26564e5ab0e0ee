"""The base document while it is changed: drafts, where each came from, and what an operation touched."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lawdiff.effects.read import RULES
from lawdiff.parsers.draft import Draft
from lawdiff.parsers.redraft import pairs, redraft, style_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lawdiff.parsers import Document, Provision


class RefusedError(Exception):
    """The base does not bear an operation; the message is the reason, one sentence."""


class ElsewhereError(Exception):
    """An operation amends another law than the base; the message says which."""


@dataclass(slots=True)
class Effect:
    """What one operation did.

    Attributes:
        flags: what a person should look at, one sentence each.
        touched: drafts that it changed or made, outermost only.
        struck: addresses in the base of what it removed or changed.
    """

    flags: list[str] = field(default_factory=list)
    touched: list[Draft] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)

    def flag(self, reason: str) -> None:
        """Ask for a person's eye, once for each reason."""
        if reason not in self.flags:
            self.flags.append(reason)


class Workspace:
    """The base as drafts that operations change in place.

    Attributes:
        base, amending: the documents.
        style: how the base cites its sections.
        quotes: whether the amending document is an act, which prints what it quotes in marks, and the marks in
            that as single ones.
        root: holds the top drafts.
        origin: of each draft that came from the base, its address there.
    """

    def __init__(self, base: Document, amending: Document) -> None:
        self.base = base
        self.amending = amending
        self.style = style_of(base)
        self.quotes = amending.kind not in RULES
        self.root = Draft("document", children=redraft(base.body, self.style))
        self.origin: dict[Draft, str] = {
            draft: provision.address for draft, provision in pairs(self.root.children, base.body)
        }
        self.from_amending: dict[Draft, str] = {}
        self._journal: list[tuple[Draft, str, object]] = []
        self._above: dict[Draft, Draft] = {}
        self._named: dict[tuple[str, str], list[Draft]] = {}

    def set(self, draft: Draft, **values: object) -> None:
        """Change fields of a draft; `undo` takes it back until the next `keep`."""
        for name, value in values.items():
            before = getattr(draft, name)
            if before == value:
                continue
            self._journal.append((draft, name, before))
            setattr(draft, name, value)
            self._forget(name)

    def _forget(self, name: str) -> None:
        """Drop what is known of the tree where its shape or a number changes."""
        if name in ("children", "designator", "level"):
            self._above = {}
            self._named = {}

    def keep(self) -> None:
        """Let what was changed stand."""
        self._journal.clear()

    def undo(self) -> None:
        """Take back what was changed since the last `keep`."""
        while self._journal:
            draft, name, value = self._journal.pop()
            setattr(draft, name, value)
            self._forget(name)

    def insert(self, above: Draft, at: int, new: Draft) -> None:
        """Put a draft among the children of another."""
        self.set(above, children=[*above.children[:at], new, *above.children[at:]])

    def take_out(self, draft: Draft) -> None:
        """Take a draft out of the tree."""
        above = self.parent(draft)
        self.set(above, children=[child for child in above.children if child is not draft])

    def walk(self, top: Draft | None = None) -> Iterator[Draft]:
        """Yield a draft (the root's children by default) and all below it, in document order."""
        stack = [top] if top is not None else list(reversed(self.root.children))
        while stack:
            draft = stack.pop()
            yield draft
            stack.extend(reversed(draft.children))

    def parent(self, wanted: Draft) -> Draft:
        """Return the draft right above another."""
        self._know()
        if wanted not in self._above:
            raise RefusedError("it was removed by an instruction before this one")
        return self._above[wanted]

    def named(self, level: str, designator: str, below: Draft) -> list[Draft]:
        """Return the drafts of a level with a designator anywhere below another, in document order."""
        self._know()
        found = self._named.get((level, folded_number(designator)), [])
        return found if below is self.root else [each for each in found if self._is_below(each, below)]

    def _is_below(self, draft: Draft | None, above: Draft) -> bool:
        while draft is not None and draft is not above:
            draft = self._above.get(draft)
        return draft is above

    def _know(self) -> None:
        """Learn what stands above each draft, and where each number stands."""
        if self._above:
            return
        self._above = dict.fromkeys(self.root.children, self.root)
        for draft in self.walk():
            self._above.update(dict.fromkeys(draft.children, draft))
            if draft.designator:
                key = (draft.level, folded_number(draft.designator))
                self._named.setdefault(key, []).append(draft)

    def payload(self, address: str) -> Provision:
        """Return a provision of the amending document."""
        found: Mapping[str, Provision] = self.amending.by_address
        if address not in found:
            raise RefusedError(f"the amending document has no {address}")
        return found[address]

    def changed(self, effect: Effect, draft: Draft) -> None:
        """Note that an operation changed a draft."""
        if draft not in effect.touched:
            effect.touched.append(draft)
        if draft in self.origin and self.origin[draft] not in effect.struck:
            effect.struck.append(self.origin[draft])

    def removed(self, effect: Effect, draft: Draft) -> None:
        """Note that an operation took a draft out, with all below it."""
        if draft in self.origin:
            effect.struck.append(self.origin[draft])

    def quoted(self, text: str) -> str:
        """Return a text that the amending document quotes as the law has it: ``the term ‘lamp’`` with double marks."""
        return _NESTED.sub(r"“\1”", text) if self.quotes else text

    def planted(self, provision: Provision, *, clean: bool = True) -> Draft:
        """Return a provision of the amending document as a draft of the base: no longer quoted, at its own address."""
        draft = Draft(
            provision.level,
            provision.number,
            provision.designator,
            self.quoted(provision.heading),
            self.quoted(provision.text),
            status=provision.status,
            apparatus=list(provision.apparatus),
        )
        where = provision.address.find("cfr/")
        if provision.level in OWN_PREFIX and where >= 0 and provision.designator:
            draft.prefix = provision.address[where:].rpartition("/")[0]
            if provision.level != "section":
                draft.cite = provision.citation
        draft.children = [self.planted(child, clean=False) for child in provision.children]
        self.from_amending[draft] = provision.address
        if clean:
            unquote(draft)
        return draft


def folded_number(designator: str) -> str:
    """Return a number without what is printed differently: dashes and case."""
    return designator.replace("–", "-").upper()


OWN_PREFIX = frozenset({"section", "appendix", "heading", "part"})
"""Levels of the CFR whose address does not begin with that of what they stand in."""

_NESTED = re.compile(r"(?<!\w)‘((?:[^‘’]|(?<=\w)’(?=\w))*)’(?!\w)")
"""What stands in single marks inside a quotation; an apostrophe inside a word closes nothing."""
_CLOSING = re.compile(r"(?:[”’]|\"|'{1,2})\s*(?:[.;,]|;?\s*and|;?\s*or)?\s*$")
_PAIRS = {"“": "”", "‘": "’", '"': '"'}
"""Opening quotation mark -> the one that closes it."""


def unquote(draft: Draft) -> None:
    """Take away the quotation marks that an act puts around the text that it inserts, in place.

    Each paragraph of it opens with one, and the last one closes. A mark that opens a paragraph and is closed in it
    (``“Lamp” means a light``) is the law's own.
    """
    nodes: list[Draft] = []
    stack = [draft]
    while stack:
        node = stack.pop()
        nodes.append(node)
        stack.extend(reversed(node.children))
    last = next((node for node in reversed(nodes) if node.text), None)
    end = _CLOSING.sub("", last.text) if last is not None else ""
    quoted = False
    for node in nodes:
        for name in ("number", "heading", "text"):
            value = end if node is last and name == "text" else getattr(node, name)
            if _opens(value):
                setattr(node, name, value[1:].lstrip())
                quoted = True
    if quoted and last is not None:
        last.text = _CLOSING.sub("", last.text)


def _opens(text: str) -> bool:
    """Return whether a text begins with a quotation mark that it does not close."""
    closing = _PAIRS.get(text[:1])
    if closing is None:
        return False
    return text.count(closing) % 2 == 1 if closing == text[0] else text.count(text[0]) > text.count(closing)
