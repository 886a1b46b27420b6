"""What a person measures by hand on the glass: where a touch lands, and how wide the panel is."""
