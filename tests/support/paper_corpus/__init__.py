"""Sheets of paper as a citizen brings them and a scanner sees them, drawn from seeds."""
