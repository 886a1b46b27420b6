"""On which half day somebody would like to come."""
