"""What people do with rounds: one mutation per function."""
