"""QR readers: camera, serial scanner."""
