"""Where in the report folder something was written."""

from __future__ import annotations

from dataclasses import dataclass

from zhijian.findings import Location


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A line of a file of the report folder; prints as ``chapters/01-规模结构.md:12``."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"

    @property
    def location(self) -> Location:
        """The same place as a finding's location: ``chapters/01-规模结构.md#L12``."""
        return Location(self.file, f"#L{self.line}")
