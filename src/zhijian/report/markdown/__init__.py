"""Chapters and cases as written: a small subset of Markdown, read into drafts."""
