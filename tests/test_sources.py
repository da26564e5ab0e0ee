"""Asking the publishers: what each name leads to, what is kept, and what the environment says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from asking import LAW, LAW_FILE, Time, get, refusal
from publishers import NEWEST_DAY, Fault, Publishers, Resource, sample

import lawdiff
from lawdiff.sources.client import Client
from lawdiff.sources.errors import SourceError
from lawdiff.sources.fetch import fetch_all, fetch_one, understood
from lawdiff.sources.question import Question
from lawdiff.sources.services import services
from lawdiff.sources.settings import Settings, settings


@pytest.mark.parametrize(
    ("name", "label", "where", "file", "kind"),
    [
        ("2020-24707", "FR 2020-24707", "/2020/11/19/2020-24707.xml", "2020-24707.xml", "proposed rule"),
        ("90 FR 48604", "FR 2025-19655", "/2025-19655.xml", "2025-19655.xml", "interim final rule"),
        ("90 FR 48,610", "FR 2025-19655", "/2025-19655.xml", "2025-19655.xml", "interim final rule"),
        (
            "8 CFR 215.8 @ 2025-12-25",
            "8 CFR 215 @ 2025-12-25",
            "/api/versioner/v1/full/2025-12-25/title-8.xml?part=215",
            "8-CFR-215@2025-12-25.xml",
            "CFR part",
        ),
        (
            "8 CFR 215",
            f"8 CFR 215 @ {NEWEST_DAY}",
            f"/full/{NEWEST_DAY}/title-8.xml?part=215",
            f"8-CFR-215@{NEWEST_DAY}.xml",
            "CFR part",
        ),
        (
            "8 CFR 215 @ 2020",
            "8 CFR 215 @ 2020",
            "vol1-part215.xml",
            "CFR-2020-title8-part215.xml",
            "CFR part",
        ),
        ("H.R. 1 (119th) engrossed", "119 hr 1 eh", "/BILLS-119hr1eh.xml", "BILLS-119hr1eh.xml", "bill"),
        ("119 hr 1", "119 hr 1 eh", "/BILLS-119hr1eh.xml", "BILLS-119hr1eh.xml", "bill"),
        ("Public Law 119-21", "PL 119-21", LAW_FILE, "PLAW-119publ21.xml", "public law"),
        ("13 USC @ 117-80", "13 USC @ 117-80", "@117-80.zip#usc13.xml", "usc13@117-80.xml", "code title"),
    ],
)
def test_each_name_leads_to_its_document(
    *, name: str, label: str, where: str, file: str, kind: str, chosen: Settings, publishers: Publishers
) -> None:
    found = get(name, chosen)
    assert found.name == label
    assert found.address.startswith(publishers.base)
    assert found.address.endswith(where)
    assert found.file_name == file
    document = lawdiff.parse_bytes(found.data, found.address, edition=found.edition)
    assert document.kind == kind
    assert document.sha256 == found.sha256
    assert document.source == found.address


def test_a_rulemaking_is_all_its_documents_in_time_order(chosen: Settings, publishers: Publishers) -> None:
    with Client(chosen, Time().clock) as client:
        found = fetch_all(understood("RIN 1651-AB12"), client)
    assert [one.name for one in found.documents] == ["FR 2020-24707", "FR 2025-19655"]
    assert [one.date for one in found.documents] == ["2020-11-19", "2025-10-27"]
    assert found.without_text == ("FR 2021-02699 (86 FR 8878, 2021-02-10) has no XML",)
    assert publishers.paths.count("/api/v1/documents.json") == 3  # it has three pages here


def test_one_is_wanted_and_three_are_named(chosen: Settings) -> None:
    line = refusal("RIN 1651-AB12", chosen)
    assert "names 3 documents" in line
    assert "FR 2020-24707 (85 FR 74162, 2020-11-19)" in line


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("FR 2099-00001", "has no such document (404: Record Not Found)"),
        ("99 FR 1", "has no document there"),
        ("RIN 9999-ZZ99", "has no documents of it"),
        ("FR 2021-02699", "has no XML of it (86 FR 8878, 2021-02-10)"),
        ("8 CFR 999 @ 2025-12-25", "(404: No matching content found.)"),
        ("8 CFR 215 @ 2026-01-05", f"past the title's most recent issue date of {NEWEST_DAY}"),
        ("8 CFR 999 @ 2012-01-01", "of the annual edition: 8 CFR 999 @ 2012"),
        ("9 CFR 1", "does not say up to which day this title is current"),
        ("119 hr 1 enr", "has no such document (400)"),
        ("PL 118-1", "has no such document (400)"),
        ("13 USC @ 117-81", "has no such document (404)"),
    ],
)
def test_what_is_not_published_is_told_in_one_line(name: str, said: str, chosen: Settings) -> None:
    assert said in refusal(name, chosen)


def test_what_is_kept_is_not_asked_again_and_then_confirmed(
    chosen: Settings, publishers: Publishers, time: Time
) -> None:
    first = get("PL 119-21", chosen, time)
    assert publishers.paths == [LAW, LAW_FILE]
    assert get("PL 119-21", chosen, time) == first
    assert publishers.paths == [LAW, LAW_FILE]
    time.at += 2 * 86_400
    assert get("PL 119-21", chosen, time) == first
    assert publishers.paths == [LAW, LAW_FILE] * 2
    asked = publishers.headers(LAW_FILE)
    assert "if-none-match" not in asked[0]
    assert asked[1]["if-none-match"] == first.etag
    assert get("PL 119-21", chosen, time) == first  # confirmed is as good as new
    assert len(publishers.asked) == 4


def test_a_new_text_takes_the_place_of_the_old(chosen: Settings, publishers: Publishers, time: Time) -> None:
    old = get("PL 119-21", chosen, time)
    corrected = old.data.replace(b"Public Law", b"PUBLIC LAW", 1)
    publishers.resources[LAW_FILE] = Resource.of(corrected)
    assert get("PL 119-21", chosen, time) == old
    assert get("PL 119-21", replace(chosen, refresh=True), time).data == corrected
    assert get("PL 119-21", chosen, time).data == corrected


def test_offline_takes_what_is_kept_and_asks_nobody(
    chosen: Settings, publishers: Publishers, time: Time
) -> None:
    first = get("FR 2020-24707", chosen, time)
    before = len(publishers.asked)
    offline = replace(chosen, offline=True)
    time.at += 1_000 * 86_400
    assert get("FR 2020-24707", offline, time) == first
    line = refusal("FR 2025-19655", offline, time)
    assert line.startswith("FR 2025-19655: is not in the cache")
    assert len(publishers.asked) == before


def test_a_damaged_cache_is_as_good_as_empty(chosen: Settings, publishers: Publishers) -> None:
    first = get("PL 119-21", chosen)
    (body,) = chosen.cache.glob("v1/bodies/*")
    body.write_bytes(first.data[:-100])
    assert "is not in the cache" in refusal("PL 119-21", replace(chosen, offline=True))
    assert get("PL 119-21", chosen) == first
    (entry,) = chosen.cache.glob("v1/answers/*")
    for damage in (
        b"",
        b"{",
        b"[]",
        b'{"asked": 1}',
        entry.read_bytes().replace(b'"sha256": "', b'"sha256": "../'),
    ):
        entry.write_bytes(damage)
        assert get("PL 119-21", chosen) == first
    assert publishers.paths.count(LAW_FILE) == 7


def test_a_cache_that_cannot_be_written_is_told_in_one_line(chosen: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    line = refusal("PL 119-21", replace(chosen, cache=tmp_path / "file"))
    assert "the cache cannot be written" in line
    assert "LAWDIFF_CACHE" in line


def test_the_proxy_of_the_environment_is_asked(
    publishers: Publishers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", publishers.base)
    chosen = settings(dict.fromkeys(publishers.environment, "http://publisher.invalid"), cache=tmp_path)
    found = get("PL 119-21", chosen)
    assert found.data == sample("act-enacted-2025.xml")
    assert found.address == f"http://publisher.invalid{LAW_FILE}"
    assert {one["host"] for one in publishers.headers(LAW_FILE)} == {"publisher.invalid"}


def test_the_services_hear_who_asks(chosen: Settings, publishers: Publishers) -> None:
    get("8 CFR 215", chosen)
    for _, headers in publishers.asked:
        assert headers["user-agent"].startswith(f"lawdiff/{lawdiff.__version__} (")
        assert headers["accept-encoding"] == "gzip"
    assert [headers["accept"].partition(",")[0] for _, headers in publishers.asked] == [
        "application/json",
        "application/xml",
    ]


def test_whoever_watches_is_told_what_comes(chosen: Settings, publishers: Publishers) -> None:
    heard: list[tuple[str, int, int | None]] = []
    publishers.faults[LAW] = [Fault(503, {"Retry-After": "90"})]
    with Client(chosen, Time().clock, lambda what, done, whole: heard.append((what, done, whole))) as client:
        found = fetch_one(understood("PL 119-21"), client)
    assert heard[0][0].endswith("is in trouble (503); again in 90 s")
    assert heard[-1] == ("PL 119-21", len(found.data), len(found.data))


@pytest.mark.parametrize(
    "said", ["govinfo.gov", "ftp://mirror.example", "https://", "https://a:b/", "https://a/?x"]
)
def test_a_base_address_that_is_none_is_told(said: str) -> None:
    with pytest.raises(SourceError, match=r"LAWDIFF_GOVINFO_URL: .* is no base address"):
        services({"LAWDIFF_GOVINFO_URL": said})


def test_official_addresses_are_asked_of_the_mirror() -> None:
    ours = services({"LAWDIFF_GOVINFO_URL": "https://mirror.example/gov/"})
    assert ours.here("https://www.govinfo.gov/link/x") == "https://mirror.example/gov/link/x"
    assert ours.here("https://www.ecfr.gov/api") == "https://www.ecfr.gov/api"
    assert ours.allow("https://mirror.example/elsewhere")
    assert not ours.allow("http://mirror.example/elsewhere")
    assert not ours.allow("https://www.govinfo.gov.example/x")


@pytest.mark.parametrize(
    ("environment", "folder"),
    [
        ({"LAWDIFF_CACHE": "here", "XDG_CACHE_HOME": "/x"}, "here"),
        ({"XDG_CACHE_HOME": "/x"}, "/x/lawdiff"),
        ({"XDG_CACHE_HOME": "relative"}, str(Path.home() / ".cache" / "lawdiff")),
        ({}, str(Path.home() / ".cache" / "lawdiff")),
    ],
)
def test_where_the_cache_is(environment: dict[str, str], folder: str) -> None:
    assert str(settings(environment).cache) == folder


@pytest.mark.parametrize(
    ("said", "offline"), [("1", True), ("true", True), ("", False), ("0", False), ("No", False)]
)
def test_the_environment_says_whether_it_is_offline(said: str, offline: bool) -> None:
    assert settings({"LAWDIFF_OFFLINE": said}).offline is offline
    assert settings({"LAWDIFF_OFFLINE": said}, offline=True).offline


def test_the_library_fetches(publishers: Publishers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in publishers.environment.items():
        monkeypatch.setenv(name, value)
    found = lawdiff.fetch("PL 119-21", cache=tmp_path)
    assert found.data == sample("act-enacted-2025.xml")
    with pytest.raises(lawdiff.LawdiffError, match="nonsense: is no name of an official document"):
        lawdiff.fetch("nonsense", cache=tmp_path)


def test_questions_of_two_names_do_not_mix(chosen: Settings, publishers: Publishers) -> None:
    question = Question("it", f"{publishers.base}/a.xml", "XML")
    publishers.resources["/a.xml"] = Resource(b"<a></a>")
    publishers.resources["/b.xml"] = Resource(b"<b></b>")
    with Client(chosen, Time().clock) as client:
        one = client.ask(question)
        two = client.ask(replace(question, address=f"{publishers.base}/b.xml"))
    assert (one.data, two.data) == (b"<a></a>", b"<b></b>")
