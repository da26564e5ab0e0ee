"""`lawdiff ci`: what changed in the legal documents between two commits, for machines that check changes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lawdiff.cli import exit_codes, options
from lawdiff.cli.config import in_force
from lawdiff.cli.margin import saved
from lawdiff.cli.opening import working
from lawdiff.cli.output import emit, emit_result
from lawdiff.cli.telling import warn
from lawdiff.corpora import ci_words
from lawdiff.corpora.ci import ENDINGS, Request, report_result, review
from lawdiff.corpora.event import PARENT, base_of_event
from lawdiff.corpora.git import top_of
from lawdiff.parsers import UnreadableSource
from lawdiff.render.result import result_json
from lawdiff.render.whole_file import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lawdiff.parsers import Document
    from lawdiff.render.beside import Beside


@click.command("ci")
@click.option(
    "--base",
    metavar="COMMIT",
    envvar="LAWDIFF_CI_BASE",
    help="What to compare with [default: from the event, else HEAD^].",
)
@click.option(
    "--head",
    metavar="COMMIT",
    envvar="LAWDIFF_CI_HEAD",
    default="HEAD",
    show_default=True,
    help="What to compare.",
)
@click.option("--staged", is_flag=True, help="Compare what is staged, with HEAD where no --base is given.")
@click.option(
    "-o",
    "--output-dir",
    metavar="FOLDER",
    envvar="LAWDIFF_CI_OUTPUT_DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the reports go; made where it is missing.",
)
@click.option(
    "--write",
    "forms",
    metavar="FORMAT,...",
    envvar="LAWDIFF_CI_WRITE",
    type=options.Words(tuple(ENDINGS)),
    default=",".join(ENDINGS),
    show_default=True,
    help="Which reports to write on each document.",
)
@options.places("Show and judge only what concerns a provision", "LAWDIFF_CI_ONLY")
@options.hide("LAWDIFF_CI_HIDE")
@options.fail_on("LAWDIFF_CI_FAIL_ON")
@click.option(
    "--event",
    metavar="FILE",
    envvar="GITHUB_EVENT_PATH",
    help="The event that started the run, in GitHub Actions.",
)
@click.option(
    "--github-output",
    metavar="FILE",
    envvar="GITHUB_OUTPUT",
    type=click.Path(path_type=Path),
    help="Append the counts for later steps to this file.",
)
@click.option(
    "--github-summary",
    metavar="FILE",
    envvar="GITHUB_STEP_SUMMARY",
    type=click.Path(path_type=Path),
    help="Append the summary of the job to this file.",
)
@options.reading
@options.formats("terminal", "json", "jsonl")
@options.database
def ci(
    *,
    base: str | None,
    head: str,
    staged: bool,
    output_dir: Path | None,
    forms: tuple[str, ...],
    at: tuple[str, ...],
    hide: tuple[str, ...],
    fail_on: tuple[str, ...],
    event: str | None,
    github_output: Path | None,
    github_summary: Path | None,
    reading: str,
    form: str,
    db: str | None,
) -> None:
    """Compare the legal documents that changed between two commits of the repository here, and report.

    What a legal document is, is told from its content. Added, deleted and renamed files count. With -o, a folder gets
    summary.md, summary.json, comment.md (with a hidden marker by which a later run finds its comment) and, below
    documents/, the reports on each. Exit code 1 where --fail-on is met, 2 where a document could not be read.

    \b
    Examples:
      lawdiff ci --base main -o reports --fail-on substantive
      lawdiff ci --staged --fail-on money,ambiguous
    """
    request = Request(
        _base(base, event, staged=staged), None if staged else head, at, hide, fail_on, reading, forms
    )
    folder = Reports(output_dir)
    with working("Comparing the changed documents"):
        report = review(top_of(Path.cwd()), request, folder.keep if output_dir else None, _margin(db))
    warn(each for entry in report.entries for each in entry.warnings)
    result = report_result(report, in_force())
    if output_dir:
        folder.keep("summary.json", result_json(report_result(report, in_force())))
        folder.keep("summary.md", ci_words.summary(report))
        folder.keep("comment.md", ci_words.comment(report))
    append(github_summary, [ci_words.summary(report)])
    append(
        github_output,
        (f"{name}={value}\n" for name, value in ci_words.outputs(report, str(output_dir or ""))),
    )
    if form == "terminal":
        emit((f"{line}\n" for line in ci_words.log_lines(report)), None)
    else:
        emit_result(result, form, None)
    if report.unreadable or report.failed:
        code = exit_codes.COULD_NOT if report.unreadable else exit_codes.DIFFERENT
        click.get_current_context().exit(code)


@dataclass(frozen=True, slots=True)
class Reports:
    """The folder that the reports go to."""

    folder: Path | None

    def keep(self, name: str, content: str | bytes) -> None:
        """Write one report."""
        path = (self.folder or Path()) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)


def append(path: Path | None, lines: Iterable[str]) -> None:
    """Add lines to a file of the machine that runs the check, where it has one."""
    if path is not None:
        with path.open("a", encoding="utf-8", errors="replace", newline="\n") as file:
            file.writelines(lines)


def _margin(db: str | None) -> Callable[[Document, Document], Beside]:
    return lambda old, new: saved(db, old, new)


def _base(base: str | None, event: str | None, *, staged: bool) -> str:
    """Return what to compare with: what was said, what the event says, or what came before."""
    if base or staged:
        return base or "HEAD"
    if not event:
        return PARENT
    try:
        text = Path(event).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableSource(event, "the event cannot be read") from error
    return base_of_event(text, event)
