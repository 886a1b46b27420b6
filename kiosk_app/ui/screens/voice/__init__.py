"""A petition is spoken."""
