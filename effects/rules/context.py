"""What an instruction speaks of before its verb: the law, the section, the paragraphs; and how to make operations."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from lawdiff.effects.operation import Operation, Place, Span, Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lawdiff.effects.operation import Verb
    from lawdiff.effects.rules.clauses import Clause
    from lawdiff.effects.rules.named import Named
    from lawdiff.effects.rules.payload import Payload
    from lawdiff.parsers import Provision


MOST_PLACES = 400
"""Places that one frame may name; the most in the corpus are nine."""


class NotReadError(Exception):
    """A form knows the clause and cannot read it; its message is the reason, one sentence."""


@dataclass(frozen=True, slots=True)
class Context:
    """What has been said so far.

    Attributes:
        work: ``8 CFR``.
        part: the number of the CFR part in which the instruction stands.
        holder: the provision whose text is read.
        payload: what is printed below the outermost instruction.
        homes: the sections, appendices or parts that the instruction is about.
        focus: the paragraphs inside them; empty for the whole.
        condition: what delays it, as printed.
        pending: clauses that are carried out in each of the places that the pieces below list (``in the following
            places:``).
        marks, after, before: where words go, said ahead of the verb (``at the end of paragraph (a), add``).
    """

    work: str
    part: str
    holder: Provision
    payload: Payload
    homes: tuple[Place, ...] = ()
    focus: tuple[Place, ...] = ()
    condition: str = ""
    pending: tuple[Clause, ...] = ()
    marks: frozenset[str] = frozenset()
    after: tuple[Named, ...] = ()
    before: tuple[Named, ...] = ()

    @property
    def here(self) -> tuple[Place, ...]:
        """What the instruction is about: its focus, or all of its homes."""
        return self.focus or self.homes

    def resolve(self, named: Named) -> tuple[Place, ...]:
        """Return the places that a noun phrase names in this context.

        Raises:
            NotReadError: it needs a section, and none was named.
        """
        work = named.term.removesuffix(" ") if named.term.endswith("CFR") else self.work
        term = "" if named.term.endswith("CFR") else named.term
        if named.kind in ("paragraph", "comment", "comments", "here", "label"):
            places = tuple(self._below(home, named) for home in self._homes(named))
        else:
            places = (Place(work, self._absolute(named)),)
        if not places:
            raise NotReadError("it does not say which section it is about")
        return tuple(
            replace(place, part=named.part, ordinal=named.ordinal, term=term)
            if named.part != "whole" or named.kind != "here"
            else place
            for place in places
        )

    def _homes(self, named: Named) -> tuple[Place, ...]:
        if named.kind == "paragraph" and self.focus and all(each.part == "definition" for each in self.focus):
            # paragraph (2) of the definition of “Vessel”
            return tuple(Place(each.work, (*each.path, Step("definition", each.term))) for each in self.focus)
        return self.here if named.kind == "here" else self.homes

    def _absolute(self, named: Named) -> tuple[Step, ...]:
        steps = named.steps
        first = steps[0].level if steps else ""
        appendix = next(
            (home for home in self.homes if home.path and home.path[-1].level == "appendix"), None
        )
        if appendix is not None and (first == "subpart" or self._is_own_section(first, steps)):
            return (*appendix.path, *steps)
        if first in ("subpart", "appendix") and self.part:
            return (Step("part", self.part), *steps)
        return steps

    def _is_own_section(self, first: str, steps: Sequence[Step]) -> bool:
        """Return whether a section is one of an appendix: ``section 3.2`` is none of part 60."""
        return first == "section" and steps[0].designator.partition(".")[0] != self.part

    def _below(self, home: Place, named: Named) -> Place:
        if named.kind == "here":
            return replace(home, ordinal=0) if named.part == "whole" else Place(home.work, home.path)
        comments = next((at for at, step in enumerate(home.path) if step.level == "comments"), -1)
        path = home.path
        if named.kind == "comments":
            path = path[:comments] if comments >= 0 else path
        elif named.kind == "paragraph" and comments >= 0:
            number = home.path[comments].designator.partition("(")[0].rpartition(".")[2]
            of = number + "".join(f"({step.designator})" for step in named.steps)
            return Place(home.work, (*path[:comments], Step("comments", of)))
        elif named.kind == "paragraph":
            inner = next((at for at, step in enumerate(path) if step.level == "definition"), -1)
            path = tuple(step for at, step in enumerate(path) if at <= inner or step.level != "paragraph")
        elif named.kind == "comment":
            path = tuple(step for step in path if step.level != "comment")
        return Place(home.work, (*path, *named.steps))

    def all(self, named: Iterable[Named]) -> tuple[Place, ...]:
        """Return the places that several phrases name."""
        return tuple(place for each in named for place in self.resolve(each))

    def narrowed(self, named: Sequence[Named]) -> Context:
        """Return the context inside the places that phrases name, the outer ones first."""
        if len(named) > MOST_PLACES:
            raise NotReadError("it names more places than any instruction does")
        context = self
        for kinds in (("section", "part", "subpart", "appendix", "chapter"), ("label",), ("comments",)):
            homes = [each for each in named if each.kind in kinds]
            if homes:
                for count, each in enumerate(homes):
                    places = context.resolve(each)
                    former = context.homes if count and each.kind not in ("comments", "label") else ()
                    context = replace(context, homes=_outermost((*former, *places)), focus=())
        inner = [
            each for each in named if each.kind in ("paragraph", "comment", "here") and each.kind != "quote"
        ]
        inner = [each for each in inner if each.kind != "here" or each.part != "whole"]
        if inner:
            context = replace(context, focus=context.all(inner))
        return context

    def operation(
        self, verb: Verb, target: Place, clause: Clause, form: str, named: Named | None = None, **more: Any
    ) -> Operation:
        """Return an operation with the spans of its verb and of what it acts on."""
        address = self.holder.address
        said = clause.holder or address  # a clause that waits for places stands in a piece above
        spans = [Span(said, start, end) for _, start, end in clause.verb_spans]
        if named is not None:
            spans.append(Span(said, named.start, named.end))
        return Operation(verb, target, address, tuple(spans), form, condition=self.condition, **more)


def _outermost(places: Sequence[Place]) -> tuple[Place, ...]:
    """Drop a place in which another one of them stands: ``appendix A to part 5`` is said, part 5 is not meant."""
    return tuple(
        place
        for place in dict.fromkeys(places)
        if not any(
            other.path != place.path and other.path[: len(place.path)] == place.path for other in places
        )
    )
