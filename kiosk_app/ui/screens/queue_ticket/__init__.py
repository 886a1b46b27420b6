"""A number for the counter."""
