"""Rounds (填报批次) and their submissions."""

__all__: list[str] = []
