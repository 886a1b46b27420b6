"""What the kiosk tells the province that looks after it: its own state, never a citizen's data."""
