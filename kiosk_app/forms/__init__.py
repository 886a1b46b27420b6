"""Answers of the citizen: prefill, validation, which papers follow from them, the declaration as PDF."""
