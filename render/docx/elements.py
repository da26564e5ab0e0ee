"""The elements of a Word document (ECMA-376 part 1) that the writers here put together.

Text and attributes go in as values, so that markup in them stays text; what XML cannot hold is made visible first.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, cast

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from lawdiff.render.words import clean

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

_FORBIDDEN = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold (production 2, Char), once control characters are made visible."""

_BREAKS = re.compile("([\t\n])")
_BREAK_NAMES = {"\t": "tab", "\n": "br"}

_qualified = cache(qn)


def legal(text: str) -> str:
    """Return text as XML can hold it: control characters visible, half characters as U+FFFD."""
    return _FORBIDDEN.sub("\ufffd", clean(text))


def element(name: str, /, *children: Element, **attributes: str | int) -> Element:
    """Return an element of WordprocessingML.

    Args:
        name: without the prefix: ``p``, ``ins``.
        children: what stands in it, in order.
        attributes: names without the prefix; a value may hold anything.
    """
    made = cast("Element", OxmlElement(f"w:{name}"))
    for key, value in attributes.items():
        line = value if isinstance(value, str) else str(value)
        made.set(_qualified(f"w:{key}"), _BREAKS.sub(" ", legal(line)))
    for child in children:
        made.append(child)
    return made


def run(text: str, *, style: str = "", deleted: bool = False, bold: bool = False) -> Element:
    """Return a run of text; tabs and line feeds in it become Word's.

    Args:
        text: what it says.
        style: the id of a character style, or empty.
        deleted: whether it stands in `w:del`, whose text has an element of its own.
        bold: whether it stands out.
    """
    made = element("r")
    if style or bold:
        looks = [element("rStyle", val=style)] if style else []
        looks += [element("b")] if bold else []
        made.append(element("rPr", *looks))
    for piece in _BREAKS.split(legal(text)):
        if piece in _BREAK_NAMES:
            made.append(element(_BREAK_NAMES[piece]))
        elif piece:
            words = element("delText" if deleted else "t")
            words.text = piece
            # Without it Word drops the blanks at the ends.
            words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            made.append(words)
    return made


def paragraph(style: str, *children: Element) -> Element:
    """Return a paragraph with a style, by its id."""
    return element("p", element("pPr", element("pStyle", val=style)), *children)
