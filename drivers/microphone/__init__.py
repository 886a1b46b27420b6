"""The microphone: what it is asked for, and ALSA's own recorder behind it."""
