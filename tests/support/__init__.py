"""What the tests of several rooms use: drawn papers and codes, comparing pictures, child processes."""
