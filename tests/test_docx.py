"""Word: accepting all changes gives the new text, rejecting all the old; notes are comments; text is never markup.

Both decisions are made twice: by the rule of ECMA-376 (part 1, 17.13.5) on the file's elements, and by LibreOffice.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import uuid
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import docx
import pytest
from builders import HOSTILE, NEW, OLD, document, link, note
from docx.oxml.ns import qn
from drafts import BEDS, BOATS, FEES, PHOTOS, ROADS, TOWERS, bill, section, title
from hypothesis import given
from hypothesis import strategies as st

from lawdiff.annotations.note import Note, Target
from lawdiff.differ import Comparison, compare
from lawdiff.parsers import Document, parse
from lawdiff.parsers.draft import Draft
from lawdiff.render.beside import beside
from lawdiff.render.docx import comparison_docx
from lawdiff.render.docx.elements import legal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.oxml.xmlchemy import BaseOxmlElement as Element

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = {
    "rules": ("proposed-rule-2020.xml", "interim-final-rule-2025.xml"),
    "acts": ("bill-house-2025.xml", "act-enacted-2025.xml"),
}
PATIENCE = 600
"""Seconds for one question to LibreOffice: ten times what it takes on two busy cores."""

LEAVING = {"accept": ("w:del", "w:moveFrom"), "reject": ("w:ins", "w:moveTo")}
WORDS = {qn("w:t"), qn("w:delText")}
BREAKS = {qn("w:tab"): "\t", qn("w:br"): "\n"}


def opened(data: bytes) -> Any:
    return docx.Document(BytesIO(data))


def law(data: bytes) -> list[Element]:
    """Return the paragraphs of the text: from the one where its bookmark begins to the one where it ends."""
    everything = list(opened(data).element.body)
    begin, end = (
        next(index for index, each in enumerate(everything) if each.find(qn(f"w:bookmark{name}")) is not None)
        for name in ("Start", "End")
    )
    return [each for each in everything[begin : end + 1] if each.tag == qn("w:p")]


def lines(data: bytes, decision: str) -> list[str]:
    """Return the paragraphs that are left when all changes are accepted, or all rejected.

    A paragraph whose mark goes runs into the next one.
    """
    leaving = {qn(name) for name in LEAVING[decision]}
    left, open_line = [], ""
    for each in law(data):
        open_line += "".join(text for child in each if child.tag not in leaving for text in words_of(child))
        mark = each.find(f"{qn('w:pPr')}/{qn('w:rPr')}")
        if mark is None or not {child.tag for child in mark} & leaving:
            left.append(open_line)
            open_line = ""
    assert not open_line
    return left


def words_of(element: Element) -> Iterator[str]:
    if element.tag == qn("w:pPr"):
        return
    for each in element.iter():
        if each.tag in WORDS:
            yield each.text or ""
        elif each.tag in BREAKS:
            yield BREAKS[each.tag]


def words(source: Document) -> list[str]:
    """Return what a document says, a line a provision, as Word can hold it."""
    spoken = [inner.own_words for unit in source.units for inner in unit.walk_unit() if inner.own_words]
    return [legal(each) for each in spoken]


def tags(data: bytes, name: str) -> list[Element]:
    return [each for paragraph in law(data) for each in paragraph.iter(qn(name))]


def said(data: bytes, name: str) -> str:
    """Return all the words in revisions of one kind."""
    return "".join(text for each in tags(data, name) for text in words_of(each))


def check(data: bytes, comparison: Comparison) -> None:
    """Hold both decisions against the documents; a last paragraph that came or went leaves an empty one behind."""
    empty = [""] if lines(data, "accept")[-1] == "" else []
    assert lines(data, "accept") == words(comparison.new) + empty
    assert lines(data, "reject") == words(comparison.old) + empty


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return compare(document(OLD), document(NEW, "Enrolled-Bill"))


@pytest.fixture(params=SAMPLES)
def sample(request: pytest.FixtureRequest) -> Comparison:
    old, new = (parse(ROOT / "samples" / name) for name in SAMPLES[request.param])
    return compare(old, new)


SENTENCES = [FEES, TOWERS, PHOTOS, BEDS, BOATS, ROADS]
SWAPS = [("", ""), ("shall", "may"), ("a ", "every "), ("and", "or"), ("the", "any such")]


@st.composite
def bills(draw: st.DrawFn) -> Document:
    """Draw a bill of a few sections, whose paragraphs another draw may have in other sections and other words."""
    order = draw(st.permutations(SENTENCES))[: draw(st.integers(1, 6))]
    texts = [text.replace(*draw(st.sampled_from(SWAPS))) for text in order]
    cuts = sorted(draw(st.sets(st.integers(1, 5), max_size=3)))
    pieces = [texts[begin:end] for begin, end in zip([0, *cuts], [*cuts, 6], strict=True)]
    sections = [
        section(str(number), f"Part {number}", *piece) for number, piece in enumerate(pieces, 1) if piece
    ]
    return bill(*sections) if draw(st.booleans()) else bill(title("I", "All of it", *sections))


@given(bills(), bills())
def test_both_decisions_give_their_text_whatever_was_done(old: Document, new: Document) -> None:
    comparison = compare(old, new)
    check(comparison_docx(comparison, beside()), comparison)


def test_both_decisions_give_their_text_on_the_samples(sample: Comparison) -> None:
    check(comparison_docx(sample, beside()), sample)


@pytest.mark.corpus
def test_the_budget_act_can_be_accepted_and_rejected(corpus: Path) -> None:
    folder = corpus / "bills" / "119hr1"
    old, new = (parse(folder / f"BILLS-119hr1{stage}.xml") for stage in ("eh", "enr"))
    comparison = compare(old, new)
    data = comparison_docx(comparison, beside())
    check(data, comparison)
    assert len(data) < 2_000_000


def test_unchanged_documents_have_no_revisions() -> None:
    data = comparison_docx(compare(document(OLD), document(OLD)), beside())
    assert not [each for name in ("w:ins", "w:del", "w:moveFrom", "w:moveTo") for each in tags(data, name)]


def test_a_word_is_a_revision_and_the_paragraph_stays(comparison: Comparison) -> None:
    data = comparison_docx(comparison, beside())
    removed = ["".join(words_of(each)) for each in tags(data, "w:del")]
    assert "$500,000,000" in removed
    assert not [each for each in tags(data, "w:del") if each.findall(f".//{qn('w:t')}")]
    signed = {each.get(qn("w:author")) for each in tags(data, "w:del")}
    assert signed == {"lawdiff"}


def test_a_passage_that_moved_is_tied_to_its_new_place() -> None:
    """Section 2 moves whole, one paragraph of it edited: one range with two ends, edits where they were made."""
    stays = [section("1", "Photos", PHOTOS, BEDS, BOATS), section("3", "Roads", ROADS, FEES)]
    moved = section("2", "Towers", TOWERS.replace("only if", "when"))
    old, new = bill(section("2", "Towers", TOWERS), *stays), bill(*stays, moved)
    comparison = compare(old, new)
    data = comparison_docx(comparison, beside())
    check(data, comparison)
    starts = {name: tags(data, f"w:{name}RangeStart") for name in ("moveFrom", "moveTo")}
    assert [each.get(qn("w:name")) for each in (*starts["moveFrom"], *starts["moveTo"])] == ["move1", "move1"]
    everything = list(opened(data).element.body.iter())
    for name, found in starts.items():
        ends = [each for each in everything if each.tag == qn(f"w:{name}RangeEnd")]
        assert [each.get(qn("w:id")) for each in ends] == [each.get(qn("w:id")) for each in found]
        assert "surveillance tower" in said(data, f"w:{name}")
    assert ["".join(words_of(each)) for each in tags(data, "w:ins") if each.findall(qn("w:r"))] == ["when"]


def test_text_that_went_into_another_section_is_a_move() -> None:
    old = bill(section("1", "Photos", PHOTOS, TOWERS, BEDS, BOATS), section("2", "Roads", ROADS, FEES))
    new = bill(section("1", "Photos", PHOTOS, BEDS, BOATS), section("2", "Roads", ROADS, FEES, TOWERS))
    comparison = compare(old, new)
    assert {part.elsewhere for change in comparison.changes for part in change.parts} >= {"went", "came"}
    data = comparison_docx(comparison, beside())
    check(data, comparison)
    for name in ("w:moveFrom", "w:moveTo"):
        assert "surveillance tower" in said(data, name)


def test_every_revision_and_range_has_its_own_number(sample: Comparison) -> None:
    everything = opened(comparison_docx(sample, beside())).element.body.iter()
    names = re.compile(r"\}(ins|del|move(From|To)(RangeStart)?|bookmarkStart|pPrChange)$")
    numbers = [each.get(qn("w:id")) for each in everything if names.search(each.tag)]
    assert len(numbers) == len(set(numbers)) > 50


def test_units_have_headings_and_the_rest_its_depth() -> None:
    old = bill(title("I", "Borders", section("1", "Fees", FEES, TOWERS)), section("2", "Beds", BEDS))
    paragraphs = opened(comparison_docx(compare(old, old), beside())).paragraphs
    found = {each.text: each.style.name for each in paragraphs}
    assert found["TITLE I— Borders"] == "Heading 1"
    assert found["SEC. 1. Fees"] == "Heading 3"
    assert found[f"SEC. 2. Beds {BEDS}"] == "Heading 3"
    assert found[f"(a) {FEES}"] == "Law 1"


def test_a_paragraph_that_stands_deeper_now_gets_its_old_style_back() -> None:
    """The style is a revision of its own (17.13.5.29)."""
    old, new = (parse(ROOT / "samples" / name) for name in SAMPLES["acts"])
    comparison = compare(old, new)
    changes = tags(comparison_docx(comparison, beside()), "w:pPrChange")
    assert changes
    for change in changes:
        before, now = change.find(f"{qn('w:pPr')}/{qn('w:pStyle')}"), change.getparent().find(qn("w:pStyle"))
        assert before.get(qn("w:val")) != now.get(qn("w:val"))


def test_quoted_law_is_set_off(sample: Comparison) -> None:
    quoted = {
        legal(each.own_words)
        for each in sample.new.provisions
        if each.quoted and not each.is_unit and each.own_words
    }
    shown = opened(comparison_docx(sample, beside())).paragraphs
    styles = {each.style.name for each in shown if each.text in quoted}
    assert styles
    assert all(name.startswith(("Law quoted", "Law row")) for name in styles)


def test_summary_and_figures_stand_before_the_text_untracked(comparison: Comparison) -> None:
    data = comparison_docx(comparison, beside())
    read = opened(data)
    assert len(read.sections) == 2
    text = [each.text for each in read.paragraphs]
    assert text[0] == read.core_properties.title == read.sections[1].header.paragraphs[0].text
    assert "→" in text[0]
    assert any(line.startswith("Old: H.R. 99") for line in text)
    assert "Biggest changes" in text
    cells = [cell.text for row in read.tables[0].rows for cell in row.cells]
    assert "$673,000,000" in cells
    first = law(data)[0]
    before = list(first.itersiblings(preceding=True))
    assert not [each for block in before for each in block.iter(qn("w:ins"), qn("w:del"))]


def test_notes_and_links_are_comments_on_their_words(comparison: Comparison) -> None:
    on_quote = note(comparison.new, "s2/c", quote="12 hours")
    on_all = note(comparison.new, "s2/a", "All of it", name="n2")
    tie = link(comparison.new, "s2/b", comparison.old, "s4/a")
    data = comparison_docx(
        comparison, beside([on_quote, on_all], [tie], titles={comparison.old.sha256: "The bill"})
    )
    comments = {each.comment_id: each for each in opened(data).comments}
    on = {comments[number].text.split("\n")[0]: stood for number, stood in commented(data).items()}
    assert on["Why so short?"] == "12 hours"
    assert on["All of it"].startswith("(a) The Secretary may collect")
    assert on["Link: funded by: s4/a of The bill"].startswith("(b) The Secretary shall post")
    first = next(each for each in comments.values() if "Why so short?" in each.text)
    assert (first.author, first.initials) == ("counsel", "c")
    assert first.timestamp.isoformat() == "2025-11-20T09:00:00+00:00"
    assert "Tags: retention" in first.text
    assert "Carried (97%): the same words" in first.text


def commented(data: bytes) -> dict[int, str]:
    """Return the words that each comment stands on."""
    found: dict[int, str] = {}
    begun: set[int] = set()
    for each in opened(data).element.body.iter():
        if each.tag == qn("w:commentRangeStart"):
            begun.add(int(each.get(qn("w:id"))))
        elif each.tag == qn("w:commentRangeEnd"):
            begun.remove(int(each.get(qn("w:id"))))
        elif each.tag in WORDS:
            for number in begun:
                found[number] = found.get(number, "") + each.text
    assert not begun
    return found


def test_a_note_on_words_that_go_stands_on_the_words_that_go(comparison: Comparison) -> None:
    data = comparison_docx(comparison, beside([note(comparison.old, "s4/a", quote="$500,000,000")]))
    assert list(commented(data).values()) == ["$500,000,000"]
    assert opened(data).comments.get(0).text.startswith("On the old version.")


def test_a_note_that_was_carried_is_one_comment(comparison: Comparison) -> None:
    both = note(comparison.old, "s2/a")
    carried = replace(both, targets=(*both.targets, *note(comparison.new, "s2/a").targets))
    assert len(list(opened(comparison_docx(comparison, beside([carried]))).comments)) == 1


def test_notes_without_a_place_are_listed_at_the_top(comparison: Comparison) -> None:
    quote = "error rates"
    lost = Target(comparison.new.sha256, "", "sec. 3(a)", quote, state="orphaned", score=0.0, evidence="gone")
    when = "no time at all"
    orphan = Note("n9", "Ask for it again", (), "", when, when, "resolved", (lost,))
    data = comparison_docx(comparison, beside([orphan]))
    text = [each.text for each in opened(data).paragraphs]
    assert text.index("sec. 3(a): “error rates” (orphaned)") < text.index("SEC. 1. Short title")
    comment = opened(data).comments.get(0)
    assert (comment.author, comment.timestamp) == ("unnamed", None)
    assert comment.text == "Ask for it again\nOrphaned (0%): gone\nResolved."


def test_a_note_on_a_provision_without_words_is_not_lost() -> None:
    draft = section("1", "Fees", FEES, TOWERS)
    draft.add(Draft("subsection", "", "")).add(Draft("paragraph", "(1)", "1", text=BEDS))
    old = bill(draft)
    silent = next(each for each in old.provisions if not each.own_words)
    data = comparison_docx(compare(old, old), beside([note(old, silent.address)]))
    assert "Why so short?" in opened(data).comments.get(0).text


def test_hostile_text_stays_text() -> None:
    evil = HOSTILE + "\x00\ud800\uffff\u202e</w:t><w:p/>&#0;"
    old, new = document(OLD), document([("1", f"Title </w:t> {'&'}", [("a", "<w:p/>\u202e x")])])
    comparison = compare(old, new)
    notes = [note(new, "s1/a", evil), note(new, "s1/a", evil, quote=evil, name="n2")]
    data = comparison_docx(comparison, beside(notes))
    check(data, comparison)
    assert legal(evil) in opened(data).comments.get(0).text
    assert "\x1b" not in ZipFile(BytesIO(data)).read("word/comments.xml").decode()


def test_the_same_comparison_gives_the_same_bytes(
    comparison: Comparison, monkeypatch: pytest.MonkeyPatch
) -> None:
    margin = beside([note(comparison.new, "s2/c")])
    data = comparison_docx(comparison, margin)
    assert comparison_docx(comparison, margin) == data
    with ZipFile(BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert opened(data).core_properties.modified == opened(data).core_properties.created
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735689600")
    dated = comparison_docx(comparison, margin)
    assert opened(dated).core_properties.modified.isoformat().startswith("2025-01-01T00:00:00")
    assert {each.get(qn("w:date"))[:10] for each in tags(dated, "w:ins")} == {"2025-01-01"}


@pytest.mark.parametrize("setting", ["", "soon", "-1", "9" * 30, "²"])
def test_a_time_that_is_none_is_passed_over(
    comparison: Comparison, monkeypatch: pytest.MonkeyPatch, setting: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", setting)
    data = comparison_docx(comparison, beside())
    assert opened(data).core_properties.modified.isoformat().startswith("1980-01-01")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    """Start LibreOffice once; return the command that asks it about a file. Skip where it or its bridge is missing."""
    program, python = shutil.which("soffice"), shutil.which("python3", path="/usr/bin")
    if not program:
        pytest.skip("needs LibreOffice (Debian: apt-get install libreoffice-writer python3-uno)")
    if (
        not python
        or subprocess.run([python, "-c", "import uno"], capture_output=True, check=False).returncode
    ):
        pytest.skip("needs LibreOffice's bridge to Python (Debian: apt-get install python3-uno)")
    pipe = f"lawdiff{uuid.uuid4().hex}"
    profile = tmp_path_factory.mktemp("office").as_uri()
    started = subprocess.Popen(
        [
            program,
            f"-env:UserInstallation={profile}",
            "--headless",
            "--norestore",
            f"--accept=pipe,name={pipe};urp",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    yield [python, str(ROOT / "tests" / "office.py"), pipe]
    subprocess.run([python, str(ROOT / "tests" / "office.py"), pipe], check=False, capture_output=True)
    try:
        started.wait(timeout=PATIENCE)
    except subprocess.TimeoutExpired:  # every test has its answers: an office that will not go fails none
        started.kill()
        started.wait()


def decided(office: list[str], data: bytes, folder: Path) -> dict[str, Any]:
    """Return what LibreOffice makes of a file."""
    path = folder / "tracked.docx"
    path.write_bytes(data)
    done = subprocess.run([*office, str(path)], capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


@pytest.mark.office
def test_libreoffice_gives_both_texts_on_the_samples(
    office: list[str], sample: Comparison, tmp_path: Path
) -> None:
    margin = beside([note(sample.new, sample.new.units[-1].address), note(sample.old, "", name="n2")])
    data = comparison_docx(sample, margin)
    answer = decided(office, data, tmp_path)
    assert answer["changes"] > 50
    assert answer["left by accept"] == answer["left by reject"] == 0
    assert answer["accept"] == lines(data, "accept")
    assert answer["reject"] == lines(data, "reject")
    assert len(answer["comments"]) == 2


@pytest.mark.office
def test_libreoffice_counts_the_changes(office: list[str], tmp_path: Path) -> None:
    """Four replaced figures and numbers are two changes each; a paragraph that came is one.

    The one that went runs into the number of the next, which is struck, too: no change of its own.
    """
    old = bill(section("1", "Fees", FEES, TOWERS, PHOTOS, BEDS))
    new = bill(
        section("1", "Fees", FEES.replace("$24", "$30"), PHOTOS.replace("14 days", "12 hours"), BEDS, BOATS)
    )
    answer = decided(office, comparison_docx(compare(old, new), beside()), tmp_path)
    assert answer["changes"] == 4 * 2 + 1
