"""USLM, the XML of the Government Publishing Office and the Office of the Law Revision Counsel, versions 1 and 2.

    <pLaw><meta>…</meta><preface>…</preface>       Document(kind="public law", title="Public Law 119-21", body=(
      <main><longTitle>…</longTitle>                 front matter: "An Act", "To provide for …", enacting clause
        <enactingFormula>…</enactingFormula>
        <title>…</title></main>                       titles, sections, …
      <legislativeHistory>…                           back matter, history in its apparatus

Bills, resolutions, public laws, engrossed amendments, statute compilations and titles of the US Code. The edition
of the Federal Register is `uslm_fr`'s; what stands in the body is `uslm_body`'s.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.parsers import uslm_fr
from lawdiff.parsers.document import Apparatus, Document, Notice
from lawdiff.parsers.draft import BILL, Draft, code_style, finish
from lawdiff.parsers.errors import UnreadableSource
from lawdiff.parsers.text import has_only_parts, line_of, names
from lawdiff.parsers.uslm_body import Body, marks_changes
from lawdiff.parsers.uslm_identity import identify
from lawdiff.parsers.uslm_notes import local, note_lines

if TYPE_CHECKING:
    from lxml import etree

    from lawdiff.parsers.source import Source

_ROOTS = names(
    "bill resolution amendment engrossedAmendment pLaw uscDoc statuteCompilation lawDoc statutesAtLarge"
)
_MAINS = frozenset({"main", "amendMain"})
_PREFACES = frozenset({"preface", "amendPreface"})
_TITLE_LINES = frozenset(
    {"docTitle", "officialTitle", "enactingFormula", "resolvingClause", "longTitle", "preamble"}
)
"""Children of ``main`` that come before the sections and belong to the act: its title, its enacting clause."""


def parse(source: Source) -> Document:
    """Give the document of a USLM source.

    Where a reported bill prints both struck and inserted text, `Source.reading` picks one, and `Document.reading`
    says which. For an issue of the Federal Register see `uslm_fr.parse`.

    Raises:
        UnreadableSource: the root element is no document of USLM, or the chosen one is not in the issue.
    """
    root = source.root
    name = local(root.tag)
    if name in uslm_fr.ROOTS:
        return uslm_fr.parse(source)
    if name not in _ROOTS:
        raise UnreadableSource(
            source.name,
            f"is USLM of a kind that lawdiff does not read (root element <{name}>)",
            root.sourceline or 0,
        )
    identity, kind, title = identify(root)
    marked = marks_changes(source)
    body = Body(source.reading, marked=marked)
    tops = _tops(root, body)
    if not body.met_deleted and body.reading == "struck":
        body = Body("inserted", marked=marked)
        tops = _tops(root, body)
    finished = finish(tops, code_style(identity.title_number) if identity.title_number else BILL)
    notices = [remark.notice() for remark in body.remarks]
    if not any(draft.level not in ("front matter", "back matter") for draft in tops):
        notices.append(
            Notice("empty-body", "The document has no text of law in it.", source_line=root.sourceline or 0)
        )
    return Document(
        kind,
        title,
        identity,
        "USLM",
        source.sha256,
        source.name,
        finished,
        tuple(notices),
        body.reading if body.met_deleted else "",
    )


def _tops(root: etree._Element, body: Body) -> list[Draft]:
    """Return the top provisions: front matter, the body's, back matter."""
    front = Draft("front matter", source_line=root.sourceline or 0)
    middle = Draft("body")
    back = Draft("back matter")
    body.loose(root.text, middle)
    for child in root:
        name = local(child.tag)
        if name in _MAINS:
            _main(child, front, middle, back, body)
        elif name in _PREFACES:
            _preface(child, front)
        elif name in ("meta", "amendMeta"):
            continue
        elif name in ("signatures", "attestation"):
            _signatures(child, back, body)
        elif name in ("legislativeHistory", "endorsement", "endMarker"):
            _back_note(child, name, back)
        else:
            body.child(child, middle)
        body.loose(child.tail, middle)
    tops = list(middle.children)
    if middle.number or middle.heading or middle.text:
        loose = Draft("text", middle.number, middle.designator, middle.heading, middle.text)
        tops.insert(0, loose)
    front.apparatus.extend(middle.apparatus)
    if front.children or front.apparatus:
        tops.insert(0, front)
    if back.children or back.apparatus:
        tops.append(back)
    return tops


def _main(main: etree._Element, front: Draft, middle: Draft, back: Draft, body: Body) -> None:
    """Share out what stands in the main part: title lines to the front, the approval to the back."""
    body.loose(main.text, middle)
    for child in main:
        name = local(child.tag)
        if name in _TITLE_LINES and not middle.children:
            _title_lines(child, front, body)
        elif name in ("action", "signatures", "attestation"):
            _signatures(child, back, body)
        elif not body.left_out(child):
            body.child(child, middle)
        body.loose(child.tail, middle)


def _title_lines(element: etree._Element, front: Draft, body: Body) -> None:
    if local(element.tag) in ("longTitle", "preamble") and has_only_parts(element):
        for child in element:
            _title_lines(child, front, body)
        return
    level = "recital" if local(element.tag) == "recital" else "text"
    line = Draft(level, source_line=element.sourceline or 0)
    line.text = body.line(element, line)
    if line.text or line.apparatus:
        front.add(line)


def _preface(preface: etree._Element, front: Draft) -> None:
    if not has_only_parts(preface):
        _aside(preface, "preface", front)
        return
    for child in preface:
        if local(child.tag) not in ("page", "meta"):
            _aside(child, "preface", front)


def _back_note(element: etree._Element, name: str, back: Draft) -> None:
    back.source_line = back.source_line or element.sourceline or 0
    if name == "legislativeHistory":
        _aside(element, "legislative history", back)
    elif name == "endorsement":
        _aside(element, "endorsement", back)


def _aside(element: etree._Element, kind: str, draft: Draft) -> None:
    text = note_lines(element) if kind == "legislative history" else line_of(element)
    if text:
        draft.apparatus.append(Apparatus(kind, text))


def _signatures(element: etree._Element, back: Draft, body: Body) -> None:
    """Put an attestation, the signatures or the approval into the back matter, a line each."""
    back.source_line = back.source_line or element.sourceline or 0
    children = list(element)
    groups = [child for child in children if local(child.tag) in ("signatures", "signature")]
    if groups and len(groups) == len(children) and has_only_parts(element):
        for group in groups:
            _signatures(group, back, body)
        return
    text = " ".join(note_lines(element).split()).replace(" .", ".")
    if text and not body.left_out(element):
        back.add(Draft("text", text=text, source_line=element.sourceline or 0))
