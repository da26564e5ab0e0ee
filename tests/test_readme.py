"""The README's commands work and print what it shows; and no page names a file that does not exist."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LEFT_OUT = "…"  # a line of its own: more is printed here


@dataclass(frozen=True)
class Step:
    """A command as the README has it, and the lines that it shows of the output."""

    command: str
    shown: tuple[str, ...]


def steps() -> list[Step]:
    """Return the commands of the console blocks, in order."""
    found: list[Step] = []
    for block in CONSOLE.findall(README.read_text("utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.replace("\\\n", " ").partition("\n")
            found.append(Step(command, tuple(line for line in output.splitlines() if line.strip())))
    return found


def run(command: str, folder: Path) -> str:
    """Run one command of the tour and return all that it printed."""
    words = shlex.split(command)
    assert words[0] == "lawdiff", f"the tour has a command that is not lawdiff: {command}"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("LAWDIFF_")}
    done = subprocess.run(
        [sys.executable, "-m", "lawdiff", *words[1:]],
        cwd=folder,
        env=environment | {"COLUMNS": "100", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout + done.stderr


def test_the_tour_works_and_shows_what_it_says(tmp_path: Path) -> None:
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    tour = steps()
    assert len(tour) >= 5
    for step in tour:
        printed = " ".join(run(step.command, tmp_path).split())
        shown = [line for line in step.shown if line.strip() != LEFT_OUT]
        missing = [line for line in shown if " ".join(line.split()) not in printed]
        assert missing == [], f"{step.command}\nprints\n{printed}"


def test_the_lines_of_python_work(capfd: pytest.CaptureFixture[str]) -> None:
    (program,) = re.findall(r"^```python\n(.*?)^```$", README.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)
    assert "sec. 90004" in capfd.readouterr().out


def test_the_picture_is_there() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README.read_text("utf-8"))
    assert pictures
    for name in pictures:
        assert (ROOT / name).is_file(), name
        assert (ROOT / name).stat().st_size < 300_000, (
            f"{name} is large for a picture that every clone carries"
        )


@pytest.mark.parametrize(
    "page",
    sorted(path.relative_to(ROOT).as_posix() for path in [*ROOT.glob("*.md"), *ROOT.glob("[dbs]*/*.md")]),
)
def test_links_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    targets = [target.partition("#")[0] for target in re.findall(r"\]\(([^)]+)\)", text)]
    local = [target for target in targets if target and not re.match(r"[a-z]+:", target)]
    assert [target for target in local if not ((ROOT / page).parent / target).exists()] == []


def test_every_file_that_is_named_exists() -> None:
    """In code and in pages alike: ``benchmarks/speed.py``, ``tests/test_docs.py``, ``parsers/source.py``."""
    folders = "annotations|benchmarks|cli|constraints|differ|docs|lawdiff|parsers|render|samples|tests"
    named = re.compile(rf"(?<![\w/.*<-])(?:{folders})/[\w./-]+\.(?:py|md|json|csv|xml|txt|css|js|png)\b")
    pages = [
        *ROOT.glob("*.md"),
        *(path for folder in folders.split("|") for path in (ROOT / folder).rglob("*")),
    ]
    missing = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in pages
        if path.suffix in {".py", ".md"} and path.is_file()
        for name in named.findall(path.read_text("utf-8"))
        if not (ROOT / name).exists()
    }
    assert missing == set()


def test_every_benchmark_is_described() -> None:
    text = (ROOT / "benchmarks" / "README.md").read_text("utf-8")
    assert [
        path.name for path in sorted((ROOT / "benchmarks").glob("*.py")) if f"`{path.name}`" not in text
    ] == []


def test_the_readme_leads_to_every_page() -> None:
    text = README.read_text("utf-8")
    pages = sorted(
        path.relative_to(ROOT).as_posix() for path in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
    )
    assert [page for page in pages if page != README.name and f"]({page})" not in text] == []
