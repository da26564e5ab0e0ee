"""A comparison in the terminal: summary first, then each change, inline or side by side."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING

from rich.rule import Rule
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from lawdiff.render.spell import NEW_ALONE, OLD_ALONE, depth_in, pairs, spell
from lawdiff.render.summary import differs, size_of, summarise
from lawdiff.render.terminal.pieces import (
    STEP,
    Hanging,
    cells,
    edits_text,
    indented,
    linked,
    note_text,
    plain,
    tie_text,
)
from lawdiff.render.web import document_url, provision_url
from lawdiff.render.words import (
    cited,
    clean,
    count,
    difference,
    document_lines,
    from_to,
    full_name,
    in_quotes,
    label_of,
    money_line,
    name_of,
    not_compared_lines,
    opening,
    part_label,
    passages_line,
    path_of,
    summary_lines,
    unchanged_line,
    what_happened,
    where_is,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.console import Console, ConsoleOptions, RenderResult

    from lawdiff.annotations.note import Note, Target
    from lawdiff.differ.change import Change, Comparison, FigureChange
    from lawdiff.render.beside import Beside
    from lawdiff.render.spell import Paragraph, Shown

GUTTER = 3
"""Columns between the two sides."""

HAPPENED = 22
"""Columns for what happened in the list of changes: ``edited and renumbered`` fits."""

FEW_FIGURES = 12
"""As many figures are all shown: they take half a screen."""

NUMBER = 6
"""Columns for a count of words: ``99,999``."""


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """A comparison with its notes.

    Attributes:
        comparison: what to show.
        margin: notes and links.
        side_by_side: old text left and new text right, instead of one text with edits in it.
    """

    comparison: Comparison
    margin: Beside
    side_by_side: bool = False

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield summary, changes and figures."""
        comparison = self.comparison
        yield from head(comparison)
        path: tuple[str, ...] = ()
        for changed, group in groupby(comparison.changes, key=differs):
            changes = list(group)
            if not changed:
                yield Hanging(Text(f"· {cells(unchanged_line(changes))}", style="quiet"), STEP, 2 * STEP)
                yield from self.notes_on(changes)
                continue
            for change in changes:
                before, path = path, path_of(change.lead, comparison.new if change.new else comparison.old)
                yield Text()
                if path and path != before:
                    yield Text(cells(" › ".join(path)), style="quiet")
                yield from self.change(change, console, options.max_width)
        if comparison.figures:
            yield Text()
            yield from FiguresView(comparison).__rich_console__(console, options)

    def change(self, change: Change, console: Console, width: int) -> RenderResult:
        """Yield one change: what it is called, what happened, why, and its paragraphs."""
        document = self.comparison.new if change.new else self.comparison.old
        name = linked(Text(cells(name_of(change.lead)), style="name"), provision_url(change.lead, document))
        yield Rule(name, align="left", characters="─", style="quiet")
        yield _happened(change)
        kept = 0
        for paragraph in spell(change):
            margin = self.beside(paragraph)
            if paragraph.place == "kept" and not _worth_showing(paragraph) and not margin:
                kept += 1
                continue
            if kept:
                yield _kept_line(kept)
                kept = 0
            depth = depth_in(change, paragraph)
            yield from self.paragraph(paragraph, depth, console, width)
            for line in margin:
                yield indented(line, depth + 1)
        if kept:
            yield _kept_line(kept)

    def paragraph(self, paragraph: Paragraph, depth: int, console: Console, width: int) -> RenderResult:
        """Yield one provision of a change; one out of order is spelled once, at its new place."""
        label = _label(paragraph)
        if paragraph.place == "from":
            yield indented(
                Text(f"({cells(label)}: {cells(in_quotes(opening(paragraph.provision)))})", style="fact"),
                depth,
            )
            return
        said = "; ".join(filter(None, (label, passages_line(paragraph.part))))
        if said:
            yield indented(Text(f"({cells(said)})", style="fact"), depth)
        if self.side_by_side:
            yield from _two_sides(paragraph.shown, depth, console, width)
        else:
            yield indented(edits_text(paragraph.shown, console), depth)

    def beside(self, paragraph: Paragraph) -> list[Text]:
        """Return the notes and links on either side of a paragraph, those on the old version named so."""
        part, provision = paragraph.part, paragraph.provision
        old, new = self.comparison.old.sha256, self.comparison.new.sha256
        on_new = paragraph.place in ("kept", "added", "to")
        places = [(new if on_new else old, provision.address)]
        if part is not None and part.old is not None and paragraph.place == "kept":
            places.append((old, part.old.address))
        lines = []
        for document, address in places:
            for note, target in self.margin.on(document, address):
                if document == new:
                    lines.append(note_text(note, target))
                elif note.id not in self.margin.placed_in(new):
                    lines.append(_on_old(note, target))
            lines.extend(tie_text(tie, self.margin.titles) for tie in self.margin.tied(document, address))
        return lines

    def notes_on(self, changes: Sequence[Change]) -> RenderResult:
        """Yield the notes on unchanged units, each with the name of its place."""
        before, now = self.comparison.old.sha256, self.comparison.new.sha256
        for old, new in (pair for change in changes for pair in pairs(change)):
            notes = self.margin.on(now, new.address)
            lines = [note_text(note, target) for note, target in notes]
            if old is not None:
                lines += [
                    _on_old(*entry)
                    for entry in self.margin.on(before, old.address)
                    if entry[0].id not in self.margin.placed_in(now)
                ]
            if lines:
                yield indented(Text(cells(new.citation), style="name"), 2)
            for line in lines:
                yield indented(line, 2)


def _on_old(note: Note, target: Target) -> Text:
    return Text("on the old version ", style="quiet").append(note_text(note, target))


def head(comparison: Comparison) -> RenderResult:
    """Yield what is compared, the summary, and what was not compared."""
    for side, document in (("old", comparison.old), ("new", comparison.new)):
        title, facts = document_lines(document)
        name = linked(Text(clean(title), style="title"), document_url(document))
        yield Hanging(Text.assemble(f"{side}  ", name, (f"  {clean(facts)}", "quiet")), rest=len("old  "))
    yield Text()
    summary = summarise(comparison)
    for line in summary_lines(comparison, summary):
        yield Text(line)
    if summary.biggest:
        yield Text("Most words changed:")
    for change, size in summary.biggest:
        words = f"-{size.removed:,} +{size.added:,} words"
        line = f"{cells(full_name(change, comparison))}: {what_happened(change)}, {words}"
        yield Hanging(Text(line), STEP, 2 * STEP)
    for line in not_compared_lines(comparison.not_compared):
        yield Hanging(Text(f"Not compared: {cells(line)}", style="fact"))
    yield Text()


def _happened(change: Change) -> Text:
    """Return what happened to a unit, from where to where, and why it is thought so."""
    size = size_of(change)
    line = Text(label_of(change), style="fact")
    where = from_to(change)
    if where:
        line.append(f": {cells(where)}", "default")
    if size.removed or size.added:
        line.append(f"  -{size.removed:,} +{size.added:,} words", "quiet")
    if change.reason and (where or change.ambiguous or change.split or change.merged):
        line.append(f"\n{cells(change.reason)}", "quiet")
    for candidate in change.candidates:
        line.append(f"\ncould be {cells(name_of(candidate.provision))} ({candidate.score:.0%})", "fact")
    return line


def _worth_showing(paragraph: Paragraph) -> bool:
    part = paragraph.part
    return part is not None and (part.relation != "unchanged" or part.renumbered or part.moved)


def _kept_line(kept: int) -> Text:
    return Text(f"  · {count(kept, 'paragraph')} unchanged", style="quiet")


def _label(paragraph: Paragraph) -> str:
    part = paragraph.part
    if part is not None and paragraph.unprinted:
        return part.rule
    if part is None or part.old is None or part.new is None:
        return ""
    if paragraph.place == "kept" and paragraph.provision.is_unit:
        return ""  # the line above it, on the whole change, says so already
    if paragraph.place == "from":
        return f"moved to {cited(part.new)}"
    if paragraph.place == "to":
        return f"moved from {cited(part.old)}"
    return part_label(part)


def _two_sides(edits: Sequence[Shown], depth: int, console: Console, width: int) -> RenderResult:
    """Yield one paragraph with its old words left and its new words right."""
    side = (width - GUTTER) // 2
    options = console.options.update(width=side)
    columns = [
        console.render_lines(indented(edits_text(kept, console), depth), options)
        for kept in (
            [edit for edit in edits if edit[0] not in unwanted] for unwanted in (NEW_ALONE, OLD_ALONE)
        )
    ]
    blank = [Segment(" " * side)]
    for left, right in zip_longest(*columns, fillvalue=blank):
        yield from (*left, Segment(" │ "), *right, Segment.line())


def figures_table(comparison: Comparison) -> Table:
    """Return the figures that are listed: all where they are few, else money and what has an old and a new value."""
    table = Table(
        title="Figures that changed", title_justify="left", title_style="name", box=None, pad_edge=False
    )
    for column in ("Kind", "Old", "New"):
        table.add_column(column)
    table.add_column("Difference", justify="right")
    table.add_column("Where")
    for figure in _listed(comparison.figures):
        table.add_row(
            figure.kind,
            Text(cells(figure.old), style="old") if figure.old else "",
            Text(cells(figure.new), style="new") if figure.new else "",
            difference(figure),
            Text(cells(where_is(figure, comparison))),
        )
    return table


def _listed(figures: Sequence[FigureChange]) -> list[FigureChange]:
    few = len(figures) <= FEW_FIGURES
    return [figure for figure in figures if few or figure.kind == "money" or (figure.old and figure.new)]


@dataclass(frozen=True, slots=True)
class FiguresView:
    """The figures that changed, and the totals of the money."""

    comparison: Comparison

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the table and the totals, or a sentence where there is nothing."""
        del console, options
        if not self.comparison.figures:
            yield Text("No figure changed.")
            return
        table = figures_table(self.comparison)
        left = len(self.comparison.figures) - table.row_count
        if table.row_count:
            yield table
        if left:
            kind = "other figure" if table.row_count else "figure"
            number = count(left, f"{kind} stands", f"{kind}s stand")
            where = "only in text that was taken out or put in: --format html or json"
            yield Text(f"{number} {where}", style="quiet")
        total = money_line(self.comparison.figures)
        if total:
            yield Text(f"\n{total}")


@dataclass(frozen=True, slots=True)
class StatView:
    """One line a changed unit, with a bar for the words taken out and put in."""

    comparison: Comparison

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the summary and the lines."""
        yield from head(self.comparison)
        rows = [(change, size_of(change)) for change in self.comparison.changes if differs(change)]
        most = max((size.removed + size.added for _, size in rows), default=0)
        bar = max(8, options.max_width // 6)
        name = max(16, options.max_width - HAPPENED - NUMBER - bar - 3)
        table = Table.grid(padding=(0, 1), expand=False)
        table.add_column(no_wrap=True, overflow="ellipsis", max_width=name)
        table.add_column(no_wrap=True, overflow="ellipsis", max_width=HAPPENED)
        table.add_column(no_wrap=True, justify="right", min_width=NUMBER)
        table.add_column(no_wrap=True, width=bar)
        for change, size in rows:
            table.add_row(
                Text(cells(full_name(change, self.comparison))),
                Text(what_happened(change), style="fact"),
                Text(f"{size.removed + size.added:,}"),
                _bar(size.removed, size.added, most, bar, mark=plain(console)),
            )
        yield table


def _bar(removed: int, added: int, most: int, width: int, *, mark: bool) -> Text:
    """Return ``---+++`` in proportion to the biggest change; at least one sign for each side that has words."""
    if not most:
        return Text()
    del mark  # the signs differ, so colour is a second cue already
    minus = max(1 if removed else 0, removed * width // most)
    plus = max(1 if added else 0, min(added * width // most, width - minus))
    bar = Text("-" * minus, style="red")
    bar.append("+" * plus, "green")
    bar.truncate(width)
    return bar


@dataclass(frozen=True, slots=True)
class TourView:
    """Several comparisons in short, how their notes were carried, and the files that were written.

    Attributes:
        comparisons: what was compared.
        states: how many notes took which way.
        written: paths of the files, the one to open first at their head.
    """

    comparisons: Sequence[Comparison]
    states: Mapping[str, int]
    written: Sequence[str]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the summary of each comparison, then notes and files."""
        del console, options
        for comparison in self.comparisons:
            yield from head(comparison)
        carried = ", ".join(f"{number} {state}" for state, number in self.states.items())
        yield Text(f"Notes taken to the newer documents: {carried or 'none'}.")
        yield Text.assemble("Open ", (cells(self.written[0]), "name"), " in a browser. Also written:")
        for path in self.written[1:]:
            yield indented(Text(cells(path)), 1)
