"""What administrators do with organisations and people: one mutation per function."""
