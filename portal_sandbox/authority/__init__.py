"""A stand-in certificate authority for kiosks: EST (RFC 7030) over TLS, one-time codes, revocation."""
