"""A comparative print as a Word file: omitted law in black brackets, new matter in italics, the index as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.render.comparative import LEGEND
from lawdiff.render.docx.elements import element, paragraph, run
from lawdiff.render.docx.file import finish, time_of, word_file
from lawdiff.render.docx.looks import DEEPEST
from lawdiff.render.words import tell_apart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.oxml.xmlchemy import BaseOxmlElement as Element

    from lawdiff.differ.change import Edit
    from lawdiff.render.comparative import Affected, Line, Print

STARS = "*      *      *      *      *      *      *"
"""Law that is left out, as committees print it."""

COLUMNS = (("Instruction", 1900), ("What it does", 3560), ("Law", 1900), ("What became of it", 2000))
"""The columns of the index with their widths in twentieths of a point: the line's 6.5 inches in all."""


def comparative_docx(what: Print) -> bytes:
    """Return a comparative print as the bytes of a .docx file."""
    title = f"{tell_apart(what.base)} as amended by {tell_apart(what.amending)}"
    document = word_file(title)
    body = document.element.body
    for each in _elements(what, title):
        body.insert(len(body) - 1, each)
    return finish(document, title, time_of(what.amending))


def _elements(what: Print, title: str) -> Iterator[Element]:
    yield paragraph("Title", run(title))
    yield paragraph("Front", run(" ".join(what.summary)))
    yield paragraph("Front", run(LEGEND))
    for section in what.sections:
        yield from _section(what, section)
    if what.not_understood:
        yield paragraph("Heading2", run("Not understood, and so not carried out"))
        for citation, passage in what.not_understood:
            yield paragraph(
                "Front", run(f"{citation}: ", bold=True), run(f"“{passage.text}” {passage.reason}")
            )
    yield paragraph("Heading2", run("Index: what amends what"))
    yield _index(what)
    yield element("p")  # Word wants a paragraph behind a table that ends a section


def _section(what: Print, section: Affected) -> Iterator[Element]:
    if not any(line.provision.is_unit and line.edits for line in section.lines):
        yield paragraph("Heading3", run(section.name))  # a table of contents has no line of its own
    said: tuple[int, ...] = ()
    for line in section.lines:
        if line.left_out:
            yield paragraph("Law1", run(STARS))
            continue
        style = "Heading3" if line.provision.is_unit else f"Law{max(1, min(line.depth, DEEPEST))}"
        label = [run(f"({line.label}) ", bold=True)] if line.label else []
        yield paragraph(style, *label, *_runs(line))
        if line.by and line.by != said:
            yield paragraph("LawBy", run(_by(what, line)))
        said = line.by


def _by(what: Print, line: Line) -> str:
    names = dict.fromkeys(what.entries[number - 1].instruction for number in line.by)
    return f"— {'; '.join(names)}"


def _runs(line: Line) -> Iterator[Element]:
    for operation, text in line.edits:
        yield from _pieces((operation, text))


def _pieces(edit: Edit) -> Iterator[Element]:
    operation, text = edit
    core = text.strip()
    if operation == "=" or not core:
        yield run(text)
        return
    lead, trail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    if lead:
        yield run(lead)
    if operation == "-":
        yield run("[", bold=True)
        yield run(core, style="LawOmitted")
        yield run("]", bold=True)
    else:
        yield run(core, style="LawNew")
    if trail:
        yield run(trail)


def _index(what: Print) -> Element:
    """Return the index as a table with a head that repeats."""
    grid = element("tblGrid", *(element("gridCol", w=width) for _, width in COLUMNS))
    table = element(
        "tbl",
        element("tblPr", element("tblStyle", val="TableGrid"), element("tblW", w=0, type="auto")),
        grid,
    )
    head = _row([name for name, _ in COLUMNS], bold=True)
    head.insert(0, element("trPr", element("tblHeader")))
    table.append(head)
    for entry in what.entries:
        fate = f"{entry.fate}: {entry.reason}" if entry.reason else entry.fate
        table.append(_row([entry.instruction, entry.phrase, entry.law, fate]))
    return table


def _row(cells: list[str], *, bold: bool = False) -> Element:
    return element(
        "tr",
        *(
            element(
                "tc",
                element("tcPr", element("tcW", w=width, type="dxa")),
                paragraph("Front", run(text, bold=bold)),
            )
            for text, (_, width) in zip(cells, COLUMNS, strict=True)
        ),
    )
