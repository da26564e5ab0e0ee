"""Where the real documents are, for the benchmarks: as in tests/conftest.py."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def corpus_folder() -> Path:
    """Return the folder named by LAWDIFF_CORPUS, or ../shared/corpus; leave with a clear line where there is none."""
    named = os.environ.get("LAWDIFF_CORPUS")
    folder = Path(named) if named else Path(__file__).resolve().parent.parent.parent / "shared" / "corpus"
    if not folder.is_dir():
        sys.exit(f"no folder of real documents at {folder}; name it in LAWDIFF_CORPUS")
    return folder
