"""How wide the panel is."""
