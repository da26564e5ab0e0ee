"""Tables of the law: where the sources' cells stand, and the tables of the page, with edits in their cells."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules import part as eregulation
from rules import rule

from lawdiff.differ import compare
from lawdiff.effects import apply
from lawdiff.parsers import parse_bytes
from lawdiff.parsers.grid import Cell, Grid, nested_head, said, span
from lawdiff.render.comparative import comparative_print
from lawdiff.render.html import render_comparison, render_document
from lawdiff.render.html.comparative import render_comparative
from lawdiff.render.html.grid import Row, cells_of, table_html

if TYPE_CHECKING:
    from lawdiff.differ.change import Edit
    from lawdiff.parsers import Document, Provision

HEAD = '<BOXHD><CHED H="1">Boat</CHED><CHED H="1">Fee</CHED><CHED H="2">Summer</CHED><CHED H="2">Winter</CHED></BOXHD>'
FEES = """<SECTION><SECTNO>§ 1.1</SECTNO><SUBJECT>Moorings.</SUBJECT><P>(a) A boat pays by its length.</P>
<GPOTABLE COLS="3"><TTITLE>Table 1—Fees of Moorings</TTITLE>{head}{rows}<TNOTE>In dollars.</TNOTE></GPOTABLE>
</SECTION>"""
ROWS = [("Skiff", "$10", "$4"), ("Ketch", "$24", "$9"), ("Barge", "$60", "$31")]


class Tables(HTMLParser):
    """Reads the tables of a page.

    Attributes:
        tables: for each its lines, and for each line its cells as ``name text {attributes}``.
        captions: text of the captions.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self.captions: list[str] = []
        self.inside = self.caption = self.cell = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a table, a line or a cell; ``ins`` and ``del`` are kept as marks."""
        if tag == "table" and ("class", "g") in attrs:
            self.inside = True
            self.tables.append([])
        elif self.inside and tag == "tr":
            self.tables[-1].append([])
        elif self.inside and tag in ("th", "td"):
            self.cell = True
            said = " ".join(f"{name}={value}" for name, value in attrs)
            self.tables[-1][-1].append(f"{tag} {said}: ".replace(" :", ":"))
        elif self.inside and tag == "caption":
            self.caption = True
            self.captions.append("")
        elif self.inside and tag in ("ins", "del"):
            self.handle_data("+" if tag == "ins" else "-")

    def handle_endtag(self, tag: str) -> None:
        """Close a cell, a caption or a table."""
        self.cell &= tag not in ("th", "td")
        self.inside &= tag != "table"
        self.caption &= tag != "caption"

    def handle_data(self, data: str) -> None:
        """Add to the cell or the caption that is open."""
        if self.caption:
            self.captions[-1] += data
        elif self.cell:
            self.tables[-1][-1][-1] += data


def moorings(*rows: tuple[str, ...], head: str = HEAD) -> Document:
    """Return a rule that prints a table."""
    cells = ("".join(f"<ENT>{cell}</ENT>" for cell in row) for row in rows)
    return rule(
        "Section 1.1 is revised.",
        printed=FEES.format(head=head, rows="".join(f"<ROW>{row}</ROW>" for row in cells)),
    )


def rows_of(document: Document) -> list[Provision]:
    return [provision for provision in document.provisions if provision.level == "row"]


def test_a_document_shows_its_table_with_caption_heads_and_notes() -> None:
    page = Tables(render_document(moorings(*ROWS)))
    assert page.captions == ["Table 1—Fees of Moorings"]
    assert page.tables == [
        [
            ["th scope=col rowspan=2: Boat", "th scope=colgroup colspan=2: Fee"],
            ["th scope=col: Summer", "th scope=col: Winter"],
            ["th scope=row: Skiff", "td class=num: $10", "td class=num: $4"],
            ["th scope=row: Ketch", "td class=num: $24", "td class=num: $9"],
            ["th scope=row: Barge", "td class=num: $60", "td class=num: $31"],
            ["td colspan=3: In dollars."],
        ]
    ]


def test_an_edit_stands_in_its_cell_and_the_table_is_shown_whole() -> None:
    new = [ROWS[0], ("Ketch", "$30", "$9"), ROWS[2], ("Yacht", "$80", "$40")]
    (table,) = Tables(render_comparison(compare(moorings(*ROWS), moorings(*new)))).tables
    assert table[3] == ["th scope=row: Ketch", "td class=num: -$24+$30", "td class=num: $9"]
    assert table[2] == ["th scope=row: Skiff", "td class=num: $10", "td class=num: $4"]
    assert table[5] == ["th scope=row: +Yacht", "td class=num: +$80", "td class=num: +$40"]


def test_a_row_whose_cells_changed_in_number_stands_twice() -> None:
    new = [ROWS[0], ("Ketch", "$24", "$9", "and $2 a day"), ROWS[2]]
    (table,) = Tables(render_comparison(compare(moorings(*ROWS), moorings(*new)))).tables
    assert [[cell.split(": ")[1].strip() for cell in line] for line in table[3:5]] == [
        ["before Ketch", "$24", "$9"],
        ["now Ketch", "$24", "$9", "+and $2 a day"],
    ]


def test_both_lines_of_a_row_that_stands_twice_can_be_linked_to() -> None:
    old, new = moorings(*ROWS), moorings(ROWS[0], ("Ketch", "$24", "$9", "and $2 a day"), ROWS[2])
    html = render_comparison(compare(old, new))
    address = next(row.address for row in rows_of(new) if "Ketch" in row.text)
    for side, word in (("o", "before"), ("n", "now")):
        (line,) = re.findall(f"<tr[^>]* id='{side}:{address}'[^>]*>(.*?)</tr>", html)
        assert word in line


def test_a_cell_that_reaches_down_takes_its_place_in_the_lines_below() -> None:
    table = """<DIV><TABLE><TBODY><TR><TD rowspan="2">Skiff</TD><TD>summer</TD><TD>$10</TD></TR>
    <TR><TD>winter</TD><TD>$4</TD></TR><TR><TD>Barge</TD><TD>all year</TD><TD>$9</TD></TR></TBODY></TABLE></DIV>"""
    section = f"<DIV8 N='1.2'><HEAD>§ 1.2 Fees.</HEAD>{table}</DIV8>"
    document = eregulation("§ 1.1 Moorings.\n(a) A boat pays.", extra=section)
    (lines,) = Tables(render_document(document)).tables
    assert [len(line) for line in lines] == [3, 2, 3]
    assert lines[1] == ["td: winter", "td class=num: $4"]


def test_a_comparative_print_draws_the_tables_that_a_rule_puts_in() -> None:
    printed = """<SECTION><SECTNO>§ 1.1</SECTNO><SUBJECT>Moorings.</SUBJECT><P>(a) * * *</P>
    <P>(b) A ketch pays as follows:</P><GPOTABLE COLS="2"><ROW><ENT>In summer</ENT><ENT>$24</ENT></ROW>
    <ROW><ENT>In winter</ENT><ENT>$9</ENT></ROW></GPOTABLE></SECTION>"""
    amending = rule("2. Amend § 1.1 by adding paragraph (b) to read as follows:", printed=printed)
    executed = apply(amending, eregulation("1.1 Moorings.\n(a) A boat pays by its length."))
    assert [outcome.fate for outcome in executed.outcomes] == ["applied"]
    (table,) = Tables(
        render_comparative(comparative_print(executed, compare(executed.base, executed.result)))
    ).tables
    assert table == [
        ["th scope=row: +In summer", "td class=num: +$24"],
        ["th scope=row: +In winter", "td class=num: +$9"],
    ]


def test_of_a_long_table_what_did_not_change_is_folded() -> None:
    many = [(f"Boat {number}", f"${number}", "$1") for number in range(60)]
    new = [*many[:30], ("Boat 30", "$99", "$1"), *many[31:]]
    html = render_comparison(compare(moorings(*many), moorings(*new)))
    article = html.split("<article")[1].split("</article>")[0]
    assert article.count("<table") == 4
    assert article.count("<details class=u>") == 2
    assert "29 paragraphs" in article or "30 paragraphs" in article


def test_the_cells_of_gpos_head_nest_by_depth() -> None:
    assert nested_head([1, 1, 2, 2]) == (
        Cell(0, 1, 0, 2, heads=True),
        Cell(1, 2, 0, 1, heads=True),
        Cell(1, 1, 1, 1, heads=True),
        Cell(2, 1, 1, 1, heads=True),
    )
    assert nested_head([1, 2, 3, 3, 2, 1])[0] == Cell(0, 3, 0, 1, heads=True)
    assert nested_head([1, 2, 3, 3, 2, 1])[4:] == (
        Cell(2, 1, 1, 2, heads=True),
        Cell(3, 1, 0, 3, heads=True),
    )
    assert nested_head([]) == ()


@given(st.lists(st.integers(1, 4), min_size=1, max_size=30))
def test_no_two_heads_stand_in_one_place(depths: list[int]) -> None:
    places = [
        (line, column)
        for cell in nested_head(depths)
        for line in range(cell.line, cell.line + cell.lines)
        for column in range(cell.column, cell.column + cell.columns)
    ]
    assert len(places) == len(set(places))


spans = st.tuples(st.integers(1, 3), st.integers(1, 3), st.just(value=False))


@given(st.lists(st.lists(spans, max_size=4), max_size=6))
def test_no_two_cells_of_a_row_stand_in_one_column(rows: list[list[tuple[int, int, bool]]]) -> None:
    grid = Grid()
    for spans in rows:
        columns = [
            column for cell in grid.row(spans) for column in range(cell.column, cell.column + cell.columns)
        ]
        assert len(columns) == len(set(columns))


@pytest.mark.parametrize(
    ("value", "columns"),
    [
        ("2", 2),
        ("02", 2),
        ("", 1),
        (None, 1),
        ("0", 1),
        ("-3", 1),
        ("x", 1),
        ("9" * 5000, 1),
        ("²", 1),
        ("101", 1),
    ],
)
def test_a_span_that_makes_no_sense_is_none(value: str | None, columns: int) -> None:
    assert span(value) == columns


def test_a_row_of_which_nothing_is_said_keeps_no_places() -> None:
    assert said([Cell(0), Cell(1)]) == ()
    assert said([Cell(1)]) == (Cell(1),)


def test_cells_of_an_html_table_reach_down_and_across() -> None:
    table = """<DIV><TABLE><THEAD><TR><TH rowspan="2">Boat</TH><TH colspan="2">Fee</TH></TR><TR><TH>Summer</TH>
    <TH>Winter</TH></TR></THEAD><TBODY><TR><TD>Skiff</TD><TD>$10</TD><TD>$4</TD></TR></TBODY></TABLE></DIV>"""
    section = f"<DIV8 N='1.2'><HEAD>§ 1.2 Fees.</HEAD>{table}</DIV8>"
    document = eregulation("§ 1.1 Moorings.\n(a) A boat pays.", extra=section)
    head, below, body = rows_of(document)
    assert head.cells == (Cell(0, 1, 0, 2, heads=True), Cell(1, 2, 0, 1, heads=True))
    assert below.cells == (Cell(1, heads=True), Cell(2, heads=True))
    assert body.cells == ()


def test_cells_of_a_bills_table_name_their_columns() -> None:
    body = b"""<bill><legis-body><section id="a"><enum>1.</enum><header>Fees</header><table><tgroup cols="3">
    <colspec colname="c1"/><colspec colname="c2"/><colspec colname="c3"/><thead><row><entry colname="c1" morerows="1">
    Boat</entry><entry namest="c2" nameend="c3">Fee</entry></row><row><entry>Summer</entry><entry>Winter</entry></row>
    </thead><tbody><row><entry>Skiff</entry><entry>$10</entry><entry>$4</entry></row></tbody></tgroup></table></section>
    </legis-body></bill>"""
    head, below, last = rows_of(parse_bytes(body, "bill.xml"))
    assert head.cells == (Cell(0, 1, 0, 2, heads=True), Cell(1, 2, 0, 1, heads=True))
    assert below.cells == (Cell(1, heads=True), Cell(2, heads=True))
    assert (last.cells, last.text) == ((), "Skiff\t$10\t$4")


scripts = st.lists(
    st.tuples(st.sampled_from("=-+"), st.text("ab \t", min_size=1, max_size=5)), min_size=1, max_size=6
)


@given(scripts)
def test_the_cells_of_both_sides_are_spelled_whatever_the_edits(script: list[Edit]) -> None:
    """Cell by cell the page has the words of each side: read without what is struck, and without what is put in."""
    row = rows_of(moorings(("a", "b")))[-1]
    (table,) = Tables(table_html([Row(row, script, changed=True)])).tables
    old, new = (
        [cell.strip() for cell in "".join(text for sign, text in script if sign != unwanted).split("\t")]
        for unwanted in "+-"
    )
    words = [[cell.split(":", 1)[1].strip() if ": " in cell else "" for cell in line] for line in table]
    cells = cells_of(script)
    if cells is None:
        bare = [[re.sub("[-+]|before|now", "", cell).strip() for cell in line] for line in words]
        assert bare == [old, new]
    else:
        assert [len(line) for line in words] == [len(cells)]
        for unwanted, side in (("+", old), ("-", new)):
            shown = ["".join(text for sign, text in cell if sign != unwanted).strip() for cell in cells]
            assert shown == side or {sign for sign, _ in script} == {unwanted}
