"""What of a report folder is carried as a file, and what is facts, reasons, comments, or stays where it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

# Read into the database, and written from it.
READ = ("organisations.csv", "reasons.csv", "comments.csv", "unreadable.csv", "sources.csv", "attachments.csv")
READ_FOLDERS = ("workbooks", "recorded", "history", "attachments")
# Records of persons are never taken into the application: only what they yield.
OF_PERSONS = ("records", "surveys")
MADE = ("build",)
# A carried file is handed out again inside a folder only, never shown by a browser; still, nothing that runs.
ENDINGS = (".md", ".txt", ".toml", ".yaml", ".csv", ".json", ".png", ".jpg", ".jpeg", ".svg", ".pdf", ".docx", ".xlsx")


def carried(folder: Path) -> Iterator[tuple[str, Path]]:
    """(path within the folder, file) of everything that is carried as it is, in the order of the paths."""
    for path in sorted(folder.rglob("*")):
        within = path.relative_to(folder)
        if path.is_file() and is_carried(PurePosixPath(within.as_posix())):
            yield within.as_posix(), path


def is_carried(path: PurePosixPath) -> bool:
    """Whether a file of that name is kept as a file."""
    hidden = any(part.startswith((".", "~$")) for part in path.parts)
    elsewhere = str(path) in READ or path.parts[0] in (*READ_FOLDERS, *OF_PERSONS, *MADE)
    return not hidden and not elsewhere
