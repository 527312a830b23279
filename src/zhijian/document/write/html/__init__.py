"""HTML: one self-contained file, for a phone as for a desk, that works without scripts and better with them."""

from zhijian.document.write.html.page import html_page, write_html

__all__ = ["html_page", "write_html"]
