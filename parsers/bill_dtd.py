"""bill.dtd, the format of the House and Senate drafting offices: bills, resolutions and amendments.

    <bill bill-stage="Introduced-in-House">        Document(kind="bill", title="H.R. 7 (introduced in House)",
      <form><legis-num>H. R. 7</legis-num> …         body=(
        <official-title>To …</official-title>          front matter: "A BILL", "To …"
      <legis-body><section>…                           sections, or titles with their sections
      <attestation>…                                   back matter

The structure of the body is `bill_dtd_body`'s. Lines of the form that are no part of the act (the calendar, the
Congress, sponsors, referrals) stand in the apparatus of the front matter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.parsers.bill_dtd_body import Body
from lawdiff.parsers.bill_dtd_identity import identify
from lawdiff.parsers.document import Apparatus, Document, Notice
from lawdiff.parsers.draft import BILL, Draft, finish
from lawdiff.parsers.text import has_only_parts, line_of, text_of

if TYPE_CHECKING:
    from lxml import etree

    from lawdiff.parsers.source import Source

_TITLE_LINES = frozenset({"legis-type", "official-title", "amend-legis-type", "amendment-degree"})
"""Lines of the form that belong to the act itself: ``A BILL``, ``To provide for …``."""

_BODIES = frozenset({"legis-body", "resolution-body", "amendment-body", "engrossed-amendment-body"})
_FORMS = frozenset(
    {
        "form",
        "amendment-form",
        "engrossed-amendment-form",
        "pre-form",
        "preamble",
        "official-title-amendment",
    },
)


_MARKED = "boolean(//@changed[. != 'not-changed'])"
_MARKS_CHANGES = (rb"changed\s*=", b"<!ATTLIST")
"""The attribute that marks struck and inserted text, asked of the tree, and as it looks in the bytes (a DTD can set
attributes)."""


def parse(source: Source) -> Document:
    """Give the document of a source whose root is ``bill``, ``resolution`` or ``amendment-doc``.

    Where a reported bill prints two texts, `Source.reading` picks one, and `Document.reading` says which.
    """
    root = source.root
    identity, kind, title = identify(root)
    marked = next(root.iter("added-phrase", "deleted-phrase"), None) is not None or (
        source.may_hold(*_MARKS_CHANGES) and bool(root.xpath(_MARKED))
    )
    body = Body(source.reading, marked=marked)
    tops = _tops(root, body)
    both = body.met_deleted or (body.met_added and body.kept)
    if not both and body.reading == "struck":
        body = Body("inserted", marked=marked)
        tops = _tops(root, body)
    finished = finish(tops, BILL)
    notices = [remark.notice() for remark in body.remarks]
    if not any(draft.level not in ("front matter", "back matter") for draft in tops):
        notices.append(
            Notice("empty-body", "The document has no text of law in it.", source_line=root.sourceline or 0)
        )
    return Document(
        kind,
        title,
        identity,
        "bill.dtd",
        source.sha256,
        source.name,
        finished,
        tuple(notices),
        body.reading if both else "",
    )


def _tops(root: etree._Element, body: Body) -> list[Draft]:
    """Return the top provisions: front matter, the body's, back matter."""
    front = Draft("front matter", source_line=root.sourceline or 0)
    middle = Draft("body")
    back = Draft("back matter")
    body.loose(root.text, middle)
    for child in root:
        body.loose(child.tail, middle)
        tag = child.tag
        if tag == "metadata":
            continue
        if tag in _BODIES:
            body.fill_body(child, middle)
        elif tag in _FORMS:
            _front(child, front, body)
        elif middle.children or tag in ("attestation", "endorsement"):
            _back(child, back)
        else:
            body.fill_with(child, middle)
    tops = list(middle.children)
    if middle.number or middle.heading or middle.text:
        loose = Draft("text", middle.number, middle.designator, middle.heading, middle.text)
        tops.insert(0, loose)
    if front.children or front.apparatus:
        tops.insert(0, front)
    if back.children or back.apparatus:
        tops.append(back)
    return tops


def _front(form: etree._Element, front: Draft, body: Body) -> None:
    """Put the act's title and recitals into the front matter, the other lines of the form into its apparatus."""
    if form.tag == "preamble":
        for recital in form:
            text = body.plain(recital)
            if text:
                front.add(Draft("recital", text=text, source_line=recital.sourceline or 0))
        return
    for line in form:
        if line.tag in _TITLE_LINES:
            text = text_of(line)
            if text:
                front.add(Draft("text", text=text, source_line=line.sourceline or 0))
        else:
            _aside(front, "preface", line_of(line))


def _back(element: etree._Element, back: Draft) -> None:
    """Put an attestation into the back matter, an endorsement into its apparatus."""
    back.source_line = back.source_line or element.sourceline or 0
    if element.tag != "attestation":
        _aside(back, "endorsement", line_of(element))
        return
    for group in element:
        for line in group if has_only_parts(group) else [group]:
            text = text_of(line)
            if text:
                back.add(Draft("text", text=text, source_line=line.sourceline or 0))


def _aside(draft: Draft, kind: str, text: str) -> None:
    if text:
        draft.apparatus.append(Apparatus(kind, text))
