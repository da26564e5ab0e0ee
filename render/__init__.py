"""Document or Comparison, with notes -> terminal, HTML, Markdown, JSON, DOCX."""
