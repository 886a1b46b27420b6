"""What the chip of an identity card holds, and whether its country signed it (ICAO 9303).

Read by whoever gets such bytes: the chip reader, and the daemon, which believes no other process.
"""
