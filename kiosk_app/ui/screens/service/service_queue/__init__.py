"""The dossiers as codes and states."""
