"""The on-screen Vietnamese keyboard: how letters come about, and which keys there are."""
