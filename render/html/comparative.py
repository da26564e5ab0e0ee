"""A comparative print as a page: the law by section, who changed it in the margin, and the index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.render.comparative import LEGEND
from lawdiff.render.html.grid import Entry, Row, place_of, run_html, runs
from lawdiff.render.html.markup import CLOSED, DEEPEST, TAGS, esc, plain_html, safe, said, words_html
from lawdiff.render.html.page import page
from lawdiff.render.spell import NEW_ALONE, OLD_ALONE
from lawdiff.render.words import count, document_lines, tell_apart

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lawdiff.render.comparative import Affected, Line, Print
    from lawdiff.render.spell import Shown

BRACKETS = {"-": ("<b>[</b>", "<b>]</b>")}
"""What stands around law that is omitted: the black brackets of the rules. Italics are the style's."""


def render_comparative(what: Print, *, home: str = "") -> str:
    """Return a comparative print as one self-contained HTML file.

    Args:
        what: the print.
        home: address of the page that this one belongs to; empty where it stands alone.
    """
    return page(
        "comparative.html.j2",
        title=f"{tell_apart(what.base)} as amended by {tell_apart(what.amending)}",
        law=tell_apart(what.base),
        act=tell_apart(what.amending),
        documents=[document_lines(document) for document in (what.base, what.amending)],
        legend=LEGEND,
        summary=what.summary,
        sections=[
            (section, f"s:{section.address}", safe("".join(_section(what, section))))
            for section in what.sections
        ],
        entries=what.entries,
        not_understood=what.not_understood,
        sources=[what.base, what.amending],
        home=home,
    )


def _section(what: Print, section: Affected) -> Iterator[str]:
    """Yield the paragraphs and tables of a section, each instruction beside the first line that it explains."""
    said: tuple[int, ...] = ()
    entries = []
    for line in section.lines:
        entries.append(_entry(what, line, _by(what, line) if line.by != said else ""))
        said = line.by or said
    yield from map(run_html, runs(entries))


def _entry(what: Print, line: Line, aside: str) -> Entry:
    label = f"<span class=l>{esc(line.label)}</span> " if line.label else ""
    row = Row(line.provision, line.edits, label=label, spelled=edits_html)
    if line.left_out:
        return Entry(row, _left_out(line), aside)
    side, document = ("o", what.base) if line.omitted else ("n", what.result)
    html = f"<p class='{_depth(line)}'>{label}{_words(line)}</p>"
    return Entry(row, html, aside, place_of(side, line.provision, document), line.depth)


def _depth(line: Line) -> str:
    return f"d{max(0, min(line.depth, DEEPEST))}{' h' if line.provision.is_unit else ''}"


def _words(line: Line) -> str:
    """Return the words, number and heading set apart where there is a heading."""
    return words_html(line.provision, line.edits, NEW_ALONE if line.omitted else OLD_ALONE, edits_html)


def edits_html(edits: Sequence[Shown]) -> str:
    """Return edits after the conventions: omitted law in black brackets, new matter in italics."""
    pieces = []
    for operation, text in edits:
        tag = TAGS.get(operation)
        if not tag:
            pieces.append(said(text))
            continue
        before, after = BRACKETS.get(operation, ("", ""))
        core = text.strip()
        lead, trail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        closed = CLOSED[operation]
        pieces.append(f"{lead}{tag}{before}{said(core)}{after}{closed}{trail}" if core else said(text))
    return "".join(pieces)


def _left_out(line: Line) -> str:
    """Return a row of asterisks that can be opened: the law behind it is there, and nothing happens to it."""
    rows = "".join(f"<p>{plain_html(provision)}</p>" for provision in line.left_out if provision.own_words)
    if not rows:
        return ""
    number = count(len(line.left_out), "paragraph")
    summary = f"<summary title='{number} in which nothing is changed'>* * * * * * *</summary>"
    return f"<details class='u stars'>{summary}{rows}</details>"


def _by(what: Print, line: Line) -> str:
    """Return the instructions that explain a line, as links into the index."""
    if not line.by:
        return ""
    entries = [what.entries[number - 1] for number in line.by]
    items = "".join(
        f"<p><a href='#i:{entry.number}'>{esc(entry.instruction)}</a>: {esc(entry.phrase)}"
        f"{f' <b>({esc(entry.fate)}: {esc(entry.reason)})</b>' if entry.fate == 'flagged' else ''}</p>"
        for entry in entries
    )
    return f"<aside class='n by'>{items}</aside>"
