"""The scan beside the original."""
