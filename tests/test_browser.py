"""The page in a real browser: what a reader does with it, in both themes, narrow, printed, and without script."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browsing import complaints, js, set_medium, set_theme, set_width, until
from builders import HOSTILE, NEW, OLD, TAGS, bill, document, link, note

from lawdiff.differ import compare
from lawdiff.parsers import parse, parse_bytes
from lawdiff.render.html import render_comparison, render_document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selenium.webdriver import Chrome

pytestmark = pytest.mark.browser

SAMPLES = Path(__file__).resolve().parent.parent / "samples"

LEAST_CONTRAST = 4.5
"""WCAG 2.2, success criterion 1.4.3, for text of ordinary size."""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a comparison with hostile notes, and a document."""
    old, new = document(OLD), document(NEW, "Enrolled-Bill")
    notes = [note(new, "s2/c", HOSTILE, quote="12 hours")]
    folder = tmp_path_factory.mktemp("page")
    (folder / "page.html").write_text(
        render_comparison(compare(old, new), notes, [link(new, "s2/c", new, "s3/a")], TAGS), encoding="utf-8"
    )
    (folder / "document.html").write_text(render_document(new, notes, tags=TAGS), encoding="utf-8")
    return folder / "page.html"


def opened(browser: Chrome, page: Path) -> Chrome:
    """Open the page as for the first time."""
    set_theme(browser, "light")
    set_width(browser, 1300)
    browser.get("about:blank")
    browser.get(page.as_uri())
    complaints(browser)
    return browser


@pytest.fixture
def at(browser: Chrome, page: Path) -> Iterator[Chrome]:
    """Open the page in the browser that the tests share, for a test that stores nothing."""
    yield opened(browser, page)
    if js(browser, "location.protocol") == "file:":
        assert js(browser, "localStorage.length") == 0, (
            "a test in which the page stores something takes `alone`"
        )


@pytest.fixture
def alone(fresh: Chrome, page: Path) -> Chrome:
    """Open the page in a browser of its own."""
    return opened(fresh, page)


def visible(browser: Chrome) -> list[str]:
    """Return the ids of the changes that are shown."""
    return list(js(browser, "[...document.querySelectorAll('.c')].filter(c => !c.hidden).map(c => c.id)"))


def press(browser: Chrome, key: str) -> None:
    """Press a key where the focus is."""
    browser.switch_to.active_element.send_keys(key)


def test_the_page_opens_without_a_complaint(at: Chrome, page: Path) -> None:
    assert complaints(at) == []
    at.get((page.parent / "document.html").as_uri())
    assert complaints(at) == []
    assert js(at, "performance.getEntriesByType('resource').length") == 0


def test_side_by_side_shows_old_words_left_and_new_words_right(alone: Chrome) -> None:
    alone.execute_script(
        "document.getElementById('cn:s3').scrollIntoView(); document.getElementById('side').click()"
    )
    until(alone, "document.querySelectorAll('[id=\"cn:s3\"] .s').length > 0")
    texts = "[...document.querySelectorAll('[id=\"cn:s3\"] .s > .{}')].map(p => p.innerText).join(' ')"
    assert "$500,000,000" in js(alone, texts.format("o"))
    assert "$673,000,000" not in js(alone, texts.format("o"))
    assert "$673,000,000" in js(alone, texts.format("k"))
    assert "$500,000,000" not in js(alone, texts.format("k"))
    alone.execute_script("document.getElementById('cn:s2').scrollIntoView()")
    until(alone, "document.querySelectorAll('[id=\"cn:s2\"] .f.o').length > 0")
    assert "moved to" in js(alone, "document.querySelector('.f.o').innerText")
    assert js(alone, "document.querySelector('.f.k').innerText") == ""
    until(alone, "document.body.classList.contains('side')", reloading=True)
    alone.execute_script("document.getElementById('inline').click()")
    assert js(alone, "getComputedStyle(document.querySelector('.e')).display") == "block"


def test_the_change_that_is_read_stays_in_place_when_the_view_changes(alone: Chrome, page: Path) -> None:
    many = [
        (str(number), f"Heading {number}", [("a", f"Words {number} " * (20 + number % 7 * 60))])
        for number in range(1, 60)
    ]
    long = page.parent / "long.html"
    long.write_text(render_comparison(compare(document([]), document(many))), encoding="utf-8")
    top = "document.getElementById('cn:s40').getBoundingClientRect().top"
    alone.get(f"{long.as_uri()}#cn:s40")
    until(alone, f"0 <= {top} && {top} < 200")
    for view in ("side", "inline"):
        before = js(alone, top)
        alone.execute_script(f"document.getElementById('{view}').click()")
        until(alone, f"document.body.classList.contains('{view}') && Math.abs({top} - {before}) < 3")


def test_open_filters_cover_no_heading(at: Chrome) -> None:
    bottom = "document.querySelector('.bar').getBoundingClientRect().bottom"
    closed = js(at, bottom)
    at.execute_script("document.querySelector('.filters').open = true")
    until(at, f"{bottom} > {closed}")
    at.execute_script("document.getElementById('cn:s3').scrollIntoView()")
    for key in "jkj":
        press(at, key)
        until(at, f"document.querySelector('.c.now h3').getBoundingClientRect().top >= {bottom}")


def test_a_long_note_does_not_tear_its_text_apart(at: Chrome, page: Path) -> None:
    new = document(NEW, "Enrolled-Bill")
    long = note(new, "s2/a", "word " * 400)
    wide = page.parent / "note.html"
    wide.write_text(render_comparison(compare(document(OLD), new), [long]), encoding="utf-8")
    at.get(wide.as_uri())
    box = "document.{}.getBoundingClientRect()"
    noted, after, aside = (
        box.format(f"getElementById('n:s2/{name}')") if name else box.format("querySelector('.n')")
        for name in ("a", "c", "")
    )
    assert js(at, f"{aside}.height") > 400
    assert js(at, f"{after}.top - {noted}.bottom") < 250
    assert js(at, f"{aside}.left - {noted}.right") > 0
    assert js(at, f"{aside}.bottom - document.getElementById('cn:s2').getBoundingClientRect().bottom") <= 0


def test_a_heading_runs_into_its_text_as_printed(at: Chrome, page: Path) -> None:
    """The stop and the dash are style: nothing is added to the text, and none stands alone in a column."""
    plain = bill([("1", "Fees", [("a", "The fee is $24."), ("b", "It is paid.")])])
    headed = plain.replace(b"<enum>(a)</enum>", b"<enum>(a)</enum><header>In general</header>")
    run_in = page.parent / "run-in.html"
    comparison = compare(parse_bytes(plain, "old.xml"), parse_bytes(headed, "new.xml"))
    run_in.write_text(render_comparison(comparison, side_by_side=True), encoding="utf-8")
    at.get(run_in.as_uri())
    until(at, "document.querySelectorAll('.s').length > 0")
    new, old = (f"document.querySelector('.s > .d1.{column}')" for column in ("k", "o"))
    assert js(at, f"{new}.textContent") == "(a) In general The fee is $24."
    assert "—" in js(at, f"getComputedStyle({new}.querySelector('b'), '::after').content")
    assert js(at, f"{old}.textContent") == "(a) The fee is $24."
    assert js(at, f"getComputedStyle({old}.querySelector('b'), '::after').content") == "none"
    number = js(at, f"getComputedStyle({new}.querySelector('b > i')).fontVariantCaps")
    assert (number, js(at, f"getComputedStyle({new}.querySelector('b')).fontVariantCaps")) == (
        "normal",
        "small-caps",
    )


def test_j_and_k_walk_through_the_changes(at: Chrome) -> None:
    press(at, "j")
    first = js(at, "document.querySelector('.c.now').id")
    press(at, "j")
    second = js(at, "document.querySelector('.c.now').id")
    press(at, "k")
    assert first != second
    assert js(at, "document.querySelector('.c.now').id") == first
    assert js(at, "document.querySelector('.toc [aria-current]').getAttribute('href')") == f"#{first}"
    assert "1 of 4" in js(at, "document.getElementById('where').innerText")


def test_filters_narrow_by_what_happened_and_by_tag(at: Chrome) -> None:
    at.execute_script("document.querySelector('.filters').open = true")
    at.execute_script("document.querySelector('input[value=added]').click()")
    assert visible(at) == ["cn:s4"]
    at.execute_script("document.querySelector('input[value=removed]').click()")
    assert visible(at) == ["co:s3", "cn:s4"]
    at.execute_script("document.querySelector('input[value=retention]').click()")
    assert visible(at) == []
    at.execute_script("document.getElementById('clear').click()")
    assert len(visible(at)) == 4


def test_filters_narrow_by_weight_and_by_author(at: Chrome) -> None:
    box = "document.querySelector('input[data-g={}][value={}]').click()"
    at.execute_script(box.format("a", "counsel"))
    assert visible(at) == ["cn:s2"]
    at.execute_script(box.format("s", "substantive"))
    assert visible(at) == ["cn:s2"]
    at.execute_script(box.format("a", "counsel"))
    weights = "[...document.querySelectorAll('.c:not([hidden])')].map(change => change.dataset.s)"
    assert set(js(at, weights)) == {"substantive"}
    assert "of 4 changes" in js(at, "document.getElementById('where').innerText") or len(visible(at)) == 4


def test_keys_of_one_letter_can_be_turned_off(alone: Chrome) -> None:
    alone.execute_script("document.getElementById('keys').click(); document.activeElement.blur()")
    press(alone, "j")
    assert js(alone, "document.querySelector('.c.now')") is None
    until(alone, "document.getElementById('keys').checked === false", reloading=True)
    press(alone, "j")
    assert js(alone, "document.querySelector('.c.now')") is None


def test_what_moved_leads_to_its_other_place_and_back(at: Chrome) -> None:
    links = js(
        at, "[...document.querySelectorAll('a.l')].map(link => [link.innerText, link.getAttribute('href')])"
    )
    assert sorted(text[0] for text, _ in links) == ["←", "→"]
    for _, href in links:
        at.execute_script("location.hash = arguments[0]", href)
        until(at, "document.getElementById(location.hash.slice(1)).checkVisibility()")


def test_search_finds_words_and_says_how_many(at: Chrome) -> None:
    press(at, "/")
    until(at, "document.activeElement.id === 'find'")
    press(at, "manual check")
    until(at, lambda chrome: visible(chrome) == ["cn:s4"])
    assert "1 of 4" in js(at, "document.getElementById('where').innerText")
    until(at, "CSS.highlights.get('found').size === 1")


def test_a_deep_link_opens_what_is_folded(at: Chrome, page: Path) -> None:
    at.get("about:blank")
    at.get(f"{page.as_uri()}#n:s1/a")
    assert not js(at, "document.querySelector('#changes > .u').dataset.opened")
    assert js(at, "document.getElementById('n:s1/a').checkVisibility()")
    assert js(at, "document.getElementById('n:s1/a').closest('details').open")


def test_a_link_reaches_a_far_place(at: Chrome, page: Path) -> None:
    many = [
        (str(number), f"Heading {number}", [("a", f"Words {number} " * (20 + number % 7 * 60))])
        for number in range(1, 90)
    ]
    far = page.parent / "far.html"
    far.write_text(render_comparison(compare(document([]), document(many))), encoding="utf-8")
    at.get(f"{far.as_uri()}#cn:s80")
    top = "document.getElementById('cn:s80').getBoundingClientRect().top"
    until(at, f"0 <= {top} && {top} < 200")


def test_the_citation_is_copied(at: Chrome) -> None:
    at.execute_cdp_cmd(
        "Browser.grantPermissions", {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]}
    )
    at.execute_script("document.querySelector('[id=\"cn:s3\"] .cp').click()")
    until(at, "document.getElementById('said').innerText !== ''")
    assert "sec. 3" in js(at, "document.getElementById('said').innerText")


def test_a_paragraph_is_copied_with_its_citation_and_link(at: Chrome) -> None:
    """The link names the file and not the folder that it lies in; the target is 24 pixels each way, or more."""
    at.execute_cdp_cmd(
        "Browser.grantPermissions", {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]}
    )
    button = "document.querySelector('.ln[data-to=\"n:s2/c\"]')"
    at.execute_script("document.getElementById('cn:s2').scrollIntoView()")
    until(at, f"{button} !== null")
    assert js(at, f"{button}.getAttribute('aria-label')") == "Copy citation and link: sec. 2(c)"
    sides = js(at, f"[{button}.offsetWidth, {button}.offsetHeight]")
    assert min(sides) >= 24
    at.execute_script(f"{button}.click()")
    until(at, "document.getElementById('said').innerText === 'Copied sec. 2(c)'")
    copied = at.execute_async_script("navigator.clipboard.readText().then(arguments[0])")
    assert copied == "sec. 2(c) <page.html#n:s2/c>"


def test_the_buttons_of_a_change_are_one_stop_and_the_arrows_go_on(at: Chrome) -> None:
    stops = "[...document.querySelectorAll('[id=\"cn:s2\"] .ln')].filter(b => b.tabIndex === 0)"
    at.execute_script("document.getElementById('cn:s2').scrollIntoView()")
    until(at, f"{stops}.length === 1")
    at.execute_script(f"{stops}[0].focus()")
    first = js(at, "document.activeElement.dataset.to")
    from selenium.webdriver.common.keys import Keys  # noqa: PLC0415 - only where there is a browser

    press(at, Keys.ARROW_DOWN)
    second = js(at, "document.activeElement.dataset.to")
    assert (first, second) == ("n:s2", "n:s2/a")
    assert js(at, f"{stops}.length") == 1
    press(at, Keys.ARROW_UP)
    assert js(at, "document.activeElement.dataset.to") == first


@pytest.mark.parametrize("side_by_side", [False, True])
def test_every_paragraph_has_a_button_with_its_citation(
    at: Chrome, page: Path, *, side_by_side: bool
) -> None:
    """The page tells most citations from addresses; all must be those of the document, quoted law's, too."""
    comparison = compare(parse(SAMPLES / "bill-house-2025.xml"), parse(SAMPLES / "act-enacted-2025.xml"))
    path = page.parent / "cited.html"
    path.write_text(render_comparison(comparison, side_by_side=side_by_side), encoding="utf-8")
    at.get(path.as_uri())
    at.execute_script("document.querySelectorAll('details').forEach(box => { box.open = true; })")
    rows = "[...document.querySelectorAll('#changes p[id]')]"
    bare = f"{rows}.filter(row => !document.querySelector(`.ln[data-to='${{row.id}}']`))"
    until(
        at,
        f"(() => {{ const bare = {bare}; if (bare.length) bare[0].scrollIntoView(); return !bare.length; }})()",
    )
    names = js(
        at, "[...document.querySelectorAll('.ln')].map(b => [b.dataset.to, b.getAttribute('aria-label')])"
    )
    documents = {"o": comparison.old, "n": comparison.new}
    for to, label in names:
        assert label.endswith(f": {documents[to[0]].by_address[to[2:]].citation}")
    assert {to[2:] for to, _ in names if to[0] == "n"} == {
        each.address for each in comparison.new.provisions if each.own_words
    }


def test_without_script_all_the_text_is_there(at: Chrome, page: Path) -> None:
    at.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        at.get(page.as_uri())
        text = at.find_element("tag name", "main").get_attribute("textContent") or ""
        for wanted in ("14 days", "12 hours", "manual check", "error rates", "Gate Cameras Act"):
            assert wanted in text
        assert not at.find_element("css selector", ".bar").is_displayed()
    finally:
        at.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_a_page_that_opens_side_by_side_loses_nothing_without_script_or_in_print(
    at: Chrome, page: Path
) -> None:
    side = page.parent / "side.html"
    side.write_text(
        render_comparison(compare(document(OLD), document(NEW, "Enrolled-Bill")), side_by_side=True),
        encoding="utf-8",
    )
    hidden = (
        "[...document.querySelectorAll('.c p.e:not(.o, .k)')].filter(row => !row.checkVisibility()).length"
    )
    at.get(side.as_uri())
    at.execute_script("document.querySelectorAll('.c').forEach(change => change.scrollIntoView())")
    set_medium(at, "print")
    assert js(at, hidden) == 0
    assert js(at, "[...document.querySelectorAll('.s')].filter(row => row.checkVisibility()).length") == 0
    set_medium(at, "screen")
    at.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        at.get(side.as_uri())
        rows = at.find_elements("css selector", ".c p.e")
        assert rows
        assert all(row.is_displayed() for row in rows)
    finally:
        at.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_has_enough_contrast(at: Chrome, theme: str) -> None:
    set_theme(at, theme)
    at.refresh()
    pairs = js(
        at,
        """(() => {
          const light = (c) => { const [r, g, b] = c.match(/[\\d.]+/g).map(Number).map(v => v / 255)
            .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
            return .2126 * r + .7152 * g + .0722 * b; };
          const back = (e) => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor;
            if (!c.endsWith(', 0)')) return c; } return 'rgb(255, 255, 255)'; };
          const out = [];
          for (const e of document.querySelectorAll('body *')) {
            if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) || !e.checkVisibility()) continue;
            const a = light(getComputedStyle(e).color), b = light(back(e));
            out.push([e.tagName + '.' + e.className, (Math.max(a, b) + .05) / (Math.min(a, b) + .05)]);
          }
          return out; })()""",
    )
    assert len(pairs) > 50
    assert [pair for pair in pairs if pair[1] < LEAST_CONTRAST] == []


def test_a_screen_reader_is_told_what_was_put_in_and_what_was_taken_out(at: Chrome) -> None:
    before = "getComputedStyle(document.querySelector('.c {}'), '::before').content"
    assert "taken out" in js(at, before.format("del"))
    assert "put in" in js(at, before.format("ins"))
    tree = at.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    roles = {node["role"]["value"] for node in tree if "role" in node}
    assert {"insertion", "deletion", "main", "navigation", "banner", "contentinfo", "region"} <= roles


def test_themes_differ(at: Chrome) -> None:
    colour = "getComputedStyle(document.body).backgroundColor"
    light = js(at, colour)
    set_theme(at, "dark")
    assert js(at, colour) != light


@pytest.mark.parametrize("view", ["inline", "side"])
def test_a_narrow_screen_needs_no_sideways_scrolling(at: Chrome, page: Path, view: str) -> None:
    narrow = page.parent / f"narrow-{view}.html"
    sides = document(OLD), document(NEW, "Enrolled-Bill")
    narrow.write_text(render_comparison(compare(*sides), side_by_side=view == "side"), encoding="utf-8")
    set_width(at, 360)
    at.get(narrow.as_uri())
    assert js(at, f"document.body.classList.contains('{view}')")
    at.execute_script("document.querySelectorAll('.c').forEach(change => change.scrollIntoView())")
    assert js(at, "document.documentElement.scrollWidth") <= 360


def test_print_keeps_strike_and_underline_without_colour(at: Chrome) -> None:
    set_medium(at, "print")
    style = "getComputedStyle(document.querySelector('.c {}')).{}"
    assert "line-through" in js(at, style.format("del", "textDecorationLine"))
    assert "underline" in js(at, style.format("ins", "textDecorationLine"))
    assert js(at, style.format("del", "color")) == "rgb(0, 0, 0)"
    assert js(at, "getComputedStyle(document.querySelector('.bar')).display") == "none"
    for width, height in ((8.27, 11.69), (8.5, 11)):  # A4 and letter, in inches
        paper = {"paperWidth": width, "paperHeight": height, "printBackground": False}
        printed = base64.b64decode(at.execute_cdp_cmd("Page.printToPDF", paper)["data"])
        assert printed.startswith(b"%PDF")
        assert 1 <= printed.count(b"/Type /Page\n") + printed.count(b"/Type /Page ") <= 6


def test_all_that_is_folded_is_opened_and_folded_again(at: Chrome) -> None:
    folded = "[...document.querySelectorAll('#changes .u')].filter(box => !box.open).length"
    first = js(at, folded)
    assert first > 0
    at.execute_script("document.getElementById('unfold').click()")
    assert js(at, folded) == 0
    assert js(at, "document.getElementById('unfold').getAttribute('aria-pressed')") == "true"
    assert js(at, "[...document.querySelectorAll('#changes p')].every(row => row.checkVisibility())")
    at.execute_script("document.getElementById('unfold').click()")
    assert js(at, folded) == js(at, "document.querySelectorAll('#changes .u').length")


def test_what_is_laid_out_late_on_the_screen_is_printed(at: Chrome, page: Path) -> None:
    many = [
        (
            str(number),
            f"Heading {number}",
            [(name, f"Words {number} " * 20) for name in "abcdefghijklmnopqrstuvwxyz"],
        )
        for number in range(1, 20)
    ]
    path = page.parent / "late.html"
    path.write_text(render_comparison(compare(document([]), document(many))), encoding="utf-8")
    at.get(path.as_uri())
    left_alone = (
        "[...document.querySelectorAll('.c, .q, .tb')]"
        ".filter(box => getComputedStyle(box).contentVisibility !== 'visible').length"
    )
    assert js(at, "document.querySelectorAll('.q').length") >= 19
    assert js(at, left_alone) > 19
    set_medium(at, "print")
    assert js(at, left_alone) == 0
    assert js(at, "[...document.querySelectorAll('.c p')].filter(row => !row.checkVisibility()).length") == 0


def test_everything_can_be_reached_by_keyboard_and_is_named(at: Chrome) -> None:
    unnamed = js(
        at,
        "[...document.querySelectorAll('a[href], button, input, summary')]"
        ".filter(e => !(e.textContent || e.getAttribute('aria-label') || e.closest('label')?.textContent || '').trim()"
        " && e.checkVisibility()).map(e => e.outerHTML)",
    )
    assert unnamed == []
    assert js(at, "document.querySelectorAll('main').length") == 1
    assert js(at, "document.querySelector('body > a').getAttribute('href')") == "#main"
    assert js(at, "document.documentElement.lang") == "en"
