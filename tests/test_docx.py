"""Word: accepting all changes gives the new text, rejecting all the old; notes are comments; any office can open it."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from builders import HOSTILE, NEW, OLD, document, note
from lxml import etree

from lawdiff.differ import Comparison, compare
from lawdiff.parsers import parse
from lawdiff.render.beside import beside
from lawdiff.render.docx import W, comparison_docx
from lawdiff.render.words import clean

if TYPE_CHECKING:
    from pathlib import Path

    from lawdiff.parsers import Document

LEAVING = {"accept": ("del", "moveFrom"), "reject": ("ins", "moveTo")}


def part(data: bytes, name: str) -> etree._Element:
    """Return one file of the archive as XML."""
    with ZipFile(BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def named(name: str) -> str:
    """Return an element's name in Word's namespace."""
    return f"{{{W}}}{name}"


def lines(data: bytes, decision: str) -> list[str]:
    """Return the paragraphs of law that are left when all changes are accepted, or all rejected."""
    left = []
    for paragraph in part(data, "word/document.xml").iter(named("p")):
        style = paragraph.find(f"{named('pPr')}/{named('pStyle')}")
        if style is None or not (style.get(named("val")) or "").startswith("Law"):
            continue
        for leaving in LEAVING[decision]:
            for element in list(paragraph.findall(named(leaving))):
                paragraph.remove(element)
        runs = list(paragraph.iter(named("t"), named("delText"), named("tab")))
        text = "".join("\t" if run.tag == named("tab") else run.text or "" for run in runs)
        if text:
            left.append(text)
    return left


def words(source: Document) -> list[str]:
    """Return what a document says, unit by unit, as Word can hold it."""
    spoken = [inner.own_words for unit in source.units for inner in unit.walk_unit() if inner.own_words]
    return [clean(each).replace("\n", " ") for each in spoken]


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return compare(document(OLD), document(NEW, "Enrolled-Bill"))


def test_accepting_gives_the_new_text_and_rejecting_the_old(comparison: Comparison) -> None:
    data = comparison_docx(comparison, beside())
    assert lines(data, "accept") == words(comparison.new)
    assert lines(data, "reject") == words(comparison.old)


def test_sections_in_another_order_stand_at_both_places() -> None:
    old, new = document(OLD), document([NEW[3], *NEW[:3]])
    data = comparison_docx(compare(old, new), beside())
    assert lines(data, "accept") == words(new)
    assert lines(data, "reject") == words(old)


def test_text_that_only_moved_is_a_move() -> None:
    old = document([("1", "One", [("a", "The first words."), ("b", "Other words, and more of them.")])])
    new = document([("1", "One", [("b", "Other words, and more of them."), ("a", "The first words.")])])
    root = part(comparison_docx(compare(old, new), beside()), "word/document.xml")
    assert root.findall(f".//{named('p')}/{named('moveFrom')}")
    assert root.findall(f".//{named('p')}/{named('moveTo')}")


def test_notes_are_comments_and_hostile_text_stays_text(comparison: Comparison) -> None:
    data = comparison_docx(comparison, beside([note(comparison.new, "s2/c", HOSTILE, quote="12 hours")]))
    said = "".join(part(data, "word/comments.xml").itertext())
    assert clean(HOSTILE) in said
    assert "retention" in said
    assert "12 hours" in said
    anchors = part(data, "word/document.xml").findall(f".//{named('commentReference')}")
    assert [anchor.get(named("id")) for anchor in anchors] == ["0"]


def test_every_revision_has_its_own_number(comparison: Comparison) -> None:
    root = part(comparison_docx(comparison, beside()), "word/document.xml")
    numbers = [
        element.get(named("id"))
        for name in ("ins", "del", "moveFrom", "moveTo")
        for element in root.iter(named(name))
    ]
    assert len(numbers) == len(set(numbers)) > 5


def test_the_same_comparison_gives_the_same_bytes(comparison: Comparison) -> None:
    assert comparison_docx(comparison, beside()) == comparison_docx(comparison, beside())


def test_python_docx_can_read_it(comparison: Comparison) -> None:
    docx = pytest.importorskip("docx")
    opened = docx.Document(BytesIO(comparison_docx(comparison, beside([note(comparison.new, "s2/c")]))))
    assert opened.paragraphs[0].style.name == "Title"


def test_an_office_can_open_it(comparison: Comparison, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if not office:
        pytest.skip("needs LibreOffice (Debian: apt-get install libreoffice-writer)")
    path = tmp_path / "tracked.docx"
    path.write_bytes(comparison_docx(comparison, beside([note(comparison.new, "s2/c")])))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "fodt", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    text = (tmp_path / "tracked.fodt").read_text(encoding="utf-8")
    for wanted in (
        "text:tracked-changes",
        "text:insertion",
        "text:deletion",
        "Why so short?",
        "12 hours",
        "14 days",
    ):
        assert wanted in text


@pytest.mark.corpus
def test_the_budget_act_can_be_accepted_and_rejected(corpus: Path) -> None:
    folder = corpus / "bills" / "119hr1"
    old, new = (parse(folder / f"BILLS-119hr1{stage}.xml") for stage in ("eh", "enr"))
    data = comparison_docx(compare(old, new), beside())
    assert lines(data, "accept") == words(new)
    assert lines(data, "reject") == words(old)
