"""Readers: a file in one of the formats as a Document. Each format is a module of its own."""
