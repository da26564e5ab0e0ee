"""Write the files in docs/schema/ from the program's own table of schemas.

python docs/generate_schemas.py            write them; files of another hand stay as they are
python docs/generate_schemas.py --check    say whether they are current: exit code 1 where they are not
"""

from __future__ import annotations

import sys
from pathlib import Path

from lawdiff.render.schemas import schema_files

FOLDER = Path(__file__).resolve().parent / "schema"


def main() -> None:
    """Write the files, or check them."""
    wanted = dict(schema_files())
    present = {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.json")}
    if "--check" in sys.argv[1:]:
        if any(present.get(name) != text for name, text in wanted.items()):
            sys.exit("docs/schema/ is not current; `make docs` writes it anew")
        return
    for name, text in wanted.items():
        (FOLDER / name).write_text(text, "utf-8")
    print(f"wrote {len(wanted)} schemas")


if __name__ == "__main__":
    main()
