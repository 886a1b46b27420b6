"""The screen on which a member of staff confirms."""
