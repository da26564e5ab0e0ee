"""The demonstration: it writes what it names, its pages lead to each other, and they tell the story of the samples."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import jsonschema
import pytest

from lawdiff.cli.tour import NOTES_DATABASE, Toured, tour

SCHEMA = Path(__file__).resolve().parent.parent / "docs" / "schema" / "diff.schema.json"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Toured:
    return tour(tmp_path_factory.mktemp("demo") / "new" / "folder")


def pages(made: Toured) -> dict[str, str]:
    """Return the pages by name."""
    return {path.name: path.read_text(encoding="utf-8") for path in made.written if path.suffix == ".html"}


def test_the_page_to_open_stands_first(made: Toured) -> None:
    assert made.written[0].name == "index.html"
    assert all(path.is_file() for path in made.written)


def test_every_link_between_the_pages_leads_somewhere(made: Toured) -> None:
    texts = pages(made)
    ids = {name: set(map(unescape, re.findall(r"id=['\"]([^'\"]+)", text))) for name, text in texts.items()}
    broken = [
        (name, href)
        for name, text in texts.items()
        for href in map(unescape, re.findall(r"href=['\"]([^'\"]+)", text))
        if (href.partition("#")[0] or name) not in texts
        or ("#" in href and href.partition("#")[2] not in ids[href.partition("#")[0] or name])
    ]
    assert broken == []


def test_it_says_what_became_of_the_proposal_and_where_the_money_is(made: Toured) -> None:
    index = pages(made)["index.html"]
    for wanted in ("8 CFR 215.10", "12 hours", "Pilot Programs", "funded by", "$6,168,000,000", "retention"):
        assert wanted in index, wanted


def test_notes_of_the_proposal_stand_on_the_rule(made: Toured) -> None:
    assert sum(made.states.values()) > 10
    assert "carried" in made.states
    rule = pages(made)["interim-final-rule-2025.html"]
    assert "<b>carried</b> (100%)" in rule


def test_json_of_the_samples_holds_to_the_schema(made: Toured) -> None:
    rules = json.loads(SCHEMA.read_text(encoding="utf-8"))
    found = [path for path in made.written if path.suffix == ".json"]
    assert len(found) == 2
    for path in found:
        jsonschema.Draft202012Validator(rules).validate(json.loads(path.read_text(encoding="utf-8")))


def test_a_second_run_writes_the_same_bytes(made: Toured, tmp_path: Path) -> None:
    again = tour(tmp_path)
    for first, second in zip(made.written, again.written, strict=True):
        assert first.name == second.name
        if first.name != NOTES_DATABASE:  # its history has the times at which notes were loaded
            assert first.read_bytes() == second.read_bytes(), first.name


def test_running_into_the_same_folder_replaces_the_files(tmp_path: Path) -> None:
    tour(tmp_path)
    counts = len(list(tmp_path.iterdir()))
    assert tour(tmp_path).states
    assert len(list(tmp_path.iterdir())) == counts


def test_the_rule_lies_beside_the_proposal_with_money_and_notes(made: Toured) -> None:
    table = pages(made)["index.html"].split('<table class="ab">')[1].split("</table>")[0]
    row = next(row for row in table.split("<tr>") if "8 CFR 215.8(e)" in row and "8 CFR 215.8(a)(3)" in row)
    old, new, ties, notes = row.split("<td")[1:5]
    assert re.search(r"<del>14 days ?</del>", old)
    assert re.search(r"<ins>12 hours ?</ins>", new)
    assert "goes beyond" in ties
    assert "The period runs from" in notes
    assert "retention" in notes
    funded = next(row for row in table.split("<tr>") if "funded by" in row)
    assert "$6,168,000,000" in funded
