"""The package in a Debian 12 with systemd as PID 1: `make appliance-test`."""
