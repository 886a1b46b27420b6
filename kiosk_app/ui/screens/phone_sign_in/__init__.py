"""The screen with a code for the phone to scan."""
