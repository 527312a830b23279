"""What people do with cells: one mutation per function."""
