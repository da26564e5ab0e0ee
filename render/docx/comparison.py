"""A comparison as a Word file.

First a section of its own with summary and figures, untracked; then the old text with tracked changes, inside a
bookmark. The same comparison gives the same bytes: the archive carries no time of its own, and revisions the date
of the new document, or the time that the environment variable SOURCE_DATE_EPOCH gives.
"""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Inches

from lawdiff.render.docx.body import AUTHOR, Body
from lawdiff.render.docx.comments import Comments
from lawdiff.render.docx.elements import element, legal, run
from lawdiff.render.docx.front import front
from lawdiff.render.docx.styles import prepare
from lawdiff.render.words import names

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.opc.part import XmlPart

    from lawdiff.differ.change import Comparison
    from lawdiff.render.beside import Beside

EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
"""The time of a file whose new document is not dated: the earliest that a ZIP archive can name."""

DATES = ("published", "filed", "approved", "passed", "action", "introduced")
"""The dates of a document that can stand for its revisions, the best first."""

LONGEST_SECONDS = 11
"""Digits of a time in seconds; more would lie beyond the year 9999, and such a setting is passed over."""

LONGEST_TITLE = 255
"""Characters that a core property may have (ECMA-376 part 2, 11.1)."""


def comparison_docx(comparison: Comparison, margin: Beside) -> bytes:
    """Return a comparison as the bytes of a .docx file.

    Args:
        comparison: what to write.
        margin: the notes and links; those on either document become comments.
    """
    when = _when(comparison)
    document = Document()
    prepare(document)
    _page(document, comparison)
    comments = Comments(comparison, margin)
    text = Body(comments, when).elements()
    body = document.element.body
    for each in front(comparison, comments):
        body.insert(len(body) - 1, each)
    document.add_section()
    last = body[-1]
    for each in text:
        last.addprevious(each)
    if comments.written:
        _ = document.comments  # makes the part
        part = cast("XmlPart", document.part.part_related_by(RELATIONSHIP_TYPE.COMMENTS))
        part.element.extend(comments.written)
    _describe(document, comparison, when)
    return _packed(document)


def _when(comparison: Comparison) -> datetime:
    """Return the time of the file and its revisions: never now."""
    said = os.environ.get("SOURCE_DATE_EPOCH", "")
    if said.isascii() and said.isdecimal() and len(said) <= LONGEST_SECONDS:
        return datetime.fromtimestamp(int(said), UTC)
    dates = comparison.new.identity.dates
    for name in DATES:
        try:
            return datetime.combine(date.fromisoformat(dates.get(name, "")), time(), UTC)
        except ValueError:  # not dated, or in words
            continue
    return EPOCH


def _page(document: WordDocument, comparison: Comparison) -> None:
    """Set the page: US letter with margins of an inch, the documents above, the page's number below."""
    section = document.sections[0]
    section.left_margin = section.right_margin = Inches(1)
    section.header.paragraphs[0]._p.append(run(" → ".join(names(comparison.old, comparison.new))))  # noqa: SLF001 - python-docx's own name for the element
    number = element("fldSimple", run("1"), instr="PAGE")
    footer = section.footer.paragraphs[0]._p  # noqa: SLF001 - as above
    footer.append(element("r", element("tab")))
    footer.append(number)


def _describe(document: WordDocument, comparison: Comparison, when: datetime) -> None:
    """Write the properties of the file in the place of the template's."""
    said = document.core_properties
    said.title = legal(" → ".join(names(comparison.old, comparison.new)))[:LONGEST_TITLE]
    said.author = said.last_modified_by = AUTHOR
    said.comments = said.keywords = ""
    said.created = said.modified = when.replace(tzinfo=None)
    said.revision = 1


def _packed(document: WordDocument) -> bytes:
    """Return the file with no time of its own in the archive."""
    made, out = BytesIO(), BytesIO()
    document.save(made)
    with ZipFile(made) as source, ZipFile(out, "w") as target:
        for entry in source.infolist():
            info = ZipInfo(entry.filename, EPOCH.timetuple()[:6])
            info.compress_type = ZIP_DEFLATED
            info.create_system = 3  # as if from Unix, wherever it is written
            target.writestr(info, source.read(entry))
    return out.getvalue()
