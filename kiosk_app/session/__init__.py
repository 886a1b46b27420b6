"""The citizen's journey as an explicit state machine: pure Python, no Qt, no I/O."""
