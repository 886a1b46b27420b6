"""Editions: what a province gives its kiosks together, signed and numbered: catalogue and settings."""
