"""Organisations, people, and who may do what."""

__all__: list[str] = []
