"""`lawdiff` itself: the table of commands, each imported when it is called, and what becomes of errors.

`lawdiff --version` and `lawdiff --help` print from this module alone; lxml, rich, jinja2 and the database are
imported by the command that needs them.
"""

from __future__ import annotations

import gc
import os
import sys
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn

import click

import lawdiff
from lawdiff.cli import exit_codes
from lawdiff.cli.common import common_options, give_common_options

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Entry:
    """One command in the table.

    Attributes:
        task: the heading that it stands under in the help; empty for what only git calls.
        home: where it is defined, ``module:name`` below `lawdiff.cli`.
        help: one line, so that the list needs no import.
    """

    task: str
    home: str
    help: str


COMMANDS: Mapping[str, Entry] = {
    "show": Entry("Read", "show:show", "Show a document with its notes."),
    "outline": Entry("Read", "outline:outline", "Show the structure of a document."),
    "fetch": Entry("Read", "fetch:fetch", "Fetch official documents by the names people use."),
    "diff": Entry("Compare", "diff:diff", "Show what changed between two documents."),
    "figures": Entry("Compare", "figures:figures", "List the amounts, dates and periods that changed."),
    "crosswalk": Entry("Compare", "crosswalk:crosswalk", "List where each provision went."),
    "history": Entry("Compare", "history:history", "Follow each section through many versions."),
    "dossier": Entry("Compare", "dossier:dossier", "Put several documents side by side on one page."),
    "instructions": Entry(
        "Amend", "instructions:instructions", "List what an act or a rule does to the law."
    ),
    "apply": Entry("Amend", "apply:apply", "Show what a rule or an act makes of the law it amends."),
    "batch": Entry("Compare", "batch:batch", "Compare many pairs into a folder with an index."),
    "similar": Entry("Compare", "similar:similar", "Find sections of other documents that share text."),
    "note": Entry("Annotate", "note:note", "Write, list and search notes on provisions."),
    "tag": Entry("Annotate", "tag:tag", "Keep the codebook of tags."),
    "link": Entry("Annotate", "link:link", "Tie provisions of two documents together."),
    "carry": Entry("Annotate", "carry:carry", "Take notes from one version to the next."),
    "agreement": Entry("Annotate", "agreement:agreement", "Measure how far coders agree on tags."),
    "export": Entry("Exchange", "exchange:export", "Write notes, tags and links for other programs."),
    "import": Entry("Exchange", "exchange:import_", "Read notes, tags and links from other programs."),
    "ci": Entry("For programs", "ci:ci", "Compare what changed between two commits, and write reports."),
    "schema": Entry("For programs", "schema:schema", "Print the JSON Schema of a command's results."),
    "git-setup": Entry("For programs", "git:git_setup", "Have git show legal XML through lawdiff."),
    "git-diff": Entry("", "git:git_diff", "What git calls to compare two files."),
    "git-text": Entry("", "git:git_text", "What git calls to read a file as text."),
    "demo": Entry("Try it", "demo:demo", "Run the whole job on the samples, offline."),
}

EPILOG = """\b
Examples:
  lawdiff diff house.xml enacted.xml
  lawdiff diff house.xml enacted.xml --format html -o comparison.html
  lawdiff diff issue.xml#2024-02705 final.xml --stat
  lawdiff show rule.xml --at "8 CFR 215.8(a)(1)"
  lawdiff diff "FR 2020-24707" "FR 2025-19655"

A document is a file, a file and the number of one document in it (FILE#2024-02705), - for standard input, or the name
of an official document (`lawdiff fetch --help` lists the forms).
"""


class LazyGroup(click.Group):
    """A group that imports a command's module when the command is called, and turns errors into one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command, or return None where there is none of this name."""
        del ctx
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        module, name = entry.home.split(":")
        command: click.Command = getattr(import_module(f"lawdiff.cli.{module}"), name)
        if entry.task:  # what git calls follows no settings: one that is broken must not stop git
            give_common_options(
                command, hidden=entry.task not in ("Read", "Compare", "Amend", "For programs")
            )
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands by task, from the table alone."""
        del ctx
        for task in dict.fromkeys(entry.task for entry in COMMANDS.values() if entry.task):
            with formatter.section(task):
                rows = [(name, entry.help) for name, entry in COMMANDS.items() if entry.task == task]
                formatter.write_dl(rows, col_max=12, col_spacing=2)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an error that was raised on purpose becomes one line and exit code 2."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except BrokenPipeError:
            _abandon_stdout()
            ctx.exit(exit_codes.PIPE_CLOSED)
        except KeyboardInterrupt:
            _say("interrupted")
            ctx.exit(exit_codes.INTERRUPTED)
        except OSError as error:
            _say(f"error: {_place(error)}{error.strerror or error}")
            _abandon_stdout()
            ctx.exit(exit_codes.COULD_NOT)
        except lawdiff.LawdiffError as error:  # looked up only now: it brings the parsers with it
            _say(f"error: {error}")
            ctx.exit(exit_codes.COULD_NOT)
        return result


def _place(error: OSError) -> str:
    """Return the file's name and a colon, where the error names one."""
    return f"{error.filename}: " if error.filename else "writing the result: "


def _say(message: str) -> None:
    """Print one line to standard error, without control characters from file names or XML."""
    line = "".join(character if character.isprintable() else " " for character in message)
    click.echo(f"lawdiff: {line}", err=True)


def _abandon_stdout() -> None:
    """Point standard output at nothing, so that the interpreter does not fail again when it flushes at exit."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())
    os.close(nothing)


@click.command(
    cls=LazyGroup,
    params=common_options(),
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(lawdiff.__version__, prog_name="lawdiff")
def lawdiff_command() -> None:
    """See what changed in a law, and keep what you know about it."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and leave with its exit code.

    The cyclic garbage collector is off: a run builds two trees, shows them and ends, with next to no cycles in
    between, and looking for them costs an eighth of the time (H.R. 1 engrossed -> enrolled) and saves no memory.

    Args:
        arguments: what follows the command's name; None takes the process's own.
    """
    gc.disable()
    lawdiff_command.main(args=arguments, prog_name="lawdiff")
    sys.exit(exit_codes.DONE)
