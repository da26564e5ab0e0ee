"""Noun phrases of an instruction: what is added, revised, removed, and where.

paragraphs (e)(3)(i) introductory text and (e)(3)(iii), and the first sentence of paragraph (f)
    ->  paragraph e/3/i, introductory text;  paragraph e/3/iii;  paragraph f, sentence 1
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lawdiff.effects.designators import LONGEST_RANGE
from lawdiff.effects.operation import Step
from lawdiff.effects.ordinals import NUMERALS, ORDINALS
from lawdiff.effects.rules.designators import between, follow, path_of
from lawdiff.effects.rules.entry_phrases import EntryPhrases
from lawdiff.effects.rules.named import Named
from lawdiff.parsers.text import names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawdiff.effects.operation import Part
    from lawdiff.effects.rules.tokens import Token


MARKS = {"semicolon": ";", "period": ".", "comma": ","}
_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


class Phrase(EntryPhrases):
    """Reads noun phrases from tokens; `at` is the token that comes next."""

    def read(self) -> list[Named]:
        """Return what the next noun phrase names, a list of one kind as several; nothing where there is none."""
        start = self.at
        self.skip("det", "newly")
        kind = self.peek()
        reader = getattr(self, f"read_{kind.replace('-', '_')}", None) if kind in READABLE else None
        found: list[Named] = reader() if reader is not None else []
        if not found:
            self.at = start
        return found

    # --- quoted words and marks -------------------------------------------------------------------

    def read_quote(self) -> list[Named]:
        """Read ``“…”``."""
        token = self.take()
        return [Named("quote", (), token.start, token.end, words=token.value)]

    def read_noun(self) -> list[Named]:
        """Read ``the words “…”``; the noun alone names nothing."""
        self.skip("noun")
        return self.read_quote() if self.peek() == "quote" else []

    def _mark(self) -> list[Named]:
        token = self.take()
        return [Named("mark", (), token.start, token.end, words=MARKS[token.kind])]

    read_semicolon = read_period = read_comma = _mark

    # --- parts of provisions ----------------------------------------------------------------------

    def read_ordinal(self) -> list[Named]:
        """Read ``the first and third sentences of paragraph (d)``."""
        start = self.tokens[self.at].start
        ordinals = [ORDINALS[self.take().value]]
        while self.more("ordinal"):
            ordinals.append(ORDINALS[self.take().value])
        if self.peek() == "entry":
            return self.entry(start)
        if self.peek() != "sentence":
            return []
        end = self.take().end
        return self._parts("sentence", start, end, ordinals)

    def read_sentence(self) -> list[Named]:
        """Read ``a sentence``, which is one more."""
        token = self.take()
        if self.peek() == "quote":
            return self.read_quote()
        return self._parts("sentence", token.start, token.end, [0])

    def counted(self, count: Token) -> list[Named]:
        """Read so many sentences, or entries of a table, whose number has been taken."""
        start = self.at
        self.skip("det", "newly")
        if self.peek() == "sentence":
            number = str(NUMERALS[count.value])
            return [replace(each, words=number, start=count.start) for each in self.read_sentence()]
        self.at = start
        return super().counted(count)

    def _parts(self, part: Part, start: int, end: int, ordinals: Sequence[int] = (0,)) -> list[Named]:
        """Return a part of what follows after ``of`` or ``in``, or of the context."""
        owners = self._owners() or [Named("here", (), start, end)]
        return [
            replace(owner, part=part, ordinal=count, start=start, end=max(end, owner.end))
            for owner in owners
            for count in ordinals
        ]

    def _owners(self) -> list[Named]:
        start = self.at
        if self.skip("of", "in"):
            self.skip("det", "newly")
            if self.peek() in PLACES:
                return self.read()
        self.at = start
        return []

    def read_heading(self) -> list[Named]:
        """Read ``the heading of paragraph (a)``, ``the section heading``; ``under the heading “Fees”`` is a place."""
        under = self._under()
        token = self.take()
        if under and self.peek() == "quote":
            quote = self.take()
            return [Named("label", (Step("heading", quote.value.rstrip(",")),), token.start, quote.end)]
        if self.peek() == "commented":
            return self.read()
        found = self._parts("heading", token.start, token.end)
        if token.value.startswith("section"):
            return [replace(each, words="section") for each in found]
        return found

    def _under(self) -> bool:
        """Return whether ``under`` stands right before what is read."""
        before = self.at - 1
        while before > 0 and self.tokens[before].kind == "det":
            before -= 1
        return before >= 0 and self.tokens[before].value == "under"

    def read_intro(self) -> list[Named]:
        """Read ``the introductory text of paragraph (e)``, ``the introductory text``."""
        token = self.take()
        return self._parts("introductory text", token.start, token.end)

    def read_definition(self) -> list[Named]:
        """Read ``definitions for “A”, “B”, and “C”``."""
        token = self.take()
        start = self.at
        self.skip("of", "noun", "comma-mark", "alphabetical", "det")
        if self.peek() != "quote":
            self.at = start
            return []
        quotes = [self.take()]
        while self.more("quote", noun="noun"):
            quotes.append(self.take())
        owners = self._owners() or [Named("here", (), token.start, token.end)]
        return [
            replace(
                owners[0], part="definition", term=quote.value.rstrip(","), start=token.start, end=quote.end
            )
            for quote in quotes
        ]

    def read_authority(self) -> list[Named]:
        """Read ``the authority citation for part 215``, or one that stands below a section."""
        token = self.take()
        owners = self._owners()
        if owners and all(owner.kind in ("part", "subpart") for owner in owners):
            return [replace(owner, part="authority", start=token.start) for owner in owners]
        following = self.peek() == "det" and self.tokens[self.at].value == "following"
        if owners or following or self.peek() in ("end", "after", "before", "at"):
            self.skip("end", "after", "before", "at", "of", "det")
            beside = self.read()
            if not owners and all(each.kind == "section" for each in beside):
                owners = beside
            owners = owners or [Named("here", (), token.start, token.end)]
            return [replace(owner, part="authority", start=token.start) for owner in owners]
        return [Named("here", (), token.start, token.end, part="authority")]

    def read_source(self) -> list[Named]:
        """Read ``the source citation``."""
        token = self.take()
        return [replace(owner, part="source") for owner in self._owners()] or [
            Named("here", (), token.start, token.end, part="source")
        ]

    def read_table(self) -> list[Named]:
        """Read ``the table in paragraph (e)``, ``table 1 to paragraph (b)``; its name is the term."""
        token = self.take()
        number = self.take() if self.peek() in ("number", "secnum") else None
        name = f"table {number.value}" if number is not None else "table"
        found = self._parts("table", token.start, number.end if number is not None else token.end)
        return [replace(each, term=name) for each in found]

    def read_footnote(self) -> list[Named]:
        """Read ``footnote 1``."""
        token = self.take()
        return self._note("footnote", token)

    def read_note(self) -> list[Named]:
        """Read ``note 1 to paragraph (a)``."""
        token = self.take()
        return self._note("note", token)

    def _note(self, what: str, token: Token) -> list[Named]:
        number = self.take().value if self.peek() == "number" else ""
        found = self._parts("note", token.start, self.tokens[self.at - 1].end)
        return [replace(each, term=f"{what} {number}".strip()) for each in found]

    def read_centre(self) -> list[Named]:
        """Read ``the undesignated center heading “…”``."""
        token = self.take()
        self.skip("comma-mark")
        words = self.take().value.rstrip(",") if self.peek() == "quote" else ""
        return [Named("centre", (), token.start, token.end, term=words)]

    def read_label(self) -> list[Named]:
        """Read ``MS-3(D)``, the name of a form in an appendix, which stands at the head of it."""
        token = self.take()
        return [Named("label", (Step("heading", token.value),), token.start, token.end)]

    # --- provisions -------------------------------------------------------------------------------

    def read_para(self) -> list[Named]:
        """Read ``paragraphs (a)(3), (b)(2) and (c)``, or comments ``paragraphs 1 through 8``."""
        word = self.take()
        if self.peek() in ("number", "comment"):
            return self._comments(word.start)
        if self.peek() != "desig":
            return []
        found = self._designators(word.start)
        start = self.at
        if self.skip("of", "in") and self.peek() in ("sec", "appendix"):
            owner = self.read()
            if len(owner) == 1 and owner[0].part == "whole":
                return [
                    replace(each, kind=owner[0].kind, steps=(*owner[0].steps, *each.steps)) for each in found
                ]
        self.at = start
        return found

    def read_desig(self) -> list[Named]:
        """Read a designator that goes on with a list after another phrase."""
        return self._designators(self.tokens[self.at].start)

    def _designators(self, start: int) -> list[Named]:
        paths = [self._take_path()]
        found = [self._paragraph(paths[-1], start)]
        while True:
            suffix = self._suffix()
            if suffix:
                found[-1] = replace(found[-1], part=suffix, end=self.tokens[self.at - 1].end)
            if self.peek() == "through" or (
                self.peek() == "of" and self.tokens[self.at].value == "to" and self.peek(1) == "desig"
            ):
                self.take()
                self.skip("det", "para")
                if self.peek() != "desig":
                    return []
                last = self._take_path()
                paths.extend(between(paths[-1], last)[1:])
                if paths[-1][-1:] != last[-1:]:
                    return []
                found.extend(
                    self._paragraph(path, self.tokens[self.at - 1].start) for path in paths[len(found) :]
                )
            elif self.more("desig"):
                at = self.tokens[self.at].start
                paths.append(follow(paths[-1], self._take_path()))
                found.append(self._paragraph(paths[-1], at))
            else:
                return found

    def _take_path(self) -> tuple[str, ...]:
        return path_of(self.take().value)

    def _paragraph(self, path: tuple[str, ...], start: int) -> Named:
        steps = tuple(Step("paragraph", each) for each in path)
        return Named("paragraph", steps, start, self.tokens[self.at - 1].end)

    def _suffix(self) -> Part | None:
        kind = self.peek()
        if kind == "intro" or (kind == "heading" and self.peek(1) not in ("of", "commented")):
            self.take()
            return "introductory text" if kind == "intro" else "heading"
        if kind == "in" and self.peek(1) == "intro":
            return None
        return None

    def read_sec(self) -> list[Named]:
        """Read ``§ 215.8(a)(1)``, ``§§ 404.380 through 404.384``; the word alone is the section spoken of."""
        word = self.take()
        self.skip("sec")
        if self.peek() != "secnum":
            return [Named("here", (), word.start, word.end)] if word.value == "section" else []
        return self.read_secnum()

    def read_secnum(self) -> list[Named]:
        """Read numbers of sections."""
        found = [self._section()]
        while True:
            if self.peek() == "through" or (
                self.peek() == "of"
                and self.tokens[self.at].value == "to"
                and self.peek(1) in ("secnum", "sec")
            ):
                self.take()
                self.skip("sec")
                if self.peek() != "secnum":
                    return []
                last = self._section()
                filled = _sections_between(found[-1], last)
                if not filled:
                    return []
                found.extend(filled)
            elif self.more("secnum", noun="sec"):
                found.append(self._section())
            elif len(found[-1].steps) > 1 and self.more("desig"):
                before = tuple(step.designator for step in found[-1].steps[1:])
                path = follow(before, self._take_path())
                steps = (found[-1].steps[0], *(Step("paragraph", each) for each in path))
                found.append(replace(found[-1], steps=steps, part="whole", end=self.tokens[self.at - 1].end))
            else:
                suffix = self._suffix()
                if suffix:
                    found[-1] = replace(found[-1], part=suffix)
                return found

    def _section(self) -> Named:
        token = self.take()
        steps = [Step("section", token.value.rstrip("."))]
        if self.peek() == "desig" and self.tokens[self.at].start == token.end:
            steps.extend(Step("paragraph", each) for each in self._take_path())
        return Named("section", tuple(steps), token.start, self.tokens[self.at - 1].end)

    def _container(self, kind: str) -> list[Named]:
        word = self.take()
        if self.peek() not in ("word", "number", "det", "secnum", "comment"):
            return []
        name = self.take()
        designator = name.value.upper() if kind != "part" and len(name.value) == 1 else name.value
        found = [Named(kind, (Step(kind, designator.rstrip(".")),), word.start, name.end)]
        while kind == "subpart" and self.more("word") and self.tokens[self.at].value in _LETTERS:
            name = self.take()
            found.append(Named(kind, (Step(kind, name.value),), name.start, name.end))
        suffix = self._suffix()
        start = self.at
        part: tuple[Step, ...] = ()
        if self.skip("of", "comma-mark") and self.peek() == "part":
            part = self._container("part")[0].steps
        else:
            self.at = start
        return [
            replace(
                each, steps=(*part, *each.steps), part=suffix or "whole", end=self.tokens[self.at - 1].end
            )
            for each in found
        ]

    def read_part(self) -> list[Named]:
        """Read ``part 215``."""
        return self._container("part")

    def read_subpart(self) -> list[Named]:
        """Read ``subpart C of part 22``."""
        return self._container("subpart")

    def read_chapter(self) -> list[Named]:
        """Read ``chapter III``."""
        return self._container("chapter")

    def read_appendix(self) -> list[Named]:
        """Read ``appendix A to part 1002``."""
        return self._container("appendix")

    def read_supplement(self) -> list[Named]:
        """Read ``Supplement I to part 1026``."""
        found = self._container("appendix")
        return [
            replace(
                each, steps=(*each.steps[:-1], Step("appendix", f"Supplement {each.steps[-1].designator}"))
            )
            for each in found
        ]

    def read_cfr(self) -> list[Named]:
        """Read ``45 CFR part 5``: the title stands in the term."""
        token = self.take()
        self.skip("comma-mark")
        found = self.read() if self.peek() in ("part", "secnum", "sec", "chapter") else []
        return [replace(each, term=token.value, start=token.start) for each in found]

    # --- official interpretations -----------------------------------------------------------------

    def read_commented(self) -> list[Named]:
        """Read ``36(d)(1) Payments based on a term``: headings of an interpretation."""
        found = [self._commented()]
        while True:
            start = self.at
            if not self.more("commented"):
                return found
            if ("." in self.tokens[self.at].value) != ("." in found[0].steps[0].designator):
                self.at = start  # "Section 1.7—Towers, 7(a) Height": one stands in the other
                return found
            found.append(self._commented())

    def read_commentary(self) -> list[Named]:
        """Read ``comments 5(a)-2 and 5(b)-1.ii``."""
        found = [self._cited_comment()]
        while self.more("commentary"):
            found.append(self._cited_comment())
        return found

    def _cited_comment(self) -> Named:
        token = self.take()
        of, _, number = token.value.rpartition("-")
        steps = (Step("comments", of), *(Step("comment", each) for each in number.split(".")))
        return Named("comments", steps, token.start, token.end)

    def _commented(self) -> Named:
        token = self.take()
        return Named("comments", (Step("comments", token.value),), token.start, token.end)

    def _comments(self, start: int) -> list[Named]:
        """Read ``paragraphs 1.i, 3.v and 4 through 6``."""
        found = [self._comment(start)]
        while True:
            suffix = self._suffix()
            if suffix:
                found[-1] = replace(found[-1], part=suffix)
            if self.peek() == "through":
                self.take()
                if self.peek() not in ("number", "comment"):
                    return []
                last = self._comment(start)
                low, high = found[-1].steps[-1].designator, last.steps[-1].designator
                if not (low.isdigit() and high.isdigit() and int(low) < int(high)):
                    return []
                found.extend(
                    replace(last, steps=(Step("comment", str(count)),))
                    for count in range(int(low) + 1, int(high) + 1)
                )
            elif self.more("number", "comment"):
                found.append(self._comment(self.tokens[self.at].start))
            else:
                return found

    def read_number(self) -> list[Named]:
        """Read comments by their numbers, or so many entries of a table."""
        if self.peek(1) == "entry" or (self.peek(1) in ("det", "newly") and self.peek(2) == "entry"):
            return self.counted(self.take())
        return self._comments(self.tokens[self.at].start)

    read_comment = read_number

    def _comment(self, start: int) -> Named:
        token = self.take()
        steps = tuple(Step("comment", each) for each in token.value.rstrip(".").split("."))
        return Named("comment", steps, start, token.end)


def _sections_between(first: Named, last: Named) -> list[Named]:
    """Return the sections after the first of a range, up to the last."""
    low, high = first.steps[0].designator, last.steps[0].designator
    stem, _, start = low.rpartition(".")
    stem_of_last, _, end = high.rpartition(".")
    if (
        stem != stem_of_last
        or not (start.isdigit() and end.isdigit())
        or not 0 < int(end) - int(start) <= LONGEST_RANGE
    ):
        return []
    return [
        replace(last, steps=(Step("section", f"{stem}.{count}"),))
        for count in range(int(start) + 1, int(end) + 1)
    ]


PLACES = names(
    "para sec secnum part subpart appendix supplement chapter commented commentary number comment table cfr desig"
    " ordinal label"
)
"""Kinds of tokens that can begin the name of a place."""
READABLE = PLACES | names(
    "quote noun semicolon period comma sentence heading intro definition authority source entry count footnote"
    " note centre"
)
