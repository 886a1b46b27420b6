"""The image in QEMU: started, updated, broken and cut, as `make appliance-test IMAGE=1` does it."""
