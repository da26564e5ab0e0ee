"""What is installed: the rooms as lawdiff.<room>, from a wheel, a source archive, in place, and without links."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

import lawdiff

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("annotations", "cli", "corpora", "differ", "effects", "parsers", "render", "samples", "sources")
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
SETUPTOOLS = PYPROJECT["tool"]["setuptools"]

# Package -> module, where the names differ in more than a dash.
IMPORTED_AS = {"python-docx": "docx"}

# What stands in a checkout and is no part of the project.
UNWANTED_ANYWHERE = shutil.ignore_patterns("__pycache__", "*.egg-info", "*.db", "*.pyc")
UNWANTED_AT_THE_TOP = {".git", ".venv", ".tools", "build", "dist", "demo"}


def copy_of_the_project(target: Path) -> Path:
    """Copy the checkout without what was made in it, links as links, so that building leaves no trace here."""

    def unwanted(folder: str, names: list[str]) -> set[str]:
        found = set(UNWANTED_ANYWHERE(folder, names))
        if Path(folder) == ROOT:
            found |= {name for name in names if name in UNWANTED_AT_THE_TOP or name.endswith("_cache")}
        return found

    shutil.copytree(ROOT, target, symlinks=True, ignore=unwanted)
    return target


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command away from the checkout and return what it printed; fail with what it said."""
    environment = {
        name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "LAWDIFF_DB"}
    }
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}: {done.stdout}\n{done.stderr}"
    return done.stdout


@dataclass(frozen=True)
class Installation:
    """A virtual environment that holds lawdiff alone and borrows the libraries of the one that runs the tests."""

    folder: Path

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.folder / "bin" / "python"

    @classmethod
    def of(cls, folder: Path, *what: str | Path) -> Installation:
        """Make one at `folder` and install `what` there, with pip's words for it."""
        run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=folder.parent)
        made = cls(folder)
        libraries = Path(pytest.__file__).parent.parent
        (next(folder.glob("lib/python*/site-packages")) / "borrowed.pth").write_text(
            f"{libraries}\n", "utf-8"
        )
        options = (
            "--quiet",
            "--no-deps",
            "--no-index",
            "--no-build-isolation",
            "--disable-pip-version-check",
        )
        run(
            sys.executable,
            "-m",
            "pip",
            "--python",
            made.python,
            "install",
            *options,
            *what,
            cwd=folder.parent,
        )
        return made

    def lawdiff(self, *arguments: str, cwd: Path) -> str:
        """Run the command that it installed and return what it printed."""
        return run(self.folder / "bin" / "lawdiff", *arguments, cwd=cwd)

    def home(self, cwd: Path) -> Path:
        """Return the folder that lawdiff is imported from; every room is imported on the way."""
        rooms = ", ".join(f"lawdiff.{room}" for room in ROOMS)
        program = f"import lawdiff, {rooms}; print(lawdiff.__file__)"
        return Path(run(self.python, "-c", program, cwd=cwd).strip()).parent


@dataclass(frozen=True)
class Built:
    """The two archives, and the names in them."""

    sdist: Path
    wheel: Path
    in_sdist: frozenset[str]
    in_wheel: frozenset[str]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the source archive, and the wheel out of it, once."""
    folder = tmp_path_factory.mktemp("built")
    source = copy_of_the_project(folder / "source")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder / "dist", cwd=source)
    (sdist,) = (folder / "dist").glob("*.tar.gz")
    (wheel,) = (folder / "dist").glob("*.whl")
    with tarfile.open(sdist) as archive:
        in_sdist = frozenset(name.partition("/")[2] for name in archive.getnames())
    with zipfile.ZipFile(wheel) as archive:
        in_wheel = frozenset(archive.namelist())
    return Built(sdist, wheel, in_sdist, in_wheel)


def files_of_the_rooms() -> set[str]:
    """Return every file that stands in a room, from the repository's root."""
    return {
        path.relative_to(ROOT).as_posix()
        for room in ROOMS
        for path in (ROOT / room).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix not in {".db", ".pyc"}
    }


def test_the_list_of_packages_is_the_folders() -> None:
    folders = {Path(name).parent for name in files_of_the_rooms() if name.endswith(".py")}
    without = {folder for folder in folders if not (ROOT / folder / "__init__.py").is_file()}
    assert without == set(), "a folder of modules has no __init__.py"
    expected = {f"lawdiff.{'.'.join(folder.parts)}": folder.as_posix() for folder in folders} | {
        "lawdiff": "lawdiff"
    }
    assert SETUPTOOLS["package-dir"] == expected
    assert SETUPTOOLS["packages"] == sorted(expected)


def test_lawdiff_links_to_every_room() -> None:
    links = {
        path.name: path.readlink().as_posix() for path in (ROOT / "lawdiff").iterdir() if path.is_symlink()
    }
    assert links == {room: f"../{room}" for room in ROOMS}


def test_the_wheel_holds_the_rooms_and_nothing_at_the_top(built: Built) -> None:
    assert {name.partition("/")[0] for name in built.in_wheel} == {
        "lawdiff",
        f"lawdiff-{lawdiff.__version__}.dist-info",
    }
    expected = {f"lawdiff/{name}" for name in files_of_the_rooms()}
    expected |= {f"lawdiff/{name}" for name in ("__init__.py", "__main__.py", "py.typed", "version.py")}
    assert {name for name in built.in_wheel if name.startswith("lawdiff/")} == expected
    assert f"lawdiff-{lawdiff.__version__}.dist-info/licenses/LICENSE" in built.in_wheel


def test_the_source_archive_holds_what_one_needs_to_test_it(built: Built) -> None:
    wanted = files_of_the_rooms() | {
        "pyproject.toml",
        "Makefile",
        "LICENSE",
        "README.md",
        "CHANGELOG.md",
        ".ci/run",
    }
    wanted |= {f"tests/{path.name}" for path in (ROOT / "tests").glob("*.py")}
    wanted |= {f"constraints/{name}" for name in ("run.in", "run.txt", "dev.in", "dev.txt")}
    assert wanted - built.in_sdist == set()
    assert {name.partition("/")[0] for name in built.in_sdist} & {".git", ".venv", "demo", "build"} == set()


def test_an_installed_wheel_works(built: Built, tmp_path: Path) -> None:
    installed = Installation.of(tmp_path / "venv", built.wheel)
    assert installed.lawdiff("--version", cwd=tmp_path).strip().endswith(lawdiff.__version__)
    assert tmp_path / "venv" in installed.home(tmp_path).parents
    assert sorted(
        path.name for path in next((tmp_path / "venv").glob("lib/python*/site-packages")).iterdir()
    ) == [
        "borrowed.pth",
        "lawdiff",
        f"lawdiff-{lawdiff.__version__}.dist-info",
    ]
    installed.lawdiff("demo", cwd=tmp_path)
    assert list(tmp_path.glob("demo/*.html")), "the demo wrote no page"


def test_an_installed_source_archive_works(built: Built, tmp_path: Path) -> None:
    installed = Installation.of(tmp_path / "venv", built.sdist)
    assert installed.lawdiff("--version", cwd=tmp_path).strip().endswith(lawdiff.__version__)
    assert tmp_path / "venv" in installed.home(tmp_path).parents


@pytest.mark.parametrize("links", [True, False], ids=["with links", "without links"])
def test_an_editable_install_works(links: bool, tmp_path: Path) -> None:
    """Where git makes no symbolic links (``core.symlinks=false``), each is a file that holds its target's path."""
    source = copy_of_the_project(tmp_path / "source")
    if not links:
        for path in (source / "lawdiff").iterdir():
            if path.is_symlink():
                target = path.readlink().as_posix()
                path.unlink()
                path.write_text(target, "utf-8")
    installed = Installation.of(tmp_path / "venv", "--editable", source)
    assert installed.home(tmp_path) == source / "lawdiff"
    assert installed.lawdiff("--version", cwd=tmp_path).strip().endswith(lawdiff.__version__)


def test_what_is_installed_by_hash_is_what_lawdiff_depends_on() -> None:
    """constraints/run.in names the dependencies and setuptools, and run.txt pins all of them, each with hashes."""

    def names(lines: list[str]) -> set[str]:
        return {
            re.split(r"[<>=\[; ]", line, maxsplit=1)[0] for line in lines if line and not line.startswith("#")
        }

    asked = names((ROOT / "constraints/run.in").read_text("utf-8").splitlines())
    assert asked == names(PYPROJECT["project"]["dependencies"]) | {"setuptools"}
    for locked in ("run.txt", "dev.txt"):
        text = (ROOT / "constraints" / locked).read_text("utf-8")
        pinned = dict(
            re.findall(
                r"^([a-z0-9-]+)==.*\\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", text, re.MULTILINE
            )
        )
        assert asked <= set(pinned)
        assert len(pinned) == len(re.findall(r"^[a-z]", text, re.MULTILINE)), (
            f"{locked}: a line without hashes"
        )


def test_every_dependency_is_used_and_every_library_declared() -> None:
    """What the rooms import, beside Python's own and lawdiff, is what pyproject.toml asks for."""
    modules = {
        name for file in files_of_the_rooms() if file.endswith(".py") for name in imported(ROOT / file)
    }
    libraries = modules - set(sys.stdlib_module_names) - {"lawdiff"}
    extras = [entry for extra in PYPROJECT["project"]["optional-dependencies"].values() for entry in extra]
    assert libraries == declared([*PYPROJECT["project"]["dependencies"], *extras])


def declared(entries: list[str]) -> set[str]:
    """Return what the distributions that pyproject.toml names are imported as."""
    names = (re.split(r"[<>=\[; ]", entry, maxsplit=1)[0] for entry in entries)
    return {IMPORTED_AS.get(name, name.replace("-", "_")) for name in names}


def test_an_extra_is_imported_only_where_it_is_called_for() -> None:
    """Without the extra, everything else works: no module imports its libraries when it is itself imported."""
    extras = PYPROJECT["project"]["optional-dependencies"].values()
    libraries = declared([entry for extra in extras for entry in extra])
    wrong = [
        file
        for file in files_of_the_rooms()
        if file.endswith(".py") and libraries & imported(ROOT / file, at_once=True)
    ]
    assert libraries
    assert wrong == []


def imported(path: Path, *, at_once: bool = False) -> set[str]:
    """Return the top-level names that a module imports; `at_once` leaves out what it imports inside functions."""
    found = set()
    tree = ast.parse(path.read_text("utf-8"))
    for node in tree.body if at_once else ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found
