"""The greeting screen."""
