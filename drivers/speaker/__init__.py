"""Short sounds through the machine's loudspeaker."""
