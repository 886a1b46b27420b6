"""What a citizen thinks of a finished dossier."""
