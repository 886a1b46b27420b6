"""All that will be sent, to be read out."""
