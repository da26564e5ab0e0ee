"""The page: everything is on it, nothing that was written in a note or a heading becomes markup, nothing is fetched."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

import pytest
from builders import HOSTILE, NEW, OLD, TAGS, document, link, note
from hypothesis import given
from hypothesis import strategies as st

from lawdiff.annotations.note import Tag
from lawdiff.differ import Comparison, compare
from lawdiff.render.html import Chapter, render_comparison, render_document, render_dossier
from lawdiff.render.html.markup import esc, split_at
from lawdiff.render.words import clean

VOID = {"meta", "br", "input", "hr"}
LOOSE = {"li", "p", "td", "th", "tr"}
"""Elements whose end tag may be left out."""


class Page(HTMLParser):
    """Reads a page: its elements with their attributes, and the text of each element that has an id.

    Attributes:
        elements: name and attributes, in order.
        new, old: text by id, without what is struck and without what is put in.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.new: dict[str, str] = {}
        self.old: dict[str, str] = {}
        self.stack: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element and that it is open."""
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.stack.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Close it, and what was left open inside."""
        while self.stack and self.stack.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Add to the text of the innermost element with an id."""
        if any(attributes.get("class") == "l" or tag == "aside" for tag, attributes in self.stack):
            return
        ids = [attributes["id"] for _, attributes in self.stack if attributes.get("id")]
        names = {tag for tag, _ in self.stack}
        for name in ids[-1:]:
            if name is None:
                continue
            if "del" not in names:
                self.new[name] = self.new.get(name, "") + data
            if "ins" not in names:
                self.old[name] = self.old.get(name, "") + data


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return compare(document(OLD), document(NEW, "Enrolled-Bill"))


def test_the_page_spells_every_provision_of_the_new_document(comparison: Comparison) -> None:
    page = Page(render_comparison(comparison))
    for provision in comparison.new.provisions:
        if provision.own_words:
            assert " ".join(page.new[f"n:{provision.address}"].split()) == provision.own_words


def test_the_page_spells_every_provision_of_the_old_document(comparison: Comparison) -> None:
    page = Page(render_comparison(comparison))
    shown = {" ".join(text.split()) for text in page.old.values()}
    for provision in comparison.old.provisions:
        assert not provision.own_words or provision.own_words in shown


def test_text_that_moved_is_linked_both_ways(comparison: Comparison) -> None:
    html = render_comparison(comparison)
    hrefs = {attributes.get("href") for tag, attributes in Page(html).elements if tag == "a"}
    moved = re.findall(r"<a class=l href='(#[no]:[^']+)'", html)
    assert {href[:3] for href in moved} == {"#n:", "#o:"}
    ids = {attributes.get("id") for _, attributes in Page(html).elements}
    for href in hrefs:
        assert href is None or not href.startswith("#") or href[1:] in ids, href


def test_ids_are_unique(comparison: Comparison) -> None:
    ids = [
        attributes["id"]
        for _, attributes in Page(render_comparison(comparison)).elements
        if "id" in attributes
    ]
    assert len(ids) == len(set(ids))


def test_notes_and_links_stand_beside_their_provisions(comparison: Comparison) -> None:
    old, new = comparison.old, comparison.new
    html = render_comparison(
        comparison, [note(new, "s2/c", quote="12 hours")], [link(new, "s2/c", old, "s4/a")], TAGS
    )
    assert "Why so short?" in html
    assert "the same words" in html
    assert "97%" in html
    assert "href='#o:s4/a'" in html
    assert ".g" in html
    assert "--tag:#336699" in html


def test_a_carried_note_stands_once_though_it_is_on_both_versions(comparison: Comparison) -> None:
    both = note(comparison.new, "s1/a")
    both_sides = type(both)(
        **{
            **{name: getattr(both, name) for name in both.__slots__},
            "targets": (*both.targets, *note(comparison.old, "s1/a").targets),
        }
    )
    assert render_comparison(comparison, [both_sides]).count("<p class=nh>Note") == 1


def test_a_note_that_was_carried_to_another_provision_stands_there_alone(comparison: Comparison) -> None:
    """Section 3(a) is removed; its note went to section 2(c), and its old place need not repeat it."""
    carried = note(comparison.new, "s2/c")
    both = replace(carried, targets=(*carried.targets, *note(comparison.old, "s3/a").targets))
    assert render_comparison(comparison, [both]).count("<p class=nh>Note") == 1
    assert render_comparison(comparison, [note(comparison.old, "s3/a")]).count("Note on the old version") == 1


def test_a_note_on_the_old_version_of_unchanged_text_is_on_the_page(comparison: Comparison) -> None:
    html = render_comparison(comparison, [note(comparison.old, "s1/a")])
    assert "Note on the old version" in html


def test_an_orphaned_note_is_on_the_page(comparison: Comparison) -> None:
    html = render_comparison(comparison, [note(comparison.new, "")])
    assert "Notes whose text is gone" in html
    assert "Why so short?" in html


@pytest.mark.parametrize("where", ["note", "heading", "tag"])
def test_hostile_text_stays_text(where: str) -> None:
    sections = [
        ("1", HOSTILE.replace("\x1b", "") if where == "heading" else "Plain", [("a", "Words of law.")])
    ]
    old = document(sections)
    new = document([*sections, ("2", "More", [("a", "Other words.")])])
    tags = [Tag(HOSTILE, HOSTILE, "red;}</style><script>")] if where == "tag" else []
    notes = [note(new, "s1/a", HOSTILE if where == "note" else "x")]
    for html in (
        render_comparison(compare(old, new), notes, tags=tags),
        render_document(new, notes, tags=tags),
        render_dossier("Title", [Chapter("From old to new", "c.html", compare(old, new))], notes, tags=tags),
    ):
        page = Page(html)
        assert [tag for tag, _ in page.elements].count("script") == 1
        assert "\x1b" not in html
        assert not any(name.startswith("on") or name == "style" for _, had in page.elements for name in had)


def test_nothing_but_the_style_and_the_script_of_the_page_may_run(comparison: Comparison) -> None:
    html = render_comparison(comparison, [note(comparison.new, "s1/a")], tags=TAGS)
    policy = next(
        attributes["content"]
        for tag, attributes in Page(html).elements
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy is not None
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'")
    for tag, directive in (("style", "style-src"), ("script", "script-src")):
        content = html.split(f"<{tag}>")[1].split(f"</{tag}>")[0]
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy


def test_the_page_fetches_nothing(comparison: Comparison) -> None:
    page = Page(render_comparison(comparison))
    assert not [tag for tag, _ in page.elements if tag in ("link", "img", "iframe", "object", "embed")]
    assert not [had for _, had in page.elements if "src" in had or "srcset" in had]
    assert "http" not in re.sub(r"http-equiv", "", render_comparison(comparison))


def test_a_document_has_its_text_its_notes_and_an_index_of_tags() -> None:
    old = document(OLD)
    page = Page(html := render_document(old, [note(old, "s2/b")], tags=TAGS))
    for provision in old.provisions:
        if provision.own_words:
            assert " ".join(page.new[f"n:{provision.address}"].split()) == provision.own_words
    assert "Index of tags" in html
    assert "how long images are kept" in html


def test_a_dossier_says_what_became_of_each_provision_and_what_pays(comparison: Comparison) -> None:
    old, new = comparison.old, comparison.new
    html = render_dossier(
        "Dossier",
        [Chapter("From old to new", "page.html", comparison)],
        [note(new, "s2/c")],
        [link(new, "s2/c", new, "s3/a")],
        TAGS,
    )
    assert "page.html#n:s2/c" in html
    assert "$673,000,000" in html
    assert "funded by" in html
    assert "sec. 4 Opting out" in html
    assert old.title in html


def test_the_same_input_gives_the_same_bytes() -> None:
    pages = [render_comparison(compare(document(OLD), document(NEW)), tags=TAGS) for _ in range(2)]
    assert pages[0] == pages[1]


edits = st.lists(st.tuples(st.sampled_from("=-+"), st.text("ab ", min_size=1, max_size=4)), max_size=6)


@given(edits, st.integers(0, 12), st.sampled_from("-+"))
def test_edits_are_cut_without_losing_a_letter(
    script: list[tuple[str, str]], length: int, unwanted: str
) -> None:
    head, rest = split_at(script, length, unwanted)  # type: ignore[arg-type]  # hypothesis gives str, not Literal
    for sign in "-+":
        whole = "".join(text for operation, text in script if operation != sign)
        assert "".join(text for operation, text in [*head, *rest] if operation != sign) == whole
    if length:
        assert (
            not head or head[-1][0] != unwanted or len("".join(t for o, t in head if o != unwanted)) < length
        )
    counted = "".join(text for operation, text in head if operation != unwanted)
    total = "".join(text for operation, text in script if operation != unwanted)
    assert counted == total[:length]


@given(st.text())
def test_escaped_text_reads_as_it_was_and_holds_no_markup(text: str) -> None:
    escaped = esc(text)
    assert not set("<>\"'") & set(escaped)
    assert unescape(escaped) == clean(text)
