"""The components screen."""
