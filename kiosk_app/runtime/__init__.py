"""Carries out what the journey asks for (scan, seal, print, ask the daemon) on worker threads."""
