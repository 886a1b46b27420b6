"""Reads procedures from the portals' formats into catalogue entries, and reports what could not be read."""
