"""The audit trail: what happened, in chains that show any change."""

__all__: list[str] = []
