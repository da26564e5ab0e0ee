"""Addresses on the government's sites, and the links of the terminal that lead there."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from builders import NEW, OLD, document

from lawdiff.cli.output import has_links
from lawdiff.differ import compare
from lawdiff.parsers.document import Document, Identity
from lawdiff.render.beside import beside
from lawdiff.render.terminal import ComparisonView, Screen, to_text
from lawdiff.render.web import document_url, ordinal, provision_url

LINK = re.compile(r"\x1b\]8;([^;]*);([^\x1b]*)\x1b\\")


def named(**fields: str) -> Document:
    """Return a document with this identity."""
    return replace(document(OLD), identity=Identity(**fields))  # type: ignore[arg-type]  # text fields only


@pytest.mark.parametrize(
    ("fields", "url"),
    [
        ({"number": "H.R. 1", "congress": "119"}, "https://www.congress.gov/bill/119th-congress/house-bill/1/text"),
        ({"number": "S.J. Res. 2", "congress": "101"}, "https://www.congress.gov/bill/101st-congress/senate-joint-resolution/2/text"),
        ({"number": "Public Law 119-21"}, "https://www.govinfo.gov/link/plaw/119/public/21"),
        ({"fr_document": "2020-24707"}, "https://www.federalregister.gov/d/2020-24707"),
        ({"number": "H.R. 1"}, ""),
        ({"number": "H.R. 1\x1b]8;;evil", "congress": "119"}, ""),
        ({"fr_document": "2020-24707/../evil"}, ""),
        ({}, ""),
    ],
)  # fmt: skip
def test_a_document_is_found_by_its_identity(fields: dict[str, str], url: str) -> None:
    assert document_url(named(**fields)) == url


@pytest.mark.parametrize(
    ("citation", "family", "url"),
    [
        ("8 CFR 215.8(a)(1)", "Federal Register", "https://www.ecfr.gov/current/title-8/section-215.8"),
        ("37 CFR 1.17", "CFR", "https://www.govinfo.gov/link/cfr/37/1?sectionnum=17&year=2011"),
        ("13 U.S.C. 221(b)", "USLM", "https://www.govinfo.gov/link/uscode/13/221"),
        ("sec. 2", "bill.dtd", "https://www.congress.gov/bill/119th-congress/house-bill/1/text"),
    ],
)
def test_a_provision_is_found_by_its_citation(citation: str, family: str, url: str) -> None:
    home = replace(named(number="H.R. 1", congress="119", edition="2011-07-01"), family=family)
    assert provision_url(replace(home.body[0], citation=citation), home) == url


def test_ordinals() -> None:
    assert [ordinal(number) for number in (1, 2, 3, 4, 11, 112, 113, 121)] == [
        "1st", "2nd", "3rd", "4th", "11th", "112th", "113th", "121st",
    ]  # fmt: skip


def test_links_are_there_only_where_the_terminal_has_them_and_always_the_same() -> None:
    view = ComparisonView(compare(document(OLD), document(NEW, "Enrolled-Bill")), beside())
    linked = to_text(view, Screen(80, colour=True, links=True))
    found = LINK.findall(linked)
    assert {url for _, url in found} == {
        "",
        "https://www.congress.gov/bill/119th-congress/house-bill/99/text",
    }
    assert {identifier for identifier, _ in found} == {""}
    assert linked == to_text(view, Screen(80, colour=True, links=True))
    assert LINK.sub("", linked) == to_text(view, Screen(80, colour=True))
    assert "\x1b]8" not in to_text(view, Screen(80))


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "linux"}, False),
        ({"TERM": "xterm-kitty"}, True),
        ({"TERM": "xterm-256color", "VTE_VERSION": "7200"}, True),
        ({"TERM": "xterm-256color", "VTE_VERSION": "4500"}, False),
        ({"TERM_PROGRAM": "WezTerm"}, True),
        ({"TERM_PROGRAM": "WezTerm", "FORCE_HYPERLINK": "0"}, False),
        ({"TERM": "xterm", "FORCE_HYPERLINK": "1"}, True),
    ],
)
def test_a_terminal_is_known_by_what_it_calls_itself(environment: dict[str, str], *, expected: bool) -> None:
    assert has_links(environment) is expected
