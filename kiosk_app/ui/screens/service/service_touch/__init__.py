"""Where a touch lands."""
