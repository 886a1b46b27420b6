"""Which kiosk this is."""
