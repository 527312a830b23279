"""Speed, measured beside what a user would pick instead. Run with ``make bench``; not part of the tests."""
