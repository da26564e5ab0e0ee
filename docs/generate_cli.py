"""Write docs/cli.md from the commands' own help, so that it cannot tell a lie.

python docs/generate_cli.py            write it
python docs/generate_cli.py --check    say whether it is current: exit code 1 where it is not
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lawdiff.cli.group import lawdiff_command

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).resolve().parent / "cli.md"
WIDTH = 96  # what a page of documentation shows without scrolling

OPENING = """\
# The command line

Made by `make docs` from the commands' own `--help`; `tests/test_docs.py` holds it against them.

Results go to standard output, progress and warnings to standard error. Exit codes: 0 done (and, with `--exit-code`,
no difference); 1 differences found, only with `--exit-code` or `--fail-on`; 2 could not do it, with one line that
says why. `--config`, `--profile`, `--quiet` and `--verbose` may stand before or after any command.
[ci.md](ci.md) has the conditions of the gate, and the files of settings.

A shell completes commands, options, files, and after `--at` the addresses in the document, one level at a time:

```sh
eval "$(_LAWDIFF_COMPLETE=bash_source lawdiff)"       # bash 4.4 or later, in ~/.bashrc
eval "$(_LAWDIFF_COMPLETE=zsh_source lawdiff)"        # zsh, in ~/.zshrc
_LAWDIFF_COMPLETE=fish_source lawdiff | source        # fish, in ~/.config/fish/completions/lawdiff.fish
```

In a terminal that has hyperlinks, the names of documents and sections lead to congress.gov, govinfo.gov, ecfr.gov or
federalregister.gov; `FORCE_HYPERLINK=0` turns that off and `FORCE_HYPERLINK=1` on; `NO_COLOR` turns off both.
Results that are longer than the screen go to the pager in `PAGER`.
"""


def commands(context: click.Context) -> Iterator[click.Context]:
    """Yield the context of a command and of all below it, in the order of the help."""
    yield context
    group = context.command
    if isinstance(group, click.Group):
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            if command is not None and not command.hidden:
                yield from commands(
                    click.Context(command, info_name=name, parent=context, terminal_width=WIDTH)
                )


def page() -> str:
    """Return the whole page."""
    settings = {**lawdiff_command.context_settings, "terminal_width": WIDTH}
    root = click.Context(lawdiff_command, info_name="lawdiff", **settings)
    parts = [OPENING]
    for context in commands(root):
        text = "\n".join(line.rstrip() for line in context.get_help().splitlines())
        mark = "#" * min(2 + len(context.command_path.split()) - 1, 3)
        parts.append(f"{mark} `{context.command_path}`\n\n```text\n{text}\n```\n")
    return "\n".join(parts)


def main() -> None:
    """Write the page, or check it."""
    new = page()
    if "--check" in sys.argv[1:]:
        if not PAGE.is_file() or PAGE.read_text("utf-8") != new:
            sys.exit("docs/cli.md is not current; `make docs` writes it anew")
        return
    PAGE.write_text(new, "utf-8")
    print(f"wrote {PAGE.name}, {len(new.splitlines())} lines")


if __name__ == "__main__":
    main()
