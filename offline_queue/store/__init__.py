"""The queue as one SQLite file: what is put in, what is to be sent, what happened."""
