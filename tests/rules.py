"""Rules and CFR parts written for the tests, read by the real parsers, and operations in short words."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from lawdiff.effects.places import described
from lawdiff.effects.rules import read
from lawdiff.parsers import parse_bytes

if TYPE_CHECKING:
    from lawdiff.effects.operation import Operation, Place, Reading
    from lawdiff.parsers import Document

PRINTED = """<SECTION><SECTNO>§ 1.1</SECTNO><SUBJECT>Lamps and their care.</SUBJECT>
<P>In this part a lamp is lit:</P>
<P>(a) <E T="03">Oil.</E> Oil burns in it. * * *</P><P>(1) Whale oil.</P><P>(2) Lard oil.</P><P>(i) From a pig.</P>
<P>(b) Wicks of cotton.</P><P>(2) Wicks of flax.</P><P>(i) Combed flax.</P>
<P>(c) A second wick is carried. * * * A third one is kept dry. * * *</P><P>(d) Glass.</P><P>(e) Brass.</P>
<P><E T="03">Eyrie</E> means a nest on a tower.</P><P><E T="03">Perch</E> means a pole beside a lamp.</P></SECTION>
<SECTION><SECTNO>§ 1.9</SECTNO><SUBJECT>Ladders.</SUBJECT><P>(a) A ladder has two rails.</P>
<GPOTABLE COLS="2"><TTITLE>Table 1 to Paragraph (a)</TTITLE><BOXHD><CHED H="1">Wood</CHED><CHED H="1">Fee</CHED></BOXHD>
<ROW><ENT I="28">*         *         *         *         *</ENT></ROW><ROW><ENT>22–a</ENT><ENT>5</ENT></ROW>
<ROW><ENT>Hard woods:</ENT></ROW><ROW><ENT>Old Oak</ENT><ENT>6</ENT></ROW><ROW><ENT>Elm</ENT><ENT>7</ENT></ROW>
<ROW><ENT I="28">*         *         *         *         *</ENT></ROW></GPOTABLE></SECTION>
<SUBPART><HD SOURCE="HED">Subpart D—Ropes</HD>
<SECTION><SECTNO>§ 1.40</SECTNO><SUBJECT>Ropes.</SUBJECT><P>Hemp.</P></SECTION></SUBPART>
<APPENDIX><HD SOURCE="HED">Appendix B to Part 1—Forms</HD><P>1. Form of a log.</P>
<P>2. * * *</P><P>d. Form of a bell.</P><P>3. * * *</P><P>e. Form of a horn.</P>
<HD SOURCE="HD3">B-2(C) Form of a chart</HD></APPENDIX>
<AUTH><HD SOURCE="HED">Authority:</HD><P>5 U.S.C. 1.</P></AUTH>"""
"""What the rules of the tests print below their instructions."""


def rule(*instructions: str, printed: str = PRINTED, part: str = "1") -> Document:
    """Return a rule that amends 45 CFR part 1 by these instructions; ``a. …`` is a part of the one before."""
    texts = "".join(f"<AMDPAR>{escape(text)}</AMDPAR>" for text in instructions)
    regtext = f'<PART><HD SOURCE="HED">PART {part}—LAMPS</HD></PART>{texts}{printed}'
    return parse_bytes(
        f"<RULE><PREAMB><CFR>45 CFR Part {part}</CFR><SUBJECT>Lamps</SUBJECT></PREAMB><SUPLINF>"
        f'<REGTEXT TITLE="45" PART="{part}">{regtext}</REGTEXT></SUPLINF></RULE>'.encode(),
        "rule.xml",
    )


def reading(*instructions: str) -> Reading:
    """Return what is read from a rule with these instructions."""
    return read(rule(*instructions))


def part(*sections: str, extra: str = "") -> Document:
    """Return 45 CFR part 1 of the eCFR with these sections, each as ``number heading`` and its paragraphs by line."""
    return parse_bytes(
        (
            '<DIV5 N="1" TYPE="PART" hierarchy_metadata="{&quot;citation&quot;:&quot;45 CFR Part 1&quot;}">'
            "<HEAD>PART 1—LAMPS</HEAD><AUTH><HED>Authority:</HED><PSPACE>4 U.S.C. 9.</PSPACE></AUTH>"
            + "".join(map(_section, sections))
            + extra
            + "</DIV5>"
        ).encode(),
        "part1.xml",
    )


def _section(text: str) -> str:
    """Return a section: the first line is number and heading; ``*…*`` is in italics."""
    head, *lines = text.strip().splitlines()
    number = head.split()[0]
    paragraphs = "".join(f"<P>{_italics(line.strip())}</P>" for line in lines)
    return f'<DIV8 N="{number}" TYPE="SECTION"><HEAD>§ {head}</HEAD>{paragraphs}</DIV8>'


def _italics(line: str) -> str:
    before, star, rest = line.partition("*")
    inside, closing, after = rest.partition("*")
    if not star or not closing or inside.startswith(" "):
        return escape(line)
    return f"{escape(before)}<I>{escape(inside)}</I>{escape(after)}"


def words(operation: Operation) -> str:
    """Return an operation in one short line, with all that decides what it does."""
    said = [operation.verb, place(operation.target)]
    if operation.struck:
        said.append(f"[-{operation.struck}-]")
    if operation.inserted:
        said.append(f"{{+{operation.inserted}+}}")
    if operation.position:
        said.append(operation.position)
    if operation.anchor_text:
        said.append(f"“{operation.anchor_text}”")
    if operation.anchor is not None:
        said.append(place(operation.anchor))
    if operation.occurrence != "only":
        said.append(f"{operation.occurrence}{f' of {operation.count}' if operation.count else ''}")
    if operation.to is not None:
        said.append(f"as {place(operation.to)}")
    said.extend(f"= {address.removeprefix('cfr/t45/')}" for address in operation.payload)
    if operation.condition:
        said.append(f"({operation.condition})")
    return " ".join(said)


def place(where: Place) -> str:
    """Return a place with the ordinal of its sentence."""
    return described(where)


def text_of(document: Document, address: str) -> str:
    """Return a provision with all below it as lines of own words."""
    return "\n".join(each.own_words for each in document.by_address[address].walk())
