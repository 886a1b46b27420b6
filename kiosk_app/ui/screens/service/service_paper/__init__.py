"""A new roll for the printer."""
