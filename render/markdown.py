"""Markdown for pull requests and briefings: a short summary, details folded, within GitHub's size limit."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from lawdiff.render.spell import spell
from lawdiff.render.summary import differs, summarise
from lawdiff.render.words import (
    apparatus_name,
    apparatus_of,
    clean,
    count,
    difference,
    document_lines,
    from_to,
    full_name,
    label_of,
    names,
    not_compared_lines,
    passages_line,
    summary_lines,
    what_happened,
    where_is,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lawdiff.annotations.note import Note, Target
    from lawdiff.differ.change import Change, Comparison
    from lawdiff.parsers import Document
    from lawdiff.render.beside import Beside
    from lawdiff.render.spell import Shown

LARGEST = 60_000
"""Characters of a report: GitHub refuses a comment above 65,536, and the closing line must fit too."""

TABLE_ROWS = 60
"""Changes listed in the table at the top; the rest is counted in one line."""

CONTEXT = 20
"""Words kept on each side of an edit; longer kept stretches are folded to an ellipsis."""

_SPECIAL = re.compile(r"([\\`*_\[\]|~$])")
_NUMBERED = re.compile(r"^(\s*\d+)([.)])")
_REFERENCE = re.compile(r"([@#])(?=\w)")


def escape(text: str) -> str:
    """Return text in which Markdown and HTML see nothing but text, and GitHub no mention of a person or an issue."""
    line = _SPECIAL.sub(r"\\\1", in_html(text))
    line = _NUMBERED.sub(r"\1\\\2", line)
    if line.lstrip()[:1] in ("#", "+", "-"):
        line = "\\" + line.lstrip()
    return _REFERENCE.sub(r"\1<!-- -->", line)


def in_html(text: str) -> str:
    """Return text for a line of HTML, where Markdown is not read."""
    return html.escape(clean(text).replace("\t", " ").replace("\n", " "), quote=False)


def comparison_markdown(
    comparison: Comparison, margin: Beside, *, largest: int = LARGEST, rows: int = TABLE_ROWS
) -> str:
    """Return a comparison as Markdown; what is left out is counted at the end.

    Args:
        comparison: what to write.
        margin: notes, links and tags.
        largest: characters of the whole, where the head alone is not longer.
        rows: of the table of changes, and of the table of figures, in the head.
    """
    lines = list(_head(comparison, rows))
    room = largest - sum(len(line) + 1 for line in lines)
    left = 0
    changed = [change for change in comparison.changes if differs(change)]
    for change in changed:
        block = _details(change, comparison, margin)
        if left or len(block) + 1 > room:
            left += 1
            continue
        lines.append(block)
        room -= len(block) + 1
    if left:
        lines.append(f"\n_{count(left, 'more change')} not printed here, for the length of a comment._")
    return "\n".join(lines).rstrip("\n") + "\n"


def _head(comparison: Comparison, rows: int) -> Iterator[str]:
    """Yield title, summary, figures and the table of changes."""
    summary = summarise(comparison)
    yield f"## {escape(' → '.join(names(comparison.old, comparison.new)))}\n"
    for line in summary_lines(comparison, summary):
        yield f"- {escape(line)}"
    for line in not_compared_lines(comparison.not_compared):
        yield f"- Not compared: {escape(line)}"
    changed = [change for change in comparison.changes if differs(change)]
    if changed:
        yield "\n| Provision | What happened |\n|---|---|"
    for change in changed[:rows]:
        happened = ": ".join(part for part in (label_of(change), from_to(change)) if part)
        yield f"| {escape(full_name(change, comparison))} | {escape(happened)} |"
    if len(changed) > rows:
        yield f"| … | {count(len(changed) - rows, 'more change')} |"
    figures = comparison.figures[:rows]
    if figures:
        yield "\n| Figure | Old | New | Difference | Where |\n|---|---|---|---:|---|"
    for figure in figures:
        row = (figure.kind, figure.old, figure.new, difference(figure), where_is(figure, comparison))
        yield "| " + " | ".join(map(escape, row)) + " |"
    if len(comparison.figures) > rows:
        yield f"| … | | | | {count(len(comparison.figures) - rows, 'more figure')} |"
    yield ""


def _details(change: Change, comparison: Comparison, margin: Beside) -> str:
    """Return one change, folded."""
    lines = [
        f"<details><summary>{in_html(full_name(change, comparison))}: {what_happened(change)}</summary>\n"
    ]
    for paragraph in spell(change):
        if any(operation != "=" for operation, _ in paragraph.shown):
            told = passages_line(paragraph.part)
            lines.append(f"{f'<i>({escape(told)})</i> ' if told else ''}{edits_markdown(paragraph.shown)}\n")
        new_side = paragraph.place in ("kept", "added", "to")
        document = comparison.new.sha256 if new_side else comparison.old.sha256
        lines.extend(_note(note, target) for note, target in margin.on(document, paragraph.provision.address))
    lines.append("</details>")
    return "\n".join(lines)


def edits_markdown(edits: Iterable[Shown]) -> str:
    """Return edits with ``<del>`` and ``<ins>``, which GitHub shows struck and underlined; arrows for what was kept."""
    pieces = []
    for operation, text in edits:
        if operation == "=":
            pieces.append(escape(_folded(text)))
        elif operation == "<":
            pieces.append(f"[→ {escape(_folded(text))} →]")
        elif operation == ">":
            pieces.append(f"[← {escape(text)} ←]")
        else:
            tag = "del" if operation == "-" else "ins"
            apart = " " if pieces and pieces[-1].endswith("</del>") else ""
            pieces.append(f"{apart}<{tag}>{escape(text)}</{tag}>")
    return "".join(pieces)


def _folded(text: str) -> str:
    words = text.split(" ")
    if len(words) <= CONTEXT * 3:
        return text
    return " ".join([*words[:CONTEXT], "[…]", *words[-CONTEXT:]])


def _note(note: Note, target: Target) -> str:
    tags = f" [{', '.join(note.tags)}]" if note.tags else ""
    carried = "" if target.state == "made here" else f" ({target.state})"
    return f"> **Note** by {escape(note.author)}{escape(tags)}{escape(carried)}: {escape(note.body)}\n"


def document_markdown(document: Document, margin: Beside, at: str = "") -> str:
    """Return a document with its notes as Markdown, indented by level as nested lists would be."""
    title, facts = document_lines(document)
    lines = [f"# {escape(title)}\n", f"{escape(facts)}\n"]
    tops = (document.by_address[at],) if at else document.body
    for top in tops:
        for provision in top.walk():
            name = escape(" ".join(part for part in (provision.number, provision.heading) if part))
            text = escape(provision.text)
            if provision.is_unit and name:
                lines.append(f"{'#' * min(6, 2 + provision.depth - top.depth)} {name}\n")
                name = ""
            said = " ".join(part for part in (f"**{name}**" if name else "", text) if part)
            if said:
                lines.append(f"{said}\n")
            lines.extend(
                f"<sub>**{escape(apparatus_name(each))}** {escape(' '.join(each.text.split()))}</sub>\n"
                for each in apparatus_of(provision)
            )
            lines.extend(
                _note(note, target) for note, target in margin.on(document.sha256, provision.address)
            )
    return "\n".join(lines)
