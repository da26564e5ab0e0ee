"""What must not be in the repository, and what each exception owes: its reason."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# Put together from parts, so that this file does not name them either.
REGISTRIES = tuple(
    ".".join(parts)
    for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("crates", "io"))
)
# Where checkouts and homes stand; a path into one works on one machine only.
PATH_OF_A_MACHINE = re.compile(r"(?<![\w.~*-])/(?:home|Users|root|work|workspace|mnt|opt)/\w")
UNFINISHED = re.compile("|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X", "NotImplemented" + "Error")))


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """Return the text of every file that git knows of or would add, by its path from the root."""
    # Who owns the checkout does not matter for a list of names.
    command = (
        "git",
        "-c",
        "safe.directory=*",
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    )
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("this is no git checkout, so that what belongs to the repository is not known")
    found = {}
    for name in listed.stdout.decode("utf-8").split("\0"):
        path = ROOT / name
        if name and path.is_file() and not path.is_symlink():
            data = path.read_bytes()
            if b"\0" not in data:  # pictures and other files that are no text
                found[name] = data.decode("utf-8")
    return found


def lines(texts: dict[str, str], pattern: re.Pattern[str], suffix: str = "") -> list[str]:
    """Return ``path:line: text`` for every line that the pattern is found in."""
    return [
        f"{name}:{number}: {line.strip()}"
        for name, text in texts.items()
        if name.endswith(suffix)
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_file_names_a_package_registry(texts: dict[str, str]) -> None:
    assert lines(texts, re.compile("|".join(map(re.escape, REGISTRIES)), re.IGNORECASE)) == []


def test_no_file_names_a_path_of_one_machine(texts: dict[str, str]) -> None:
    assert lines(texts, PATH_OF_A_MACHINE) == []
    if len(ROOT.parts) > 2:  # a checkout at /src would find itself in every path that ends so
        assert lines(texts, re.compile(re.escape(f"{ROOT}/"))) == []


def test_the_pattern_for_paths_sees_them() -> None:
    assert PATH_OF_A_MACHINE.search("see /home/" + "somebody/lawdiff")
    assert not PATH_OF_A_MACHINE.search("https://example.org/home/" + "page")


@pytest.mark.parametrize("name", ["run.txt", "dev.txt", "run.in", "dev.in"])
def test_constraints_name_packages_and_hashes_alone(name: str) -> None:
    for line in (ROOT / "constraints" / name).read_text("utf-8").splitlines():
        entry = line.partition("#")[0].strip()
        assert re.fullmatch(
            r"|-r run\.in|[A-Za-z0-9-]+(==[\w.]+ \\)?|--hash=sha256:[0-9a-f]{64}( \\)?", entry
        ), f"{name}: {line}"


def test_nothing_is_left_unfinished(texts: dict[str, str]) -> None:
    assert lines(texts, UNFINISHED, ".py") == []


def test_every_rule_that_is_ignored_has_its_reason() -> None:
    """In pyproject.toml a line that switches a rule off says why."""
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    ignores = text[text.index("[tool.ruff.lint]") : text.index("[tool.ruff.lint.pycodestyle]")]
    codes = [line for line in ignores.splitlines() if re.match(r'\s+"[A-Z]+[0-9]*",', line)]
    assert len(codes) > 10
    assert [line for line in codes if not re.search(r",\s+# \w.{5,}", line)] == []
    overrides = text[text.index("[tool.mypy]") : text.index("[tool.coverage.run]")]
    switched = [line for line in overrides.splitlines() if re.match(r"(ignore|disable|allow)_", line)]
    assert [line for line in switched if "# " not in line] == []


def test_every_exception_in_the_code_has_its_reason(texts: dict[str, str]) -> None:
    """``# noqa: ABC1 - why``, and ``# type: ignore[code]  # why``; never for all rules at once."""
    bare_noqa = re.compile(r"#\s*noqa(?!: [A-Z]+[0-9]+(, ?[A-Z]+[0-9]+)* - \w)")
    bare_ignore = re.compile(r"#\s*type:\s*ignore(?!\[[a-z, -]+\]\s+# \w)")
    own = Path(__file__).name
    code = {name: text for name, text in texts.items() if not name.endswith(own)}
    assert lines(code, bare_noqa, ".py") == []
    assert lines(code, bare_ignore, ".py") == []


def test_lawdiff_says_that_it_is_typed() -> None:
    assert (ROOT / "lawdiff" / "py.typed").read_bytes() == b""
