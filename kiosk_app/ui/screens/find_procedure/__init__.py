"""The search for a procedure."""
