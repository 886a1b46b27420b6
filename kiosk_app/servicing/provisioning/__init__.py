"""From a bare machine to a configured kiosk: the signed file, the network, the secrets, the configuration."""
