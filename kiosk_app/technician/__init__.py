"""kioskctl: the command of the technician."""
