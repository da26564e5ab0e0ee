"""The first page: what the file is, the summary, what was not compared, notes without a place, figures.

It is a section of its own, before the text and outside its bookmark, and nothing on it is tracked: accepting or
rejecting all changes leaves it alone, and whoever wants the bare text takes this one section out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.render.docx.elements import element, paragraph, run
from lawdiff.render.summary import summarise
from lawdiff.render.words import (
    count,
    difference,
    document_lines,
    full_name,
    names,
    not_compared_lines,
    summary_lines,
    what_happened,
    where_is,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from docx.oxml.xmlchemy import BaseOxmlElement as Element

    from lawdiff.differ.change import Comparison
    from lawdiff.render.docx.comments import Comments

FIGURE_ROWS = 60
"""Figures in the table, two pages of them; the rest is counted in one line."""

COLUMNS = (("Where", 2500), ("Figure", 860), ("Old", 2000), ("New", 2000), ("Difference", 2000))
"""The columns of the table with their widths in twentieths of a point: the line's 6.5 inches in all."""


def front(comparison: Comparison, comments: Comments) -> Iterator[Element]:
    """Yield the first page, after the text: by then it is known which notes found no place."""
    old, new = names(comparison.old, comparison.new)
    summary = summarise(comparison)
    yield paragraph("Title", run(f"{old} → {new}"))
    yield _line(
        "The text below is the old one with tracked changes: accepting all of them leaves the new text, rejecting "
        "all the old. This first section belongs to neither."
    )
    settings = comparison.settings
    if settings.get("at"):
        yield _line(f"It is only a part of both: {settings['at']}.")
    if settings.get("hidden"):
        yield _line(
            f"Left out with their text: {count(int(settings['hidden']), 'change')} ({settings['hide']})."
        )
    for name, document in (("Old", comparison.old), ("New", comparison.new)):
        title, facts = document_lines(document)
        yield _line(f"{title} ({facts})", f"{name}: ")
    yield from _listed("Summary", summary_lines(comparison, summary))
    biggest = [
        f"{full_name(change, comparison)}: {what_happened(change)} (−{size.removed:,} +{size.added:,} words)"
        for change, size in summary.biggest
    ]
    yield from _listed("Biggest changes", biggest)
    yield from _listed("Not compared", not_compared_lines(comparison.not_compared))
    yield from _without_place(comments)
    yield from _figures(comparison)


def _line(text: str, name: str = "") -> Element:
    """Return a line, with a name in front."""
    runs = [run(name, bold=True)] if name else []
    return paragraph("Front", *runs, run(text))


def _listed(heading: str, lines: Sequence[str]) -> Iterator[Element]:
    """Yield a heading and its lines; nothing where there are none."""
    if lines:
        yield paragraph("FrontHeading", run(heading))
        for line in lines:
            yield paragraph("FrontList", run(f"•\t{line}"))


def _without_place(comments: Comments) -> Iterator[Element]:
    """Yield the notes that stand beside no paragraph: the words that they were about, and the note as a comment."""
    unplaced = comments.unplaced()
    if not unplaced:
        return
    yield paragraph("FrontHeading", run("Notes without a place in the text"))
    for note, target in unplaced:
        number = comments.note(note, target, quote=False)
        said = f"“{target.quote}”" if target.quote else "the whole provision"
        where = f"{target.citation}: " if target.citation else ""
        yield paragraph(
            "Front",
            element("commentRangeStart", id=number),
            run(f"{where}{said} ({target.state})"),
            element("commentRangeEnd", id=number),
            element("r", element("commentReference", id=number)),
        )


def _figures(comparison: Comparison) -> Iterator[Element]:
    """Yield the table of figures that changed."""
    figures = comparison.figures
    if not figures:
        return
    yield paragraph("FrontHeading", run("Figures that changed"))
    rows = [
        (where_is(figure, comparison), figure.kind, figure.old, figure.new, difference(figure))
        for figure in figures[:FIGURE_ROWS]
    ]
    yield _table(rows)
    if len(figures) > FIGURE_ROWS:
        yield _line(f"{count(len(figures) - FIGURE_ROWS, 'more figure')} not printed here.")


def _table(rows: Iterable[Sequence[str]]) -> Element:
    """Return a table with its head, which Word repeats on every page."""
    widths = [width for _, width in COLUMNS]
    made = element(
        "tbl",
        element("tblPr", element("tblStyle", val="TableGrid"), element("tblW", w=sum(widths), type="dxa")),
        element("tblGrid", *(element("gridCol", w=width) for width in widths)),
    )
    head = _row([name for name, _ in COLUMNS], widths, bold=True)
    head.insert(0, element("trPr", element("tblHeader")))
    made.append(head)
    for cells in rows:
        made.append(_row(cells, widths))
    return made


def _row(cells: Sequence[str], widths: Sequence[int], *, bold: bool = False) -> Element:
    return element(
        "tr",
        *(
            element(
                "tc",
                element("tcPr", element("tcW", w=width, type="dxa")),
                paragraph("CommentText", run(cell, bold=bold)),
            )
            for cell, width in zip(cells, widths, strict=True)
        ),
    )
