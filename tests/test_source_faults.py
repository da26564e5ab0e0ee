"""What becomes of every fault of a publisher: waited for, gone on with, or told in one line. No test waits."""

from __future__ import annotations

import gzip
import json
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from asking import LAW, LAW_FILE, Time, get, kept, refusal
from publishers import CODE_TITLE, DOCUMENTS, Fault, Publishers, Resource, sample, zipped

from lawdiff.sources.client import Client
from lawdiff.sources.content import Unsuitable, check, unpack
from lawdiff.sources.errors import SourceError
from lawdiff.sources.fetch import fetch_one, understood
from lawdiff.sources.question import Clock
from lawdiff.sources.services import PAUSE, Service
from lawdiff.sources.settings import Settings, settings
from lawdiff.sources.us_code import read_member

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("faults", "slept"),
    [
        ([Fault(500), Fault(502)], [1, 2]),
        ([Fault(503, {"Retry-After": "7"})], [7]),
        ([Fault(429, {"Retry-After": "30"}), Fault(429, {"Retry-After": "1"})], [30, 2]),
        ([Fault(429, {"Retry-After": "Wed, 17 Dec 2025 19:33:39 GMT"})], [19]),
        ([Fault(429, {"Retry-After": "soon"})], [1]),
        ([Fault(503)] * 4, [1, 2, 4, 8]),
    ],
)
def test_trouble_that_passes_is_waited_for(
    faults: list[Fault], slept: list[float], chosen: Settings, publishers: Publishers, time: Time
) -> None:
    publishers.faults[LAW_FILE] = faults
    assert get("PL 119-21", chosen, time).data == sample("act-enacted-2025.xml")
    assert time.slept == slept


def test_trouble_that_stays_is_told(chosen: Settings, publishers: Publishers, time: Time) -> None:
    publishers.faults[LAW] = [Fault(503)] * 9
    assert "is in trouble (503) (5 attempts)" in refusal("PL 119-21", chosen, time)
    assert time.slept == [1, 2, 4, 8]
    assert kept(chosen) == []


def test_nobody_is_kept_waiting_for_an_hour(chosen: Settings, publishers: Publishers, time: Time) -> None:
    publishers.faults[LAW] = [Fault(429, {"Retry-After": "3600"})]
    assert "asks to come back in 3600 seconds" in refusal("PL 119-21", chosen, time)
    assert time.slept == []


def test_a_service_that_says_nothing_is_not_waited_for(
    chosen: Settings, publishers: Publishers, time: Time
) -> None:
    publishers.faults[LAW] = [Fault(silent=True)] * 9
    line = refusal("PL 119-21", replace(chosen, timeout=0.05), time)
    assert "did not answer in time (5 attempts)" in line


def test_a_service_that_drips_ends(chosen: Settings, time: Time) -> None:
    def each_look_takes_long() -> float:
        time.at += 1_000
        return time.at

    with (
        Client(chosen, Clock(each_look_takes_long, time.sleep)) as client,
        pytest.raises(SourceError, match="because it took too long"),
    ):
        fetch_one(understood("PL 119-21"), client)


def test_what_was_cut_off_goes_on_where_it_ended(
    chosen: Settings, publishers: Publishers, time: Time
) -> None:
    publishers.faults[LAW_FILE] = [Fault(cut=1_000), Fault(cut=500)]
    found = get("PL 119-21", chosen, time)
    assert found.data == sample("act-enacted-2025.xml")
    asked = publishers.headers(LAW_FILE)
    assert [one.get("range") for one in asked] == [None, "bytes=1000-", "bytes=1500-"]
    assert asked[1]["if-range"] == found.etag
    assert time.slept == [1, 2]


def test_what_changes_under_way_is_read_anew(chosen: Settings, publishers: Publishers, time: Time) -> None:
    new = sample("act-enacted-2025.xml").replace(b"Public Law", b"PUBLIC LAW")
    publishers.faults[LAW_FILE] = [Fault(cut=1_000, then=Resource.of(new))]
    assert get("PL 119-21", chosen, time).data == new


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Range": "bytes 900-999/1000", "ETag": '"other"'},
        {"Content-Range": "bytes 0-9/10"},
        {"Content-Range": "bytes 1000-1001/99999"},
        {"Content-Range": "nonsense"},
        {},
    ],
)
def test_a_rest_that_does_not_fit_is_thrown_away(
    headers: dict[str, str], chosen: Settings, publishers: Publishers, time: Time
) -> None:
    publishers.faults[LAW_FILE] = [Fault(cut=1_000), Fault(206, headers, b"<nonsense>")]
    assert get("PL 119-21", chosen, time).data == sample("act-enacted-2025.xml")


def test_what_stays_cut_off_is_told_and_not_kept(
    chosen: Settings, publishers: Publishers, time: Time
) -> None:
    whole = sample("act-enacted-2025.xml")
    publishers.resources[LAW_FILE] = Resource(whole)  # without a validator nothing can be gone on with
    publishers.faults[LAW_FILE] = [Fault(cut=1_000)] * 9
    line = refusal("PL 119-21", chosen, time)
    assert f"the answer was cut off after 1,000 of {len(whole):,} bytes (5 attempts)" in line
    assert kept(chosen) == []
    assert all("range" not in one for one in publishers.headers(LAW_FILE))


def test_an_end_that_nobody_announced_is_noticed(chosen: Settings, publishers: Publishers) -> None:
    publishers.resources[LAW_FILE] = Resource(sample("act-enacted-2025.xml"), lengthless=True)
    publishers.faults[LAW_FILE] = [Fault(cut=5_000)]
    assert "is XML that breaks off (no </pLaw> at its end)" in refusal("PL 119-21", chosen)
    assert kept(chosen) == []
    assert get("PL 119-21", chosen).data == sample("act-enacted-2025.xml")


@pytest.mark.parametrize(
    ("name", "path", "body", "said"),
    [
        ("PL 119-21", LAW_FILE, b"<!DOCTYPE html><html>Maintenance</html>", "is an HTML page, not XML"),
        ("PL 119-21", LAW_FILE, b"", "is empty, not XML"),
        ("PL 119-21", LAW_FILE, b"%PDF-1.7", "is not XML but text/html"),
        ("FR 2020-24707", "/api/v1/documents/2020-24707.json", b"<html>", "is an HTML page, not JSON"),
        ("FR 2020-24707", "/api/v1/documents/2020-24707.json", b"{", "is not JSON"),
        ("FR 2020-24707", "/api/v1/documents/2020-24707.json", b"[]", "has not the documented shape"),
        ("FR 2020-24707", "/api/v1/documents/2020-24707.json", b'{"document_number": 7}', "documented shape"),
        ("FR 2020-24707", "/api/v1/documents/2020-24707.json", b'{"document_number": "7"}', "with its date"),
        ("RIN 1651-AB12", "/api/v1/documents.json", b'{"count": 3}', "documented shape: a list of results"),
        ("RIN 1651-AB12", "/api/v1/documents.json", b'{"count": 1, "results": [7]}', "documented shape"),
        ("8 CFR 215", "/api/versioner/v1/titles.json", b"7", "does not say up to which day"),
        (
            "8 CFR 215 @ 2025-12-25",
            "/api/versioner/v1/full/2025-12-25/title-8.xml",
            b"<ECFR></ECFR>",
            "else than",
        ),
        (
            "13 USC @ 117-80",
            "/download/releasepoints/us/pl/117/80/xml_usc13@117-80.zip",
            b"<a/>",
            "no ZIP archive",
        ),
    ],
)
def test_an_answer_of_another_kind_is_no_answer(
    *, name: str, path: str, body: bytes, said: str, chosen: Settings, publishers: Publishers
) -> None:
    publishers.faults[path] = [Fault(200, {"Content-Type": "text/html"}, body)]
    assert said in refusal(name, chosen).replace("not a ZIP", "no ZIP")


def test_another_bill_than_the_one_that_was_asked_for(chosen: Settings, publishers: Publishers) -> None:
    publishers.resources["/content/pkg/BILLS-118hr2ih.xml"] = Resource(b"<bill></bill>")
    publishers.faults["/link/bills/119/hr/1"] = [Fault(302, {"Location": "/content/pkg/BILLS-118hr2ih.xml"})]
    assert "govinfo sent BILLS-118hr2ih.xml instead" in refusal("119 hr 1 eh", chosen)


@pytest.mark.parametrize(
    ("location", "said"),
    [
        ("https://files.example/PLAW-119publ21.xml", "sends to https://files.example/"),
        ("http://www.govinfo.gov/x.xml", "which is no official source"),
        ("https://user@www.govinfo.gov/x.xml", "which is no official source"),
        ("file:///etc/passwd", "which is no official source"),
        ("//[", "which is no official source"),
        ("https://unblock.federalregister.gov/?a=1", "wants to see a person first"),
        (LAW, "redirects without end"),
    ],
)
def test_redirects_lead_to_official_sources_only(
    location: str, said: str, chosen: Settings, publishers: Publishers
) -> None:
    publishers.faults[LAW] = [Fault(302, {"Location": location})] * 9
    assert said in refusal("PL 119-21", chosen)


def test_an_address_in_an_answer_is_held_to_the_same(chosen: Settings, publishers: Publishers) -> None:
    said = {**DOCUMENTS[0], "full_text_xml_url": "https://files.example/a.xml"}
    publishers.faults["/api/v1/documents/2020-24707.json"] = [Fault(200, {}, json.dumps(said).encode())]
    assert "sends to https://files.example/a.xml" in refusal("FR 2020-24707", chosen)


def test_an_answer_has_a_limit(chosen: Settings, publishers: Publishers) -> None:
    tight = replace(chosen, largest=3_000)
    assert "has more than 0.003 MB" in refusal("PL 119-21", tight)
    publishers.resources[LAW_FILE] = Resource(sample("act-enacted-2025.xml"), lengthless=True)
    assert "has more than 0.003 MB" in refusal("PL 119-21", tight)
    assert kept(tight) == []


def test_what_unpacks_to_too_much_is_not_unpacked() -> None:
    bomb = gzip.compress(b"0" * 50_000_000)
    with pytest.raises(Unsuitable, match="has more than 1 MB"):
        unpack(bomb, "gzip", 1_000_000)
    with pytest.raises(Unsuitable, match="breaks off"):
        unpack(gzip.compress(b"<a>text</a>")[:-12], "gzip", 1_000)
    with pytest.raises(Unsuitable, match="does not hold"):
        unpack(zlib.compress(b"<a/>"), "gzip", 1_000)
    with pytest.raises(Unsuitable, match="br, which was not asked for"):
        unpack(b"", "br", 1_000)


@pytest.mark.parametrize(
    "data",
    [
        b"<a></a>",
        b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- </b> --><a x="1">t</a >\n<!-- the end --><?pi?>\n',
        b'<!DOCTYPE a PUBLIC "x" "y" [<!ELEMENT a ANY>]><a><b></b></a>',
        b"<u:a xmlns:u='x'></u:a>",
    ],
)
def test_whole_xml_is_told(data: bytes) -> None:
    check(data, "XML", "")


@pytest.mark.parametrize(
    "data",
    [
        b"<a>",
        b"<a/>",
        b"<a><b></b>",
        b"<a></a",
        b"<a></b>",
        b"<!-- <a></a> -->",
        b"<?xml?>",
        b"<" * 99,
        b"<!--" * 9_999,
    ],
)
def test_xml_that_is_not_whole_is_told(data: bytes) -> None:
    with pytest.raises(Unsuitable):
        check(data, "XML", "")


@pytest.mark.parametrize(
    ("archive", "said"),
    [
        (zipped({"usc14.xml": CODE_TITLE}), "no files called usc13.xml"),
        (zipped({"a/usc13.xml": CODE_TITLE, "b/usc13.xml": CODE_TITLE}), "holds 2 files"),
        (zipped({"usc13.xml": CODE_TITLE, "../../evil.xml": b""}), "leaves its folder"),
        (zipped({"usc13.xml": CODE_TITLE, "/etc/evil.xml": b""}), "leaves its folder"),
        (zipped({"usc13.xml": CODE_TITLE, "..\\evil.xml": b""}), "leaves its folder"),
        (zipped({"usc13.xml": CODE_TITLE})[:-30], "is a damaged ZIP archive"),
        (zipped({f"{number}.xml": b"" for number in range(1_001)}), "holds more than 1000 files"),
        (zipped({"usc13.xml": b"0" * 3_000_000}), "has more than 1 MB"),
        (b"PK\x03\x04nonsense", "is a damaged ZIP archive"),
    ],
)
def test_a_hostile_archive_is_refused(archive: bytes, said: str) -> None:
    with pytest.raises(Unsuitable, match=said):
        read_member(archive, "usc13.xml", 1_000_000)


def test_the_size_that_an_archive_states_may_be_a_lie() -> None:
    bomb = zipped({"usc13.xml": b"0" * 3_000_000})
    stated = (3_000_000).to_bytes(4, "little")
    assert stated in bomb
    with pytest.raises(Unsuitable):
        read_member(bomb.replace(stated, (10).to_bytes(4, "little")), "usc13.xml", 1_000_000)


def test_an_archive_in_a_folder_and_in_capitals_is_read(chosen: Settings, publishers: Publishers) -> None:
    path = "/download/releasepoints/us/pl/117/80/xml_usc05A@117-80.zip"
    publishers.resources[path] = Resource(zipped({"xml/usc05a.XML": CODE_TITLE}), "application/zip")
    assert get("5a USC @ 117-80", chosen).data == CODE_TITLE
    publishers.resources[path] = Resource(zipped({"../usc05A.xml": CODE_TITLE}), "application/zip")
    assert "leaves its folder" in refusal("5a USC @ 117-80", replace(chosen, refresh=True))


def test_official_hosts_are_asked_twice_a_second_at_most(
    publishers: Publishers, tmp_path: Path, time: Time
) -> None:
    as_official = Service("govinfo", publishers.base, publishers.base)
    chosen = settings(publishers.environment, cache=tmp_path)
    chosen = replace(
        chosen,
        services=replace(
            chosen.services,
            govinfo=as_official,
            ecfr=as_official,
            federal_register=as_official,
            us_code=as_official,
        ),
    )
    get("PL 119-21", chosen, time)
    assert time.slept == [PAUSE]


def test_a_machine_without_network_hears_so_soon(
    chosen: Settings, publishers: Publishers, time: Time
) -> None:
    get("PL 119-21", chosen, time)
    publishers.__exit__()
    time.at += 2 * 86_400
    line = refusal("PL 119-21", chosen, time)
    assert f"no connection to {publishers.base.removeprefix('http://')}" in line
    assert "(2 attempts); offline, the copy in the cache is taken" in line
    assert time.slept == [1]
