"""A request is stored."""
