"""The Unix socket between the screen and the daemon."""
