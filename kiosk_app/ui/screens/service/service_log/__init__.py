"""The last records of the programs."""
