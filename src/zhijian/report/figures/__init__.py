"""Bound figures: an expression with options → exact value → text."""
