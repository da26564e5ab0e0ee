"""The styles of the file: a serif face throughout, headings in black, law indented by level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from lawdiff.render.docx.elements import element
from lawdiff.render.docx.looks import DEEPEST, LAST_HEADING

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

FACE = "Times New Roman"
"""On every machine, or a face of the same widths in its place: pages break alike everywhere."""

STEP = 360
"""Indent of a level in twentieths of a point: a quarter of an inch."""

HALF_POINTS = {"Title": 32, "Heading1": 28, "Heading2": 24}
"""Sizes of the centred styles; all others have that of the text."""

TEXT = 22
SMALL = 18

GREY = "595959"
"""Of header and footer: seven to one against white, and quieter than the text."""

MIDDLE = 4680
"""Half of the line's 6.5 inches, in twentieths of a point."""

BUILT_IN = ("CommentText", "CommentReference")
"""Styles that Word has and the template does not."""

MODERN = "15"
"""The version of Word's layout (2013 and later); with the template's older one Word says "compatibility mode"."""


def prepare(document: Document) -> None:
    """Give a new document its styles."""
    styles = document.styles
    _look(styles["Normal"].element, _spaced(after=120, line=264), _face(TEXT))
    _look(styles["Title"].element, _spaced(after=240), [*_face(HALF_POINTS["Title"]), element("b")])
    for name in ("Header", "Footer"):
        _look(
            styles[name].element,
            [_tabs(), *_spaced()],
            [element("color", val=GREY), element("sz", val=SMALL)],
        )
    for level in range(1, LAST_HEADING + 1):
        centred = f"Heading{level}" in HALF_POINTS
        look = [element("keepNext"), *_spaced(before=360 if centred else 240, after=120)]
        look += [element("jc", val="center")] if centred else []
        look.append(element("outlineLvl", val=level - 1))
        _look(styles[f"Heading {level}"].element, look, _face(HALF_POINTS.get(f"Heading{level}", TEXT)))
    for style in _own():
        styles.element.append(style)
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), MODERN)


def _own() -> list[Element]:
    """Return the styles that a new document does not have."""
    made = [
        _style("Front", "Front matter", _spaced(after=80)),
        _style(
            "FrontHeading", "Front heading", [element("keepNext"), *_spaced(before=240, after=80)], bold=True
        ),
        _style("FrontList", "Front list", [*_spaced(after=60), element("ind", left=STEP, hanging=STEP // 2)]),
        _style("LawRow", "Law row", [*_spaced(after=40), element("ind", left=STEP)], _face(SMALL)),
        _style("CommentText", "annotation text", _spaced(after=40), _face(SMALL)),
        _character("LawCaption", "Law caption", element("b")),
        _character("LawHeading", "Law heading", element("i")),
        _character("LawOmitted", "Law omitted", element("strike")),
        _character("LawNew", "Law new", element("i")),
        _style("LawBy", "Law changed by", [*_spaced(after=80), element("ind", left=STEP)], _face(SMALL)),
        _character("CommentReference", "annotation reference", element("sz", val=16)),
    ]
    for level in range(1, DEEPEST + 1):
        indent = element("ind", left=(level - 1) * STEP)
        made.append(_style(f"Law{level}", f"Law {level}", [indent]))
        rule = element("pBdr", element("left", val="single", sz=6, space=6, color=GREY))
        quoted = element("ind", left=level * STEP)
        made.append(_style(f"LawQuoted{level}", f"Law quoted {level}", [rule, quoted]))
    return made


def _style(
    name: str,
    called: str,
    look: list[Element],
    letters: list[Element] | None = None,
    *,
    bold: bool = False,
) -> Element:
    """Return a paragraph style."""
    made = element("style", element("name", val=called), type="paragraph", **_own_name(name))
    made.append(element("basedOn", val="Normal"))
    made.append(element("qFormat"))
    _look(made, look, [*(letters or []), *([element("b")] if bold else [])])
    return made


def _character(name: str, called: str, letters: Element) -> Element:
    """Return a character style."""
    return element(
        "style",
        element("name", val=called),
        element("qFormat"),
        element("rPr", letters),
        type="character",
        **_own_name(name),
    )


def _own_name(name: str) -> dict[str, str]:
    """Return the attributes that name a style; one that Word does not know by itself is marked as such."""
    return {"styleId": name} if name in BUILT_IN else {"styleId": name, "customStyle": "1"}


def _look(style: Element, look: list[Element], letters: list[Element]) -> None:
    """Put a style's properties of paragraphs and letters in the place of those that it has."""
    for name in ("w:pPr", "w:rPr"):
        for had in style.findall(qn(name)):
            style.remove(had)
    if look:
        style.append(element("pPr", *look))
    if letters:
        style.append(element("rPr", *sorted(letters, key=_rank)))


def _rank(letter: Element) -> int:
    """Return where a property of letters stands in the schema's sequence (CT_RPr)."""
    return [qn(f"w:{name}") for name in ("rFonts", "b", "i", "color", "sz")].index(letter.tag)


def _tabs() -> Element:
    """Return one tab, in the middle of the line."""
    return element("tabs", element("tab", val="center", pos=MIDDLE))


def _spaced(*, before: int = 0, after: int = 0, line: int = 0) -> list[Element]:
    """Return spacing in twentieths of a point; the line's in 240ths."""
    height: dict[str, str | int] = {"line": line, "lineRule": "auto"} if line else {}
    return [element("spacing", before=before, after=after, **height)]


def _face(size: int) -> list[Element]:
    """Return face and size in half points."""
    face = element("rFonts", ascii=FACE, hAnsi=FACE, cs=FACE, eastAsia=FACE)
    return [face, element("color", val="auto"), element("sz", val=size)]
