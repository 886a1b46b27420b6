"""Screens of errands that only the tests know."""
