"""Facts about Vietnam, each written once: places, letters, working days, wording. Knows nothing of ours."""
