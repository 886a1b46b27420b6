"""Which paper is to be certified."""
