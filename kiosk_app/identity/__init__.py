"""Personal ids, QR payloads and what the identity service tells of a citizen."""
