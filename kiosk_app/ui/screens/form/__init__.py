"""The form screen."""
