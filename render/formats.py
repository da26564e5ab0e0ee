"""The formats that are files: the name of a format -> the text of the file.

Each writer is imported when it is asked for: JSON need not wait for the templates of the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lawdiff.differ.change import Comparison
    from lawdiff.parsers import Document
    from lawdiff.render.beside import Beside
    from lawdiff.render.gate import Verdict


def document_text(form: str, document: Document, margin: Beside, at: str = "") -> str:
    """Return a document with its notes in a format.

    Args:
        form: ``html``, ``markdown`` or ``json``.
        document: what to write.
        margin: notes, links and tags.
        at: address of one provision, to write it with what stands in it; empty for all.
    """
    if form == "html":
        from lawdiff.render.html import render_document  # noqa: PLC0415 - the templates, only for the page

        return render_document(document, margin.notes, margin.links, margin.tags, at=at)
    if form == "markdown":
        from lawdiff.render.markdown import document_markdown  # noqa: PLC0415 - as above

        return document_markdown(document, margin, at)
    from lawdiff.render.json_document import document_json  # noqa: PLC0415 - as above

    return document_json(document, margin.notes, margin.links, at)


def comparison_file(
    form: str,
    comparison: Comparison,
    margin: Beside,
    *,
    side_by_side: bool = False,
    verdict: Verdict | None = None,
    home: str = "",
) -> str | bytes:
    """Return a comparison in a format.

    Args:
        form: ``html``, ``markdown``, ``csv``, ``docx`` (bytes) or ``json``.
        comparison: what to write.
        margin: notes, links and tags.
        side_by_side: whether the page opens with two columns (its reader can switch).
        verdict: of the gate, for ``json``.
        home: address of the page that a page belongs to; empty where it stands alone.
    """
    if form == "html":
        from lawdiff.render.html import render_comparison  # noqa: PLC0415 - the templates, only for the page

        return render_comparison(
            comparison, margin.notes, margin.links, margin.tags, side_by_side=side_by_side, home=home
        )
    if form == "markdown":
        from lawdiff.render.markdown import comparison_markdown  # noqa: PLC0415 - as above

        return comparison_markdown(comparison, margin)
    if form == "csv":
        from lawdiff.render.tables import changes_csv  # noqa: PLC0415 - as above

        return changes_csv(comparison)
    if form == "docx":
        from lawdiff.render.docx import comparison_docx  # noqa: PLC0415 - as above

        return comparison_docx(comparison, margin)
    from lawdiff.render.json_comparison import comparison_result  # noqa: PLC0415 - as above
    from lawdiff.render.result import result_json  # noqa: PLC0415 - as above

    return result_json(comparison_result(comparison, margin.notes, verdict))
