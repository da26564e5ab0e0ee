"""The samples: read without a notice, marked as models, in words of their own, showing what they were made for."""

from __future__ import annotations

import csv
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import lawdiff
from lawdiff.annotations.carry import carry
from lawdiff.annotations.place import place
from lawdiff.annotations.store import Store
from lawdiff.differ import compare
from lawdiff.parsers import parse
from lawdiff.parsers.locate import locate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lawdiff.annotations.carry import Carried
    from lawdiff.differ import Change, Comparison
    from lawdiff.differ.change import Part
    from lawdiff.parsers import Document

SAMPLES = Path(lawdiff.__file__).parent / "samples"
PROPOSAL, RULE = "proposed-rule-2020.xml", "interim-final-rule-2025.xml"
BILL, ACT = "bill-house-2025.xml", "act-enacted-2025.xml"
BEFORE = ("cfr-8-215-2020.xml", "cfr-8-235-2020.xml")
DOCUMENTS = (PROPOSAL, RULE, BILL, ACT, *BEFORE)


@cache
def read(name: str) -> Document:
    return parse(SAMPLES / name)


@cache
def compared(old: str, new: str) -> Comparison:
    return compare(read(old), read(new))


def rows(name: str) -> list[dict[str, str]]:
    with (SAMPLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# --- what they are ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", DOCUMENTS)
def test_read_without_a_notice(name: str) -> None:
    assert read(name).notices == ()


@pytest.mark.parametrize(
    ("name", "kind", "family"),
    [
        (PROPOSAL, "proposed rule", "Federal Register"),
        (RULE, "interim final rule", "Federal Register"),
        (BILL, "bill", "bill.dtd"),
        (ACT, "public law", "USLM"),
        (BEFORE[0], "CFR part", "eCFR"),
        (BEFORE[1], "CFR part", "eCFR"),
    ],
)
def test_kind_and_family(name: str, kind: str, family: str) -> None:
    assert (read(name).kind, read(name).family) == (kind, family)


def test_identity_of_the_rules() -> None:
    proposal, rule = read(PROPOSAL).identity, read(RULE).identity
    assert proposal.rins == rule.rins == ("1651-AB12",)
    assert proposal.cfr_parts == rule.cfr_parts == ("8 CFR 215", "8 CFR 235")
    assert (proposal.fr_document, proposal.fr_citation) == ("2020-24707", "85 FR 74162")
    assert (rule.fr_document, rule.fr_citation) == ("2025-19655", "90 FR 48604")
    assert "USCBP-2020-0062" in proposal.dockets
    assert "USCBP-2025-0033" in rule.dockets
    assert rule.action == "Interim final rule; request for comments."
    assert rule.dates["effective"] == "2025-12-26"
    assert rule.dates["comments close"] == "2025-11-26"


def test_identity_of_the_bill_and_the_act() -> None:
    bill, act = read(BILL).identity, read(ACT).identity
    assert (bill.congress, bill.number, bill.stage) == ("119", "H.R. 1", "engrossed-in-house")
    assert (act.congress, act.number) == ("119", "Public Law 119-21")
    assert act.dates["approved"] == "2025-07-04"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_marked_as_a_model_at_its_top_and_in_its_words(name: str) -> None:
    source = (SAMPLES / name).read_text(encoding="utf-8")
    comment = re.search(r"<!--(.*?)-->", source, re.DOTALL)
    assert comment is not None
    assert "Written for lawdiff, modelled on" in comment[1]
    assert source.index(comment[0]) < 300
    assert "model" in re.sub(r"<!--.*?-->", "", source, flags=re.DOTALL).casefold()


@pytest.mark.parametrize("name", [PROPOSAL, RULE])
def test_signed_by_an_office_and_no_person(name: str) -> None:
    source = (SAMPLES / name).read_text(encoding="utf-8")
    assert "<TITLE>Secretary of Homeland Security.</TITLE>" in source
    assert "<NAME>" not in source


@pytest.mark.parametrize("name", [PROPOSAL, RULE, BILL, ACT])
def test_long_enough_to_convince(name: str) -> None:
    words = sum(len(provision.own_words.split()) for provision in read(name).provisions)
    assert 2300 < words < 4500


def test_readme_tells_of_every_file() -> None:
    readme = (SAMPLES / "README.md").read_text(encoding="utf-8")
    for path in sorted(SAMPLES.glob("*.xml")) + sorted(SAMPLES.glob("*.csv")):
        assert f"`{path.name}`" in readme


@pytest.mark.parametrize("name", [PROPOSAL, RULE])
def test_what_is_revised_stood_in_the_regulation_before(name: str) -> None:
    before = {address for base in BEFORE for address in read(base).by_address}
    for section, revised in (("215.8", "ab"), ("235.1", "f")):
        for paragraph in revised:
            assert f"cfr/t8/s{section}/{paragraph}" in read(name).by_address
            assert any(address.endswith(f"s{section}/{paragraph}") for address in before)
    assert not any(address.endswith("s215.8/d") for address in before)


# --- what changed between them ---------------------------------------------------------------------------------

UNITS_OF_THE_RULE: list[tuple[tuple[str, ...], tuple[str, ...], str]] = [
    (("preamble/II",), ("preamble/III",), "renumbered"),
    (("preamble/II/A",), ("preamble/III/A",), "edited"),
    (("preamble/II/D",), ("preamble/III/C",), "edited renumbered"),
    (("preamble/II/C",), (), "removed"),
    (("preamble/III",), ("preamble/V",), "renumbered"),
    (("preamble/III/C",), ("preamble/V/D",), "edited renumbered"),
    (("preamble/IV",), ("preamble/VI",), "renumbered"),
    (("preamble/IV/C",), ("preamble/VI/C", "preamble/VI/D"), "edited split"),
    (("preamble/IV/D",), ("preamble/VI/E",), "edited renumbered"),
    (("preamble/IV/E",), ("preamble/III/D",), "edited moved"),
    (("preamble/V/A",), ("preamble/VII/B",), "edited renumbered"),
    (("preamble/V/C", "preamble/V/D"), ("preamble/VII/D",), "edited merged"),
    ((), ("preamble/II",), "added"),
    ((), ("preamble/IV",), "added"),
    ((), ("preamble/V/C",), "added"),
    ((), ("preamble/VII/A",), "added"),
    (("cfr/t8/s215.8",), ("cfr/t8/s215.8",), "edited"),
    (("cfr/t8/s235.1",), ("cfr/t8/s235.1",), "edited"),
    ((), ("cfr/t8/s215.10",), "added"),
]
UNITS_OF_THE_ACT: list[tuple[tuple[str, ...], tuple[str, ...], str]] = [
    (("s113001",), ("s72001",), "edited renumbered"),
    (("s60001",), ("s90001",), "edited renumbered"),
    (("s60002",), ("s90002", "s100053"), "edited split"),
    (("s60003",), ("s90004",), "edited renumbered"),
    (("s60004", "s60006"), ("s90005",), "edited merged"),
    (("s60005",), ("s90006",), "renumbered"),
    (("s70001",), ("s100001",), "renumbered"),
    (("s70002",), ("s100002",), "edited renumbered"),
    (("s70008",), ("s100007",), "renumbered"),
    (("s70011",), (), "removed"),
    (("s70017",), ("s100014",), "edited renumbered"),
    (("s70101",), ("s90003",), "edited moved"),
    (("s70102", "s70103", "s70105"), ("s100052",), "edited merged"),
    ((), ("s90007",), "added"),
    ((), ("s100051",), "added"),
]
PARTS_OF_THE_RULE = [
    ("cfr/t8/s215.8/a/1", "cfr/t8/s215.8/a/1", "edited"),
    ("cfr/t8/s215.8/a/2/i", "cfr/t8/s215.8/a/2/i", "unchanged"),
    ("cfr/t8/s215.8/a/2/iii", "cfr/t8/s215.8/a/2/iv", "unchanged renumbered"),
    ("cfr/t8/s215.8/a/2/iv", "cfr/t8/s215.8/a/2/v", "unchanged renumbered"),
    ("", "cfr/t8/s215.8/a/2/iii", "added"),
    ("cfr/t8/s215.8/a/3", "cfr/t8/s215.8/e", "edited renumbered moved"),
    ("cfr/t8/s215.8/a/4", "cfr/t8/s215.8/a/3", "edited renumbered"),
    ("cfr/t8/s215.8/b", "cfr/t8/s215.8/b", "unchanged"),
    ("", "cfr/t8/s215.8/d/2", "added"),
    ("cfr/t8/s235.1/f/1/ii", "cfr/t8/s235.1/f/1/ii", "unchanged"),
    ("cfr/t8/s235.1/f/1/iv/C", "cfr/t8/s235.1/f/1/iv/D", "unchanged renumbered"),
    ("", "cfr/t8/s235.1/f/1/iv/C", "added"),
]
PARTS_OF_THE_ACT = [
    ("s60003/a/3", "s90004/a/4", "edited renumbered"),
    ("s60003/b", "s90004/b", "edited"),
    ("s60003/c", "s90004/a/2", "edited renumbered moved"),
    ("s60003/g", "s90004/c", "edited renumbered"),
    ("s60003/d", "", "removed"),
    ("", "s90004/a/5", "added"),
    ("s70009/b", "s100008/c", "unchanged renumbered"),
    ("s70101/b", "s90003/b", "unchanged"),
    ("s60006", "s90005/a", "edited moved"),
    ("s60006/1", "s90005/a/1", "unchanged"),
]


def facts(change: Change | Part) -> set[str]:
    flags = {name for name in ("renumbered", "moved", "split", "merged") if getattr(change, name, False)}
    return flags | {change.relation}


def found(expected: str, there: Iterable[set[str]]) -> bool:
    """Say whether one of them has the facts; a unit only renumbered counts as edited, its number is in its words."""
    return any(set(expected.split()) <= each for each in there)


@pytest.mark.parametrize(
    ("pair", "old", "new", "expected"),
    [
        *(((PROPOSAL, RULE), *row) for row in UNITS_OF_THE_RULE),
        *(((BILL, ACT), *row) for row in UNITS_OF_THE_ACT),
    ],
)
def test_planted_change_of_a_unit(
    pair: tuple[str, str], old: tuple[str, ...], new: tuple[str, ...], expected: str
) -> None:
    there = [
        facts(change)
        for change in compared(*pair).changes
        if {unit.address for unit in change.old} == set(old)
        and {unit.address for unit in change.new} == set(new)
    ]
    assert found(expected, there), f"{old} -> {new} is {there}"


@pytest.mark.parametrize(
    ("pair", "old", "new", "expected"),
    [
        *(((PROPOSAL, RULE), *row) for row in PARTS_OF_THE_RULE),
        *(((BILL, ACT), *row) for row in PARTS_OF_THE_ACT),
    ],
)
def test_planted_change_of_a_provision(pair: tuple[str, str], old: str, new: str, expected: str) -> None:
    there = [
        facts(part)
        for change in compared(*pair).changes
        for part in change.parts
        if (part.old.address if part.old else "") == old and (part.new.address if part.new else "") == new
    ]
    assert found(expected, there), f"{old} -> {new} is {there}"


@pytest.mark.parametrize(
    ("pair", "old", "new"),
    [
        ((PROPOSAL, RULE), "14 days", "12 hours"),
        ((PROPOSAL, RULE), "$381.5 million", "$412.9 million"),
        ((BILL, ACT), "$4,000,000,000,000", "$5,000,000,000,000"),
        ((BILL, ACT), "$12,000,000,000", "$10,000,000,000"),
        ((BILL, ACT), "$673,000,000", ""),
        ((BILL, ACT), "", "$6,168,000,000"),
    ],
)
def test_planted_figure(pair: tuple[str, str], old: str, new: str) -> None:
    assert (old, new) in {(figure.old, figure.new) for figure in compared(*pair).figures}


# --- notes, tags and links -------------------------------------------------------------------------------------

ROLES = {"analyst", "scholar-1", "scholar-2"}
MOMENT = re.compile(r"2025-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def test_every_note_can_be_placed() -> None:
    for note in rows("notes.csv"):
        target = place(read(note["document"]), note["at"], note["quote"])
        assert target.address
        assert target.quote == note["quote"]


def test_both_ends_of_every_link_can_be_found() -> None:
    for link in rows("links.csv"):
        assert locate(read(link["source"]), link["source_at"]).address
        assert locate(read(link["target"]), link["target_at"]).address


def test_a_link_ties_the_rule_to_the_money() -> None:
    ties = {
        (link["source_at"], link["target_at"])
        for link in rows("links.csv")
        if link["relation"] == "funded by"
    }
    assert ("8 CFR 215.8(a)", "sec. 90004(a)(4)") in ties


def test_notes_have_tags_of_the_codebook_and_authors_after_their_role() -> None:
    tags = {tag["name"] for tag in rows("codebook.csv")}
    for entry in rows("notes.csv"):
        assert set(entry["tags"].split(";")) <= tags
    for entry in [*rows("notes.csv"), *rows("links.csv")]:
        assert entry["author"] in ROLES
        assert MOMENT.fullmatch(entry["created"])


def test_codebook_holds_what_was_asked_for_and_a_child() -> None:
    tags = {tag["name"]: tag for tag in rows("codebook.csv")}
    asked = {"who is covered", "where", "technology", "retention", "opt-out", "funding", "procedure"}
    assert asked <= set(tags)
    assert all(re.fullmatch(r"#[0-9a-f]{6}", tag["colour"]) for tag in tags.values())
    assert {tag["parent"] for tag in tags.values()} - {""} <= set(tags)
    assert any(tag["parent"] for tag in tags.values())


def test_ids_are_unique_and_the_proposal_has_many_notes() -> None:
    entries = [*rows("notes.csv"), *rows("links.csv")]
    assert max(Counter(entry["id"] for entry in entries).values()) == 1
    counts = Counter(note["document"] for note in rows("notes.csv"))
    assert counts[PROPOSAL] >= 12
    assert all(counts[name] for name in (RULE, BILL, ACT))


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Carried]:
    """Carry all notes, proposal to rule and bill to act; what became of each, by the note's id."""
    with Store(tmp_path_factory.mktemp("samples") / "notes.db") as store:
        for note in rows("notes.csv"):
            store.add_note(
                read(note["document"]),
                note["at"],
                note["body"],
                quote=note["quote"],
                tags=note["tags"].split(";"),
                author=note["author"],
                created=note["created"],
                id=note["id"],
            )
        carried: list[Carried] = []
        for old, new in ((PROPOSAL, RULE), (BILL, ACT)):
            carried += carry(store, read(old), read(new), compared(old, new).crosswalk)
    return {each.note: each for each in carried}


@pytest.mark.parametrize(
    ("note", "state", "addresses"),
    [
        ("note-scope-all-aliens", "carried", ["cfr/t8/s215.8/a/1"]),
        ("note-age-exemption", "carried", ["cfr/t8/s215.8/a/2/i"]),
        ("note-joint-determination", "moved", ["cfr/t8/s215.8/a/2/iv"]),
        ("note-retention-14-days", "carried-edited", ["cfr/t8/s215.8/e"]),
        ("note-signs-only", "carried-edited", ["cfr/t8/s215.8/a/3"]),
        ("note-opt-out-no-reason", "moved", ["cfr/t8/s215.8/d/1"]),
        ("note-lesson-of-pilots", "ambiguous", [""]),
        ("note-share-of-departures", "orphaned", [""]),
        ("note-retention-heading", "split", ["preamble/VI/C", "preamble/VI/D"]),
        ("note-retention-75-years", "moved", ["preamble/VI/C/p1"]),
        ("note-preamble-14-days", "carried-edited", ["preamble/VI/D/p1"]),
        ("note-accuracy-testing", "carried-edited", ["preamble/III/D"]),
        ("note-net-cost", "carried-edited", ["preamble/VII/B/p1"]),
        ("note-asylum-fee", "carried-edited", ["s100002/b"]),
        ("note-continuance-fee", "orphaned", [""]),
    ],
)
def test_where_a_note_ends_up(
    outcomes: dict[str, Carried], note: str, state: str, addresses: list[str]
) -> None:
    outcome = outcomes[note]
    assert outcome.state == state
    assert [target.address for target in outcome.new] == addresses


# --- in words of their own -------------------------------------------------------------------------------------

LENGTH = 12
"""Words in a row that nobody writes twice by chance; names, citations and set phrases are taken out before."""

SET_PHRASES = (
    "be it enacted by the senate and house of representatives of the united states of america in congress assembled",
    "collection of biometric data from aliens upon entry to and departure from the united states",
    "requirements for biometric identifiers from aliens on departure from the united states",
    "intelligence reform and terrorism prevention act of 2004",
    "homeland security act of 2002",
    "immigration and nationality act",
    "unfunded mandates reform act of 1995",
    "office of management and budget",
    "department of homeland security",
    "secretary of homeland security",
    "u s customs and border protection",
    "title 31 united states code",
    r"\d+ (?:u s c|cfr) [0-9]+(?: [a-z0-9]{1,3}\b)*",
)
_SET_PHRASE = re.compile("|".join(SET_PHRASES))
_WORD = re.compile(r"[a-z0-9]+")


def shingles(text: str) -> Iterator[str]:
    """Yield all stretches of `LENGTH` words, set phrases replaced by a sign that no word is."""
    plain = " ".join(_WORD.findall(text.casefold()))
    words = _SET_PHRASE.sub("~", plain).split()
    for start in range(len(words) - LENGTH + 1):
        yield " ".join(words[start : start + LENGTH])


@pytest.mark.corpus
def test_no_sentence_is_copied_from_a_real_document(corpus: Path) -> None:
    own = {
        shingle: f"{name} {provision.address}"
        for name in DOCUMENTS
        for provision in read(name).provisions
        if "table-of-contents" not in provision.address  # headings again, and those are facts
        for shingle in shingles(provision.text)
    }
    own |= {shingle: note["id"] for note in rows("notes.csv") for shingle in shingles(note["body"])}
    assert len(own) > 4000
    copied = {
        f"{own[shingle]}: {shingle}"
        for path in sorted(corpus.rglob("*"))
        if path.suffix in {".xml", ".txt", ".md"}
        for shingle in shingles(re.sub(r"<[^>]*>", " ", path.read_text(encoding="utf-8", errors="replace")))
        if shingle in own
    }
    assert copied == set()
