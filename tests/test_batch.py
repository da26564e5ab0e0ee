"""Many pairs in one run: what is done stays done, what fails stops nothing, and the bytes are the same."""

from __future__ import annotations

import csv
import errno
import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import BrokenExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from builders import HOSTILE, OLD
from folders import Threads, die, numbered, process, quiet, square, tree, write_bills
from test_json import valid

from lawdiff.corpora.batch import LOCK, plan_folder, run_batch
from lawdiff.corpora.errors import CannotRun
from lawdiff.corpora.manifest import read_manifest
from lawdiff.corpora.work import FORMATS
from lawdiff.corpora.workers import Processes, completed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawdiff.render.batch import BatchReport

ROOT = Path(__file__).resolve().parent.parent
FORMS = ("html", "json")


@pytest.fixture
def bills(tmp_path: Path) -> Path:
    return write_bills(tmp_path / "bills", 3)


@pytest.fixture
def threads() -> Iterator[Threads]:
    with Threads() as workers:
        yield workers


def run(
    source: Path, target: Path, workers: Threads | Processes, forms: tuple[str, ...] = FORMS
) -> BatchReport:
    """Compare all that is in a folder."""
    return run_batch(plan_folder(source, workers, quiet), target, forms, workers, quiet)


def pairs_asked(workers: Threads) -> list[str]:
    """Return the names of the pairs that were given to workers, and forget them."""
    names = [
        str(name) for task in workers.asked if (name := getattr(task, "name", "")) and hasattr(task, "old")
    ]
    workers.asked.clear()
    return sorted(names)


def command(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "lawdiff", "batch", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_format_is_written_and_the_tables_tell_of_it(
    bills: Path, tmp_path: Path, threads: Threads
) -> None:
    report = run(bills, tmp_path / "out", threads, tuple(FORMATS))
    files = tree(tmp_path / "out")
    assert not report.failed
    assert {name for name in files if name.startswith("pairs/")} == {
        f"pairs/{row.name}/{file}"
        for row in report.pairs
        for file in ("pair.json", *(f"comparison.{ending}" for ending in FORMATS.values()))
    }
    table = valid(files["summary.json"].decode(), "batch")
    assert [pair["status"] for pair in table["pairs"]] == ["compared"] * 3
    for pair in table["pairs"]:
        comparison = json.loads(files[f"pairs/{pair['name']}/comparison.json"])
        counts = pair["counts"]
        assert (pair["old"]["file"], pair["new"]["file"]) == (
            comparison["old"]["source"],
            comparison["new"]["source"],
        )
        assert comparison["summary"]["relations"] == {
            name: counts[name] for name in comparison["summary"]["relations"]
        }
        assert counts["substantive"] == comparison["summary"]["significance"]["substantive"]
        assert counts["money_old"] == comparison["summary"]["money"]["old"] == 50_000_000_000
        assert counts["units"] == sum(counts[name] for name in ("unchanged", "edited", "added", "removed"))
    assert table["summary"]["totals"]["units"] == sum(pair["counts"]["units"] for pair in table["pairs"])
    rows = list(csv.DictReader(files["summary.csv"].decode().splitlines()))
    assert [row["name"] for row in rows] == [row.name for row in report.pairs]
    assert rows[0]["money_old"] == "500000000.00"
    index = files["index.html"].decode()
    assert all(f'href="{artifact.path}"' in index for row in report.pairs for artifact in row.artifacts)
    assert 'href="../../index.html"' in files[f"pairs/{report.pairs[0].name}/comparison.html"].decode()


def test_the_bytes_do_not_depend_on_who_works(bills: Path, tmp_path: Path, threads: Threads) -> None:
    run(bills, tmp_path / "threads", threads)
    for jobs in (1, 2):
        with Processes(jobs) as workers:
            run(bills, tmp_path / f"jobs{jobs}", workers)
    first = tree(tmp_path / "threads")
    assert first == tree(tmp_path / "jobs1") == tree(tmp_path / "jobs2")
    assert str(tmp_path).encode() not in b"".join(first.values())


def test_what_is_done_is_not_done_again(bills: Path, tmp_path: Path, threads: Threads) -> None:
    out = tmp_path / "out"
    run(bills, out, threads)
    names = pairs_asked(threads)
    before = tree(out)
    assert len(names) == 3
    run(bills, out, threads)
    assert pairs_asked(threads) == []
    assert tree(out) == before


@pytest.mark.parametrize("harm", ["input", "artifact", "missing", "record", "version"])
def test_what_has_changed_is_done_again(harm: str, bills: Path, tmp_path: Path, threads: Threads) -> None:
    out = tmp_path / "out"
    run(bills, out, threads)
    name = next(name for name in pairs_asked(threads) if "hr-2" in name)
    before = tree(out)
    folder = out / "pairs" / name
    record = folder / "pair.json"
    if harm == "input":
        (bills / "a2.xml").write_bytes(numbered(2, "Engrossed-in-House", OLD))
    elif harm == "artifact":
        (folder / "comparison.html").write_bytes(b"cut o")
    elif harm == "missing":
        (folder / "comparison.json").unlink()
    elif harm == "record":
        record.write_text('{"record": 1, "counts": []}', "utf-8")
    else:
        record.write_text(record.read_text("utf-8").replace('"lawdiff":"', '"lawdiff":"0.0.'), "utf-8")
    run(bills, out, threads)
    assert pairs_asked(threads) == [name]
    assert (tree(out) == before) is (harm != "input")
    run(bills, tmp_path / "fresh", threads)
    assert tree(out) == tree(tmp_path / "fresh")


def test_other_formats_replace_the_files(bills: Path, tmp_path: Path, threads: Threads) -> None:
    run(bills, tmp_path / "out", threads)
    run(bills, tmp_path / "out", threads, ("csv",))
    run(bills, tmp_path / "fresh", threads, ("csv",))
    assert tree(tmp_path / "out") == tree(tmp_path / "fresh")


def test_a_run_that_was_killed_goes_on(tmp_path: Path, threads: Threads) -> None:
    bills = write_bills(tmp_path / "bills", 12)
    out = tmp_path / "out"
    arguments = [sys.executable, "-m", "lawdiff", "batch", str(bills), "-o", str(out), "--jobs", "1"]
    with subprocess.Popen(arguments, stderr=subprocess.PIPE, text=True) as killed:
        assert killed.stderr is not None
        for line in killed.stderr:
            if line.startswith("[2/12]"):
                break
        killed.kill()
    (out / "pairs" / "left").mkdir()
    (out / "pairs" / "left" / ".comparison.html.abc.part").write_bytes(b"half a pa")
    again = command(bills, "-o", out, "--jobs", "2", cwd=tmp_path)
    assert again.returncode == 0, again.stderr
    assert again.stderr.count(": as before") >= 2
    (out / "pairs" / "left").rmdir()
    run(bills, tmp_path / "fresh", threads)
    assert tree(out) == tree(tmp_path / "fresh")


def test_a_pair_that_fails_stops_nothing(bills: Path, tmp_path: Path) -> None:
    (bills / "bad.xml").write_bytes(b"<bill><form>")
    (bills / "pairs.csv").write_text(
        "old,new,name\nb1.xml,bad.xml,broken\nb1.xml,gone.xml,gone\nb2.xml,a2.xml,fine\n", "utf-8"
    )
    done = command("bills/pairs.csv", "-o", "out", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout.startswith("1 pair compared, 2 failed")
    assert (
        done.stderr.splitlines()[-1] == "lawdiff: gone: gone.xml: cannot be read (No such file or directory)"
    )
    assert "Traceback" not in done.stderr
    table = valid((tmp_path / "out" / "summary.json").read_text("utf-8"), "batch")
    assert {pair["name"]: pair["error"] for pair in table["pairs"]} == {
        "broken": "bad.xml:1: is not well-formed XML: Premature end of data in tag form line 1",
        "gone": "gone.xml: cannot be read (No such file or directory)",
        "fine": "",
    }
    (bills / "bad.xml").write_bytes(numbered(1, "Engrossed-in-House"))
    (bills / "gone.xml").write_bytes(numbered(1, "Engrossed-in-House"))
    done = command("bills/pairs.csv", "-o", "out", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "fine: as before" in done.stderr


def test_a_pair_that_fails_now_leaves_nothing_of_an_earlier_run(
    bills: Path, tmp_path: Path, threads: Threads
) -> None:
    manifest = bills / "pairs.jsonl"
    manifest.write_text('{"old": "b1.xml", "new": "a1.xml", "name": "one"}\n', "utf-8")
    run_batch(read_manifest(manifest), tmp_path / "out", FORMS, threads, quiet)
    (bills / "a1.xml").write_bytes(b"no longer XML")
    report = run_batch(read_manifest(manifest), tmp_path / "out", FORMS, threads, quiet)
    assert [row.error for row in report.pairs] == ["a1.xml:1: is not XML (it does not begin with '<')"]
    assert set(tree(tmp_path / "out")) == {LOCK, "index.html", "summary.csv", "summary.json"}


def test_a_process_that_dies_takes_only_its_own_task_with_it() -> None:
    with Processes(2) as workers:
        found = dict(completed(workers, square, range(8)))
    assert isinstance(found.pop(3), BrokenExecutor)
    assert found == {number: number * number for number in range(8) if number != 3}


def test_where_every_process_dies_the_tasks_are_not_blamed() -> None:
    with Processes(2) as workers, pytest.raises(CannotRun, match="worker processes: 5 of them died"):
        list(completed(workers, die, range(100)))


def test_processes_are_replaced_by_new_ones() -> None:
    with Processes(1, tasks_per_worker=2) as workers:
        seen = [pid for _, pid in completed(workers, process, range(6))]
    assert len(set(seen)) == 3
    assert os.getpid() not in seen


def test_only_a_few_tasks_are_in_memory() -> None:
    taken: list[int] = []

    def tasks() -> Iterator[int]:
        for number in range(40):
            taken.append(number)
            yield number

    with Threads() as workers:
        for done, _ in enumerate(completed(workers, process, tasks()), start=1):
            assert len(taken) <= done + workers.window


def test_two_batches_do_not_write_into_one_folder(bills: Path, tmp_path: Path, threads: Threads) -> None:
    fcntl = pytest.importorskip("fcntl", reason="the system has no locks of this kind")
    (tmp_path / "out").mkdir()
    with (tmp_path / "out" / LOCK).open("wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(CannotRun, match="another lawdiff batch is writing there"):
            run(bills, tmp_path / "out", threads)
    assert len(run(bills, tmp_path / "out", threads).pairs) == 3


def test_a_worker_with_another_version_is_refused(
    bills: Path, tmp_path: Path, threads: Threads, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = plan_folder(bills, threads, quiet)
    monkeypatch.setattr("lawdiff.corpora.work.__version__", "9.9")
    report = run_batch(plan, tmp_path / "out", FORMS, threads, quiet)
    assert all("a worker runs lawdiff 9.9" in row.error for row in report.pairs)
    assert len(report.failed) == 3


def test_the_page_shows_hostile_names_as_text(bills: Path, tmp_path: Path, threads: Threads) -> None:
    (bills / "pairs.csv").write_text(
        'old,new\nb1.xml,a1.xml\nb1.xml,"<img src=x onerror=alert(1)>.xml"\n', "utf-8"
    )
    (bills / "c.xml").write_bytes(
        numbered(1, "<b>&amp;</b>").replace(b"H. R. 1<", HOSTILE.encode("ascii", "ignore"))
    )
    run_batch(read_manifest(bills / "pairs.csv"), tmp_path / "out", FORMS, threads, quiet)
    index = (tmp_path / "out" / "index.html").read_text("utf-8")
    assert "<img" not in index
    assert "&lt;img src=x" in index
    assert "=cmd" not in {
        line.split(",")[0] for line in (tmp_path / "out" / "summary.csv").read_text("utf-8").splitlines()
    }


def test_the_keyboard_stops_a_batch_with_one_line(bills: Path, tmp_path: Path) -> None:
    """The second pair waits for a document that never comes: a pipe that nobody writes to."""
    os.mkfifo(bills / "pipe")
    (bills / "pairs.csv").write_text("old,new\nb1.xml,a1.xml\nb2.xml,pipe\n", "utf-8")
    arguments = ["batch", str(bills / "pairs.csv"), "-o", str(tmp_path / "out"), "--jobs", "1"]
    # Where the tests run in the background of a shell the signal is ignored, and a child inherits that.
    program = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
        "from lawdiff.cli import main; main()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as stopped:
        pipe = opened_when_read(bills / "pipe", stopped)
        os.killpg(stopped.pid, signal.SIGINT)
        said = stopped.communicate(timeout=300)[1].splitlines(keepends=True)
    os.close(pipe)
    assert stopped.returncode == 130
    assert said[-1] == "lawdiff: interrupted\n"
    assert "Traceback" not in "".join(said)


def opened_when_read(pipe: Path, reader: subprocess.Popen[str]) -> int:
    """Open a pipe for writing as soon as a process reads from it."""
    while True:
        assert reader.poll() is None, "it ended and never read the pipe"
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError as error:
            assert error.errno == errno.ENXIO, error  # noqa: PT017 - nobody reads yet
            time.sleep(0.05)


def test_a_folder_without_pairs_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "a.xml").write_bytes(numbered(1, "Introduced-in-House"))
    done = command("one", "-o", "out", "-q", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "lawdiff: error: one: no two of the 1 documents in it are versions of one text\n"
    assert not (tmp_path / "out").exists()
