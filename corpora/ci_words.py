"""A report on two commits in words: lines for a log, a summary and a comment in Markdown, outputs for later steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.render.gate import gate_line
from lawdiff.render.markdown import escape, in_html
from lawdiff.render.words import clean, count, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawdiff.corpora.ci import Entry, Report

MARKER = "<!-- lawdiff: comment -->"
"""The first line of a comment: by it, a later run finds the one to write anew."""

LARGEST_COMMENT = 65_000
"""Bytes of a comment. GitHub takes 65,536 characters; GitLab a million; bytes are never fewer than characters."""

LARGEST_SUMMARY = 1_000_000
"""Bytes of a job's summary; GitHub takes 1 MiB a step."""

CLOSING = 300
"""Bytes that are kept for the closing lines."""

TABLE_ROWS = 100
"""Documents in the table at the top; the rest is counted in one line."""


def log_lines(report: Report) -> Iterator[str]:
    """Yield what a log shows: one line a document, then the gate, then all in one line."""
    for entry in report.entries:
        yield f"{entry.change.status:8}  {clean(_path(entry))}: {_said(entry)}"
        for met in entry.verdict.met:
            yield f"{'':8}  {gate_line(met)}"
    yield _total(report)


def comment(report: Report) -> str:
    """Return a report as the text of one comment, with the marker, short enough for GitHub."""
    return _markdown(report, LARGEST_COMMENT, MARKER)


def summary(report: Report) -> str:
    """Return a report as the summary of a job."""
    return _markdown(report, LARGEST_SUMMARY, "")


def outputs(report: Report, folder: str) -> Iterator[tuple[str, str]]:
    """Yield names and values for later steps; no value has a line feed in it.

    Args:
        report: what was found.
        folder: where the reports are; empty where none were written.
    """
    for name, number in report.totals.items():
        yield name, str(number)
    yield "failed", "true" if report.failed else "false"
    yield "folder", " ".join(folder.splitlines())


def _path(entry: Entry) -> str:
    change = entry.change
    if change.status == "renamed":
        return f"{change.old_path} -> {change.new_path}"
    return change.path


def _said(entry: Entry) -> str:
    """Return what became of a document in a few words."""
    if entry.outcome == "unreadable":
        return f"not compared: {clean(entry.error)}"
    if entry.outcome == "outside":
        return "has none of the provisions that were asked for"
    if not entry.changed:
        return "no change in the law"
    weights = [
        f"{entry.significance[name]:,} {name}"
        for name in ("substantive", "conforming", "editorial")
        if entry.significance.get(name)
    ]
    figures = [count(entry.figures, "figure")] if entry.figures else []
    return "; ".join([_units(entry), *([listed(weights)] if weights else []), *figures])


def _units(entry: Entry) -> str:
    parts = [
        f"{entry.relations[name]:,} {name}"
        for name in ("edited", "added", "removed")
        if entry.relations.get(name)
    ]
    others = entry.changed - sum(entry.relations.get(name, 0) for name in ("edited", "added", "removed"))
    return listed([*parts, *([f"{others:,} renumbered or moved"] if others else [])])


def _total(report: Report) -> str:
    """Return everything in one line."""
    totals = report.totals
    if not report.entries:
        return "no legal document changed"
    line = f"{count(totals['documents'], 'legal document')} changed, with {count(totals['changed'], 'unit')} in all"
    line += f", {totals['substantive']:,} of them substantive"
    if totals["unreadable"]:
        line += f"; {totals['unreadable']:,} could not be read"
    return line


def _markdown(report: Report, largest: int, marker: str) -> str:
    """Return the report as Markdown of at most so many bytes; what is left out is counted at the end."""
    total = _total(report)
    lines = [*([marker] if marker else []), f"## lawdiff: {escape(total)}\n", *_table(report)]
    shown = [entry for entry in report.entries if entry.changed]
    room = largest - sum(map(_bytes, lines)) - CLOSING
    lengths = max((len(entry.markdown) for entry in shown), default=0)
    for length in range(lengths):  # the longest at which all find room, else the shortest
        blocks = [_block(entry, length) for entry in shown]
        if sum(map(_bytes, blocks)) <= room or length == lengths - 1:
            lines.extend(_fitting(blocks, room))
            break
    lines.append(f"<sub>{report.base[:12]} → {report.head[:12]}</sub>")
    return "\n".join(lines) + "\n"


def _fitting(blocks: list[str], room: int) -> Iterator[str]:
    """Yield the blocks that find room, and at the end how many do not."""
    left = 0
    for block in blocks:
        room -= _bytes(block)
        if room < 0:
            room += _bytes(block)
            left += 1
        else:
            yield block
    if left:
        yield f"_{count(left, 'document')} not shown here, for the length of a comment._\n"


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "replace")) + 1


def _table(report: Report) -> Iterator[str]:
    """Yield the table of documents, and what the gate says."""
    if not report.entries:
        return
    if report.request.conditions:
        met = dict.fromkeys(each.condition for entry in report.entries for each in entry.verdict.met)
        said = f"**stopped**: {listed(list(met))}" if met else "passed"
        yield f"Gate ({', '.join(report.request.conditions)}): {said}\n"
    yield "| Document | What changed | Gate |\n|---|---|---|"
    for entry in report.entries[:TABLE_ROWS]:
        met_here = ", ".join(f"{each.condition} ({each.count:,})" for each in entry.verdict.met)
        cells = (f"{_shortened(_path(entry))} ({entry.change.status})", _shortened(_said(entry)), met_here)
        yield "| " + " | ".join(map(escape, cells)) + " |"
    if len(report.entries) > TABLE_ROWS:
        yield f"| … | {count(len(report.entries) - TABLE_ROWS, 'more document')} | |"
    yield ""


LONGEST_CELL = 200
"""Characters of a path or a message in the table: a hundred rows must leave room for the rest."""


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_CELL else f"{text[:LONGEST_CELL]}…"


def _block(entry: Entry, length: int) -> str:
    """Return the changes of one document, folded, at one of the lengths that it has."""
    title = in_html(_shortened(_path(entry)))
    return f"<details><summary>{title}</summary>\n\n{entry.markdown[length]}\n</details>\n"
