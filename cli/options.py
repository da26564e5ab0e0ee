"""Arguments and options that several commands share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from lawdiff.cli.completion import files
from lawdiff.cli.completion import places as completed_places
from lawdiff.render.conditions import CONDITIONS, WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Callable

    Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


OFFLINE = "lawdiff.offline"
"""Where the context keeps whether official sources may be asked (`official.py` looks there)."""


def _keep_offline(ctx: click.Context, parameter: click.Parameter, value: bool) -> None:
    del parameter
    ctx.meta[OFFLINE] = value


offline = click.option(
    "--offline",
    is_flag=True,
    envvar="LAWDIFF_OFFLINE",
    expose_value=False,
    callback=_keep_offline,
    help="Take official documents from the cache; ask nobody.",
)


def document(name: str) -> Decorator:
    """Return an argument for a document (a file, FILE#NUMBER, ``-``, or an official name), and ``--offline``."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        collected: list[click.Parameter] = getattr(command, "__click_params__", [])
        if all(each.name != "offline" for each in collected):
            command = offline(command)
            collected = getattr(command, "__click_params__", [])
            collected.insert(0, collected.pop())  # the help lists them backwards, and this one last
        return click.argument(name, metavar=name.upper(), shell_complete=files)(command)

    return decorate


def at(what: str) -> Decorator:
    """Return ``--at``, to name a provision as a user would type it."""
    return click.option(
        "--at",
        metavar="PLACE",
        default="",
        shell_complete=completed_places,
        help=f'{what}: "sec. 70503(a)", "8 CFR 215.8(a)", or an address.',
    )


def places(what: str, envvar: str | None = None) -> Decorator:
    """Return ``--at``, also called ``--only``, which may be given again for more provisions."""
    return click.option(
        "--at",
        "--only",
        "at",
        metavar="PLACE",
        multiple=True,
        type=Lines(),
        envvar=envvar,
        shell_complete=completed_places,
        help=f'{what}: "sec. 70503(a)", "8 CFR 215.8(a)", or an address; give it again for more.',
    )


class Lines(click.types.StringParamType):
    """Text; where an environment variable gives several, each is on a line of its own."""

    envvar_list_splitter = "\n"


def formats(*names: str) -> Decorator:
    """Return ``--format`` with these choices, the first being the default."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(names),
        default=names[0],
        show_default=True,
        help="How to show it.",
    )


output = click.option("-o", "--output", metavar="FILE", help="Write to a file, whole or not at all.")
database = click.option(
    "--db",
    metavar="FILE",
    envvar="LAWDIFF_DB",
    help="The notes' database [default: lawdiff.db, where it exists].",
)
reviewed = click.option(
    "--crosswalk", "reviewed", metavar="FILE", help="A reviewed crosswalk (CSV) that overrides the aligner."
)
reading = click.option(
    "--reading",
    type=click.Choice(["inserted", "struck"]),
    default="inserted",
    show_default=True,
    help="Which text to take where a reported bill prints both.",
)
width = click.option("--width", type=click.IntRange(min=40), help="Columns of the terminal views.")


class Words(click.ParamType[tuple[str, ...]]):
    """Words out of a few, separated by commas, each once."""

    name = "words"

    def __init__(self, known: tuple[str, ...]) -> None:
        self.known = known

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """Return the words; what was converted before stays as it is."""
        if isinstance(value, tuple):
            return value
        words = tuple(dict.fromkeys(word.strip() for word in str(value).split(",") if word.strip()))
        for word in words:
            if word not in self.known:
                self.fail(f"{word!r} is none of {', '.join(self.known)}.", param, ctx)
        return words

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Offer the words that are not there yet."""
        del ctx, param
        before, _, last = incomplete.rpartition(",")
        given = before.split(",")
        start = f"{before}," if before else ""
        return [
            CompletionItem(f"{start}{word}")
            for word in self.known
            if word.startswith(last) and word not in given
        ]


def hide(envvar: str | None = None) -> Decorator:
    """Return ``--hide``, for changes of little weight."""
    return click.option(
        "--hide",
        type=Words(WEIGHTS),
        default="",
        envvar=envvar,
        metavar="conforming,editorial",
        help="Leave out changes of little weight.",
    )


def fail_on(envvar: str | None = None) -> Decorator:
    """Return ``--fail-on``: the conditions of the gate."""
    return click.option(
        "--fail-on",
        type=Words(CONDITIONS),
        default="",
        envvar=envvar,
        metavar="CONDITION,...",
        help="Exit with 1 where a change has this weight or more (substantive, conforming, editorial), where something"
        " was edited, added, removed, renumbered, moved, split, merged or is ambiguous, or where figures differ: any"
        " (figures), or money, percentages, dates, periods, ages, citations.",
    )


jobs = click.option("--jobs", type=click.IntRange(min=1), help="Processes at once [default: one a core].")
