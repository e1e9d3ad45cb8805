"""Pages of patterns, and of the notes to units about them."""
