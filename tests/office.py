"""LibreOffice for the tests of the Word documents: it opens a file, decides about its changes, and says what is left.

Run by the interpreter that has LibreOffice's bridge (Debian: python3-uno), which need not be the one of the tests.

    python3 office.py PIPE FILE        -> {"changes": 7, "accept": ["…", …], "reject": ["…", …], "comments": ["…"], …}
    python3 office.py PIPE             ends the office
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]  # it belongs to the system, not to the environment
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]  # it belongs to the system, not to the environment
from com.sun.star.connection import NoConnectException  # type: ignore[import-not-found]  # it belongs to the system, not to the environment

BOOKMARK = "lawdiff_text"
COMMENT = "com.sun.star.text.textfield.Annotation"
TRIES = 1200
PAUSE = 0.25
"""Five minutes for the office to start: it makes a new profile first, on a machine that does much else."""


def office(pipe: str) -> Any:
    """Return the context of the running office, as soon as it answers."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(TRIES):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(PAUSE)
    raise SystemExit("LibreOffice did not answer")


def opened(context: Any, path: Path) -> Any:
    """Open a file without a window."""
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    hidden = PropertyValue(Name="Hidden", Value=True)
    return desktop.loadComponentFromURL(path.resolve().as_uri(), "_blank", 0, (hidden,))


def paragraphs(document: Any) -> list[str]:
    """Return the paragraphs inside the bookmark as they stand."""
    inside = document.Text.createTextCursorByRange(document.Bookmarks.getByName(BOOKMARK).Anchor)
    return [
        "".join(portion.String for portion in elements(block) if portion.TextPortionType == "Text")
        for block in elements(inside)
    ]


def elements(collection: Any) -> list[Any]:
    """Return what UNO enumerates."""
    walk, found = collection.createEnumeration(), []
    while walk.hasMoreElements():
        found.append(walk.nextElement())
    return found


def main(pipe: str, path: Path) -> None:
    """Print what became of the file under both decisions."""
    context = office(pipe)
    dispatcher = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.frame.DispatchHelper", context
    )
    said: dict[str, Any] = {}
    for decision in ("accept", "reject"):
        document = opened(context, path)
        said["changes"] = len(elements(document.Redlines))
        fields = elements(document.TextFields)
        said["comments"] = sorted(field.Content for field in fields if field.supportsService(COMMENT))
        frame = document.CurrentController.Frame
        dispatcher.executeDispatch(frame, f".uno:{decision.capitalize()}AllTrackedChanges", "", 0, ())
        said[f"left by {decision}"] = len(elements(document.Redlines))
        said[decision] = paragraphs(document)
        document.close(True)  # noqa: FBT003 - UNO takes no names
    json.dump(said, sys.stdout)


def stop(pipe: str) -> None:
    """End the office."""
    context = office(pipe)
    context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context).terminate()


if __name__ == "__main__":
    if len(sys.argv) > 2:
        main(sys.argv[1], Path(sys.argv[2]))
    else:
        stop(sys.argv[1])
