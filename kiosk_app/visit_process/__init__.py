"""One process a visit: what a citizen said lives in a process that ends with the visit."""
