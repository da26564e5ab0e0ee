"""Contents and strips: a tree with short names, and a tile for each version of a section."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from browsing import complaints, js, set_theme, set_width
from builders import NEW, OLD, document

from lawdiff.differ import compare
from lawdiff.differ.history import history
from lawdiff.parsers import Document, parse, parse_bytes
from lawdiff.render.html import render_comparison
from lawdiff.render.html.contents import contents
from lawdiff.render.html.history import render_history
from lawdiff.render.html.markup import change_id
from lawdiff.render.summary import differs

if TYPE_CHECKING:
    from pathlib import Path

    from selenium.webdriver import Chrome


def titled(amount: str, name: str, extra: str = "") -> Document:
    """Return a bill of one title with two subtitles; the name of the title is a long one."""
    long = "Committee on " + " and ".join(["Appropriations of Every Kind"] * 6)
    section = "<section id='{0}'><enum>{0}.</enum><header>{1}</header><text>{2}</text></section>"
    body = (
        f"<title id='T1'><enum>I</enum><header>{long}</header>"
        f"<subtitle id='A'><enum>A</enum><header>Border</header>"
        f"{section.format('101', 'Wall', f'There is appropriated {amount} for it.')}{extra}</subtitle>"
        f"<subtitle id='B'><enum>B</enum><header>Ports</header>"
        f"{section.format('102', 'Cameras', 'The Secretary shall buy cameras for each port.')}</subtitle></title>"
    )
    xml = f"<bill bill-stage='{name}'><form><legis-num>H. R. 9</legis-num></form><legis-body>{body}</legis-body></bill>"
    return parse_bytes(xml.encode(), f"{name}.xml")


GONE = (
    "<section id='103'><enum>103.</enum><header>Barges</header>"
    "<text>No barge may carry gravel upstream at night.</text></section>"
)


def test_changes_hang_in_what_they_stand_in() -> None:
    tree = contents(compare(titled("$5", "a", GONE), titled("$7", "b")))
    order = re.findall(r"TITLE I|Title I|Border|Ports|sec\. 10\d|<ul>|</ul>", tree, flags=re.IGNORECASE)
    assert [word.lower() for word in order] == [
        "<ul>",
        "title i",
        "<ul>",
        "border",
        "<ul>",
        "sec. 101",
        "sec. 103",
        "</ul>",
        "</ul>",
        "</ul>",
    ]
    assert "removed" in tree
    assert max(map(len, re.findall(r"<summary>([^<]*)<", tree))) < 90


def test_a_long_tree_opens_at_its_first_level_only() -> None:
    many = [(str(n), f"Heading {n}", [("a", f"Words {n} of the law.")]) for n in range(1, 100)]
    short = contents(compare(document(OLD), document(NEW)))
    assert "<details>" not in short
    assert contents(compare(document([]), document(many))).count("<li>") == 99


@pytest.mark.corpus
def test_every_change_of_a_real_bill_is_in_the_contents_once(corpus: Path) -> None:
    folder = corpus / "bills" / "118hr8752"
    comparison = compare(
        parse(folder / "BILLS-118hr8752rh.xml"),
        parse(folder / "BILLS-118hr8752eh.xml"),
    )
    links = re.findall(r"href='(#[^']*)'", contents(comparison))
    assert len(links) > 30
    assert sorted(links) == sorted(
        f"#{change_id(change)}" for change in comparison.changes if differs(change)
    )


def test_a_history_tells_each_step_in_words() -> None:
    html = render_history(history([document(OLD), document(NEW, "Enrolled-Bill")]))
    assert "<del>14 days</del>" in html
    assert "<ins>12 hours</ins>" in html
    targets = set(re.findall(r'href="#(t[^"]*)"', html))
    assert targets
    assert all(f'id="{target}"' in html for target in targets)


def test_headings_and_file_names_become_no_markup() -> None:
    evil = "<img src=x onerror=alert(1)>' onclick='alert(2)\u202e"
    old = replace(document([("1", evil, [("a", "The old words of it.")])]), title=evil, source=evil)
    new = replace(document([("1", evil, [("a", "The new words of it.")])], "Enrolled-Bill"), title=evil)
    for html in (
        contents(compare(old, new)),
        render_history(history([old, new])),
        render_comparison(compare(old, new)),
    ):
        assert "<img" not in html
        assert " onclick='" not in html
        assert "\u202e" not in html
        assert "&lt;img src=x" in html


@pytest.mark.browser
def test_arrows_go_from_tile_to_tile_and_a_tile_opens_its_step(browser: Chrome, tmp_path: Path) -> None:
    set_theme(browser, "light")
    set_width(browser, 1300)
    page = tmp_path / "history.html"
    bills = [document(OLD), document(NEW, "Enrolled-Bill"), document(OLD, "Reported-in-House")]
    page.write_text(render_history(history(bills)), encoding="utf-8")
    browser.get(page.as_uri())
    from selenium.webdriver.common.keys import Keys  # noqa: PLC0415 - only where there is a browser

    browser.execute_script("document.querySelector('a.tile').focus()")
    first = js(browser, "document.activeElement.hash")
    browser.switch_to.active_element.send_keys(Keys.ARROW_RIGHT)
    second = js(browser, "document.activeElement.hash")
    assert first != second
    browser.switch_to.active_element.send_keys(Keys.ENTER)
    assert js(browser, "document.querySelector(location.hash).checkVisibility()")
    assert complaints(browser) == []
