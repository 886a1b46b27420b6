"""QR readers: camera, serial scanner, scanner that acts as a keyboard."""
