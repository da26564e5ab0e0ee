"""What a batch compares: pairs from a folder, by what the documents are, and pairs from a manifest."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from builders import NEW, OLD, bill
from folders import Threads, numbered, quiet
from hypothesis import given
from hypothesis import strategies as st

from lawdiff.corpora.batch import plan_folder
from lawdiff.corpora.errors import BadManifest
from lawdiff.corpora.manifest import read_manifest
from lawdiff.corpora.pair import LONGEST_NAME, file_name
from lawdiff.corpora.version import Version, identify, stage_rank

if TYPE_CHECKING:
    from lawdiff.corpora.pair import Plan

SAMPLES = Path(__file__).resolve().parent.parent / "samples"

USLM = """<{root} xmlns="http://xml.house.gov/schemas/uslm/1.0"><meta><docNumber>{number}</docNumber>
<docPublicationName>Online@{point}</docPublicationName></meta>
<main><title identifier="/us/usc/t{number}"><num value="{number}">Title {number}—</num>
<heading>FLAGS</heading><section identifier="/us/usc/t{number}/s1"><num value="1">§ 1.</num><heading> Flag</heading>
<content><p>{text}</p></content></section></title></main></{root}>"""

LAW = """<pLaw xmlns="http://schemas.gpo.gov/xml/uslm"><meta><congress>119</congress><docNumber>77</docNumber>
<publicPrivate>public</publicPrivate></meta><main><longTitle><docTitle>An Act</docTitle>
<officialTitle>To collect images.
<sidenote><p>[H.R. 99]</p></sidenote></officialTitle></longTitle>
<section><num value="1">SECTION 1. </num><heading>SHORT TITLE.</heading>
<content>This Act may be cited as the Gate Cameras Act.</content></section></main></pLaw>"""

WAY = [
    "introduced-in-house",
    "reported-in-house",
    "placed-on-calendar-house",
    "engrossed-in-house",
    "received-in-senate",
    "referred-in-senate",
    "reported-in-senate",
    "placed-on-calendar-senate",
    "engrossed-amendment-senate",
    "engrossed-amendment-house",
    "printed-at-somebody's-wish",
    "enrolled-bill",
    "enacted",
]
"""The stages of a bill that begins in the House, in order."""


def plan(folder: Path) -> Plan:
    with Threads() as workers:
        return plan_folder(folder, workers, quiet)


def shown(found: Plan) -> list[tuple[str, str, str]]:
    return [(pair.group, pair.old.shown, pair.new.shown) for pair in found.pairs]


def test_stages_follow_the_way_through_both_chambers() -> None:
    assert sorted(WAY, key=lambda stage: stage_rank(stage, "H.R. 1")) == WAY
    other = {"house": "senate", "senate": "house"}
    swapped = [re.sub("house|senate", lambda match: other[match[0]], stage) for stage in WAY]
    assert sorted(swapped, key=lambda stage: stage_rank(stage, "S. 1")) == swapped


def test_versions_are_told_by_content_and_put_in_order(tmp_path: Path) -> None:
    stages = ["Enrolled-Bill", "Introduced-in-House", "Engrossed-in-House", "Received-in-Senate"]
    for place, stage in enumerate(stages):
        (tmp_path / f"{place}.xml").write_bytes(bill(OLD if place % 2 else NEW, stage))
    (tmp_path / "law.XML").write_text(LAW, "utf-8")
    (tmp_path / "other.xml").write_bytes(numbered(7, "Introduced-in-House"))
    (tmp_path / "copy.xml").write_bytes((tmp_path / "1.xml").read_bytes())
    (tmp_path / "notes.txt").write_text("no document", "utf-8")
    (tmp_path / "bad.xml").write_text("<html></html>", "utf-8")
    (tmp_path / ".hidden.xml").write_text("<html></html>", "utf-8")
    found = plan(tmp_path)
    group = "H.R. 99, 119th Congress"
    assert shown(found) == [
        (group, "1.xml", "2.xml"),
        (group, "2.xml", "3.xml"),
        (group, "3.xml", "0.xml"),
        (group, "0.xml", "law.XML"),
    ]
    assert found.pairs[0].name == "hr-99-119th-congress_introduced-in-house_engrossed-in-house"
    assert {item.file: item.why for item in found.passed_over} == {
        "bad.xml": "is an HTML page, not legal XML; official sources publish the XML beside it",
        "copy.xml": "has the same bytes as 1.xml",
        "other.xml": "is the only version here (H.R. 7, 119th Congress)",
    }


def test_release_points_are_ordered_as_numbers(tmp_path: Path) -> None:
    for name, number, point in (
        ("a", 4, "117-80"),
        ("b", 4, "117-9not8"),
        ("c", 4, "113-100"),
        ("d", 13, "113-31"),
    ):
        text = USLM.format(root="uscDoc", number=number, point=point, text=f"As of {point}.")
        (tmp_path / f"{name}.xml").write_text(text, "utf-8")
    assert shown(plan(tmp_path)) == [("4 U.S.C.", "c.xml", "b.xml"), ("4 U.S.C.", "b.xml", "a.xml")]


def test_a_rule_is_compared_with_its_proposal(tmp_path: Path) -> None:
    for name in ("proposed-rule-2020.xml", "interim-final-rule-2025.xml"):
        (tmp_path / name).write_bytes((SAMPLES / name).read_bytes())
    (pair,) = shown(plan(tmp_path))
    assert pair[0].startswith("RIN ")
    assert pair[1:] == ("proposed-rule-2020.xml", "interim-final-rule-2025.xml")


def test_a_document_that_amends_nothing_is_no_version_of_a_rule(tmp_path: Path) -> None:
    proposal = (SAMPLES / "proposed-rule-2020.xml").read_text("utf-8")
    reopened = re.sub("<LSTSUB>.*(?=</SUPLINF>)", "", proposal, flags=re.DOTALL)
    version = identify("reopened.xml", reopened.encode())
    assert isinstance(version, Version)
    assert not version.amends
    (tmp_path / "proposal.xml").write_text(proposal, "utf-8")
    (tmp_path / "reopened.xml").write_text(reopened, "utf-8")
    (tmp_path / "rule.xml").write_bytes((SAMPLES / "interim-final-rule-2025.xml").read_bytes())
    found = plan(tmp_path)
    assert [pair[1:] for pair in shown(found)] == [("proposal.xml", "rule.xml")]
    assert found.passed_over[0].why.startswith("amends no text (RIN ")


@pytest.mark.corpus
def test_real_versions_are_put_in_order(corpus: Path) -> None:
    chain = [pair for pair in shown(plan(corpus / "bills")) if pair[0] == "H.R. 1, 119th Congress"]
    stages = ["BILLS-119hr1rh", "BILLS-119hr1eh", "BILLS-119hr1pcs", "BILLS-119hr1enr", "PLAW-119publ21"]
    files = [f"119hr1/{stage}.xml" for stage in stages]
    assert [pair[1:] for pair in chain] == list(pairwise(files))


CSV = "old,new,name,reading,hide\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "begins with no header"),
        ("from,to\na,b\n", "begins with no header that names old and new"),
        ("old,new\n", "lists no pair"),
        ("old,new\na.xml,\n", "m.csv:2: names no new document"),
        ("old,new\na.xml,b.xml,c.xml\n", "m.csv:2: has more cells than the header"),
        ("old,new,at\na.xml,b.xml,s1\n", "m.csv:2: the column 'at' is none of old, new, name, reading, hide"),
        (CSV + "a,b,one,,\na,b,ONE,,\n", "m.csv:3: the name 'ONE' is taken by line 2"),
        (CSV + "a,b,,both,\n", "m.csv:2: the reading 'both' is none of inserted, struck"),
        (CSV + "a,b,,,small\n", "m.csv:2: 'small' in hide is none of"),
        ("old,new\n-,b.xml\n", "m.csv:2: '-' is no file"),
        ('old,new\n"a.xml,b.xml\n', "is not well-formed CSV"),
        ('{"old": "a", "new": "b"}\n{"old": "a"\n', "m.csv:2: is not a JSON object on one line"),
        ('{"old": "a", "new": 3}\n', "m.csv:1: is not a JSON object whose values are texts"),
        ('{"old": "a"}\n', "m.csv:1: names no new document"),
    ],
)
def test_a_manifest_that_cannot_be_followed_gets_one_line(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(BadManifest) as caught:
        read_manifest(path)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("data", [b"\xff\xfe\x00old", None])
def test_a_manifest_that_cannot_be_read_gets_one_line(data: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(BadManifest, match="not text in UTF-8" if data else "cannot be read"):
        read_manifest(path)


def test_csv_and_json_lines_say_the_same(tmp_path: Path) -> None:
    (tmp_path / "c").write_text(
        CSV + 'x/a.xml,b.xml#2024-1,,struck,"conforming, editorial"\na.xml,b.xml,,,\na.xml,b.xml,,,\n',
        "utf-8-sig",
    )
    (tmp_path / "j").write_text(
        '{"old": "x/a.xml", "new": "b.xml#2024-1", "reading": "struck", "hide": "conforming,editorial"}\n\n'
        + '{"old": "a.xml", "new": "b.xml"}\n' * 2,
        "utf-8",
    )
    first, second = read_manifest(tmp_path / "c"), read_manifest(tmp_path / "j")
    assert first.pairs == second.pairs
    assert [pair.name for pair in first.pairs] == ["a_b-2024-1", "a_b", "a_b-2"]
    assert first.pairs[0].new.path == tmp_path / "b.xml"
    assert (first.pairs[0].new.choose, first.pairs[0].new.shown) == ("2024-1", "b.xml#2024-1")
    assert first.pairs[0].options == {"reading": "struck", "hide": "conforming,editorial"}
    assert read_manifest(tmp_path / "j", "struck").pairs[1].reading == "struck"


@given(st.lists(st.text(), max_size=4))
def test_a_name_is_safe_for_a_folder(words: list[str]) -> None:
    name = file_name(words)
    assert re.fullmatch(r"[a-z0-9][a-z0-9._-]*", name)
    assert len(name) <= LONGEST_NAME
    assert not name.endswith(".")
