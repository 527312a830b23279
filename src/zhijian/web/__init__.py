"""The web application (Django): people, state and permissions of a round. Everything that counts is the library's."""

__all__: list[str] = []
