"""The consent screen."""
