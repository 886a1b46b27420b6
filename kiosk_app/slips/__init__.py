"""What is printed: slips laid out from templates as 1-bit pictures."""
