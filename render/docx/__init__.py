"""Word documents: a comparison as tracked changes over the old text, notes as comments."""

from lawdiff.render.docx.comparison import comparison_docx

__all__ = ["comparison_docx"]
