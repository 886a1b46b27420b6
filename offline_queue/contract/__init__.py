"""What screen and daemon say to each other: dossier, socket messages, stages, codes, envelope."""
