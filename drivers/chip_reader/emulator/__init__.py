"""A virtual identity card and its issuer, behind vsmartcard-vpcd: the driver talks to it through pcscd."""
