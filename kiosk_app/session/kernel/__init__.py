"""What holds in every step: dispatch, presence and idle, cancel, help, wipe. Knows no step by name."""
