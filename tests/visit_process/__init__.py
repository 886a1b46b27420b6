"""Tests of the processes that visits live in."""
