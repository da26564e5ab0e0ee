"""Arguments and options that several commands share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from lawdiff.cli.completion import files, places

if TYPE_CHECKING:
    from collections.abc import Callable

    Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

WEIGHTS = ("substantive", "conforming", "editorial")
"""Significances that can be named in an option."""


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
        shell_complete=places,
        help=f'{what}: "sec. 70503(a)", "8 CFR 215.8(a)", or an address.',
    )


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


def weights(ctx: click.Context, parameter: click.Parameter, value: str) -> tuple[str, ...]:
    """Read a list of significances separated by commas."""
    del ctx, parameter
    names = tuple(name.strip() for name in value.split(",") if name.strip())
    for name in names:
        if name not in WEIGHTS:
            raise click.BadParameter(f"{name!r} is none of {', '.join(WEIGHTS)}.")
    return names
