"""What is due to who signed in."""
