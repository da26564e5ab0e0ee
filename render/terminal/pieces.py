"""The small pieces that views are made of: edits as styled text, indents, notes, rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.style import Style
from rich.text import Text

from lawdiff.render.words import clean, in_quotes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult

    from lawdiff.annotations.note import Note, Target
    from lawdiff.render.beside import Tie
    from lawdiff.render.spell import Shown

CONTEXT = 12
"""Words kept on each side of an edit in the terminal; a kept stretch longer than twice this is folded."""

STEP = 2
"""Columns by which each level is indented."""

DEEPEST = 8
"""Levels after which the indent no longer grows: eighty columns must leave room for the text."""

MARKS = {"=": ("", ""), "-": ("[-", "-]"), "+": ("{+", "+}"), "<": ("[→", "→]"), ">": ("{←", "←}")}
STYLES = {"=": "", "-": "old", "+": "new", "<": "elsewhere", ">": "elsewhere"}


def plain(console: Console) -> bool:
    """Return whether the output has neither colours nor styles, so that marks must stand in the text."""
    return console.color_system is None


def edits_text(edits: Iterable[Shown], console: Console, *, fold: bool = True) -> Text:
    """Return edits in one text: struck and underlined, or with marks where the output is plain.

    What stands in another provision now is folded like what was kept: it is spelled there.
    """
    pieces = list(edits)
    text = Text()
    marks = plain(console)
    for index, (operation, words) in enumerate(pieces):
        if operation == "=":
            shown = folded(words, last=index == len(pieces) - 1) if fold else words
            text.append(cells(shown))
            continue
        before, after = MARKS[operation] if marks else ("", "")
        core = cells(folded(words, last=False) if fold and operation == "<" else words)
        stripped = core.strip()
        if not stripped:
            text.append(before + core + after, STYLES[operation])
            continue
        if operation in "+>" and text and not text.plain[-1].isspace() and pieces[index - 1][0] in "-<":
            text.append(" ")  # what replaces other words stands apart from them
        lead, trail = core[: len(core) - len(core.lstrip())], core[len(core.rstrip()) :]
        text.append(lead)
        text.append(before + stripped + after, STYLES[operation])
        text.append(trail)
    return text


def folded(words: str, *, last: bool) -> str:
    """Shorten a long kept stretch to the words beside the edits; after the last edit only its opening is left."""
    every = words.split(" ")
    tail = 0 if last else CONTEXT
    if len(every) <= CONTEXT + tail + CONTEXT:
        return words
    end = " ".join(every[-tail:]) if tail else ""
    return " ".join(every[:CONTEXT]) + " […] " + end


def cells(text: str) -> str:
    """Return text for the terminal: control characters visible, table cells apart, on one line."""
    return clean(text).replace("\t", " | ").replace("\n", " ")


def indented(what: RenderableType, depth: int) -> Padding:
    """Indent by level."""
    return Padding(what, (0, 0, 0, STEP * max(0, min(depth, DEEPEST))))


@dataclass(frozen=True, slots=True)
class Hanging:
    """A line whose continuation stands further in than its beginning.

    Attributes:
        text: the line.
        first: columns before its beginning.
        rest: columns before what it continues with.
    """

    text: Text
    first: int = 0
    rest: int = STEP

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the line, wrapped by words."""
        begun, *more = self.text.wrap(console, max(1, options.max_width - self.first))
        yield Padding(begun, (0, 0, 0, self.first), expand=False)
        if more:
            left = len(self.text) - len(self.text.plain[len(begun.plain.rstrip()) :].lstrip())
            for line in self.text[left:].wrap(console, max(1, options.max_width - self.rest)):
                # Behind a word that was cut to the full width a line begins with the space that followed it.
                words = line[len(line) - len(line.plain.lstrip()) :]
                if words:
                    yield Padding(words, (0, 0, 0, self.rest), expand=False)


def note_text(note: Note, target: Target) -> Text:
    """Return a note as it stands in the margin: state, author, tags, how it came here, body."""
    text = Text(style="note")
    mark = "note" if note.state == "open" else "note (resolved)"
    text.append(f"▌ {mark}")
    text.append(f" by {clean(note.author)}" if note.author else "")
    text.append(f" [{', '.join(map(clean, note.tags))}]" if note.tags else "")
    if target.state != "made here":
        text.append(f" · {target.state}, {target.score:.0%}: {cells(target.evidence)}")
    if target.quote:
        text.append(f"\n▌ on {cells(in_quotes(target.quote))}")
    for line in clean(note.body).splitlines():
        text.append(f"\n▌ {line}")
    return text


def linked(text: Text, url: str) -> Text:
    """Return text that leads to an address, in terminals that have links (`Screen.links`)."""
    if url:
        text.stylize(Style(link=url))
    return text


def tie_text(tie: Tie, titles: Mapping[str, str]) -> Text:
    """Return a link as seen from here, with the document that it leads to."""
    arrow = "→" if tie.outward else "←"
    title = f" ({cells(titles[tie.there.document])})" if tie.there.document in titles else ""
    said = f": {cells(tie.link.note)}" if tie.link.note else ""
    return Text(
        f"▌ {arrow} {cells(tie.link.relation)} {cells(tie.there.citation)}{title}{said}", style="note"
    )
