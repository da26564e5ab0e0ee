"""One document in the terminal: its text with notes, and its outline as a tree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.text import Text
from rich.tree import Tree

from lawdiff.render.terminal.pieces import cells, indented, linked, note_text, tie_text
from lawdiff.render.warned import notices_at
from lawdiff.render.web import document_url
from lawdiff.render.words import (
    LONG_APPARATUS,
    apparatus_name,
    apparatus_of,
    clean,
    count,
    document_lines,
    in_quotes,
)

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

    from lawdiff.parsers import Apparatus, Document, Provision
    from lawdiff.render.beside import Beside


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document, or one provision of it, with its notes.

    Attributes:
        document: what to show.
        margin: notes and links.
        at: address of the provision to show with all below it; empty for the whole document.
    """

    document: Document
    margin: Beside
    at: str = ""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield identity, text and notes."""
        del console, options
        document = self.document
        title, facts = document_lines(document)
        yield linked(Text(clean(title), style="title"), document_url(document))
        yield Text(clean(facts), style="quiet")
        for notice in notices_at(document, self.at):
            place = f"line {notice.source_line}: " if notice.source_line else ""
            yield Text(f"! {place}{cells(notice.message)}", style="fact")
        yield Text()
        tops = (document.by_address[self.at],) if self.at else document.body
        for top in tops:
            for provision in top.walk():
                yield from self.one(provision, provision.depth - top.depth)
        orphans = self.margin.orphans(document.sha256)
        if orphans and not self.at:
            yield Text("Notes whose text is gone", style="name")
            for note, target in orphans:
                yield Text(f"{cells(target.citation)}: {cells(in_quotes(target.quote or target.text))}")
                yield note_text(note, target)

    def one(self, provision: Provision, depth: int) -> RenderResult:
        """Yield one provision and what stands beside it."""
        words = Text()
        words.append(cells(provision.number), "name")
        if provision.heading:
            words.append(gap(provision.number) + cells(provision.heading), "name")
        if provision.text:
            words.append((" " if words else "") + cells(provision.text))
        if provision.status:
            words.append(f" [{cells(provision.status)}]", "fact")
        if words:
            yield indented(words, depth)
        for apparatus in apparatus_of(provision):
            yield indented(_apparatus(apparatus), depth + 1)
        for note, target in self.margin.on(self.document.sha256, provision.address):
            yield indented(note_text(note, target), depth + 1)
        for tie in self.margin.tied(self.document.sha256, provision.address):
            yield indented(tie_text(tie, self.margin.titles), depth + 1)


def _apparatus(apparatus: Apparatus) -> Text:
    """Return what stands with a provision and is not law; of what is long, how long it is."""
    name = cells(apparatus_name(apparatus))
    if len(apparatus.text) > LONG_APPARATUS:
        words = count(len(apparatus.text.split()), "word")
        return Text(f"[{name}: {words}, in --format html, markdown or json]", style="quiet")
    text = f": {cells(apparatus.text)}" if apparatus.text else ""
    return Text(f"[{name}{text}]", style="quiet")


def gap(number: str) -> str:
    """Return what stands between a number and its heading: nothing behind the dash of ``PART 215—``."""
    return "" if not number or number.endswith(("—", "–")) else " "


@dataclass(frozen=True, slots=True)
class OutlineView:
    """The units of a document as a tree."""

    document: Document

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the tree, and how much is in it."""
        del console, options
        document = self.document
        title, facts = document_lines(document)
        tree = Tree(Text(clean(title), style="title"), guide_style="quiet")
        tree.add(Text(clean(facts), style="quiet"))
        for top in document.body:
            _grow(tree, top)
        yield tree
        yield Text(
            f"{count(len(document.units), 'unit')}, {count(len(document.provisions), 'provision')}",
            style="quiet",
        )


def _grow(tree: Tree, provision: Provision) -> None:
    """Add a unit and the units below it."""
    if provision.is_unit:
        name = provision.number or ("" if provision.heading else provision.level)
        line = Text(cells(name), style="name")
        if provision.heading:
            line.append(gap(name) + cells(provision.heading), "default")
        line.append(f"  {cells(provision.address)}", "quiet")
        tree = tree.add(line)
    for child in provision.children:
        _grow(tree, child)
