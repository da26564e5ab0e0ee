"""Settings in a file: lawdiff.toml, or `[tool.lawdiff]` in pyproject.toml.

    quiet = true                            # of every command
    default-profile = "staff"               # where none is named

    [diff]                                  # options of one command, by their long name without the dashes
    hide = ["editorial"]

    [profile.ci.diff]                       # a named profile: the same again
    fail-on = ["substantive", "money"]

What is typed wins over environment variables, they over the profile, and that over the rest of the file. A key that
no option has is an error. The file is looked for in the current folder and above, up to the root of the repository.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lawdiff.cli.common import CONFIG, ORIGIN, PROFILE
from lawdiff.cli.config_file import (
    OWN_FILE,
    SHARED_FILE,
    BadSetting,
    find_config,
    named_config,
    shown,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawdiff.cli.config_file import Config, Table

GENERAL = ("quiet", "verbose", "db", "width", "offline")
"""Options that may stand at the top, for every command that has them."""

TYPED_ONLY = ("output", "output-dir", "review", "result", "config", "profile", "help")
"""Options that no file may give: a file that came with somebody's checkout must not say where to write."""

PATHS = ("db", "crosswalk", "as-amended", "cache")
"""Options whose value is a path, from the file's own folder."""

IN_FORCE = "lawdiff.in_force"


def apply(context: click.Context) -> None:
    """Make the settings in force the defaults of the command that is about to run.

    Raises:
        BadSetting: the file, a key or a value in it, or the profile cannot be followed.
    """
    if context.resilient_parsing:
        return
    named = context.meta.get(CONFIG)
    config = named_config(Path(named)) if named else find_config(Path.cwd())
    profile = context.meta.get(PROFILE, "")
    if config is None:
        if profile:
            where = f"there is no {OWN_FILE}, and no {SHARED_FILE} with [tool.lawdiff], here or above"
            raise BadSetting(named or "settings", f"no profile {profile!r}: {where}")
        return
    _check_keys(config)
    profile = profile or config.table.get("default-profile", "")
    if profile and profile not in config.profiles:
        known = ", ".join(config.profiles) or "none"
        raise BadSetting(shown(config.path), f"no profile {profile!r} (there are: {known})")
    context.default_map = _defaults(context, config, profile)
    context.meta[IN_FORCE] = {"config": config.path.name, **({"profile": profile} if profile else {})}
    context.meta[ORIGIN] = f"settings from {shown(config.path)}{f', profile {profile}' if profile else ''}"


def origin() -> dict[str, str]:
    """Return which file and profile are in force in the command that runs, for the settings of a result."""
    context = click.get_current_context(silent=True)
    return dict(context.meta.get(IN_FORCE, {})) if context else {}


OUTSIDE = (
    *("output", "output_dir", "form", "forms", "width", "db", "editor", "result", "cache"),
    *("event", "github_output", "github_summary"),
)
"""Parameters that say where a result goes and what it looks like, and nothing of what is in it."""


def in_force(*, arguments: bool = False) -> dict[str, object]:
    """Return what shapes the result of the command that runs, by the long name of the option.

    Args:
        arguments: with what was typed without an option's name, where the result does not tell of it otherwise.
    """
    context = click.get_current_context()
    found: dict[str, object] = {}
    for parameter in context.command.params:
        is_outside = parameter.name in OUTSIDE or callable(parameter.default)  # the login is the machine's
        is_asked = isinstance(parameter, click.Option) or arguments
        if is_asked and not is_outside and parameter.name in context.params:
            value = context.params[parameter.name]
            found[_key(parameter)] = (
                list(value) if isinstance(value, tuple) else "" if value is None else value
            )
    return {**found, **origin()}


def command_name(context: click.Context | None = None) -> str:
    """Return the command that runs, without the program: ``note list``."""
    context = context or click.get_current_context()
    return context.command_path.partition(" ")[2]


def _key(parameter: click.Parameter) -> str:
    """Return the name of an option in a file: its long name without the dashes; of an argument, its own."""
    longs = [name.removeprefix("--") for name in parameter.opts if name.startswith("--")]
    return longs[0] if longs else parameter.name or ""


def _options(command: click.Command) -> dict[str, click.Option]:
    """Return the options that a file may give, by all their long names."""
    return {
        name.removeprefix("--"): parameter
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for name in parameter.opts
        if name.startswith("--") and name.removeprefix("--") not in TYPED_ONLY
    }


def _check_keys(config: Config) -> None:
    """Refuse a file with a key that no option has."""
    for where, table in (("", config.table), *((f"profile.{n}.", t) for n, t in config.profiles.items())):
        for key, value in table.items():
            if where == "" and key in ("profile", "default-profile"):
                continue
            if isinstance(value, dict):
                _check_command(config, [key], value, f"{where}{key}")
            elif key not in GENERAL:
                raise BadSetting(shown(config.path), _unknown(f"{where}{key}", (*GENERAL, *_commands())))


def _check_command(config: Config, path: list[str], table: Table, where: str) -> None:
    """Refuse a command that there is not, and options that it does not have."""
    command = _command(path)
    if command is None:
        raise BadSetting(shown(config.path), f"unknown key {where}: there is no such command")
    if isinstance(command, click.Group):
        for key, value in table.items():
            if not isinstance(value, dict):
                raise BadSetting(shown(config.path), _unknown(f"{where}.{key}", command.commands))
            _check_command(config, [*path, key], value, f"{where}.{key}")
        return
    options = _options(command)
    for key in table:
        if key not in options:
            raise BadSetting(shown(config.path), _unknown(f"{where}.{key}", options))


def _unknown(key: str, known: Any) -> str:
    name = key.rpartition(".")[2]
    if name in TYPED_ONLY:
        return f"{key}: this option can only be typed"
    return f"unknown key {key} (known are: {', '.join(known)})"


def _commands() -> tuple[str, ...]:
    from lawdiff.cli.group import COMMANDS  # noqa: PLC0415 - the group imports this module's commands

    return tuple(COMMANDS)


def _command(path: list[str]) -> click.Command | None:
    """Return a command by its words, or None."""
    from lawdiff.cli.group import lawdiff_command  # noqa: PLC0415 - as above

    command: click.Command | None = lawdiff_command
    for word in path:
        if not isinstance(command, click.Group):
            return None
        command = command.get_command(click.Context(command), word)
    return command


def _defaults(context: click.Context, config: Config, profile: str) -> dict[str, Any]:
    """Return the values for the parameters of a command, by their names, the profile's before the rest."""
    options = _options(context.command)
    values: dict[str, Any] = {}
    for where, key, value in _said(config, profile, command_name(context).split()):
        option = options.get(key)
        if option is not None and option.name:
            values[option.name] = _value(context, config, option, where, value)
    return values


def _said(config: Config, profile: str, command: list[str]) -> Iterator[tuple[str, str, object]]:
    """Yield what a file says for a command, the weaker first: where, the key and the value."""
    for where, table in (("", config.table), (f"profile.{profile}.", config.profiles.get(profile, {}))):
        yield from ((f"{where}{key}", key, value) for key, value in table.items() if key in GENERAL)
        inner: Any = table
        for word in command:
            inner = inner.get(word, {})
        yield from ((f"{where}{'.'.join(command)}.{key}", key, value) for key, value in inner.items())


def _value(context: click.Context, config: Config, option: click.Option, where: str, value: object) -> object:
    """Return a value as the option takes it.

    Raises:
        BadSetting: the option does not take it.
    """
    file = shown(config.path)
    if option.is_flag != isinstance(value, bool):
        raise BadSetting(
            file, f"{where} is {value!r}; it is {'true or false' if option.is_flag else 'no flag'}"
        )
    if isinstance(value, list) and not option.multiple:
        value = ",".join(map(str, value))
    elif isinstance(value, str) and option.multiple:
        value = [value]
    if _key(option) in PATHS:
        value = _from_here(config.path.parent, value)
    try:
        option.type_cast_value(context, value)
    except (click.BadParameter, TypeError) as error:
        reason = error.message if isinstance(error, click.BadParameter) else f"{value!r} is no value for it"
        raise BadSetting(file, f"{where}: {reason}") from error
    return value


def _from_here(folder: Path, value: object) -> object:
    """Return a path, or several, that a file in a folder names, as they are called from here."""
    if isinstance(value, list):
        return [_from_here(folder, each) for each in value]
    return os.path.relpath(folder / value) if isinstance(value, str) else value
