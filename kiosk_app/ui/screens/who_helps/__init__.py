"""Who helps the citizen."""
