"""What a chip holds, read and verified without a reader."""
