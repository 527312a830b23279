"""The ``zhijian`` command. Rooms are imported inside the commands, so that ``--help`` answers at once."""

__all__: list[str] = []
