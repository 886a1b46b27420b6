"""Answers of the citizen: prefill, checks, which papers follow from them, the declaration as PDF."""
