"""What is connected to this machine, read from the kernel and from the drivers."""
