"""The Federal Register in USLM: an issue, or one document of it.

    <frDoc><main><collection><component><rule>        Document(kind="Federal Register issue", body=(
      <preface>…<subject>…</subject></preface>          document "2018-09910": preface lines, then
      <main><rulePreamble><statement>…</statement>        preamble: headings with their paragraphs
        <level><statement>…<part>…                        part "404", and in it
        <level><section role="instruction">…              instruction "1.", the CFR sections under it (quoted)
      <notes><frDocId>…                                   apparatus

`Source.choose` picks one document by its number; it then is the whole `Document`, with its own kind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawdiff.parsers.document import Document, Identity
from lawdiff.parsers.draft import BILL, Draft, finish
from lawdiff.parsers.errors import UnreadableSource
from lawdiff.parsers.fr_dates import filed_on, stated
from lawdiff.parsers.fr_fields import DASHES, cfr_parts, dockets, document_name, kind_of_rule, rins
from lawdiff.parsers.text import text_of
from lawdiff.parsers.uslm_fr_body import FrBody
from lawdiff.parsers.uslm_notes import local

if TYPE_CHECKING:
    from lxml import etree

    from lawdiff.parsers.source import Source

DOCUMENTS = frozenset({"rule", "notice", "presidentialDoc", "proposedRule", "correction"})
ROOTS = DOCUMENTS | {"frDoc"}

_GROUPS = frozenset(
    {
        "main",
        "collection",
        "component",
        "rules",
        "proposedRules",
        "notices",
        "presidentialDocs",
        "corrections",
    },
)
_LISTED = 5
"""How many document numbers an error names, as a hint to what the issue holds."""


def parse(source: Source) -> Document:
    """Give an issue of the Federal Register, or the document of it that `Source.choose` names.

    Raises:
        UnreadableSource: no document of the issue has that number.
    """
    root = source.root
    found: list[tuple[etree._Element, str]] = []
    _find(root, "", found)
    volume = next((text_of(field) for field in root.iterfind("{*}meta/{*}volume")), "")
    published = next((text_of(field) for field in root.iterfind("{*}meta/{*}date")), "")
    if source.choose or local(root.tag) in DOCUMENTS:
        wanted = source.choose.translate(DASHES)
        for element, group in found:
            if not wanted or _number(element) == wanted:
                return _one(source, element, group, volume, published)
        numbers = ", ".join(_number(element) for element, _ in found[:_LISTED])
        raise UnreadableSource(source.name, f"has no document {source.choose}; it has {numbers}, …")
    body = FrBody(source.reading)
    tops: list[Draft] = []
    _issue(root, tops, body, volume)
    identity = Identity(dates={"published": published} if published else {})
    title = f"Federal Register, {published}" if published else "Federal Register issue"
    provisions = finish(tops, BILL)
    notices = tuple(remark.notice() for remark in body.remarks)
    return Document(
        "Federal Register issue", title, identity, "USLM", source.sha256, source.name, provisions, notices
    )


def _find(element: etree._Element, group: str, found: list[tuple[etree._Element, str]]) -> None:
    """Collect the documents of an issue with the name of the group they stand in."""
    name = local(element.tag)
    if name in DOCUMENTS:
        found.append((element, group))
        return
    if name in _GROUPS or name == "frDoc":
        for child in element:
            _find(
                child,
                name if name in ("rules", "proposedRules", "notices", "presidentialDocs") else group,
                found,
            )


def _number(element: etree._Element) -> str:
    """Return a document's number: ``2018-09910``."""
    field = element.find("{*}meta/{*}docNumber")
    return text_of(field).translate(DASHES)


def _one(source: Source, element: etree._Element, group: str, volume: str, published: str) -> Document:
    """Return one document of an issue as a document of its own."""
    body = FrBody(source.reading)
    draft = body.document(element, volume, alone=True)
    identity = _identity(element, volume, published)
    tops = list(draft.children)
    if draft.heading or draft.text or draft.apparatus:
        front = Draft("front matter", text=draft.text, apparatus=draft.apparatus)
        if draft.heading:
            front.add(Draft("text", text=draft.heading))
        tops.insert(0, front)
    kind = _kind(element, group, identity.action)
    place = identity.fr_citation or (f"FR Doc. {identity.fr_document}" if identity.fr_document else "")
    return Document(
        kind,
        document_name(draft.heading, kind, place),
        identity,
        "USLM",
        source.sha256,
        source.name,
        finish(tops, BILL),
        tuple(remark.notice() for remark in body.remarks),
    )


def _kind(element: etree._Element, group: str, action: str) -> str:
    """Tell a document's kind from its action line, and where that says nothing from where it stands."""
    name, line = local(element.tag), action.lower()
    if name == "presidentialDoc" or group == "presidentialDocs":
        return "presidential document"
    if name == "notice" or group == "notices":
        return "notice"
    if name == "proposedRule" or group == "proposedRules" or ("proposed" in line and group != "rules"):
        return "proposed rule"
    return kind_of_rule(action)


def _identity(element: etree._Element, volume: str, published: str) -> Identity:
    lines = [(local(line.tag), line) for line in element.iterfind("{*}preface/*")]
    page = text_of(element.find("{*}meta/{*}startingPage"))
    properties = [(line.get("role") or "", text_of(line)) for name, line in lines if name == "property"]
    dates = stated(" ".join(_caption(statement) for statement in element.iterfind(".//{*}statement")))
    if published:
        dates["published"] = published
    filed = filed_on(text_of(element.find("{*}notes/{*}frDocId")))
    if filed:
        dates["filed"] = filed
    return Identity(
        fr_document=_number(element),
        fr_citation=f"{volume} FR {page}" if volume and page else "",
        rins=rins(text for _, text in properties),
        dockets=dockets(text for role, text in properties if role == "DEPDOC"),
        agencies=tuple(_agencies(lines)),
        cfr_parts=cfr_parts(text_of(line) for name, line in lines if name == "affected"),
        action=next((_after_label(line) for name, line in lines if name == "action"), ""),
        dates=dates,
    )


def _caption(statement: etree._Element) -> str:
    """Return what a statement of dates says, without its heading; nothing for another statement."""
    if statement.get("role") not in ("effectiveDate", "dates"):
        return ""
    paragraphs = [child for content in statement.iterfind("{*}content") for child in content]
    return " ".join(text_of(child) for child in paragraphs if local(child.tag) != "heading")


def _agencies(lines: list[tuple[str, etree._Element]]) -> list[str]:
    return [
        text_of(line)
        for name, line in lines
        if name == "organization" and line.find("{*}headingText") is None
    ]


def _after_label(action: etree._Element) -> str:
    """Return an action line without its label: ``Final rule.`` of ``ACTION: Final rule.``."""
    return text_of(action).removeprefix("ACTION:").strip()


def _issue(element: etree._Element, tops: list[Draft], body: FrBody, volume: str) -> None:
    """Read the parts of an issue in document order."""
    for child in element:
        name = local(child.tag)
        if name in DOCUMENTS:
            tops.append(body.document(child, volume))
        elif name in _GROUPS:
            _issue(child, tops, body, volume)
        elif name == "preface":
            front = Draft("front matter", source_line=child.sourceline or 0)
            for line in child:
                body.aside(line, "preface", front)
            if front.apparatus:
                tops.append(front)
        elif name != "meta":
            holder = Draft("front matter", source_line=child.sourceline or 0)
            body.child(child, holder)
            if holder.text or holder.apparatus:
                tops.append(holder)
            else:
                tops.extend(holder.children)
