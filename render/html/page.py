"""One file that needs nothing else: style and script inlined, and a policy that allows these two and no other.

The Content-Security-Policy names the SHA-256 of the one style and the one script (CSP Level 3, section 8.3), so
even markup that slipped through the escaping could neither run nor load anything.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import BaseLoader, Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from lawdiff.render.words import clean
from lawdiff.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lawdiff.annotations.note import Tag

PACKAGE = "lawdiff.render.html"

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\Z")


@cache
def asset(name: str) -> str:
    """Return a file that stands beside this module."""
    return files(PACKAGE).joinpath(name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    loader: BaseLoader = FunctionLoader(asset)
    return Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_visible,
    )


def _visible(value: object) -> object:
    """Make control characters visible in what a template shows; markup was cleaned when it was made."""
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def page(template: str, codebook: Iterable[Tag] = (), *, extra: str = "", **values: Any) -> str:
    """Render a template as one file.

    Args:
        template: its name.
        codebook: the tags, for the colours of its tags.
        extra: name of a style and a script (``.css`` and ``.js``) that this page needs beside those of all pages.
        values: what the template shows; text is escaped, `Markup` is not.
    """
    style = asset("page.css") + (asset(f"{extra}.css") if extra else "") + tag_colours(codebook)
    script = asset("page.js") + (asset(f"{extra}.js") if extra else "")
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        _environment()
        .get_template(template)
        .render(
            policy=policy,
            style=Markup(style),  # noqa: S704 - a file of this package, and colours that were checked
            script=Markup(script),  # noqa: S704 - a file of this package
            version=__version__,
            **values,
        )
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def tag_class(name: str) -> str:
    """Return the class of a tag: the same for the same name, without regard to case."""
    return "g" + hashlib.sha256(name.casefold().encode()).hexdigest()[:8]


def tag_colours(tags: Iterable[Tag]) -> str:
    """Return the rules that give each tag its colour; one that is no colour is left out."""
    return "".join(
        f".{tag_class(tag.name)}{{--tag:{tag.colour}}}\n" for tag in tags if _COLOUR.match(tag.colour)
    )
