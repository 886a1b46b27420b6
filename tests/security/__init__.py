"""Attempts of somebody who should not succeed, one file for each thing that is tried."""
