"""Pages that need nothing else: a comparison, a document, a dossier of several."""

from lawdiff.render.html.comparison import render_comparison
from lawdiff.render.html.document import render_document
from lawdiff.render.html.dossier import Chapter, render_dossier

__all__ = ["Chapter", "render_comparison", "render_document", "render_dossier"]
