"""What protects people and data beyond rights: headers, passwords, uploads, signing in, limits."""

__all__: list[str] = []
