"""Devices of the kiosk: a port (Protocol and typed errors) and its real adapters for each."""
