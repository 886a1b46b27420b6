"""The procedures screen."""
