"""What became of a dossier."""
