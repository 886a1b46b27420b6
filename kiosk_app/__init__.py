"""The kiosk in front of the citizen: screens, the journey, the devices, no network and no private key."""
