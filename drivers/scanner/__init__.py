"""Document scanners through SANE, in a child process with deadlines."""
