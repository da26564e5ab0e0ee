"""A Word file as such: its page, its properties, and its bytes, which are the same for the same content."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.shared import Inches

from lawdiff.render.docx.elements import element, legal, run
from lawdiff.render.docx.styles import prepare

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

    from lawdiff.parsers import Document as Source

AUTHOR = "lawdiff"
"""Whom Word names for the file and its revisions."""

EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
"""The time of a file whose new document is not dated: the earliest that a ZIP archive can name."""

DATES = ("published", "filed", "approved", "passed", "action", "introduced")
"""The dates of a document that can stand for its revisions, the best first."""

LONGEST_SECONDS = 11
"""Digits of a time in seconds; more would lie beyond the year 9999, and such a setting is passed over."""

LONGEST_TITLE = 255
"""Characters that a core property may have (ECMA-376 part 2, 11.1)."""


def word_file(header: str) -> WordDocument:
    """Return a new file with the styles: US letter, margins of an inch, a line above and the page's number below.

    Args:
        header: what stands above each page.
    """
    document = Document()
    prepare(document)
    section = document.sections[0]
    section.left_margin = section.right_margin = Inches(1)
    section.header.paragraphs[0]._p.append(run(header))  # noqa: SLF001 - python-docx's own name for the element
    number = element("fldSimple", run("1"), instr="PAGE")
    footer = section.footer.paragraphs[0]._p  # noqa: SLF001 - as above
    footer.append(element("r", element("tab")))
    footer.append(number)
    return document


def time_of(source: Source) -> datetime:
    """Return the time of a file and its revisions: SOURCE_DATE_EPOCH, else a date of the document; never now."""
    said = os.environ.get("SOURCE_DATE_EPOCH", "")
    if said.isascii() and said.isdecimal() and len(said) <= LONGEST_SECONDS:
        return datetime.fromtimestamp(int(said), UTC)
    dates = source.identity.dates
    for name in DATES:
        try:
            return datetime.combine(date.fromisoformat(dates.get(name, "")), time(), UTC)
        except ValueError:  # not dated, or in words
            continue
    return EPOCH


def finish(document: WordDocument, title: str, when: datetime) -> bytes:
    """Write the properties in the place of the template's, and return the file with no time of its own in it."""
    said = document.core_properties
    said.title = legal(title)[:LONGEST_TITLE]
    said.author = said.last_modified_by = AUTHOR
    said.comments = said.keywords = ""
    said.created = said.modified = when.replace(tzinfo=None)
    said.revision = 1
    made, out = BytesIO(), BytesIO()
    document.save(made)
    with ZipFile(made) as source, ZipFile(out, "w") as target:
        for entry in source.infolist():
            info = ZipInfo(entry.filename, EPOCH.timetuple()[:6])
            info.compress_type = ZIP_DEFLATED
            info.create_system = 3  # as if from Unix, wherever it is written
            target.writestr(info, source.read(entry))
    return out.getvalue()
