"""The steps of a submission: one per function."""
