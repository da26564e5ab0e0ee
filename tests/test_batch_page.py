"""The index of a batch in a real browser: sorted by a press on a heading, read by axe, and without script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import complaints, js
from builders import HOSTILE

from lawdiff.render.batch import Artifact, BatchReport, Counts, PairRow, PassedOver
from lawdiff.render.html.batch import render_batch

if TYPE_CHECKING:
    from pathlib import Path

    from selenium.webdriver import Chrome


def row(name: str, units: int, substantive: int) -> PairRow:
    """Return a pair that was compared."""
    counts = Counts(units=units, edited=substantive, substantive=substantive, words_added=1000 * substantive)
    files = (Artifact("html", f"pairs/{name}/comparison.html", "0" * 64, 1),)
    return PairRow(
        name, f"H.R. {name}", "a.xml", "b.xml", "1" * 64, "2" * 64, "old", "new", {}, counts, files
    )


REPORT = BatchReport(
    "bills <of> 2025",
    (
        row("9", 40, 3),
        row("10", 7, 21),
        row("2", 7, 0),
        PairRow("bad", "H.R. 4", "c.xml", "d.xml", error=f"c.xml: {HOSTILE}"),
    ),
    (PassedOver(f"{HOSTILE}.xml", "is the only version here"),),
    ("html",),
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("batch") / "index.html"
    path.write_text(render_batch(REPORT), "utf-8")
    return path


def column(browser: Chrome, number: int) -> list[str]:
    """Return what a column of the table says, from above."""
    return list(
        js(browser, f"[...document.querySelectorAll('tbody tr')].map(r => r.cells[{number}].textContent)")
    )


def press(browser: Chrome, number: int) -> str:
    """Press the heading of a column; return how it is sorted then, as a screen reader is told."""
    browser.execute_script(f"document.querySelectorAll('thead th')[{number}].querySelector('button').click()")
    return str(js(browser, f"document.querySelectorAll('thead th')[{number}].getAttribute('aria-sort')"))


@pytest.mark.browser
def test_a_press_on_a_heading_sorts_the_table(browser: Chrome, index: Path) -> None:
    browser.get(index.as_uri())
    assert complaints(browser) == []
    assert column(browser, 0) == ["H.R. 9", "H.R. 10", "H.R. 2"]
    assert press(browser, 0) == "ascending"
    assert column(browser, 0) == ["H.R. 2", "H.R. 9", "H.R. 10"]
    assert press(browser, 6) == "descending"
    assert column(browser, 6) == ["21", "3", "0"]
    assert js(browser, "document.querySelectorAll('[aria-sort]').length") == 1
    assert press(browser, 6) == "ascending"
    assert column(browser, 6) == ["0", "3", "21"]
    assert js(browser, "document.getElementById('said').textContent") == "Sorted by Substantive, ascending"
    assert press(browser, 2) == "descending"
    assert column(browser, 0) == ["H.R. 9", "H.R. 10", "H.R. 2"]  # equal ones stay as they were
    assert js(browser, "document.querySelectorAll('th[data-fixed] button').length") == 0
    assert js(browser, "performance.getEntriesByType('resource').length") == 0


def test_the_page_says_all_of_it_without_script() -> None:
    page = render_batch(REPORT)
    body = page.split("<body", 1)[1].split("<script", 1)[0]
    assert "<button" not in body
    assert "3 pairs compared, 1 could not be compared. 1 file is in no pair." in body
    assert "<h1>bills &lt;of&gt; 2025</h1>" in body
    assert "<script>alert" not in body
    assert "c.xml: &#34;&gt;&lt;script&gt;" in body
    assert '<td class="num">54<' in body.split("<tfoot>")[1].replace("\n", "<")
    assert "24,000" in body.split("<tfoot>")[1]
