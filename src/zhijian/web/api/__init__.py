"""The HTTP interface for programs: what a page can do, by the same actions, with tokens that say how far."""

__all__: list[str] = []
