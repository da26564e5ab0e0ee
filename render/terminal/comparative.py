"""A comparative print in the terminal: the law by section, the instructions under what they changed, the index."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.rule import Rule
from rich.text import Text

from lawdiff.render.terminal.pieces import cells, edits_text, indented
from lawdiff.render.words import count, document_lines, tell_apart

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

    from lawdiff.render.comparative import Line, Print

STARS = "* * * * * * *"


@dataclass(frozen=True, slots=True)
class ComparativeView:
    """A comparative print.

    Attributes:
        what: the print.
        index: whether to end with every operation and what became of it; those that were not applied as written
            are listed in any case.
    """

    what: Print
    index: bool = False

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield summary, sections, what was not done, and the index."""
        del options
        what = self.what
        yield Text(cells(f"{tell_apart(what.base)} as amended by {tell_apart(what.amending)}"), style="title")
        for name, document in (("law", what.base), ("by ", what.amending)):
            yield Text(cells(f"{name}  {'  '.join(document_lines(document))}"), style="quiet")
        yield Text()
        yield Text(" ".join(what.summary))
        for section in what.sections:
            yield Text()
            yield Rule(Text(cells(section.name), style="name"), align="left", characters="─", style="quiet")
            yield Text(section.happened, style="fact")
            said: tuple[int, ...] = ()
            for line in section.lines:
                yield from self.line(line, said, console)
                said = line.by or said
        yield from self.report()

    def line(self, line: Line, said: tuple[int, ...], console: Console) -> RenderResult:
        """Yield one paragraph of law, and the instructions that changed it where they are not those said last."""
        if line.left_out:
            yield indented(Text(STARS, style="quiet"), line.depth)
            return
        if line.label:
            yield indented(Text(f"({cells(line.label)})", style="quiet"), line.depth)
        yield indented(edits_text(line.edits, console, fold=False), line.depth)
        if line.by and line.by != said:
            for entry in (self.what.entries[number - 1] for number in line.by):
                text = f"▌ {cells(entry.instruction)}: {cells(entry.phrase)}"
                yield indented(Text(text, style="note"), line.depth + 1)

    def report(self) -> RenderResult:
        """Yield what was not done as written, with the reasons, and the whole index where it is wanted."""
        what = self.what
        for fate in ("flagged", "refused"):
            entries = [entry for entry in what.entries if entry.fate == fate]
            if entries:
                yield Text()
                yield Text(f"{count(len(entries), 'operation')} {fate}", style="name")
            for entry in entries:
                yield Text(f"  {cells(entry.instruction)}: {cells(entry.phrase)}")
                yield Text(f"    {cells(entry.law)}: {cells(entry.reason)}", style="fact")
        if what.not_understood:
            yield Text()
            yield Text(f"{count(len(what.not_understood), 'passage')} not understood", style="name")
        for citation, passage in what.not_understood:
            yield Text(f"  {cells(citation)}: “{cells(passage.text)}”")
            yield Text(f"    {cells(passage.reason)}", style="fact")
        if self.index:
            yield Text()
            yield Text("Index: what amends what", style="name")
            for entry in what.entries:
                yield Text(
                    f"  {cells(entry.instruction)} → {cells(entry.law)}: {cells(entry.phrase)}; {entry.fate}"
                )
