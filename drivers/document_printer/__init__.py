"""An A4 printer that finished electronic results come out of."""
