"""Who sends a petition."""
