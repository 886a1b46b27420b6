"""The screens of service mode, kept apart: no citizen's screen imports them."""
