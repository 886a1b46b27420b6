"""Helpers of the queue's tests."""
