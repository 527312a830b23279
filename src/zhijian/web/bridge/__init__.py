"""The bridge: a round as the folder that ``zhijian build`` takes, out and in."""

__all__: list[str] = []
