"""A payment terminal for tests and the demo: `python -m drivers.payment_terminal.emulator`."""
