"""Pay a fee."""
