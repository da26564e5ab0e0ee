"""Instructions written after the drafting manuals, with what they order: how they are laid out and read.

A case is a name (``# …``), the lines of the instruction, and the operations that it stands for (``=> …``), in short::

    # matter preceding
    Section 12(c) of CFA is amended, in the matter preceding paragraph (1), by striking “shall” and inserting “may”.
    => replace CFA 12(c) introductory text -shall- +may+

``!`` says that it, or a part of it, is not read and is listed; ``-`` that it orders nothing. In an act, two spaces
set a line one level lower, and ``[…]`` is a provision quoted; in a rule, ``a. …`` is an instruction of its own, and
``| …`` is printed below the instructions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from acts import quoted

from lawdiff.effects import acts, rules
from lawdiff.parsers import parse_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from lawdiff.effects.operation import Operation, Place, Reading

FERRIES = "the Coastal Ferries Act of 1987"
"""What ``CFA`` stands for: a law that no Congress has passed."""

_LEVELS = (
    ("section", re.compile(r"(?:Sec\.|§) (\S+?)\. ")),
    ("subsection", re.compile(r"\(([a-hj-z])\) ")),
    ("paragraph", re.compile(r"\((\d+)\) ")),
    ("subparagraph", re.compile(r"\(([A-Z])\) ")),
    ("clause", re.compile(r"\(([ivx]+)\) ")),
)


_ENUMERATED = frozenset({"", "subsection", "paragraph", "subparagraph", "clause"})


@dataclass(frozen=True, slots=True)
class Case:
    """One instruction and what it orders: operations in short, and ``!`` where something is listed as not read."""

    name: str
    lines: tuple[str, ...]
    wanted: tuple[str, ...]


def cases(path: Path) -> list[Case]:
    """Return the cases of a file."""
    return [
        _case(text.splitlines()) for text in path.read_text("utf-8").split("\n\n") if text.startswith("# ")
    ]


def _case(lines: Sequence[str]) -> Case:
    wanted = [line.removeprefix("=> ") for line in lines if line.startswith("=> ") or line in {"!", "-"}]
    told = [line for line in lines[1:] if not line.startswith("=> ") and line not in {"!", "-"}]
    return Case(lines[0].removeprefix("# "), tuple(told), tuple(line for line in wanted if line != "-"))


def read_act(case: Case) -> Reading:
    """Read the lines of a case as section 2 of a bill."""
    source = (
        "<bill bill-stage='Introduced-in-House'><form><congress>119th CONGRESS</congress>"
        "<legis-num>H. R. 77</legis-num></form><legis-body><section id='S2'><enum>2.</enum><header>Ports</header>"
        f"{_act_markup(case.lines)}</section></legis-body></bill>"
    )
    return acts.read(parse_bytes(source.encode(), "held-out.xml"))


def read_rule(case: Case) -> Reading:
    """Read the lines of a case as the instructions of a rule on 45 CFR part 1."""
    told = [line for line in case.lines if not line.startswith("| ")]
    printed = _printed([line.removeprefix("| ") for line in case.lines if line.startswith("| ")])
    texts = "".join(
        f"<AMDPAR>{'2. ' if number == 0 else ''}{escape(line)}</AMDPAR>" for number, line in enumerate(told)
    )
    source = (
        "<RULE><PREAMB><CFR>45 CFR Part 1</CFR><SUBJECT>Lamps</SUBJECT></PREAMB><SUPLINF><REGTEXT TITLE='45' PART='1'>"
        f"<PART><HD SOURCE='HED'>PART 1—LAMPS</HD></PART>{texts}{printed}</REGTEXT></SUPLINF></RULE>"
    )
    return rules.read(parse_bytes(source.encode(), "held-out.xml"))


def _act_markup(lines: Sequence[str]) -> str:
    """Return the provisions of a section: nested by their indentation, quoted blocks inside what they follow."""
    out: list[str] = []
    open_levels: list[tuple[int, str]] = []
    number = 0
    while number < len(lines):
        line = lines[number]
        block = []
        while number + 1 < len(lines) and lines[number + 1].startswith("["):
            number += 1
            block.append(lines[number][1:-1])
        depth = (len(line) - len(line.lstrip())) // 2
        while open_levels and open_levels[-1][0] >= depth:
            out.append(f"</{open_levels.pop()[1]}>")
        level, enum, words = _enumerated(line.strip())
        if level and depth:
            open_levels.append((depth, level))
            out.append(f"<{level}><enum>{enum}</enum>")
        heading, dash, rest = words.partition(".—")
        if level and dash and "“" not in heading:
            out.append(f"<header>{quoted(heading)}</header>")
            words = rest
        out.append(f"<text>{_case_of(words)}{_block(block)}</text>")
        number += 1
    out.extend(f"</{level}>" for _, level in reversed(open_levels))
    return "".join(out)


def _case_of(words: str) -> str:
    return quoted(re.sub(r"(^|[.—] )the", r"\1The", words.replace("CFA", FERRIES)))


def _enumerated(words: str) -> tuple[str, str, str]:
    for level, pattern in _LEVELS:
        if found := pattern.match(words):
            return level, found[0].strip(), words[found.end() :]
    return "", "", words


def _block(lines: Sequence[str]) -> str:
    if not lines:
        return ""
    inside = "".join(map(_quoted_provision, lines))
    return f"<quoted-block>{inside}<after-quoted-block>.</after-quoted-block></quoted-block>"


def _quoted_provision(line: str) -> str:
    if line.startswith("toc "):
        return f"<toc><toc-entry level='section'>{escape(line.removeprefix('toc '))}</toc-entry></toc>"
    level, enum, words = _enumerated(line)
    heading, dash, rest = words.partition(".—")
    header = f"<header>{heading}</header>" if dash else ""
    enum = f"<enum>{enum}</enum>" if enum else ""
    level = level or "paragraph"
    return f"<{level}>{enum}{header}<text>{rest if dash else words}</text></{level}>"


def _printed(lines: Sequence[str]) -> str:
    """Return what a rule prints below its instructions."""
    out: list[str] = []
    closing: list[str] = []  # of the section, and of what holds it
    for line in lines:
        _print_line(line, out, closing)
    _close_table(out)
    return "".join(out + closing[::-1])


def _print_line(line: str, out: list[str], closing: list[str]) -> None:
    kind, _, rest = line.partition(" ")
    if kind not in {"row", "table"}:
        _close_table(out)
    if line.startswith("§ "):
        if closing and closing[-1] == "</SECTION>":
            out.append(closing.pop())
        number, _, heading = rest.partition(" ")
        out.append(f"<SECTION><SECTNO>§ {number}</SECTNO><SUBJECT>{heading}</SUBJECT>")
        closing.append("</SECTION>")
    elif kind in {"Subpart", "Appendix", "Supplement"}:
        out.extend(reversed(closing))
        closing.clear()
        tag = "SUBPART" if kind == "Subpart" else "APPENDIX"
        out.append(f"<{tag}><HD SOURCE='HED'>{line}</HD>")
        closing.append(f"</{tag}>")
    elif closing[:1] == ["</APPENDIX>"] and not line.endswith((".", "* *")):
        out.append(f"<HD SOURCE='HD1'>{line}</HD>")
    else:
        write = _PRINTED.get(kind)
        out.append(write(rest) if write is not None else f"<P>{escape(line)}</P>")


def _row(cells: str) -> str:
    mark = " I='28'" if cells.startswith("*") else ""
    return f"<ROW>{''.join(f'<ENT{mark}>{cell}</ENT>' for cell in cells.split('; '))}</ROW>"


def _table(heads: str) -> str:
    cells = "".join(f"<CHED H='1'>{cell}</CHED>" for cell in heads.split("; "))
    return f"<GPOTABLE COLS='2'><BOXHD>{cells}</BOXHD>"


_PRINTED: dict[str, Callable[[str], str]] = {
    "authority": lambda words: f"<AUTH><HD SOURCE='HED'>Authority:</HD><P>{words}</P></AUTH>",
    "part": lambda words: f"<PART><HD SOURCE='HED'>{words}</HD></PART>",
    "heading": lambda words: f"<HD SOURCE='HED'>{words}</HD>",
    "table": _table,
    "row": _row,
    "*": lambda _: "<STARS/>",
}


def _close_table(out: list[str]) -> None:
    if out and out[-1].startswith(("<ROW>", "<GPOTABLE")):
        out.append("</GPOTABLE>")


def brief(operation: Operation) -> str:
    """Return an operation in the notation of the cases, with all that decides what it does."""
    said = [operation.verb, where(operation.target)]
    if operation.through is not None:
        said.append(f"through {where(operation.through)}")
    said.append(f"-{operation.struck}-" if operation.struck else "")
    said.append(f"..{operation.struck_to}" if operation.struck_to else "")
    said.append(f"+{operation.inserted}+" if operation.inserted else "")
    said.append(operation.position)
    said.append(f"“{operation.anchor_text}”" if operation.anchor_text else "")
    said.append(where(operation.anchor) if operation.anchor is not None else "")
    said.append(operation.occurrence if operation.occurrence != "only" else "")
    said.append(f"x{operation.count}" if operation.count else "")
    said.extend(f"except {where(place)}" for place in operation.excepted)
    said.append(f"as {where(operation.to)}" if operation.to is not None else "")
    said.append(f"[{len(operation.payload)}]" if operation.payload else "")
    said.append(f"({operation.condition})" if operation.condition else "")
    return " ".join(filter(None, said))


def where(place: Place) -> str:
    """Return a place in the notation of the cases."""
    law = place.work.replace(FERRIES.removeprefix("the "), "CFA").removeprefix("45 CFR")
    path = ""
    for step in place.path:
        if step.level == "section":
            path += f" {step.designator}"
        elif step.level in _ENUMERATED:
            path += f"({step.designator})"
        else:
            path += f" {step.level} {step.designator}".rstrip()
    part = "" if place.part == "whole" else f" {place.part}"
    ordinal = f" {place.ordinal}" if place.ordinal else ""
    term = f" “{place.term}”" if place.term else ""
    return f"{law}{path}{part}{ordinal}{term}".strip()
