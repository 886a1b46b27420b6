"""Looks after the machine: checks, provisioning, enrolment. Knows neither a screen nor a command line."""
