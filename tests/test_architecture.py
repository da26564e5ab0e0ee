"""What may import what: data flows from parsers through differ and render to cli, with annotations beside differ."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("sources", "parsers", "differ", "effects", "annotations", "render", "corpora", "cli")
LONGEST_MODULE = 500

# Room -> what of lawdiff it may import. `version` is a constant that any room may show.
MAY_IMPORT = {
    "sources": ("lawdiff.sources", "lawdiff.parsers.errors", "lawdiff.version"),
    "parsers": ("lawdiff.parsers", "lawdiff.version"),
    "differ": ("lawdiff.parsers", "lawdiff.differ", "lawdiff.version"),
    "effects": ("lawdiff.parsers", "lawdiff.differ", "lawdiff.effects", "lawdiff.version"),
    "annotations": ("lawdiff.parsers", "lawdiff.annotations", "lawdiff.version"),
    "render": (
        "lawdiff.parsers",
        "lawdiff.differ",
        "lawdiff.effects",
        "lawdiff.annotations.note",
        "lawdiff.render",
        "lawdiff.version",
    ),
    "corpora": ("lawdiff.parsers", "lawdiff.differ", "lawdiff.render", "lawdiff.corpora", "lawdiff.version"),
    "cli": ("lawdiff",),
}

# Library -> the rooms that know it: one, but for what two rooms use for things that have nothing to do with each other.
HOMES_OF_LIBRARY = {
    "lxml": ("parsers",),
    "krippendorff": ("annotations",),
    "numpy": ("annotations",),
    "pycm": ("annotations",),
    "sqlite_utils": ("annotations",),
    "sqlite3": ("annotations", "corpora"),  # the notes' store; the index of a corpus
    "rich": ("render",),
    "jinja2": ("render",),
    "markupsafe": ("render",),
    "docx": ("render",),
    "click": ("cli",),
    "httpx": ("sources",),
    "distributed": ("corpora",),
}

NETWORK = ("aiohttp", "ftplib", "http", "httpx", "requests", "smtplib", "socket", "ssl", "urllib", "urllib3")

# The differ is pure: what reaches files, the terminal, the clock or chance has no place in it.
IMPURE_MODULES = (
    "asyncio",
    "datetime",
    "io",
    "locale",
    "logging",
    "multiprocessing",
    "os",
    "pathlib",
    "random",
    "shutil",
    "subprocess",
    "sys",
    "tempfile",
    "threading",
    "time",
)
PURE_ALL_THE_SAME = ("io.StringIO",)  # a text in memory, for csv
IMPURE_CALLS = ("open", "print", "input", "exec", "eval")


@dataclass(frozen=True)
class Module:
    """One module of one room."""

    room: str
    path: Path
    tree: ast.Module

    def place(self, node: ast.AST) -> str:
        """Return ``parsers/source.py:12`` for a node."""
        return f"{self.path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"


@dataclass(frozen=True)
class Import:
    """One imported name, dotted; `level` counts the dots of a relative import."""

    name: str
    level: int
    node: ast.AST


def imports_of(tree: ast.Module) -> Iterator[Import]:
    """Yield what a module imports, also for type checking alone and inside functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(alias.name, 0, node)
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield Import(f"{node.module or ''}.{alias.name}", node.level, node)


def within(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


@pytest.fixture(scope="module")
def modules() -> tuple[Module, ...]:
    found = [
        Module(room, path, ast.parse(path.read_text("utf-8")))
        for room in ROOMS
        for path in sorted((ROOT / room).rglob("*.py"))
    ]
    assert {module.room for module in found} == set(ROOMS), "a room is empty"
    return tuple(found)


def forbidden_rooms(room: str, tree: ast.Module) -> list[Import]:
    """Return the imports of lawdiff's own modules that a room may not have."""
    return [
        one
        for one in imports_of(tree)
        if within(one.name, "lawdiff") and not any(within(one.name, allowed) for allowed in MAY_IMPORT[room])
    ]


def test_a_room_imports_only_rooms_to_its_left(modules: tuple[Module, ...]) -> None:
    wrong = [
        f"{module.place(one.node)}: {module.room} imports {one.name}"
        for module in modules
        for one in forbidden_rooms(module.room, module.tree)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("room", "line"),
    [
        ("parsers", "from lawdiff.differ import compare"),
        ("parsers", "import lawdiff"),
        ("differ", "from lawdiff.annotations.note import Note"),
        ("differ", "def late():\n    from lawdiff.render import html"),
        ("annotations", "import lawdiff.differ.change"),
        ("annotations", "from lawdiff import differ"),
        ("render", "from lawdiff.annotations.store import Store"),
        ("render", "from lawdiff.cli import main"),
    ],
)
def test_the_rule_sees_a_wrong_import(room: str, line: str) -> None:
    assert forbidden_rooms(room, ast.parse(line))


def test_imports_say_where_from(modules: tuple[Module, ...]) -> None:
    """No relative imports, and none by a room's bare name, which works only from the repository's root."""
    wrong = [
        f"{module.place(one.node)}: {'.' * one.level}{one.name}"
        for module in modules
        for one in imports_of(module.tree)
        if one.level or one.name.split(".")[0] in ROOMS
    ]
    assert wrong == []


def test_each_library_is_known_to_its_rooms_alone(modules: tuple[Module, ...]) -> None:
    wrong = [
        f"{module.place(one.node)}: {module.room} imports {one.name}"
        for module in modules
        for one in imports_of(module.tree)
        if module.room not in HOMES_OF_LIBRARY.get(one.name.split(".")[0], (module.room,))
    ]
    assert wrong == []


def test_only_the_official_sources_reach_the_network(modules: tuple[Module, ...]) -> None:
    wrong = [
        f"{module.place(one.node)}: {one.name}"
        for module in modules
        for one in imports_of(module.tree)
        if module.room != "sources"
        and one.name.split(".")[0] in NETWORK
        and not within(one.name, "urllib.parse")
    ]
    assert wrong == []


def test_the_differ_is_pure(modules: tuple[Module, ...]) -> None:
    differ = [module for module in modules if module.room == "differ"]
    wrong = [
        f"{module.place(one.node)}: imports {one.name}"
        for module in differ
        for one in imports_of(module.tree)
        if one.name.split(".")[0] in IMPURE_MODULES and one.name not in PURE_ALL_THE_SAME
    ]
    wrong += [
        f"{module.place(node)}: calls {node.func.id}"
        for module in differ
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in IMPURE_CALLS
    ]
    assert wrong == []


def test_only_the_command_line_ends_the_program(modules: tuple[Module, ...]) -> None:
    wrong = [
        module.place(node)
        for module in modules
        if module.room != "cli"
        for node in ast.walk(module.tree)
        if (isinstance(node, ast.Attribute) and node.attr in {"exit", "_exit"})
        or (isinstance(node, ast.Name) and node.id in {"SystemExit", "exit", "quit"})
    ]
    assert wrong == []


def swallows(handler: ast.ExceptHandler) -> bool:
    """Say whether a handler drops the error, or catches everything without raising it again."""
    caught = "" if handler.type is None else ast.unparse(handler.type)
    if caught in {"", "Exception", "BaseException"}:
        last = handler.body[-1]
        return not (isinstance(last, ast.Raise) and last.exc is None)
    return all(isinstance(line, ast.Pass) for line in handler.body)


def test_no_error_is_swallowed(modules: tuple[Module, ...]) -> None:
    wrong = [
        module.place(node)
        for module in modules
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ExceptHandler) and swallows(node)
    ]
    assert wrong == []


def test_modules_stay_readable() -> None:
    folders = (*ROOMS, "lawdiff", "tests", "benchmarks", "docs")
    sizes = {
        str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines())
        for folder in folders
        for path in (ROOT / folder).rglob("*.py")
        if not any(parent.is_symlink() for parent in path.parents)
    }
    assert len(sizes) > len(ROOMS)
    assert {path: size for path, size in sizes.items() if size > LONGEST_MODULE} == {}
