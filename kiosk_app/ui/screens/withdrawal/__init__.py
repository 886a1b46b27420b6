"""A dossier is withdrawn."""
