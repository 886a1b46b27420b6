"""An emulated receipt printer: an ESC/POS server on TCP that behaves like the device, faults included."""
