"""The papers screen."""
