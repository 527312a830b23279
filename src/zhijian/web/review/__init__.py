"""Review: signing, approving, sending back; the board."""

__all__: list[str] = []
