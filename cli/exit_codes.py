"""The exit codes of the command, each with its sentence."""

from typing import Final

DONE: Final = 0
"""It did what it was asked; with --exit-code or --fail-on, it found no difference that counts."""

DIFFERENT: Final = 1
"""It found differences that count; only with --exit-code or --fail-on."""

COULD_NOT: Final = 2
"""It could not do it: bad input, a wrong option, a file that cannot be written. stderr says why in one line."""

INTERRUPTED: Final = 130
"""The user stopped it from the keyboard (128 + SIGINT, as shells count)."""

PIPE_CLOSED: Final = 141
"""Whoever read its output went away (128 + SIGPIPE, as shells count)."""
