"""What people do with the bridge: one deed per function."""
