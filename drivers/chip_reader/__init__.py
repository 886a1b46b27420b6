"""Reader of the chip in an identity card: ICAO 9303 over PC/SC."""
