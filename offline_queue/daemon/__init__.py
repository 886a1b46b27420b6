"""kiosk-sync put together: its loops, its secrets, what it watches and tells."""
