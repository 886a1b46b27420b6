"""The portal as a port, and its adapters."""
