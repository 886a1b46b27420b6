"""A small journey with a screen of its own: what a new errand costs."""
