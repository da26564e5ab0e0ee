"""A comparison as a Word file.

First a section of its own with summary and figures, untracked; then the old text with tracked changes, inside a
bookmark. The same comparison gives the same bytes: the archive carries no time of its own, and revisions the date
of the new document, or the time that the environment variable SOURCE_DATE_EPOCH gives.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docx.opc.constants import RELATIONSHIP_TYPE

from lawdiff.render.docx.body import Body
from lawdiff.render.docx.comments import Comments
from lawdiff.render.docx.file import finish, time_of, word_file
from lawdiff.render.docx.front import front
from lawdiff.render.words import names

if TYPE_CHECKING:
    from docx.opc.part import XmlPart

    from lawdiff.differ.change import Comparison
    from lawdiff.render.beside import Beside


def comparison_docx(comparison: Comparison, margin: Beside) -> bytes:
    """Return a comparison as the bytes of a .docx file.

    Args:
        comparison: what to write.
        margin: the notes and links; those on either document become comments.
    """
    when = time_of(comparison.new)
    title = " → ".join(names(comparison.old, comparison.new))
    document = word_file(title)
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
    return finish(document, title, when)
