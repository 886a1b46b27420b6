"""An A4 printer that is played below CUPS: a private `cupsd`, and `ippeveprinter` as the device."""
