"""Every kind of page, opened out, in both themes, under axe: WCAG 2.2 A and AA, and best practice."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browsing import complaints, set_theme, set_width
from builders import HOSTILE, NEW, OLD, TAGS, document, link, note
from test_batch_page import REPORT as BATCH

from lawdiff.differ import compare
from lawdiff.differ.history import history
from lawdiff.render.html import Chapter, render_comparison, render_document, render_dossier
from lawdiff.render.html.batch import render_batch
from lawdiff.render.html.history import render_history

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

pytestmark = pytest.mark.browser

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")

RUN = """
const done = arguments[arguments.length - 1];
axe.run(document, {runOnly: {type: "tag", values: arguments[0]}, resultTypes: ["violations"]}).then(
  (found) => done(found.violations.flatMap(
    (rule) => rule.nodes.map((node) => `${rule.id}: ${node.html} ${node.failureSummary}`))),
  (error) => done([String(error)]));
"""


@pytest.fixture(scope="module")
def axe() -> str:
    """Return axe-core, as a package brings it along."""
    spec = find_spec(
        "axe_playwright_python"
    )  # only the script in it is used; the package itself is not imported
    assert spec is not None
    assert spec.origin is not None
    return (Path(spec.origin).parent / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write every kind of page, with notes that are not kind."""
    folder = tmp_path_factory.mktemp("pages")
    old, new = document(OLD), document(NEW, "Enrolled-Bill")
    comparison = compare(old, new)
    notes = [
        note(new, "s2/c", HOSTILE, quote="12 hours"),
        note(old, "s2/b", name="n2"),
        note(new, "", name="n3"),
        note(new, "s1/a", name="n4"),
    ]
    links = [link(new, "s2/c", new, "s3/a")]
    chapter = Chapter("Bill to act", "comparison.html", comparison, "document.html", "document.html")
    texts = {
        "comparison": render_comparison(comparison, notes, links, TAGS, home="dossier.html"),
        "side": render_comparison(comparison, notes, links, TAGS, side_by_side=True),
        "same": render_comparison(compare(old, old)),
        "document": render_document(new, notes, links, TAGS),
        "dossier": render_dossier("Cameras", [chapter], notes, links, TAGS, introduction="Two texts."),
        "history": render_history(history([old, new, old])),
        "batch": render_batch(BATCH),
    }
    for name, text in texts.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(("theme", "width"), [("light", 1300), ("dark", 360)])
@pytest.mark.parametrize("name", ["comparison", "side", "same", "document", "dossier", "history", "batch"])
def test_axe_finds_nothing(  # noqa: PLR0917 - pytest fills them in by name
    browser: Chrome, pages: Path, axe: str, name: str, theme: str, width: int
) -> None:
    set_theme(browser, theme)
    set_width(browser, width)
    browser.get((pages / f"{name}.html").as_uri())
    browser.execute_script("document.querySelectorAll('details').forEach((box) => { box.open = true; })")
    assert complaints(browser) == []
    browser.execute_script(axe)
    found: list[Any] = browser.execute_async_script(RUN, list(RULES))
    assert found == []
    set_width(browser, 1300)
