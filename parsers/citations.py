"""Citations and cross-references inside text, as spans with a normalised target.

    "under section 7208 of the Intelligence Reform and Terrorism Prevention Act of 2004 (8 U.S.C. 1365b(c)(1))"
      section 7208 of the … Act of 2004     act      "sec. 7208, Intelligence Reform … Act of 2004"
      8 U.S.C. 1365b(c)(1)                  U.S.C.   "8 U.S.C. 1365b(c)(1)"

Each member of a list is a citation of its own (``sections 101 and 102`` -> "sec. 101", "sec. 102"), a range is one
(``§§ 1.106-1.109`` -> "§ 1.106-1.109"). What an enumerator stands in is put together as a lawyer would: "paragraph (2)
of section 101(a)" is "sec. 101(a)(2)".

The patterns are our own. The known library of the field, eyecite, finds citations of courts: it knows reporters and
``8 U.S.C. § 1365b`` as "law" citations by regular expressions, but neither sections of the act at hand, nor acts by
their title, nor enumerators, lists or ranges, which are nine in ten of what a bill refers to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from lawdiff.parsers.markers import letter, roman

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS = ("U.S.C.", "CFR", "Stat.", "Public Law", "FR", "act", "section", "relative")
"""``act``: a section of an act or code named by its title; ``section``: of the same act, or of the same title of the
CFR; ``relative``: a paragraph or the like, as seen from where the text stands."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One citation in a text.

    Attributes:
        kind: one of `KINDS`.
        start: where it begins in the text; a later member of a list begins at its own number.
        end: where it ends, with the name of the act that follows the last member of a list.
        target: normalised: ``13 U.S.C. 8(a)``, ``8 CFR 215.8(a)(1)``, ``8 CFR part 215``, ``sec. 90004(a)(4)``,
            ``§ 215.8``, ``Public Law 119-21``, ``137 Stat. 112``, ``85 FR 74162``, ``paragraph (2) of this section``.
    """

    kind: str
    start: int
    end: int
    target: str


_ENUMERATOR = r"\((?:[a-z]{1,2}|[ivxl]{2,6}|[A-Z]{1,2}|[IVXL]{2,6}|\d{1,3})\)"
_ENUMERATORS = rf"(?:{_ENUMERATOR})+"
_TREASURY = rf"(?:{_ENUMERATORS}[-–]\d+[A-Z]?(?![\d(]))"
"""What only the tax regulations have: an enumerator inside the number, ``1.401(a)(9)-5``."""
_NUMBER = (
    rf"\d+[A-Za-z]{{0,4}}(?:\.\d+[a-z]?{_TREASURY}?)?(?:[-–]\d+[A-Za-z]{{0,2}}(?:\.\d+[a-z]?)?)*"
    r"(?![\w–-])(?!\.\d)(?!,\d{3})"
)
_NO_NUMBER = (
    r"(?!\s*(?:U\.\s?S\.\s?C|USC\b|C\.?F\.?R|F\.?R\.?\s|Fed\.|Stat\.|F\.[23 S]|percent|per\s|million|billion|dollars"
    r"|(?:calendar|business|fiscal|consecutive)\b|days?\b|weeks?\b|months?\b|years?\b|hours?\b|States\b|[A-Z][a-z]+ing\b))"
)
"""What makes a number after a list another thing: the volume of the next citation, an amount, a period."""

_ITEM = re.compile(rf"({_NUMBER}){_NO_NUMBER}((?:{_ENUMERATOR})*)")
_BARE = re.compile(rf"()({_ENUMERATORS})")
_JOINT = re.compile(
    r"\s*(?:,\s*(?:and|or|and/or|through)?|and/or|and|or|through|to|[-–])\s+|\s*,\s*|[-–](?=\()"
)
_THROUGH = re.compile(r"\s*(?:through|to|[-–])\s*")

_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DATE = rf"(?:{_MONTH}|(?:Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec)\.)\s+\d{{1,2}},\s+\d{{4}}"
_BRACKETS = r"\s*\[(?:[^\[\]]|\[[^\[\]]{0,40}\]){1,80}\]"
_BRACKETED = rf"(?:{_BRACKETS})?"
"""Where in an act that a law enacts by reference: ``section 1000(a)(9) [title IV, § 4731] of Pub. L. 106-113``."""
_WITHIN = re.compile(_BRACKETS)
_LINK = r"(?:of|and|for|the|to|in|on|with|by|or|from|against|at|a|an|through)"
_ACT = re.compile(
    rf"{_BRACKETED}(?:\s+of\s+(?:[Tt]itle|[Ss]ubtitle|[Dd]ivision|[Pp]art|[Cc]hapter)\s+[IVXLCA-Z]{{1,6}})*"
    r"\s+of\s+(?:the\s+)?(?:"
    r"(?P<law>(?:Public\s+Law|Pub\.\s*L\.)\s+(?:No\.\s*)?(?P<congress>\d+)[-–](?P<count>\d+))"
    rf"|[Aa]ct\s+(?:of\s+)?(?P<dated>{_DATE}(?:,\s+ch\.\s*\d+)?)"
    rf"|(?P<named>(?:[A-Z“][\w’'&./–-]*,?\s+(?:{_LINK}\s+){{0,3}}){{1,18}}?"
    r"(?:Act|Code|Amendments|Law)\b(?:\s+Amendments)?(?:\s+of\s+\d{4})?(?:(?:,|\s+for)\s+(?:Fiscal\s+Years?\s+)?\d{4}\b)?)"
    r"|(?P<short>(?!(?:TITLE|PART|THIS|USA?)\b)[A-Z]{2,8}\b(?!\.[A-Z]|\s+(?:regulations?|rules?)\b))"
    r"|(?P<such>\d{4}\s+[Aa]ct\b|(?:such|that|said)\s+(?:Act|title|section|Code|Law)|Act\b|(?:Internal\s+Revenue\s+)?Code\b"
    r"|(?:Executive\s+)?Order(?:\s+\d{5})?\b))"
)
_TITLE = re.compile(
    r"(?:(?:\s+et\s+seq\.)?\)?\s+of|,)\s+(?:such\s+)?[Tt]itle\s+(?P<title>\d+)(?![\d(])(?:(?:\s+of\s+the|,)?\s+"
    r"(?P<code>United\s+States\s+Code|U\.S\.C\.|U\.S\.\s+Code|Code\s+of\s+Federal\s+Regulations)|(?!\s+of\b))"
)
"""A title of the Code or the CFR; one in Arabic numerals that names neither is of the Code. Notes of the Code have it
behind a bracket: ``chapter 3 (section 71 et seq.) of Title 24``."""
_THIS = re.compile(
    r"\s+of\s+(?P<this>(?:this|such)\s+(?:section|subsection|part|subpart|paragraph|subparagraph|chapter|title|Act|appendix)\b)"
)
_THIS_CHAPTER = re.compile(r"\s+of\s+this\s+(?:chapter|title|subchapter)\b")
_BEFORE = re.compile(
    rf"((?:[A-Z][\w’.–-]*\s+(?:{_LINK}\s+)?){{0,6}}Act(?:\s+of\s+\d{{4}})?|(?!(?:AND|THE|FOR|SEE|NEW|CFR|USC|PART)\b)[A-Z]{{3,6}}"
    r"|(?!(?:Non|Sub|Pre|Post|Multi|Co)-)[A-Z][a-z]+-[A-Z][a-z]+)\s+$"
)
"""An act that stands before its section: ``Dodd-Frank Act section 1022``, ``TILA section 129B``."""
_CHAPTER_LAW = re.compile(
    rf"(?P<date>{_DATE}),\s+ch\.\s*(?P<chapter>\d+),\s+(?:(?:title|pt\.)\s+[IVXLC\d]+,\s+)*$"
)
"""An act before 1957 that stands before its section: ``Jan. 12, 1895, ch. 23, § 56``."""
_BEFORE_LENGTH = 80
"""So far back an act's name is looked for."""

_HEAD = re.compile(
    r"""
    (?=[\d§CcIiPpSsTt])(?![Tt](?!itle))(?:  # where one can begin; most places are passed over at once
    (?P<old>(?:\b[Tt]itle\s+|(?<![\w.]))(?P<oldtitle>\d+)(?:,?\s*U\.\s?S\.\s?C\.|\s+U\.S\.\s+Code),\s+
        (?P<edition>\d{4}\s+ed\.)(?:,\s+Supp\.\s+[IVX]+)?,\s+(?:§+|[Ss]ections?)\s*(?=\d))
    |(?P<usc>(?<![\w.])(?P<usctitle>\d+)\s*(?:U\.\s?S\.\s?C\.|USC)(?:\s*A\.)?(?P<app>\s+[Aa]pp\.|\s+Appendix)?
        (?:\s*(?:(?P<uscword>chapters?|ch\.)\s*|(?:§+|[Ss]ections?|[Ss]ecs?\.)\s*)?(?=\d)|(?<=pp\.)|(?<=dix)))
    |(?P<cfr>(?<![\w.])(?P<cfrtitle>\d+)\s*(?:CFR|C\.\s?F\.\s?R\.)\s*
        (?:(?P<cfrword>[Pp]arts?|[Ss]ubparts?|[Cc]hapters?)\s*|(?:§+|[Ss]ections?)\s*)?(?=\d))
    |(?P<stat>(?<![\w.])(\d+)\s+Stat\.\s+(\d+[a-zA-Z]?(?:[-–]\d+)?))
    |(?P<fr>(?<![\w.])(\d+)\s+(?:FR|F\.R\.|Fed\.\s?Reg\.)\s+(\d{1,3}(?:,\d{3})+|\d+))
    |(?P<pl>\b(?:Public\s+Laws?|Pub\.\s*L\.|P\.L\.|PL)\s*(?:Nos?\.?\s*)?(?=\d+[-–]\d))
    |(?P<section>\b[Ss]ections?\s+|\bSECTIONS?\s+|\b[Ss]ecs?\.\s+|\bSECS?\.\s+|§+\s*)(?=\d)
    |(?P<subsection>\b[Ss]ubsections?\s+)(?=\d+[A-Z]{0,2}\()
    |(?P<title>\b[Tt]itles?\s+)(?=[IVXLC]+[,\s])
    |(?P<part>\b(?:[Pp]art|[Cc]hapter)s?\s+)(?=\d)
    |(?P<relative>\b(?P<word>[Ss]ub(?:section|paragraph|clause|item)|[Pp]aragraph|[Cc]lause|[Ii]tem)s?\s+)(?=\()
    )
    """,
    re.VERBOSE,
)
_LAW = re.compile(r"(?P<congress>\d+)[-–](?P<count>\d+)")
_LAW_SECTION = re.compile(
    r",\s+(?:(?:div|title|subtitle|ch|part|subpt|pt)\.?\s+[\w.()-]+,\s+)*(?P<head>(?:§+\s*|[Ss]ections?\s+)(?=\d))"
)
_OF = re.compile(
    r"\s+of\s+(?=[Ss]ection|[Ss]ubsection|[Pp]aragraph|[Ss]ubparagraph|[Cc]lause|§|\d+\s+(?:CFR|U\.S\.C\.)\s)"
)
_TITLES = re.compile(r"[IVXLC]+(?:-[A-Z])?(?![\w-])")
_CHAIN = 6
"""So many `of` at most: item, subclause, clause, subparagraph, paragraph, subsection of a section."""


class _Item(NamedTuple):
    start: int
    end: int
    number: str
    enumerators: str


class _Law(NamedTuple):
    """What follows a list and names the law: where it ends, and what it adds to each target."""

    end: int
    name: str = ""


def citations(text: str) -> tuple[Citation, ...]:
    """Return the citations in a text, in order; their spans do not overlap."""
    found: list[Citation] = []
    at = 0
    while match := _HEAD.search(text, at):
        these = list(_read(text, match, 0))
        at = max([match.end(), *(citation.end for citation in these)])
        found += these
    return tuple(found)


def _read(text: str, head: re.Match[str], depth: int) -> Iterator[Citation]:
    """Yield the citations that a head word or a title number opens."""
    start = head.start()
    if head["relative"]:
        yield from _relative(text, head, depth)
    elif head["title"]:
        yield from _titles(text, head)
    elif head["pl"]:
        yield from _laws(text, head)
    elif head["stat"]:
        volume, page = head["stat"].split("Stat.")
        yield Citation("Stat.", start, head.end(), f"{volume.strip()} Stat. {_plain(page)}")
    elif head["fr"]:
        numbers = re.findall(r"\d[\d,]*", head["fr"])
        yield Citation("FR", start, head.end(), f"{numbers[0]} FR {numbers[1].replace(',', '')}")
    else:
        items = _items(text, head.end(), _ITEM)
        if head["usc"]:
            yield from _code(head, items)
        elif head["cfr"]:
            yield from _regulations(head, items)
        elif head["old"]:
            edition = _Law(0, f" ({head['edition']})")
            yield from _members("U.S.C.", f"{head['oldtitle']} U.S.C. ", start, items, edition)
        elif head["section"] or head["subsection"]:
            yield from _sections(text, start, items, "§" in head[0])
        else:
            yield from _parts(text, start, items, head["part"].lower().rstrip("s "))


def _code(head: re.Match[str], items: list[_Item]) -> Iterator[Citation]:
    """Yield sections or chapters of the Code; of an appendix perhaps without any."""
    word = " chapter" if head["uscword"] else ""
    base = f"{head['usctitle']} U.S.C.{' App.' if head['app'] else ''}{word}"
    if head["app"] and not items:
        yield Citation("U.S.C.", head.start(), head.end("app"), base)
    yield from _members("U.S.C.", f"{base} ", head.start(), items)


def _regulations(head: re.Match[str], items: list[_Item]) -> Iterator[Citation]:
    """Yield parts or sections of the CFR: ``12 CFR 1026`` has no section, so it is a part."""
    named = f" {head['cfrword'].lower().rstrip('s')}" if head["cfrword"] else ""
    for item, citation in zip(items, _members("CFR", "", head.start(), items), strict=True):
        word = named or ("" if "." in item.number else " part")
        target = f"{head['cfrtitle']} CFR{word} {citation.target}"
        yield Citation("CFR", citation.start, citation.end, target)


def _items(text: str, at: int, pattern: re.Pattern[str]) -> list[_Item]:
    """Return the members of a list that begins at a place; two that a range joins are one."""
    items: list[_Item] = []
    joint: re.Match[str] | None = None
    while match := pattern.match(text, at):
        item = _Item(match.start(), match.end(), _plain(match[1]), match[2])
        if joint is not None and _THROUGH.fullmatch(joint[0]):
            before = items.pop()
            last = item.number + item.enumerators
            items.append(_Item(before.start, item.end, before.number, f"{before.enumerators}-{last}"))
        elif items and pattern is _BARE:
            items.append(item._replace(enumerators=_beside(items[-1].enumerators, item.enumerators)))
        else:
            items.append(item)
        joint = _JOINT.match(text, match.end())
        if joint is None:
            break
        at = joint.end()
        more = pattern.match(text, at)
        bare = _BARE.match(text, at) if more is None and pattern is _ITEM and items[-1].enumerators else None
        if bare is not None:  # "section 101(a)(1) and (2)": the same section
            members = _same_section(text, at, items[-1])
            if _THROUGH.fullmatch(joint[0]):
                begin, end = items.pop(), members.pop(0).end
                items.append(begin._replace(end=end, enumerators=f"{begin.enumerators}-{bare[2]}"))
            items += members
            on = _goes_on(text, items[-1].end)
            if on is None:
                break
            at, joint = on, None
            continue
        if more is None or (joint[0].strip() in ("", "to") and pattern is _BARE):
            break
    return items


def _goes_on(text: str, at: int) -> int | None:
    """Return where a list goes on with another section in full behind enumerators of one, None where it ends."""
    joint = _JOINT.match(text, at)
    more = _ITEM.match(text, joint.end()) if joint else None
    return joint.end() if joint and more and (more[2] or "." in more[1]) else None


def _same_section(text: str, at: int, before: _Item) -> list[_Item]:
    """Return the members of a list of enumerators behind a section: they replace as many of its last ones."""
    result = [before]
    for item in _items(text, at, _BARE):
        enumerators = _beside(result[-1].enumerators, item.enumerators)
        result.append(_Item(item.start, item.end, before.number, enumerators))
    return result[1:]


def _beside(before: str, enumerators: str) -> str:
    """Return a later member of a list in full: ``(2)`` after ``(a)(1)`` is ``(a)(2)``, ``(b)`` is ``(b)``.

    It takes the place of the enumerator that it follows in its alphabet, or else of the last one of its alphabet.
    """
    own = [part[1:-1] for part in re.findall(_ENUMERATOR, before.split("-", maxsplit=1)[0])]
    new = enumerators[1 : enumerators.index(")")]
    if new in own:
        return "".join(f"({part})" for part in own[: own.index(new)]) + enumerators
    places = [place for place, part in enumerate(own) if _alike(part, new)]
    places += [place for place in places if _follows(own[place], new)]
    kept = own[: places[-1]] if places else []
    return "".join(f"({part})" for part in kept) + enumerators


def _alike(first: str, second: str) -> bool:
    """Say whether two enumerators can be siblings: both numbers, or letters or numerals in the same case."""
    if first.isdigit() or second.isdigit():
        return first.isdigit() and second.isdigit()
    if first.islower() != second.islower():
        return False
    both = (first.lower(), second.lower())
    if any(len(part) > 1 and roman(part) for part in both):
        return all(roman(part) for part in both)
    return True


def _follows(before: str, after: str) -> bool:
    """Say whether one enumerator is next to another: a number, a letter or a numeral."""
    if before.isdigit() and after.isdigit():
        return int(after) == int(before) + 1
    first, second = before.lower(), after.lower()
    return letter(second) == letter(first) + 1 > 1 or roman(second) == roman(first) + 1 > 1


def _members(
    kind: str, base: str, start: int, items: list[_Item], law: _Law | None = None
) -> Iterator[Citation]:
    """Yield a citation for each member; the first begins at the head word, the last ends with what names the law."""
    end, name = law or (0, "")
    for place, item in enumerate(items):
        first = start if place == 0 else item.start
        last = max(item.end, end) if place == len(items) - 1 else item.end
        yield Citation(kind, first, last, f"{base}{item.number}{item.enumerators}{name}")


def _sections(text: str, start: int, items: list[_Item], sign: bool) -> Iterator[Citation]:
    """Yield sections: of a title of the Code or the CFR, of an act, or of the same act."""
    if not items:
        return
    end = items[-1].end
    title = _TITLE.match(text, end)
    if title is not None:
        kind = "CFR" if "Federal" in (title["code"] or "") else "U.S.C."
        yield from _members(kind, f"{title['title']} {kind} ", start, items, _Law(title.end()))
        return
    act = _ACT.match(text, end)
    if act is not None:
        yield from _members("act", "sec. ", start, items, _Law(act.end(), f", {_name(act)}"))
        return
    back = max(0, start - _BEFORE_LENGTH)
    chapter = _CHAPTER_LAW.search(text, back, start) if sign and text.find("ch.", back, start) > 0 else None
    if chapter is not None:
        name = f"Act of {chapter['date']}, ch. {chapter['chapter']}"
        yield from _members("act", "sec. ", start, items, _Law(0, f", {name}"))
        return
    this = _THIS.match(text, end)
    before = None if sign or this else _BEFORE.search(text, back, start)
    if before is not None:
        yield from _members("act", "sec. ", start, items, _Law(0, f", {' '.join(before[1].split())}"))
        return
    dotted = sign or "." in items[0].number
    yield from _members("section", "§ " if dotted else "sec. ", start, items, _Law(this.end() if this else 0))


def _name(act: re.Match[str]) -> str:
    """Return the name of an act, white space and dashes normalised."""
    if act["law"]:
        return f"Public Law {act['congress']}-{act['count']}"
    if act["dated"]:
        return f"Act of {' '.join(act['dated'].split())}"
    return " ".join((act["named"] or act["short"] or act["such"]).split()).replace("“", "")


def _parts(text: str, start: int, items: list[_Item], word: str) -> Iterator[Citation]:
    """Yield parts of the CFR and chapters of the Code, where the text says that they are."""
    if not items:
        return
    title = _TITLE.match(text, items[-1].end)
    if title is not None:
        kind = "CFR" if "Federal" in (title["code"] or "") else "U.S.C."
        yield from _members(kind, f"{title['title']} {kind} {word} ", start, items, _Law(title.end()))
    elif word == "part" and (this := _THIS_CHAPTER.match(text, items[-1].end)) is not None:
        yield from _members("section", "part ", start, items, _Law(this.end()))


def _titles(text: str, head: re.Match[str]) -> Iterator[Citation]:
    """Yield titles of an act, where the text names it: ``titles XVIII and XIX of the Social Security Act``."""
    found: list[re.Match[str]] = []
    at = head.end()
    while match := _TITLES.match(text, at):
        found.append(match)
        joint = _JOINT.match(text, match.end())
        if joint is None:
            break
        at = joint.end()
    act = _ACT.match(text, found[-1].end()) if found else None
    if act is not None:
        items = [_Item(match.start(), match.end(), match[0], "") for match in found]
        yield from _members("act", "title ", head.start(), items, _Law(act.end(), f", {_name(act)}"))


def _laws(text: str, head: re.Match[str]) -> Iterator[Citation]:
    """Yield public laws, and the sections that are cited behind one: ``Pub. L. 94-521, § 7(a)``."""
    start, at = head.start(), head.end()
    while match := _LAW.match(text, at):
        name = f"Public Law {match['congress']}-{match['count']}"
        yield Citation("Public Law", start, match.end(), name)
        sections = _LAW_SECTION.match(text, match.end())
        if sections is not None:
            items = _items(text, sections.end(), _ITEM)
            within = _WITHIN.match(text, items[-1].end) if items else None
            law = _Law(within.end() if within else 0, f", {name}")
            yield from _members("act", "sec. ", sections.start("head"), items, law)
            return
        joint = _JOINT.match(text, match.end())
        if joint is None:
            return
        start = at = joint.end()


def _relative(text: str, head: re.Match[str], depth: int) -> Iterator[Citation]:
    """Yield paragraphs and the like, with the section that they stand in where the text names it."""
    items = _items(text, head.end(), _BARE)
    if not items:
        return
    word = head["word"].lower()
    end = items[-1].end
    this = _THIS.match(text, end)
    if this is not None:
        yield from _members(
            "relative", f"{word} ", head.start(), items, _Law(this.end(), f" of {this['this']}")
        )
        return
    above = _above(text, end, depth)
    if above is None:
        yield from _members("relative", f"{word} ", head.start(), items)
        return
    base, comma, name = above.target.partition(", ")
    base, of, this_one = base.partition(" of ")
    yield from _members(above.kind, base, head.start(), items, _Law(above.end, comma + name + of + this_one))


def _above(text: str, at: int, depth: int) -> Citation | None:
    """Return what an enumerator stands in: ``… of section 101(a)``, ``… of subsection (b)``; None for several."""
    joint = _OF.match(text, at)
    if joint is None or depth >= _CHAIN:
        return None
    head = _HEAD.match(text, joint.end())
    if head is None:
        return None
    found = list(_read(text, head, depth + 1))
    return found[0] if len(found) == 1 else None


def _plain(number: str) -> str:
    """Return a number with plain hyphens and without white space around it."""
    return number.strip().replace("–", "-")
