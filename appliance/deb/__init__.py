"""One Debian package with the whole environment inside: `make deb`."""
