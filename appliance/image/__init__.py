"""The bootable image: Secure Boot, a verified root, two slots, an encrypted data partition. `make image`."""
