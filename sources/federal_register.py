"""Documents of the Federal Register, by number, page or rulemaking, from the API of federalregister.gov (version 1).

    GET /api/v1/documents/2020-24707.json?fields[]=…         one document
    GET /api/v1/documents/85%20FR%2074162.json?fields[]=…    {"count": 1, "results": [document]}
    GET /api/v1/documents.json?conditions[regulation_id_number]=1651-AB12&order=oldest&per_page=1000&fields[]=…
                                                             {"count", "total_pages", "next_page_url", "results"}

A document's ``full_text_xml_url`` leads to its XML. A search that finds nothing has no ``results``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from lawdiff.sources.content import read_json
from lawdiff.sources.errors import SourceError
from lawdiff.sources.fetched import Fetched, fetched
from lawdiff.sources.names import FederalRegisterDocument, FederalRegisterPage, Rulemaking
from lawdiff.sources.question import FOR_A_DAY, FOR_AN_HOUR, Question

if TYPE_CHECKING:
    from lawdiff.sources.client import Client

FIELDS = (
    "document_number",
    "citation",
    "title",
    "publication_date",
    "start_page",
    "end_page",
    "full_text_xml_url",
)
"""What is asked for of each document."""

PER_PAGE = 1000
"""The most that one page of a search may have."""

MAX_PAGES = 20
"""Pages of one rulemaking; none has one hundred documents, and a service that never ends must."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the API says of a document; strings are empty and pages 0 where it says nothing."""

    number: str
    citation: str
    title: str
    date: str
    first: int
    last: int
    xml: str

    @property
    def described(self) -> str:
        """Number, citation and date, to choose by."""
        return f"FR {self.number} ({', '.join(part for part in (self.citation, self.date) if part)})"


def one(name: FederalRegisterDocument | FederalRegisterPage | Rulemaking, client: Client) -> Entry:
    """Return the one document that a name names.

    Raises:
        SourceError: there is none, or more than one.
    """
    if isinstance(name, Rulemaking):
        return _only(name.label, list(of_rulemaking(name, client)))
    return by_number(name, client) if isinstance(name, FederalRegisterDocument) else by_page(name, client)


def by_number(name: FederalRegisterDocument, client: Client) -> Entry:
    """Return the document with a number.

    Raises:
        SourceError: there is none.
    """
    said = _ask(name.label, f"/api/v1/documents/{quote(name.number)}.json?{_fields()}", client)
    found = (
        _entries(name.label, said)
        if isinstance(said, dict) and "results" in said
        else [_entry(name.label, said)]
    )
    return _only(name.label, found)


def by_page(name: FederalRegisterPage, client: Client) -> Entry:
    """Return the document that begins on a page, else the only one that stands on it.

    Raises:
        SourceError: there is none, or more than one.
    """
    path = f"/api/v1/documents/{quote(name.label)}.json?{_fields()}"
    found = _entries(name.label, _ask(name.label, path, client))
    begun = [entry for entry in found if entry.citation == name.label or entry.first == name.page]
    return _only(name.label, begun or [entry for entry in found if entry.first <= name.page <= entry.last])


def of_rulemaking(name: Rulemaking, client: Client) -> tuple[Entry, ...]:
    """Return all documents of a rulemaking, oldest first.

    Raises:
        SourceError: there is none.
    """
    conditions = urlencode(
        {"conditions[regulation_id_number]": name.rin, "order": "oldest", "per_page": PER_PAGE}
    )
    found: list[Entry] = []
    for page in range(1, MAX_PAGES + 1):
        path = f"/api/v1/documents.json?{conditions}&page={page}&{_fields()}"
        said = _ask(name.label, path, client, FOR_AN_HOUR)
        if page == 1 and isinstance(said, dict) and said.get("count") == 0:
            raise SourceError(name.label, "the Federal Register has no documents of it")
        found += _entries(name.label, said)
        pages = said.get("total_pages", 1)
        if not isinstance(pages, int) or page >= pages:
            break
    return tuple(sorted(found, key=lambda entry: (entry.date, entry.first, entry.number)))


def text(entry: Entry, client: Client) -> Fetched:
    """Return a document's XML.

    Raises:
        SourceError: there is none, as for documents before 2000.
    """
    about = f"FR {entry.number}"
    if not entry.xml:
        raise SourceError(about, f"the Federal Register has no XML of it ({entry.citation}, {entry.date})")
    answer = client.ask(Question(about, entry.xml, "XML"))
    return fetched(answer, about, f"{entry.number}.xml", title=entry.title, date=entry.date)


def _fields() -> str:
    return urlencode([("fields[]", field) for field in FIELDS])


def _ask(about: str, path: str, client: Client, fresh: int = FOR_A_DAY) -> Any:
    base = client.settings.services.federal_register.base
    return read_json(client.ask(Question(about, base + path, "JSON", fresh)).data)


def _only(about: str, found: list[Entry]) -> Entry:
    if not found:
        raise SourceError(about, "the Federal Register has no document there")
    if len(found) > 1:
        raise SourceError(
            about,
            f"names {len(found)} documents, and one is wanted: {', '.join(each.described for each in found)}",
        )
    return found[0]


def _entries(about: str, said: Any) -> list[Entry]:
    results = said.get("results") if isinstance(said, dict) else None
    if not isinstance(results, list):
        raise _undocumented(about, "a list of results")
    return [_entry(about, result) for result in results]


def _entry(about: str, said: Any) -> Entry:
    if not isinstance(said, dict) or not isinstance(said.get("document_number"), str):
        raise _undocumented(about, "a document with its number")
    words = {key: said[key] if isinstance(said.get(key), str) else "" for key in FIELDS}
    pages = {key: said[key] if isinstance(said.get(key), int) else 0 for key in ("start_page", "end_page")}
    if not words["publication_date"]:
        raise _undocumented(about, "a document with its date")
    return Entry(
        words["document_number"],
        words["citation"],
        words["title"],
        words["publication_date"],
        pages["start_page"],
        pages["end_page"],
        words["full_text_xml_url"],
    )


def _undocumented(about: str, wanted: str) -> SourceError:
    return SourceError(
        about, f"the Federal Register answered with JSON that has not the documented shape: {wanted}"
    )
