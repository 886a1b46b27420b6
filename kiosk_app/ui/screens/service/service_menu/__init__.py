"""What waits for staff, and what they can do."""
