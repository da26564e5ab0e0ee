"""`lawdiff dossier`: documents side by side, named after themselves, with pages that lead to each other."""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path

import pytest
from builders import NEW, OLD, Section, bill, document
from click.testing import CliRunner

import lawdiff
from lawdiff.cli.group import lawdiff_command
from lawdiff.differ import compare
from lawdiff.render.html.binder import bind
from lawdiff.render.html.threefold import threefold

SAMPLES = Path(lawdiff.__file__).parent / "samples"
PROPOSAL, RULE, ACT = "proposed-rule-2020.xml", "interim-final-rule-2025.xml", "act-enacted-2025.xml"


def run(*arguments: str) -> str:
    done = CliRunner().invoke(lawdiff_command, arguments, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three documents with the sample notes and links, through the command."""
    folder = tmp_path_factory.mktemp("three")
    for path in SAMPLES.iterdir():
        if path.suffix in {".xml", ".csv"}:
            shutil.copy(path, folder / path.name)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.delenv("LAWDIFF_DB", raising=False)
        run("tag", "load", "codebook.csv")
        run("note", "load", "notes.csv")
        run("link", "load", "links.csv")
        said = run("dossier", "--compare", PROPOSAL, RULE, ACT, "-o", "out/new", "--title", "Who pays?")
    assert said.strip() == str(Path("out/new/index.html"))
    return folder / "out" / "new"


def test_files_are_called_by_what_they_show(made: Path) -> None:
    stem = "proposed-rule-85-fr-74162-to-interim-final-rule-90-fr-48604"
    assert sorted(path.name for path in made.iterdir()) == sorted(
        [
            "index.html",
            "proposed-rule-85-fr-74162.html",
            "interim-final-rule-90-fr-48604.html",
            "public-law-119-21.html",
            f"{stem}.html",
            f"{stem}.json",
            f"{stem}.md",
        ]
    )


def test_every_link_leads_somewhere(made: Path) -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in made.glob("*.html")}
    ids = {name: set(map(unescape, re.findall(r"id=['\"]([^'\"]+)", text))) for name, text in texts.items()}
    links = [
        (name, *href.partition("#")[::2])
        for name, text in texts.items()
        for href in map(unescape, re.findall(r"href=['\"]([^'\"]+)", text))
    ]
    assert len(links) > 50
    broken = [
        (name, page, place)
        for name, page, place in links
        if (page or name) not in texts or (place and place not in ids[page or name])
    ]
    assert broken == []


def test_the_act_that_pays_stands_beside_the_rule(made: Path) -> None:
    index = (made / "index.html").read_text(encoding="utf-8")
    assert "<h1>Who pays?</h1>" in index
    cards = index.split('<ul class="cards">')[1].split("</ul>")[0]
    assert cards.count("<li>") == 3
    assert "public-law-119-21.html#n:s90004/a/4" in index
    assert "$6,168,000,000" in index


def test_a_tag_without_notes_leads_nowhere(made: Path) -> None:
    index = (made / "index.html").read_text(encoding="utf-8")
    tags = index.split('<section id="tags"')[1]
    linked = set(re.findall(r'href="#(tag-\d+)"', tags))
    assert linked == set(re.findall(r'id="(tag-\d+)"', tags))
    assert linked


def test_documents_of_one_name_get_pages_of_their_own() -> None:
    old = lawdiff.parse_bytes(bill(OLD), "a.xml")
    new = lawdiff.parse_bytes(bill(NEW), "b.xml")
    binder = bind([compare(old, new), compare(new, old)])
    pages = list(binder.pages.values())
    assert len(set(pages)) == len(pages) == 2
    assert len({leg.name for leg in binder.legs}) == 2


def test_the_same_dossier_is_the_same_bytes(made: Path, tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(made.parent.parent)
        patch.delenv("LAWDIFF_DB", raising=False)
        run("dossier", "--compare", PROPOSAL, RULE, ACT, "-o", str(tmp_path), "--title", "Who pays?")
    for path in made.iterdir():
        assert path.read_bytes() == (tmp_path / path.name).read_bytes(), path.name


def test_without_a_pair_it_says_what_is_missing(tmp_path: Path) -> None:
    done = CliRunner().invoke(lawdiff_command, ["dossier", "a.xml", "-o", str(tmp_path / "x")])
    assert done.exit_code == 2
    assert "--compare" in done.output
    assert not (tmp_path / "x").exists()


PROPOSED: list[Section] = [
    (
        "2",
        "Collection",
        [
            ("a", "The Secretary may take an image."),
            ("b", "It is deleted within 14 days."),
            ("c", "Signs are put up."),
        ],
    ),
]
BEFORE: list[Section] = [
    ("2", "Collection", [("a", "The Secretary may take an image in a pilot."), ("b", "Pilots end in 2005.")]),
]
FINAL: list[Section] = [
    (
        "2",
        "Collection",
        [
            ("a", "The Secretary may take an image."),
            ("b", "It is deleted within 12 hours."),
            ("c", "Planes count, too."),
        ],
    ),
]


def test_three_versions_of_the_law_lie_abreast() -> None:
    first, second = (
        compare(document(old), document(new, "Enrolled-Bill"))
        for old, new in ((BEFORE, PROPOSED), (PROPOSED, FINAL))
    )
    rows = threefold(first, second)
    cells = [
        tuple(re.sub("<[^>]+>", "", cell) for cell in (row.before, row.between, row.after)) for row in rows
    ]
    assert any("in a pilot" in before and "12 hours" not in after for before, _, after in cells)
    assert any("14 days" in between and "12 hours" in after for _, between, after in cells)
    for version, at in ((BEFORE, 0), (PROPOSED, 1), (FINAL, 2)):
        standing = (re.sub("<del>.*?</del>", "", (row.before, row.between, row.after)[at]) for row in rows)
        shown = re.sub("<[^>]+>", "", " ".join(standing))
        for _, text in version[0][2]:
            assert all(word in shown for word in text.split()), (text, shown)


def test_the_law_is_shown_before_between_and_after(tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(SAMPLES)
        patch.delenv("LAWDIFF_DB", raising=False)
        bases = ("--as-amended", "cfr-8-215-2020.xml", "--as-amended", "cfr-8-235-2020.xml")
        run("dossier", "--compare", PROPOSAL, RULE, *bases, "-o", str(tmp_path))
    table = (tmp_path / "index.html").read_text("utf-8").split('class="ab three">')[1].split("</table>")[0]
    row = next(row for row in table.split("<tr>") if "14 days" in row)
    _, before, between, after = row.split("<td")
    assert "14 days" not in before
    assert "<ins>" in between
    assert re.search(r"<del>14 days ?</del> ?<ins>12 hours", after)
    assert any("Canadian" in row.split("<td")[-1] for row in table.split("<tr>"))
    prints = sorted(path.name for path in tmp_path.glob("*as-amended-by*.html"))
    assert len(prints) == 4
    assert all(name in (tmp_path / "index.html").read_text("utf-8") for name in prints)
