"""The text of a provision with the quoted blocks in it, as one run of tokens; and its numbered children.

(B) by striking “than” and inserting       text       tokens …
    “than—                                 block      one token
      “(A) …”                              (quoted)
    and by adding …                        continuation   tokens, with its own address
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lawdiff.effects.acts.ref import NAMES
from lawdiff.effects.acts.tokens import Token, tokens

if TYPE_CHECKING:
    from lawdiff.parsers import Provision

RUN_ON = frozenset({"continuation", "text"})
"""Levels of children that go on with the sentence of their parent."""

SKIPPED = frozenset({"table of contents", "table", "row"})
"""Levels in which no instruction is looked for."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a provision: a run of text with its blocks, or a child with a number of its own."""

    tokens: tuple[Token, ...] = ()
    child: Provision | None = None


def parts(provision: Provision) -> list[Part]:
    """Return the parts of a provision in order."""
    found: list[Part] = []
    has_block = any(child.level == "quoted-block" for child in provision.children)
    run = list(tokens(provision.text, provision.address, closed=not has_block))
    for child in provision.children:
        if child.level == "quoted-block":
            run.append(Token("block", child.address, child.address, 0, 0))
        elif child.level in RUN_ON and not child.children:
            run += tokens(child.text, child.address)
        elif not child.quoted and child.level not in SKIPPED:
            if run:
                found.append(Part(tuple(run)))
            run = []
            found.append(Part(child=child))
    if run:
        found.append(Part(tuple(run)))
    return found


def sentences(run: tuple[Token, ...]) -> list[tuple[Token, ...]]:
    """Return the sentences of a run: a full stop ends one where a capital or nothing follows.

    A run without a stop behind a quoted block goes on with small letters: ``; and by adding …``.
    """
    found: list[tuple[Token, ...]] = []
    start = 0
    for at, token in enumerate(run):
        after = run[at + 1] if at + 1 < len(run) else None
        capital = after is not None and after.kind == "word" and after.text[:1].isupper()
        if (
            token.text == "."
            and token.kind == "stop"
            and (after is None or capital)
            and not _initial(run, at)
        ) or (token.kind == "block" and capital):
            found.append(run[start : at + 1])
            start = at + 1
    if start < len(run):
        found.append(run[start:])
    return found


def _initial(run: tuple[Token, ...], at: int) -> bool:
    """Say whether a full stop belongs to the initial of a name: ``Howard P. McKeon``."""
    if at < 2:  # noqa: PLR2004 - a name, its initial, the stop
        return False
    before, name = run[at - 1].text, run[at - 2].text
    return len(before) == 1 and before.isupper() and name[:1].isupper() and name.lower() not in NAMES
