"""QML screens and the thin Qt objects that show the journey to them."""
