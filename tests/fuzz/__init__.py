"""Parsers of bytes from outside, given what no honest sender makes."""
