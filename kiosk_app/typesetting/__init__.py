"""Faces that have every letter of Vietnam's peoples, for what is drawn on slips and in PDFs."""
