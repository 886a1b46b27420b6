"""Delivery: what is sent when, what each answer leads to."""
