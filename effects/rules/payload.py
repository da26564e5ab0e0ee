"""The text that an instruction puts in: where it is printed below the instruction.

A section is printed once for all that an instruction does to it, with stars for what stays::

    2. Amend § 215.8 by revising paragraph (b) and adding paragraph (d) to read as follows:
    § 215.8 …   * * *   (b) …   * * *   (d) …
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, Protocol, TypeVar

from lawdiff.differ.stars import STARS, is_stars
from lawdiff.effects.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lawdiff.effects.operation import Step
    from lawdiff.parsers import Provision
    from lawdiff.parsers.draft import Draft

Flat = TypeVar("Flat", "Provision", "Draft")
TERM_EDGE = "“”\"'‘’ ,.:;—"


class Payload:
    """What is printed below one instruction.

    Attributes:
        instruction: the outermost instruction.
        part: the CFR part that it stands in, where sections are looked for that another instruction prints.
    """

    def __init__(self, instruction: Provision, part: Provision | None) -> None:
        self.instruction = instruction
        self.part = part
        self._taken: dict[str, int] = {}

    def printed(self) -> Iterator[Provision]:
        """Yield the quoted provisions below the instruction, outermost first."""
        for provision in self.instruction.walk():
            if provision.quoted:
                yield provision

    def find(self, path: Sequence[Step]) -> Provision | None:
        """Return the printed provision that a path leads to, or None."""
        level = next(
            (place for place, step in enumerate(path) if step.level in ("section", "appendix", "subpart")), -1
        )
        if level < 0:
            return None
        outer, rest = path[level], path[level + 1 :]
        if outer.level == "subpart" and rest:
            return self.find(rest)
        for top in self._tops(outer):
            found = descend(top, rest) if rest else top
            if found is not None:
                return found
        return None

    def _tops(self, step: Step) -> Iterator[Provision]:
        """Yield the printed sections, appendices or subparts of a name: this instruction's, then the part's."""
        wanted = step.designator.replace("–", "-").upper()
        later = self.part.walk() if self.part is not None else ()
        for provisions in (self.printed(), later):
            for provision in provisions:
                if (
                    provision.quoted
                    and provision.level == step.level
                    and provision.designator.replace("–", "-").upper() == wanted
                    and (provision.children or provision.heading or provision.text)
                ):
                    yield provision

    def definition(self, section: Provision, term: str) -> Provision | None:
        """Return the printed definition of a term."""
        return next((each for each in section.walk() if each is not section and defines(each, term)), None)

    def authority(self) -> Provision | None:
        """Return the authority citation that is printed below the instruction."""
        for provision in self.instruction.walk():
            if provision.level == "authority" or provision.text.startswith("Authority:"):
                return provision
        return None

    def new_sentences(self, printed: Provision, count: int, further: int = 0) -> list[str]:
        """Return the next sentences that a printed paragraph gives, between its stars; fewer where it has fewer.

        Args:
            printed: the paragraph.
            count: how many are wanted.
            further: how many more the instruction will want of it.
        """
        stretches = [stretch.strip() for stretch in printed.text.split(STARS)]
        stretches = [stretch for stretch in stretches if stretch]
        taken = self._taken.get(printed.address, 0)
        if len(stretches) < (every := taken + count + further):
            whole = [s[a:b] for s in stretches for a, b in sentences(s)]
            stretches = whole if len(whole) == every or len(stretches) == 0 else stretches
        self._taken[printed.address] = taken + count
        return stretches[taken : taken + count]

    def below(self, *levels: str) -> tuple[Provision, ...]:
        """Return what is printed directly below the instruction, of these levels."""
        return tuple(child for child in self.instruction.children if child.level in levels)


class Worded(Protocol):
    """What has a heading and a text: a provision or a draft of one."""

    @property
    def heading(self) -> str:
        """The heading as printed."""

    @property
    def text(self) -> str:
        """The own text."""


def defines(provision: Worded, term: str) -> bool:
    """Return whether a provision is the definition of a term: it begins with it."""
    words = f"{provision.heading} {provision.text}".strip().lstrip(TERM_EDGE)
    wanted = term.strip(TERM_EDGE)
    if not wanted or not words.lower().startswith(wanted.lower()):
        return False
    rest = words[len(wanted) :]
    return not rest[:1].isalnum() and rest[:1] != "-"


def begins(provision: Worded, name: str) -> bool:
    """Return whether a heading or a row begins with a name and not with a longer one."""
    words = f"{provision.heading} {provision.text}".strip()
    return re.match(rf"(?i){re.escape(name)}(?![\w(])", words) is not None


def opens(provision: Provision | Draft, designator: str) -> bool:
    """Return whether an unnumbered provision of an appendix begins with a number: ``1. Form one``, ``3.2 Sampling``."""
    stop = r"\.?" if "." in designator else r"\."
    words = provision.heading if provision.level == "heading" else provision.text
    if provision.level != "heading" and provision.children:
        return False
    return re.match(rf"{re.escape(designator)}{stop}\s", words) is not None


def descend(top: Provision, steps: Sequence[Step]) -> Provision | None:
    """Return the provision below another that designators lead to; None where there is none.

    A level without a designator in between (a definition that opens a list) is looked through.
    """
    if not steps:
        return top
    step, rest = steps[0], steps[1:]
    for child in _children(top, step):
        found = descend(child, rest)
        if found is not None:
            return found
    if step.level == "definition" and rest:
        return _behind_definition(top, steps)
    return _descend_flat(top.children, steps) if rest else None


def _behind_definition(top: Provision, steps: Sequence[Step]) -> Provision | None:
    """Return a paragraph of a definition that is printed beside it: ``Vessel * * *``, and then ``(2) A barge.``."""
    for above in top.walk():
        for at, child in enumerate(above.children):
            if defines(child, steps[0].designator):
                behind = takewhile(lambda each: bool(each.designator), above.children[at + 1 :])
                found = next((each for each in behind if each.designator == steps[1].designator), None)
                return descend(found, steps[2:]) if found is not None else None
    return None


def _descend_flat(beside: Sequence[Provision], steps: Sequence[Step]) -> Provision | None:
    """Return what two steps lead to in an appendix whose paragraphs are printed as text beside each other."""
    upper, lower, *further = steps
    if further:
        return None
    first = f"{upper.designator}. "
    at = next(
        (at for at, each in enumerate(beside) if not each.designator and each.text.startswith(first)), -1
    )
    return flat_below(beside[at:], lower.designator) if at >= 0 else None


_FLAT = re.compile(r"(?P<number>[0-9]+|[a-z]+|[A-Z]+)\. ")


def _style(text: str) -> str:
    match = _FLAT.match(text)
    number = match["number"] if match else ""
    return "1" if number.isdigit() else "a" if number.islower() else "A" if number else ""


def flat_below(beside: Sequence[Flat], designator: str) -> Flat | None:
    """Return the paragraph of a number below another, where both are plain text: ``d. …`` behind ``2. …``.

    Args:
        beside: the upper paragraph, and what stands behind it in the same provision.
        designator: the number.

    Returns:
        The paragraph, or None where the upper one ends (at the next of its style, or at what is no plain text) before.
    """
    if not beside or not _style(beside[0].text):
        return None
    for each in beside[1:]:
        if each.level != "text" or each.designator or _style(each.text) == _style(beside[0].text):
            return None
        if each.text.startswith(f"{designator}. "):
            return each
    return None


def _children(top: Provision, step: Step) -> Iterator[Provision]:
    if step.level == "definition":
        yield from (each for each in top.walk() if each is not top and defines(each, step.designator))
        return
    if step.level in ("comments", "subpart", "heading"):
        for provision in top.walk():
            if provision.level == "heading" and _heads(provision, step):
                yield provision
        return
    stack = list(top.children)
    while stack:
        child = stack.pop(0)
        if child.designator == step.designator:
            yield child
        elif not child.designator:
            if opens(child, step.designator):
                yield child
            stack[:0] = child.children


def _heads(provision: Provision, step: Step) -> bool:
    """Return whether a heading of an interpretation is the one of a provision (``36(d)(1)``) or a subpart."""
    if step.level == "heading":
        return begins(provision, step.designator)
    if step.level == "subpart":
        return re.match(rf"(?i)subpart\s+{re.escape(step.designator)}\b", provision.heading) is not None
    return provision.designator == step.designator


def is_unprinted(provision: Provision) -> bool:
    """Return whether a provision is printed only as a place: its number and stars."""
    return is_stars(provision.text) and not provision.children
