"""Options that every command has: which file of settings, which profile, and how much is said on standard error.

They may stand before the command or after it: ``lawdiff --profile ci diff …``, ``lawdiff diff … --profile ci``.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

if TYPE_CHECKING:
    from collections.abc import Callable

CONFIG, PROFILE = "lawdiff.config", "lawdiff.profile"
"""Keys of the context's `meta`, which all contexts of one run share: what was given on the command line."""

VOLUME = "lawdiff.volume"
"""Likewise: how much is to be said, and how heavily that was asked for."""

ORIGIN = "lawdiff.origin"
"""Likewise: a line that says which file of settings is in force, to be said once."""

_HEARD = "lawdiff.heard"


class Volume(IntEnum):
    """How much is said on standard error."""

    VERBOSE = 0
    NORMAL = 1
    QUIET = 2


def volume() -> Volume:
    """Return how much is to be said in the command that runs; outside of any, the normal measure."""
    context = click.get_current_context(silent=True)
    _, said = context.meta.get(VOLUME, (0, Volume.NORMAL)) if context else (0, Volume.NORMAL)
    return Volume(said)


def _remember(key: str) -> Callable[[click.Context, click.Parameter, str | None], None]:
    """Return a callback that keeps a value for all contexts, and has the settings read once both are known."""

    def callback(context: click.Context, parameter: click.Parameter, value: str | None) -> None:
        del parameter
        if value:
            context.meta[key] = value
        heard: set[str] = context.meta.setdefault(f"{_HEARD}.{id(context)}", set())
        heard.add(key)
        if heard == {CONFIG, PROFILE} and not isinstance(context.command, click.Group):
            from lawdiff.cli.config import apply  # noqa: PLC0415 - it brings the parsers; --help needs neither

            apply(context)

    return callback


def _set_volume(said: Volume) -> Callable[[click.Context, click.Parameter, bool], None]:
    """Return a callback that keeps how much is to be said; what is typed outweighs what a file says."""

    def callback(context: click.Context, parameter: click.Parameter, value: bool) -> None:
        if value:
            source = context.get_parameter_source(parameter.name or "")
            weight = 1 if source is ParameterSource.DEFAULT_MAP else 2
            context.meta[VOLUME] = max((weight, said), context.meta.get(VOLUME, (0, Volume.NORMAL)))
        if said is Volume.VERBOSE and volume() is Volume.VERBOSE and ORIGIN in context.meta:
            click.echo(f"lawdiff: {context.meta.pop(ORIGIN)}", err=True)

    return callback


def common_options(*, hidden: bool = False) -> list[click.Parameter]:
    """Return the options, made anew.

    Args:
        hidden: whether a command's help leaves them to the help of `lawdiff` itself.
    """
    shared: dict[str, Any] = {"expose_value": False, "hidden": hidden}
    return [
        click.Option(
            ["--config", "config_file"],
            metavar="FILE",
            envvar="LAWDIFF_CONFIG",
            is_eager=True,
            callback=_remember(CONFIG),
            help="Settings [default: lawdiff.toml or pyproject.toml, here or above].",
            **shared,
        ),
        click.Option(
            ["--profile"],
            metavar="NAME",
            envvar="LAWDIFF_PROFILE",
            is_eager=True,
            callback=_remember(PROFILE),
            help="Which named profile of the settings to take.",
            **shared,
        ),
        click.Option(
            ["-q", "--quiet"],
            is_flag=True,
            callback=_set_volume(Volume.QUIET),
            help="Say nothing but errors on standard error.",
            **shared,
        ),
        click.Option(
            ["-v", "--verbose"],
            is_flag=True,
            callback=_set_volume(Volume.VERBOSE),
            help="Say every warning, and which settings are in force.",
            **shared,
        ),
    ]


def give_common_options(command: click.Command, *, hidden: bool) -> None:
    """Give a command, and those below it, the options that every command has; twice changes nothing."""
    if isinstance(command, click.Group):
        for below in command.commands.values():
            give_common_options(below, hidden=hidden)
    elif not any(parameter.name == "config_file" for parameter in command.params):
        command.params = [*command.params, *common_options(hidden=hidden)]
