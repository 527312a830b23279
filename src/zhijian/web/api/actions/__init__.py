"""Making and revoking tokens."""
