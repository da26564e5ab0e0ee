"""Bad input gets one clear line on stderr, exit code 2, and nothing else: through the command itself."""

from __future__ import annotations

import gzip
import io
import os
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from lawdiff.parsers import parse_bytes

ROOT = Path(__file__).resolve().parent.parent
GOOD = ROOT / "samples" / "bill-house-2025.xml"

# Stands in a file beside the bad one; if it ever shows, an entity was followed.
CANARY = "the-words-of-another-file"

BOMB = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))


def bill(text: str, prolog: str = "") -> bytes:
    """Return a small bill with this text in its only section."""
    body = f"<legis-body><section><enum>1.</enum><header>Title</header><text>{text}</text></section></legis-body>"
    return f'<?xml version="1.0"?>\n{prolog}\n<bill bill-stage="Introduced-in-House">{body}</bill>'.encode()


def zipped() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("bill.xml", bill("In a box."))
    return buffer.getvalue()


# What is wrong -> (the bytes, words that the message must have). {folder} becomes the folder of the canary.
CASES: dict[str, tuple[bytes, str]] = {
    "prose": (b"Dear colleague,\nplease find the bill attached.", "not XML"),
    "empty": (b"", "empty"),
    "white space": (b" \n\n\t\n", "empty"),
    "byte order mark alone": (b"\xef\xbb\xbf", "empty"),
    "truncated": (bill("The Secretary shall act.")[:-40], "not well-formed XML"),
    "cut in a tag": (bill("The Secretary shall act.")[:120], "not well-formed XML"),
    "crossed tags": (b"<bill><legis-body></bill></legis-body>", "not well-formed XML"),
    "two roots": (b"<bill></bill>\n<bill></bill>", "not well-formed XML"),
    "PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "is a PDF"),
    "ZIP": (zipped(), "ZIP"),
    "gzip": (gzip.compress(bill("Pressed."), mtime=0), "gzip"),
    "Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), "Word document"),
    "RTF": (rb"{\rtf1\ansi A bill}", "RTF"),
    "JSON": (b'{"error": "rate limit exceeded"}', "JSON"),
    "HTML": (b"<!DOCTYPE html>\n<html><body><p>Page not found<br></body></html>", "HTML"),
    "HTML without a type": (b"\n<HTML><body>Not found", "HTML"),
    "XHTML": (b'<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>', "HTML"),
    "another kind of XML": (b'<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>', "another kind"),
    "a bill of trees": (b'<bill xmlns="urn:lumber"><item>Oak</item></bill>', "namespace urn:lumber"),
    "a very long name": (b"<" + b"a" * 50_000 + b"/>", "another kind"),
    "NUL in the text": (bill("The Secretary\0shall act."), "not well-formed XML"),
    "bytes that are no UTF-8": (bill("Section sign: ").replace(b": ", b": \xa7\xff"), "not well-formed XML"),
    "an unknown encoding": (b'<?xml version="1.0" encoding="ebcdic-moon"?><bill/>', "not well-formed XML"),
    "UTF-16 with junk": (
        bill("Act.").decode().encode("utf-16") + b"\x00\xd8\x00\xd8junk",
        "not well-formed XML",
    ),
    "UTF-16 cut in a character": (bill("Act.").decode().encode("utf-16")[:-31], "not well-formed XML"),
    "nested too deep": (bill("<i>" * 150 + "deep" + "</i>" * 150), "deep"),
    "nested much too deep": (bill("<i>" * 10_000 + "deep" + "</i>" * 10_000), "deep"),
    "entity bomb": (bill("&e11;", f'<!DOCTYPE bill [<!ENTITY e0 "word ">{BOMB}]>'), "entities"),
    "entity bomb in an attribute": (
        bill('<i id="&e11;">x</i>', f'<!DOCTYPE bill [<!ENTITY e0 "word ">{BOMB}]>'),
        "entities",
    ),
    "external entity": (
        bill("&x;", '<!DOCTYPE bill [<!ENTITY x SYSTEM "file://{folder}/secret.txt">]>'),
        "entities",
    ),
    "external parameter entity": (
        bill("Act.", '<!DOCTYPE bill [<!ENTITY % x SYSTEM "file://{folder}/secret.dtd"> %x;]>'),
        "entities",
    ),
    "entity of a DTD that is not read": (bill("&x;", '<!DOCTYPE bill SYSTEM "secret.dtd">'), "entity &x;"),
}


@dataclass(frozen=True)
class Result:
    """What the command did."""

    code: int
    out: str
    error: str


def lawdiff(*arguments: str | Path, cwd: Path, stdin: bytes = b"") -> Result:
    """Run the command as a user does, and return what it did."""
    done = subprocess.run(
        [sys.executable, "-m", "lawdiff", *arguments],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        timeout=600,
        check=False,
    )
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


def assert_one_clear_line(result: Result, name: str, words: str) -> None:
    assert result.code == 2, result
    assert result.out == ""
    assert result.error.endswith("\n")
    assert len(result.error.splitlines()) == 1, result.error
    assert name in result.error
    assert words in result.error
    assert len(result.error) < 400
    assert all(character.isprintable() for character in result.error.rstrip("\n"))
    assert CANARY not in result.error


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "secret.txt").write_text(CANARY, "utf-8")
    (tmp_path / "secret.dtd").write_text(f'<!ENTITY x "{CANARY}">', "utf-8")
    return tmp_path


@pytest.mark.parametrize("encoding", ["utf-16-be", "utf-16-le", "utf-16"])
def test_utf_16_is_read_with_and_without_a_byte_order_mark(encoding: str) -> None:
    source = bill("Café.").decode().replace('version="1.0"', 'version="1.0" encoding="UTF-16"')
    assert "Café." in [
        provision.text for provision in parse_bytes(source.encode(encoding), "x.xml").provisions
    ]


@pytest.mark.parametrize("case", CASES)
def test_show_refuses(case: str, folder: Path) -> None:
    data, words = CASES[case]
    (folder / "bad.xml").write_bytes(data.replace(b"{folder}", bytes(folder)))
    assert_one_clear_line(lawdiff("show", "bad.xml", cwd=folder), "bad.xml", words)


@pytest.mark.parametrize(
    "case", ["truncated", "PDF", "another kind of XML", "entity bomb", "external entity"]
)
@pytest.mark.parametrize("side", ["old", "new"])
def test_diff_refuses_and_writes_nothing(case: str, side: str, folder: Path) -> None:
    data, words = CASES[case]
    (folder / "bad.xml").write_bytes(data.replace(b"{folder}", bytes(folder)))
    pair = ("bad.xml", GOOD) if side == "old" else (GOOD, "bad.xml")
    before = sorted(folder.iterdir())
    result = lawdiff("diff", *pair, "--format", "html", "-o", "page.html", cwd=folder)
    assert_one_clear_line(result, "bad.xml", words)
    assert sorted(folder.iterdir()) == before


def test_an_older_result_stays_where_the_new_one_fails(folder: Path) -> None:
    (folder / "bad.xml").write_bytes(CASES["truncated"][0])
    (folder / "page.html").write_text("what was there", "utf-8")
    result = lawdiff("diff", GOOD, "bad.xml", "--format", "html", "-o", "page.html", cwd=folder)
    assert_one_clear_line(result, "bad.xml", "not well-formed")
    assert (folder / "page.html").read_text("utf-8") == "what was there"


@pytest.mark.parametrize("command", ["show", "outline"])
def test_a_missing_file(command: str, folder: Path) -> None:
    assert_one_clear_line(lawdiff(command, "none.xml", cwd=folder), "none.xml", "no such file")


def test_a_missing_file_in_a_comparison(folder: Path) -> None:
    assert_one_clear_line(lawdiff("diff", GOOD, "none.xml", cwd=folder), "none.xml", "no such file")


def test_a_directory(folder: Path) -> None:
    (folder / "bills").mkdir()
    assert_one_clear_line(lawdiff("show", "bills", cwd=folder), "bills", "is a directory")


def test_a_file_below_a_file(folder: Path) -> None:
    assert_one_clear_line(
        lawdiff("show", "secret.txt/bill.xml", cwd=folder), "secret.txt/bill.xml", "cannot be read"
    )


def test_a_name_too_long_for_any_file(folder: Path) -> None:
    name = "n" * 300 + "#1"
    result = lawdiff("show", name, cwd=folder)
    assert result.code == 2
    assert len(result.error.splitlines()) == 1
    assert "cannot be read" in result.error


def test_a_file_that_may_not_be_read(folder: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may read every file")
    (folder / "closed.xml").write_bytes(bill("Closed."))
    (folder / "closed.xml").chmod(0)
    assert_one_clear_line(lawdiff("show", "closed.xml", cwd=folder), "closed.xml", "permission denied")


def test_a_name_that_would_write_on_the_terminal(folder: Path) -> None:
    name = "two\nlines\x1b[31m.xml"
    (folder / name).write_bytes(b"no XML")
    assert_one_clear_line(lawdiff("show", name, cwd=folder), "two?lines?[31m.xml", "not XML")


def test_standard_input(folder: Path) -> None:
    assert_one_clear_line(lawdiff("show", "-", cwd=folder, stdin=b"%PDF-1.4"), "standard input", "is a PDF")
    assert_one_clear_line(lawdiff("show", "-", cwd=folder), "standard input", "is empty")


def test_the_message_gives_the_line(folder: Path) -> None:
    (folder / "bad.xml").write_bytes(
        b"<bill>\n<legis-body>\n<section></text></section>\n</legis-body>\n</bill>\n"
    )
    assert_one_clear_line(lawdiff("show", "bad.xml", cwd=folder), "bad.xml:3:", "not well-formed XML")
    (folder / "bad.xml").write_bytes(bill("x", '\n<!DOCTYPE bill [\n<!ENTITY a "b">\n]>'))
    assert_one_clear_line(lawdiff("show", "bad.xml", cwd=folder), "bad.xml:4:", "entities")


def test_an_inclusion_is_not_followed(folder: Path) -> None:
    """XInclude is not processed: the element is one that the bill's parser does not know."""
    inclusion = '<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="secret.txt" parse="text"/>'
    (folder / "bill.xml").write_bytes(bill(f"Before {inclusion} after."))
    result = lawdiff("show", "bill.xml", "--format", "json", cwd=folder)
    assert CANARY not in result.out + result.error
    assert result.code == 0
