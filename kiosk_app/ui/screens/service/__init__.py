"""The screens of service mode: a house of their own, which no citizen's screen knows."""
