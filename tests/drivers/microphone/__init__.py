"""The microphone through the real recorder of ALSA, whose device is a pipe."""
