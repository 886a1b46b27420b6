"""A petition is written."""
