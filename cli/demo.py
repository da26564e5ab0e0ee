"""`lawdiff demo`: the whole job on the samples, offline."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from lawdiff.cli.opening import working
from lawdiff.cli.output import screen_for
from lawdiff.cli.tour import tour
from lawdiff.render.terminal import TourView, to_text


@click.command("demo")
@click.option(
    "--output-dir",
    type=click.Path(file_okay=False, path_type=Path),
    default="demo",
    show_default=True,
    help="Where the pages go.",
)
def demo(output_dir: Path) -> None:
    """Run the whole job on the samples, offline: compare, carry the notes, write the pages."""
    with working("Comparing the samples"):
        made = tour(output_dir)
    screen = screen_for(terminal=sys.stdout.isatty(), width=None)
    view = TourView(made.comparisons, made.states, [str(path) for path in made.written])
    click.echo(to_text(view, screen), nl=False, color=screen.colour)
