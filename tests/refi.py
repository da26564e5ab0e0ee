"""The rules of REFI-QDA 1.0, from the standard's tables of elements, as far as text and codes go."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from xml.etree import ElementTree as ET

CODEBOOK, PROJECT = "{urn:QDA-XML:codebook:1.0}", "{urn:QDA-XML:project:1.0}"
GUID = re.compile(r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
NATURAL = re.compile(r"\d+")
ANY = re.compile(r".*", re.DOTALL)
MADE = {"creatingUser": GUID, "creationDateTime": TIME}


@dataclass(frozen=True)
class Rule:
    """What an element must have, may have, and holds, in this order; ``+`` marks what must be there."""

    required: dict[str, re.Pattern[str]] = field(default_factory=dict)
    optional: dict[str, re.Pattern[str]] = field(default_factory=dict)
    children: tuple[str, ...] = ()


TEXT = Rule()
CODE = Rule(
    {"guid": GUID, "name": ANY, "isCodable": re.compile("true|false|0|1")},
    {"color": re.compile("#[0-9A-Fa-f]{6}")},
    ("Description", "NoteRef", "Code"),
)
SOURCE = Rule(
    {"guid": GUID},
    {"name": ANY, "plainTextPath": re.compile(r"internal://[^/]+"), "modifiedDateTime": TIME, **MADE},
    ("Description", "PlainTextContent", "PlainTextSelection", "Coding", "NoteRef"),
)
RULES = {
    "Project": Rule(
        {"name": ANY},
        {"origin": ANY},
        ("Users", "CodeBook", "Variables", "Cases", "Sources", "Notes", "Links"),
    ),
    "Users": Rule(children=("User+",)),
    "User": Rule({"guid": GUID}, {"name": ANY, "id": ANY}),
    "CodeBook": Rule(optional={"origin": ANY}, children=("Codes+", "Sets")),
    "Codes": Rule(children=("Code+",)),
    "Code": CODE,
    "Sources": Rule(children=("TextSource+",)),
    "TextSource": SOURCE,
    "PlainTextSelection": Rule(
        {"guid": GUID, "startPosition": NATURAL, "endPosition": NATURAL},
        {"name": ANY, **MADE},
        ("Description", "Coding", "NoteRef"),
    ),
    "Coding": Rule({"guid": GUID}, MADE, ("CodeRef+", "NoteRef")),
    "CodeRef": Rule({"targetGUID": GUID}),
    "NoteRef": Rule({"targetGUID": GUID}),
    "Notes": Rule(children=("Note+",)),
    "Note": SOURCE,
    "Description": TEXT,
    "PlainTextContent": TEXT,
}


def _check(element: ET.Element, namespace: str) -> None:
    assert element.tag.startswith(namespace), element.tag
    name = element.tag.removeprefix(namespace)
    rule = RULES[name]
    for key, value in element.attrib.items():
        allowed = rule.required.get(key) or rule.optional[key]
        assert allowed.fullmatch(value), (name, key, value)
    assert set(rule.required) <= set(element.attrib), (name, element.attrib)
    order = [child.rstrip("+") for child in rule.children]
    found = [child.tag.removeprefix(namespace) for child in element]
    assert [order.index(child) for child in found] == sorted(order.index(child) for child in found), (
        name,
        found,
    )
    assert {child.rstrip("+") for child in rule.children if child.endswith("+")} <= set(found), (name, found)
    if rule is not TEXT:
        assert not (element.text or "").strip()
    for child in element:
        _check(child, namespace)


def check_codebook(text: str, *, codes: bool = True) -> None:
    """Hold a codebook against the rules."""
    root = ET.fromstring(text.encode())  # noqa: S314 - the tests' own
    if codes:
        _check(root, CODEBOOK)
    assert root.tag == f"{CODEBOOK}CodeBook"


def check_project(data: bytes) -> dict[str, bytes]:
    """Hold a project against the rules; return its files."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        files = {name: archive.read(name) for name in archive.namelist()}
    root = ET.fromstring(files["project.qde"])  # noqa: S314 - the tests' own
    _check(root, PROJECT)
    guids = [element.get("guid", "") for element in root.iter() if element.get("guid")]
    assert len(guids) == len(set(guids))
    for element in root.iter():
        for key in ("targetGUID", "creatingUser"):
            assert element.get(key, guids[0]) in guids, (element.tag, key)
    for source in root.iter(f"{PROJECT}TextSource"):
        text = files["Sources/" + source.get("plainTextPath", "").removeprefix("internal://")].decode()
        for selection in source.iter(f"{PROJECT}PlainTextSelection"):
            start, end = int(selection.get("startPosition", "")), int(selection.get("endPosition", ""))
            assert 0 <= start < end <= len(text)
    return files
