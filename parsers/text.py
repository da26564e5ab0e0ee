"""Gathering the text of elements: in order, white space folded, soft hyphens dropped.

    <p>The <i>Secre\u00adtary</i>
       shall<page/> act</p>            ->    "The Secretary shall act"

White space in the sources is layout: a run of it counts as one space, and none is added where the source has
none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from lxml import etree

_WHOLE_NUMBER = re.compile("[0-9]{1,9}")

SOFT_HYPHEN = "\u00ad"
"""Marks where a word may be divided at the end of a printed line; it is no part of the word."""


def fold(text: str | None) -> str:
    """Return text with every run of white space as one space, none at the ends, and no soft hyphens."""
    if not text:
        return ""
    text = text.strip()
    if text.isprintable() and "  " not in text:
        return (
            text  # nothing to fold, and three times as fast to know: all other white space is not "printable"
        )
    if SOFT_HYPHEN in text:
        text = text.replace(SOFT_HYPHEN, "")
    return " ".join(text.split())


def raw(element: etree._Element, drop: Container[str] = ()) -> str:
    """Return the text of an element as it stands in the source, in document order.

    Args:
        element: its own tail is not part of its text.
        drop: tags (as lxml writes them, with their namespace) whose subtrees are left out; their tails stay.
    """
    if not len(element):
        return element.text or ""
    if drop == ():
        return "".join(element.itertext())
    parts: list[str] = []
    _raw(element, drop, parts)
    return "".join(parts)


def _raw(element: etree._Element, drop: Container[str], parts: list[str]) -> None:
    if element.text:
        parts.append(element.text)
    for child in element:
        if child.tag not in drop:
            _raw(child, drop, parts)
        if child.tail:
            parts.append(child.tail)


def text_of(element: etree._Element | None, drop: Container[str] = ()) -> str:
    """Return the folded text of an element, as `raw` gathers it; an empty string for None."""
    return "" if element is None else fold(raw(element, drop))


def line_of(element: etree._Element) -> str:
    """Return the words of an element as one line, its parts apart where it is made of parts alone.

    ``<action><date>June 3</date><actionDescription>Mr. …</actionDescription></action>`` -> ``June 3 Mr. …``.
    """
    if has_only_parts(element):
        return join(map(line_of, element))
    return text_of(element)


def has_only_parts(element: etree._Element) -> bool:
    """Say whether an element has children and no text of its own around them."""
    mixed = [element.text, *(child.tail for child in element)]
    return len(mixed) > 1 and not any(text and not text.isspace() for text in mixed)


def join(parts: Iterable[str]) -> str:
    """Return the parts that are not empty, with one space between them."""
    return " ".join(part for part in parts if part)


def whole_number(text: str) -> int | None:
    """Return what digits say, or None where the text is anything else.

    `str.isdigit` also takes ``²``, which `int` refuses, and a number longer than any page or depth is none.
    """
    return int(text) if _WHOLE_NUMBER.fullmatch(text) else None


def names(listed: str) -> frozenset[str]:
    """Return the names in a list separated by white space, for tables of element names."""
    return frozenset(listed.split())
