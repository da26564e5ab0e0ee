"""Which public laws changed titles of the US Code between release points, and which of them the corpus has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from effects_page import Section, Table

from lawdiff import parse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lawdiff import Document

NO_LAW = (
    "Public laws that source credits name in the later release point and not in the earlier one, and those of them "
    "that the corpus has. It has none, so no title can be held against an act: nothing is measured here."
)

_CREDIT = re.compile(r"Pub\. L\. ([0-9]+)[–-]([0-9]+)")
CODE = {
    "04": ("113-31", "117-80"),
    "09": ("113-31", "117-80"),
    "13": ("113-31", "117-80"),
    "44": ("113-31", "115-164not141"),
}


def sections(corpus: Path) -> Iterator[Section]:
    """Yield the part of the page."""
    held = _laws_held(corpus)
    rows = []
    for title, (first, last) in CODE.items():
        old, new = (parse(corpus / f"usc/usc{title}@{point}.xml") for point in (first, last))
        credited = sorted(_credits(new) - _credits(old), key=lambda law: tuple(map(int, law.split("-"))))
        rows.append(
            (
                title.lstrip("0"),
                f"{first} to {last}",
                ", ".join(credited) or "none",
                ", ".join(held & set(credited)) or "none",
            )
        )
    yield Section(
        "(d) Titles of the US Code between release points",
        (
            NO_LAW,
            Table(("title", "release points", "public laws credited", "in the corpus"), tuple(rows)),
        ),
    )


def _credits(document: Document) -> set[str]:
    return {
        f"{match[1]}-{match[2]}"
        for provision in document.provisions
        for note in provision.apparatus
        if note.kind == "source credit"
        for match in _CREDIT.finditer(note.text)
    }


def _laws_held(corpus: Path) -> set[str]:
    found = set()
    for path in sorted((*corpus.glob("bills*/*.xml"), *corpus.glob("bills/*/*.xml"))):
        number = parse(path).identity.number if "publ" in path.name.lower() else ""
        found.add(number.removeprefix("Public Law "))
    return found - {""}
