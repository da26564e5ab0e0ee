"""Bills made from real ones, as many as a benchmark needs: real sections with some words changed, among invented ones.

Everything is drawn from one seeded generator, so that a run can be repeated. An invented section is a walk through the
three-word sequences of the real ones: it has the phrases that all bills have ("shall submit to the Committee on"), and
no sense.
"""

from __future__ import annotations

import copy
import random
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from pathlib import Path

SECTIONS = 30
"""Sections of a made bill: the median of the bills in the corpus is 10, the mean 150."""

REAL = 0.15
"""Share of the sections that are real; so that a section of the corpus stands in a few of a thousand bills."""

CHANGED = (0.0, 0.15)
"""Share of the words that are changed in a real section, drawn evenly between these for each."""

INVENTED_WORDS = (40, 260)
"""Words of an invented section, drawn evenly between these: half of the real ones are in this range."""

LONGEST = 2_000
"""Words of the longest real section that is used, so that no bill is made of one."""


@dataclass(frozen=True, slots=True)
class Stock:
    """What bills are made of.

    Attributes:
        sections: real ones, as elements.
        follows: two words -> the words that follow them.
        starts: two words with which sections begin.
    """

    sections: tuple[etree._Element, ...]
    follows: dict[tuple[str, str], list[str]]
    starts: tuple[tuple[str, str], ...]


def stock_of(paths: list[Path]) -> Stock:
    """Take the sections out of bills in bill.dtd."""
    sections = []
    follows: dict[tuple[str, str], list[str]] = defaultdict(list)
    starts = []
    for path in paths:
        for section in etree.parse(str(path)).getroot().iter("section"):
            words = " ".join(section.itertext()).split()
            quoted = any(above.tag == "quoted-block" for above in section.iterancestors())
            if quoted or not 12 < len(words) < LONGEST:  # noqa: PLR2004 - a heading alone
                continue
            sections.append(section)
            starts.append((words[0], words[1]))
            for first, second, third in zip(words, words[1:], words[2:], strict=False):
                follows[first, second].append(third)
    return Stock(tuple(sections), dict(follows), tuple(starts))


def changed(section: etree._Element, share: float, rng: random.Random, words: list[str]) -> etree._Element:
    """Return a copy of an element in which a share of the words is replaced by others."""
    made = copy.deepcopy(section)
    made.tail = None
    for element in made.iter():
        for name in ("text", "tail"):
            said = getattr(element, name)
            if said and element.tag not in ("enum", "header") and not said.isspace():
                kept = [rng.choice(words) if rng.random() < share else word for word in said.split()]
                setattr(element, name, f" {' '.join(kept)} ")
    return made


def invented(stock: Stock, rng: random.Random) -> str:
    """Return the text of a section that nobody wrote."""
    first, second = rng.choice(stock.starts)
    words = [first, second]
    for _ in range(rng.randint(*INVENTED_WORDS)):
        following = stock.follows.get((first, second))
        first, second = (second, rng.choice(following)) if following else rng.choice(stock.starts)
        words.append(second)
    return " ".join(words)


def write_bill(path: Path, number: int, stage: str, sections: list[etree._Element]) -> None:
    """Write a bill in bill.dtd."""
    bill = etree.Element("bill", {"bill-stage": stage})
    form = etree.SubElement(bill, "form")
    etree.SubElement(form, "congress").text = "150th CONGRESS"
    etree.SubElement(form, "session").text = "1st Session"
    etree.SubElement(form, "legis-num").text = f"H. R. {number}"
    etree.SubElement(form, "official-title").text = "A bill that was made to be measured."
    body = etree.SubElement(bill, "legis-body")
    for place, section in enumerate(sections, start=1):
        enum = section.find("enum")
        if enum is not None:
            enum.text = f"{place}."
        body.append(section)
    path.write_bytes(etree.tostring(bill, encoding="utf-8", xml_declaration=True))


def made_sections(stock: Stock, rng: random.Random, real: float = REAL) -> list[etree._Element]:
    """Return the sections of one bill."""
    words = [word for pair in stock.starts for word in pair]
    sections = []
    for _ in range(SECTIONS):
        if rng.random() < real:
            sections.append(changed(rng.choice(stock.sections), rng.uniform(*CHANGED), rng, words))
        else:
            section = etree.Element("section")
            etree.SubElement(section, "enum").text = "1."
            etree.SubElement(section, "header").text = "Further provisions"
            etree.SubElement(section, "text").text = invented(stock, rng)
            sections.append(section)
    return sections


def write_bills(folder: Path, stock: Stock, count: int, seed: int) -> None:
    """Write so many bills, each in one stage."""
    rng = random.Random(seed)  # noqa: S311 - repeatable on purpose
    for number in range(1, count + 1):
        write_bill(folder / f"{number:05}.xml", number, "Introduced-in-House", made_sections(stock, rng))


def write_pairs(folder: Path, stock: Stock, count: int, seed: int) -> None:
    """Write so many bills, each in two stages: real sections, and the same with words changed and sections dropped."""
    rng = random.Random(seed)  # noqa: S311 - repeatable on purpose
    words = [word for pair in stock.starts for word in pair]
    for number in range(1, count + 1):
        old = made_sections(stock, rng, real=1.0)
        kept = [section for section in old if rng.random() > 0.05]  # noqa: PLR2004 - one in twenty is dropped
        new = [changed(section, rng.uniform(*CHANGED), rng, words) for section in kept]
        write_bill(folder / f"{number:05}-ih.xml", number, "Introduced-in-House", old)
        write_bill(folder / f"{number:05}-eh.xml", number, "Engrossed-in-House", new)
