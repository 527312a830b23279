"""Tables: those of the chapters by definition, and the official tables at the end."""
