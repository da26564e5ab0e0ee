"""The legal documents that changed between two commits, compared one after the other.

    report = review(folder, Request(base="main"), keep=write_file)

What is a document is told from its content, so that no other XML is taken for one and no name is needed. One that
cannot be read does not stop the others.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from lawdiff.corpora.git import changed_files, commit, contents, merge_base
from lawdiff.corpora.nothing import nothing_beside
from lawdiff.differ import compare
from lawdiff.parsers import NoSuchProvision, UnreadableSource, parse_bytes
from lawdiff.parsers.sniff import is_legal
from lawdiff.render.beside import beside
from lawdiff.render.formats import comparison_file
from lawdiff.render.gate import Verdict, judge
from lawdiff.render.markdown import comparison_markdown
from lawdiff.render.result import Result, Stream
from lawdiff.render.selection import narrowed, without
from lawdiff.render.summary import differs, summarise
from lawdiff.render.warned import warning_rows, warnings_of
from lawdiff.render.words import names

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from lawdiff.corpora.git import FileChange
    from lawdiff.differ import Comparison
    from lawdiff.parsers import Document
    from lawdiff.render.beside import Beside
    from lawdiff.render.warned import Warned

    Keep = Callable[[str, str | bytes], None]

ENDINGS: Mapping[str, str] = {"html": "html", "docx": "docx", "markdown": "md", "json": "json"}
"""Format of a report -> the ending of its file."""

DOCUMENTS = "documents"
"""The folder of the reports on single documents, in the folder of all."""

LENGTHS = ((60_000, 60), (20_000, 30), (6_000, 12), (2_000, 5))
"""Characters, and rows of a table, of the Markdown on one document: one document fills a comment of GitHub's, and of
the shortest thirty find room."""

LONGEST_STEM = 100
"""Characters of a file's name that are kept; file systems end at 255 bytes."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be compared, and how.

    Attributes:
        base: name of a commit; where it and `head` have parted, the last commit that they have in common counts.
        head: likewise; None for what is staged.
        places: only what concerns these provisions; a document that has none of them is left out.
        hide: significances to leave out.
        conditions: of the gate.
        reading: which text to take where a reported bill prints both.
        formats: reports to write, of `ENDINGS`.
    """

    base: str
    head: str | None = "HEAD"
    places: tuple[str, ...] = ()
    hide: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    reading: str = "inserted"
    formats: tuple[str, ...] = tuple(ENDINGS)


@dataclass(frozen=True, slots=True)
class Entry:
    """One legal document that is not the same at both ends.

    Attributes:
        change: what git says of its file.
        outcome: ``compared``; ``unreadable``, where one side is broken; ``outside``, where it has none of the places
            that were asked for.
        error: why it could not be read.
        titles: of both sides.
        changed: how many units differ.
        relations, significance: counts of those, by name.
        figures: how many figures changed.
        verdict: of the gate.
        files: format -> file in the folder.
        warnings: what is to be said of it.
        markdown: the changes for a comment, as long as `LENGTHS` allow; none where it was not compared.
    """

    change: FileChange
    outcome: Literal["compared", "unreadable", "outside"]
    error: str = ""
    titles: tuple[str, str] = ("", "")
    changed: int = 0
    relations: Mapping[str, int] = field(default_factory=dict)
    significance: Mapping[str, int] = field(default_factory=dict)
    figures: int = 0
    verdict: Verdict = field(default_factory=lambda: Verdict((), ()))
    files: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[Warned, ...] = ()
    markdown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What changed between two commits.

    Attributes:
        base, head: full names of the commits that were compared; `head` is ``index`` for what is staged.
        request: what was asked.
        entries: one a legal document, in the order of their paths.
    """

    base: str
    head: str
    request: Request
    entries: tuple[Entry, ...]

    @property
    def totals(self) -> dict[str, int]:
        """Counts over all documents: how many, and what became of their units."""
        compared = [entry for entry in self.entries if entry.outcome == "compared"]
        found = {"documents": len(self.entries), "unreadable": len(self.unreadable)}
        found["changed"] = sum(entry.changed for entry in compared)
        for name in ("added", "removed", "edited"):
            found[name] = sum(entry.relations.get(name, 0) for entry in compared)
        for name in ("substantive", "conforming", "editorial"):
            found[name] = sum(entry.significance.get(name, 0) for entry in compared)
        found["figures"] = sum(entry.figures for entry in compared)
        return found

    @property
    def unreadable(self) -> tuple[Entry, ...]:
        """The documents that could not be read."""
        return tuple(entry for entry in self.entries if entry.outcome == "unreadable")

    @property
    def failed(self) -> bool:
        """Whether any document meets a condition of the gate."""
        return any(entry.verdict.failed for entry in self.entries)


def review(
    folder: Path,
    request: Request,
    keep: Keep | None = None,
    margin: Callable[[Document, Document], Beside] | None = None,
) -> Report:
    """Compare every legal document that changed, one after the other, and write the reports on each.

    Args:
        folder: in the repository.
        request: what to compare, and how.
        keep: is given the name and content of each report as it is made; None where none is wanted.
        margin: gives the notes to show beside two documents.

    Raises:
        GitError: there is no repository, or a commit is not in it.
        UnknownCondition: of the gate.
    """
    base = commit(request.base, folder)
    head = commit(request.head, folder) if request.head is not None else ""
    base = merge_base(base, head or commit("HEAD", folder), folder) or base
    taken: set[str] = set()
    entries = []
    with contents(folder) as read:
        for change in changed_files(base, head, folder):
            sides = tuple(read(blob) if blob else b"" for blob in (change.old_blob, change.new_blob))
            if any(is_legal(data) for data in sides):
                made = _made(change, sides[0], sides[1], request, margin)
                entries.append(_written(made, _stem(change.path, taken), request, keep))
    return Report(base, head or "index", request, tuple(entries))


@dataclass(frozen=True, slots=True)
class _Made:
    """An entry, and what its reports are made from; let go of as soon as they are written."""

    entry: Entry
    comparison: Comparison | None = None
    beside: Beside = field(default_factory=beside)


def _made(
    change: FileChange,
    old_data: bytes,
    new_data: bytes,
    request: Request,
    margin: Callable[[Document, Document], Beside] | None,
) -> _Made:
    """Compare one document; an empty side is one that is not there."""
    try:
        old = _side(old_data, change.old_path, request)
        new = _side(new_data, change.new_path, request)
    except UnreadableSource as error:
        return _Made(Entry(change, "unreadable", str(error)))
    old, new = old or (nothing_beside(new) if new else None), new or (nothing_beside(old) if old else None)
    if old is None or new is None:
        return _Made(Entry(change, "unreadable", f"{change.path}: is legal XML on neither side"))
    try:
        comparison = without(narrowed(compare(old, new), request.places), request.hide)
    except NoSuchProvision:
        return _Made(Entry(change, "outside", titles=names(old, new)))
    summary = summarise(comparison)
    entry = Entry(
        change,
        "compared",
        titles=names(old, new),
        changed=sum(map(differs, comparison.changes)),
        relations=summary.relations,
        significance=summary.significance,
        figures=summary.figures,
        verdict=judge(comparison, request.conditions),
        warnings=tuple(warnings_of(comparison)),
    )
    return _Made(entry, comparison, margin(old, new) if margin else beside())


def _side(data: bytes, path: str, request: Request) -> Document | None:
    """Read one side; None where there is no document on it, or something that never was one."""
    return parse_bytes(data, path, reading=request.reading) if is_legal(data) else None


def _written(made: _Made, stem: str, request: Request, keep: Keep | None) -> Entry:
    """Write the reports on one document, and return its entry with their names."""
    if made.comparison is None:
        return made.entry
    files = {form: f"{DOCUMENTS}/{stem}.{ENDINGS[form]}" for form in request.formats} if keep else {}
    if keep:
        for form, name in files.items():
            keep(name, comparison_file(form, made.comparison, made.beside, verdict=made.entry.verdict))
    texts = (
        comparison_markdown(made.comparison, made.beside, largest=largest, rows=rows)
        for largest, rows in LENGTHS
    )
    return replace(made.entry, files=files, markdown=tuple(texts))


_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


def _stem(path: str, taken: set[str]) -> str:
    """Return a file's name for the reports on a path: readable, safe on any system, and its own.

    bills/119/hr1.xml -> bills--119--hr1
    """
    plain = path.removesuffix(".xml").replace("/", "--")
    stem = _UNSAFE.sub("_", plain).lstrip(".-")[:LONGEST_STEM]
    if stem != plain or stem.lower() in taken:
        stem += "-" + hashlib.sha256(path.encode("utf-8", "surrogateescape")).hexdigest()[:8]
    taken.add(stem.lower())
    return stem


def report_result(report: Report, settings: Mapping[str, object] | None = None) -> Result:
    """Return a report for programs."""
    asked = report.request
    facts = {
        "base": report.base,
        "head": report.head,
        "totals": report.totals,
        "gate": {"conditions": list(asked.conditions), "failed": report.failed},
    }
    rows = map(_row, report.entries)
    return Result("ci", facts, (Stream("documents", "document", rows),), settings or {})


def _row(entry: Entry) -> dict[str, Any]:
    return {
        "path": entry.change.path,
        "old_path": entry.change.old_path,
        "status": entry.change.status,
        "outcome": entry.outcome,
        "error": entry.error,
        "old_title": entry.titles[0],
        "new_title": entry.titles[1],
        "changed": entry.changed,
        "relations": entry.relations,
        "significance": entry.significance,
        "figures": entry.figures,
        "gate": entry.verdict.row(),
        "files": entry.files,
        "warnings": warning_rows(entry.warnings),
    }
