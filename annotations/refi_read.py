"""A codebook or a project of another program of qualitative analysis, read from REFI-QDA (see `refi_write`).

A selection of text is placed by its words, with what stands before and after it, in the documents that the store
knows; one that covers a whole provision is a note on the provision. What has no place is listed, never guessed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from lawdiff.annotations.arrival import Arrival
from lawdiff.annotations.clock import as_utc, now
from lawdiff.annotations.codebook import COLOUR, tag_name
from lawdiff.annotations.errors import NoteError
from lawdiff.annotations.finder import Finder, target_at, target_whole
from lawdiff.annotations.guarded import read_xml, read_zip
from lawdiff.annotations.guids import note_guid
from lawdiff.annotations.note import Note, Tag, Target
from lawdiff.annotations.place import CONTEXT, plain
from lawdiff.annotations.refi_write import CODEBOOK, PROJECT, one_line, source_guid

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from xml.etree.ElementTree import Element

    from lawdiff.annotations.store import Store

P, C = f"{{{PROJECT}}}", f"{{{CODEBOOK}}}"
"""The two namespaces as ElementTree writes them."""

SHOWN = 60
"""Characters of a note that a message shows."""


def read_codebook(data: bytes, name: str) -> Arrival:
    """Return the tags of a codebook (.qdc).

    Raises:
        NoteError: it is none.
    """
    root = read_xml(data, name)
    if root.tag != f"{C}CodeBook":
        raise NoteError(f"{name}: is XML, but no REFI-QDA codebook")
    return Arrival(tags=tuple(tag for _, tag in _tags(root, C)))


def _tags(root: Element, namespace: str) -> Iterator[tuple[str, Tag]]:
    """Yield the codes below an element with their GUIDs, parents before children; names are used once."""
    used: set[str] = set()

    def below(parent: Element, above: str) -> Iterator[tuple[str, Tag]]:
        for code in parent.findall(f"{namespace}Code"):
            name = _free(tag_name(code.get("name", "")), above, used)
            colour = code.get("color", "").lower()
            definition = code.findtext(f"{namespace}Description", "")
            yield (
                code.get("guid", "").casefold(),
                Tag(name, definition, colour if COLOUR.fullmatch(colour) else "", above),
            )
            yield from below(code, name)

    for codes in root.iter(f"{namespace}Codes"):
        yield from below(codes, "")


def _free(name: str, above: str, used: set[str]) -> str:
    """Return a name that is not used yet: other programs let two codes have one name under different parents."""
    candidates = [name, f"{name} ({above})", *(f"{name} ({number})" for number in range(2, len(used) + 3))]
    free = next(each for each in candidates if each.casefold() not in used)
    used.add(free.casefold())
    return free


@dataclass(slots=True)
class _Draft:
    """A note in the making."""

    id: str
    body: str = ""
    author: str = ""
    created: str = ""
    updated: str = ""
    state: Literal["open", "resolved"] = "open"
    tags: set[str] = field(default_factory=set)
    targets: list[Target] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


class _Reader:
    """A project, read part by part."""

    def __init__(self, store: Store, files: Mapping[str, bytes], name: str) -> None:
        self.name = name
        self.finder = Finder(store)
        self.documents = {each.sha256: each.title for each in store.documents()}
        self.files = {path.rpartition("/")[2].casefold(): content for path, content in files.items()}
        qde = next((content for path, content in files.items() if path.casefold().endswith(".qde")), None)
        if qde is None:
            raise NoteError(f"{name}: is a zip, but no REFI-QDA project: it holds no project.qde")
        self.root = read_xml(qde, f"{name}, project.qde")
        if self.root.tag != f"{P}Project":
            raise NoteError(f"{name}, project.qde: is XML, but no REFI-QDA project")
        self.users = {
            user.get("guid", "").casefold(): user.get("name", "") for user in self.root.iter(f"{P}User")
        }
        self.codes = dict(_tags(self.root, P))
        self.drafts: dict[str, _Draft] = {}
        self._ask_for_documents()

    def _ask_for_documents(self) -> None:
        """Refuse a project whose texts nobody can tell: of our own, each is known; of others, some document is.

        Notes on one version would else be put on the same words of another.
        """
        ours = self.root.get("origin", "").startswith("lawdiff")
        missing = [
            source.get("name", "")
            for source in self.root.iter(f"{P}TextSource")
            if source.find(f"{P}PlainTextSelection") is not None
            and not (self._known(source) if ours else self.documents)
        ]
        if missing:
            named = ", ".join(dict.fromkeys(missing))
            raise NoteError(f"{self.name}: is about what is not known here; name it with --document: {named}")

    def notes(self) -> Iterator[_Draft]:
        """Yield the notes, those with a body of their own first."""
        for element in self.root.iterfind(f"{P}Notes/{P}Note"):
            self._begin(element)
        for source in self.root.iter(f"{P}TextSource"):
            text = self._text(source)
            documents = self._documents(source)
            for selection in source.findall(f"{P}PlainTextSelection"):
                self._select(selection, text, documents)
        yield from self.drafts.values()

    def _begin(self, element: Element) -> _Draft:
        key = element.get("guid", "").casefold()
        named = element.get("name", "")
        draft = _Draft(named if named and note_guid(named) == key else key)
        draft.body = self._text(element)
        draft.author, draft.created = self._made(element)
        draft.updated = _time(element.get("modifiedDateTime", "")) or draft.created
        draft.state = "resolved" if element.findtext(f"{P}Description", "") == "resolved" else "open"
        self.drafts[key] = draft
        return draft

    def _made(self, element: Element) -> tuple[str, str]:
        """Return who made something and when."""
        author = self.users.get(element.get("creatingUser", "").casefold(), "")
        return ("" if author == "unknown" else author), _time(element.get("creationDateTime", ""))

    def _text(self, element: Element) -> str:
        """Return the text of a source or note: inside, or a file of the zip."""
        inside = element.findtext(f"{P}PlainTextContent")
        if inside is not None:
            return inside
        path = element.get("plainTextPath", "").replace("\\", "/").rpartition("/")[2].casefold()
        content = self.files.get(path)
        try:
            return "" if content is None else content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise NoteError(f"{self.name}, {path}: is not text in UTF-8") from error

    def _documents(self, source: Element) -> list[str]:
        """Return which documents a source may be: the one that it names, or those that are called the same, or all."""
        return self._known(source) or list(self.documents)

    def _known(self, source: Element) -> list[str]:
        """Return the document that a source names, or those that are called the same."""
        name = source.get("guid", "").casefold()
        known = [sha256 for sha256 in self.documents if source_guid(sha256) == name]
        titled = [sha256 for sha256, title in self.documents.items() if title == source.get("name")]
        return known or titled

    def _select(self, selection: Element, text: str, documents: list[str]) -> None:
        """Take in one selection: place it, and give the place to its notes, or make a note of it."""
        references = [each.get("targetGUID", "").casefold() for each in selection.findall(f"{P}NoteRef")]
        drafts = [self.drafts[each] for each in references if each in self.drafts]
        codings = selection.findall(f"{P}Coding")
        tags = {
            self.codes[key].name
            for coding in codings
            for reference in coding.findall(f"{P}CodeRef")
            if (key := reference.get("targetGUID", "").casefold()) in self.codes
        }
        start, end = _number(selection.get("startPosition", "")), _number(selection.get("endPosition", ""))
        quote = text[start:end] if 0 <= start < end else ""
        if not drafts:
            drafts = [self._coded(selection, codings, quote)]
        target, problem = self._place(text, start, end, documents)
        for draft in drafts:
            draft.tags |= tags
            if target is None:
                draft.problems.append(problem)
            elif target not in draft.targets:
                draft.targets.append(target)

    def _coded(self, selection: Element, codings: Iterable[Element], quote: str) -> _Draft:
        """Return a note for a selection that has codes and no note: its description, or the words themselves."""
        key = selection.get("guid", "").casefold()
        draft = self.drafts.setdefault(key, _Draft(key))
        draft.body = selection.findtext(f"{P}Description", "") or f"“{' '.join(quote.split())}”"
        for element in (selection, *codings):
            author, created = self._made(element)
            draft.author = draft.author or author
            draft.created = draft.created or created
        return draft

    def _place(self, text: str, start: int, end: int, documents: list[str]) -> tuple[Target | None, str]:
        if not 0 <= start < end <= len(text):
            return None, f"it stands at {start} to {end} of a text of {len(text)} characters"
        exact = self._in_our_own(text, start, end, documents)
        if exact is not None:
            return exact, ""
        quote = text[start:end]
        whole = " ".join(plain(quote).split())
        if _is_line(text, start, end):
            same = [
                each
                for document in documents
                for each in self.finder.provisions(document)
                if " ".join(plain(each.own_words).split()) == whole
            ]
            if len(same) == 1:
                return target_whole(same[0]), ""
            line = text.count("\n", 0, start)
            for each in same:  # look-alikes: the line's number tells which, where the source is our own text
                provisions = self.finder.provisions(each.document)
                if line < len(provisions) and provisions[line] is each:
                    return target_whole(each), ""
        before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
        return self.finder.place(quote, before.rpartition("\n")[2], after.partition("\n")[0], documents)

    def _in_our_own(self, text: str, start: int, end: int, documents: list[str]) -> Target | None:
        """Return the place where a source is a document as we write it, one line a provision: its line says which."""
        if len(documents) != 1:
            return None
        provisions = self.finder.provisions(documents[0])
        line, begins = text.count("\n", 0, start), text.rfind("\n", 0, start) + 1
        ends = text.find("\n", begins)
        said = text[begins : ends if ends >= 0 else len(text)]
        if (
            line >= len(provisions)
            or end > begins + len(said)
            or said != one_line(provisions[line].own_words)
        ):
            return None
        if end - start == len(said):
            return target_whole(provisions[line])
        return target_at(provisions[line], start - begins, end - start)


def _is_line(text: str, start: int, end: int) -> bool:
    """Return whether a stretch is one whole line."""
    return (
        (start == 0 or text[start - 1] == "\n")
        and (end == len(text) or text[end] == "\n")
        and "\n" not in text[start:end]
    )


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else -1


def _time(text: str) -> str:
    """Return a time as the store keeps it, empty where it is none."""
    if not text:
        return ""
    try:
        return as_utc(text)
    except NoteError:
        return ""


def read_project(store: Store, data: bytes, name: str) -> Arrival:
    """Return the notes and tags of a project (.qdpx), placed in the documents of a store.

    Raises:
        NoteError: it is none, or is not safe to open.
    """
    reader = _Reader(store, read_zip(data, name), name)
    notes, unplaced = [], []
    for draft in reader.notes():
        said = f"{draft.id} ({' '.join(draft.body.split())[:SHOWN]!r})"
        unplaced += [f"{name}: a place of the note {said} was not found: {each}" for each in draft.problems]
        if not draft.targets and not draft.problems:
            unplaced.append(f"{name}: the note {said} stands nowhere in the project")
        elif draft.targets and draft.body.strip():
            moment = draft.created or now()
            tags = tuple(sorted(draft.tags))
            notes.append(
                Note(
                    draft.id,
                    draft.body,
                    tags,
                    draft.author,
                    moment,
                    draft.updated or moment,
                    draft.state,
                    tuple(draft.targets),
                )
            )
    return Arrival(notes=tuple(notes), tags=tuple(reader.codes.values()), unplaced=tuple(unplaced))
