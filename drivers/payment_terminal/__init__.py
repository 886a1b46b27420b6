"""A card or cash terminal beside the kiosk."""
