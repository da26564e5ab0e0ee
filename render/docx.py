"""A comparison as a Word document: the old text with tracked changes, and the notes as comments.

Accepting all changes leaves the words of the new document, rejecting all the words of the old one, each in its own
order: a passage out of order is deleted at its old place and inserted at its new one, or moved (`w:moveFrom`,
`w:moveTo`) where its words are the same. The elements are those of ECMA-376 part 1, section 17.13.5 (revisions)
and 17.13.4 (comments). The same comparison gives the same bytes: the archive carries no time, and revisions none.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lawdiff.render.spell import spell_whole
from lawdiff.render.summary import summarise
from lawdiff.render.words import clean, names, summary_lines

if TYPE_CHECKING:
    from lawdiff.annotations.note import Note, Target
    from lawdiff.differ.change import Comparison, Edit
    from lawdiff.render.beside import Beside
    from lawdiff.render.spell import Paragraph

AUTHOR = "lawdiff"
"""Whom Word names for the revisions."""

DEEPEST = 8
"""Levels of indented text; below, the indent no longer grows."""

STEP = 360
"""Indent of a level in twentieths of a point: a quarter of an inch."""

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP archive can name."""

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def comparison_docx(comparison: Comparison, margin: Beside) -> bytes:
    """Return a comparison as the bytes of a .docx file.

    Args:
        comparison: what to write.
        margin: the notes; those on either document become comments.
    """
    writer = _Writer(comparison, margin)
    body = "".join(writer.paragraph(paragraph) for paragraph in spell_whole(comparison))
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _RELATIONS,
        "word/_rels/document.xml.rels": _DOCUMENT_RELATIONS,
        "word/document.xml": _document(comparison, body),
        "word/styles.xml": _styles(),
        "word/comments.xml": f'{XML}<w:comments xmlns:w="{W}">{"".join(writer.comments)}</w:comments>',
    }
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            info = ZipInfo(name, EPOCH)
            info.compress_type = ZIP_DEFLATED
            archive.writestr(info, text.encode())
    return out.getvalue()


@dataclass(slots=True)
class _Writer:
    """Numbers revisions and comments while the paragraphs are written."""

    comparison: Comparison
    margin: Beside
    comments: list[str] = field(default_factory=list)
    revisions: int = 0

    def paragraph(self, paragraph: Paragraph) -> str:
        """Return one paragraph: its style, its mark (which can be put in or taken out, too), its runs."""
        provision = paragraph.provision
        style = f"Law{min(provision.depth, DEEPEST)}" if not provision.is_unit else "LawUnit"
        change = {"removed": "del", "from": "del", "added": "ins", "to": "ins"}.get(paragraph.place, "")
        if change and paragraph.place in ("from", "to") and _same_words(paragraph):
            change = "moveFrom" if change == "del" else "moveTo"
        mark = f"<w:rPr><w:{change} {self.revision()}/></w:rPr>" if change else ""
        runs = "".join(self.run(edit, change) for edit in paragraph.edits)
        before, after = self.notes(paragraph)
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{mark}</w:pPr>{before}{runs}{after}</w:p>'

    def run(self, edit: Edit, change: str) -> str:
        """Return one stretch of words as a run, inside its revision."""
        operation, text = edit
        if operation == "=":
            return _run(text, "t")
        kind = change or ("del" if operation == "-" else "ins")
        # Moved text is ordinary text in the element of the move; deleted text has an element of its own.
        return f"<w:{kind} {self.revision()}>{_run(text, 'delText' if kind == 'del' else 't')}</w:{kind}>"

    def revision(self) -> str:
        """Return the attributes of the next revision."""
        self.revisions += 1
        return f'w:id="{self.revisions}" w:author="{AUTHOR}"'

    def notes(self, paragraph: Paragraph) -> tuple[str, str]:
        """Return the marks before and after a paragraph's words for the notes that stand on either side of it."""
        numbers = []
        for note, target in self.beside(paragraph):
            numbers.append(len(self.comments))
            self.comments.append(_comment(len(self.comments), note, target))
        starts = "".join(f'<w:commentRangeStart w:id="{number}"/>' for number in numbers)
        ends = "".join(
            f'<w:commentRangeEnd w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r>'
            for number in numbers
        )
        return starts, ends

    def beside(self, paragraph: Paragraph) -> list[tuple[Note, Target]]:
        """Return the notes on either side of a paragraph; one that was carried stands at its new place only."""
        part = paragraph.part
        new = part.new if part is not None else None if paragraph.place == "removed" else paragraph.provision
        old = part.old if part is not None else paragraph.provision if paragraph.place == "removed" else None
        there = self.margin.on(self.comparison.new.sha256, new.address) if new is not None else []
        shown = there if paragraph.place in ("kept", "added", "to") else []
        if old is None or paragraph.place == "to":
            return shown
        carried = {note.id for note, _ in there}
        before = self.margin.on(self.comparison.old.sha256, old.address)
        return [*shown, *(entry for entry in before if entry[0].id not in carried)]


def _same_words(paragraph: Paragraph) -> bool:
    part = paragraph.part
    if part is None or part.old is None or part.new is None:
        return False
    return part.old.own_words == part.new.own_words


def _run(text: str, element: str) -> str:
    """Return a run; a tab between table cells becomes Word's."""
    pieces = [
        f'<w:{element} xml:space="preserve">{_esc(piece)}</w:{element}>' if piece else ""
        for piece in text.split("\t")
    ]
    return f"<w:r>{'<w:tab/>'.join(pieces)}</w:r>"


def _esc(text: str) -> str:
    return escape(clean(text).replace("\n", " "), quote=True)


def _comment(number: int, note: Note, target: Target) -> str:
    """Return a note as a comment: what it is about, its body, its tags, how it came here."""
    lines = [f"“{target.quote}”"] if target.quote else []
    lines += [line for line in note.body.splitlines() if line.strip()]
    lines += [f"[{', '.join(note.tags)}]"] if note.tags else []
    lines += (
        [f"{target.state} ({target.score:.0%}): {target.evidence}"] if target.state != "made here" else []
    )
    lines += ["resolved"] if note.state == "resolved" else []
    paragraphs = "".join(f"<w:p>{_run(line, 't')}</w:p>" for line in lines or [""])
    date = f' w:date="{_esc(note.created)}"' if note.created else ""
    return f'<w:comment w:id="{number}" w:author="{_esc(note.author)}"{date}>{paragraphs}</w:comment>'


def _document(comparison: Comparison, body: str) -> str:
    title = " → ".join(names(comparison.old, comparison.new))
    said = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="Summary"/></w:pPr>{_run(line, "t")}</w:p>'
        for line in summary_lines(comparison, summarise(comparison))
    )
    head = f'<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr>{_run(title, "t")}</w:p>{said}'
    return f'{XML}<w:document xmlns:w="{W}"><w:body>{head}{body}{_PAGE}</w:body></w:document>'


def _styles() -> str:
    """Return the styles: a title, the summary, a unit's own line, and text at each level."""
    levels = "".join(
        f'<w:style w:type="paragraph" w:styleId="Law{level}"><w:name w:val="Law {level}"/><w:basedOn w:val="Normal"/>'
        f'<w:pPr><w:ind w:left="{level * STEP}"/></w:pPr></w:style>'
        for level in range(DEEPEST + 1)
    )
    return (
        f'{XML}<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        '<w:name w:val="Normal"/><w:pPr><w:spacing w:after="120"/></w:pPr>'
        '<w:rPr><w:rFonts w:ascii="Cambria" w:hAnsi="Cambria"/><w:sz w:val="22"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/>'
        '<w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Summary"><w:name w:val="Summary"/><w:basedOn w:val="Normal"/>'
        "<w:rPr><w:i/></w:rPr></w:style>"
        '<w:style w:type="paragraph" w:styleId="LawUnit"><w:name w:val="Law unit"/><w:basedOn w:val="Normal"/>'
        '<w:pPr><w:keepNext/><w:spacing w:before="240"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
        f"{levels}</w:styles>"
    )


_PAGE = (
    '<w:sectPr><w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" '
    'w:left="1440" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>'
)
"""US letter with margins of an inch."""

_CONTENT_TYPES = (
    f'{XML}<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{WORD}.styles+xml"/>'
    f'<Override PartName="/word/comments.xml" ContentType="{WORD}.comments+xml"/></Types>'
)
_RELATIONS = (
    f'{XML}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>'
)
_DOCUMENT_RELATIONS = (
    f'{XML}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{R}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{R}/comments" Target="comments.xml"/></Relationships>'
)
