"""Whole journeys: every process real, over loopback."""
