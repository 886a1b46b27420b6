"""The devices, and a try of each."""
