"""The four publishers on 127.0.0.1: they answer as they are documented to, from the samples, and fail on demand.

    with Publishers() as publishers:
        publishers.faults["/link/plaw/119/public/21"] = [Fault(503), Fault(cut=100)]
        …                                                   # the third question is answered

Shapes and addresses are those of docs/official-sources.md.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import re
import threading
import zipfile
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import parse_qs, unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
OFFICIAL = "https://www.federalregister.gov"
NEWEST_DAY = "2025-12-30"
VARIABLES = (
    "LAWDIFF_FEDERALREGISTER_URL",
    "LAWDIFF_ECFR_URL",
    "LAWDIFF_GOVINFO_URL",
    "LAWDIFF_USCODE_URL",
)

DOCUMENTS: tuple[Mapping[str, Any], ...] = (
    {
        "document_number": "2020-24707",
        "citation": "85 FR 74162",
        "title": "Collection of Biometric Data From Aliens Upon Entry to and Departure From the United States",
        "publication_date": "2020-11-19",
        "start_page": 74162,
        "end_page": 74193,
        "full_text_xml_url": f"{OFFICIAL}/documents/full_text/xml/2020/11/19/2020-24707.xml",
    },
    {
        "document_number": "2021-02699",
        "citation": "86 FR 8878",
        "title": "Collection of Biometric Data: Reopening of the Comment Period",
        "publication_date": "2021-02-10",
        "start_page": 8878,
        "end_page": 8879,
        "full_text_xml_url": None,  # as for documents that were published before there was XML
    },
    {
        "document_number": "2025-19655",
        "citation": "90 FR 48604",
        "title": "Collection of Biometric Data From Aliens Upon Entry to and Departure From the United States",
        "publication_date": "2025-10-27",
        "start_page": 48604,
        "end_page": 48645,
        "full_text_xml_url": f"{OFFICIAL}/documents/full_text/xml/2025/10/27/2025-19655.xml",
    },
)
"""What the Federal Register says of the documents that the samples are modelled on."""

CODE_TITLE = b"""<?xml version="1.0" encoding="UTF-8"?>
<uscDoc xmlns="http://xml.house.gov/schemas/uslm/1.0" identifier="/us/usc/t13"><meta>
<docNumber>13</docNumber><docPublicationName>Online@117-80</docPublicationName></meta>
<main><title identifier="/us/usc/t13"><num value="13">Title 13</num><heading>CENSUS</heading>
<section identifier="/us/usc/t13/s1"><num value="1">\xc2\xa7 1.</num><heading> Definitions</heading>
<content><p>In this title a bureau is whatever counts.</p></content></section></title></main></uscDoc>
"""


def sample(name: str) -> bytes:
    """Return a sample's bytes."""
    return (SAMPLES / name).read_bytes()


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return a ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


@dataclass(frozen=True)
class Resource:
    """Something that is published.

    Attributes:
        data, media_type: what it is.
        etag: its validator; empty for a service that gives none.
        lengthless: whether its length is not said, so that its end is that of the connection.
    """

    data: bytes
    media_type: str = "application/xml"
    etag: str = ""
    lengthless: bool = False

    @classmethod
    def of(cls, data: bytes, media_type: str = "application/xml") -> Self:
        """Return a resource with a validator made from its bytes."""
        return cls(data, media_type, f'"{hashlib.sha256(data).hexdigest()[:12]}"')


@dataclass(frozen=True)
class Fault:
    """What goes wrong once.

    Attributes:
        status: sent instead of the answer; 0 for the answer itself.
        headers: sent with it.
        body: likewise.
        cut: how many bytes of the body come before the connection is closed; -1 for all.
        silent: whether nothing is said at all until the test is over.
        then: put in the place of the resource afterwards.
    """

    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    cut: int = -1
    silent: bool = False
    then: Resource | None = None


class Publishers:
    """A server in a thread; a context manager."""

    def __init__(self) -> None:
        self.resources: dict[str, Resource] = dict(_published())
        self.faults: dict[str, list[Fault]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.lock = threading.Lock()
        self.over = threading.Event()
        self._server = _Server(("127.0.0.1", 0), _Handler, self)
        self.base = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.over.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def environment(self) -> dict[str, str]:
        """Return the variables that put this server in the place of all four."""
        return dict.fromkeys(VARIABLES, self.base)

    @property
    def paths(self) -> list[str]:
        """Return what was asked so far, without queries."""
        with self.lock:
            return [urlsplit(path).path for path, _ in self.asked]

    def headers(self, path: str) -> list[dict[str, str]]:
        """Return the headers of each question for a path."""
        with self.lock:
            return [headers for asked, headers in self.asked if urlsplit(asked).path == path]

    def fault(self, path: str) -> Fault | None:
        """Return what goes wrong now with a path, once."""
        with self.lock:
            waiting = self.faults.get(path)
            return waiting.pop(0) if waiting else None


def _published() -> list[tuple[str, Resource]]:
    """Return what has one address and one text."""
    return [
        (
            "/documents/full_text/xml/2020/11/19/2020-24707.xml",
            Resource.of(sample("proposed-rule-2020.xml"), "text/xml"),
        ),
        (
            "/documents/full_text/xml/2025/10/27/2025-19655.xml",
            Resource.of(sample("interim-final-rule-2025.xml"), "text/xml"),
        ),
        ("/content/pkg/BILLS-119hr1eh/xml/BILLS-119hr1eh.xml", Resource.of(sample("bill-house-2025.xml"))),
        ("/content/pkg/PLAW-119publ21/uslm/PLAW-119publ21.xml", Resource.of(sample("act-enacted-2025.xml"))),
        (
            "/content/pkg/CFR-2020-title8-vol1/xml/CFR-2020-title8-vol1-part215.xml",
            Resource.of(sample("cfr-8-215-2020.xml")),
        ),
        (
            "/download/releasepoints/us/pl/117/80/xml_usc13@117-80.zip",
            Resource.of(zipped({"usc13.xml": CODE_TITLE}), "application/zip"),
        ),
    ]


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(
        self, address: tuple[str, int], handler: type[BaseHTTPRequestHandler], owner: Publishers
    ) -> None:
        super().__init__(address, handler)
        self.owner = owner

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that went away: some tests make them."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in the base
        """Keep the tests' output clean."""

    def do_GET(self) -> None:
        """Answer."""
        owner = self.server.owner
        target = re.sub(r"^http://[^/]+", "", self.path)  # as a proxy is asked
        headers = {name.lower(): value for name, value in self.headers.items()}
        with owner.lock:
            owner.asked.append((target, headers))
        parts = urlsplit(target)
        fault = owner.fault(parts.path)
        if fault and fault.silent:
            owner.over.wait()
            self.close_connection = True
        elif fault and fault.status:
            self._say(fault.status, fault.headers, fault.body)
        else:
            self._answer(parts.path, parse_qs(parts.query), headers, fault)
        if fault and fault.then:
            owner.resources[parts.path] = fault.then

    def _answer(
        self, path: str, query: dict[str, list[str]], headers: dict[str, str], fault: Fault | None
    ) -> None:
        owner = self.server.owner
        resource = owner.resources.get(path)
        if resource:
            self._serve(resource, headers, fault)
        elif path == "/api/v1/documents.json":
            self._json(_search(query))
        elif path.startswith("/api/v1/documents/"):
            self._json(_look_up(unquote(path).removeprefix("/api/v1/documents/").removesuffix(".json")))
        elif path == "/api/versioner/v1/titles.json":
            self._json(_titles())
        elif path.startswith("/api/versioner/v1/full/"):
            self._ecfr(path, query, headers)
        elif path.startswith("/link/"):
            self._link(path, query)
        else:
            self._say(
                404, {"Content-Type": "text/html"}, b"<!DOCTYPE html><html><body>Page not found</body></html>"
            )

    def _ecfr(self, path: str, query: dict[str, list[str]], headers: dict[str, str]) -> None:
        day, file = path.removeprefix("/api/versioner/v1/full/").split("/")
        if "gzip" not in headers.get("accept-encoding", ""):
            self._json({"error": "This endpoint requires response compression"}, 406)
        elif day > NEWEST_DAY:
            late = f"The requested date {day} is past the title's most recent issue date of {NEWEST_DAY}"
            self._json({"error": late}, 404)
        elif (file, query.get("part")) != ("title-8.xml", ["215"]):
            self._json({"error": "No matching content found."}, 404)
        else:
            data = sample("cfr-8-215-2020.xml")
            if day >= "2025-12-26":
                data = data.replace(b"younger than 14", b"younger than 12")
            body = gzip.compress(data, mtime=0)
            self._say(200, {"Content-Type": "application/xml", "Content-Encoding": "gzip"}, body)

    def _link(self, path: str, query: dict[str, list[str]]) -> None:
        link = query.get("link-type", ["pdf"])[0]
        where = {
            ("/link/bills/119/hr/1", "eh", "xml"): "/content/pkg/BILLS-119hr1eh/xml/BILLS-119hr1eh.xml",
            (
                "/link/bills/119/hr/1",
                "mostrecent",
                "xml",
            ): "/content/pkg/BILLS-119hr1eh/xml/BILLS-119hr1eh.xml",
            ("/link/plaw/119/public/21", "", "uslm"): "/content/pkg/PLAW-119publ21/uslm/PLAW-119publ21.xml",
            ("/link/cfr/8/215", "2020", "xml"): (
                "/content/pkg/CFR-2020-title8-vol1/xml/CFR-2020-title8-vol1-part215.xml"
            ),
        }.get((path, query.get("billversion", query.get("year", [""]))[0], link))
        if where:
            self._say(302, {"Location": where}, b"")
        else:
            self._say(400, {"Content-Type": "text/html"}, b"<html><body>No content was found</body></html>")

    def _serve(self, resource: Resource, headers: dict[str, str], fault: Fault | None) -> None:
        if resource.etag and headers.get("if-none-match") == resource.etag:
            self._say(304, {"ETag": resource.etag}, b"")
            return
        sent = {"Content-Type": resource.media_type, "Accept-Ranges": "bytes"}
        if resource.etag:
            sent["ETag"] = resource.etag
        start = re.fullmatch(r"bytes=(\d+)-", headers.get("range", ""))
        if start and headers.get("if-range") == resource.etag:
            first, whole = int(start[1]), len(resource.data)
            sent["Content-Range"] = f"bytes {first}-{whole - 1}/{whole}"
            self._say(206, sent, resource.data[first:], fault)
            return
        self._say(200, sent, resource.data, fault, lengthless=resource.lengthless)

    def _json(self, value: object, status: int = 200) -> None:
        if value is None:
            value, status = {"status": 404, "message": "Record Not Found"}, 404
        self._say(status, {"Content-Type": "application/json"}, json.dumps(value).encode())

    def _say(
        self,
        status: int,
        headers: Mapping[str, str],
        body: bytes,
        fault: Fault | None = None,
        *,
        lengthless: bool = False,
    ) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        cut = fault.cut if fault else -1
        if lengthless:
            self.send_header("Connection", "close")
        elif status != 304 and "Content-Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        if cut >= 0 or lengthless:
            self.close_connection = True
        with suppress(
            BrokenPipeError, ConnectionResetError
        ):  # the client has what it wanted, or will not wait
            self.end_headers()
            self.wfile.write(body if cut < 0 else body[:cut])
            self.wfile.flush()


def _look_up(name: str) -> object:
    """Answer for one number with a document, for a citation with a list."""
    citation = re.fullmatch(r"(\d+) FR (\d+)", name)
    if citation is None:
        return next((one for one in DOCUMENTS if one["document_number"] == name), None)
    found = [
        one
        for one in DOCUMENTS
        if one["citation"].startswith(f"{citation[1]} FR ")
        and one["start_page"] <= int(citation[2]) <= one["end_page"]
    ]
    return {"count": len(found), "results": found}


def _search(query: dict[str, list[str]]) -> object:
    """Answer a search by RIN, newest first unless the oldest are wanted, one document a page to make pages."""
    if query.get("conditions[regulation_id_number]") != ["1651-AB12"]:
        return {"count": 0, "description": "Documents from no rulemaking"}
    ordered = sorted(
        DOCUMENTS, key=lambda one: str(one["publication_date"]), reverse=query.get("order") != ["oldest"]
    )
    page = int(query.get("page", ["1"])[0])
    return {
        "count": len(ordered),
        "description": "Documents of RIN 1651-AB12",
        "total_pages": len(ordered),
        "results": ordered[page - 1 : page],
    }


def _titles() -> object:
    return {
        "titles": [
            {
                "number": number,
                "name": "Aliens and Nationality" if number == 8 else "General Provisions",
                "latest_amended_on": "2025-12-26",
                "latest_issue_date": "2025-12-26",
                "up_to_date_as_of": NEWEST_DAY,
                "reserved": False,
            }
            for number in (1, 8)
        ],
        "meta": {"date": NEWEST_DAY, "import_in_progress": False},
    }
