"""The examination of the machine."""
