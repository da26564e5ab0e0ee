"""Writing a file so that it appears whole or not at all, also where the program is killed on the way."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PART = ".part"
"""How the name of a file ends that is being written; one that is left over was cut off and means nothing."""


def pieces(result: str | bytes | Iterable[str]) -> Iterator[bytes]:
    """Yield the bytes of a result."""
    if isinstance(result, str | bytes):
        yield encoded(result)
    else:
        yield from map(encoded, result)


def encoded(result: str | bytes) -> bytes:
    """Return bytes; what is no text (a file name in no known encoding) becomes question marks."""
    return result if isinstance(result, bytes) else result.encode(errors="replace")


def write_whole(path: Path, result: str | bytes | Iterable[str]) -> None:
    """Write a file so that a reader sees the old content or the new, never a part.

    Raises:
        OSError: the folder is missing, the disk is full, ….
    """
    path = path.resolve()
    if path.exists() and not path.is_file():  # /dev/null, a named pipe: there is nothing to replace
        with path.open("wb") as file:
            file.writelines(pieces(result))
        return
    handle, name = tempfile.mkstemp(PART, f".{path.name[:100]}.", path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces(result))
        os.chmod(name, _mode(path))  # noqa: PTH101 - mkstemp gives a name, not a Path
        os.replace(name, path)  # noqa: PTH105 - as above
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(path)) from error
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int:
    """Return the permissions that the file has, or that a new file would get."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
