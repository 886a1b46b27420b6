"""Set the machine up."""
