"""The way into service mode."""
