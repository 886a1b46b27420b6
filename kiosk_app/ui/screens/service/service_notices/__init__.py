"""The messages of the province."""
