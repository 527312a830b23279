"""Reports of a few lines or one table, written to a file, read and proofed without a catalogue."""

from pathlib import Path

from zhijian.document.read import read_document
from zhijian.findings import Finding
from zhijian.proof import proof_document


def findings_in_text(folder: Path, *lines: str) -> tuple[Finding, ...]:
    """The findings of a text file with these lines."""
    (report := folder / "report.txt").write_text("\n".join(lines), "utf-8")
    return proof_document(read_document(report)).findings


def findings_on_page(folder: Path, body: str) -> tuple[Finding, ...]:
    """The findings of an HTML page with this body."""
    (report := folder / "report.html").write_text(f"<html><body>{body}</body></html>", "utf-8")
    return proof_document(read_document(report)).findings


def piped(rows: str) -> str:
    """A table in text: a line for each of the rows, which divide their cells by ``|``."""
    return "\n".join(f"| {' | '.join(row)} |" for row in _cells(rows))


def tabled(rows: str) -> str:
    """The same as a table of a page."""
    lines = ("".join(f"<td>{cell}</td>" for cell in row) for row in _cells(rows))
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def _cells(rows: str) -> list[list[str]]:
    return [row.split("|") for row in rows.strip().splitlines()]
