"""What a procedure needs."""
