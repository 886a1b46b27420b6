"""A dossier is asked for."""
