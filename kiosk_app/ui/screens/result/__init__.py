"""A finished electronic result, looked at and printed."""
