"""Finds procedures by what people type: folded, misspelt, colloquial, half a word."""
