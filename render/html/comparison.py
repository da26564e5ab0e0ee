"""A comparison as one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.render.beside import beside
from lawdiff.render.html.changes import Body
from lawdiff.render.html.contents import contents
from lawdiff.render.html.guide import choices_of, crosswalk, figures
from lawdiff.render.html.markup import (
    Margin,
    change_id,
    safe,
)
from lawdiff.render.html.page import page
from lawdiff.render.summary import differs, summarise
from lawdiff.render.words import (
    document_lines,
    full_name,
    money_line,
    names,
    not_compared_lines,
    summary_lines,
    what_happened,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lawdiff.annotations.note import Link, Note, Tag
    from lawdiff.differ.change import Comparison


def render_comparison(
    comparison: Comparison,
    notes: Iterable[Note] = (),
    links: Iterable[Link] = (),
    tags: Iterable[Tag] = (),
    *,
    side_by_side: bool = False,
    pages: Mapping[str, str] | None = None,
    titles: Mapping[str, str] | None = None,
    home: str = "",
) -> str:
    """Return a comparison as one self-contained HTML file.

    Args:
        comparison: what to show.
        notes: what people wrote on it.
        links: ties between its provisions and others.
        tags: the codebook.
        side_by_side: whether it opens with two columns (its reader can switch).
        pages: where other documents have their text: SHA-256 -> start of a provision's address there.
        titles: what to call other documents, by SHA-256.
        home: address of the page that this one belongs to; empty where it stands alone.
    """
    index = beside(notes, links, tags)
    here = {comparison.old.sha256: "#o:", comparison.new.sha256: "#n:"}
    called = names(comparison.old, comparison.new)
    named = dict(zip((comparison.old.sha256, comparison.new.sha256), called, strict=True))
    margin = Margin(index, {**(pages or {}), **here}, {**(titles or {}), **named})
    body = Body(comparison, margin)
    summary = summarise(comparison)
    return page(
        "comparison.html.j2",
        index.tags,
        title=" → ".join(called),
        names=called,
        documents=[document_lines(document) for document in (comparison.old, comparison.new)],
        summary=summary_lines(comparison, summary),
        biggest=[
            (
                f"#{change_id(change)}",
                full_name(change, comparison),
                what_happened(change),
                size.removed,
                size.added,
            )
            for change, size in summary.biggest
        ],
        not_compared=not_compared_lines(comparison.not_compared),
        choices=choices_of(comparison, margin.beside),
        contents=safe(contents(comparison)),
        changes=safe("".join(body.html())),
        changed=sum(map(differs, comparison.changes)),
        figures=figures(comparison),
        figure_count=len(comparison.figures),
        money=money_line(comparison.figures),
        crosswalk=crosswalk(comparison),
        orphans=safe("".join(margin.html(document, "") for document in here)),
        settings=sorted(comparison.settings.items()),
        sources=[comparison.old, comparison.new],
        side_by_side=side_by_side,
        home=home,
    )
