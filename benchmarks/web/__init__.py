"""The web application under load: a deadline night, the board, submitting, kill -9, backup. All on loopback."""
