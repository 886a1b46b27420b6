"""The officer's draft."""
