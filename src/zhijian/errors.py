"""Errors meant for users, apart from bugs.

    ZhijianError                a clear message for the user, shown without a traceback
    ├── CatalogueError          a catalogue file is not sound (findings name file and line)
    ├── ExpressionError         a formula or rule cannot be read (position and what was expected)
    ├── UnreadableInput         a file or folder cannot be read at all (exit code 3)
    ├── BuildStopped            a report cannot be built from what is there (exit code 1)
    └── UsageError              a command was called wrongly (exit code 2)

Everything else that is raised is a bug. Exit codes: 0 clean, 1 findings at or above
``--fail-on``, 2 usage, 3 could not read or write; 70 a bug, 130 interrupted.
"""

from __future__ import annotations


class ZhijianError(Exception):
    """A message for the user: where, what was found, what was expected, how to mend it."""

    exit_code = 2


class CatalogueError(ZhijianError):
    """A catalogue is not sound; ``problems`` lists every fault as ``file:line: message``."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


class ExpressionError(ZhijianError):
    """An expression cannot be read; ``position`` counts characters from 0."""

    def __init__(self, message: str, text: str = "", position: int = 0) -> None:
        self.text = text
        self.position = position
        super().__init__(message)


class UnreadableInput(ZhijianError):
    """A file or folder cannot be read at all."""

    exit_code = 3


class BuildStopped(ZhijianError):
    """A report cannot be built from what is there; the message lists the places."""

    exit_code = 1


class UsageError(ZhijianError):
    """A command was called in a way that cannot be carried out."""
