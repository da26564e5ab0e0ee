"""All the files of a dossier: the page that leads, each comparison in three formats, each document with its notes.

A `Leg` is a comparison with the name that its files get; what stands in none of them (the act behind two rules)
is a document alone. Every page leads to the others by relative addresses, so that the folder can be moved or mailed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lawdiff.differ import compare
from lawdiff.effects.amended import as_amended
from lawdiff.render.beside import beside
from lawdiff.render.comparative import comparative_print
from lawdiff.render.html.comparative import render_comparative
from lawdiff.render.html.comparison import render_comparison
from lawdiff.render.html.document import render_document
from lawdiff.render.html.dossier import Chapter, render_dossier
from lawdiff.render.json_comparison import comparison_json
from lawdiff.render.markdown import comparison_markdown
from lawdiff.render.words import names, tell_apart

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lawdiff.annotations.note import Link, Note, Tag
    from lawdiff.differ import Comparison
    from lawdiff.effects.amended import AsAmended
    from lawdiff.effects.report import Execution
    from lawdiff.parsers import Document

INDEX = "index.html"
"""The page to open first."""

LONGEST_NAME = 60
"""Characters of a file's name before its ending: room for a title, and far from any system's limit."""


@dataclass(frozen=True, slots=True)
class Leg:
    """One comparison of a dossier.

    Attributes:
        heading: what the reader will see in it.
        name: of the files that are written for it, without an ending.
        comparison: the comparison.
        law: what both documents make of the law that they amend; None where that was not asked for.
        prints: the file names of its comparative prints, those of the old document first.
    """

    heading: str
    name: str
    comparison: Comparison
    law: AsAmended | None = None
    prints: tuple[str, ...] = ()

    @property
    def executions(self) -> tuple[Execution, ...]:
        """What was carried out, in the order of `prints`."""
        return (*self.law.old, *self.law.new) if self.law is not None else ()

    @property
    def documents(self) -> tuple[Document, Document]:
        """Its old and its new document."""
        return self.comparison.old, self.comparison.new


@dataclass(frozen=True, slots=True)
class Binder:
    """What a dossier holds, and how its pages are called.

    Attributes:
        title: the heading of its first page.
        introduction: a sentence or two for the reader.
        legs: the comparisons, in the order of the story.
        alone: documents that stand in none of them.
        pages: the file name of each document's page, by SHA-256; `page_names` makes them.
    """

    title: str
    introduction: str
    legs: Sequence[Leg]
    alone: Sequence[Document]
    pages: Mapping[str, str]

    @property
    def documents(self) -> list[Document]:
        """The documents, each once, those of the comparisons first."""
        found: dict[str, Document] = {}
        for leg in self.legs:
            for document in leg.documents:
                found.setdefault(document.sha256, document)
        for document in self.alone:
            found.setdefault(document.sha256, document)
        return list(found.values())

    def files(
        self,
        notes: Sequence[Note] = (),
        links: Sequence[Link] = (),
        tags: Sequence[Tag] = (),
        titles: Mapping[str, str] | None = None,
    ) -> Iterator[tuple[str, str]]:
        """Yield each file's name and text, the page to open first at the end.

        Args:
            notes: what people wrote on the documents.
            links: ties between their provisions.
            tags: the codebook.
            titles: what to call documents that are not in the dossier, by SHA-256.
        """
        at = {sha256: f"{name}#n:" for sha256, name in self.pages.items()}
        titles = {**(titles or {}), **{document.sha256: tell_apart(document) for document in self.documents}}
        beside_it = (notes, links, tags)
        for document in self.documents:
            name = self.pages[document.sha256]
            yield name, render_document(document, *beside_it, pages=at, titles=titles, home=INDEX)
        margin = beside(*beside_it, titles)
        for leg in self.legs:
            yield f"{leg.name}.json", comparison_json(leg.comparison, notes)
            yield f"{leg.name}.md", comparison_markdown(leg.comparison, margin)
            page = render_comparison(leg.comparison, *beside_it, pages=at, titles=titles, home=INDEX)
            yield f"{leg.name}.html", page
            for name, execution in zip(leg.prints, leg.executions, strict=True):
                printed = comparative_print(execution, compare(execution.base, execution.result))
                yield name, render_comparative(printed, home=INDEX)
        chapters = [self._chapter(leg) for leg in self.legs]
        others = [(document, self.pages[document.sha256]) for document in self.alone]
        yield (
            INDEX,
            render_dossier(
                self.title, chapters, *beside_it, others=others, introduction=self.introduction, titles=titles
            ),
        )

    def _chapter(self, leg: Leg) -> Chapter:
        """Return a comparison with its pages."""
        old, new = (self.pages[document.sha256] for document in leg.documents)
        printed = zip(map(amended_name, leg.executions), leg.prints, strict=True)
        return Chapter(leg.heading, f"{leg.name}.html", leg.comparison, old, new, leg.law, tuple(printed))


def bind(
    comparisons: Sequence[Comparison],
    alone: Sequence[Document] = (),
    *,
    bases: Sequence[Document] = (),
    title: str = "",
    introduction: str = "",
) -> Binder:
    """Put comparisons and documents into a dossier, and name its files after them.

    Args:
        comparisons: in the order of the story.
        alone: documents that stand in none of them.
        bases: the law that rules amend; what it reads before, between and after is shown for each pair of rules.
        title: the heading; empty lists the documents.
        introduction: a sentence or two for the reader.
    """
    taken = {INDEX.removesuffix(".html")}
    legs = []
    for each in comparisons:
        called = names(each.old, each.new)
        law = as_amended(each.old, each.new, bases) if bases and each.old.identity.fr_document else None
        leg = Leg(" → ".join(called), _free(" to ".join(called), taken), each, law)
        prints = tuple(f"{_free(amended_name(execution), taken)}.html" for execution in leg.executions)
        legs.append(replace(leg, prints=prints))
    binder = Binder("", introduction, legs, alone, {})
    documents = binder.documents
    pages = {document.sha256: f"{_free(tell_apart(document), taken)}.html" for document in documents}
    said = title or "; ".join(tell_apart(document) for document in documents)
    return Binder(said, introduction, legs, alone, pages)


def amended_name(execution: Execution) -> str:
    """Return what to call a comparative print: ``8 CFR part 215 as amended by Proposed rule, 85 FR 74162``."""
    return f"{tell_apart(execution.base)} as amended by {tell_apart(execution.amending)}"


def _free(name: str, taken: set[str]) -> str:
    """Return a name for a file that no other file of the dossier has, and mark it as taken.

    Letters and digits of any script stay, the rest becomes a dash: ``Proposed rule, 85 FR 74162`` is
    ``proposed-rule-85-fr-74162`` on every system.
    """
    stem = re.sub(r"[^\w]+|_+", "-", name.casefold()).strip("-")[:LONGEST_NAME].rstrip("-") or "document"
    free, number = stem, 1
    while free in taken:
        number += 1
        free = f"{stem}-{number}"
    taken.add(free)
    return free
