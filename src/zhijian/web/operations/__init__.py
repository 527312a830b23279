"""Keeping the application: set-up, demo, checks before a production start."""

__all__: list[str] = []
