"""The errands: one folder each, registered in `registry`."""
